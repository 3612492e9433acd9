"""The commands of operators: profiles loaded or none, and a trail that shows tampering."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import override

from wasl.domains.associations.queries import associations_listed
from wasl.domains.catalogue.queries import services_offered
from wasl.domains.notifications.tests.given import given_association, given_message
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.faces.cli.demo.staff import PASSWORD
from wasl.foundation.actor import Actor
from wasl.foundation.fences import lower_fences, raise_fences

pytestmark = pytest.mark.django_db

PROFILES = Path(settings.SOURCE).parents[1] / "profiles"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def said(*words, **options):
    out = StringIO()
    call_command(*words, stdout=out, stderr=out, skip_checks=True, **options)
    return out.getvalue()


def slugs():
    return [one.slug for one in associations_listed(Actor.installation())]


def test_a_profile_becomes_an_association_with_its_policy_and_services():
    told = said("load", str(PROFILES / "manarat.yaml"))
    (manarat,) = associations_listed(Actor.installation())
    system = Actor.system(manarat.id)

    assert told.startswith("manarat: opened, policy in force, services published: ")
    assert policy_in_force(system).policy.steps
    assert services_offered(system)


def test_loading_again_changes_nothing():
    said("load", str(PROFILES / "manarat.yaml"))

    assert said("load", str(PROFILES / "manarat.yaml")) == "manarat: nothing new\n"


def test_a_policy_without_adoption_stays_a_draft():
    assert "not yet adopted" in said("load", str(PROFILES / "qabas.yaml"))
    (qabas,) = associations_listed(Actor.installation())
    with pytest.raises(NoPolicyInForce):
        policy_in_force(Actor.system(qabas.id))


def test_a_mistake_is_told_by_file_and_line_and_nothing_is_saved(tmp_path):
    bad = tmp_path / "bad.yaml"
    text = (PROFILES / "wahj.yaml").read_text(encoding="utf-8")
    bad.write_text(text.replace("slug: wahj", "slug: Not A Slug", 1), encoding="utf-8")
    with pytest.raises(CommandError) as raised:
        said("load", str(PROFILES / "manarat.yaml"), str(bad), str(tmp_path / "none.yaml"))
    lines = str(raised.value).splitlines()

    assert lines[0].startswith(f"{bad}, line 4: ")
    assert lines[-1] == f"{tmp_path / 'none.yaml'}: this file cannot be read."
    assert slugs() == []


def test_a_refusal_in_the_second_profile_takes_the_first_back(tmp_path):
    bad = tmp_path / "bad.yaml"
    text = (PROFILES / "wahj.yaml").read_text(encoding="utf-8")
    bad.write_text(text.replace("slug: wahj", "slug: simulators", 1), encoding="utf-8")
    with pytest.raises(CommandError, match=f"{bad}: "):
        said("load", str(PROFILES / "manarat.yaml"), str(bad))

    assert slugs() == []


def test_one_association_stands_in_one_file(tmp_path):
    twin = tmp_path / "twin.yaml"
    twin.write_text((PROFILES / "wahj.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CommandError, match="already the association of"):
        said("load", str(PROFILES / "wahj.yaml"), str(twin))


def tampered(statement, *values):
    connection.check_constraints()
    lower_fences("default")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_trailentry DISABLE ROW LEVEL SECURITY")
        cursor.execute(statement, values)
    connection.check_constraints()
    raise_fences("default")


def test_a_whole_trail_is_told_whole():
    given_message(given_association())

    told = said("trail", "verify").splitlines()
    assert told == ["installation: whole, 1 entries", "manarat: whole, 1 entries"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE foundation_trailentry SET verb = 'x' WHERE chain = %s AND sequence = 2",
            "manarat: broken at entry 2: it is not as it was written",
        ),
        (
            "DELETE FROM foundation_trailentry WHERE chain = %s AND sequence = 2",
            "manarat: broken at entry 2: an entry is missing here",
        ),
        (
            "DELETE FROM foundation_trailentry WHERE chain = %s AND sequence = 3",
            "manarat: broken at entry 3: the trail was cut off here",
        ),
    ],
)
def test_the_first_bad_entry_is_named_with_what_is_wrong(statement, told):
    system = given_association()
    given_association("wahj")
    for _ in range(3):
        given_message(system)
    tampered(statement, str(system.association))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("trail", "verify", stdout=out, stderr=out, skip_checks=True)

    assert told in out.getvalue().splitlines()
    with pytest.raises(CommandError):
        said("trail", "verify", association="manarat")
    assert "whole" in said("trail", "verify", association="wahj") or slugs()


def test_an_association_that_is_not_there_is_said_to_be_none():
    with pytest.raises(CommandError):
        said("trail", "verify", association="nowhere")


def test_the_end_of_the_trail_is_listed_without_personal_data():
    given_message(given_association())
    told = said("trail", "list", association="manarat")

    assert "notifications.queue_message" in told
    assert "551234567" not in told


@pytest.mark.django_db(transaction=True)
def test_the_demonstration_is_safe_to_repeat(settings):
    settings.WASL_DEMO_TOTP = "WASLDEMOWASLDEMOWASLDEMOWASLDEMO"
    told = said("demo")
    again = said("demo")

    assert slugs() == ["manarat", "wahj", "qabas", "durbah", "baraah"]
    assert PASSWORD in told
    assert re.search(r"ibrahim +officer, director +wahj$", told, re.MULTILINE)
    assert not [line for line in again.splitlines() if "committee" in line and "durbah" in line]
    for one in associations_listed(Actor.installation()):
        assert policy_in_force(Actor.system(one.id))


def test_no_invented_people_where_messages_leave_the_house(settings):
    settings.WASL_SIMULATORS = False
    with pytest.raises(CommandError):
        said("demo")
    assert slugs() == []

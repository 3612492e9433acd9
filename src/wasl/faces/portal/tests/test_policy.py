"""The public policy: the version on show, earlier ones at their own address, and each on paper."""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from wasl.domains.policies.actions import (
    BoardSignature,
    adopt_policy,
    bring_into_force,
    draft_policy,
    publish_policy,
    withdraw_publication,
)
from wasl.domains.policies.queries import policy_in_force, publications_listed
from wasl.faces.portal.tests.given import given_association, text_of
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db


def given_second(association: UUID, *, title: str = "السياسة بعد التعديل") -> UUID:
    """A second version, changed by its title, adopted but not in force."""
    system = Actor.system(association)
    first = policy_in_force(system).policy.as_dict()
    changed = {**first, "title": {"ar": title, "en": "The amended policy"}}
    version = draft_policy(system, definition=changed).pk
    adopt_policy(
        system,
        policy_version=version,
        kind="meeting",
        reference="3",
        adopted_on=timezone.localdate(),
        signatures=[BoardSignature("سعد العمري", "chair", timezone.localdate())],
    )
    return version


def given_second_in_force(association: UUID) -> UUID:
    """A second version in force: the first is superseded."""
    system = Actor.system(association)
    seen = policy_in_force(system).id
    version = given_second(association)
    bring_into_force(system, policy_version=version, seen_against=seen)
    return version


def test_every_clause_has_its_number_and_an_address_of_its_own() -> None:
    association = given_association()
    shown = text_of(Client().get("/manarat/policy/"))
    for clause in policy_in_force(Actor.system(association)).policy.clauses:
        assert f'id="{clause.ref}"' in shown
        assert f'href="#{clause.ref}"' in shown
    assert 'href="#section-steps"' in shown


def test_it_says_which_version_it_is_adopted_how_and_published_when() -> None:
    given_association()
    shown = text_of(Client().get("/manarat/policy/"))
    assert "م/٢٦٠" in shown
    assert "تاريخ النشر" in shown
    assert "/manarat/policy/1/policy.pdf" in shown


def test_an_earlier_version_is_listed_and_stays_at_its_own_address() -> None:
    association = given_association()
    given_second_in_force(association)
    shown = text_of(Client().get("/manarat/policy/"))
    assert "السياسة بعد التعديل" in shown
    assert 'href="/manarat/policy/1/"' in shown

    earlier = text_of(Client().get("/manarat/policy/1/"))
    assert "هذا إصدار سابق" in earlier
    assert "السياسة بعد التعديل" not in earlier
    assert 'content="noindex"' in earlier


@pytest.mark.parametrize("rest", ["2/", "2/policy.pdf", "77/", "77777777777777777777/"])
def test_a_version_that_was_never_published_is_not_public(rest: str) -> None:
    given_second(given_association())
    assert Client().get(f"/manarat/policy/{rest}").status_code == 404


def test_what_is_published_is_shown_even_when_another_is_in_force() -> None:
    association = given_association()
    system = Actor.system(association)
    first = policy_in_force(system).id
    given_second_in_force(association)
    publish_policy(
        system, policy_version=first, place="public_page", published_on=timezone.localdate()
    )
    shown = text_of(Client().get("/manarat/policy/"))
    assert "هذا إصدار سابق" in shown
    assert "السياسة بعد التعديل" not in shown


def test_a_policy_whose_publication_ended_is_not_shown() -> None:
    system = Actor.system(given_association())
    for one in publications_listed(system):
        if one.place == "public_page":
            withdraw_publication(system, publication=one.id)
    assert "ui-empty" in text_of(Client().get("/manarat/policy/"))
    assert Client().get("/manarat/policy/1/").status_code == 404


@pytest.mark.parametrize("slug", ["manarat", "wahj", "qabas", "durbah", "baraah"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_policy_is_kept_as_pdf(slug: str, language: str) -> None:
    given_association(slug)
    client = Client()
    client.post("/language/", {"language": language, "next": "/"})
    answer = client.get(f"/{slug}/policy/1/policy.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert f'filename="{slug}-policy-1.pdf"' in answer["Content-Disposition"]


def test_a_draft_is_said_to_be_one() -> None:
    given_association("qabas")
    shown = text_of(Client().get("/qabas/policy/"))
    assert "لم تُعتمد بعد" in shown
    assert "تاريخ النشر" not in shown


def test_who_signed_is_told_by_capacity_and_never_by_name() -> None:
    given_second_in_force(given_association())
    shown = text_of(Client().get("/manarat/policy/"))
    assert "رئيس مجلس الإدارة" in shown
    assert "سعد العمري" not in shown

"""An operator records the adoption that a board decided."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wasl.domains.associations.queries import association_called
from wasl.domains.policies.queries import adoption_of, policy_in_force
from wasl.foundation.actor import Actor

PROFILES = Path(__file__).parents[5] / "profiles"
ASKED = {"kind": "meeting", "reference": "1/2025", "on": "2025-01-12"}

pytestmark = pytest.mark.django_db


def adopt(slug: str = "qabas", **changes: str) -> None:
    options = [f"--{name}={value}" for name, value in (ASKED | changes).items()]
    call_command("adopt", slug, *options)


@pytest.fixture
def loaded():
    call_command("load", str(PROFILES / "qabas.yaml"), verbosity=0)
    return Actor.system(association_called(Actor.installation(), slug="qabas").id)


def test_a_recorded_adoption_brings_the_policy_into_force(loaded):
    adopt(hijri="1446-07-12")

    row = policy_in_force(loaded)
    adoption = adoption_of(loaded, policy_version=row.id)
    assert adoption is not None
    assert (adoption.reference, adoption.hijri) == ("1/2025", "1446-07-12")


def test_two_dates_that_are_not_one_day_are_refused(loaded):
    with pytest.raises(CommandError, match="1446-07-12"):
        adopt(hijri="1446-07-13")


def test_an_adopted_policy_is_not_adopted_again(loaded):
    adopt()

    with pytest.raises(CommandError):
        adopt()


def test_an_association_that_is_not_here_is_refused(loaded):
    with pytest.raises(CommandError):
        adopt("nowhere")

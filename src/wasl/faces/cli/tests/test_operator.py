"""`wasl operator`: who may open associations."""

import io

import pytest
from django.core.management import CommandError, call_command

from wasl.domains.access.queries import operators_listed
from wasl.domains.access.tests.given import PASSWORD, given_staff
from wasl.domains.associations.tests.given import given_association
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the terminal."""

    def type_(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_


def test_an_operator_is_made_and_retired(typed):
    typed(f"{PASSWORD}\n")
    call_command("operator", "Omar@wasl.example", "--name", "عمر")
    rows = operators_listed(Actor.installation())
    assert [(row.email, row.name, row.is_active) for row in rows] == [
        ("omar@wasl.example", "عمر", True)
    ]
    call_command("operator", "omar@wasl.example", "--retire")
    assert not operators_listed(Actor.installation())[0].is_active


@pytest.mark.parametrize(
    ("email", "password"),
    [("omar", PASSWORD), ("omar@wasl.example", "short"), ("omar@wasl.example", "")],
)
def test_a_bad_address_and_a_weak_password_are_refused(typed, email: str, password: str):
    typed(f"{password}\n")
    with pytest.raises(CommandError):
        call_command("operator", email)
    assert operators_listed(Actor.installation()) == ()


def test_staff_do_not_become_operators(typed):
    given_staff(given_association("manarat"), email="huda@a.example")
    typed(f"{PASSWORD}\n")
    with pytest.raises(CommandError):
        call_command("operator", "huda@a.example")
    with pytest.raises(CommandError):
        call_command("operator", "nobody@a.example", "--retire")

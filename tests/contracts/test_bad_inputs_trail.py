"""Bad and abusive inputs below the doors: the trail, changed in the database itself."""

import io
import re
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.fences.test_trail import tampered
from wasl.domains.access.tests.given import given_director
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry, verify

pytestmark = pytest.mark.django_db

_COLUMNS = (
    "id, chain, sequence, at, actor_kind, actor, verb, subject_kind, subject, details, previous,"
    " hash, association_id"
)
_REPLACED = (
    f"INSERT OR REPLACE INTO foundation_trailentry ({_COLUMNS})"
    " SELECT id, chain, sequence, at, actor_kind, 'x', verb, subject_kind, subject, details,"
    " previous, hash, association_id FROM foundation_trailentry WHERE sequence = 2"
)
_UPSERTED = (
    f"INSERT INTO foundation_trailentry ({_COLUMNS}) SELECT {_COLUMNS} FROM foundation_trailentry"
    " WHERE sequence = 2 ON CONFLICT (id) DO UPDATE SET actor = 'x'"
)
_WHOLESALE = {
    "sqlite": [_REPLACED, _UPSERTED],
    "postgresql": [
        _UPSERTED,
        "TRUNCATE foundation_trailentry",
        "TRUNCATE foundation_trailentry CASCADE",
    ],
}
_DEEDS = (
    "UPDATE foundation_trailentry SET actor = 'x'",
    "UPDATE foundation_trailentry SET details = '{}' WHERE sequence = 2",
    "DELETE FROM foundation_trailentry",
    "DELETE FROM foundation_trailentry WHERE sequence = 2",
)


def _is_whole(association: UUID) -> bool:
    with entered_scope(Actor.system(association), writing=False):
        return verify(association).is_whole


def test_o31_a_deletion_through_the_models_is_refused() -> None:
    desk = given_desk()
    system = Actor.system(desk.association)
    for deed in (
        lambda: TrailEntry.objects.all().delete(),
        lambda: TrailEntry.objects.get(sequence=2).delete(),
        lambda: TrailEntry.objects.filter(sequence=2).update(actor="x"),
    ):
        with (
            pytest.raises(DatabaseError),
            entered_scope(system, writing=True),
            transaction.atomic(),
        ):
            deed()
    assert _is_whole(desk.association)


def test_o31_every_statement_that_would_change_the_trail_is_refused() -> None:
    desk = given_desk()
    system = Actor.system(desk.association)
    for deed in (*_DEEDS, *_WHOLESALE[connection.vendor]):
        with (
            pytest.raises(DatabaseError),
            entered_scope(system, writing=True),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(deed)
    assert _is_whole(desk.association)


def test_o32_an_entry_edited_by_the_databases_owner_is_named_at_the_desk_and_by_the_command() -> (
    None
):
    desk = given_desk()
    browser = browser_of(given_member(desk.association, "auditor", "director"))
    here = "/manarat/desk/results/trail/verify/"
    whole = browser.post(here)
    assert whole.status_code == 200
    assert whole.context["verdict"].is_whole
    tampered(
        "UPDATE foundation_trailentry SET actor = 'x' WHERE sequence = 3 AND chain = %s",
        _chain(desk.association),
    )
    verdict: Any = browser.post(here).context["verdict"]
    assert (verdict.is_whole, verdict.first_bad, verdict.reason) == (False, 3, "altered")
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("trail", "verify", association="manarat", stdout=said, stderr=said)
    assert re.search(r"(?<!\d)3(?!\d)", said.getvalue())
    given_director(desk.association)
    # What is written after the forgery does not heal it.
    assert not _is_whole(desk.association)


def _chain(association: UUID) -> str:
    with entered_scope(Actor.system(association), writing=False):
        return str(TrailEntry.objects.values_list("chain", flat=True)[0])

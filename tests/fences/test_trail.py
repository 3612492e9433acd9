"""The trail shows every tampering, and the database refuses what it can."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from wasl.domains.associations.models import Association
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.fences import lower_fences, raise_fences
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return Association.objects.create(
        slug="ufuq", name={"ar": "أفق", "en": "Ufuq"}, short_name={"ar": "أفق", "en": "Ufuq"}
    )


@pytest.fixture
def by(association):
    return Actor.system(association.pk)


def given_deeds(by, count):
    for number in range(count):
        with entered_scope(by, writing=True), trail.recording(by, "rooms.do"):
            trail.remark(number=number)


def verdict(by):
    with entered_scope(by, writing=False):
        return trail.verify(by.association)


def tampered(statement, *values):
    """What a database superuser could do: the triggers away, the deed, the triggers back."""
    # The rows of this very test still wait for their foreign keys to be checked.
    connection.check_constraints()
    lower_fences("default")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("foundation_trailentry", "foundation_trailhead"):
                cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        cursor.execute(statement, values)
    connection.check_constraints()
    raise_fences("default")


def test_a_chain_of_deeds_is_whole(by):
    given_deeds(by, 5)

    assert verdict(by).is_whole
    assert verdict(by).entries == 5


def test_nested_deeds_stand_in_the_order_in_which_they_began(by):
    with (
        entered_scope(by, writing=True),
        trail.recording(by, "rooms.outer"),
        trail.recording(by, "rooms.inner"),
    ):
        pass

    with scope(association=by.association):
        verbs = list(trail.TrailEntry.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["rooms.outer", "rooms.inner"]


def test_a_refused_action_leaves_no_deed(by):
    with (
        pytest.raises(RuntimeError),
        entered_scope(by, writing=True),
        trail.recording(by, "rooms.do"),
    ):
        raise RuntimeError

    assert verdict(by).entries == 0


def test_an_entry_edited_by_a_database_superuser_is_named(by):
    given_deeds(by, 5)
    tampered("UPDATE foundation_trailentry SET actor = 'x' WHERE sequence = 3")

    assert (verdict(by).first_bad, verdict(by).reason) == (3, "altered")


def test_an_entry_cut_out_is_named(by):
    given_deeds(by, 5)
    tampered("DELETE FROM foundation_trailentry WHERE sequence = 2")

    assert (verdict(by).first_bad, verdict(by).reason) == (2, "missing")


def test_a_cut_end_is_seen(by):
    given_deeds(by, 5)
    tampered("DELETE FROM foundation_trailentry WHERE sequence > 3")

    assert (verdict(by).first_bad, verdict(by).reason) == (4, "cut")


def test_two_entries_that_changed_places_are_seen(by):
    given_deeds(by, 4)
    tampered("UPDATE foundation_trailentry SET sequence = 90 WHERE sequence = 2")
    tampered("UPDATE foundation_trailentry SET sequence = 2 WHERE sequence = 3")
    tampered("UPDATE foundation_trailentry SET sequence = 3 WHERE sequence = 90")

    assert verdict(by).first_bad == 2


def test_an_entry_rewritten_with_its_own_hash_breaks_the_next(by):
    given_deeds(by, 4)
    with scope(association=by.association):
        entry = trail.TrailEntry.objects.get(sequence=2)
    entry.actor = "somebody else"
    tampered(
        "UPDATE foundation_trailentry SET actor = %s, hash = %s WHERE sequence = 2",
        entry.actor,
        entry.expected_hash(),
    )

    assert (verdict(by).first_bad, verdict(by).reason) == (3, "unchained")


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE foundation_trailentry SET actor = 'x'",
        "DELETE FROM foundation_trailentry",
    ],
)
def test_the_database_refuses_to_change_the_trail(by, deed):
    given_deeds(by, 2)

    with (
        pytest.raises(DatabaseError),
        entered_scope(by, writing=True),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
    assert verdict(by).is_whole


def test_the_database_refuses_an_entry_out_of_its_place(by):
    given_deeds(by, 2)
    with scope(association=by.association):
        entry = trail.TrailEntry.objects.get(sequence=1)
    entry.pk = None
    entry.sequence = 7

    with pytest.raises(DatabaseError), entered_scope(by, writing=True), transaction.atomic():
        entry.save(force_insert=True)


def test_the_database_refuses_replacement_and_truncation(by):
    given_deeds(by, 2)
    if connection.vendor == "postgresql":
        deed = "TRUNCATE foundation_trailentry"
    else:
        columns = "id, chain, sequence, at, actor_kind, actor, verb, subject_kind, subject,"
        columns += " details, previous, hash, association_id"
        deed = (
            f"INSERT OR REPLACE INTO foundation_trailentry ({columns})"
            f" SELECT id, chain, 3, at, actor_kind, 'x', verb, subject_kind, subject,"
            f" details, hash, hash, association_id FROM foundation_trailentry WHERE sequence = 2"
        )

    with (
        pytest.raises(DatabaseError),
        entered_scope(by, writing=True),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
    assert verdict(by).is_whole


def test_chains_of_two_associations_do_not_touch(by):
    other = Association.objects.create(slug="sahab", name={}, short_name={})
    theirs = Actor.system(other.pk)
    given_deeds(by, 3)
    given_deeds(theirs, 2)

    assert verdict(by).entries == 3
    assert verdict(theirs).entries == 2


def test_times_survive_the_database(by):
    moment = timezone.now() - timedelta(days=400, microseconds=123)
    with entered_scope(by, writing=True):
        trail.append(by, [trail.Deed(by, "rooms.do", moment)])

    assert verdict(by).is_whole


def test_a_chain_without_its_association_is_the_installations_own():
    by = Actor.installation()
    given_deeds(by, 2)

    assert verdict(by).entries == 2
    with scopes_disabled():
        assert trail.TrailHead.objects.filter(chain="installation").exists()

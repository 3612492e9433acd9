"""Everybody's own key: what it sealed opens until it is destroyed, and then never again."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wasl.domains.associations.models import Association
from wasl.domains.parties.models import Fact, Party
from wasl.foundation.actor import Actor
from wasl.foundation.keyring import (
    KeyGone,
    NoLongerKept,
    OwnerKey,
    destroy_keys,
    forget_keys,
    key_for_file,
    keys_for_new,
)
from wasl.foundation.keys import owner_of, seal, seal_for, unseal
from wasl.foundation.scoping import ScopeBroken, add_all, entered_scope

PHONE = "+966500000001"


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_keys()
    yield
    forget_keys()


@pytest.fixture
def by(transactional_db):
    return Actor.system(Association.objects.create(slug="ufuq", name={}, short_name={}).pk)


@pytest.fixture
def ibrahim(transactional_db):
    return Actor.system(Association.objects.create(slug="other", name={}, short_name={}).pk)


def given_party(by, phone=PHONE, **more):
    with entered_scope(by, writing=True):
        return Party.objects.create(
            kind="person", name="نورة", name_key="نوره", phone=phone, **more
        )


def phone_of(by, party):
    with entered_scope(by, writing=False):
        return Party.objects.get(pk=party.pk).phone


def stored(party):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM parties_party")
        return bytes(cursor.fetchone()[0])


def statements(by, act):
    with entered_scope(by, writing=True), CaptureQueriesContext(connection) as captured:
        act()
    return [one["sql"] for one in captured.captured_queries]


def test_a_new_row_of_its_own_makes_its_key_in_one_statement_without_looking(by):
    asked = statements(
        by,
        lambda: Party.objects.create(kind="person", name="ن", name_key="ن", phone=PHONE, iban="x"),
    )

    assert [one.split()[0] for one in asked if "ownerkey" in one] == ["INSERT"]


def test_what_is_sealed_names_its_owner_and_opens_without_what_was_remembered(by):
    party = given_party(by)
    forget_keys()

    with entered_scope(by, writing=True):
        assert owner_of(stored(party)) == party.pk
    assert phone_of(by, party) == PHONE


def test_what_was_sealed_before_there_were_keys_still_opens(by):
    party = given_party(by, phone="")
    place = f"parties_party.phone.{party.pk}"
    with entered_scope(by, writing=True):
        sealed = seal(PHONE.encode(), association=by.association, bound_to=place)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE parties_party SET phone = %s", [sealed])

    assert phone_of(by, party) == PHONE


def test_a_destroyed_key_makes_its_columns_read_as_empty_and_those_of_others_not(by):
    party, other = given_party(by), given_party(by)
    with entered_scope(by, writing=True):
        assert destroy_keys([party.pk]) == 1
        assert Party.objects.get(pk=party.pk).phone == ""

    assert phone_of(by, party) == ""
    assert phone_of(by, other) == PHONE
    with entered_scope(by, writing=False):
        assert bytes(OwnerKey.objects.get(pk=party.pk).wrapped) == b""


def test_nothing_new_is_sealed_for_somebody_whose_key_was_destroyed(by):
    party = given_party(by)
    with entered_scope(by, writing=True):
        nobody = Party(kind="person", name="ن", name_key="ن", phone=PHONE)
        destroy_keys([party.pk, nobody.pk])
        with pytest.raises(NoLongerKept):
            add_all([nobody])
    party.phone = PHONE
    with entered_scope(by, writing=True), pytest.raises(NoLongerKept):
        party.save()


def save_and_fail(party):
    party.save(force_insert=True)
    raise RuntimeError


def test_a_key_that_was_rolled_back_is_not_remembered(by):
    with entered_scope(by, writing=True):
        party = Party(kind="person", name="ن", name_key="ن", phone=PHONE)
    with pytest.raises(RuntimeError), entered_scope(by, writing=True):
        save_and_fail(party)
    with entered_scope(by, writing=True):
        party.save(force_insert=True)
    forget_keys()

    assert phone_of(by, party) == PHONE


def test_a_key_made_in_a_savepoint_goes_with_it(by):
    with entered_scope(by, writing=True):
        party = Party(kind="person", name="ن", name_key="ن", phone=PHONE)
        with pytest.raises(RuntimeError), transaction.atomic():
            save_and_fail(party)
        party.save(force_insert=True)
    forget_keys()

    assert phone_of(by, party) == PHONE


def test_a_row_that_changes_hands_stays_readable(by):
    party, other = given_party(by), given_party(by)
    with entered_scope(by, writing=True):
        fact = Fact.objects.create(
            party=party,
            key="income.salary",
            value={"is": "4000"},
            source="statement",
            holds_on="2026-11-21",
            recorded_at="2026-11-21T10:00:00+03:00",
        )
        Fact.objects.update(party=other)
        forget_keys()
        assert Fact.objects.get(pk=fact.pk).value == {"is": "4000"}


def test_the_keys_of_a_list_are_fetched_in_one_statement(by):
    for number in range(30):
        given_party(by, phone=f"+9665000000{number:02d}")
    forget_keys()

    asked = statements(by, lambda: [row.phone for row in Party.objects.all()])

    assert len([one for one in asked if "ownerkey" in one]) == 1


def test_keys_of_many_are_made_at_once_and_found_by_their_rows(by):
    with entered_scope(by, writing=True):
        people = [Party(kind="person", name="ن", name_key="ن", phone=PHONE) for _ in range(1200)]
        with CaptureQueriesContext(connection) as captured:
            keys_for_new([one.pk for one in people])
            for start in range(0, 1200, 100):
                add_all(people[start : start + 100])
    forget_keys()

    made = [one for one in captured.captured_queries if "ownerkey" in one["sql"]]
    assert len(made) == 3
    assert phone_of(by, people[0]) == phone_of(by, people[-1]) == PHONE


def test_a_column_opened_outside_of_its_association_is_a_defect_even_if_remembered(by, ibrahim):
    party = given_party(by)
    with entered_scope(by, writing=False):
        row = Party.objects.get(pk=party.pk)
    with pytest.raises(ScopeBroken):
        _ = row.phone
    with entered_scope(ibrahim, writing=False), pytest.raises(ScopeBroken):
        _ = row.phone


def test_another_association_never_finds_the_key(by, ibrahim):
    party = given_party(by)
    forget_keys()

    assert key_for_file(party.pk, association=ibrahim.house) is None
    sealed = seal_for(b"x", owner=party.pk, key=b"k" * 32, bound_to="x")
    with entered_scope(ibrahim, writing=False), pytest.raises(KeyGone):
        unseal(sealed, association=ibrahim.association, bound_to="x")


def test_a_new_master_key_seals_new_keys_and_the_old_ones_still_open(by, settings):
    party = given_party(by)
    settings.WASL_MASTER_KEYS = (
        "2:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=," + settings.WASL_MASTER_KEYS
    )
    forget_keys()
    later = given_party(by)
    forget_keys()

    assert phone_of(by, party) == phone_of(by, later) == PHONE
    with entered_scope(by, writing=False):
        numbers = {row.pk: bytes(row.wrapped)[1] for row in OwnerKey.objects.all()}
    assert (numbers[party.pk], numbers[later.pk]) == (1, 2)

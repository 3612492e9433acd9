"""Sealed columns rest encrypted and open only in their own row."""

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.associations.models import Association
from wasl.domains.parties.models import Party
from wasl.foundation.actor import Actor
from wasl.foundation.keys import blind_index, seal, unseal
from wasl.foundation.scoping import entered_scope


@pytest.fixture
def by(db):
    association = Association.objects.create(slug="ufuq", name={}, short_name={})
    return Actor.system(association.pk)


def given_party(phone="+966500000001"):
    return Party.objects.create(kind="person", name="نورة", name_key="نوره", phone=phone)


def stored(party):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM parties_party WHERE name = %s", [party.name])
        return bytes(cursor.fetchone()[0])


def test_a_sealed_value_is_read_as_it_was_written(by):
    with entered_scope(by, writing=True):
        given_party()
        assert Party.objects.get().phone == "+966500000001"


def test_the_database_never_holds_the_plain_value(by):
    with entered_scope(by, writing=True):
        party = given_party()
        assert b"966500000001" not in stored(party)


def test_an_empty_value_stays_empty(by):
    with entered_scope(by, writing=True):
        party = given_party(phone="")
        assert stored(party) == b""
        assert Party.objects.get().phone == ""


def test_a_value_copied_to_another_row_does_not_open(by):
    with entered_scope(by, writing=True):
        first = given_party()
        second = Party.objects.create(kind="person", name="سالم", name_key="سالم", phone="0")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE parties_party SET phone = (SELECT phone FROM parties_party WHERE name = %s)"
                " WHERE name = %s",
                [first.name, second.name],
            )
        with pytest.raises(InvalidTag):
            _ = Party.objects.get(name="سالم").phone


def test_saving_a_row_that_was_never_opened_keeps_its_sealed_bytes(by):
    with entered_scope(by, writing=True):
        party = given_party()
        before = stored(party)
        Party.objects.get().save()
        assert stored(party) == before


def test_a_bulk_update_of_a_sealed_column_is_refused(by):
    with entered_scope(by, writing=True):
        given_party()
        with pytest.raises(FieldError):
            Party.objects.update(phone="+966500000002")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_only_where_it_belongs(plain, place):
    sealed = seal(plain, association=None, bound_to=place)

    assert unseal(sealed, association=None, bound_to=place) == plain
    with pytest.raises(InvalidTag):
        unseal(sealed, association=None, bound_to=place + "x")


def test_blind_indexes_of_two_associations_never_agree(by):
    ours = blind_index("phone", "+966500000001", association=by.association)

    assert ours == blind_index("phone", "+966500000001", association=by.association)
    assert ours != blind_index("phone", "+966500000001", association=None)
    assert ours != blind_index("iban", "+966500000001", association=by.association)

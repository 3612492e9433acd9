"""Statements put into words once: the same rows, the same fence and the same errors as Django's."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wasl.domains.associations.models import Association, Branch
from wasl.domains.parties.models import Party
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import (
    Prepared,
    PreparedChange,
    ScopeBroken,
    add_all,
    added,
    entered_scope,
    found,
)

pytestmark = pytest.mark.django_db

branches = Prepared(lambda: Branch.objects.order_by("slug"))
branch_called = Prepared(lambda slug: Branch.objects.filter(slug=slug))
among = Prepared(lambda keys: Branch.objects.filter(pk__in=keys).values_list("slug", "name"))
with_association = Prepared(
    lambda slug: Branch.objects.select_related("association").filter(slug=slug)
)
renamed = PreparedChange(lambda slug, to: (Branch.objects.filter(slug=slug), {"slug": to}))


def given_association(slug, *branch_slugs):
    association = Association.objects.create(slug=slug, name={}, short_name={})
    by = Actor.system(association.pk)
    with entered_scope(by, writing=True):
        for one in branch_slugs:
            Branch.objects.create(slug=one, name={"ar": one})
    return by


def test_the_same_words_answer_each_association_with_its_own_rows():
    ours, theirs = given_association("ufuq", "main"), given_association("sahab", "east", "west")

    with entered_scope(ours, writing=False):
        assert [row.slug for row in branches()] == ["main"]
    with entered_scope(theirs, writing=False):
        assert [row.slug for row in branches()] == ["east", "west"]
        assert branch_called.first(slug="main") is None
        with pytest.raises(NotFound):
            branch_called.one(slug="main")


def test_outside_of_an_association_nothing_is_said():
    with pytest.raises(ScopeBroken):
        branches()


def test_a_place_for_a_list_takes_any_number_of_keys():
    ours = given_association("ufuq", "east", "main", "west")

    with entered_scope(ours, writing=False):
        keys = [row.pk for row in branches()]
        for most in (1, 3, 0, 2):
            told = sorted(slug for slug, _name in among(keys=keys[:most]))
            assert told == ["east", "main", "west"][:most]


def test_a_prepared_row_is_the_row_that_django_reads():
    ours = given_association("ufuq", "main")

    with entered_scope(ours, writing=False):
        prepared = with_association.one(slug="main")
        plain = Branch.objects.select_related("association").get(slug="main")

        assert prepared == plain
        assert prepared.name == plain.name == {"ar": "main"}
        assert prepared.association.slug == "ufuq"
        assert not prepared._state.adding
        assert prepared._state.db == plain._state.db


def test_a_prepared_read_is_one_statement():
    ours = given_association("ufuq", "main")

    with entered_scope(ours, writing=False), CaptureQueriesContext(connection) as asked:
        with_association.one(slug="main")

    assert len(asked) == 1


def test_a_change_reaches_only_the_association_that_is_entered():
    ours, theirs = given_association("ufuq", "main"), given_association("sahab", "main")

    with entered_scope(ours, writing=True):
        assert renamed(slug="main", to="head") == 1
        assert renamed(slug="main", to="head") == 0
    with entered_scope(theirs, writing=False):
        assert branch_called.one(slug="main").name == {"ar": "main"}


def test_a_row_that_a_constraint_knows_is_not_added_twice():
    ours = given_association("ufuq", "main")

    with entered_scope(ours, writing=True):
        assert added(Branch(slug="east", name={}))
        assert not added(Branch(slug="east", name={}))
        assert [row.slug for row in branches()] == ["east", "main"]


def test_without_leave_a_constraint_is_an_error():
    ours = given_association("ufuq", "main")

    with entered_scope(ours, writing=True):
        with pytest.raises(IntegrityError), transaction.atomic():
            Branch.objects.create(slug="main", name={})
        with pytest.raises(IntegrityError), transaction.atomic():
            add_all([Branch(slug="north", name={}), Branch(slug="main", name={})])
        assert len(branches()) == 1


def test_what_is_saved_is_what_is_read():
    ours = given_association("ufuq")

    with entered_scope(ours, writing=True):
        party = Party.objects.create(
            kind="person", name="نورة", name_key="نوره", phone="+966500000001", roles=["guardian"]
        )
        party.phone, party.email = "+966500000002", "n@example.org"
        party.save(update_fields=["phone"])
        read = found(Party.objects, pk=party.pk)

        assert (read.phone, read.email, read.roles) == ("+966500000002", "", ["guardian"])


def test_saving_a_row_that_is_gone_is_an_error():
    ours = given_association("ufuq", "main")

    with entered_scope(ours, writing=True):
        branch = branch_called.one(slug="main")
        Branch.objects.all().delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            branch.save(update_fields=["slug"])

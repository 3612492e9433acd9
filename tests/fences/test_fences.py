"""Two fences between associations: scoped queries, and the database behind them."""

import pytest
from django.db import connection
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from wasl.domains.associations.models import Association, Branch
from wasl.foundation.actor import Actor
from wasl.foundation.fences import fenced_models
from wasl.foundation.scoping import ScopeBroken, entered_scope

pytestmark = pytest.mark.django_db


def given_association(slug):
    association = Association.objects.create(slug=slug, name={}, short_name={})
    by = Actor.system(association.pk)
    with entered_scope(by, writing=True):
        Branch.objects.create(slug="main", name={"ar": "الرئيس", "en": "Main"})
    return by


def test_an_unscoped_query_is_a_defect():
    with pytest.raises(ScopeError):
        Branch.objects.count()


def test_a_scope_sees_only_its_own_rows():
    ours, _theirs = given_association("ufuq"), given_association("sahab")

    with entered_scope(ours, writing=False):
        assert Branch.objects.count() == 1


def test_a_row_made_in_a_scope_belongs_to_it():
    ours = given_association("ufuq")

    with entered_scope(ours, writing=False):
        assert Branch.objects.get().association_id == ours.association


def test_one_unit_of_work_cannot_reach_into_two_associations():
    ours, theirs = given_association("ufuq"), given_association("sahab")

    with (
        pytest.raises(ScopeBroken),
        entered_scope(ours, writing=False),
        entered_scope(theirs, writing=False),
    ):
        pass


def test_a_query_cannot_write():
    ours = given_association("ufuq")

    with (
        pytest.raises(ScopeBroken),
        entered_scope(ours, writing=False),
        entered_scope(ours, writing=True),
    ):
        pass


def test_postgresql_hides_the_others_rows_even_from_raw_sql():
    ours, _theirs = given_association("ufuq"), given_association("sahab")
    if connection.vendor != "postgresql":
        assert len(fenced_models()) > 20
        return

    with entered_scope(ours, writing=False), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM associations_branch")
        assert cursor.fetchone() == (1,)


def test_postgresql_fences_every_table_with_an_association():
    if connection.vendor != "postgresql":
        assert {model._meta.db_table for model in fenced_models()} >= {"associations_branch"}
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE a.attname = 'association_id' AND c.relkind = 'r'"
            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        assert cursor.fetchall() == []


def test_one_scope_left_another_may_be_entered():
    ours, theirs = given_association("ufuq"), given_association("sahab")

    for by in (ours, theirs, ours):
        with entered_scope(by, writing=False):
            assert Branch.objects.get().association_id == by.association
    with scope(association=ours.association):
        pass

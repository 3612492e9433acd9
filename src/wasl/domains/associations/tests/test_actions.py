"""Opening associations, and the days on which they work."""

from datetime import date

import pytest

from wasl.domains.associations.actions import open_association, open_branch, record_closure
from wasl.domains.associations.queries import (
    association_called,
    association_known,
    associations_listed,
    branches_listed,
    work_calendar,
)
from wasl.domains.associations.refusals import (
    AddressTaken,
    ClosureEndsEarly,
    UnknownLook,
    WordsMissing,
)
from wasl.domains.associations.tests.given import given_association, given_director, given_huda
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db

NAME = {"ar": "جمعية", "en": "Association"}


def _open(**changes):
    asked = {"slug": "nakheel", "name": NAME, "short_name": NAME, **changes}
    return open_association(Actor.installation(), **asked)


def test_an_opened_association_is_found_by_its_address():
    key = given_association("manarat")
    row = association_called(Actor.installation(), slug="manarat")
    assert (row.id, row.name["ar"]) == (key, "جمعية منارات")
    assert association_known(Actor.installation(), association=key) == row
    assert associations_listed(Actor.installation()) == (row,)


def test_an_unknown_address_is_not_found():
    with pytest.raises(NotFound):
        association_called(Actor.installation(), slug="nobody")


@pytest.mark.parametrize("slug", ["manarat", "api", "account", "static"])
def test_an_address_in_use_or_reserved_is_refused(slug: str):
    given_association("manarat")
    with pytest.raises(AddressTaken):
        _open(slug=slug)


def test_a_name_in_one_language_is_refused():
    with pytest.raises(WordsMissing):
        _open(name={"ar": "جمعية"})


@pytest.mark.parametrize("look", [{"accent": "pink"}, {"digits": "roman"}])
def test_an_unknown_look_is_refused(look: dict[str, str]):
    with pytest.raises(UnknownLook):
        _open(**look)


def test_a_licence_is_three_to_ten_digits():
    with pytest.raises(Malformed):
        _open(licence="12")
    assert _open(licence="٠١٢٣").licence == "0123"


def test_nobody_in_an_association_opens_another():
    mona = given_director(given_association())
    with pytest.raises(NotAllowed):
        open_association(mona, slug="x", name=NAME, short_name=NAME)


def test_a_closure_is_a_day_without_work_in_its_association_only():
    mona = given_director(given_association("manarat"))
    ibrahim = given_director(given_association("wahj"))
    sunday = date(2026, 12, 6)
    assert work_calendar(mona).is_working_day(sunday)
    record_closure(mona, starts_on=sunday, ends_on=sunday, reason={"ar": "جرد", "en": "Stock"})
    assert not work_calendar(mona).is_working_day(sunday)
    assert work_calendar(ibrahim).is_working_day(sunday)


def test_a_closure_that_ends_before_it_starts_is_refused():
    mona = given_director(given_association())
    with pytest.raises(ClosureEndsEarly):
        record_closure(mona, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 6), reason=NAME)


def test_a_closure_without_a_reason_in_both_languages_is_refused():
    mona = given_director(given_association())
    with pytest.raises(WordsMissing):
        record_closure(mona, starts_on=date(2026, 12, 6), ends_on=date(2026, 12, 6), reason={})


def test_an_officer_closes_nothing():
    huda = given_huda(given_association())
    with pytest.raises(NotAllowed):
        record_closure(huda, starts_on=date(2026, 12, 6), ends_on=date(2026, 12, 6), reason=NAME)


def test_branches_are_of_one_association_and_have_distinct_names():
    mona = given_director(given_association("manarat"))
    system = Actor.system(given_association("wahj"))
    open_branch(mona, slug="north", name=NAME)
    assert [row.slug for row in branches_listed(mona.as_system())] == ["north"]
    assert branches_listed(system) == ()
    open_branch(system, slug="north", name=NAME)
    with pytest.raises(AddressTaken):
        open_branch(mona, slug="north", name=NAME)
    with pytest.raises(WordsMissing):
        open_branch(mona, slug="south", name={})

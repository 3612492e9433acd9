"""Two people tell the same records apart at the same moment: one of them decides, once.

Each race has its control: without the lock the same race leaves what must never be, so the lock
is what prevents it. Races run in threads, each with its own connection.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from tests.faults.racing import at_once
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    correct_party,
    know_party,
    merge_parties,
    point_out_pair,
    settle_as_different,
    undo_merge,
)
from wasl.domains.parties.models import DuplicatePair, Merge, Party
from wasl.domains.parties.refusals import (
    AlreadyMerged,
    AlreadyUndone,
    LaterMergeStands,
    PairSettled,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal, Stale
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 6


class House:
    """An association, two registrars, and three records that may be one person."""

    def __init__(self) -> None:
        self.system = given_association()
        self.majed = given_staff(self.system, "majed", "registrar", "director")
        self.huda = given_staff(self.system, "huda", "registrar", "director")
        self.one, self.two, self.three = (
            know_party(self.system, kind="person", name="نورة الحربي").pk for _number in range(3)
        )

    def merge(self, by: Actor, kept: UUID, gone: UUID) -> Merge:
        """Merge two records of which neither was changed."""
        return merge_parties(by, survivor=kept, absorbed=gone, chosen={}, versions=(1, 1))

    def party(self, key: UUID) -> Party:
        """A record as it stands."""
        with entered_scope(self.system, writing=False):
            return Party.objects.get(pk=key)

    def standing(self) -> list[Merge]:
        """The merges that stand."""
        with entered_scope(self.system, writing=False):
            return list(Merge.objects.filter(undone_at=None).order_by("pk"))


@pytest.fixture
def house() -> House:
    return House()


def outcomes(answers: list[Any], *refusals: type[Refusal]) -> tuple[int, int]:
    """How many attempts succeeded and how many were refused so; anything else is a failure."""
    strange = [
        one for one in answers if isinstance(one, BaseException) and not isinstance(one, refusals)
    ]
    assert strange == []
    refused = sum(isinstance(one, refusals) for one in answers)
    return len(answers) - refused, refused


def unguarded(house: House, kept: UUID, gone: UUID, both_read: threading.Barrier) -> bool:
    """What a merge would be that looks first and writes afterwards, without holding the rows."""
    with entered_scope(house.system, writing=False):
        rows = list(Party.objects.filter(pk__in=(kept, gone), merged_into=None))
    both_read.wait(30)
    if len(rows) < 2:
        return False
    with entered_scope(house.system, writing=True):
        Party.objects.filter(pk=gone).update(merged_into=kept)
    return True


def test_two_people_merging_the_same_pair_at_once_make_one_merge(house: House) -> None:
    people = [house.majed, house.huda] * (AT_ONCE // 2)
    answers = at_once([partial(house.merge, by, house.one, house.two) for by in people])

    assert outcomes(answers, AlreadyMerged, Stale) == (1, AT_ONCE - 1)
    assert len(house.standing()) == 1
    assert house.party(house.two).merged_into_id == house.one
    assert house.party(house.one).version == 2


def test_two_people_merging_in_opposite_directions_at_once_make_no_circle(house: House) -> None:
    answers = at_once(
        [
            partial(house.merge, house.majed, house.one, house.two),
            partial(house.merge, house.huda, house.two, house.one),
        ]
        * (AT_ONCE // 2)
    )

    assert outcomes(answers, AlreadyMerged, Stale) == (1, AT_ONCE - 1)
    [merge] = house.standing()
    assert house.party(merge.survivor_id).merged_into_id is None
    assert house.party(merge.absorbed_id).merged_into_id == merge.survivor_id


def test_control_without_the_lock_opposite_merges_make_a_circle(house: House) -> None:
    both_read = threading.Barrier(2)
    answers = at_once(
        [
            partial(unguarded, house, house.one, house.two, both_read),
            partial(unguarded, house, house.two, house.one, both_read),
        ]
    )

    assert answers == [True, True]
    assert house.party(house.one).merged_into_id == house.two
    assert house.party(house.two).merged_into_id == house.one


def test_absorbing_a_record_while_it_absorbs_another_leaves_no_chain(house: House) -> None:
    answers = at_once(
        [
            partial(house.merge, house.majed, house.one, house.two),
            partial(house.merge, house.huda, house.three, house.one),
        ]
    )

    outcomes(answers, AlreadyMerged, Stale)
    roots = {house.party(key).merged_into_id for key in (house.one, house.two, house.three)}
    for root in roots - {None}:
        assert house.party(UUID(str(root))).merged_into_id is None


def test_a_merge_undone_from_several_tabs_is_undone_once(house: House) -> None:
    merge = house.merge(house.majed, house.one, house.two)
    answers = at_once([partial(undo_merge, house.huda, merge=merge.pk)] * AT_ONCE)

    assert outcomes(answers, AlreadyUndone) == (1, AT_ONCE - 1)
    assert house.standing() == []
    assert house.party(house.one).version == 3


def test_undoing_a_merge_while_another_is_made_on_it_keeps_the_order(house: House) -> None:
    first = house.merge(house.majed, house.one, house.two)
    undo: Callable[[], Any] = partial(undo_merge, house.huda, merge=first.pk)
    onward: Callable[[], Any] = partial(
        merge_parties,
        house.majed,
        survivor=house.three,
        absorbed=house.one,
        chosen={},
        versions=(1, 2),
    )
    outcomes(at_once([undo, onward]), LaterMergeStands, Stale, AlreadyMerged)

    absorbed = {one.absorbed_id for one in house.standing()}
    for key in (house.one, house.two, house.three):
        assert (house.party(key).merged_into_id is not None) == (key in absorbed)


def test_a_pair_settled_and_merged_at_once_has_one_answer(house: House) -> None:
    pair = point_out_pair(house.majed, one=house.one, other=house.two).pk
    answers = at_once(
        [
            partial(settle_as_different, house.majed, pair=pair),
            partial(settle_as_different, house.huda, pair=pair),
            partial(house.merge, house.huda, house.one, house.two),
        ]
    )

    outcomes(answers, PairSettled)
    with entered_scope(house.system, writing=False):
        stage = DuplicatePair.objects.get(pk=pair).stage
    # Whoever came last decided on purpose: merging a pair said to be two is a person's choice.
    assert stage == "merged"


def test_a_correction_and_a_merge_at_once_lose_neither(house: House) -> None:
    """The same field edited twice offline, the later silently won (Primero 508)."""
    answers = at_once(
        [
            partial(
                correct_party,
                house.majed.with_permissions("parties.correct_party"),
                party=house.one,
                version=1,
                changes={"city": "أبها"},
                why="انتقلت",
            ),
            partial(house.merge, house.huda, house.one, house.two),
        ]
    )

    done, refused = outcomes(answers, Stale)
    assert (done, refused) == (1, 1)
    is_corrected = isinstance(answers[0], Party)
    assert house.party(house.one).city == ("أبها" if is_corrected else "")
    assert (house.party(house.two).merged_into_id is None) == is_corrected

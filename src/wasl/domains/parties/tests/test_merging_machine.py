"""Any sequence of merges, corrections and undoings leaves every column explained."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import correct_party, know_party, merge_parties, undo_merge
from wasl.domains.parties.models import Merge, Party
from wasl.domains.parties.queries import same_party
from wasl.domains.parties.refusals import LaterMergeStands
from wasl.domains.parties.rules.merging import COLUMNS, FIELDS, fields_to_choose
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE = 4
CITIES = ("", "جدة", "أبها", "الرياض")
CORRECTABLE = ("city", "email", "payee")
_SINGLE = tuple(name for names in FIELDS.values() for name in names)


class Registry(RuleBasedStateMachine):
    """Records that are merged, corrected and parted again; the model says what each must hold."""

    system: Actor
    huda: Actor

    @initialize(cities=st.lists(st.sampled_from(CITIES), min_size=PEOPLE, max_size=PEOPLE))
    def given_people(self, cities: list[str]) -> None:
        house = RUN["house"]
        self.system, self.huda = house
        self.people = [
            know_party(
                self.system, kind="person", name=f"نورة {number}", city=city, role="beneficiary"
            ).pk
            for number, city in enumerate(cities)
        ]
        self.mine = {one: self.values(one) for one in self.people}
        self.said: dict[UUID, dict[str, set[Any]]] = {
            one: {name: {_frozen(value)} for name, value in values.items()}
            for one, values in self.mine.items()
        }
        self.standing: list[UUID] = []
        self.snapshots: dict[UUID, dict[UUID, dict[str, Any]]] = {}
        self.touched: dict[UUID, set[str]] = {}

    def row(self, one: UUID) -> Party:
        """A record as it is stored."""
        with entered_scope(self.system, writing=False):
            return Party.objects.get(pk=one)

    def values(self, one: UUID) -> dict[str, Any]:
        """All that a merge may change of a record."""
        with entered_scope(self.system, writing=False):
            row = Party.objects.get(pk=one)
            return {name: getattr(row, name) for name in (*COLUMNS, "merged_into_id")}

    def free(self) -> list[UUID]:
        """The records that stand by themselves."""
        return [one for one in self.people if self.row(one).merged_into_id is None]

    @rule(data=st.data(), side=st.sampled_from(["survivor", "absorbed"]))
    def merge(self, data: st.DataObject, side: str) -> None:
        free = self.free()
        if len(free) < 2:
            return
        kept, gone = data.draw(st.permutations(free))[:2]
        before = {one: self.values(one) for one in self.people}
        chosen = dict.fromkeys(fields_to_choose(before[kept], before[gone]), side)
        done = merge_parties(
            self.huda,
            survivor=kept,
            absorbed=gone,
            chosen=chosen,
            versions=(self.row(kept).version, self.row(gone).version),
        )
        self.standing.append(done.pk)
        self.snapshots[done.pk] = before
        self.touched[done.pk] = set()
        for name in COLUMNS:
            self.said[kept][name] |= self.said[gone][name]
        self.said[kept]["merged_into_id"] |= {None}
        for one in (*self.people,):
            self.said[one]["merged_into_id"].add(kept)

    @rule(data=st.data(), column=st.sampled_from(CORRECTABLE), value=st.sampled_from(CITIES))
    def correct(self, data: st.DataObject, column: str, value: str) -> None:
        one = data.draw(st.sampled_from(self.free()))
        typed = f"{value or 'x'}@example.org".encode("ascii", "ignore").decode()
        said = typed.replace("@", "a@") if column == "email" else value
        correct_party(
            self.huda,
            party=one,
            version=self.row(one).version,
            changes={column: said},
            why="من الوثيقة",
        )
        for name, now in self.values(one).items():
            self.said[one][name].add(_frozen(now))
        field = next(key for key, names in FIELDS.items() if column in names)
        for merge in self.standing:
            self.touched[merge].add(field)

    @precondition(lambda self: self.standing)
    @rule()
    def undo_the_last(self) -> None:
        last = self.standing.pop()
        now = {one: self.values(one) for one in self.people}
        undo_merge(self.huda, merge=last)
        kept = self.survivor_of(last)
        gone = self.absorbed_of(last)
        corrected = self.touched.pop(last)
        snapshot = self.snapshots.pop(last)
        back = self.values(kept)
        for field, names in FIELDS.items():
            for name in names:
                expected = snapshot[kept] if field not in corrected else None
                if expected is not None:
                    assert back[name] == expected[name], (field, name)
                else:
                    assert back[name] in (snapshot[kept][name], now[kept][name])
        assert self.values(gone) == snapshot[gone]
        for one in self.people:
            assert self.row(one).merged_into_id == snapshot[one]["merged_into_id"]

    @precondition(lambda self: len(self.standing) > 1)
    @rule(data=st.data())
    def undo_too_early(self, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from(self.standing[:-1]))
        survivor = self.survivor_of(first)
        later = self.standing[self.standing.index(first) + 1 :]
        involved = any(survivor in (self.survivor_of(one), self.absorbed_of(one)) for one in later)
        if not involved:
            return
        before = {one: self.values(one) for one in self.people}
        with pytest.raises(LaterMergeStands):
            undo_merge(self.huda, merge=first)
        assert {one: self.values(one) for one in self.people} == before

    def survivor_of(self, merge: UUID) -> UUID:
        """Who stands for both since a merge."""
        return self.merge_row(merge).survivor_id

    def absorbed_of(self, merge: UUID) -> UUID:
        """Who stands behind since a merge."""
        return self.merge_row(merge).absorbed_id

    def merge_row(self, merge: UUID) -> Merge:
        """A merge as it is stored."""
        with entered_scope(self.system, writing=False):
            return Merge.objects.get(pk=merge)

    @invariant()
    def every_column_is_explained(self) -> None:
        for one in getattr(self, "people", ()):
            for name, value in self.values(one).items():
                if name in _SINGLE:
                    assert _frozen(value) in self.said[one][name], name

    @invariant()
    def there_are_no_chains(self) -> None:
        rows = {one: self.row(one).merged_into_id for one in getattr(self, "people", ())}
        for root in rows.values():
            assert root is None or rows[root] is None

    @invariant()
    def every_record_tells_the_same_party(self) -> None:
        told: dict[UUID, tuple[UUID, ...]] = {
            one: same_party(self.huda, party=one) for one in getattr(self, "people", ())
        }
        for one, records in told.items():
            assert one in records
            assert all(told[other] == records for other in records)


RUN: dict[str, tuple[Actor, Actor]] = {}


def _frozen(value: Any) -> Any:
    return str(value) if isinstance(value, dict | list) else value


@pytest.fixture
def registry(db: None) -> Callable[[], None]:
    system = given_association()
    huda = given_staff(system, "huda", "officer", "registrar", "director")
    RUN["house"] = (system, huda.with_permissions("parties.correct_party"))
    machine = Registry.TestCase
    machine.settings = settings(
        max_examples=8,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    return machine("runTest").runTest


def test_any_sequence_of_merges_corrections_and_undoings(registry: Callable[[], None]) -> None:
    registry()

"""Two versions of a policy side by side: clause by clause, and what changes in the procedure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from rapidfuzz import fuzz

from wasl.domains.policies.rules.policy import Clause, Policy, Promise, Step
from wasl.foundation.names import folded
from wasl.foundation.profile import Words

Change = Literal["same", "changed", "moved", "added", "gone"]

_SAME_PLACE: Final = 50
_ELSEWHERE: Final = 75
_MOST_COMPARED: Final = 200_000


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words in a row that stayed (`same`), were taken out (`gone`) or put in (`added`)."""

    kind: Literal["same", "gone", "added"]
    words: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both versions. `moved` says that only its place changed; `changed` that its
    words or what it stands for did. `arabic` and `english` are the words run by run."""

    kind: Change
    before: Clause | None
    after: Clause | None
    arabic: tuple[WordRun, ...]
    english: tuple[WordRun, ...]

    @property
    def ref(self) -> str:
        """How the clause is cited: in the new version, or in the old one once it is gone."""
        clause = self.after or self.before
        return clause.ref if clause else ""


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step of the procedure in both versions. Places count from 1."""

    kind: Change
    step: str
    before: Step | None
    after: Step | None
    place_before: int | None
    place_after: int | None

    @property
    def is_performed_by_others(self) -> bool:
        """Whether another role performs it from now on."""
        return bool(
            self.before and self.after and self.before.performed_by != self.after.performed_by
        )


@dataclass(frozen=True, slots=True)
class PartChange:
    """A channel, tool, decider or mechanism that came, went or got another name."""

    kind: Change
    part: str
    before: Words | None
    after: Words | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A single statement of the policy that differs, by its name in `Policy`.

    `before` and `after` are what stood there: words in both languages, a tuple of texts, of
    such words or of sections, a text, or None.
    """

    about: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions. Clauses that stayed are listed too, as `same`."""

    clauses: tuple[ClauseChange, ...]
    steps: tuple[StepChange, ...]
    channels: tuple[PartChange, ...]
    tools: tuple[PartChange, ...]
    deciders: tuple[PartChange, ...]
    mechanisms: tuple[PartChange, ...]
    promise: tuple[Promise, Promise] | None
    promise_words: tuple[WordRun, ...]
    facts: tuple[FactChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return not (
            self.clauses_changed or self.procedure_changes or self.promise is not None or self.facts
        )

    @property
    def clauses_changed(self) -> tuple[ClauseChange, ...]:
        """The clauses that did not stay as they were."""
        return tuple(one for one in self.clauses if one.kind != "same")

    @property
    def procedure_changes(self) -> tuple[StepChange | PartChange, ...]:
        """Steps, channels, tools, deciders and mechanisms that did not stay as they were."""
        parts = (*self.deciders, *self.channels, *self.tools, *self.mechanisms)
        return (
            *(step for step in self.steps if step.kind != "same"),
            *(part for part in parts if part.kind != "same"),
        )


def compared(before: Policy, after: Policy) -> Comparison:
    """What becomes of `before` when `after` takes its place."""
    # Where the promise stands in the document is told with the clauses.
    is_same_promise = replace(before.promise, clause="") == replace(after.promise, clause="")
    return Comparison(
        clauses=_clauses(before.clauses, after.clauses),
        steps=_steps(before.steps, after.steps),
        channels=_parts(before.channels, after.channels, lambda one: one.wording),
        tools=_parts(before.tools, after.tools, lambda one: one.wording),
        deciders=_parts(before.deciders, after.deciders, lambda one: one.title),
        mechanisms=_parts(before.mechanisms, after.mechanisms, lambda one: one.title),
        promise=None if is_same_promise else (before.promise, after.promise),
        promise_words=()
        if is_same_promise
        else word_runs(before.promise.verbatim, after.promise.verbatim),
        facts=tuple(_facts(before, after)),
    )


def word_runs(before: str, after: str) -> tuple[WordRun, ...]:
    """The words of two texts run by run, gone before added.

    All that is `same` or `gone` is the old text and all that is `same` or `added` the new one,
    word for word. Texts too long to be compared word by word are gone and added as a whole.
    """
    old, new = before.split(), after.split()
    if old == new:
        return (WordRun("same", " ".join(old)),) if old else ()
    if len(old) * len(new) > _MOST_COMPARED:
        return _runs(("gone", old), ("added", new))
    runs: list[WordRun] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            runs += _runs(("same", old[from_old:to_old]))
        else:
            runs += _runs(("gone", old[from_old:to_old]), ("added", new[from_new:to_new]))
    return tuple(runs)


def _runs(*pieces: tuple[Literal["same", "gone", "added"], list[str]]) -> tuple[WordRun, ...]:
    return tuple(WordRun(kind, " ".join(words)) for kind, words in pieces if words)


def _clauses(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    partners = _partners(before, after)
    taken = set(partners.values())
    stayed = _longest_order([partners[number] for number in sorted(partners)])
    changes: list[ClauseChange] = []
    left = [number for number in range(len(before)) if number not in taken]
    for number, new in enumerate(after):
        origin = partners.get(number)
        if origin is None:
            changes.append(_clause_change(None, new, is_moved=False))
            continue
        # What went is told where it stood: before the next clause that stayed.
        while left and left[0] < origin and origin in stayed:
            changes.append(_clause_change(before[left.pop(0)], None, is_moved=False))
        changes.append(_clause_change(before[origin], new, is_moved=origin not in stayed))
    changes += [_clause_change(before[number], None, is_moved=False) for number in left]
    return tuple(changes)


def _clause_change(old: Clause | None, new: Clause | None, *, is_moved: bool) -> ClauseChange:
    return ClauseChange(
        _kind_of(old, new, is_moved=is_moved),
        old,
        new,
        _language_runs(old, new, "ar"),
        _language_runs(old, new, "en"),
    )


def _kind_of(old: Clause | None, new: Clause | None, *, is_moved: bool) -> Change:
    if old is None:
        return "added"
    if new is None:
        return "gone"
    is_changed = dict(old.text) != dict(new.text) or set(old.requirements) != set(new.requirements)
    if is_changed:
        return "changed"
    return "moved" if is_moved or (old.ref, old.section) != (new.ref, new.section) else "same"


def _language_runs(old: Clause | None, new: Clause | None, language: str) -> tuple[WordRun, ...]:
    return word_runs(
        old.text.get(language, "") if old else "", new.text.get(language, "") if new else ""
    )


def _partners(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """Which old clause each new one was, by their places; each at most once.

    First the same words, then the same reference with words alike, then words much alike.
    """
    partners: dict[int, int] = {}
    free = dict.fromkeys(range(len(before)))
    old_words = [_plain(one) for one in before]
    new_words = [_plain(one) for one in after]
    for passing in (_is_untouched, _is_reworded):
        for number, new in enumerate(after):
            if number in partners:
                continue
            for candidate in free:
                if passing(before[candidate], new, old_words[candidate], new_words[number]):
                    partners[number] = candidate
                    del free[candidate]
                    break
    scores = sorted(
        (-score, number, candidate)
        for number in range(len(after))
        if number not in partners
        for candidate in free
        if (score := fuzz.ratio(old_words[candidate], new_words[number])) >= _ELSEWHERE
    )
    for _score, number, candidate in scores:
        if number not in partners and candidate in free:
            partners[number] = candidate
            del free[candidate]
    return partners


def _is_untouched(old: Clause, new: Clause, old_words: str, new_words: str) -> bool:
    return old.ref == new.ref and old_words == new_words


def _is_reworded(old: Clause, new: Clause, old_words: str, new_words: str) -> bool:
    if old_words == new_words:
        return True
    return old.ref == new.ref and fuzz.ratio(old_words, new_words) >= _SAME_PLACE


def _plain(clause: Clause) -> str:
    return folded(clause.text.get("ar", ""))


def _longest_order(places: Sequence[int]) -> frozenset[int]:
    """The most of the old places that are still in order: what is not among them has moved."""
    best: list[list[int]] = []
    for number, place in enumerate(places):
        before = [best[one] for one in range(number) if places[one] < place]
        best.append([*_longest(before), place])
    return frozenset(_longest(best))


def _longest(chains: Sequence[list[int]]) -> list[int]:
    return sorted(chains, key=len)[-1] if chains else []


def _steps(before: Sequence[Step], after: Sequence[Step]) -> tuple[StepChange, ...]:
    old = {step.kind: (place, step) for place, step in enumerate(before, 1)}
    new = {step.kind: (place, step) for place, step in enumerate(after, 1)}
    stayed = _longest_order([old[kind][0] for kind in new if kind in old])
    changes = []
    for kind, (place, step) in new.items():
        was = old.get(kind)
        if was is None:
            changes.append(StepChange("added", kind, None, step, None, place))
            continue
        changes.append(
            StepChange(
                _step_kind(was[1], step, is_moved=was[0] not in stayed),
                kind,
                was[1],
                step,
                was[0],
                place,
            )
        )
    changes += [
        StepChange("gone", kind, step, None, place, None)
        for kind, (place, step) in old.items()
        if kind not in new
    ]
    return tuple(changes)


def _step_kind(old: Step, new: Step, *, is_moved: bool) -> Change:
    if (old.performed_by, dict(old.title)) != (new.performed_by, dict(new.title)):
        return "changed"
    return "moved" if is_moved else "same"


def _parts(
    before: Sequence[Any], after: Sequence[Any], words: Callable[[Any], Words]
) -> tuple[PartChange, ...]:
    old = {one.kind: words(one) for one in before}
    new = {one.kind: words(one) for one in after}
    changes = [
        PartChange(_part_kind(old.get(kind), title), kind, old.get(kind), title)
        for kind, title in new.items()
    ]
    changes += [
        PartChange("gone", kind, title, None) for kind, title in old.items() if kind not in new
    ]
    return tuple(changes)


def _part_kind(old: Words | None, new: Words) -> Change:
    if old is None:
        return "added"
    return "same" if dict(old) == dict(new) else "changed"


_FACTS: Final = (
    "title",
    "issue_number",
    "owner",
    "advisory_bodies",
    "publication",
    "review",
    "applicant_title",
    "referral_role",
    "referral_staff_role",
    "tools_holder",
    "beneficiary_kinds",
    "sections",
)


def _facts(before: Policy, after: Policy) -> list[FactChange]:
    changes = []
    for name in _FACTS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            changes.append(FactChange(name, old, new))
    return changes

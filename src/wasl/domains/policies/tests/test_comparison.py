"""Two versions side by side: every word is kept, and nothing changed reads as nothing changed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from wasl.domains.policies.rules import Channel, Clause, Step, read_profile
from wasl.domains.policies.rules.comparison import compared, word_runs
from wasl.domains.policies.tests.given import PROFILES

WORDS = st.lists(
    st.sampled_from(["صدق", "وفاء", "عدل", "رحمة", "إحسان", "أمانة", "بر"]), max_size=14
).map(" ".join)
MANARAT, DURBAH = (
    read_profile((PROFILES / f"{slug}.yaml").read_text(), slug).policy
    for slug in ("manarat", "durbah")
)


@given(before=WORDS, after=WORDS)
def test_no_word_is_lost_or_invented(before, after):
    runs = word_runs(before, after)

    assert " ".join(one.words for one in runs if one.kind != "added") == before
    assert " ".join(one.words for one in runs if one.kind != "gone") == after
    assert all(one.words for one in runs)


@given(text=WORDS)
def test_the_same_text_has_no_difference(text):
    assert all(one.kind == "same" for one in word_runs(text, text))


def test_texts_too_long_for_word_by_word_are_told_as_a_whole():
    long, other = "كلمة " * 900, "عبارة " * 900

    assert [one.kind for one in word_runs(long, other)] == ["gone", "added"]


def clauses_of(draws):
    return tuple(
        Clause(f"steps.{number}", "steps", {"ar": text, "en": text}, ("R48",))
        for number, text in enumerate(draws, 1)
    )


@settings(max_examples=60)
@given(
    before=st.lists(WORDS.filter(bool), max_size=6), after=st.lists(WORDS.filter(bool), max_size=6)
)
def test_every_clause_of_both_versions_stands_exactly_once(before, after):
    old, new = clauses_of(before), clauses_of(after)
    found = compared(replace(MANARAT, clauses=old), replace(MANARAT, clauses=new)).clauses

    assert [one.after for one in found if one.after] == list(new)
    assert sorted(one.before.ref for one in found if one.before) == sorted(one.ref for one in old)
    assert all(one.before or one.after for one in found)
    for one in found:
        assert (one.kind == "added") == (one.before is None)
        assert (one.kind == "gone") == (one.after is None)


@settings(max_examples=40)
@given(clauses=st.lists(WORDS.filter(bool), max_size=6))
def test_a_version_beside_itself_is_no_change(clauses):
    policy = replace(MANARAT, clauses=clauses_of(clauses))

    assert compared(policy, policy).is_empty


@settings(max_examples=40)
@given(order=st.permutations(range(len(MANARAT.steps))))
def test_steps_put_in_another_order_have_moved_and_none_is_gone(order):
    other = replace(MANARAT, steps=tuple(MANARAT.steps[place] for place in order))
    found = compared(MANARAT, other)

    assert {one.kind for one in found.steps} <= {"same", "moved"}
    assert found.is_empty == (tuple(order) == tuple(range(len(MANARAT.steps))))


def test_two_documents_differ_in_their_procedure():
    found = compared(MANARAT, DURBAH)

    assert {one.step for one in found.steps if one.kind == "gone"} == {"register"}
    assert found.promise == (MANARAT.promise, DURBAH.promise)
    assert {one.about for one in found.facts} >= {"applicant_title", "referral_role"}
    assert not found.is_empty


def test_a_reworded_clause_shows_its_words():
    old = MANARAT.clauses[20]
    new = replace(old, text={"ar": old.text["ar"] + " دون تأخير", "en": old.text["en"] + " now"})
    other = replace(MANARAT, clauses=(*MANARAT.clauses[:20], new, *MANARAT.clauses[21:]))
    changed = compared(MANARAT, other).clauses_changed

    assert [(one.kind, one.ref) for one in changed] == [("changed", old.ref)]
    assert changed[0].arabic[-1].words == "دون تأخير"


def test_a_renumbered_clause_is_the_same_clause_that_moved():
    clauses = MANARAT.clauses
    renumbered = replace(clauses[5], ref="scope.elsewhere")
    other = replace(MANARAT, clauses=(*clauses[:5], renumbered, *clauses[6:]))

    assert [one.kind for one in compared(MANARAT, other).clauses_changed] == ["moved"]


def test_who_performs_a_step_and_what_a_channel_is_called_are_told():
    step = replace(MANARAT.steps[0], performed_by="delegate")
    channel = Channel("phone", {"ar": "الهاتف الموحد", "en": "Unified number"})
    others = tuple(one for one in MANARAT.channels if one.kind not in ("phone", "letters"))
    found = compared(
        MANARAT, replace(MANARAT, steps=(step, *MANARAT.steps[1:]), channels=(channel, *others))
    )

    assert [one.step for one in found.steps if one.is_performed_by_others] == ["receive"]
    assert {(one.part, one.kind) for one in found.channels if one.kind != "same"} == {
        ("phone", "changed"),
        ("letters", "gone"),
    }


def test_a_step_that_comes_is_told_with_its_place():
    added = Step("register", {"ar": "التسجيل", "en": "Registration"}, "registrar", "steps.6")
    other = replace(DURBAH, steps=(*DURBAH.steps[:-1], added, DURBAH.steps[-1]))
    new = next(one for one in compared(DURBAH, other).steps if one.kind == "added")

    assert (new.step, new.place_before, new.place_after) == ("register", None, len(DURBAH.steps))


def test_where_the_promise_stands_is_no_change_of_the_promise():
    moved = replace(MANARAT, promise=replace(MANARAT.promise, clause="other.1"))

    assert compared(MANARAT, moved).promise is None

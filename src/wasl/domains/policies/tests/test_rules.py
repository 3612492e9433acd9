"""Profiles are read whole, tell every mistake by its line, and state what the documents state."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasl.domains.policies.rules import (
    CHANNEL_KINDS,
    STEP_KINDS,
    TOOL_KINDS,
    Mistake,
    Policy,
    Profile,
    ProfileInvalid,
    Promise,
    promise_due_on,
    promise_sentence,
    read_profile,
    telling_due_on,
    uncited_requirements,
)
from wasl.foundation.calendar import WorkCalendar

PROFILES = Path(__file__).parents[5] / "profiles"
SLUGS = ("manarat", "wahj", "qabas", "durbah", "baraah")
ALL = tuple(f"R{number}" for number in range(1, 72))
ELIGIBILITY = {f"R{number}" for number in range(63, 72)}


def text_of(slug: str) -> str:
    return (PROFILES / f"{slug}.yaml").read_text(encoding="utf-8")


@cache
def profile_of(slug: str) -> Profile:
    return read_profile(text_of(slug), f"profiles/{slug}.yaml")


def mistakes_in(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(ProfileInvalid) as caught:
        read_profile(text, "profiles/x.yaml")
    return caught.value.mistakes


def only_mistake(text: str) -> Mistake:
    found = mistakes_in(text)
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_profile_survives_being_stored(slug: str) -> None:
    policy = profile_of(slug).policy
    assert Policy.from_dict(json.loads(json.dumps(policy.as_dict()))) == policy


@pytest.mark.parametrize(
    ("slug", "licence"),
    [
        ("manarat", "2312"),
        ("wahj", None),
        ("qabas", None),
        ("durbah", "1000742200"),
        ("baraah", "1000651200"),
    ],
)
def test_licences(slug: str, licence: str | None) -> None:
    assert profile_of(slug).association.licence == licence


@pytest.mark.parametrize(
    ("slug", "kind", "reference", "hijri", "gregorian", "weekday", "term"),
    [
        ("manarat", "decision", "م/٢٦٠", "1446-04-10", date(2024, 10, 13), "sunday", None),
        ("wahj", "meeting", "3", "1444-05-19", date(2022, 12, 13), None, None),
        ("durbah", "meeting", "25/02", "1446-10-26", date(2025, 4, 24), None, "الأولى"),
        ("baraah", "meeting", "2", "1446-04-10", date(2024, 10, 13), None, "الأولى"),
    ],
)
def test_adoptions(
    slug: str,
    kind: str,
    reference: str,
    hijri: str,
    gregorian: date,
    weekday: str | None,
    term: str | None,
) -> None:
    adoption = profile_of(slug).policy.adoption
    assert adoption is not None
    assert (adoption.kind, adoption.reference, adoption.hijri) == (kind, reference, hijri)
    assert (adoption.gregorian, adoption.weekday) == (gregorian, weekday)
    assert (adoption.term and adoption.term["ar"]) == term
    expected = (9, 18) if slug == "wahj" else (0, 0)
    assert (adoption.signatures, adoption.acknowledgements) == expected


def test_qabas_has_no_adoption() -> None:
    assert profile_of("qabas").policy.adoption is None


@pytest.mark.parametrize("slug", SLUGS)
def test_steps_follow_the_document(slug: str) -> None:
    policy = profile_of(slug).policy
    expected = [kind for kind in STEP_KINDS if slug != "durbah" or kind != "register"]
    assert [step.kind for step in policy.steps] == expected
    assert policy.has_step("register") is (slug != "durbah")
    assert all(policy.clause(step.clause) for step in policy.steps)
    before_delivery = policy.next_step("explain")
    assert before_delivery is not None
    assert before_delivery.kind == ("deliver" if slug == "durbah" else "register")
    assert policy.next_step("deliver") is None


@pytest.mark.parametrize("slug", SLUGS)
def test_channels_and_tools(slug: str) -> None:
    policy = profile_of(slug).policy
    assert {channel.kind for channel in policy.channels} == set(CHANNEL_KINDS)
    assert {tool.kind for tool in policy.tools} == set(TOOL_KINDS)
    letters, delegate = policy.channel("letters"), policy.channel("branch_delegate")
    assert letters is not None
    assert delegate is not None
    assert letters.wording["ar"] == ("المخاطبة" if slug == "baraah" else "الخطابات")
    assert (
        delegate.wording["ar"]
        == {
            "manarat": "مندوبو المكاتب الفرعية",
            "wahj": "مندوب عن طريق الجمعية",
            "qabas": "مناديب المكاتب الفرعية",
            "durbah": "مناديب المكاتب الفرعية",
            "baraah": "مندوبي المكاتب الفرعية",
        }[slug]
    )
    holder = "قسم اللجنة الاجتماعية" if slug == "wahj" else "موظف علاقات المستفيدين"
    assert policy.tools_holder["ar"] == holder


@pytest.mark.parametrize("slug", SLUGS)
def test_who_decides_and_who_is_asked(slug: str) -> None:
    policy = profile_of(slug).policy
    deciders = {"manarat": ["committee", "department"], "durbah": ["department"]}
    assert [one.kind for one in policy.deciders] == deciders.get(slug, ["committee"])
    is_durbah = slug == "durbah"
    assert policy.applicant_title["ar"] == ("طالب الخدمة" if is_durbah else "طالب الدعم")
    assert policy.referral_role["ar"] == (
        "المسؤول المختص" if is_durbah else "مسئول البحث الاجتماعي"
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_promise_is_quoted(slug: str) -> None:
    promise = profile_of(slug).policy.promise
    if slug == "durbah":
        assert (promise.kind, promise.days) == ("as_soon_as_possible", None)
        assert "بأسرع وقت ممكن" in promise.verbatim
    else:
        assert (promise.kind, promise.days, promise.target_days) == ("at_least", 14, 30)
        assert "مدة لا تقل عن أسبوعين" in promise.verbatim


@pytest.mark.parametrize("slug", SLUGS)
def test_only_manarat_has_a_document_page_and_a_mechanism(slug: str) -> None:
    policy = profile_of(slug).policy
    is_manarat = slug == "manarat"
    assert policy.publication == (("internal", "external") if is_manarat else ())
    assert policy.review == ("yearly_from_adoption" if is_manarat else None)
    assert (policy.issue_number is not None) is is_manarat
    assert (policy.owner is not None) is is_manarat
    assert len(policy.mechanisms) == (3 if is_manarat else 0)
    assert ("organisation" in policy.beneficiary_kinds) is is_manarat
    has_long_title = slug in ("manarat", "baraah")
    assert ("وتقديم الخدمات" in policy.title["ar"]) is has_long_title


@pytest.mark.parametrize(
    ("slug", "absent"),
    [
        ("manarat", {"R13", "R14"}),
        ("wahj", {"R2", "R6", "R9", "R11", "R12", "R15", "R16"} | ELIGIBILITY),
        ("qabas", {"R6"} | {f"R{number}" for number in range(9, 17)} | ELIGIBILITY),
        ("durbah", {"R6", "R9", "R11", "R12", "R13", "R14", "R16", "R61"} | ELIGIBILITY),
        ("baraah", {"R6", "R9", "R11", "R12", "R13", "R14"} | ELIGIBILITY),
    ],
)
def test_every_statement_of_the_document_has_a_clause(slug: str, absent: set[str]) -> None:
    assert set(uncited_requirements(profile_of(slug).policy, ALL)) == absent


def with_line(pattern: str, replacement: str, text: str) -> tuple[str, int]:
    """The text with the first match replaced, and the line in which it stands."""
    match = re.search(pattern, text)
    assert match is not None, pattern
    changed = text[: match.start()] + match.expand(replacement) + text[match.end() :]
    return changed, text[: match.start()].count("\n") + 1


@pytest.mark.parametrize(
    ("pattern", "replacement", "sentence"),
    [
        (r"(?<=kind: )register\n", "registr\n", "“registr”; did you mean “register”?"),
        (r"  applicant_title:", "  aplicant_title:", "did you mean “applicant_title”?"),
        (r"(?<=clause: )steps\.6", "steps.9", "the step “register” cites clause steps.9, which"),
        (r"(?<=kind: )social_media", "phone", "the channel “phone” is given twice, first in line"),
        (r"(?<=kind: )letters", "telegraph", "“policy.channels[3].kind” cannot be “telegraph”"),
        (r"(?<=hijri: ')1446-04-10", "1446-04-09", "2024-10-13 is 1446-04-10 in the Umm al-Qura"),
        (r"(?<=hijri: ')1446-04-10", "10-04-1446", "is not a Hijri day such as 1446-04-10"),
        (r"(?<=weekday: )sunday", "monday", "2024-10-13 was a sunday, not a monday"),
        (r"(?<=gregorian: ')2024-10-13", "2024-13-13", "must be a day such as 2024-10-13"),
        (r"(?<=licence: ).*", "'12'", "the licence “12” must have 3 to 10 digits"),
        (r"(?<=licence: ).*", "'10007422001'", "must have 3 to 10 digits"),
        (r"(?<=    days: )14", "null", "a promise of the kind “at_least” needs its days"),
        (r"(?<=at_least\n    days: )14", "14.5", "must be a whole number, not “14.5”"),
        (r"(?<=target_days: )30", "7", "lies before the 14 days"),
        (r"(?<=performed_by: )registrar", "gardener", "cannot be “gardener”"),
        (r"(?<=section: )goal", "gaol", "the section “gaol” does not exist; did you mean “goal”?"),
        (r"(?<=requirements: )\[R21\]", "[R72]", "“R72” is not a requirement between R1 and R71"),
        (r"(?<=ref: )scope\.rights", "scope.parties", "the clause “scope.parties” is given twice"),
        (r"(?<=accent: )teal", "turquoise", "cannot be “turquoise”"),
        (r"(?<=phone: ).*", "'0111234567'", "is not a telephone"),
        (
            r"(?<=kind: )interview(\n      title:\n        ar: المقابلة الش)",
            r"palmistry\1",
            "“palmistry”",
        ),
        (r"(?<=slug: )jeddah", "main", "the branch “main” is given twice"),
        (r"(?<=opens: )08:00", "18:00", "the hours close (16:00) before they open (18:00)"),
    ],
)
def test_a_mistake_is_told_by_line_and_sentence(
    pattern: str, replacement: str, sentence: str
) -> None:
    text, line = with_line(pattern, replacement, text_of("manarat"))
    found = mistakes_in(text)
    told = [one for one in found if sentence in one.sentence]
    assert told, [str(one) for one in found]
    assert abs(told[0].line - line) <= 1
    assert str(told[0]).startswith(f"profiles/x.yaml, line {told[0].line}: ")


def test_the_line_is_exact() -> None:
    text, line = with_line(r"(?<=clause: )steps\.6", "steps.9", text_of("manarat"))
    assert str(only_mistake(text)) == (
        f"profiles/x.yaml, line {line}: the step “register” cites clause steps.9, "
        "which does not exist; did you mean “steps.1”?"
    )


def test_a_promise_as_soon_as_possible_has_no_days() -> None:
    text, line = with_line(r"(?<=    days: )null", "14", text_of("durbah"))
    mistake = only_mistake(text)
    assert mistake.line == line
    assert "has no days" in mistake.sentence


def test_a_language_cannot_be_missing() -> None:
    text, _ = with_line(r"    en: Manarat\n", "", text_of("manarat"))
    assert "“association.short_name” lacks “en”" in only_mistake(text).sentence


def test_a_text_in_one_language_only_is_told() -> None:
    text, line = with_line(
        r"  title:\n    ar: .*\n    en: .*\n", "  title: سياسة\n", text_of("wahj")
    )
    mistake = only_mistake(text)
    assert mistake.line == line
    assert "must be given in both languages" in mistake.sentence


def test_steps_come_in_order() -> None:
    text = text_of("qabas")
    text = re.sub(r"- kind: match(\n      title)", r"- kind: XX\1", text, count=1)
    text = re.sub(r"- kind: receive(\n      title)", r"- kind: match\1", text, count=1)
    text = text.replace("- kind: XX", "- kind: receive")
    assert "the step “receive” cannot come after “match”" in only_mistake(text).sentence


def test_all_mistakes_are_told_at_once() -> None:
    text, _ = with_line(r"(?<=accent: )teal", "turquoise", text_of("manarat"))
    text, _ = with_line(r"(?<=weekday: )sunday", "monday", text)
    text, _ = with_line(r"(?<=clause: )steps\.6", "steps.9", text)
    found = mistakes_in(text)
    assert len(found) == 3
    assert [one.line for one in found] == sorted(one.line for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just a text",
        "- a\n- list",
        "association: [\n",
        "association: {}\npolicy: {}\nservices: []",
        "association:\npolicy:\nservices:\n",
        "association: &a {slug: x}\npolicy: *a\nservices: []\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "policy: " + "[" * 3000 + "]" * 3000,
        "association: !!python/object/apply:os.system ['true']\npolicy: 1\nservices: 1",
        "x: \x00",
        "association: 1\nassociation: 2\npolicy: 3\nservices: 4",
    ],
)
def test_no_profile_at_all_is_told_and_not_a_crash(text: str) -> None:
    for mistake in mistakes_in(text):
        assert mistake.line >= 1
        assert mistake.sentence


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#\n ,?%@\t0ا", max_size=60))
def test_any_text_is_either_read_or_told(text: str) -> None:
    with pytest.raises(ProfileInvalid):
        read_profile(text, "x")


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(SLUGS), st.data())
def test_losing_any_line_never_crashes(slug: str, data: st.DataObject) -> None:
    lines = text_of(slug).splitlines(keepends=True)
    lost = data.draw(st.integers(0, len(lines) - 1))
    try:
        profile = read_profile("".join(lines[:lost] + lines[lost + 1 :]), "x")
    except ProfileInvalid as invalid:
        assert invalid.mistakes
    else:
        assert profile.policy.promise.verbatim


def promise_of(
    kind: str, days: int | None, target_days: int, counting: str = "calendar_days"
) -> Promise:
    return Promise("نص", "text", "steps.5", kind, days, target_days, 3, counting)


CALENDAR = WorkCalendar()
SUNDAY = date(2026, 11, 22)


def test_the_reply_is_due_on_the_target_day_and_nothing_stops_an_earlier_one() -> None:
    sentence = promise_sentence(promise_of("at_least", 14, 30), SUNDAY, CALENDAR)
    assert sentence.due_on == date(2026, 12, 22)
    assert sentence.earliest_on == date(2026, 12, 6)
    assert (sentence.verbatim, sentence.kind, sentence.days) == ("نص", "at_least", 14)


def test_a_day_of_rest_moves_to_the_next_working_day() -> None:
    assert promise_due_on(promise_of("at_most", 12, 12), SUNDAY, CALENDAR) == date(2026, 12, 6)


def test_as_soon_as_possible_has_a_day_but_no_minimum() -> None:
    promise = promise_of("as_soon_as_possible", None, 7)
    sentence = promise_sentence(promise, SUNDAY, CALENDAR)
    assert (sentence.due_on, sentence.earliest_on) == (date(2026, 11, 29), None)


def test_working_days_skip_the_weekend() -> None:
    promise = promise_of("at_most", 10, 10, "working_days")
    assert promise_due_on(promise, SUNDAY, CALENDAR) == date(2026, 12, 6)
    assert telling_due_on(promise, SUNDAY, CALENDAR) == date(2026, 11, 25)


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(1, 120),
    st.sampled_from(["calendar_days", "working_days"]),
)
def test_a_reply_is_due_on_a_working_day_after_the_start(
    start: date, target: int, counting: str
) -> None:
    due = promise_due_on(promise_of("at_most", target, target, counting), start, CALENDAR)
    assert CALENDAR.is_working_day(due)
    assert (due - start).days >= target


def test_a_stored_policy_that_lacks_something_is_refused() -> None:
    stored = profile_of("manarat").policy.as_dict()
    with pytest.raises(ValueError, match="incompletely"):
        Policy.from_dict({name: value for name, value in stored.items() if name != "promise"})
    with pytest.raises(ValueError, match="does not know surprise"):
        Policy.from_dict({**stored, "surprise": 1})

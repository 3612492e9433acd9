"""A reading and answers become a policy that can be adopted, and nothing of it is lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.domains.policies.rules import Policy
from wasl.domains.policies.rules.drafting import policy_drafted
from wasl.domains.policies.rules.policy import (
    BENEFICIARY_KINDS,
    CHANNEL_KINDS,
    DECIDER_KINDS,
    MECHANISM_KINDS,
    PROMISE_KINDS,
    STAFF_ROLES,
    STEP_KINDS,
    TOOL_KINDS,
)
from wasl.domains.policies.rules.questions import (
    Account,
    Question,
    answer_to,
    is_an_answer,
    latin_doubt,
    questions_of,
)
from wasl.domains.policies.rules.reading import (
    Found,
    Item,
    ReadAdoption,
    Reading,
    ReadPromise,
    ReadStatement,
    Span,
)

ADOPTED = ReadAdoption(
    reference="م/12",
    kind="decision",
    hijri="1446-04-10",
    gregorian="2024-10-13",
    weekday="الأحد",
    term=None,
    verbatim="اعتمدها المجلس بقراره رقم م/12",
    line=40,
    confidence=1.0,
    troubles=(),
)
TWO_WEEKS = ReadPromise("يُرد عليه خلال مدة لا تقل عن أسبوعين", "at_least", 14, 30, 1.0)


def found(value: str, confidence: float = 1.0) -> Found:
    return Found(value, value, 1, confidence)


def item(kind: str, wording: str, *requirements: str, confidence: float = 1.0) -> Item:
    return Item(kind, wording, f"- {wording}.", 20, confidence, requirements)


def drafted(reading: Reading, **answers: Any) -> Policy:
    return Policy.from_dict(policy_drafted(reading, answers))


def asked(reading: Reading, account: Account | None = None) -> dict[str, Question]:
    return {one.key: one for one in questions_of(reading, account=account)}


def test_steps_keep_the_documents_order_words_and_references() -> None:
    reading = Reading(
        steps=(
            item("receive", "نستقبل الضيف بود", "R48"),
            item("confirm", "يؤكد بياناته ويوقع", "R55", "R56"),
            item("deliver", "نقدم له الخدمة", "R62"),
        )
    )
    policy = drafted(reading)
    assert [(one.kind, one.clause) for one in policy.steps] == [
        ("receive", "steps.1"),
        ("confirm", "steps.2"),
        ("deliver", "steps.3"),
    ]
    clause = policy.clause("steps.2")
    assert clause is not None
    assert clause.text["ar"] == "يؤكد بياناته ويوقع"
    assert clause.requirements == ("R55", "R56")


def test_channels_carry_the_wording_used_and_a_ninth_stays_a_clause() -> None:
    reading = Reading(
        channels=(item("phone", "الهاتف الموحد", "R35"), item("other", "تطبيق الجوال"))
    )
    policy = drafted(reading)
    assert [(one.kind, one.wording["ar"]) for one in policy.channels] == [
        ("phone", "الهاتف الموحد")
    ]
    assert policy.clause("channels.phone") is not None
    other = policy.clause("channels.other")
    assert other is not None
    assert other.text["ar"] == "تطبيق الجوال"


def test_an_unknown_channel_may_be_said_to_be_a_known_one() -> None:
    reading = Reading(channels=(item("other", "تطبيق الجوال"),))
    policy = drafted(reading, **{"channels.1": "website"})
    assert [one.kind for one in policy.channels] == ["website"]


def test_objectives_are_numbered_and_sub_objectives_stand_under_trust() -> None:
    reading = Reading(
        objectives=(item("needs", "تقدير الحاجة", "R22"), item("trust", "زيادة الثقة", "R28")),
        sub_objectives=(item("impressions", "انطباعات حسنة", "R30"),),
    )
    policy = drafted(reading)
    assert [one.ref for one in policy.clauses if one.section == "objectives"] == [
        "objectives.1",
        "objectives.2",
        "objectives.2.1",
    ]


def test_at_least_keeps_the_sentence_and_gets_a_target_of_thirty_days() -> None:
    promise = drafted(Reading(promise=TWO_WEEKS)).promise
    assert (promise.kind, promise.days, promise.target_days) == ("at_least", 14, 30)
    assert promise.verbatim == TWO_WEEKS.verbatim


def test_the_board_may_have_meant_at_most() -> None:
    promise = drafted(
        Reading(promise=TWO_WEEKS), **{"promise.meaning": "at_most", "promise.target": "45"}
    ).promise
    assert (promise.kind, promise.target_days) == ("at_most", 14)


def test_another_target_may_be_given_in_any_digits() -> None:
    promise = drafted(Reading(promise=TWO_WEEKS), **{"promise.target": {"text": "٢١"}}).promise
    assert promise.target_days == 21


def test_a_target_never_lies_before_what_is_told_at_least() -> None:
    promise = drafted(Reading(promise=TWO_WEEKS), **{"promise.target": {"text": "7"}}).promise
    assert promise.target_days == 14


def test_no_promise_is_asked_about_and_never_put_into_the_documents_mouth() -> None:
    reading = Reading(steps=(item("explain", "يُبلّغ بمسار طلبه", "R58"),))
    assert "promise.target" in asked(reading)
    policy = drafted(reading)
    assert policy.promise.kind == "as_soon_as_possible"
    clause = policy.clause(policy.promise.clause)
    assert clause is not None
    assert clause.requirements == ()


def test_the_promise_cites_the_step_in_which_it_stands() -> None:
    reading = Reading(
        steps=(item("explain", "يُبلّغ، و" + TWO_WEEKS.verbatim, "R58"),), promise=TWO_WEEKS
    )
    policy = drafted(reading)
    assert policy.promise.clause == "steps.1"
    assert policy.cites("R60")


def test_two_deciders_are_both_kept_unless_one_is_chosen() -> None:
    reading = Reading(
        deciders=(
            Found("committee", "لجنة البحث", 30, 1.0),
            Found("department", "الإدارة المختصة", 50, 1.0),
        )
    )
    assert asked(reading)["deciders"].recommended == "both"
    assert [one.kind for one in drafted(reading).deciders] == ["committee", "department"]
    assert [one.kind for one in drafted(reading, deciders="department").deciders] == ["department"]


def test_no_decider_is_asked_about() -> None:
    assert asked(Reading())["deciders"].recommended == "committee"
    assert [one.kind for one in drafted(Reading()).deciders] == ["committee"]


def test_one_decider_raises_no_question() -> None:
    reading = Reading(deciders=(Found("committee", "لجنة البحث", 30, 1.0),))
    assert "deciders" not in asked(reading)
    assert drafted(reading).deciders[0].title["ar"] == "لجنة البحث"


def test_a_sound_adoption_is_taken_over_without_a_question() -> None:
    reading = Reading(adoption=ADOPTED, signatures=9)
    assert not [key for key in asked(reading) if key.startswith("adoption")]
    adoption = drafted(reading).adoption
    assert adoption is not None
    assert (adoption.hijri, adoption.gregorian, adoption.weekday, adoption.signatures) == (
        "1446-04-10",
        date(2024, 10, 13),
        "sunday",
        9,
    )


def test_a_missing_adoption_is_left_until_the_board_has_adopted() -> None:
    assert asked(Reading())["adoption.missing"].recommended == "later"
    assert drafted(Reading()).adoption is None


def test_of_two_dates_that_disagree_the_weekday_bears_one_out() -> None:
    adoption = replace(ADOPTED, hijri="1446-04-11", troubles=("dates_disagree",))
    reading = Reading(adoption=adoption)
    question = asked(reading)["adoption.day"]
    assert question.recommended == "gregorian"
    assert [one.value for one in question.choices] == ["gregorian", "hijri", "later"]
    recorded = drafted(reading, **{"adoption.day": "hijri"}).adoption
    assert recorded is not None
    assert recorded.gregorian == date(2024, 10, 14)


def test_dates_that_disagree_without_a_weekday_wait_for_the_minutes() -> None:
    adoption = replace(ADOPTED, hijri="1446-04-11", weekday=None, troubles=("dates_disagree",))
    assert asked(Reading(adoption=adoption))["adoption.day"].recommended == "later"
    assert drafted(Reading(adoption=adoption)).adoption is None


def test_a_date_that_does_not_exist_may_be_given_by_hand() -> None:
    adoption = replace(ADOPTED, hijri=None, gregorian=None, troubles=("no_such_day",))
    reading = Reading(adoption=adoption)
    assert asked(reading)["adoption.day"].free
    recorded = drafted(reading, **{"adoption.day": {"text": "2024-10-13"}}).adoption
    assert recorded is not None
    assert recorded.hijri == "1446-04-10"


@pytest.mark.parametrize(
    ("arabic", "letterhead", "doubted"),
    [
        ("جمعية نبراس الخيرية", "Nibras Charitable Association", False),
        ("جمعية نيراس الخيرية", "Nibras Charitable Association", True),
        ("جمعية مدد", "Madad Organization", False),
        ("جمعية مدد", "Page 3 of 7", False),
    ],
)
def test_an_arabic_name_is_doubted_when_the_latin_one_has_other_letters(
    arabic: str, letterhead: str, doubted: bool
) -> None:
    assert bool(latin_doubt(arabic, letterhead)) is doubted


def test_another_associations_document_is_asked_about() -> None:
    account = Account({"ar": "جمعية سنابل", "en": "Sanabel"}, "4411")
    reading = Reading(association=found("جمعية نبراس"), licence=found("2200"))
    questions = asked(reading, account)
    assert questions["association.name"].recommended == "جمعية سنابل"
    assert questions["licence"].recommended == "2200"


def test_a_dot_lost_in_scanning_is_no_other_association() -> None:
    account = Account({"ar": "جمعية نبراس الخيرية", "en": "Nibras"}, None)
    reading = Reading(
        association=found("جمعية نيراس الخيرية"),
        noise=(Span("Nibras Charitable Association", 2),),
    )
    question = asked(reading, account)["association.name"]
    assert question.recommended == "جمعية نبراس الخيرية"


def test_the_same_name_with_another_spelling_of_alef_is_no_question() -> None:
    account = Account({"ar": "جمعية إحسان الأهلية", "en": "Ihsan"}, None)
    assert "association.name" not in asked(
        Reading(association=found("جمعية احسان الاهليه")), account
    )


def test_a_value_read_with_little_confidence_may_be_corrected() -> None:
    reading = Reading(title=found("سياسة تنظيم العلافة مع المستفيدين", 0.5))
    assert "value.title" in asked(reading)
    policy = drafted(reading, **{"value.title": {"text": "سياسة تنظيم العلاقة مع المستفيدين"}})
    assert policy.title["ar"] == "سياسة تنظيم العلاقة مع المستفيدين"


def test_what_was_not_recognised_stays_a_clause_unless_somebody_says_otherwise() -> None:
    reading = Reading(unrecognised=(Span("وقعه لتحقيق منفعة", 33), Span("نص آخر", 60)))
    policy = drafted(reading, **{"fragment.2": "leave_out"})
    assert [one.text["ar"] for one in policy.clauses if one.section == "other"] == [
        "وقعه لتحقيق منفعة"
    ]
    assert any(one.key == "other" for one in policy.sections)


def test_a_sentence_that_several_statements_share_is_one_clause() -> None:
    sentence = "تقديم خدمة متميزة بإتقان ومتابعة المقترحات"
    reading = Reading(
        statements=tuple(ReadStatement(one, sentence, 12, 1.0, ()) for one in ("R17", "R18", "R19"))
    )
    clauses = [one for one in drafted(reading).clauses if one.section == "goal"]
    assert [(one.ref, one.requirements) for one in clauses] == [
        ("goal.quality", ("R17", "R18", "R19"))
    ]


def test_what_opens_and_closes_a_section_stands_around_its_list() -> None:
    reading = Reading(
        steps=(item("receive", "الاستقبال", "R48"),),
        eligibility_steps=(item("apply", "تقديم الطلب", "R65"),),
        mechanisms=(item("interview", "المقابلة"),),
        statements=tuple(
            ReadStatement(one, words, 50, 1.0, ())
            for one, words in (
                ("R63", "لا منفعة شخصية"),
                ("R47", "على مختلف المستويات"),
                ("R64", "العدالة"),
                ("R69", "تختلف الآليات"),
            )
        ),
    )
    refs = [one.ref for one in drafted(reading).clauses]
    assert refs == [
        "steps.levels",
        "steps.1",
        "steps.promise",
        "steps.integrity",
        "eligibility.aim",
        "eligibility.steps.1",
        "eligibility.types",
        "eligibility.types.interview",
    ]


def test_known_names_get_their_english() -> None:
    reading = Reading(
        title=found("سياسة تنظيم العلاقة مع المستفيدين"),
        applicant=found("طالب الخدمه"),
        deciders=(Found("committee", "لجنة البحث", 30, 1.0),),
    )
    policy = drafted(reading)
    assert policy.title["en"] == "Policy on relations with beneficiaries"
    assert policy.applicant_title == {"ar": "طالب الخدمه", "en": "Service applicant"}
    assert policy.deciders[0].title["en"] == "Research committee"


def test_kinds_of_beneficiary_are_asked_about_when_the_document_names_none() -> None:
    assert asked(Reading())["beneficiary_kinds"].recommended == "person,household"
    policy = drafted(Reading(), beneficiary_kinds="organisation")
    assert policy.beneficiary_kinds == ("organisation",)


def test_an_answer_that_fits_no_choice_counts_as_none() -> None:
    question = asked(Reading(promise=TWO_WEEKS))["promise.target"]
    assert not is_an_answer(question, "soon")
    assert not is_an_answer(question, {"text": "0"})
    assert not is_an_answer(question, {"text": "٩٩٩"})
    assert answer_to(question, {"promise.target": "soon"}) == ("30", "")


_WORDS = st.text(alphabet="ابتجدرسعقلمنهوي 0123٤٥ .:-", max_size=8).map("ب".__add__)
_CONFIDENCE = st.floats(0, 1)
_REQUIREMENTS = st.lists(st.integers(1, 71).map(lambda n: f"R{n}"), max_size=3).map(tuple)
_FOUND = st.builds(Found, _WORDS, _WORDS, st.integers(1, 99), _CONFIDENCE)
_DAY = st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(date.isoformat)


def _items(kinds: tuple[str, ...]) -> st.SearchStrategy[tuple[Item, ...]]:
    one = st.builds(
        Item,
        st.sampled_from((*kinds, "other")),
        _WORDS,
        _WORDS,
        st.integers(1, 99),
        _CONFIDENCE,
        _REQUIREMENTS,
    )
    return st.lists(one, max_size=3).map(tuple)


_READINGS = st.builds(
    Reading,
    **dict.fromkeys(
        (
            "association",
            "title",
            "licence",
            "version",
            "owner",
            "review",
            "tools_holder",
            "referral_role",
            "applicant",
        ),
        st.none() | _FOUND,
    ),
    publication=st.lists(st.sampled_from(("internal", "external")), max_size=2).map(tuple),
    adoption=st.none()
    | st.builds(
        ReadAdoption,
        st.none() | _WORDS,
        st.sampled_from(("decision", "meeting", None)),
        _DAY,
        _DAY,
        st.none() | st.just("الأحد"),
        st.none() | _WORDS,
        _WORDS,
        st.integers(1, 99),
        _CONFIDENCE,
        st.lists(
            st.sampled_from(("dates_disagree", "no_such_day", "weekday_disagrees")), max_size=2
        ).map(tuple),
    ),
    promise=st.none()
    | st.builds(
        ReadPromise,
        _WORDS,
        st.sampled_from(PROMISE_KINDS),
        st.none() | st.integers(-3, 900),
        st.integers(1, 99),
        _CONFIDENCE,
    ),
    objectives=_items(("needs", "trust")),
    sub_objectives=_items(("impressions",)),
    channels=_items(CHANNEL_KINDS),
    tools=_items(TOOL_KINDS),
    steps=_items(STEP_KINDS),
    eligibility_steps=_items(("apply", "decide")),
    mechanisms=_items(MECHANISM_KINDS),
    deciders=st.lists(
        st.builds(Found, st.sampled_from(DECIDER_KINDS), _WORDS, st.integers(1, 99), _CONFIDENCE),
        max_size=3,
    ).map(tuple),
    beneficiary_kinds=st.lists(
        st.builds(
            Found, st.sampled_from(BENEFICIARY_KINDS), _WORDS, st.integers(1, 99), _CONFIDENCE
        ),
        max_size=3,
    ).map(tuple),
    statements=st.lists(
        st.builds(
            ReadStatement,
            st.integers(1, 71).map(lambda n: f"R{n}"),
            _WORDS,
            st.integers(1, 99),
            _CONFIDENCE,
            st.just(()),
        ),
        max_size=5,
    ).map(tuple),
    unrecognised=st.lists(st.builds(Span, _WORDS, st.integers(1, 99)), max_size=4).map(tuple),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_READINGS, st.data())
def test_any_reading_with_any_answers_is_a_policy_that_loses_nothing(
    reading: Reading, data: st.DataObject
) -> None:
    questions = questions_of(reading)
    assert len({one.key for one in questions}) == len(questions)
    answers: dict[str, Any] = {}
    for question in questions:
        values = [one.value for one in question.choices]
        assert question.recommended in values, question
        assert all(question.title[lang] and question.why[lang] for lang in ("ar", "en"))
        offered: list[Any] = [*values, {"value": values[0]}, {"text": "21"}, None, 7]
        answers[question.key] = data.draw(st.sampled_from(offered))
    definition = policy_drafted(reading, answers)
    policy = Policy.from_dict(definition)

    assert policy.as_dict() == definition
    refs = [one.ref for one in policy.clauses]
    assert len(set(refs)) == len(refs)
    cited = {policy.promise.clause, *(one.clause for one in policy.steps)}
    assert cited | {one.clause for one in policy.mechanisms} <= set(refs)
    assert {one.section for one in policy.clauses} <= {one.key for one in policy.sections}
    assert all(one.text["ar"].strip() and one.text["en"].strip() for one in policy.clauses)
    assert policy.deciders
    assert policy.beneficiary_kinds
    assert policy.referral_staff_role in STAFF_ROLES
    assert 1 <= policy.promise.target_days <= 365
    texts = [one.text["ar"] for one in policy.clauses]
    for number, span in enumerate(reading.unrecognised, 1):
        answer = answers.get(f"fragment.{number}")
        dropped = answer in ("leave_out", "noise")
        assert dropped or span.text.strip() in texts
    for one in (*reading.steps, *reading.channels, *reading.tools, *reading.objectives):
        assert not (one.wording.strip() or one.verbatim.strip()) or (
            (one.wording.strip() or one.verbatim.strip()) in texts
        )

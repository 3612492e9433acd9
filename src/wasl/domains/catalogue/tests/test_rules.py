"""Services are read from profiles, and answers are cleaned or refused with a sentence."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.catalogue.rules import (
    APPLIES_AS,
    QUESTION_KINDS,
    Choice,
    Question,
    RequiredDocument,
    ServiceDefinition,
    applicable_questions,
    clean_answer,
    document_holds_on,
    fits,
    misfits,
    missing_answers,
    missing_documents,
    read_services,
)
from wasl.foundation.identifiers import Malformed
from wasl.foundation.profile import Mistake, ProfileInvalid

PROFILES = Path(__file__).parents[5] / "profiles"
SLUGS = ("manarat", "wahj", "qabas", "durbah", "baraah")
WORDS = {"ar": "نص", "en": "text"}


def text_of(slug: str) -> str:
    return (PROFILES / f"{slug}.yaml").read_text(encoding="utf-8")


@cache
def services_of(slug: str) -> tuple[ServiceDefinition, ...]:
    return read_services(text_of(slug), f"profiles/{slug}.yaml")


def food_basket() -> ServiceDefinition:
    return services_of("manarat")[0]


def asked(kind: str, *, required: bool = True, **more: Any) -> Question:
    choices = (Choice("one", WORDS), Choice("two", WORDS)) if kind == "choice" else ()
    return Question("q", kind, WORDS, WORDS, required=required, choices=choices, **more)


@pytest.mark.parametrize("slug", SLUGS)
def test_services_survive_being_stored(slug: str) -> None:
    services = services_of(slug)
    assert 2 <= len(services) <= 3
    for service in services:
        assert ServiceDefinition.from_dict(json.loads(json.dumps(service.to_dict()))) == service


@pytest.mark.parametrize("slug", SLUGS)
def test_forms_are_of_a_size_people_finish(slug: str) -> None:
    for service in services_of(slug):
        assert 2 <= len(service.fit_questions) <= 4
        for applies_as in service.applies_as:
            assert 5 <= len(applicable_questions(service, applies_as)) <= 12


def test_the_food_basket_is_what_the_bench_measures() -> None:
    service = food_basket()
    assert service.slug == "food-basket"
    assert (len(service.questions), len(service.documents)) == (10, 3)
    assert service.decided_by == "committee"


def test_deciders_and_places() -> None:
    assert [one.decided_by for one in services_of("manarat")] == [
        "committee",
        "committee",
        "department",
    ]
    assert {one.decided_by for one in services_of("durbah")} == {"department"}
    assert services_of("durbah")[0].capacity == 25


@pytest.mark.parametrize("slug", SLUGS)
def test_no_identity_document_is_copied_and_no_sensitive_question_is_forced(slug: str) -> None:
    for service in services_of(slug):
        for document in service.documents:
            assert not document.is_identity or document.handling == "original_seen"
        for question in service.questions:
            assert not question.sensitive or (question.consent and not question.required)


def mistake_after(pattern: str, replacement: str, slug: str = "manarat") -> tuple[Mistake, int]:
    """The first mistake after a change to the services, and the line of the change."""
    text = text_of(slug)
    start = text.index("\nservices:")
    match = re.compile(pattern).search(text, start)
    assert match is not None, pattern
    changed = text[: match.start()] + match.expand(replacement) + text[match.end() :]
    with pytest.raises(ProfileInvalid) as caught:
        read_services(changed, "profiles/x.yaml")
    return caught.value.mistakes[0], text[: match.start()].count("\n") + 1


@pytest.mark.parametrize(
    ("pattern", "replacement", "sentence"),
    [
        (r"(?<=decided_by: )committee", "commitee", "cannot be “commitee”; did you mean"),
        (r"(?<=mechanisms: )\[administrative_check", "[palm_reading", "“palm_reading” is not"),
        (r"(?<=beneficiary_kinds: )\[person", "[ghost", "“ghost” is not known here"),
        (r"(?<=slug: )rent-support", "food-basket", "the service “food-basket” is given twice"),
        (r"(?<=key: )dependants", "household_size", "the question “household_size” is given twice"),
        (r"(?<=kind: )number", "numbr", "cannot be “numbr”; did you mean “number”?"),
        (r"(?<=default: )pickup", "pikup", "the default “pikup” is none of the choices; did"),
        (r"(?<=fitting: )\[.*\]", "['perhaps']", "“perhaps” is not known here"),
        (r"(?<=clause: )eligibility\.steps\.3", "eligibility.steps.9", "cites clause eligibility"),
        (r"(?<=validity: )max_age_days", "none", "“max_age_days” is given exactly when"),
        (r"(?<=handling: )original_seen", "copy", "needs its legal basis"),
        (r"(?<=proof: )\[code", "[vow", "“vow” is not known here"),
        (r"(?<=quantity: )1", "0", "must lie between 1 and"),
        (r"(?<=least: )1", "100", "100 is more than 40"),
        (r"(?<=sensitive: )true", "perhaps", "must be true or false"),
        (r"(?<=sensitive: )true", "false", "only a sensitive question asks for consent"),
        (r"(?<=outcome: )accept", "acept", "cannot be “acept”; did you mean “accept”?"),
        (r"        allow_unknown:", "        alow_unknown:", "did you mean “allow_unknown”?"),
        (r"\n +en: Yes(?=\n)", "", "lacks “en”"),
    ],
)
def test_a_mistake_is_told_by_line_and_sentence(
    pattern: str, replacement: str, sentence: str
) -> None:
    mistake, line = mistake_after(pattern, replacement)
    assert sentence in mistake.sentence
    # what contradicts its neighbours is told at one of them or where their entry begins
    assert line - 12 <= mistake.line <= line + 3


def test_the_line_is_exact() -> None:
    mistake, line = mistake_after(r"(?<=decided_by: )committee", "commitee")
    assert mistake.line == line
    assert str(mistake).startswith(f"profiles/x.yaml, line {line}: ")


def test_a_service_cannot_be_decided_by_whom_the_policy_does_not_name() -> None:
    mistake, line = mistake_after(r"(?<=decided_by: )department", "committee", "durbah")
    assert mistake.line == line
    assert "cannot be “committee”" in mistake.sentence


def test_answers_missing_depend_on_who_applies() -> None:
    service = food_basket()
    required = [one.key for one in service.questions if one.required]
    assert missing_answers(service, {}, "self") == tuple(required)
    assert missing_answers(service, dict.fromkeys(required, "x"), "self") == ()
    urgent = services_of("manarat")[2]
    assert "people_served" in missing_answers(urgent, {}, "organisation")
    assert "people_served" not in missing_answers(urgent, {}, "self")
    assert "household_size" not in missing_answers(urgent, {}, "organisation")


def test_not_knowing_is_an_answer_only_where_it_is_allowed() -> None:
    service = food_basket()
    missing = missing_answers(service, {"household_income": None, "household_size": None}, "self")
    assert "household_income" not in missing
    assert "household_size" in missing


def test_documents_missing() -> None:
    service = food_basket()
    assert missing_documents(service, {"identity"}, "self") == ("income_proof", "housing_proof")
    assert missing_documents(service, {one.key for one in service.documents}, "self") == ()


def test_who_does_not_fit_is_told_who_else_can_help() -> None:
    service = food_basket()
    fitting = {one.key: one.fitting[0] for one in service.fit_questions}
    assert fits(service, fitting)
    question = service.fit_questions[0]
    other = next(one.key for one in question.choices if one.key not in question.fitting)
    assert not fits(service, {**fitting, question.key: other})
    assert misfits(service, {**fitting, question.key: other}) == (question.misfit,)
    for bad in ({}, {**fitting, question.key: "perhaps"}):
        with pytest.raises(Malformed):
            fits(service, bad)


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("text", "  بيت   صغير ", "بيت صغير"),
        ("long_text", " سطر \nسطر ", "سطر\nسطر"),
        ("city", "جدة", "جدة"),
        ("number", "٥", 5),
        ("number", "۱۲", 12),
        ("money", "١٬٥٠٠٫٥", "1500.50"),
        ("choice", "two", "two"),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
        ("date", "١٠/٤/١٤٤٦", "2024-10-13"),
        ("date", "2024-10-13", "2024-10-13"),
        ("phone", "٠٥٠٠٠٠٠٠٠١", "+966500000001"),
    ],
)
def test_answers_are_kept_in_one_form(kind: str, raw: str, kept: object) -> None:
    cleaned = clean_answer(asked(kind), raw)
    assert cleaned == kept
    assert type(cleaned) is type(kept)


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("text", "", "answer_missing"),
        ("text", "x" * 201, "text_too_long"),
        ("long_text", "x" * 4001, "text_too_long"),
        ("text", "a\x00b", "text_unreadable"),
        ("number", "خمسة", "number_unreadable"),
        ("number", "-1", "number_unreadable"),
        ("number", "1.5", "number_unreadable"),
        ("number", "²", "number_unreadable"),
        ("number", "9" * 10, "number_unreadable"),
        ("choice", "", "choice_missing"),
        ("choice", "three", "choice_missing"),
        ("yes_no", "true", "choice_missing"),
        ("date", "1446", "date_incomplete"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(kind: str, raw: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        clean_answer(asked(kind), raw)
    assert caught.value.code == code
    assert str(caught.value.sentence)


@given(st.sampled_from(QUESTION_KINDS), st.text(max_size=40))
def test_any_text_is_cleaned_or_refused_and_cleaning_again_changes_nothing(
    kind: str, raw: str
) -> None:
    question = asked(kind, required=False)
    try:
        cleaned = clean_answer(question, raw)
    except Malformed:
        return
    json.dumps(cleaned)
    if isinstance(cleaned, str):
        assert clean_answer(question, cleaned) == (cleaned or None)


def test_an_answer_left_out_is_none() -> None:
    assert clean_answer(asked("money", required=False), "  ") is None


def test_bounds_include_their_ends() -> None:
    question = asked("number", least=Decimal(1), most=Decimal(40))
    assert (clean_answer(question, "1"), clean_answer(question, "40")) == (1, 40)
    for raw, code in (("0", "number_too_small"), ("41", "number_too_large")):
        with pytest.raises(Malformed) as caught:
            clean_answer(question, raw)
        assert caught.value.code == code


def document(validity: str, max_age_days: int | None = None) -> RequiredDocument:
    return RequiredDocument("d", WORDS, WORDS, WORDS, validity=validity, max_age_days=max_age_days)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_validity_is_judged_on_the_day_of_submission(submitted_on: date, days: int) -> None:
    other = submitted_on + timedelta(days=days)
    expiring = document_holds_on(
        document("not_expired"), submitted_on=submitted_on, issued_on=None, until=other
    )
    assert expiring is (days >= 0)
    ageing = document_holds_on(
        document("max_age_days", 90), submitted_on=submitted_on, issued_on=other, until=None
    )
    assert ageing is (-90 <= days <= 0)


def test_a_document_without_its_date_is_unknown_not_valid() -> None:
    today = date(2026, 11, 21)
    for one in (document("not_expired"), document("max_age_days", 90)):
        assert document_holds_on(one, submitted_on=today, issued_on=None, until=None) is None
    no_validity = document("none")
    assert document_holds_on(no_validity, submitted_on=today, issued_on=None, until=None) is True


def test_every_way_to_apply_is_known_by_name() -> None:
    assert {way for slug in SLUGS for one in services_of(slug) for way in one.applies_as} == set(
        APPLIES_AS
    )

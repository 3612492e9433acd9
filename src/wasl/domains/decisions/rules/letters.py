"""The letter that tells a decision: its parts, in both languages, and its form for the printer."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from wasl.domains.decisions import messages
from wasl.foundation.calendar import Language, spoken_both
from wasl.foundation.identifiers import Digits, shown_digits
from wasl.foundation.money import in_words_ar, in_words_en, shown_amount

Words = Mapping[str, str]
LANGUAGES: Final[tuple[Language, ...]] = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes."""

    name: Words
    licence: str
    city: Words
    phone: str
    email: str
    website: str
    accent: str
    digits: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Something granted, by its name."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True)
class LetterCriterion:
    """One condition in plain words; `met` is None when it could not be known.

    `said` is the condition where it is met, else why it is not; `clause` is the policy's
    reference and `cited` the same for readers.
    """

    key: str
    title: Words
    met: bool | None
    said: Words
    clause: str
    cited: Words
    clause_text: Words


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and as what."""

    name: str
    title: Words


@dataclass(frozen=True, slots=True)
class Letter:
    """All parts of a letter. `reasons` and `conditions` are in the words of whoever decided."""

    decision: UUID
    application: UUID
    number: int
    number_shown: Words
    reference: str
    issued_on: date
    dated: Words
    head: Letterhead
    addressee: str
    service: Words
    subject: Words
    greeting: Words
    opening: Words
    outcome: str
    verdict: Words
    granted: tuple[LetterLine, ...]
    conditions: str
    standard_reason: Words
    reasons: str
    criteria: tuple[LetterCriterion, ...]
    clause: str
    cited: Words
    clause_text: Words
    promise: Words | None
    promise_kept: bool | None
    next_steps: tuple[Words, ...]
    closing: Words
    signatories: tuple[Signatory, ...]
    corrects: Words | None
    replaced: Words | None
    is_valid: bool
    verify_url: str
    qr_svg: str


def steps_now(*, outcome: str, has_register_step: bool, has_conditions: bool) -> tuple[str, ...]:
    """What the applicant can do or expect now, as keys of `messages.NEXT_STEPS`, in order."""
    if outcome == "reject":
        return ("ask", "apply_again", "other_services")
    steps = ["conditions"] if has_conditions else []
    steps += ["register"] if has_register_step else []
    return (*steps, "deliver", "ask")


def dates_in_words(day: date, digits: Digits) -> dict[str, str]:
    """The day in both calendars, in each language; the association's digits in Arabic alone."""
    return {
        language: spoken_both(day, language, digits=digits if language == "ar" else Digits.LATIN)
        for language in LANGUAGES
    }


def number_in_words(number: int, digits: Digits) -> dict[str, str]:
    """A number as each language shows it."""
    return {"ar": shown_digits(str(number), digits), "en": str(number)}


def amount_in_words(amount: Decimal, digits: Digits) -> dict[str, str]:
    """An amount in figures and in words, as vouchers and letters state it."""
    return messages.filled(
        messages.IN_FIGURES_AND_WORDS,
        figures={"ar": shown_amount(amount, "ar", digits), "en": shown_amount(amount, "en")},
        words={"ar": in_words_ar(amount), "en": in_words_en(amount)},
    )


def cited_clause(ref: str, section: Words, digits: Digits) -> dict[str, str]:
    """A clause as readers cite it: its section's title and its number there."""
    number = ref.rpartition(".")[2]
    tail = f" {number}" if number.isdigit() else ""
    return {
        "ar": shown_digits(f"{section['ar']}{tail}", digits),
        "en": f"{section['en']}{tail}",
    }


def in_digits(words: Words, digits: Digits) -> dict[str, str]:
    """Words of the policy with the association's digits in their Arabic."""
    return {"ar": shown_digits(words["ar"], digits), "en": words["en"]}


def digest_of(said: Mapping[str, Any]) -> str:
    """The fingerprint of what a decision says, by which a later change would show."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def direction_of(text: str) -> str:
    """The direction of people's words, by their first letter: `rtl` or `ltr`."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "rtl"


def printable(letter: Letter, language: Language) -> dict[str, Any]:
    """The letter in one language as the printer takes it: texts only, nothing to compute."""
    return {
        "language": language,
        "digits": letter.head.digits if language == "ar" else "latin",
        "labels": {key: words[language] for key, words in messages.LETTER_LABELS.items()},
        "head": {
            "name": letter.head.name[language],
            "other_name": letter.head.name["en" if language == "ar" else "ar"],
            "licence": letter.head.licence,
            "city": letter.head.city.get(language, ""),
            "contacts": [
                one for one in (letter.head.phone, letter.head.email, letter.head.website) if one
            ],
            "accent": letter.head.accent,
        },
        "number": letter.number_shown[language],
        "date": letter.dated[language],
        "reference": letter.reference,
        "addressee": letter.addressee,
        "subject": letter.subject[language],
        "greeting": letter.greeting[language],
        "opening": letter.opening[language],
        "outcome": letter.outcome,
        "verdict": letter.verdict[language],
        "granted": [
            {"label": line.label[language], "value": line.value[language]}
            for line in letter.granted
        ],
        "conditions": _own_words(letter.conditions),
        "reason": letter.standard_reason[language],
        "reasons": _own_words(letter.reasons),
        "criteria": [
            {
                "met": {True: "met", False: "unmet", None: "unknown"}[one.met],
                "said": one.said[language],
                "clause": one.cited[language],
            }
            for one in letter.criteria
        ],
        "clause": letter.cited[language],
        "clause_text": letter.clause_text[language],
        "promise": letter.promise[language] if letter.promise else "",
        "corrects": letter.corrects[language] if letter.corrects else "",
        "replaced": letter.replaced[language] if letter.replaced else "",
        "next_steps": [step[language] for step in letter.next_steps],
        "closing": letter.closing[language],
        "signatories": [
            {"name": one.name, "title": one.title[language]} for one in letter.signatories
        ],
        "verify_url": letter.verify_url,
        "qr_svg": letter.qr_svg,
    }


def _own_words(text: str) -> dict[str, str]:
    return {"text": text, "direction": direction_of(text)}

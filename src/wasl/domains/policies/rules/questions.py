"""What a document leaves open: questions for a person, each with the answer we recommend and why.

An answer is plain JSON: the value of a choice (`"at_least"`), or, where the question is `free`,
`{"text": "…"}` in the shape that `free_as` names. What is not answered counts as recommended.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from rapidfuzz import fuzz

from wasl.domains.policies.rules import asking
from wasl.domains.policies.rules.policy import (
    BENEFICIARY_KINDS,
    CHANNEL_KINDS,
    STAFF_ROLES,
    STEP_KINDS,
    TOOL_KINDS,
)
from wasl.foundation.calendar import spoken_both, to_gregorian, to_hijri, weekday_name
from wasl.foundation.identifiers import Malformed, ascii_digits, could_be_national_id
from wasl.foundation.names import folded, skeleton
from wasl.foundation.profile import Words

if TYPE_CHECKING:
    from wasl.domains.policies.rules.reading import (
        Found,
        Item,
        ReadAdoption,
        Reading,
        ReadPromise,
    )

FreeAs = Literal["", "text", "days", "day"]

LOW_CONFIDENCE: Final = 0.8
"""Below this a person confirms what was read."""

LONGEST_TEXT: Final = 2000
MOST_DAYS: Final = 365

_SINGLE_VALUES: Final = (
    "association",
    "title",
    "licence",
    "version",
    "owner",
    "review",
    "tools_holder",
    "referral_role",
    "applicant",
)
_LISTS: Final = {
    "channels": CHANNEL_KINDS,
    "tools": TOOL_KINDS,
    "steps": STEP_KINDS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must settle. `verbatim` and `line` are the place in the document, if any.

    `free_as` says what may be given besides the choices: `text`, a number of `days`, or a `day`
    as 2024-10-13; `free` is whether anything may.
    """

    key: str
    title: Words
    why: Words
    choices: tuple[Choice, ...]
    recommended: str
    free_as: FreeAs = ""
    verbatim: str = ""
    line: int | None = None

    @property
    def free(self) -> bool:
        return bool(self.free_as)


@dataclass(frozen=True, slots=True)
class Account:
    """The association as it is known here: its name and its licence."""

    name: Words
    licence: str | None


def questions_of(reading: "Reading", *, account: Account | None = None) -> tuple[Question, ...]:
    """Everything in a reading that a person must settle, what weighs most first.

    With `account` the document is also compared with the association it is uploaded for.
    """
    return tuple(_questions(reading, account))


def is_an_answer(question: Question, answer: Any) -> bool:
    """Whether an answer fits a question: one of its choices, or free words of its shape."""
    return _understood(question, answer) is not None


def answer_to(question: Question, answers: Mapping[str, Any]) -> tuple[str, str]:
    """What was answered, as (choice, "") or ("", free words); else what we recommend."""
    understood = _understood(question, answers.get(question.key))
    return understood or (question.recommended, "")


def _understood(question: Question, answer: Any) -> tuple[str, str] | None:
    if isinstance(answer, Mapping):
        text = answer.get("text")
        if isinstance(text, str) and question.free:
            cleaned = _cleaned(text, question.free_as)
            return ("", cleaned) if cleaned else None
        answer = answer.get("value")
    if isinstance(answer, str) and any(one.value == answer for one in question.choices):
        return answer, ""
    return None


def _cleaned(text: str, free_as: FreeAs) -> str:
    one_line = " ".join(text.split())
    if free_as == "days":
        digits = ascii_digits(one_line)
        fits = digits.isascii() and digits.isdigit() and len(digits) <= 3
        return str(int(digits)) if fits and 1 <= int(digits) <= MOST_DAYS else ""
    if free_as == "day":
        day = _day(ascii_digits(one_line))
        return day.isoformat() if day and hijri_of(day) else ""
    return one_line if len(one_line) <= LONGEST_TEXT else ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def hijri_of(day: date) -> str | None:
    """The day in the Umm al-Qura calendar as 1446-04-10, or nothing outside of its table."""
    try:
        found = to_hijri(day)
    except (Malformed, ValueError, OverflowError):
        return None
    return f"{found.year:04}-{found.month:02}-{found.day:02}"


def gregorian_of(hijri: str | None) -> date | None:
    """The Gregorian day of 1446-04-10; nothing when there is no such day."""
    parts = (hijri or "").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return to_gregorian(year, month, day)
    except (Malformed, ValueError, OverflowError):
        return None


def _questions(reading: "Reading", account: Account | None) -> Iterator[Question]:
    yield from _about_promise(reading.promise)
    yield from _about_deciders(reading)
    yield from _about_adoption(reading.adoption)
    yield from _about_association(reading, account)
    yield from _about_licence(reading, account)
    yield from _about_values(reading)
    yield from _about_roles(reading)
    yield from _about_kinds(reading)
    yield from _about_items(reading)
    yield from _about_fragments(reading)


def _choices(*pairs: tuple[str, Words]) -> tuple[Choice, ...]:
    return tuple(Choice(value, words) for value, words in pairs)


def _days_choices(days: Sequence[int]) -> tuple[Choice, ...]:
    return tuple(Choice(str(one), asking.days(one)) for one in sorted(set(days)))


def _about_promise(promise: "ReadPromise | None") -> Iterator[Question]:
    if promise is None:
        yield Question(
            "promise.target",
            asking.NO_PROMISE.title,
            asking.NO_PROMISE.why,
            _days_choices((14, 30, 45)),
            "30",
            "days",
        )
        return
    verbatim, line = promise.verbatim, promise.line
    days = promise.days
    if promise.kind != "as_soon_as_possible" and not _fits(days):
        yield Question(
            "promise.days",
            asking.PROMISE_DAYS.title,
            asking.PROMISE_DAYS.why,
            _days_choices((7, 14, 30)),
            "14",
            "days",
            verbatim=verbatim,
            line=line,
        )
        days = 14
    if promise.kind == "at_least":
        yield Question(
            "promise.meaning",
            asking.PROMISE_MEANING.title,
            asking.PROMISE_MEANING.why,
            _choices(("at_least", asking.AT_LEAST), ("at_most", asking.AT_MOST)),
            "at_least",
            verbatim=verbatim,
            line=line,
        )
    if promise.kind != "at_most":
        least = days if promise.kind == "at_least" and days else 1
        usual = [one for one in (14, 30, 45) if one >= least]
        yield Question(
            "promise.target",
            asking.PROMISE_TARGET.title,
            asking.PROMISE_TARGET.why,
            _days_choices((*usual, max(least, 30))),
            str(max(least, 30)),
            "days",
            verbatim=verbatim,
            line=line,
        )


def _fits(days: int | None) -> bool:
    return days is not None and 1 <= days <= MOST_DAYS


def _about_deciders(reading: "Reading") -> Iterator[Question]:
    found = {one.value: one for one in reversed(reading.deciders)}
    if len(found) == 1:
        return
    committee = ("committee", asking.COMMITTEE)
    department = ("department", asking.DEPARTMENT)
    if found:
        names = " · ".join(one.verbatim for one in reading.deciders)
        line = min(one.line for one in reading.deciders)
        yield Question(
            "deciders",
            asking.TWO_DECIDERS.title,
            asking.TWO_DECIDERS.why,
            _choices(("both", asking.BOTH), committee, department),
            "both",
            verbatim=names,
            line=line,
        )
    else:
        yield Question(
            "deciders",
            asking.NO_DECIDER.title,
            asking.NO_DECIDER.why,
            _choices(committee, department, ("both", asking.BOTH)),
            "committee",
        )


def _about_adoption(adoption: "ReadAdoption | None") -> Iterator[Question]:
    if adoption is None:
        yield Question(
            "adoption.missing",
            asking.NO_ADOPTION.title,
            asking.NO_ADOPTION.why,
            _choices(("later", asking.ADOPT_LATER), ("already", asking.ADOPTED_ALREADY)),
            "later",
        )
        return
    gregorian, hijri_day = _day(adoption.gregorian), gregorian_of(adoption.hijri)
    if not adoption.troubles and (gregorian or hijri_day):
        return
    offered: list[tuple[str, Words]] = []
    if gregorian and hijri_of(gregorian):
        offered.append(("gregorian", asking.day_meant(*_both(gregorian))))
    if hijri_day and hijri_day != gregorian:
        offered.append(("hijri", asking.day_meant(*_both(hijri_day))))
    offered.append(("later", asking.DAY_LATER))
    words = asking.trouble_with_dates(adoption.troubles)
    yield Question(
        "adoption.day",
        words.title,
        words.why,
        _choices(*offered),
        _day_recommended(adoption, gregorian, hijri_day, [value for value, _ in offered]),
        "day",
        adoption.verbatim,
        adoption.line,
    )


def _both(day: date) -> tuple[str, str]:
    return (
        f"{weekday_name(day, 'ar')} {spoken_both(day, 'ar')}",
        f"{weekday_name(day, 'en')} {spoken_both(day, 'en')}",
    )


def _day_recommended(
    adoption: "ReadAdoption",
    gregorian: date | None,
    hijri_day: date | None,
    offered: Sequence[str],
) -> str:
    """The one day that the written weekday bears out; without such a witness nobody guesses."""
    said = folded(adoption.weekday or "")
    if not said:
        return offered[0] if len(offered) == 2 else "later"
    borne_out = [
        name
        for name, day in (("gregorian", gregorian), ("hijri", hijri_day))
        if name in offered and day and folded(weekday_name(day, "ar")) in said
    ]
    return borne_out[0] if len(borne_out) == 1 else "later"


def _about_association(reading: "Reading", account: Account | None) -> Iterator[Question]:
    found = reading.association
    if found is None:
        return
    beside = _beside(reading)
    doubtful = latin_doubt(found.value, beside)
    spellings = [found.value, *other_spellings(found.value, beside)]
    known = account.name.get("ar", "") if account else ""
    differs = bool(known) and not _is_same_name(known, found.value)
    if len(spellings) == 1 and not doubtful and not differs:
        return
    if known and known not in spellings:
        spellings.append(known)
    if differs:
        words = asking.name_differs(found.value, known)
    else:
        words = asking.name_doubtful(doubtful) if doubtful else asking.NAME_SPELT_TWICE
    yield Question(
        "association.name",
        words.title,
        words.why,
        _choices(*((one, asking.verbatim(one)) for one in spellings)),
        _name_recommended(spellings, known, beside),
        "text",
        " · ".join(filter(None, (found.verbatim, doubtful))),
        found.line,
    )


_LATIN_NAME: Final = re.compile(
    r"\b([A-Z][A-Za-z'’-]{2,})(?:\s+[A-Z][A-Za-z'’-]+){0,5}\s+"
    r"(?:[Aa]ssociation|[Oo]rgani[sz]ation|[Ss]ociety|[Cc]harity|[Ff]oundation)\b"
)
_NO_NAMES: Final = frozenset({"The", "Judicial", "Charitable", "National", "Saudi", "Non"})
_ARABIC_NAME: Final = re.compile(r"جمعي[ةه]\s+([\u0621-\u064a]{3,})")
_BEFORE_NAMES: Final = frozenset({"جمعيه", "الجمعيه"})
_NAME_ALIKE: Final = 92
_SPELLING_ALIKE: Final = 60


def _beside(reading: "Reading") -> str:
    """The letterheads and what else is not the policy's own text."""
    return "\n".join(span.text for span in (*reading.noise, *reading.unrecognised))


def _core(name: str) -> str:
    """The word that tells associations apart: the first after «جمعية»."""
    return next((one for one in name.split() if folded(one) not in _BEFORE_NAMES), "")


def latin_doubt(arabic: str, beside: str) -> str:
    """The Latin name on a letterhead that the Arabic one cannot be, or an empty text.

    Consonants alone are compared, since Latin letters add the vowels that Arabic leaves out.
    """
    core = _core(arabic)
    names = [one for one in _LATIN_NAME.finditer(beside) if one[1] not in _NO_NAMES]
    if not core or not names or any(skeleton(one[1]) == skeleton(core) for one in names):
        return ""
    return names[0][0]


def other_spellings(arabic: str, beside: str) -> tuple[str, ...]:
    """The association's name as letterheads spell it otherwise, each once."""
    core = _core(arabic)
    found = dict.fromkeys(
        one[1]
        for one in _ARABIC_NAME.finditer(beside)
        if core
        and folded(one[1]) != folded(core)
        and fuzz.ratio(folded(one[1]), folded(core)) >= _SPELLING_ALIKE
    )
    return tuple(arabic.replace(core, one, 1) for one in found)


def _name_recommended(spellings: Sequence[str], known: str, beside: str) -> str:
    """The registered name; without one the spelling that the Latin name bears out."""
    borne_out = [one for one in spellings if not latin_doubt(one, beside)]
    return known or (borne_out or spellings)[0]


def _is_same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: the word that tells associations apart is the same."""
    if folded(_core(one)) != folded(_core(other)):
        return False
    return bool(fuzz.token_set_ratio(folded(one), folded(other)) >= _NAME_ALIKE)


def _about_licence(reading: "Reading", account: Account | None) -> Iterator[Question]:
    found = reading.licence
    known = ascii_digits(account.licence) if account and account.licence else ""
    if found is not None and found.value != known and could_be_national_id(found.value):
        words = asking.licence_like_a_person(found.value)
        others = [("silent", asking.LICENCE_LEFT_OUT)]
        if known:
            others.insert(0, (known, asking.verbatim(known)))
        yield Question(
            "licence",
            words.title,
            words.why,
            _choices((found.value, asking.LICENCE_CONFIRMED), *others),
            others[0][0],
            "text",
            found.verbatim,
            found.line,
        )
        return
    if account is None:
        return
    if found is None:
        if account.licence:
            yield Question(
                "licence",
                asking.NO_LICENCE.title,
                asking.NO_LICENCE.why,
                _choices(
                    ("silent", asking.LICENCE_SILENT),
                    (account.licence, asking.verbatim(account.licence)),
                ),
                "silent",
            )
        return
    if account.licence and ascii_digits(account.licence) != found.value:
        words = asking.licence_differs(found.value, account.licence)
        yield Question(
            "licence",
            words.title,
            words.why,
            _choices(
                (found.value, asking.verbatim(found.value)),
                (account.licence, asking.verbatim(account.licence)),
            ),
            found.value,
            "text",
            found.verbatim,
            found.line,
        )


def _about_values(reading: "Reading") -> Iterator[Question]:
    for name in _SINGLE_VALUES:
        found: Found | None = getattr(reading, name)
        if found is None or found.confidence >= LOW_CONFIDENCE:
            continue
        words = asking.value_doubtful(name)
        yield Question(
            f"value.{name}",
            words.title,
            words.why,
            _choices(("as_read", asking.verbatim(found.value))),
            "as_read",
            "text",
            found.verbatim,
            found.line,
        )


def _about_roles(reading: "Reading") -> Iterator[Question]:
    role = reading.referral_role
    if role is not None or any(one.kind == "refer" for one in reading.steps):
        said = role.value if role else ""
        yield Question(
            "referral_staff_role",
            asking.REFERRAL_ROLE.title,
            asking.REFERRAL_ROLE.why,
            _choices(*((one, asking.ROLES[one]) for one in _REFERRED_TO)),
            "researcher",
            verbatim=said,
            line=role.line if role else None,
        )
    if reading.tools_holder is None:
        yield Question(
            "tools_holder",
            asking.NO_HOLDER.title,
            asking.NO_HOLDER.why,
            _choices(("officer", asking.HOLDER)),
            "officer",
            "text",
        )
    if reading.applicant is None:
        yield Question(
            "applicant",
            asking.NO_APPLICANT.title,
            asking.NO_APPLICANT.why,
            _choices(("support", asking.SUPPORT_APPLICANT), ("service", asking.SERVICE_APPLICANT)),
            "service",
            "text",
        )


_REFERRED_TO: Final = tuple(
    one for one in STAFF_ROLES if one in ("researcher", "department_head", "director", "officer")
)

KINDS_OFFERED: Final = (
    "person,household",
    "person",
    "household",
    "organisation",
    "person,household,organisation",
)


def _about_kinds(reading: "Reading") -> Iterator[Question]:
    if any(one.value in BENEFICIARY_KINDS for one in reading.beneficiary_kinds):
        return
    yield Question(
        "beneficiary_kinds",
        asking.NO_KINDS.title,
        asking.NO_KINDS.why,
        _choices(*((one, asking.kinds(one.split(","))) for one in KINDS_OFFERED)),
        KINDS_OFFERED[0],
    )


def _about_items(reading: "Reading") -> Iterator[Question]:
    for name, known in _LISTS.items():
        items: tuple[Item, ...] = getattr(reading, name)
        taken = {one.kind for one in items}
        for number, item in enumerate(items, 1):
            if item.kind in known and item.confidence >= LOW_CONFIDENCE:
                continue
            is_known = item.kind in known
            kinds = [one for one in known if one not in taken or one == item.kind]
            words = asking.item_doubtful(name, is_known=is_known)
            yield Question(
                f"{name}.{number}",
                words.title,
                words.why,
                _choices(
                    ("clause", asking.CLAUSE_ONLY),
                    *((kind, asking.KIND_NAMES[name][kind]) for kind in kinds),
                ),
                item.kind if is_known else "clause",
                verbatim=item.verbatim,
                line=item.line,
            )


def _about_fragments(reading: "Reading") -> Iterator[Question]:
    for number, span in enumerate(reading.unrecognised, 1):
        yield Question(
            f"fragment.{number}",
            asking.FRAGMENT.title,
            asking.FRAGMENT.why,
            _choices(
                ("clause", asking.KEEP), ("leave_out", asking.LEAVE_OUT), ("noise", asking.NOISE)
            ),
            "clause",
            verbatim=span.text,
            line=span.line,
        )

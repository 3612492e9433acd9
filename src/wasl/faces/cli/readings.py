"""What was read in a board's document, as an operator sees it: a report, or plain values."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wasl.domains.policies.queries import document_questions, document_read
from wasl.foundation.actor import Actor

if TYPE_CHECKING:
    from wasl.domains.policies.rules.questions import Question
    from wasl.domains.policies.rules.reading import (
        Found,
        Item,
        ReadAdoption,
        Reading,
        ReadPromise,
        ReadStatement,
    )

LARGEST = 10 * 1024 * 1024
_LONG = 110


def reading_of(place: Path) -> "tuple[Reading, tuple[Question, ...]]":
    """What the file says and what a person must settle. Refuses as `document_read` does.

    Raises `OSError` when the file cannot be read.
    """
    with place.open("rb") as opened:
        # One byte more than is taken tells that a file is too large without reading all of it.
        content = opened.read(LARGEST + 1)
    by = Actor.installation()
    reading = document_read(by, content=content, file_name=place.name)
    return reading, document_questions(by, reading=reading)


def evidence(reading: "Reading", questions: "Sequence[Question]") -> dict[str, Any]:
    """Where each value came from and how sure it is, the statements, and what is open."""
    return {
        "values": {
            name: _span_of(getattr(reading, name))
            for name in _SINGLE
            if getattr(reading, name) is not None
        },
        "lists": {
            name: [_span_of(one) | _kind_of(one) for one in getattr(reading, name)]
            for name in _MANY
            if getattr(reading, name)
        },
        "adoption_troubles": list(reading.adoption.troubles) if reading.adoption else [],
        "statements": [
            {
                "requirement": one.requirement,
                **_span_of(one),
                "changes": [{"kind": change.kind, "words": change.words} for change in one.changes],
            }
            for one in reading.statements
        ],
        "unrecognised": [{"verbatim": one.text, "line": one.line} for one in reading.unrecognised],
        "noise": [{"verbatim": one.text, "line": one.line} for one in reading.noise],
        "questions": [
            {
                "key": one.key,
                "title": one.title,
                "why": one.why,
                "choices": [
                    {"value": choice.value, "words": choice.words} for choice in one.choices
                ],
                "recommended": one.recommended,
                "verbatim": one.verbatim,
                "line": one.line,
            }
            for one in questions
        ],
    }


def report(
    reading: "Reading", questions: "Sequence[Question]", *, with_evidence: bool
) -> Iterator[str]:
    """The reading in lines for a terminal, in the language that is active."""
    yield from _values(reading)
    for title, items in _lists(reading):
        yield ""
        yield f"{title} ({len(items)})"
        for number, one in enumerate(items, 1):
            yield f"  {number}. {one.wording}  {_source(one)}"
    if with_evidence:
        yield from _statements(reading.statements)
    yield from _open(questions)
    yield ""
    count = len(reading.unrecognised)
    yield _("Text that matched nothing: %(count)s") % {"count": count}
    for span in reading.unrecognised:
        yield f"  {_line(span.line)}  {_short(span.text)}"


_SINGLE = (
    "association",
    "title",
    "licence",
    "version",
    "owner",
    "review",
    "adoption",
    "tools_holder",
    "referral_role",
    "applicant",
    "promise",
)
_MANY = (
    "advisory_bodies",
    "objectives",
    "sub_objectives",
    "channels",
    "tools",
    "steps",
    "eligibility_steps",
    "mechanisms",
    "deciders",
    "beneficiary_kinds",
)


def _span_of(one: Any) -> dict[str, Any]:
    return {"verbatim": one.verbatim, "line": one.line, "confidence": round(one.confidence, 3)}


def _kind_of(one: Any) -> dict[str, Any]:
    if hasattr(one, "requirements"):
        return {
            "kind": one.kind,
            "wording": one.wording,
            "requirements": list(one.requirements),
        }
    return {"value": one.value}


def _values(reading: "Reading") -> Iterator[str]:
    singles: list[tuple[str, Found | None]] = [
        (_("Association"), reading.association),
        (_("Title"), reading.title),
        (_("Licence"), reading.licence),
        (_("Issue number"), reading.version),
        (_("Owner"), reading.owner),
        (_("Review"), reading.review),
        (_("Holder of the tools"), reading.tools_holder),
        (_("Referral to"), reading.referral_role),
        (_("Applicant's title"), reading.applicant),
    ]
    for title, found in singles:
        yield _labelled(title, None if found is None else f"{found.value}  {_source(found)}")
    for title, several in (
        (_("Advisory bodies"), reading.advisory_bodies),
        (_("Decided by"), reading.deciders),
        (_("Kinds of beneficiary"), reading.beneficiary_kinds),
    ):
        said = " · ".join(_decider(one) for one in several)
        yield _labelled(title, f"{said}  {_source(several[0])}" if several else None)
    places = {"internal": _("internal"), "external": _("external")}
    published = " · ".join(places.get(one, one) for one in reading.publication)
    yield _labelled(_("Publication"), published or None)
    yield _labelled(_("Adoption"), _adopted(reading.adoption) if reading.adoption else None)
    yield _labelled(_("Board signatures"), str(reading.signatures))
    yield _labelled(_("Staff acknowledgements"), str(reading.acknowledgements))
    yield _labelled(_("Reply promised"), _promised(reading.promise) if reading.promise else None)


def _decider(found: "Found") -> str:
    kinds = {
        "committee": _("research committee"),
        "department": _("competent department"),
        "person": _("person"),
        "household": _("household"),
        "organisation": _("organisation"),
    }
    return kinds.get(found.value, found.value)


def _adopted(adoption: "ReadAdoption") -> str:
    kinds = {"decision": _("decision of the board"), "meeting": _("meeting of the board")}
    troubles = {
        "no_such_day": _("no such day in that month"),
        "dates_disagree": _("the two dates are not the same day"),
        "weekday_disagrees": _("the weekday is not that of the date"),
    }
    parts = [
        kinds.get(adoption.kind or "", ""),
        adoption.reference or "",
        adoption.weekday or "",
        adoption.hijri or "",
        f"= {adoption.gregorian}" if adoption.hijri and adoption.gregorian else "",
        (adoption.gregorian or "") if not adoption.hijri else "",
        _("term %(term)s") % {"term": adoption.term} if adoption.term else "",
    ]
    said = " ".join(part for part in parts if part)
    wrong = "".join(f" — {troubles.get(one, one)}" for one in adoption.troubles)
    return f"{said}{wrong}  {_source(adoption)}"


def _promised(promise: "ReadPromise") -> str:
    kinds = {
        "at_least": _("at least"),
        "at_most": _("at most"),
        "as_soon_as_possible": _("as soon as possible"),
    }
    said = kinds.get(promise.kind, promise.kind)
    if promise.days is not None:
        days = ngettext("%(days)s day", "%(days)s days", promise.days) % {"days": promise.days}
        said = f"{said} {days}"
    return f"{said} — {promise.verbatim}  {_source(promise)}"


def _lists(reading: "Reading") -> "Iterator[tuple[str, tuple[Item, ...]]]":
    yield from (
        (_("Objectives"), reading.objectives),
        (_("Sub-objectives"), reading.sub_objectives),
        (_("Channels"), reading.channels),
        (_("Tools"), reading.tools),
        (_("Steps"), reading.steps),
        (_("Steps of the eligibility mechanism"), reading.eligibility_steps),
        (_("Kinds of the eligibility mechanism"), reading.mechanisms),
    )


def _statements(statements: "Sequence[ReadStatement]") -> Iterator[str]:
    yield ""
    yield _("Statements found (%(count)s)") % {"count": len(statements)}
    for one in statements:
        yield f"  {one.requirement}  {_source(one)}  {_short(one.verbatim)}"
        marks = {"gone": "-", "added": "+"}
        changed = [
            f"{marks[change.kind]}«{change.words}»"
            for change in one.changes
            if change.kind in marks
        ]
        if changed:
            yield f"      {' '.join(changed)}"


def _open(questions: "Sequence[Question]") -> Iterator[str]:
    language = "en" if get_language() == "en" else "ar"
    yield ""
    yield _("To be settled by a person (%(count)s)") % {"count": len(questions)}
    for one in questions:
        place = f"  [{_line(one.line)}]" if one.line is not None else ""
        yield f"  • {one.title[language]}{place}"
        yield f"    {one.why[language]}"
        words = next(
            (choice.words[language] for choice in one.choices if choice.value == one.recommended),
            one.recommended,
        )
        yield "    " + _("Recommended: %(answer)s") % {"answer": words}


def _labelled(title: str, said: str | None) -> str:
    return f"{title}: {said or '—'}"


def _source(one: Any) -> str:
    return f"[{_line(one.line)} · {round(one.confidence * 100)}%]"


def _line(number: int | None) -> str:
    return _("line %(number)s") % {"number": number}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONG else f"{words[:_LONG]}…"

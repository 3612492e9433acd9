"""The request form on paper, empty or filled: its parts, from the service's own definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from wasl.domains.applications import messages
from wasl.foundation.calendar import Language, spoken_both
from wasl.foundation.identifiers import Digits, shown_digits
from wasl.foundation.money import shown_amount

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question, RequiredDocument, ServiceDefinition

Words = Mapping[str, str]

BLANK_MEMBERS: Final = 6
_PERSON: Final = ("name", "identity_kind", "national_id", "identity_reason", "birth")
_ORGANISATION: Final = ("organisation_name", "licence", "signatory_name")
_REACH: Final = ("phone", "email", "city", "address", "iban", "payee")
_OTHER: Final = ("name", "national_id", "relation")
_MEMBER: Final = ("name", "relation", "birth", "national_id")
_CELLS: Final = {"national_id": 10, "phone": 10, "iban": 24}
_WITH_FAMILY: Final = frozenset({"household", "on_behalf"})
_COUNTRY: Final = "+966"
_FIGURES: Final = frozenset({"national_id", "phone", "iban", "email", "licence", "number"})


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, and whether it is ticked."""

    label: str
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class PaperField:
    """A place to write. `kind`: line, lines, cells (`cells` of them), date, or boxes (`ticks`).

    `value` is what was stated; `is_figures` says that it reads from left to right.
    """

    label: str
    kind: str
    note: str = ""
    value: str = ""
    is_figures: bool = False
    suffix: str = ""
    consent: str = ""
    is_agreed: bool = False
    cells: int = 0
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A heading with its places to write."""

    title: str
    fields: tuple[PaperField, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Family members: the columns, and a row for each, blank ones to write in."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A document to bring, ticked when it has come."""

    title: str
    note: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose form it is."""

    name: Words
    licence: str
    city: Words
    contacts: tuple[str, ...]
    accent: str
    digits: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a case states, for the filled form; `signed` says who signed it and how."""

    applies_as: str
    applicant: Mapping[str, Any] = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    documents: frozenset[str]
    reference: str
    phone: str = field(repr=False, default="")
    signed_name: str = field(repr=False, default="")
    signed_method: str = ""
    signed_on: date | None = None
    witness: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class RequestForm:
    """The whole form in one language, as page and printer take it: texts only."""

    language: Language
    digits: str
    labels: Mapping[str, str]
    head: Mapping[str, Any]
    service: str
    summary: str
    is_filled: bool
    reference: str
    dated: str
    parts: tuple[PaperPart, ...]
    members: PaperTable | None
    questions: PaperPart
    documents: tuple[PaperDocument, ...]
    declaration: str
    signed: str
    signed_on: str
    witness: str
    promise: str
    promise_clause: str
    way: str
    qr_svg: str
    address: str


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one form is written: its language and digits, and what is stated, if anything."""

    language: Language
    digits: Digits
    stated: Stated | None

    def said(self, words: Words) -> str:
        return self.figures(words.get(self.language) or words["ar"])

    def label(self, name: str) -> str:
        return self.said(messages.PAPER_LABELS[name])

    def figures(self, text: str) -> str:
        return shown_digits(text, self.digits)

    def day(self, day: date) -> str:
        return spoken_both(day, self.language, digits=self.digits)

    def is_for(self, ways: Sequence[str]) -> bool:
        return self.stated is None or self.stated.applies_as in ways


def request_form(
    definition: "ServiceDefinition",
    *,
    language: Language,
    head: Letterhead,
    printed_on: date,
    declaration: Words,
    promise: Words,
    promise_clause: Words,
    address: str,
    qr_svg: str,
    stated: Stated | None = None,
) -> RequestForm:
    """The form of a service: empty without `stated`, else with all that is stated.

    Every question, document and the declaration are those of the screen; an empty form holds
    those of every way to apply and says which they are for.
    """
    digits = Digits.ARABIC if language == "ar" and head.digits == "arabic" else Digits.LATIN
    pen = _Pen(language, digits, stated)
    signed, signed_on = _signature(pen)
    return RequestForm(
        language=language,
        digits=str(digits.value),
        labels={name: pen.label(name) for name in messages.PAPER_LABELS},
        head={
            "name": pen.said(head.name),
            "other_name": head.name.get("en" if language == "ar" else "ar", ""),
            "licence": head.licence,
            "city": head.city.get(language, ""),
            "contacts": list(head.contacts),
            "accent": head.accent,
        },
        service=pen.said(definition.title),
        summary=pen.said(definition.summary),
        is_filled=stated is not None,
        reference=stated.reference if stated else "",
        dated=pen.day(printed_on),
        parts=_people(pen, definition),
        members=_members(pen, definition),
        questions=PaperPart(
            pen.label("questions"),
            tuple(
                _question(pen, definition, one)
                for one in definition.questions
                if pen.is_for(one.applies_as)
            ),
        ),
        documents=tuple(
            _document(pen, definition, one)
            for one in definition.documents
            if pen.is_for(one.applies_as)
        ),
        declaration=pen.said(declaration),
        signed=signed,
        signed_on=signed_on,
        witness=stated.witness if stated else "",
        promise=pen.said(promise),
        promise_clause=pen.said(promise_clause),
        way=pen.label("follow" if stated else "apply"),
        qr_svg=qr_svg,
        address=address,
    )


def _signature(pen: _Pen) -> tuple[str, str]:
    stated = pen.stated
    if stated is None or not stated.signed_method:
        return "", ""
    words = messages.PAPER_SIGNED.get(stated.signed_method, messages.PAPER_SIGNED["name"])
    signed = words[pen.language].format(name=stated.signed_name)
    return signed, pen.day(stated.signed_on) if stated.signed_on else ""


def _people(pen: _Pen, definition: "ServiceDefinition") -> tuple[PaperPart, ...]:
    ways = definition.applies_as
    mine = (pen.stated.applies_as,) if pen.stated else ways
    chosen = pen.stated.applies_as if pen.stated else ""
    parts = []
    if len(ways) > 1:
        ticks = tuple(Tick(pen.said(messages.PAPER_WAYS[way]), way == chosen) for way in ways)
        who = PaperField("", "boxes", ticks=ticks)
        parts.append(PaperPart(pen.label("applies_as"), (who,)))
    if "organisation" in mine:
        parts.append(_part(pen, "organisation", _ORGANISATION, only="organisation", of=ways))
    if set(mine) - {"organisation"}:
        parts.append(_part(pen, "applicant", _PERSON))
    if "on_behalf" in mine:
        given = (pen.stated.applicant.get("on_behalf_of") if pen.stated else None) or {}
        parts.append(_part(pen, "other", _OTHER, only="on_behalf", of=ways, given=given))
    parts.append(_part(pen, "reach", _REACH))
    return tuple(parts)


def _part(
    pen: _Pen,
    title: str,
    names: Sequence[str],
    *,
    only: str = "",
    of: Sequence[str] = (),
    given: Mapping[str, Any] | None = None,
) -> PaperPart:
    stated = (pen.stated.applicant if pen.stated else {}) if given is None else given
    is_part_of_many = bool(only) and pen.stated is None and len(of) > 1
    return PaperPart(
        pen.label(title),
        tuple(
            one
            for name in names
            if (one := _personal(pen, name, stated)).value
            or pen.stated is None
            or name not in ("identity_reason", "payee", "email")
        ),
        note=_only_for(pen, (only,)) if is_part_of_many else "",
    )


def _only_for(pen: _Pen, ways: Sequence[str]) -> str:
    said = " / ".join(pen.said(messages.PAPER_WAYS[way]) for way in ways)
    return pen.label("only_for").format(who=said)


def _personal(pen: _Pen, name: str, stated: Mapping[str, Any]) -> PaperField:
    value = stated.get("name" if name == "organisation_name" else name)
    if name == "phone" and pen.stated is not None:
        value = pen.stated.phone or value
    label = pen.said(messages.PAPER_FIELDS[name])
    if name == "identity_kind":
        ticks = tuple(
            Tick(pen.said(words), key == value) for key, words in messages.PAPER_IDENTITIES.items()
        )
        return PaperField(label, "boxes", ticks=ticks, value="x" if value else "")
    kind = "date" if name == "birth" else "cells" if name in _CELLS else "line"
    return PaperField(
        label,
        kind,
        value=_personal_value(pen, name, value),
        is_figures=name in _FIGURES,
        cells=_CELLS.get(name, 0),
    )


def _personal_value(pen: _Pen, name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "relation":
        return pen.said(messages.PAPER_RELATIONS.get(str(value), {"ar": str(value)}))
    if isinstance(value, Mapping):
        if value.get("on") and value.get("precision", "day") == "day":
            return pen.day(date.fromisoformat(value["on"]))
        return pen.figures(str(value.get("text", "")))
    if name == "phone":
        return str(value).replace(_COUNTRY, "0", 1)
    return str(value) if name in _FIGURES else pen.figures(str(value))


def _members(pen: _Pen, definition: "ServiceDefinition") -> PaperTable | None:
    ways = (pen.stated.applies_as,) if pen.stated else definition.applies_as
    if not _WITH_FAMILY & set(ways):
        return None
    kept = (pen.stated.applicant.get("dependants") or []) if pen.stated else []
    rows = [tuple(_personal_value(pen, name, one.get(name)) for name in _MEMBER) for one in kept]
    blank = 1 if pen.stated else BLANK_MEMBERS
    return PaperTable(
        pen.label("members"),
        tuple(pen.said(messages.PAPER_FIELDS[name]) for name in _MEMBER),
        (*rows, *[("",) * len(_MEMBER)] * blank),
    )


def _question(pen: _Pen, definition: "ServiceDefinition", question: "Question") -> PaperField:
    answers = pen.stated.answers if pen.stated else {}
    is_stated = question.key in answers
    value = answers.get(question.key)
    notes = [] if question.required else [pen.label("optional")]
    if pen.stated is None and not set(definition.applies_as) <= set(question.applies_as):
        ways = [way for way in definition.applies_as if way in question.applies_as]
        notes.append(_only_for(pen, ways))
    shared: dict[str, Any] = {
        "label": pen.said(question.label),
        "note": " · ".join(notes),
        "consent": pen.said(question.consent) if question.consent else "",
        "is_agreed": is_stated,
    }
    if question.kind in ("choice", "yes_no"):
        return PaperField(kind="boxes", ticks=_ticks(pen, question, is_stated, value), **shared)
    unknown = (
        (Tick(pen.label("unknown"), is_stated and value is None),) if question.allow_unknown else ()
    )
    return PaperField(
        kind=_kind(question),
        value=_answer(pen, question, value),
        is_figures=question.kind in _FIGURES,
        suffix=pen.label("sar") if question.kind == "money" else "",
        cells=_CELLS.get(question.kind, 0),
        ticks=unknown,
        **shared,
    )


def _kind(question: "Question") -> str:
    if question.kind in _CELLS:
        return "cells"
    return {"long_text": "lines", "date": "date"}.get(question.kind, "line")


def _ticks(pen: _Pen, question: "Question", is_stated: bool, value: Any) -> tuple[Tick, ...]:
    if question.kind == "yes_no":
        listed = [(True, pen.label("yes")), (False, pen.label("no"))]
        ticks = [Tick(label, is_stated and value is key) for key, label in listed]
    else:
        ticks = [
            Tick(pen.said(one.label), is_stated and value == one.key) for one in question.choices
        ]
    if question.allow_unknown:
        ticks.append(Tick(pen.label("unknown"), is_stated and value is None))
    return tuple(ticks)


def _answer(pen: _Pen, question: "Question", value: Any) -> str:
    if value in (None, ""):
        return ""
    if question.kind == "money":
        return shown_amount(Decimal(str(value)), pen.language, pen.digits)
    if question.kind == "date":
        text = value.get("on", "") if isinstance(value, Mapping) else str(value)
        return pen.day(date.fromisoformat(text)) if text else ""
    if question.kind == "phone":
        return str(value).replace(_COUNTRY, "0", 1)
    return str(value) if question.kind in _CELLS else pen.figures(str(value))


def _document(
    pen: _Pen, definition: "ServiceDefinition", document: "RequiredDocument"
) -> PaperDocument:
    notes = [pen.label("original" if document.handling == "original_seen" else "copy")]
    if not document.required:
        notes.insert(0, pen.label("optional"))
    if pen.stated is None and not set(definition.applies_as) <= set(document.applies_as):
        ways = [way for way in definition.applies_as if way in document.applies_as]
        notes.append(_only_for(pen, ways))
    is_here = pen.stated is not None and document.key in pen.stated.documents
    if is_here:
        notes = [pen.label("has_come")]
    return PaperDocument(pen.said(document.title), " · ".join(notes), is_here)

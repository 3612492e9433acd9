"""The rows of a decision's pages as the components draw them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wasl.faces.desk.decisions import words
from wasl.faces.desk.values import both
from wasl.faces.ui import formats
from wasl.faces.ui.shapes import CriterionRow, SummaryRow, VoteCount

if TYPE_CHECKING:
    from wasl.domains.assessments.queries import SeenRow, Words
    from wasl.domains.decisions.queries import CaseToDecide, ItemSheet

_IN_RIYALS = "income_per_head"
STATES = {True: "met", False: "not_met", None: "unknown"}


def said(value: Any) -> str:
    """A fact as people say it; what is not known says so."""
    if value is None or value == "":
        return _("not known")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return formats.money(value)
    if isinstance(value, date):
        return str(both(value))
    if isinstance(value, int):
        return formats.number(value)
    if isinstance(value, list | tuple):
        return formats.listed(said(one) for one in value)
    return formats.digits(formats.words(value))


def need_rows(case: "CaseToDecide") -> list[SummaryRow]:
    """What the applicant said of his need."""
    return [
        SummaryRow(row.label, formats.words(row.shown) if row.shown else said(row.value))
        for row in case.need
    ]


def criterion_rows(case: "CaseToDecide") -> list[CriterionRow]:
    """Each criterion with the value seen and its clause."""
    chosen = {row.label["ar"]: row.shown for row in case.need if row.shown}
    return [
        CriterionRow(
            title=one.title,
            state=STATES[one.met],
            seen=" · ".join(_seen(seen, chosen) for seen in one.seen),
            clause=_number(one.clause),
            clause_text=one.clause_text,
            note=one.unmet if one.met is False else "",
        )
        for one in case.criteria
    ]


def _seen(seen: "SeenRow", chosen: "Mapping[str, Words | None]") -> str:
    """A fact with its value; what is drawn from several answers is called by its own name."""
    if seen.fact in words.DRAWN_FACTS:
        is_money = seen.fact == _IN_RIYALS and seen.value is not None
        value = formats.money(seen.value) if is_money else said(seen.value)
        return f"{words.DRAWN_FACTS[seen.fact]}: {value}"
    value = formats.words(chosen.get(seen.label["ar"])) or said(seen.value)
    return f"{formats.words(seen.label).rstrip('؟?')}: {value}"


def _number(ref: str) -> str:
    """The number of a clause within its section, as people cite it."""
    number = ref.rpartition(".")[2]
    return formats.digits(number) if number.isdigit() else ""


def mechanism_rows(case: "CaseToDecide") -> list[dict[str, object]]:
    """The mechanisms, each with what it found where that differs or adds."""
    return [
        {
            "title": one.title,
            "clause": one.clause,
            "is_done": one.is_done,
            "by": one.done_by_name,
            "at": one.done_at,
            "summary": one.summary,
            "findings": [
                {
                    "label": found.label,
                    "stated": said(found.stated),
                    "found": said(found.found),
                    "source": found.source,
                    "differs": found.differs,
                }
                for found in one.findings
            ],
        }
        for one in case.mechanisms
    ]


def help_rows(case: "CaseToDecide") -> list[dict[str, object]]:
    """What was decided for the same person before."""
    return [
        {
            "number": one.number,
            "service": one.service,
            "on": one.issued_on,
            "outcome": words.OUTCOMES[one.outcome][0],
            "tone": words.OUTCOMES[one.outcome][1],
            "amount": one.amount,
        }
        for one in case.help_before
    ]


def case_page(case: "CaseToDecide") -> dict[str, object]:
    """Everything the pre-reading shows, in the same order for all."""
    recommended = case.recommendation
    return {
        "case": case,
        "need": need_rows(case),
        "mechanisms": mechanism_rows(case),
        "criteria": criterion_rows(case),
        "help_before": help_rows(case),
        "recommended": words.RECOMMENDED[recommended.outcome] if recommended else None,
    }


def vote_counts(sheet: "ItemSheet") -> list[VoteCount]:
    """The votes as a bar, once all are in."""
    return [
        VoteCount(words.CHOICES[choice][0], number, words.CHOICES[choice][1])
        for choice, number in sheet.counts.items()
        if number
    ]


def choice_rows(chosen: str = "") -> list[dict[str, object]]:
    """The four choices with their keys."""
    return [
        {
            "value": value,
            "text": text,
            "tone": tone,
            "icon": icon,
            "key": number,
            "checked": value == chosen,
        }
        for number, (value, (text, tone, icon)) in enumerate(words.CHOICES.items(), start=1)
    ]


def names(people: Iterable[str]) -> str:
    """Names in a row."""
    return formats.listed(one for one in people if one)

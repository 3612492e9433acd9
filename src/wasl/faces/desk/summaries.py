"""What an application states, as rows for the screen and for the slip."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import (
    APPLICANT_WORDS,
    APPLIES_AS_WORDS,
)
from wasl.faces.desk import words
from wasl.faces.desk.values import both, kind_shown, told
from wasl.faces.ui import formats
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import SummaryRow

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase, DraftForm

_CODES = {"national_id", "iban", "licence", "email"}
_ORDER = (
    *("name", "signatory_name", "licence", "identity_kind", "national_id", "identity_reason"),
    *("birth", "phone", "email", "city", "address", "iban", "payee"),
)


def person_rows(case: "ApplicationCase | DraftForm") -> list[SummaryRow]:
    """The personal data as given, and those of the one on whose behalf it is."""
    rows = [SummaryRow(_("Applies"), APPLIES_AS_WORDS.get(case.applies_as, "—"))]
    given = case.applicant
    rows += [
        _row(APPLICANT_WORDS[name], name, given[name])
        for name in _ORDER
        if given.get(name) not in (None, "")
    ]
    other = given.get("on_behalf_of") or {}
    for name in ("name", "national_id", "relation"):
        if other.get(name):
            label = f"{spoken(_('The beneficiary'))}: {spoken(_other_label(name))}"
            rows.append(_row(label, name, other[name]))
    return rows


def member_rows(case: "ApplicationCase | DraftForm") -> list[dict[str, object]]:
    """The family members as given."""
    return [
        {
            "name": one.get("name", ""),
            "relation": words.RELATIONS.get(one.get("relation", ""), one.get("relation", "")),
            "birth": _day(one.get("birth")),
            "national_id": one.get("national_id", ""),
        }
        for one in case.applicant.get("dependants") or []
    ]


def answer_rows(case: "ApplicationCase | DraftForm") -> list[SummaryRow]:
    """The answers to the service's questions, in the form's order."""
    rows = []
    for question in case.definition.questions:
        if case.applies_as not in question.applies_as or question.key not in case.answers:
            continue
        value = case.answers[question.key]
        said = _("Does not know") if value is None else told(question, value)
        rows.append(SummaryRow(question.label, said, kind=kind_shown(question)))
    return rows


def stated_rows(case: "ApplicationCase | DraftForm") -> list[SummaryRow]:
    """Everything stated, in one list: to be gone through together before signing."""
    members = [
        SummaryRow(
            _("Family member"),
            " · ".join(
                spoken(part) for part in (one["name"], one["relation"], one["birth"]) if part
            ),
        )
        for one in member_rows(case)
    ]
    return [*person_rows(case), *members, *answer_rows(case)]


def _other_label(name: str) -> Any:
    return _("Relation") if name == "relation" else APPLICANT_WORDS[name]


def _row(label: object, name: str, value: Any) -> SummaryRow:
    if name == "identity_kind":
        return SummaryRow(label, words.IDENTITY_KINDS.get(value, value))
    if name == "relation":
        return SummaryRow(label, words.RELATIONS.get(value, value))
    if name == "birth":
        return SummaryRow(label, _day(value))
    if name == "phone":
        return SummaryRow(label, value, kind="phone")
    return SummaryRow(label, value, kind="code" if name in _CODES else "")


def _day(stored: Any) -> object:
    if not isinstance(stored, Mapping):
        return formats.words(stored)
    day = date.fromisoformat(stored["on"])
    return both(day) if stored.get("precision", "day") == "day" else stored.get("text", "")

"""What was written so far, part by part, as the page of checking and the case show it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.domains.applications.queries import DraftForm
from wasl.faces.portal.asking import title_of
from wasl.faces.portal.forms import NOTHING, RELATIONS, WHO_CHOICES
from wasl.faces.portal.steps import PARTS, Step, steps_of
from wasl.faces.ui.formats import digits, listed, words
from wasl.faces.ui.shapes import SummaryRow

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question


def answered(draft: DraftForm, slug: str) -> list[dict[str, Any]]:
    """Each part of the application with its rows; an answer that is missing says so."""
    parts: dict[int, list[SummaryRow]] = {}
    for step in steps_of(draft.definition, draft.applies_as):
        row = _row(step, draft, slug)
        if row is not None:
            parts.setdefault(step.part, []).append(row)
    return [{"title": PARTS[part], "rows": rows} for part, rows in parts.items()]


def _row(step: Step, draft: DraftForm, slug: str) -> SummaryRow | None:
    if step.key in ("documents", "check", "declaration") or step.key.startswith("consent-"):
        return None
    value, kind = _said(step, draft)
    if step.key == "household":
        address = reverse("portal:household", args=[slug, draft.id])
    else:
        address = reverse("portal:step", args=[slug, draft.id, step.key])
    title = _("Your family members") if step.key == "household" else words(title_of(step, draft))
    return SummaryRow(
        key=title,
        value=value,
        change_url=f"{address}?from=check",
        change_text=_("Change"),
        kind=kind,
    )


def _said(step: Step, draft: DraftForm) -> tuple[object, str]:
    """What was said on a page, and by which kind it is shown."""
    given = draft.applicant
    if step.question is not None:
        return shown_answer(step.question, draft.answers.get(step.question.key, NOTHING))
    if step.key == "who":
        return words(WHO_CHOICES[draft.applies_as].text) if draft.applies_as else _none(), "text"
    if step.key == "identity":
        return _identity(given), "text"
    if step.key == "birth":
        return _written_date(given.get("birth"))
    if step.key == "licence":
        parts = [given.get("licence"), given.get("signatory_name")]
        return " · ".join(filter(None, parts)) or _none(), "text"
    if step.key == "for-whom":
        other = given.get("on_behalf_of") or {}
        parts = [other.get("name"), relation_words(other.get("relation", ""))]
        return " · ".join(filter(None, parts)) or _none(), "text"
    if step.key == "household":
        names = [member.get("name", "") for member in given.get("dependants") or []]
        return listed(filter(None, names)) or _("Nobody added"), "text"
    return given.get(step.key) or _none(), "text"


def _none() -> str:
    return _("Not answered yet")


def _identity(given: Mapping[str, Any]) -> str:
    if given.get("identity_kind") == "other":
        return str(given.get("identity_reason") or _none())
    return str(given.get("national_id") or _none())


def _written_date(stored: Any) -> tuple[object, str]:
    if not isinstance(stored, Mapping):
        return _none(), "text"
    if stored.get("precision") == "day":
        return date.fromisoformat(stored["on"]), "both_dates"
    return digits(stored.get("text", "")), "text"


def shown_answer(question: "Question", kept: Any) -> tuple[object, str]:
    """An answer as people read it, and by which kind it is shown."""
    if kept is NOTHING:
        return (_none() if question.required else _("Left out")), "text"
    if kept is None:
        return _("I do not know"), "text"
    if question.kind == "yes_no":
        return (_("Yes") if kept else _("No")), "text"
    if question.kind == "choice":
        labels = {choice.key: choice.label for choice in question.choices}
        return words(labels.get(kept, kept)), "text"
    if question.kind == "money":
        return Decimal(kept), "money"
    if question.kind == "date":
        return date.fromisoformat(kept), "both_dates"
    kinds = {"phone": "phone", "number": "number", "iban": "code", "national_id": "code"}
    return kept, kinds.get(question.kind, "text")


def relation_words(key: str) -> str:
    """How somebody is related, in the reader's words."""
    return next((words(choice.text) for choice in RELATIONS if choice.value == key), key)

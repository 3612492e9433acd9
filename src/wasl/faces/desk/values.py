"""Values of answers in the reader's words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui import formats

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question


def told(question: "Question | None", value: Any) -> object:
    """An answer as people say it: the choice's own words, an amount with its currency, a date."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    kind = question.kind if question else ""
    if question is not None and kind == "choice":
        return next((one.label for one in question.choices if one.key == value), value)
    if kind == "money" or isinstance(value, Decimal):
        return formats.money(value)
    if isinstance(value, Mapping) and "on" in value:
        return both(date.fromisoformat(value["on"]))
    if isinstance(value, date):
        return both(value)
    if kind == "phone":
        return formats.phone(value)
    return formats.digits(value) if isinstance(value, int) else value


def kind_shown(question: "Question") -> str:
    """How a summary shows an answer of this question: codes are isolated left to right."""
    return "code" if question.kind in ("iban", "national_id", "phone") else "text"


def both(day: date) -> SafeString | str:
    """A day in both calendars."""
    hijri = formats.hijri(day)
    return f"{formats.gregorian(day)} · {hijri}" if hijri else formats.gregorian(day)

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
    from wasl.domains.policies.rules import Policy


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


def clause_words(policy: "Policy", ref: str) -> str:
    """A clause's place in the policy, as people cite it: its section and its number there."""
    clause = policy.clause(ref)
    if clause is None:
        return ref
    section = next((one.title for one in policy.sections if one.key == clause.section), {})
    number = ref.rsplit(".", 1)[-1]
    name = formats.words(section)
    return f"{name} {formats.digits(number)}" if number.isdigit() else name


def both(day: date) -> SafeString | str:
    """A day in both calendars."""
    hijri = formats.hijri(day)
    return f"{formats.gregorian(day)} · {hijri}" if hijri else formats.gregorian(day)

"""How values are written for the reader: language, digits, dates in both calendars, money, phones."""

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import phonenumbers
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wasl.foundation import calendar, identifiers
from wasl.foundation import money as riyals
from wasl.foundation.calendar import Calendar, Language
from wasl.foundation.identifiers import Digits

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

_digits_in_use: ContextVar[Digits] = ContextVar("digits_in_use", default=Digits.LATIN)


def use_digits(system: Digits) -> None:
    """Show digits to this reader as 0–9 or as ٠–٩ until told otherwise."""
    _digits_in_use.set(system)


def reader_language() -> Language:
    """The reader's language, Arabic where none is set."""
    return "en" if (get_language() or "ar").startswith("en") else "ar"


def words(value: object) -> str:
    """The reader's language of a bilingual value; Arabic where it lacks his; plain text as it is."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        chosen = value.get(reader_language()) or value.get("ar") or next(iter(value.values()), "")
        return str(chosen or "")
    return str(value)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a heading of a written text, by its lines. `kind`: paragraph, heading,
    bullets or numbers."""

    kind: str
    lines: tuple[str, ...]


_BULLET = re.compile(r"[-*•–]\s+")
_NUMBER = re.compile(r"[0-9٠-٩]{1,2}[.)\-]\s+")
_HEADING = "# "


def blocks(text: str) -> tuple[Block, ...]:
    """A plain text by its parts: blank lines part paragraphs, `- ` and `1. ` begin lines of a list,
    `# ` a heading. Nothing in it is ever markup."""
    found: list[tuple[str, list[str]]] = []
    is_apart = True
    for line in text.splitlines():
        words = line.strip()
        kind, said = _line(words)
        if words and not is_apart and found and found[-1][0] == kind != "heading":
            found[-1][1].append(said)
        elif words:
            found.append((kind, [said]))
        is_apart = not words and (not found or found[-1][0] == "paragraph")
    return tuple(Block(kind, tuple(lines)) for kind, lines in found)


def _line(words: str) -> tuple[str, str]:
    if words.startswith(_HEADING):
        return "heading", words.removeprefix(_HEADING)
    for kind, begins in (("bullets", _BULLET), ("numbers", _NUMBER)):
        marked = begins.match(words)
        if marked:
            return kind, words[marked.end() :]
    return "paragraph", words


def digits(value: object, system: str = "") -> str:
    """The same text with its digits in the reader's setting, or in `latin` or `arabic` when said."""
    text = identifiers.ascii_digits(words(value))
    return identifiers.shown_digits(text, Digits(system) if system else _digits_in_use.get())


def as_date(value: object) -> date | None:
    """The day of a date or of a moment in Riyadh; None for anything else."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def _spoken(value: object, system: Calendar) -> str:
    day = as_date(value)
    in_table = day is not None and calendar.FIRST_IN_TABLE <= day <= calendar.LAST_IN_TABLE
    if day is None or (system is Calendar.HIJRI and not in_table):
        return ""
    return calendar.spoken(day, system, reader_language(), digits=_digits_in_use.get())


def gregorian(value: object) -> str:
    """Day, month name and year, Gregorian; empty for what is no date."""
    return _spoken(value, Calendar.GREGORIAN)


def hijri(value: object) -> str:
    """Day, month name and year by Umm al-Qura; empty outside its table or for what is no date."""
    return _spoken(value, Calendar.HIJRI)


def moment(value: object) -> str:
    """Date and time of day in Riyadh; the date alone for a plain date."""
    if not isinstance(value, datetime):
        return gregorian(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(date)s, %(time)s") % {
        "date": gregorian(local),
        "time": digits(local.strftime("%H:%M")),
    }


def money(value: object) -> str:
    """An amount in figures with its currency; text that is no amount as it was given."""
    try:
        amount = Decimal(identifiers.ascii_digits(str(value)))
        return riyals.shown_amount(amount, reader_language(), _digits_in_use.get())
    except (InvalidOperation, ValueError):
        return words(value)


def listed(texts: Iterable[object]) -> str:
    """Some words one after the other, with the comma of the reader's language."""
    return ("، " if reader_language() == "ar" else ", ").join(words(one) for one in texts)


def number(value: object) -> str:
    """A number with its thousands parted, in the reader's digits."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return digits(f"{value:,}")
    return digits(value)


def phone(value: object) -> str:
    """A Saudi number as people here read it, 050 123 4567; any other as it was given."""
    raw = identifiers.ascii_digits(words(value)).strip()
    try:
        parsed = phonenumbers.parse(raw, "SA")
    except phonenumbers.NumberParseException:
        return digits(raw)
    if parsed.country_code != 966 or not phonenumbers.is_possible_number(parsed):
        return digits(raw)
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    return digits(phonenumbers.format_number(parsed, national))


def grouped(value: object) -> str:
    """A ten-digit reference in groups, to be read aloud; anything else as it was given."""
    text = identifiers.ascii_digits(words(value)).replace(" ", "").replace("-", "")
    if not (text.isdigit() and len(text) == 10):
        return words(value)
    return digits(identifiers.grouped(text))


def days_word(count: int) -> str:
    """A number of days with the plural the language asks for."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": digits(count)}


def cited(policy: "Policy", ref: str) -> str:
    """A clause as readers cite it: its section's title and its number there."""
    clause = policy.clause(ref)
    section = next((one for one in policy.sections if clause and one.key == clause.section), None)
    number = ref.rpartition(".")[2]
    title = words(section.title) if section else ""
    return f"{title} {digits(number)}".strip() if number.isdigit() else title or ref

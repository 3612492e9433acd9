"""Reading what people type into an application: each field into its one stored form."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from wasl.domains.applications.refusals import unreadable
from wasl.foundation.calendar import DateEntry, parse_date
from wasl.foundation.identifiers import (
    Malformed,
    ascii_digits,
    licence,
    mobile,
    national_id,
    saudi_iban,
)

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition

APPLICANT_FIELDS: Final = (
    *("name", "national_id", "identity_kind", "identity_reason", "birth", "phone", "email"),
    *("iban", "payee", "city", "address", "licence", "signatory_name", "dependants"),
    "on_behalf_of",
)
IDENTITY_KINDS: Final = ("national", "iqama", "other")
MOST_MEMBERS: Final = 40
_EMAIL: Final = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]+\.[^@\s<>\".]{2,}")
_STEERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(slots=True)
class Cleaned:
    """What was read: values to keep, fields emptied, and a sentence per field not readable."""

    values: dict[str, Any] = field(default_factory=dict)
    emptied: list[str] = field(default_factory=list)
    errors: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def cleaned_applicant(raw: Mapping[str, Any], *, today: date) -> Cleaned:
    """The personal data that were sent; errors are named `applicant.…`."""
    cleaned = Cleaned()
    readers = _applicant_readers(str(raw.get("identity_kind") or ""), today)
    for key, typed in raw.items():
        path = f"applicant.{key}"
        if key == "dependants":
            _read_members(cleaned, typed, today)
        elif key == "on_behalf_of":
            _read_other(cleaned, typed)
        elif key not in readers:
            cleaned.unknown.append(path)
        else:
            _note(cleaned, path, key, typed, readers[key])
    return cleaned


def _applicant_readers(identity_kind: str, today: date) -> dict[str, Callable[[Any], Any]]:
    return {
        "name": _name,
        "national_id": _other_document if identity_kind == "other" else _national_id,
        "identity_kind": lambda typed: _one_of(typed, IDENTITY_KINDS, "identity_kind_unknown"),
        "identity_reason": lambda typed: plain_text(typed, most=200),
        "birth": lambda typed: _birth(typed, today),
        "phone": lambda typed: mobile(_text(typed)),
        "email": _email,
        "iban": lambda typed: saudi_iban(_text(typed)),
        "payee": lambda typed: plain_text(typed, most=200),
        "city": lambda typed: plain_text(typed, most=60),
        "address": lambda typed: plain_text(typed, most=300),
        "licence": lambda typed: licence(_text(typed)),
        "signatory_name": _name,
    }


def _note(cleaned: Cleaned, path: str, key: str, typed: Any, read: Callable[[Any], Any]) -> None:
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        cleaned.emptied.append(key)
        return
    try:
        cleaned.values[key] = read(typed)
    except Malformed as trouble:
        cleaned.errors[path] = trouble.sentence


def _read_members(cleaned: Cleaned, typed: Any, today: date) -> None:
    if not typed:
        cleaned.emptied.append("dependants")
        return
    if not isinstance(typed, Sequence) or isinstance(typed, str):
        cleaned.errors["applicant.dependants"] = unreadable("list_expected").sentence
        return
    if len(typed) > MOST_MEMBERS:
        cleaned.errors["applicant.dependants"] = unreadable("too_many_members").sentence
        return
    readers: dict[str, Callable[[Any], Any]] = {
        "name": _name,
        "relation": lambda value: plain_text(value, most=20),
        "birth": lambda value: _birth(value, today),
        "national_id": _national_id,
    }
    members = []
    for number, one in enumerate(typed):
        path = f"applicant.dependants.{number}"
        members.append(_read_group(cleaned, path, one, readers))
    cleaned.values["dependants"] = members


def _read_other(cleaned: Cleaned, typed: Any) -> None:
    if not typed:
        cleaned.emptied.append("on_behalf_of")
        return
    readers: dict[str, Callable[[Any], Any]] = {
        "name": _name,
        "national_id": _national_id,
        "relation": lambda value: plain_text(value, most=20),
    }
    cleaned.values["on_behalf_of"] = _read_group(cleaned, "applicant.on_behalf_of", typed, readers)


def _read_group(
    cleaned: Cleaned, path: str, typed: Any, readers: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    if not isinstance(typed, Mapping):
        cleaned.errors[path] = unreadable("not_a_text").sentence
        return {}
    group = Cleaned()
    for key, value in typed.items():
        if key not in readers:
            cleaned.unknown.append(f"{path}.{key}")
        else:
            _note(group, f"{path}.{key}", key, value, readers[key])
    cleaned.errors.update(group.errors)
    return group.values


def _text(typed: Any) -> str:
    if isinstance(typed, bool) or not isinstance(typed, str | int | float | Decimal):
        raise unreadable("not_a_text")
    return str(typed)


def plain_text(typed: Any, *, most: int, is_long: bool = False) -> str:
    """Text as typed, without control characters and marks that turn its direction around."""
    text = unicodedata.normalize("NFC", _text(typed)).replace("\r\n", "\n")
    kept = "".join(
        letter
        for letter in text
        if letter not in _STEERING
        and (unicodedata.category(letter) not in ("Cc", "Cs", "Co") or letter in "\n\t")
    )
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    text = "\n".join(lines).strip() if is_long else " ".join(filter(None, lines))
    if len(text) > most:
        raise unreadable("text_too_long")
    return text


def _name(typed: Any) -> str:
    name = plain_text(typed, most=200)
    if sum(letter.isalpha() for letter in name) < 2:
        raise unreadable("name_too_short")
    return name


def _national_id(typed: Any) -> str:
    return national_id(_text(typed)).digits


def _other_document(typed: Any) -> str:
    return ascii_digits(plain_text(typed, most=30), without_marks=True).upper()


def _one_of(typed: Any, known: Sequence[str], code: str) -> str:
    if typed not in known:
        raise unreadable(code)
    return str(typed)


def _email(typed: Any) -> str:
    email = plain_text(typed, most=200)
    if not _EMAIL.fullmatch(email):
        raise unreadable("email_shape")
    return email


def stored_date(entry: DateEntry) -> dict[str, str]:
    """A date as it is kept: what was typed, its calendar and precision, and the day."""
    return {
        "text": entry.text,
        "calendar": entry.calendar.value,
        "precision": entry.precision.value,
        "on": entry.gregorian_on.isoformat(),
    }


def _date(typed: Any) -> dict[str, str]:
    # What we stored is accepted again, so that a draft can be sent back as it was given out.
    return stored_date(parse_date(str(typed["text"])) if _is_stored(typed) else _parsed(typed))


def _is_stored(typed: Any) -> bool:
    return isinstance(typed, Mapping) and isinstance(typed.get("text"), str)


def _parsed(typed: Any) -> DateEntry:
    return parse_date(_text(typed))


def _birth(typed: Any, today: date) -> dict[str, str]:
    entry = _date(typed)
    if date.fromisoformat(entry["on"]) > today:
        raise unreadable("day_in_the_future")
    return entry


def facts(definition: "ServiceDefinition", answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as criteria read them: amounts as Decimal, dates as date, unknown as None."""
    kinds = definition.fact_kinds
    return {key: _fact(kinds[key], value) for key, value in answers.items() if key in kinds}


def _fact(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "money":
        return Decimal(value)
    if kind == "date":
        return date.fromisoformat(value)
    return value

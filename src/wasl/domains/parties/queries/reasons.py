"""Why two parties are held to be one, in the words of the language that is active."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext

from wasl.domains.parties.rules.likeness import PARTS, Reason


def reason_words(reason: Reason) -> str:
    """One reason as a sentence for an officer, in the language that is active."""
    return _said(get_language(), reason.kind, _told(reason))


@lru_cache(maxsize=4096)
def _said(language: str | None, kind: str, detail: tuple[tuple[str, Any], ...]) -> str:
    # `language` only keeps apart what is remembered: each sentence costs a dozen look-ups
    if kind == "name":
        return _name_words(dict(detail))
    return _sentence(kind, str(dict(detail).get("is", "")))


def _sentence(kind: str, level: str) -> str:
    match kind, level:
        case "identity", "same":
            return gettext("The same ID number")
        case "identity", "former":
            return gettext("The ID number of a record that was merged into it")
        case "identity", "near":
            return gettext("The ID numbers differ by one slip")
        case "identity", _:
            return gettext("The ID numbers differ")
        case "phone", "same":
            return gettext("The same mobile, which a family may share")
        case "phone", "former":
            return gettext("The mobile of a record that was merged into it")
        case "phone", _:
            return gettext("Another mobile")
        case "birth", "same":
            return gettext("The same date of birth")
        case "birth", "near":
            return gettext("The dates of birth differ by a slip that is often made")
        case "birth", "year":
            return gettext("Born at about the same time")
        case "birth", _:
            return gettext("Another date of birth")
        case "city", "same":
            return gettext("The same city")
        case "city", _:
            return gettext("Another city")
        case "gender", "other":
            return gettext("One is a man and the other a woman")
        case "iban", "same":
            return gettext("The same bank account")
        case "rivals", _:
            return gettext("Others resemble one of them just as much")
    return ""


def number_words(kind: str) -> str:
    """How a number or a date agrees with what somebody looked for."""
    match kind:
        case "identity":
            return gettext("same ID")
        case "identity former":
            return gettext("ID of a merged record")
        case "phone former":
            return gettext("mobile of a merged record")
        case "identity near":
            return gettext("ID differs by one slip")
        case "phone":
            return gettext("same mobile")
        case "iban":
            return gettext("same bank account")
        case "file number":
            return gettext("same file number")
    return gettext("same date of birth")


def searched_words(reason: Reason) -> str:
    """How a name agrees with what somebody looked for, who need not have written all of it."""
    return _searched(get_language(), _told(reason))


def _told(reason: Reason) -> tuple[tuple[str, str], ...]:
    # what was kept of a pair may hold lists, which no sentence needs and no memory takes
    return tuple((name, one) for name, one in reason.detail.items() if isinstance(one, str))


@lru_cache(maxsize=4096)
def _searched(language: str | None, detail: tuple[tuple[str, Any], ...]) -> str:
    levels = {role: level for role, level in detail if role in PARTS}
    if set(levels.values()) <= {"same", "common"}:
        # nothing is missing on either side
        return _name_words(dict(detail))
    return _parts_words(levels)


def _name_words(detail: Mapping[str, Any]) -> str:
    levels = {role: level for role, level in detail.items() if role in PARTS}
    values = set(levels.values()) - {"none"}
    if values <= {"same", "common"}:
        if detail.get("order") == "moved":
            return gettext("The same name with its parts in another order")
        if "none" in levels.values():
            return gettext("The same name, of which one side lacks a part")
        return gettext("The same name")
    if values <= {"same", "common", "script"}:
        return gettext("The same name, once in Arabic and once in Latin letters")
    return _parts_words(levels)


def _parts_words(levels: Mapping[str, Any]) -> str:
    said = []
    if roles := _at(levels, "same", "common", "script"):
        said.append(gettext("Same: %(parts)s") % {"parts": _listed(roles)})
    if roles := _at(levels, "near"):
        said.append(gettext("nearly the same: %(parts)s") % {"parts": _listed(roles)})
    if roles := _at(levels, "other"):
        said.append(gettext("different: %(parts)s") % {"parts": _listed(roles)})
    return gettext("; ").join(said) if len(said) > 1 else "".join(said)


def _at(levels: Mapping[str, Any], *wanted: str) -> list[str]:
    return [role for role, level in levels.items() if level in wanted]


def _listed(roles: Sequence[str]) -> str:
    words = [_part_called(role) for role in roles]
    return gettext(", ").join(words) if len(words) > 1 else words[0]


def _part_called(role: str) -> str:
    match role:
        case "first":
            return gettext("first name")
        case "father":
            return gettext("father's name")
        case "grandfather":
            return gettext("grandfather's name")
    return gettext("family name")

"""What makes an association and its days well-formed, without a database."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

ACCENTS = frozenset({"teal", "indigo", "plum", "amber", "forest"})
DIGITS = frozenset({"latin", "arabic"})
LANGUAGES = ("ar", "en")

# First words of addresses that belong to the installation; no association may be called so.
RESERVED = frozenset(
    {
        "account",
        "admin",
        "api",
        "desk",
        "favicon.ico",
        "gallery",
        "health",
        "installation",
        "language",
        "robots.txt",
        "security.txt",
        "simulators",
        "static",
        ".well-known",
    }
)


_ADDRESS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ADDRESS = 40


def is_address(slug: str) -> bool:
    """Whether a short name can stand in addresses: small Latin letters, digits, single hyphens."""
    return len(slug) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(slug) is not None


def has_both_languages(words: Mapping[str, str]) -> bool:
    """Whether a text is given in Arabic and in English, and nothing else is."""
    return set(words) == set(LANGUAGES) and all(words[language].strip() for language in LANGUAGES)


def days_between(starts_on: date, ends_on: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    for number in range((ends_on - starts_on).days + 1):
        yield starts_on + timedelta(days=number)

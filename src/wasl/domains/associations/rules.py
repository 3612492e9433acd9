"""What makes an association and its days well-formed, without a database."""

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
        "language",
        "robots.txt",
        "security.txt",
        "simulators",
        "static",
        ".well-known",
    }
)


def has_both_languages(words: Mapping[str, str]) -> bool:
    """Whether a text is given in Arabic and in English, and nothing else is."""
    return set(words) == set(LANGUAGES) and all(words[language].strip() for language in LANGUAGES)


def days_between(starts_on: date, ends_on: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    for number in range((ends_on - starts_on).days + 1):
        yield starts_on + timedelta(days=number)

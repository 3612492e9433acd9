"""Which version of a tool counts on a day, what an article lacks, and how its words are found."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from wasl.foundation.names import folded

Words = Mapping[str, str]

TOOL_KINDS: Final = ("basic_bylaw", "research_guide", "support_guide", "support_form")
ARTICLE_KINDS: Final = ("article", "misconception")
CATEGORIES: Final = (
    "services",
    "entitlement",
    "documents",
    "decision",
    "delivery",
    "privacy",
    "general",
)
USES: Final = ("opened", "answered", "read")
LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 40_000
FARTHEST: Final = timedelta(days=366)
_SHORTEST_INSIDE: Final = 3
_ARTICLE_AND_TWO: Final = 4


class _Dated(Protocol):
    """A version, as far as the choice among several needs it."""

    @property
    def effective_from(self) -> date: ...

    @property
    def number(self) -> int: ...


V = TypeVar("V", bound=_Dated)


def tool_key(kind: str, wording: Words) -> str:
    """What a tool is kept under: its kind, and for another kind than the four its wording.

    A policy may name several tools of other kinds; each is told from the rest by its folded
    Arabic name, so that a new version of the policy finds the same tool again.
    """
    if kind in TOOL_KINDS:
        return kind
    name = " ".join(folded_words(wording.get("ar", "")))
    return f"other-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def current_version(versions: Iterable[V], on: date) -> V | None:
    """The version that counts on a day: the latest to take effect, of two the one recorded last."""
    in_effect = [one for one in versions if one.effective_from <= on]
    return max(in_effect, key=lambda one: (one.effective_from, one.number), default=None)


def coming_version(versions: Iterable[V], on: date) -> V | None:
    """The next version to take effect after a day."""
    coming = [one for one in versions if one.effective_from > on]
    return min(coming, key=lambda one: (one.effective_from, -one.number), default=None)


def parts_lacking(*, kind: str, title: Words, thought: Words, body: Words) -> tuple[str, ...]:
    """What must still be written in Arabic before publishing, of `title`, `thought` and `body`."""
    needed = {"title": title, "body": body}
    if kind == "misconception":
        needed = {"title": title, "thought": thought, "body": body}
    return tuple(name for name, words in needed.items() if not words.get("ar", "").strip())


def cleaned(words: Words) -> dict[str, str]:
    """Both languages without blanks at the ends, with one kind of line end and no control signs."""
    return {language: _cleaned(words.get(language, "")) for language in ("ar", "en")}


def _cleaned(text: str) -> str:
    lines = ("".join(one for one in line if _is_written(one)) for line in text.splitlines())
    return "\n".join(line.rstrip() for line in lines).strip()


def _is_written(letter: str) -> bool:
    return letter == "\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as compared: each by itself folded as names are, also short ones
    without their article."""
    found = (folded(word) for word in text.split())
    return tuple(_without_article(part) for word in found for part in word.split())


def _without_article(word: str) -> str:
    return word[2:] if len(word) == _ARTICLE_AND_TWO and word.startswith("ال") else word


def searchable(texts: Iterable[Words]) -> str:
    """All words of the texts in both languages, folded, each between blanks."""
    joined = " ".join(one for words in texts for one in words.values())
    return f" {' '.join(folded_words(joined))} "


def wanted_parts(asked: str) -> tuple[str, ...]:
    """What a text must hold to be found: a short word at a word's beginning, a longer anywhere.

    A longer word is found inside others too, since Arabic writes و, ب and ل to the next word.
    """
    return tuple(
        word if len(word) >= _SHORTEST_INSIDE else f" {word}" for word in folded_words(asked)
    )


def fits_service(services: Sequence[str], service: str) -> bool:
    """Whether an article is about this service: it names it, or names none."""
    return not services or service in services

"""Finding known phrases in a text by their letters, wherever they begin and however they break.

All phrases are looked for at once: the text is walked through a single time, and only where
several runs of letters agree is anything compared in full.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from wasl.domains.policies.rules.reading.normalising import key

_GRAM: Final = 5
_WIDTH: Final = 24
_SHARED: Final = 8
_SCATTERED: Final = 0.8
_MOST_PLACES: Final = 6
"""How many places of one phrase are compared in full."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase: what it stands for, and its letters."""

    name: str
    letters: str
    least: float = 0.7
    """The share of its letters that must be there."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at `start`-`end` of the letters; `score` is 1.0 when it is exactly there."""

    phrase: Phrase
    start: int
    end: int
    score: float
    covered: int
    blocks: tuple[tuple[int, int], ...]
    """The runs of letters between that are the phrase's own."""


class Phrases:
    """Phrases indexed by their runs of letters."""

    def __init__(self, named: Iterable[tuple[str, str]], *, least: float = 0.7) -> None:
        self.phrases = [Phrase(name, key(text), least) for name, text in named]
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for place in range(len(phrase.letters) - _GRAM + 1):
                places[phrase.letters[place : place + _GRAM]].append((number, place))
        # runs of letters that many phrases share tell little and cost much
        self._places = {gram: own for gram, own in places.items() if len(own) <= _SHARED}
        self._telling = Counter(number for own in self._places.values() for number, _ in own)

    def hits(self, letters: str) -> list[Hit]:
        """Where the phrases stand in these letters, more likely places only, in no order."""
        found: list[Hit] = []
        for number, starts in self._likely_places(letters).items():
            phrase = self.phrases[number]
            for start in starts[:_MOST_PLACES]:
                hit = _compared(phrase, letters, start)
                if hit is not None:
                    found.append(hit)
        return found

    def _likely_places(self, letters: str) -> dict[int, list[int]]:
        counts: dict[tuple[int, int], int] = defaultdict(int)
        places = self._places
        for at in range(len(letters) - _GRAM + 1):
            own = places.get(letters[at : at + _GRAM])
            if own is not None:
                for number, place in own:
                    counts[number, (at - place) // _WIDTH] += 1
        likely: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (number, bucket), count in counts.items():
            beside = max(counts.get((number, bucket + side), 0) for side in (-1, 1))
            if (count + beside) * 3 >= self._telling[number]:
                likely[number].append((count + beside // 2, bucket * _WIDTH))
        return {
            number: [start for _, start in sorted(starts, reverse=True)]
            for number, starts in likely.items()
        }


def _compared(phrase: Phrase, letters: str, likely: int) -> Hit | None:
    length = len(phrase.letters)
    first = max(0, likely - _WIDTH)
    window = letters[first : likely + length + length // 3 + 2 * _WIDTH]
    exact = window.find(phrase.letters)
    if exact >= 0:
        place = first + exact
        return Hit(phrase, place, place + length, 1.0, length, ((place, place + length),))
    start, end, covered = _aligned(phrase.letters, window)
    if covered:
        # letters far outside of it may have been matched instead of those beside it
        near = max(0, start - _GRAM * 2)
        closer = _aligned(phrase.letters, window[near : end + _GRAM * 2])
        if closer[2] >= covered:
            start, end, covered = closer[0] + near, closer[1] + near, closer[2]
    score = 2 * covered / (length + end - start) if covered else 0.0
    if covered < phrase.least * length or score < phrase.least:
        return None
    blocks = tuple(
        (first + start + part.dest_start, first + start + part.dest_end)
        for part in Indel.opcodes(phrase.letters, window[start:end])
        if part.tag == "equal"
    )
    return Hit(phrase, first + start, first + end, min(score, 0.99), covered, blocks)


def _aligned(letters: str, window: str) -> tuple[int, int, int]:
    """Where in the window the letters stand most densely, and how many of them."""
    return _densest(
        [
            (part.dest_start, part.dest_end)
            for part in Indel.opcodes(letters, window)
            if part.tag == "equal"
        ]
    )


def _densest(blocks: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """The run of blocks worth most when a break costs and so do the letters between."""
    best, best_value = (0, 0, 0), 0.0
    value, start, covered, end = 0.0, 0, 0, 0
    for begin, stop in blocks:
        gap = (begin - end) * 0.5
        if value - gap <= 0:
            value, start, covered = 0.0, begin, 0
        else:
            value -= gap
        value += stop - begin - _SCATTERED
        covered += stop - begin
        end = stop
        if value > best_value:
            best, best_value = (start, end, covered), value
    return best


def assigned(hits: Iterable[Hit]) -> list[Hit]:
    """Those hits that together explain most letters without claiming any of them twice.

    The best assignment over all phrases and places at once, in the order of the text.
    """
    ordered = sorted(hits, key=lambda hit: (hit.end, hit.start))
    ends = [hit.end for hit in ordered]
    worth = [0.0]
    chosen: list[tuple[bool, int]] = []
    for place, hit in enumerate(ordered):
        # two letters of overlap are a joining و claimed by both
        before = bisect_left(ends, hit.start + 3, 0, place)
        with_it = worth[before] + hit.covered * hit.score**2
        chosen.append((with_it > worth[-1], before))
        worth.append(max(with_it, worth[-1]))
    kept: list[Hit] = []
    place = len(ordered)
    while place:
        taken, before = chosen[place - 1]
        if taken:
            kept.append(ordered[place - 1])
            place = before
        else:
            place -= 1
    return kept[::-1]

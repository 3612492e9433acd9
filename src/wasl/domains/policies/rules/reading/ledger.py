"""Whose each word of a document is: nothing is counted twice, and nothing is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from wasl.domains.policies.rules.reading.document import Document
from wasl.domains.policies.rules.reading.reading import Span

NOBODY: Final = ""
NOISE: Final = "noise"


@dataclass(slots=True)
class Ledger:
    """The owner of each word of a document, by the number of the word; empty for nobody's."""

    document: Document
    owners: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.owners = [NOBODY] * len(self.document.tokens)

    def claim(self, numbers: Iterable[int], owner: str) -> None:
        """Give those of these words to `owner` that are still nobody's."""
        for number in numbers:
            if self.owners[number] == NOBODY:
                self.owners[number] = owner

    def claim_text(self, start: int, end: int, owner: str) -> None:
        """Give the words that begin within these offsets to `owner`."""
        self.claim(self.document.tokens_between(start, end), owner)

    def is_free(self, number: int) -> bool:
        """Whether the word is still nobody's."""
        return self.owners[number] == NOBODY

    def runs(self, numbers: range, owner: str = NOBODY) -> Iterator[range]:
        """The runs among these words that belong to `owner`."""
        start = None
        for number in numbers:
            if self.owners[number] == owner:
                start = number if start is None else start
            elif start is not None:
                yield range(start, number)
                start = None
        if start is not None:
            yield range(start, numbers.stop)

    def spans(self, owner: str) -> tuple[Span, ...]:
        """The words of `owner` as they stand, one span for each unbroken run on a line."""
        found: list[Span] = []
        tokens = self.document.tokens
        for run in self.runs(range(len(tokens)), owner):
            start = run.start
            for number in run:
                at_end = number + 1 == run.stop
                if at_end or tokens[number + 1].line != tokens[number].line:
                    found.append(self._span(start, number + 1))
                    start = number + 1
        return tuple(found)

    def _span(self, first: int, last: int) -> Span:
        tokens, text = self.document.tokens, self.document.text
        start, end = tokens[first].start, tokens[last - 1].end
        # a bracket or a dot belongs to the words that it stands with
        while end < len(text) and text[end] in ".)»،؛:؟!%(" and text[end] != "\n":
            end += 1
        while start and text[start - 1] in "(«)":
            start -= 1
        return Span(text[start:end].strip(), tokens[first].line)

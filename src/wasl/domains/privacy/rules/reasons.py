"""What counts as a reason, an answer or a lesson that somebody else can judge."""

from typing import Final

FEWEST_LETTERS: Final = 10


def is_reason(text: str) -> bool:
    """Whether the text holds at least ten letters; blanks, digits and signs do not count."""
    return sum(letter.isalpha() for letter in text) >= FEWEST_LETTERS

"""How long a file stays open out of turn, and what counts as a reason."""

from datetime import timedelta

OPEN_FOR = timedelta(hours=1)
FEWEST_LETTERS = 10


def is_reason(text: str) -> bool:
    """Whether the text holds at least ten letters; blanks, digits and signs do not count."""
    return sum(letter.isalpha() for letter in text) >= FEWEST_LETTERS

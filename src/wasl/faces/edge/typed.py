"""Keys and numbers as addresses and hidden boxes carry them: anybody may write anything there."""

from uuid import UUID

_MOST_DIGITS = 11


def key_typed(text: str | None) -> UUID | None:
    """The key that stands in an address or a box; None where none stands, or no key can be read."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def number_typed(text: str | None) -> int | None:
    """The number in an address or a hidden box, of at most eleven digits 0–9; None for the rest."""
    typed = text or ""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
    return int(typed) if is_number else None

"""How long a file stays open out of turn, and what is kept until when."""

from wasl.domains.privacy.rules.opening import FEWEST_LETTERS, OPEN_FOR, is_reason

__all__ = ["FEWEST_LETTERS", "OPEN_FOR", "is_reason"]

"""Consents, files opened out of turn, and the end of what is kept about a person."""

from wasl.domains.privacy.actions.consenting import give_consent, withdraw_consent
from wasl.domains.privacy.actions.opening import open_file_out_of_turn, review_opening

__all__ = [
    "give_consent",
    "open_file_out_of_turn",
    "review_opening",
    "withdraw_consent",
]

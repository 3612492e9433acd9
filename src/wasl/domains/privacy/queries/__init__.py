"""What may be asked about consents, files opened out of turn, and what is kept about a person."""

from wasl.domains.privacy.queries.consenting import ConsentRow, consents_of
from wasl.domains.privacy.queries.opening import (
    OpeningRow,
    has_open_file,
    openings_of,
    openings_to_review,
)

__all__ = [
    "ConsentRow",
    "OpeningRow",
    "consents_of",
    "has_open_file",
    "openings_of",
    "openings_to_review",
]

"""A board's document read."""

from typing import Final

from wasl.domains.policies.ports import DocumentTrouble, documents
from wasl.domains.policies.refusals import (
    DocumentBroken,
    DocumentEmpty,
    DocumentIsAnotherPolicy,
    DocumentIsNoPolicy,
    DocumentKindRefused,
    DocumentNotArabic,
    DocumentProtected,
    DocumentReadersBusy,
    DocumentScanned,
    DocumentTooLarge,
    DocumentTooLong,
)
from wasl.domains.policies.rules.questions import Question, questions_of
from wasl.domains.policies.rules.reading import NotAPolicy, Reading, read_policy
from wasl.foundation.actor import Actor
from wasl.foundation.query import query
from wasl.foundation.refusal import Refusal

_TROUBLES: Final[dict[str, type[Refusal]]] = {
    "empty": DocumentEmpty,
    "kind_refused": DocumentKindRefused,
    "protected": DocumentProtected,
    "broken": DocumentBroken,
    "too_long": DocumentTooLong,
    "too_large": DocumentTooLarge,
    "scanned": DocumentScanned,
    "busy": DocumentReadersBusy,
}
_NO_POLICIES: Final[dict[str, type[Refusal]]] = {
    "empty": DocumentEmpty,
    "not_arabic": DocumentNotArabic,
    "another_policy": DocumentIsAnotherPolicy,
}


@query
def document_read(by: Actor, *, content: bytes, file_name: str) -> Reading:
    """What a board's document says: every value with the words it was read from.

    Refuses an empty file with `DocumentEmpty`, what is neither text, Word nor PDF with
    `DocumentKindRefused`, and with `DocumentProtected`, `DocumentBroken`, `DocumentTooLong`,
    `DocumentTooLarge` or `DocumentScanned` what cannot be read for that reason; while too many
    are read at once with `DocumentReadersBusy`. Words that are no policy on beneficiaries are
    refused with `DocumentIsNoPolicy`, `DocumentIsAnotherPolicy` or `DocumentNotArabic`.
    """
    try:
        return read_policy(documents().text_of(content, file_name))
    except DocumentTrouble as trouble:
        raise _TROUBLES[trouble.kind] from None
    except NotAPolicy as other:
        raise _NO_POLICIES.get(other.why, DocumentIsNoPolicy) from None


@query
def document_questions(by: Actor, *, reading: Reading) -> tuple[Question, ...]:
    """What a person must settle in a document, what weighs most first."""
    return questions_of(reading)

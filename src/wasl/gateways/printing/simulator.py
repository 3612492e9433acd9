"""A printer that keeps what it was asked to print and answers with an empty page."""

from collections.abc import Mapping
from typing import Any

_A4 = b"0 0 595.28 841.89"
_PARTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[" + _A4 + b"]/Resources<<>>>>",
)


class PrinterSimulator:
    """Prints nothing; `printed` holds the letters, `policies` the policies and `forms` the request
    forms, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.printed: list[Mapping[str, Any]] = []
        self.policies: list[Mapping[str, Any]] = []
        self.forms: list[Mapping[str, Any]] = []

    def print_letter(self, letter: Mapping[str, Any], /) -> bytes:
        """An empty page of the right size. Raises `KeyError` when a part of the letter is missing."""
        for part in ("language", "number", "addressee", "verdict", "signatories", "verify_url"):
            letter[part]
        self.printed.append(letter)
        return _empty_page()

    def print_policy(self, policy: Mapping[str, Any], /) -> bytes:
        """An empty page of the right size. Raises `KeyError` when a part of the policy is missing."""
        for part in ("language", "title", "facts", "sections", "signatures", "page_url"):
            policy[part]
        self.policies.append(policy)
        return _empty_page()

    def print_form(self, form: Mapping[str, Any], /) -> bytes:
        """An empty page of the right size. Raises `KeyError` when a part of the form is missing."""
        for part in ("language", "service", "parts", "questions", "documents", "declaration"):
            form[part]
        self.forms.append(form)
        return _empty_page()


def _empty_page() -> bytes:
    document, places = b"%PDF-1.7\n", []
    for number, part in enumerate(_PARTS, start=1):
        places.append(len(document))
        document += b"%d 0 obj" % number + part + b"endobj\n"
    table = len(document)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(_PARTS) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, table)
    return document + head + rows + tail

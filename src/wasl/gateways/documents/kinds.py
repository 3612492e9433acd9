"""What a file is by its content, whatever its name says."""

from typing import Final, Literal

from wasl.domains.policies.ports import DocumentTrouble
from wasl.gateways.packaged import LARGEST, PackageTrouble, is_office, look_of, parts_of

Kind = Literal["pdf", "word", "plain"]

_MOST_UNPACKED: Final = 60 * 1024 * 1024


def kind_of(content: bytes) -> Kind:
    """What the content is. Raises `DocumentTrouble` for what is none of the kinds taken.

    A Word document is measured by its table of contents, before anything is unpacked.
    """
    if not content:
        raise DocumentTrouble("empty")
    if len(content) > LARGEST:
        raise DocumentTrouble("too_large")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    match look_of(content):
        case "locked":
            raise DocumentTrouble("protected")
        case "package":
            return _kind_of_package(content)
        case "text":
            return "plain"
    raise DocumentTrouble("kind_refused")


def _kind_of_package(content: bytes) -> Kind:
    try:
        names = parts_of(content, most_unpacked=_MOST_UNPACKED)
    except PackageTrouble as trouble:
        # A Word document cut off on its way still says at its start what it was.
        if trouble.kind == "broken" and not is_office(content, b"word/"):
            raise DocumentTrouble("kind_refused") from None
        raise DocumentTrouble(trouble.kind) from None
    if not any(name.startswith("word/") for name in names):
        raise DocumentTrouble("kind_refused")
    return "word"

"""The child process: reads a document from its input and writes its text to its output.

The first line of its answer is JSON (`trouble`, null when there is none); the text follows. It
gives up beforehand what an honest document does not need: memory, time, and files.
"""

import json
import re
import resource
import sys
from typing import Final

from wasl.domains.policies.ports import DocumentTrouble
from wasl.gateways.documents.kinds import kind_of

MEMORY: Final = 400 * 1024 * 1024
SECONDS: Final = 25
MOST_LETTERS: Final = 400_000  # 150 dense pages
# Marks of direction say nothing to a reader, and would part words that are one.
_UNSEEN: Final = dict.fromkeys(
    [0x200E, 0x200F, 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
# A justified line is drawn with its letters stretched; only هـ, the Hijri year's sign, is written so.
_STRETCHED: Final = re.compile(r"(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
_TEXTLESS: Final = "[صفحة {number}: صورة لا نص فيها]"


def limit() -> None:
    """Give up what an honest document does not need: memory, time, files."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(content: bytes, recogniser: str) -> str:
    """The document's text. Raises `DocumentTrouble`; `recogniser` is empty where there is none."""
    kind = kind_of(content)
    if kind == "pdf":
        text = _STRETCHED.sub("", _text_of_pdf(content, recogniser))
    elif kind == "word":
        from wasl.gateways.documents.word import text_of_word

        text = text_of_word(content)
    else:
        from wasl.gateways.documents.plain import text_of_plain

        text = text_of_plain(content)
    text = text.translate(_UNSEEN)
    if not text.strip():
        raise DocumentTrouble("empty")
    if len(text) > MOST_LETTERS:
        raise DocumentTrouble("too_long")
    return text


def _text_of_pdf(content: bytes, recogniser: str) -> str:
    from wasl.gateways.documents.pdf import pages_of_pdf

    pages = pages_of_pdf(content)
    pictures = [number for number, page in enumerate(pages) if page.is_picture]
    if not pictures:
        return "\n\n".join(page.text for page in pages)
    texts = {number: page.text for number, page in enumerate(pages)}
    if recogniser:
        from wasl.gateways.documents.recognised import texts_of_pictures

        texts |= texts_of_pictures(content, pictures, recogniser)
    if not any(text.strip() for text in texts.values()):
        raise DocumentTrouble("scanned")
    for number in pictures:
        # A page that cannot be read is told where it stands: nothing of a document is dropped.
        if not texts[number].strip():
            texts[number] = _TEXTLESS.format(number=number + 1)
    return "\n\n".join(texts[number] for number in sorted(texts))


def main() -> None:
    """Answer for one document."""
    recogniser = sys.argv[1] if len(sys.argv) > 1 else ""
    limit()
    content = sys.stdin.buffer.read()
    trouble, text = None, ""
    try:
        text = text_of(content, recogniser)
    except DocumentTrouble as found:
        trouble = found.kind
    except MemoryError:
        trouble = "too_large"
    except Exception:
        # Whatever a library says of a hostile file, the sender is told that it cannot be opened.
        trouble = "broken"
    answer = json.dumps({"trouble": trouble}).encode() + b"\n"
    sys.stdout.buffer.write(answer + text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()

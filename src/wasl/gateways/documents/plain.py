"""Text files in the encodings that Arabic is written in."""

from typing import Final

from wasl.domains.policies.ports import DocumentTrouble

_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def text_of_plain(content: bytes) -> str:
    """The text of UTF-8, UTF-16 or Windows-1256, with or without a mark of its order.

    Raises `DocumentTrouble("kind_refused")` for bytes that are no text.
    """
    text = _decoded(content)
    if text is None or _is_binary(text):
        raise DocumentTrouble("kind_refused")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding)
    if b"\0" in content:
        # Letters come with the high byte 06 and spaces with 00: whichever side they are on.
        high = content[1::2].count(6) + content[1::2].count(0)
        low = content[::2].count(6) + content[::2].count(0)
        return _as(content, "utf-16-le" if high >= low else "utf-16-be")
    text = _as(content, "utf-8")
    if text is not None:
        return text
    text = _as(content, "utf-16-le")
    if text is not None and _arabic_share(text) > 0.5:
        return text
    text = _as(content, "cp1256")
    return text if text is not None and _arabic_share(text) > 0.3 else None


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _arabic_share(text: str) -> float:
    letters = [one for one in text if one.isalpha()]
    return sum("\u0600" <= one <= "\u06ff" for one in letters) / max(1, len(letters))


def _is_binary(text: str) -> bool:
    odd = sum(one < " " and one not in "\t\n\r\f\v\0" for one in text)
    private = sum("\ue000" <= one <= "\uf8ff" or one == "\ufffd" for one in text)
    return odd + private > max(2, len(text) // 100)

"""What a message may say, how long an SMS is, and when to give up."""

from html import escape
from re import compile as pattern
from string import Formatter

MOST_ATTEMPTS = 16
"""With the outbox's pauses, two days and a half."""

PLACES_IN_SMS = frozenset(
    {
        "association",
        "code",
        "count",
        "date",
        "days",
        "file_number",
        "hours",
        "link",
        "minutes",
        "phone",
        "reference",
        "time",
    }
)
"""What may be filled into an SMS: never a name, a need, an amount or a decision."""

_SINGLE, _PART = 70, 67
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€\f")
_GSM_SINGLE, _GSM_PART = 160, 153
_LINK = pattern(r"https?://[^\s<>\"]+[^\s<>\".,،؛;:!؟?)]")


def is_told_in_sms(place: str) -> bool:
    """Whether a place of a wording may stand in an SMS."""
    return place in PLACES_IN_SMS


def places_of(words: str) -> frozenset[str]:
    """The names of the places to be filled in a text such as "{reference}"."""
    return frozenset(name for _text, name, _form, _how in Formatter().parse(words) if name)


def untold_places(words: str) -> frozenset[str]:
    """The places of a text that may not stand in an SMS; empty for a lawful wording."""
    return frozenset(place for place in places_of(words) if not is_told_in_sms(place))


def sms_parts(text: str) -> int:
    """How many short messages a text takes.

    Arabic travels as UCS-2: 70 characters alone, 67 in each part of several, counted in UTF-16
    units, and a pair of surrogates is never cut. Text of the GSM alphabet alone has 160 and 153.
    """
    if all(letter in _GSM or letter in _GSM_TWICE for letter in text):
        units = [2 if letter in _GSM_TWICE else 1 for letter in text]
        return _parts(units, _GSM_SINGLE, _GSM_PART)
    return _parts([2 if ord(letter) > 0xFFFF else 1 for letter in text], _SINGLE, _PART)


def _parts(units: list[int], single: int, part: int) -> int:
    if sum(units) <= single:
        return 1
    parts, room = 1, part
    for unit in units:
        if unit > room:
            parts, room = parts + 1, part
        room -= unit
    return parts


def masked_recipient(recipient: str) -> str:
    """A phone with its last four digits, a mailbox with its first letter and its host."""
    if "@" in recipient:
        box, _at, host = recipient.partition("@")
        return f"{box[:1]}•••@{host}"
    return f"•••• {recipient[-4:]}"


def is_given_up(attempts: int, *, is_temporary: bool) -> bool:
    """Whether a message that was not taken is tried no more."""
    return not is_temporary or attempts >= MOST_ATTEMPTS


def mail_page(*, title: str, body: str, language: str) -> str:
    """The mail as a page of its own: right to left in Arabic, links live, all else inert."""
    direction = "rtl" if language == "ar" else "ltr"
    side = "right" if language == "ar" else "left"
    paragraphs = "".join(
        f'<p style="margin:0 0 16px">{_with_links(part)}</p>'
        for part in body.split("\n\n")
        if part.strip()
    )
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head>'
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title></head>"
        f'<body dir="{direction}" style="margin:0;padding:24px;background:#f5f6f8">'
        f'<div dir="{direction}" style="max-width:560px;margin:0 auto;padding:24px;'
        f"background:#fff;border-radius:8px;text-align:{side};"
        f'font:16px/1.8 Tahoma,Arial,sans-serif;color:#1d273b">'
        f'<h1 style="font-size:20px;margin:0 0 16px">{escape(title)}</h1>{paragraphs}'
        f"</div></body></html>"
    )


def linked_pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """A text cut into pieces, each with whether it is a link; together they are the text."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        pieces += [(text[end : link.start()], False), (link[0], True)]
        end = link.end()
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def _with_links(text: str) -> str:
    return "".join(
        f'<a href="{escape(piece)}" dir="ltr" style="color:#0b5cab">{escape(piece)}</a>'
        if is_link
        else escape(piece)
        for piece, is_link in linked_pieces(text)
    ).replace("\n", "<br>")

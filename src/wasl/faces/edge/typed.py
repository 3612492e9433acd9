"""What addresses and hidden boxes carry: anybody may write anything there."""

from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

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


def version_typed(request: HttpRequest) -> int:
    """The version of a row as it was when the form was drawn; 0, which is none, where none came."""
    return number_typed(request.POST.get("version")) or 0


def own_address_typed(text: str | None) -> str:
    """The address of a page of ours, written without a host; empty for any other."""
    typed = text or ""
    is_ours = typed.startswith("/") and url_has_allowed_host_and_scheme(typed, allowed_hosts=None)
    return typed if is_ours else ""


def own_address_told(url: str | None, *, host: str) -> str:
    """The same of a whole address that a browser tells (`Referer`), when it is at this host."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.netloc != host:
        return ""
    return own_address_typed(parts._replace(scheme="", netloc="", fragment="").geturl())

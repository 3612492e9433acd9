"""How much, and how often: bodies that are too large, and tries that come too often."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.faces.edge.refusals import LengthUnknown, TooLarge, refused
from wasl.foundation.refusal import Refusal
from wasl.foundation.tally import tally

log = structlog.get_logger("wasl.door")
V = TypeVar("V", bound=Callable[..., Any])

MOST_OF_A_FORM = 2 * 1024 * 1024
MOST_OF_AN_UPLOAD = 12 * 1024 * 1024
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


class TooOften(Refusal):
    """The same thing was tried too often from one place. `retry_after` is in seconds."""

    status = 429
    sentence = _("There were too many tries. Wait a while and try again, or call us.")


def request_limits(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse a body that is too large before a byte of it is read (O36)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("Transfer-Encoding") and not request.headers.get("Content-Length"):
            return refused(request, LengthUnknown())
        most = (
            MOST_OF_AN_UPLOAD if request.content_type == "multipart/form-data" else MOST_OF_A_FORM
        )
        try:
            length = int(request.headers.get("Content-Length") or 0)
        except ValueError:
            return refused(request, LengthUnknown())
        if length > most:
            return refused(request, TooLarge())
        return get_response(request)

    return middleware


def address_of(request: HttpRequest) -> str:
    """The network address that asks, as told by as many proxies as the installation has."""
    proxies = int(getattr(settings, "WASL_PROXIES", 0))
    if proxies:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(told) >= proxies and told[-proxies]:
            return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def count_try(what: str, *, most: int, per: timedelta) -> None:
    """Count one more try; refuses with `TooOften` from the one after `most` within the window.

    Call it outside of actions, so that a refused try counts. The first refusal of a window is an
    alarm in the log, without saying of whom.
    """
    count = tally(what, per=per)
    if count <= most:
        return
    if count == most + 1:
        log.warning("too many tries", what=what.partition("|")[0], most=most)
    seconds = int(per.total_seconds())
    raise TooOften(retry_after=seconds - int(timezone.now().timestamp()) % seconds)


def limited(
    what: str, *, most: int, per: timedelta, methods: tuple[str, ...] = UNSAFE
) -> Callable[[V], V]:
    """Let one network address use a view at most so often; more is 429 with Retry-After.

    Write it below the route's decorator. Tries of all associations count together.
    """

    def limiting(view: V) -> V:
        @wraps(view)
        def limited_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods:
                count_try(f"{what}|{address_of(request)}", most=most, per=per)
            return cast("HttpResponseBase", view(request, *args, **kwargs))

        return cast("V", limited_view)

    return limiting

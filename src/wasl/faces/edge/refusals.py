"""The domain's "no", and every other trouble, as an answer: a page for people, a problem for
machines. Mapped once, here."""

import secrets
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC

import structlog
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal, Stale

log = structlog.get_logger("wasl.door")

PROBLEM = "application/problem+json"
RETRY_AFTER = {429: 900, 503: 30}

_PASSING_TROUBLES = ("locked", "disk is full", "disk i/o", "readonly", "full")
_PASSING_STATES = ("08", "53", "57P", "55P03", "40001", "40P01")

_UNREADABLE = _("We could not read what was sent. Go back, reload the page and try again.")
_TOO_LARGE = _("What was sent is too large. Send a smaller file, or one file at a time.")
_NO_SPACE = _(
    "We cannot keep anything just now, so nothing was changed. Try again in a little while."
)
_DEFECT = _("Something broke on our side. Nothing you did is wrong; quote the number to us.")
_FOREIGN_FORM = _(
    "This form was open too long or came from another site, so nothing was changed. "
    "Reload the page and send it again."
)


class Unreadable(Refusal):
    """What was sent is not what this door takes."""

    status = 400
    sentence = _UNREADABLE


class TooLarge(Refusal):
    """More was sent than is ever needed here."""

    status = 413
    sentence = _TOO_LARGE


class LengthUnknown(Refusal):
    """A body came without its length."""

    status = 411
    sentence = _UNREADABLE


class Overwhelmed(Refusal):
    """Nothing can be kept now: the disk is full or the database is busy or away."""

    status = 503
    sentence = _NO_SPACE


class ForeignForm(Refusal):
    """A form without its token, or from another site."""

    status = 403
    sentence = _FOREIGN_FORM


def is_for_machines(request: HttpRequest) -> bool:
    """Whether the answer is read by a program: the API's addresses."""
    return request.path.startswith("/api/")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal: its sentence, its status, and for machines its code."""
    facts: dict[str, object] = {}
    if isinstance(refusal, Stale):
        facts["differences"] = {
            name: {"theirs": theirs, "yours": yours}
            for name, (theirs, yours) in refusal.differences.items()
        }
    for name in ("errors", "missing"):
        said = refusal.facts.get(name) or getattr(refusal, name, None)
        if said:
            facts[name] = said
    retry_after = refusal.facts.get("retry_after")
    return answer(
        request,
        status=refusal.status,
        code=refusal.code,
        sentence=str(refusal),
        retry_after=retry_after if isinstance(retry_after, int) else None,
        facts=facts,
    )


def answer(
    request: HttpRequest,
    *,
    status: int,
    code: str,
    sentence: str | Promise,
    retry_after: int | None = None,
    number: str = "",
    facts: dict[str, object] | None = None,
) -> HttpResponse:
    """A page, or for machines a problem (RFC 9457), that says no."""
    seconds = retry_after if retry_after is not None else RETRY_AFTER.get(status)
    if is_for_machines(request):
        problem: dict[str, object] = {
            "type": f"urn:wasl:problem:{code}",
            "title": code,
            "status": status,
            "detail": str(sentence),
            "code": code,
            **(facts or {}),
        }
        if number:
            problem["number"] = number
        response: HttpResponse = JsonResponse(
            problem,
            status=status,
            content_type=PROBLEM,
            json_dumps_params={"ensure_ascii": False, "default": str},
        )
    else:
        response = HttpResponse(
            _page(request, status=status, sentence=sentence, seconds=seconds, number=number),
            status=status,
        )
    if seconds is not None:
        response["Retry-After"] = str(seconds)
    return response


def _page(
    request: HttpRequest,
    *,
    status: int,
    sentence: str | Promise,
    seconds: int | None,
    number: str,
) -> str:
    context = {
        "code": status,
        "sentence": str(sentence),
        "number": number,
        "retry_after": seconds,
        "association": getattr(request, "association", None),
    }
    try:
        return render_to_string("ui/error.html", context, request=request)
    except Exception as trouble:
        # When even the page breaks (no database for its session, say), the words still go out.
        log.error("error page broke", kind=type(trouble).__name__)
        return f"{status}\n{sentence}\n{number}"


@dataclass(frozen=True, slots=True)
class RefusalsAsAnswers:
    """Turn what views raise into answers; a defect goes on to become a 500 with a number."""

    get_response: Callable[[HttpRequest], HttpResponseBase]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing is raised yet."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, trouble: Exception
    ) -> HttpResponseBase | None:
        """The answer that a refusal gets; None for a defect."""
        refusal = as_refusal(trouble)
        return None if refusal is None else refused(request, refusal)


class _Misread(Refusal):
    """A number or a date that cannot be read, outside of a form's own field."""

    status = 422
    sentence = "%(sentence)s"


def as_refusal(trouble: BaseException) -> Refusal | None:
    """The refusal that stands for an exception; None for a defect."""
    if isinstance(trouble, Refusal):
        return trouble
    if isinstance(trouble, Malformed):
        return _Misread(sentence=trouble.sentence)
    if isinstance(trouble, Http404):
        return NotFound()
    if isinstance(trouble, RequestDataTooBig):
        return TooLarge()
    if isinstance(trouble, SuspiciousOperation):
        return Unreadable()
    if is_passing_trouble(trouble):
        log.error("storage refuses", kind=type(trouble).__name__)
        return Overwhelmed()
    return None


def is_passing_trouble(trouble: BaseException) -> bool:
    """Whether the disk is full, or the database is busy, away or out of room."""
    if isinstance(trouble, OSError):
        return trouble.errno in (ENOSPC, EDQUOT)
    if not isinstance(trouble, OperationalError):
        return False
    state = getattr(trouble.__cause__, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_PASSING_STATES)
    said = str(trouble).lower()
    has_no_state = any(words in said for words in _PASSING_TROUBLES)
    return has_no_state or "connection" in said or "timeout" in said


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token or from a foreign site (O40)."""
    return refused(request, ForeignForm())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the body was too large: a host, a form or a body we do not take."""
    return refused(request, as_refusal(exception) or Unreadable())


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """403 for what a library refuses."""
    return refused(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for an address that leads nowhere; the same words for what one may not know."""
    return refused(request, NotFound())


def defect(request: HttpRequest) -> HttpResponse:
    """500 with a number to quote; 503 when the trouble passes by itself.

    The log holds the number, the route and the places in the source, never what a person sent.
    """
    trouble = sys.exc_info()[1]
    if trouble is not None:
        refusal = as_refusal(trouble)
        if refusal is not None:
            return refused(request, refusal)
    number = f"{secrets.randbelow(10**8):08d}"
    match = getattr(request, "resolver_match", None)
    log.error(
        "defect",
        number=number,
        kind=type(trouble).__name__,
        route=match.route if match else "",
        method=request.method,
        places=[
            f"{frame.filename}:{frame.lineno}"
            for frame in traceback.extract_tb(trouble.__traceback__ if trouble else None)
        ],
    )
    return answer(request, status=500, code="Defect", sentence=_DEFECT, number=number)

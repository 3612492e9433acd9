"""Headers that every answer carries, errors included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
NOBODY_KEEPS = "no-store"
ASK_AGAIN = "private, no-cache"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Add what browsers need to protect the reader, and keep pages of people out of caches."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if _is_personal(request):
            response["Cache-Control"] = NOBODY_KEEPS
        else:
            response.headers.setdefault("Cache-Control", ASK_AGAIN)
        return response

    return middleware


def _is_personal(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    if actor is not None and actor.kind in ("staff", "applicant"):
        return True
    session = getattr(request, "session", None)
    # Asking for the user would read the session anew; an unread session made no page personal.
    return session is not None and session.accessed and not session.is_empty()

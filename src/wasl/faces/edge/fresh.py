"""Whether it is still he: how lately somebody proved who he is, and what waits until he does.

Nothing is kept here of what was under way. A form that comes too late is sent by the browser to
the page that asks (307), carried there in hidden boxes and sent on by the browser to where it
belonged: it is admitted like any other, by whoever sends it.
"""

import time
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from wasl.faces.edge.leading import led_to

JUST_NOW: Final = timedelta(minutes=15)
A_SITTING: Final = timedelta(hours=4)
PROOF: Final = "again"

_SITTING = "sitting_since"


class HttpResponseSentOn(HttpResponseRedirect):
    """The browser sends what it just sent to another address of ours, form and all."""

    status_code = 307


def is_fresh(request: HttpRequest, *, for_a_sitting: bool = False) -> bool:
    """Whether the account proved itself within the last quarter of an hour.

    For a sitting it is enough to have been so at its first act: what a committee does one thing
    after another in this session then goes on for four hours.
    """
    now = time.time()
    records = get_authentication_records(request, request.user)
    proved = max((float(record["at"]) for record in records), default=0.0)
    if _is_within(JUST_NOW, now - proved):
        if for_a_sitting:
            request.session[_SITTING] = now
        return True
    began = float(request.session.get(_SITTING, 0.0))
    return for_a_sitting and _is_within(A_SITTING, now - began)


def _is_within(window: timedelta, seconds: float) -> bool:
    # A clock that was set back makes nothing fresh.
    return 0 <= seconds <= window.total_seconds()


def led_to_prove(request: HttpRequest) -> HttpResponseBase:
    """The way to the page that asks for the second factor, and from there back to this door.

    A form goes along; a fragment's whole page is led there, and back to itself.
    """
    asking = reverse("account_again")
    is_form = request.method not in ("GET", "HEAD")
    if is_form and request.headers.get("HX-Request") != "true":
        return HttpResponseSentOn(f"{asking}?{urlencode({'next': request.get_full_path()})}")
    return led_to(request, asking)


def proof_put_away(request: HttpRequest) -> None:
    """Take code or password out of a form that comes from the page that asks: no view sees them."""
    if any(name.startswith(f"{PROOF}-") for name in request.POST):
        kept: Any = request.POST.copy()
        for name in [name for name in kept if name.startswith(f"{PROOF}-")]:
            del kept[name]
        request.POST = kept

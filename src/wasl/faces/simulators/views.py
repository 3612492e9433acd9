"""What the simulators received, the newest first, and the trouble that they can make."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from wasl.domains.notifications.actions import simulate_trouble
from wasl.domains.notifications.queries import messages_simulated
from wasl.faces.edge.routes import InstallationRequest, installation_route
from wasl.foundation.actor import Actor

_SECONDS_BETWEEN = 5
_CODE_SECONDS = 30

_CARRIERS = {"sms": _("Phones"), "email": _("Mailboxes")}
_TROUBLES = {
    "": _("works as it should"),
    "down": _("does not answer"),
    "5xx": _("answers that it is broken"),
    "refused": _("refuses every message"),
    "cut": _("takes the message, but its answer is lost"),
    "drop": _("accepts the message and loses it"),
    "duplicates": _("tells every receipt twice, in the wrong order"),
    "late": _("does not tell that messages arrived"),
}


@installation_route
def messages(request: InstallationRequest) -> HttpResponse:
    """All messages, or those to one phone or mailbox (`?to=`); `?still` stops the refreshing."""
    shown = messages_simulated(Actor.installation())
    to = request.GET.get("to", "")
    is_still = "still" in request.GET
    answer = render(
        request,
        "simulators/messages.html",
        {
            "page_title": _("Simulators"),
            "rows": [row for row in shown.messages if not to or row.to == to],
            "to": to,
            "is_still": is_still,
            "carriers": [
                {
                    "name": one.carrier,
                    "title": _CARRIERS[one.carrier],
                    "troubles": [
                        {"name": name, "title": _TROUBLES[name], "is_on": name == one.trouble}
                        for name in one.troubles
                    ],
                }
                for one in shown.carriers
            ],
            "sign_in_code": _sign_in_code(),
        },
    )
    if not is_still:
        # A header, for it needs no script.
        answer["Refresh"] = str(_SECONDS_BETWEEN)
    answer["Cache-Control"] = "no-store"
    return answer


@installation_route("POST")
def trouble(request: InstallationRequest) -> HttpResponse:
    """Let a simulator make a trouble, or none again."""
    simulate_trouble(
        Actor.installation(),
        carrier=request.POST.get("carrier", ""),
        trouble=request.POST.get("trouble", ""),
    )
    return redirect("simulators:messages")


def _sign_in_code() -> str:
    if not settings.WASL_DEMO_TOTP:
        return ""
    counter = int(time.time()) // _CODE_SECONDS
    return str(format_hotp_value(hotp_value(settings.WASL_DEMO_TOTP, counter)))

"""What was done with applications lately, in figures and without anybody's name."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Q

from wasl.domains.applications.models import (
    Application,
    Check,
    CompletenessRequest,
    Declaration,
    Referral,
)
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query

_SENT = ("submitted", "incomplete", "complete", "assessed", "decided", "withdrawn", "closed")
_REMOTE = ("website", "phone", "letters", "social_media", "branch_delegate")
_ALWAYS = Q(pk__isnull=False)


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """What happened since then to the applications sent since then, by name of the step.

    `submitted`, `electronic`, `remote`, `on_behalf`, `ended` and `told` count applications;
    `checks` and `expiries` count comparisons, `declarations` and `witnessed` signatures,
    `referrals` questions answered of those asked, and `requests` lists of what is missing.
    """
    sent = Application.objects.filter(stage__in=_SENT, submitted_at__gte=since)
    return {
        **figures_of(
            sent,
            "submitted_at",
            submitted=_ALWAYS,
            electronic=Q(channel="website"),
            remote=Q(channel__in=_REMOTE),
            on_behalf=Q(applies_as="on_behalf") | ~Q(party=F("beneficiary")),
        ),
        **figures_of(sent, "closed_at", ended=Q(stage__in=("closed", "withdrawn"))),
        **figures_of(sent, "told_at", told=Q(told_at__isnull=False)),
        **figures_of(
            Check.objects.filter(checked_at__gte=since),
            "checked_at",
            checks=_ALWAYS,
            expiries=Q(was_valid__isnull=False),
        ),
        **figures_of(
            Declaration.objects.filter(signed_at__gte=since),
            "signed_at",
            declarations=_ALWAYS,
            witnessed=~Q(witness=""),
        ),
        **figures_of(
            Referral.objects.filter(asked_at__gte=since),
            "answered_at",
            referrals=Q(answered_at__isnull=False),
        ),
        **figures_of(
            CompletenessRequest.objects.filter(asked_at__gte=since), "asked_at", requests=_ALWAYS
        ),
    }

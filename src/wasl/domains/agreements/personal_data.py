"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import PersonalData, Retention

_SIGNED: Final = _("the agreement that both signed")
_SETTLED: Final = _("both sides' right to have a dispute settled")
_AFTER_AGREEMENT: Final = _("ten years after the agreement ended")
_AFTER_DISPUTE: Final = _("ten years after the dispute ended")
_ACCOUNTS: Final = _("that there was one stays in the register, without what it said")

HELD = (
    PersonalData(
        model="agreements.Agreement",
        fields=(
            *("title", "subject", "default_consequence", "liability_limit", "settlement"),
            *("signed_by", "ended_why", "party"),
        ),
        purpose=_("to keep what the association and a party owe each other"),
        basis=_SIGNED,
        kept_for=_AFTER_AGREEMENT,
        title=_("Agreements with you"),
        labels={
            "number": _("Number"),
            "title": _("Title"),
            "subject": _("Subject"),
            "default_consequence": _("What follows from default"),
            "liability_limit": _("Limit of liability"),
            "settlement": _("How differences are settled"),
            "starts_on": _("Since"),
            "ends_on": _("Until"),
            "signed_by": _("Signed by"),
            "signed_on": _("Signed on"),
            "ended_why": _("Why it ended"),
        },
        about=lambda people: Q(party__in=people.parties),
        blanked=(
            *("title", "subject", "default_consequence", "liability_limit", "settlement"),
            *("signed_by", "ended_why"),
        ),
        kept_because=_ACCOUNTS,
        retention=Retention(10, "drafted_at", _AFTER_AGREEMENT),
        open_while=lambda people: Q(party__in=people.parties, stage="in_force"),
    ),
    PersonalData(
        model="agreements.Duty",
        fields=("wording", "note"),
        purpose=_("to see that both sides do what they owe"),
        basis=_SIGNED,
        kept_for=_AFTER_AGREEMENT,
        title=_("Duties in agreements with you"),
        labels={"wording": _("Duty"), "due_on": _("Due on"), "note": _("Note")},
        about=lambda people: Q(agreement__party__in=people.parties),
        kept_because=_ACCOUNTS,
    ),
    PersonalData(
        model="agreements.Dispute",
        fields=("subject", "outcome", "party"),
        purpose=_("to follow a dispute to its end"),
        basis=_SETTLED,
        kept_for=_AFTER_DISPUTE,
        title=_("Disputes with you"),
        labels={
            "number": _("Number"),
            "subject": _("Subject"),
            "raised_at": _("Raised"),
            "outcome": _("Outcome"),
            "ended_at": _("Ended"),
        },
        about=lambda people: Q(party__in=people.parties),
        blanked=("subject", "outcome"),
        kept_because=_ACCOUNTS,
        retention=Retention(10, "ended_at", _AFTER_DISPUTE),
        open_while=lambda people: Q(party__in=people.parties, stage__in=["open", "referred"]),
    ),
    PersonalData(
        model="agreements.DisputeStep",
        fields=("words",),
        purpose=_("to follow a dispute to its end"),
        basis=_SETTLED,
        kept_for=_AFTER_DISPUTE,
        title=_("Steps in disputes with you"),
        labels={"words": _("What was done"), "taken_on": _("When")},
        about=lambda people: Q(dispute__party__in=people.parties),
        kept_because=_ACCOUNTS,
    ),
)

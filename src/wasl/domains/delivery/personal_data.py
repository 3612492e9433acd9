"""What delivery holds about people."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.delivery.models import Entitlement
from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import Part, PersonalData, Retention, Said, titled

_ACCOUNT: Final = _("the association's duty to account for what it gives")
_TEN_YEARS: Final = _("ten years after the handover")
_ACCOUNTS: Final = _(
    "what was given, when and on which decision stays for the accounts for ten years, without the "
    "person's name; the signed original is in the association's paper file"
)


def _granted_told(by: Actor, row: Entitlement) -> Mapping[str, Sequence[Said]]:
    """What was granted, part by part: so many of a unit, or so many riyals."""
    return {"parts": [Part(titled(one["title"]), _so_much(one)) for one in row.parts]}


def _so_much(part: Mapping[str, Any]) -> tuple[Said, ...]:
    if part["amount"] is not None:
        return (Decimal(part["amount"]),)
    unit = (titled(part["unit"]),) if part["unit"] else ()
    return (part["quantity"], *unit)


HELD = (
    PersonalData(
        model="delivery.Registration",
        fields=("party", "file_number"),
        purpose=_("to find the file of whoever was accepted"),
        basis=_ACCOUNT,
        kept_for=_TEN_YEARS,
        title=_("Your files"),
        labels={"file_number": _("File number"), "registered_at": _("Registered")},
        about=lambda people: Q(application__in=people.cases),
        on_erasure="keep",
        kept_because=_("the register of files keeps its numbers without gaps, without a name"),
    ),
    PersonalData(
        model="delivery.Entitlement",
        fields=("party", "parts", "amount", "valid_until"),
        purpose=_("to hand over what was granted, once"),
        basis=_ACCOUNT,
        kept_for=_TEN_YEARS,
        title=_("What you were granted"),
        labels={
            "parts": _("What you were granted"),
            "amount": _("Amount"),
            "stage": _("State"),
            "opened_at": _("Since"),
            "valid_until": _("Valid until"),
        },
        values={
            "stage": {
                "waiting": _("Waiting to be registered"),
                "ready": _("Ready to be handed over"),
                "delivered": _("Handed over"),
                "expired": _("Not taken in time"),
            }
        },
        said=_granted_told,
        about=lambda people: Q(application__in=people.cases),
        on_erasure="keep",
        kept_because=_ACCOUNTS,
        open_while=lambda people: Q(application__in=people.cases, stage__in=["waiting", "ready"]),
        retention=Retention(10, "opened_at", _TEN_YEARS),
    ),
    PersonalData(
        model="delivery.Handover",
        fields=("received_by", "paper", "paper_digest"),
        purpose=_("to prove that the service reached the one it was meant for"),
        basis=_ACCOUNT,
        kept_for=_TEN_YEARS,
        title=_("What you received"),
        labels={
            "proof": _("Proof"),
            "received_by": _("Received by"),
            "handed_at": _("When"),
        },
        values={"proof": {"code": _("With a code to the phone"), "paper": _("On paper")}},
        about=lambda people: Q(entitlement__application__in=people.cases),
        # The key of the scan stays and leads nowhere: the table demands one beside a paper proof.
        blanked=("received_by", "paper_digest"),
        kept_because=_ACCOUNTS,
        files=("paper",),
        retention=Retention(10, "handed_at", _TEN_YEARS, "entitlement__party_id"),
    ),
)

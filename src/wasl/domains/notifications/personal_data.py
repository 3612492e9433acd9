"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import People, PersonalData

_PURPOSE: Final = _("to tell people what they asked for and to prove that they were told")
_BASIS: Final = _("the person's own request for a service")
_KEPT: Final = _("as long as the case that the message is about")


def _to_him(people: People) -> Q:
    """Messages of him or of his cases, and codes to a phone of his own."""
    of_him = Q(owner__in=people.owners) | Q(about__in=people.owners)
    codes = Q(kind__startswith="code_", recipient_index__in=people.phones)
    helped = Q(about__in=people.helped, recipient_index__in=people.indexes)
    return of_him | codes | helped


HELD = (
    PersonalData(
        model="notifications.Message",
        fields=("recipient", "recipient_index", "title", "body"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for=_KEPT,
        title=_("Messages to you"),
        labels={
            "queued_at": _("When"),
            "carrier": _("Channel"),
            "recipient": _("Number or address"),
            "title": _("Subject"),
            "body": _("Text"),
            "stage": _("State"),
        },
        values={
            "carrier": {"sms": _("Text message"), "email": _("E-mail")},
            "stage": {
                "queued": _("Waiting to go out"),
                "sent": _("Sent"),
                "delivered": _("Arrived"),
                "failed": _("Did not arrive"),
            },
        },
        about=_to_him,
        # What has not left yet has nobody to go to any more.
        marked={"next_try_at": None},
        kept_because=_("that a message was sent, and when, is counted; to whom and what is gone"),
    ),
)

"""What this room holds about people."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.policies.queries import CHANNELS
from wasl.foundation.personal_data import PersonalData, Retention

HELD = (
    PersonalData(
        model="contacts.Contact",
        fields=("party", "summary", "answer"),
        purpose=_("to follow up what people asked and what they were answered"),
        basis=_("the person's own contact with the association"),
        kept_for=_("as long as the case that the contact is about, otherwise two years"),
        title=_("When we spoke with you"),
        labels={
            "at": _("When"),
            "channel": _("Channel"),
            "direction": _("Who began"),
            "purpose": _("About what"),
            "summary": _("What was said"),
            "answer": _("What was answered"),
        },
        values={
            "channel": CHANNELS,
            "direction": {"inward": _("You contacted us"), "outward": _("We contacted you")},
            "purpose": {
                "application": _("An application"),
                "follow_up": _("Follow-up"),
                "inquiry": _("Inquiry"),
                "told_who_decides": _("Told what happens next"),
                "withdrawal": _("Withdrawal"),
                "complaint": _("Complaint"),
                "suggestion": _("Suggestion"),
                "other": pgettext_lazy("purpose", "Something else"),
            },
        },
        about=lambda people: Q(party__in=people.parties) | Q(about__in=people.cases),
        blanked=("summary", "answer"),
        kept_because=_("that somebody called is counted in the figures of the channels"),
        retention=Retention(2, "at", _("a contact outside of a case is needed for two years")),
    ),
)

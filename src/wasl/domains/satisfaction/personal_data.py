"""What satisfaction holds about people: words without a name, and the wish to be called."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import PersonalData

_EVALUATE: Final = _("the person's right to evaluate the service")

HELD = (
    PersonalData(
        model="satisfaction.SurveyInvitation",
        fields=("recipient_index",),
        purpose=_("to ask nobody more than once a month"),
        basis=_EVALUATE,
        kept_for=_("one year"),
        title=_("Surveys offered to you"),
        labels={"offered_on": _("When"), "occasion": _("Occasion")},
        values={
            "occasion": {
                "reception": _("After we received you"),
                "decision": _("After the decision"),
                "delivery": _("After the service was received"),
                "complaint": _("After a complaint"),
            }
        },
        about=lambda people: Q(application__in=people.cases),
        kept_because=_("how many were asked is counted"),
    ),
    PersonalData(
        model="satisfaction.SurveyAnswer",
        fields=("words",),
        purpose=_("to improve the service"),
        basis=_EVALUATE,
        kept_for=_("three years"),
        apart=_("nobody knows whose answer it is: nothing joins it to a person"),
    ),
    PersonalData(
        model="satisfaction.CallRequest",
        fields=("phone", "words", "phone_index"),
        purpose=_("to call back whoever asked for it"),
        basis=_("the person's own wish"),
        kept_for=_("one year after the call"),
        title=_("Calls that you asked for"),
        labels={
            "phone": _("Mobile"),
            "words": _("What was said"),
            "asked_on": _("When"),
            "answered_at": _("Answered"),
        },
        about=lambda people: Q(phone_index__in=people.phones),
        on_erasure="delete",
    ),
)

"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import OUTCOME_WORDS
from wasl.foundation.personal_data import People, PersonalData

_GOVERNED: Final = _("The association's duty to govern itself by its adopted policy.")
_MINUTES: Final = _("As long as the minutes of the session.")
_SESSION: Final = _("the minutes of the session keep who decided, without whom it was about")


def _of_items(people: People) -> Q:
    return Q(item__application__in=people.cases)


HELD = (
    PersonalData(
        model="decisions.Decision",
        fields=("reasons", "conditions", "amount", "returned_why", "party", "letter_digest"),
        purpose=_("To decide on what was asked for, and to tell the applicant why."),
        basis=_("The applicant's request, and the adopted policy's duty to answer with reasons."),
        kept_for=_("As long as the application; the number and the outcome stay for the register."),
        title=_("Decisions on your applications"),
        labels={
            "number": _("Number"),
            "outcome": _("Outcome"),
            "reasons": _("Reasons"),
            "conditions": _("Conditions"),
            "amount": _("Amount"),
            "valid_until": _("Valid until"),
            "issued_at": _("When"),
            "returned_why": _("Why it was given back"),
        },
        values={"outcome": OUTCOME_WORDS},
        about=lambda people: Q(application__in=people.cases),
        blanked=("reasons", "conditions", "returned_why", "letter_digest"),
        kept_because=_(
            "the number, the outcome and the amount stay for the register and the accounts, without "
            "the person"
        ),
        open_while=lambda people: Q(application__in=people.cases, stage="proposed"),
    ),
    PersonalData(
        model="decisions.Vote",
        fields=("member", "choice", "reason"),
        purpose=_("To show that the committee decided as its rules ask."),
        basis=_GOVERNED,
        kept_for=_MINUTES,
        # Without labels: who voted how is the committee's own, and told to nobody outside of it.
        title=_("Votes on your applications"),
        about=_of_items,
        blanked=("reason",),
        kept_because=_SESSION,
    ),
    PersonalData(
        model="decisions.AgendaItem",
        fields=("deferred_why", "barred"),
        purpose=_(
            "To keep those who handled a case from deciding it, and to say why it was deferred."
        ),
        basis=_GOVERNED,
        kept_for=_MINUTES,
        title=_("When your applications were before the committee"),
        labels={"stage": _("Stage"), "deferred_why": _("Why it was put off")},
        values={
            "stage": {
                "waiting": _("Waiting to be decided"),
                "decided": _("Decided"),
                "deferred": _("Put off to a later session"),
            }
        },
        about=lambda people: Q(application__in=people.cases),
        blanked=("deferred_why",),
        kept_because=_SESSION,
    ),
    PersonalData(
        model="decisions.Recusal",
        fields=("member", "reason"),
        purpose=_("To show that nobody decided on a case that touches him."),
        basis=_GOVERNED,
        kept_for=_MINUTES,
        title=_("Members who kept out of your case"),
        about=_of_items,
        blanked=("reason",),
        kept_because=_SESSION,
    ),
)

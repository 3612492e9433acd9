"""The sentence to say to the applicant: who decides, and when to expect the reply (R58, R60)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import ApplicationCase
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import reader_language
from wasl.faces.ui.formats import words as spoken


def telling(request: Request, case: ApplicationCase) -> dict[str, Any]:
    """What the panel shows: the sentence, the policy's own words, and whether it was said."""
    promise = case.policy.promise
    told_by = staff_names(request.actor, ids=[case.told_by]) if case.told_by else {}
    return {
        "say": sentence_to_say(case),
        "verbatim": promise.verbatim if reader_language() == "ar" else promise.translation,
        "may_tell": request.actor.may("applications.tell_applicant"),
        "tell_channel": case.channel if case.policy.channel(case.channel) else "phone",
        "told_by": told_by.get(case.told_by, "") if case.told_by else "",
    }


def sentence_to_say(case: ApplicationCase) -> str:
    """Who decides and by which day the applicant hears, in one sentence to be said."""
    decider = case.policy.decider(case.definition.decided_by)
    who = spoken(decider.title) if decider else spoken(_("those who decide"))
    if case.reply_expected_on is None:
        return spoken(
            _("Your application goes to: %(who)s. We will tell you the day of reply.")
        ) % {"who": who}
    return spoken(
        _(
            "Your application goes to: %(who)s. You will have our reply, yes or no, "
            "with its reasons, by %(day)s."
        )
    ) % {"who": who, "day": both(case.reply_expected_on)}

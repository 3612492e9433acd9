"""Why a survey answer is refused."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class SurveyUsed(Refusal):
    """One invitation, one answer."""

    sentence = _("This question has already been answered. Thank you.")


class ScoreMissing(Refusal):
    """The scale goes from one to five."""

    status = 422
    sentence = _("Choose one of the five answers, then send.")


class CallAlreadyAsked(Refusal):
    """One link, one call."""

    sentence = _("We have your wish to be called, and will call you.")


class CallSettled(Refusal):
    """Somebody has called already."""

    sentence = _("A colleague has already called back. Reload the list.")

"""Why a policy is refused."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class NoPolicyInForce(Refusal):
    """Only an adopted policy opens cases."""

    sentence = _(
        "No adopted policy is in force, so no case can be opened. "
        "Record the board's adoption, then bring the policy into force."
    )


class DatesDisagree(Refusal):
    """The two dates of an adoption are not the same day in the Umm al-Qura calendar."""

    status = 422
    sentence = _(
        "The Hijri date and the Gregorian date are not the same day: "
        "%(hijri)s is %(gregorian)s. Check both on the signed document."
    )


class PolicyNotADraft(Refusal):
    """An adopted version never changes; a change is a new version."""

    sentence = _("This version is already adopted. Record the change as a new version.")


class PolicyUnreadable(Refusal):
    """The content given is not a policy."""

    status = 422
    sentence = _("This is not a complete policy: %(why)s")

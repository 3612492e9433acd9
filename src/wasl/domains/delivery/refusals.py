"""Why a registration or a handover is refused."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal

LACKING: Mapping[str, Promise | str] = {
    "party": _("the person the file belongs to"),
    "documents": _("documents that the officer has found complete"),
}


class RequirementsIncomplete(Refusal):
    """Registration completes only when every requirement is complete (R61)."""

    sentence = _("The file cannot be registered yet. Still missing: %(missing)s.")

    def __init__(self, *, lacking: Sequence[str]) -> None:
        words = [LACKING[key] for key in lacking]
        super().__init__(missing=format_lazy(" · ".join("{}" for _word in words), *words))
        self.lacking = tuple(lacking)


class NotToBeRegistered(Refusal):
    """The policy has no registration step, or the application was not accepted."""

    sentence = _("This application has nothing to register.")


class NotReady(Refusal):
    """The file must be registered before anything is handed over."""

    sentence = _("Register the file first; then the service can be handed over.")


class AlreadyDelivered(Refusal):
    """One entitlement is handed over once."""

    sentence = _("This has already been handed over. Open the receipt to see when and to whom.")


class EntitlementExpired(Refusal):
    """The entitlement was valid until a day that has passed."""

    sentence = _(
        "The entitlement expired on %(on)s. A new decision is needed before anything is handed over."
    )


class NoPhone(Refusal):
    """The case has no phone to which a code could go."""

    sentence = _("This case has no phone for a code. Use the signed receipt instead.")


class ProofMissing(Refusal):
    """A handover needs the code from the phone, or the signed paper with the receiver's name."""

    status = 422
    sentence = _(
        "A handover needs its proof: the code from the beneficiary's phone, or the signed receipt "
        "with the name of whoever received it."
    )


class ProofNotTaken(Refusal):
    """The service takes another kind of proof."""

    status = 422
    sentence = _("This service is not handed over on this kind of proof. Use the other one.")


class PaperUnreadable(Refusal):
    """The scan is no photo and no PDF, too large, or damaged."""

    status = 422
    sentence = _(
        "This file cannot be taken. Photograph the signed receipt again, or scan it to a PDF."
    )


class PaperNotKept(Refusal):
    """Nothing can be stored now; nothing was changed."""

    status = 503
    sentence = _("The receipt cannot be stored now. Nothing is lost: try again in a few minutes.")

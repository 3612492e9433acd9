"""Why a registration or a handover is refused."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class RequirementsIncomplete(Refusal):
    """Registration completes only when every requirement is complete (R61)."""

    sentence = _("The file cannot be registered yet: %(missing)s.")


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


class ProofMissing(Refusal):
    """A handover needs the code from the phone, or the signed paper with the receiver's name."""

    status = 422
    sentence = _(
        "A handover needs its proof: the code from the beneficiary's phone, or the signed receipt "
        "with the name of whoever received it."
    )

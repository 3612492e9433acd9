"""Why the room of notifications says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class ReceiptForged(Refusal):
    """A receipt without the carrier's signature changes nothing, and is remembered."""

    status = 401
    recorded = True
    sentence = _("This receipt does not bear the carrier's signature.")


class ReceiptMalformed(Refusal):
    """A signed receipt that cannot be read."""

    status = 422
    sentence = _("This receipt cannot be read.")

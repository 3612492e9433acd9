"""Why the room of parties says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class IdentityReasonMissing(Refusal):
    """An identity other than the national ID and the Iqama stands only with a reason."""

    status = 422
    sentence = _("Say why there is no ID or Iqama number, for example that it is being issued.")


class OwnGuardian(Refusal):
    """Nobody is his own guardian."""

    sentence = _("A person cannot be recorded as his own guardian. Choose another person.")

"""Why the room of contacts says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class ChannelUnknown(Refusal):
    """No policy names such a channel."""

    status = 422
    sentence = _("Choose one of the channels that the policy names.")

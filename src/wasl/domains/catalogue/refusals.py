"""Why the catalogue says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class ServiceClosed(Refusal):
    """The service takes no new applications now."""

    sentence = _(
        "This service takes no new applications now. "
        "Look at the other services, or call us and we will tell you when it opens."
    )


class NoPlaceLeft(Refusal):
    """The last place of the service has been given."""

    sentence = _("No place is left in this service. The application can wait for the next round.")


class ServiceUnreadable(Refusal):
    """The content given is not a service."""

    status = 422
    sentence = _("This is not a complete service: %(why)s")

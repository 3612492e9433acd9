"""Why the catalogue says no."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.foundation.identifiers import Malformed
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


ANSWER_MISSING = _("Answer this question.")
ANSWER_OR_UNKNOWN_MISSING = _("Answer this question, or choose “I don't know”.")
CHOICE_MISSING = _("Choose one of the answers.")
DATE_INCOMPLETE = _("Write the day, the month and the year.")
NUMBER_UNREADABLE = _("Write a whole number in figures, such as 5.")
TEXT_TOO_LONG = _("This text is too long. Write it shorter.")
TEXT_UNREADABLE = _("Remove the invisible signs from this text.")


def number_too_small(least: Decimal) -> Malformed:
    """The figure is below what the question allows."""
    return Malformed(
        "number_too_small", format_lazy(_("Write {least} or more."), least=f"{least:f}")
    )


def number_too_large(most: Decimal) -> Malformed:
    """The figure is above what the question allows."""
    return Malformed("number_too_large", format_lazy(_("Write {most} or less."), most=f"{most:f}"))

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


class ServiceUnsound(Refusal):
    """The service names what the policy in force does not have, or lacks what people need.

    `errors` maps each part (`decided_by`, `documents[2].title`) to its sentence.
    """

    status = 422
    sentence = _("The service is not complete yet. Correct what is marked.")


class EditionChanged(Refusal):
    """Somebody published another edition in between; nothing was overwritten."""

    sentence = _(
        "A colleague published a newer edition of this service meanwhile. "
        "Open it again and make your change there."
    )


WORDS_MISSING = _("Write it in Arabic and in English.")
DECIDER_UNKNOWN = _("The policy in force does not name who decides so. Choose from the list.")
MECHANISM_MISSING = _("Choose at least one way of checking.")
MECHANISM_UNKNOWN = _("The policy in force does not name this way of checking.")
NOBODY_MAY_APPLY = _("Choose at least one kind of people who may apply.")
KIND_UNKNOWN = _("The policy in force does not serve these people. Choose from the list.")
QUESTION_MISSING = _("Keep at least one question, so that the request says something.")
CLAUSE_UNKNOWN = _("This cites a clause that the policy in force does not have.")

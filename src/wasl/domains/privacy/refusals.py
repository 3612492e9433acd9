"""Why the room of privacy says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class ReasonTooShort(Refusal):
    """A file is opened out of turn only for a reason that a reviewer can judge."""

    status = 422
    sentence = _("Write why you must open this file, in at least ten letters. A reviewer reads it.")


class OwnOpening(Refusal):
    """Nobody reviews what he opened himself."""

    status = 403
    sentence = _("You opened this file yourself, so another colleague must review it.")


class AlreadyReviewed(Refusal):
    """A reviewer has already looked at this opening."""

    sentence = _("A colleague has already reviewed this opening.")


class ConsentMissing(Refusal):
    """There is no consent to withdraw."""

    sentence = _("There is no consent to withdraw: none was given, or it is withdrawn already.")

"""Why an application, a document or a step is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import Refusal

_UNREADABLE: Mapping[str, Promise | str] = {
    "text_too_long": _("This is too long. Keep to what matters; the rest can be told later."),
    "not_a_text": _("Write this as plain text."),
    "name_too_short": _("Write the full name as it stands in the ID."),
    "email_shape": _("This e-mail address is not complete. Write it like name@example.org."),
    "identity_kind_unknown": _("Choose the kind of the document first."),
    "day_in_the_future": _("The birth date must not be in the future. Check the year."),
    "applies_as_unknown": _("This service is not offered to those who apply in this way."),
    "list_expected": _("Add the family members one by one."),
    "too_many_members": _("No more members can be added here. Tell us the rest by phone."),
    "language_unknown": _("Choose Arabic or English."),
}


def unreadable(code: str) -> Malformed:
    """What is wrong with typed text, by its code; the sentence says what to do."""
    return Malformed(code, _UNREADABLE[code])


class AnswersMalformed(Refusal):
    """Some of what was typed cannot be read. `errors` maps a field to its sentence."""

    status = 422
    sentence = _("Some answers cannot be read yet. Correct the marked ones; the rest is kept.")

    def __init__(self, *, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors = errors


class AnswersMissing(Refusal):
    """The application cannot be sent yet. `missing` names the fields still to be answered."""

    status = 422
    sentence = _("The application is not complete yet. Answer what is marked, then send it.")

    def __init__(self, *, missing: Sequence[str]) -> None:
        super().__init__()
        self.missing = tuple(missing)


class UnknownField(Refusal):
    """Something was sent that nobody asked for."""

    status = 400
    sentence = _("Something was sent that this form does not have. Reload the page and try again.")

    def __init__(self, *, fields: Sequence[str]) -> None:
        super().__init__()
        self.fields = tuple(fields)


class KeyReused(Refusal):
    """The same submission key came with another content; nothing was stored."""

    sentence = _(
        "This was sent before with other content, and that first one counts. "
        "Start a new application to send something else."
    )


class ChannelNotInPolicy(Refusal):
    """The adopted policy does not list this channel."""

    status = 422
    sentence = _("The adopted policy does not list this channel. Choose one of its channels.")


class PhoneNotConfirmed(Refusal):
    """An applicant used another phone than the one he confirmed."""

    status = 403
    sentence = _("Confirm this mobile number with a code first.")


class FileNotAssigned(Refusal):
    """It is a colleague's case, and it was not opened out of turn."""

    status = 403
    sentence = _(
        "This case is with a colleague. If you must open it, give your reason: it stays open to "
        "you for an hour, and a reviewer sees it."
    )


class SamePerson(Refusal):
    """Who takes or checks a case may not study it, and who studies it may not decide it."""

    status = 403
    recorded = True
    sentence = _("You have already handled this case in another role. Another colleague must.")


class CopyNotKept(Refusal):
    """The service only has the original seen; no copy of this document is kept."""

    status = 422
    sentence = _("We keep no copy of this document. Bring the original, or show it at our visit.")


class FileKindRefused(Refusal):
    """The content is neither a photo nor a PDF, whatever its name says."""

    status = 415
    sentence = _("This file is not a photo or a PDF. Take a photo of the document and send that.")


class FileTooLarge(Refusal):
    """The file is larger than what is taken."""

    status = 413
    sentence = _("This file is larger than 10 MB. Take a photo of the document and send that.")


class PictureTooLarge(Refusal):
    """The picture has more pixels than any document needs."""

    status = 422
    sentence = _("This picture is too large. Take the photo again with the phone's usual setting.")


class FileUnreadable(Refusal):
    """The file is damaged, or is not what it pretends to be."""

    status = 422
    sentence = _("This file cannot be opened. Take the photo again, or save the PDF again.")


class PdfRefused(Refusal):
    """The PDF can do more than be read, is locked, or has too many pages."""

    status = 422
    sentence = _(
        "This PDF is locked, too long, or has hidden actions or attachments. "
        "Print it to a new PDF, or send photos of its pages."
    )


class StorageFull(Refusal):
    """Nothing can be stored now; nothing was changed."""

    status = 503
    sentence = _("The file cannot be stored now. Nothing is lost: try again in a few minutes.")


class NothingAsked(Refusal):
    """A request for what is missing must name something of this service."""

    status = 422
    sentence = _("Choose what the applicant has to complete.")


class NothingChecked(Refusal):
    """A record of checks must hold at least one, each of something that the service asks."""

    status = 422
    sentence = _("Record at least one check of what this service asks.")


class ReferralAlreadyAnswered(Refusal):
    """The referral already has its answer."""

    sentence = _("This referral is already answered. Make a new one to ask again.")


class WordsNeeded(Refusal):
    """A question or an answer needs words."""

    status = 422
    sentence = _("Write a sentence or two.")

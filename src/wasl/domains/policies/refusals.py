"""Why a policy is refused."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class NoPolicyInForce(Refusal):
    """Only an adopted policy opens cases."""

    sentence = _(
        "No adopted policy is in force, so no case can be opened. "
        "Record the board's adoption, then bring the policy into force."
    )


class DatesDisagree(Refusal):
    """The two dates of an adoption are not the same day in the Umm al-Qura calendar."""

    status = 422
    sentence = _(
        "The Hijri date and the Gregorian date are not the same day: "
        "%(hijri)s is %(gregorian)s. Check both on the signed document."
    )


class NoSuchHijriDay(Refusal):
    """The Hijri date written does not exist, such as the 30th of a month of 29 days."""

    status = 422
    sentence = _(
        "There is no day %(hijri)s in the Umm al-Qura calendar. "
        "Check the day, the month and the year on the signed document."
    )


class WeekdayDisagrees(Refusal):
    """The weekday written is not that of the date."""

    status = 422
    sentence = _(
        "The weekday and the date do not belong together: %(gregorian)s is not the day named. "
        "Check both on the signed document."
    )


class DayToCome(Refusal):
    """A board cannot have adopted, reviewed or signed something on a day to come."""

    status = 422
    sentence = _("This day has not come yet. Enter the day on which it really happened.")


class ReferenceMissing(Refusal):
    """An adoption or a review names the board's decision or meeting."""

    status = 422
    sentence = _("Enter the number of the board's decision or meeting.")


class ChairHasNotSigned(Refusal):
    """The board's signatures are entered, but not that of its chair."""

    status = 422
    sentence = _(
        "The signatures lack that of the chair of the board or of the deputy. "
        "Add it, or leave all signatures out and add none."
    )


class SignatureUnreadable(Refusal):
    """A signature without a name or capacity, dated in the future, or entered twice."""

    status = 422
    sentence = _(
        "Each signature needs a name and a capacity from the list, "
        "each name once, and a day that has come."
    )


class PolicyNotADraft(Refusal):
    """An adopted version never changes; a change is a new version."""

    sentence = _("This version is already adopted. Record the change as a new version.")


class PolicyNotAdopted(Refusal):
    """A version that the board has not adopted is neither published nor acknowledged."""

    sentence = _(
        "The board has not adopted this version yet, so it is neither published, "
        "circulated nor acknowledged."
    )


class PolicyUnreadable(Refusal):
    """The content given is not a policy."""

    status = 422
    sentence = _("This is not a complete policy: %(why)s")


class QuestionsOpen(Refusal):
    """Something that the document leaves open was not settled by a person."""

    sentence = _("Settle what is still open first (%(count)s): %(questions)s")


class AnswerUnknown(Refusal):
    """An answer to a question that this version does not ask, or one that does not fit it."""

    status = 422
    sentence = _("This is not an answer to that question. Choose one of the answers offered.")


class NothingToSettle(Refusal):
    """The version was not read from a document, so it asks nothing."""

    sentence = _("This version was not read from a document, so nothing is open in it.")


class ChangeUnseen(Refusal):
    """Nothing takes effect unseen: the version in force is not the one that was compared."""

    sentence = _(
        "Another version is in force than the one you compared this with. "
        "Look at the differences again, then bring it into force."
    )


class AcknowledgementOverdue(Refusal):
    """A member of staff who has not acknowledged the policy in force opens no cases."""

    status = 403
    sentence = _(
        "You have not yet acknowledged the policy in force, and the time for it ended on "
        "%(due_on)s. Read and acknowledge it, then open the case."
    )


class GraceOutOfRange(Refusal):
    """The time for acknowledging is between nothing and ninety days."""

    status = 422
    sentence = _("Enter a number of days from 0 to 90.")


class PlaceUnknown(Refusal):
    """A place of publication that is not in the list."""

    status = 422
    sentence = _("Choose where it was published from the list.")


class AlreadyWithdrawn(Refusal):
    """The publication has ended already."""

    sentence = _("This publication has ended already.")


class AudienceUnknown(Refusal):
    """A circulation goes to the staff or to the beneficiaries."""

    status = 422
    sentence = _("Choose to whom it is circulated from the list.")


class CirculationRunning(Refusal):
    """The same version is being sent to the same people at this moment."""

    sentence = _("This version is being sent to them now. Wait until everybody was told.")


class ReviewUnknown(Refusal):
    """A review ends with the policy unchanged or with a new draft."""

    status = 422
    sentence = _("Choose how the review ended from the list.")


class CapacityUnknown(Refusal):
    """A capacity on the board that is not in the list, or a member without a name."""

    status = 422
    sentence = _("Enter the member's name and choose the capacity from the list.")


class AlreadyRetired(Refusal):
    """The member left the board before."""

    sentence = _("This member has left the board already.")


class DocumentEmpty(Refusal):
    """There is not a word in the file."""

    status = 422
    sentence = _("The file is empty: there is not a word in it. Choose the file of the policy.")


class DocumentKindRefused(Refusal):
    """The content is neither text nor Word nor PDF, whatever the name says."""

    status = 415
    sentence = _(
        "This file is no document that can be read. Choose the policy as PDF, Word (.docx) "
        "or text (.txt, .md)."
    )


class DocumentProtected(Refusal):
    """A password stands before the text."""

    status = 422
    sentence = _(
        "The document is protected by a password. Save a copy without the password, "
        "then choose that copy."
    )


class DocumentBroken(Refusal):
    """The file began as a document, and its rest cannot be opened."""

    status = 422
    sentence = _(
        "The file is damaged and cannot be opened. Save or scan the document anew, "
        "then choose the new file."
    )


class DocumentTooLong(Refusal):
    """More pages than any board's policy has."""

    status = 422
    sentence = _(
        "The document has more than 150 pages. Choose the policy alone, without its appendices."
    )


class DocumentTooLarge(Refusal):
    """The file, or what it unfolds to, is larger than any policy."""

    status = 413
    sentence = _(
        "The file is too large: up to 10 MB are taken. Save a smaller copy of the policy alone."
    )


class DocumentScanned(Refusal):
    """The pages are pictures without a text layer, and nothing here recognises writing."""

    status = 422
    sentence = _(
        "The pages are scanned pictures without text. Choose the original Word file, "
        "or a PDF in which the words can be selected."
    )


class DocumentReadersBusy(Refusal):
    """Other documents are being read at this moment."""

    status = 503
    sentence = _("Other documents are being read at this moment. Try again in a minute.")


class DocumentIsNoPolicy(Refusal):
    """The words are no policy on the relation with beneficiaries."""

    status = 422
    sentence = _(
        "This document is no policy on the relation with beneficiaries. "
        "Choose the policy that the board adopted for it."
    )


class DocumentIsAnotherPolicy(Refusal):
    """A policy, but on another matter."""

    status = 422
    sentence = _(
        "This is a policy on another matter, not on the relation with beneficiaries. "
        "Choose the policy on beneficiaries."
    )


class DocumentNotArabic(Refusal):
    """Hardly a word is Arabic, and the board's own text is the Arabic one."""

    status = 422
    sentence = _(
        "There is hardly a word of Arabic in the document. "
        "Choose the Arabic text that the board adopted."
    )


class DocumentNotKept(Refusal):
    """Nothing can be stored now; nothing was changed."""

    status = 503
    sentence = _("The file cannot be stored now. Nothing is lost: try again in a few minutes.")

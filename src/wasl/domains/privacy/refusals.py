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


class ExplicitConsentNeeded(Refusal):
    """Health, disability, credit and unknown parentage need a yes in so many words."""

    status = 422
    sentence = _(
        "This kind of data is kept only with explicit consent. Read the words to the person and "
        "record the answer."
    )


class WordingMissing(Refusal):
    """A consent is to words that somebody saw or heard."""

    status = 422
    sentence = _("Write the words to which the person agreed.")


class PurposeMalformed(Refusal):
    """A purpose has a name in both languages, a ground, and kinds of data that exist."""

    status = 422
    sentence = _(
        "A purpose needs its name in both languages, its ground, and at least one kind of data."
    )


class PurposeKnown(Refusal):
    """There is a purpose under this key."""

    sentence = _("There is already a purpose with this short name. Revise it instead.")


class PurposeEnded(Refusal):
    """A purpose that has ended is not changed any more."""

    sentence = _("This purpose has ended. Name a new one instead.")


class BasisForbidden(Refusal):
    """Sensitive data never rests on the association's own interest."""

    status = 422
    sentence = _(
        "Health, disability and parentage never rest on the association's own interest "
        "(PDPL, article 6). Choose another ground."
    )


class NoticeIncomplete(Refusal):
    """A notice speaks both languages, and says what is new in it."""

    status = 422
    sentence = _(
        "Write the notice in Arabic and in English. From the second version on, also say in both "
        "what has changed."
    )


class NoticeBackdated(Refusal):
    """Nobody can have read yesterday what is written today."""

    status = 422
    sentence = _(
        "A notice holds from today or a later day, and not before the one that it follows."
    )


class RightUnknown(Refusal):
    """The kind of request, its way, or who asks for whom is none that is known."""

    status = 422
    sentence = _("Choose what the person asks for, and how it came to us.")


class OwnWordsMissing(Refusal):
    """A request is kept in the person's own words."""

    status = 422
    sentence = _("Write what the person asks for, in the person's own words.")


class AskerMissing(Refusal):
    """A request comes from somebody."""

    status = 422
    sentence = _("Write the name of the person who asks.")


class ReceiptToCome(Refusal):
    """Nothing is received on a day to come, nor so long ago that its clock had run out twice."""

    status = 422
    sentence = _("The day of receipt must be today or one of the last sixty days. Check the day.")


class AlreadyAsked(Refusal):
    """The same person has the same request open."""

    sentence = _(
        "You have already asked for this under number %(reference)s. We are working on it and will "
        "answer by the day we told you."
    )


class IdentityUnchecked(Refusal):
    """Data is shown, copied, corrected or erased only for whom it belongs to."""

    status = 422
    sentence = _(
        "First record how you made sure who asks. A code to a shared phone is not enough to show, "
        "correct or erase data: see an original document."
    )


class PersonUnsettled(Refusal):
    """Nobody has said yet whose data the request is about."""

    status = 422
    sentence = _("First say whose data this is: find the person and link the request.")


class OutcomeUnknown(Refusal):
    """This kind of request is not answered so."""

    status = 422
    sentence = _("Choose how the request was answered.")


class AnswerMissing(Refusal):
    """The person is told something."""

    status = 422
    sentence = _("Write what you tell the person, in at least ten letters.")


class GroundMissing(Refusal):
    """A refusal names its ground and the article on which it rests."""

    status = 422
    sentence = _("A refusal needs its ground and the article or clause on which it rests.")


class AlreadyExtended(Refusal):
    """The law gives one extension."""

    sentence = _("This request was extended once already. The law allows one extension only.")


class ExtensionLate(Refusal):
    """The person is told of an extension before the first day runs out."""

    sentence = _(
        "The day for the answer has passed. An extension must be told before it: answer now."
    )


class ExtensionUnreasoned(Refusal):
    """An extension is told with its reasons."""

    status = 422
    sentence = _("Say why more time is needed, in at least ten letters. The person reads it.")


class IncidentMalformed(Refusal):
    """An incident says what happened and when it became known."""

    status = 422
    sentence = _("Say what happened in a few words and in full, and which data it touches.")


class MomentToCome(Refusal):
    """It has not happened yet."""

    status = 422
    sentence = _("This moment is still to come. Check the day and the hour.")


class KnownTooEarly(Refusal):
    """Nothing is known before it happens."""

    status = 422
    sentence = _("The incident cannot have been known before it happened. Check both moments.")


class ToldTooEarly(Refusal):
    """Nobody is told of what is not known yet."""

    status = 422
    sentence = _("Nobody was told before the incident was known. Check the day and the hour.")


class AssessmentIncomplete(Refusal):
    """An incident is weighed with its risk, what may follow and what was done."""

    status = 422
    sentence = _("Choose the risk, and say what may follow and what was done about it.")


class NoticeNotOwed(Refusal):
    """Nobody must be told before it was found that there is a risk."""

    sentence = _("By its risk, this incident is not told. Weigh it anew if that has changed.")


class AlreadyTold(Refusal):
    """They were told."""

    sentence = _("This notice was recorded already.")


class LateUnexplained(Refusal):
    """The authority is told why the 72 hours were not kept."""

    status = 422
    sentence = _("The 72 hours have passed. Say why the notice is late; the authority asks it.")


class NoticeOwed(Refusal):
    """An incident is not closed while somebody must still be told of it."""

    sentence = _(
        "This incident cannot be closed yet: those who must be told of it have not been told."
    )


class LessonsMissing(Refusal):
    """What was learned is written down before an incident is closed."""

    status = 422
    sentence = _("Write what will keep it from happening again, in at least ten letters.")


class CaseStillOpen(Refusal):
    """Somebody whose case runs, or who is still owed something, is not erased meanwhile."""

    sentence = _(
        "Something of this person is still open: %(open)s. Finish it or withdraw it first; then "
        "the data can be destroyed."
    )


class OnHold(Refusal):
    """A hold keeps the data: a dispute, a court or an inquiry may need it."""

    sentence = _(
        "This person's data is on hold and must stay for now. Whoever placed the hold, or the "
        "privacy officer, can lift it."
    )


class StillToBeKept(Refusal):
    """A law or the policy demands that something of this person is kept until a day."""

    sentence = _(
        "The law or the policy still demands this person's data: %(what)s, until %(until)s. "
        "Erase it after that day."
    )


class AlreadyErased(Refusal):
    """There is nothing left to destroy."""

    sentence = _("This person's data was destroyed before. The minutes say when and why.")


class GroundUntold(Refusal):
    """Minutes of a destruction, or a hold, must say why."""

    status = 422
    sentence = _("Write why, in at least ten letters and without the person's name.")


class GroundUnknown(Refusal):
    """A hold or a destruction rests on one of the known grounds."""

    status = 422
    sentence = _("Choose the ground from the list.")


class HoldOver(Refusal):
    """The hold was lifted before."""

    sentence = _("This hold is lifted already.")


class NotYetDue(Refusal):
    """Nothing is destroyed by its age before its time is over."""

    sentence = _("The time for which this data is kept is not over yet.")

"""Why the room of parties says no."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class IdentityReasonMissing(Refusal):
    """An identity other than the national ID and the Iqama stands only with a reason."""

    status = 422
    sentence = _("Say why there is no ID or Iqama number, for example that it is being issued.")


class OwnGuardian(Refusal):
    """Nobody is his own guardian."""

    sentence = _("A person cannot be recorded as his own guardian. Choose another person.")


class PairSettled(Refusal):
    """Somebody has already said what these two records are."""

    sentence = _("This pair has been settled already. Reload the page to see what was said of it.")


class SameParty(Refusal):
    """A record cannot be merged with itself."""

    sentence = _("These are one and the same record. Choose two different records.")


class KindsDiffer(Refusal):
    """A person, a household and an organisation are never one."""

    sentence = _(
        "A person, a household and an organisation are different kinds of record and cannot be "
        "merged. If the kind is wrong, register it anew with the right one."
    )


class AlreadyMerged(Refusal):
    """One of the two has been merged into another record."""

    sentence = _(
        "One of these records has already been merged into another. Look at the record that "
        "stands for both."
    )


class PartyErased(Refusal):
    """The data of one of the two were destroyed."""

    sentence = _("The data of one of these records were destroyed, so there is nothing to compare.")


class GuardianOfOther(Refusal):
    """A guardian and his ward are two people."""

    sentence = _(
        "One of the two acts for the other, so they are two people. If that is wrong, end the "
        "guardianship first."
    )


class HeadsTwoHouseholds(Refusal):
    """Each of the two heads a household of his own, and nobody said which is his now."""

    status = 422
    sentence = _(
        "Each of the two is the head of a different household. Choose in which of them this "
        "person lives."
    )


class ChoiceUnknown(Refusal):
    """A merge chooses between what two records say; it sets nothing else."""

    status = 422
    sentence = _("The choice could not be read. Reload the page and choose again.")


class ChoicesMissing(Refusal):
    """Where two records differ, a person says which is right."""

    status = 422
    sentence = _("The two records differ here. Choose for each field which one is right.")

    def __init__(self, *, fields: tuple[str, ...]) -> None:
        super().__init__()
        self.fields = fields


class AlreadyUndone(Refusal):
    """The merge has been undone already."""

    sentence = _("This merge has already been undone. Both records stand by themselves again.")


class LaterMergeStands(Refusal):
    """Merges of one party are undone from the last to the first."""

    sentence = _("The record was merged again after this. Undo the later merge first.")


class PlaceTaken(Refusal):
    """Another record meanwhile took what one of the two must get back."""

    sentence = _(
        "Another record has meanwhile been given the ID or file number that one of the two had "
        "before. Look at that record first: nothing was changed."
    )


FACT_MISSING = _("Write what is known, or leave this line out.")
FACT_CHOICE_MISSING = _("Choose one of the answers.")
FACT_NUMBER_UNREADABLE = _("Write a whole number in figures, such as 5.")
FACT_NUMBER_TOO_LARGE = _("This number is too large. Check its digits.")
FACT_TEXT_TOO_LONG = _("This text is too long. Write it shorter.")
FACT_TEXT_UNREADABLE = _("Remove the invisible signs from this text.")
FACT_UNKNOWN = _("This is not on the list of what is kept about people.")
FACT_NOT_YET = _("This day has not come yet. Write the day on which it was so.")


class FactUnreadable(Refusal):
    """Something cannot be kept as it was written. `errors` maps each key to its sentence."""

    status = 422
    sentence = _("Something could not be read. Nothing was recorded yet: see each line.")

    def __init__(self, *, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors = errors


class NothingToRecord(Refusal):
    """A record of facts holds at least one."""

    status = 422
    sentence = _("Write at least one thing that is known.")


class SourceUnknown(Refusal):
    """Whoever records a fact says where it comes from."""

    status = 422
    sentence = _("Say where this comes from: a statement, a document, a visit or an authority.")


class ConsentNeeded(Refusal):
    """Health, credit and parentage are kept only with the person's explicit consent (PDPL)."""

    sentence = _(
        "This is kept only with the person's explicit consent, and none is recorded. Read out the "
        "words of the consent; once the person agrees, record the consent and write this again."
    )

    def __init__(self, *, purposes: tuple[str, ...]) -> None:
        super().__init__()
        self.purposes = purposes


class FactWhyMissing(Refusal):
    """A correction says why."""

    status = 422
    sentence = _("Write in a few words why this is being corrected.")


class AlreadyCorrected(Refusal):
    """Somebody else corrected the same fact first. `theirs` and `yours` are both values."""

    sentence = _(
        "A colleague corrected this before you. Nothing was overwritten: look at both values and "
        "decide which one is right."
    )

    def __init__(self, *, fact: UUID, theirs: Any, yours: Any) -> None:
        super().__init__()
        self.fact, self.theirs, self.yours = fact, theirs, yours


class DocumentKindClosed(Refusal):
    """The association no longer takes documents of this kind."""

    status = 422
    sentence = _("This kind of document is no longer in use. Choose another one.")


class KindKeyTaken(Refusal):
    """Another kind of document has this name already."""

    sentence = _("There is already a kind of document with this name. Change that one instead.")


class KindUnsound(Refusal):
    """A kind of document lacks something. `errors` maps each field to its sentence."""

    status = 422
    sentence = _("Something is missing. Nothing was saved yet: see each line.")

    def __init__(self, *, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors = errors


KIND_TITLE_MISSING = _("Write the name in both languages.")
KIND_VALIDITY_MISSING = _("Choose how long such a document is good.")
KIND_MONTHS_MISSING = _("Write a number of months, from 1 to 120.")
KIND_WARNING_TOO_LONG = _("Write a number of days, from 0 to 365.")


class ExpiryMissing(Refusal):
    """Such a document says until when it is good."""

    status = 422
    sentence = _("Write until when this document is good, as it says itself.")


class IssueMissing(Refusal):
    """How long such a document is good counts from the day of its issue."""

    status = 422
    sentence = _("Write the day on which this document was issued.")


class IssuedLater(Refusal):
    """A document is not issued after today, nor after it ends."""

    status = 422
    sentence = _("The day of issue is later than it can be. Check both dates against the document.")


class DocumentReplaced(Refusal):
    """A newer document has taken the place of this one."""

    sentence = _("A newer document has taken the place of this one. Open the newer one.")


class BasisMissing(Refusal):
    """No copy is kept without saying on what ground and why."""

    status = 422
    sentence = _("Choose on what ground the copy is kept, and write in a few words why.")


class BasisNotEnough(Refusal):
    """An official document that identifies a person is copied only where a law or an authority
    asks for it (PDPL)."""

    status = 422
    sentence = _(
        "A copy of an identity document is kept only where a law or a competent authority asks "
        "for it. Otherwise record that you saw the original: that is enough."
    )


class CopyOfNobody(Refusal):
    """There is no copy of this document."""

    status = 404
    sentence = _("No copy of this document is kept: the original was seen.")


class CopyKindRefused(Refusal):
    """The content is neither a photo nor a PDF, whatever its name says."""

    status = 415
    sentence = _("This file is not a photo or a PDF. Take a photo of the document and send that.")


class CopyTooLarge(Refusal):
    """The file is larger than what is taken."""

    status = 413
    sentence = _("This file is larger than 10 MB. Take a photo of the document and send that.")


class CopyOfTooManyPixels(Refusal):
    """The picture has more pixels than any document needs."""

    status = 422
    sentence = _("This picture is too large. Take the photo again with the phone's usual setting.")


class CopyUnreadable(Refusal):
    """The file is damaged, or is not what it pretends to be."""

    status = 422
    sentence = _("This file cannot be opened. Take the photo again, or save the PDF again.")


class CopyPdfRefused(Refusal):
    """The PDF can do more than be read, is locked, or has too many pages."""

    status = 422
    sentence = _(
        "This PDF is locked, too long, or has hidden actions or attachments. "
        "Print it to a new PDF, or send photos of its pages."
    )


class CopyNotStored(Refusal):
    """Nothing can be stored now; nothing was changed."""

    status = 503
    sentence = _("The file cannot be stored now. Nothing is lost: try again in a few minutes.")


class _Elsewhere(Refusal):
    """Another record stands in the way. `party` is whose it is."""

    def __init__(self, *, party: UUID) -> None:
        super().__init__(party=party)
        self.party = party


class AlreadyKnown(_Elsewhere):
    """A party with this identity is registered."""

    sentence = _(
        "Somebody is already registered with this identity. Open that record: a second one for the "
        "same person is not made."
    )


class LikelyKnown(Refusal):
    """Parties are registered who look like this one. `matches` says which and why."""

    sentence = _(
        "People are registered who may be the same. Look at each of them: open the right one, or "
        "say that none of them is meant and go on."
    )

    def __init__(self, *, matches: Sequence[Any]) -> None:
        super().__init__(matches=len(matches))
        self.matches = tuple(matches)


class KeyReused(Refusal):
    """What was sent with this key before was somebody else."""

    sentence = _(
        "This page has already registered somebody else. Open the registration page anew and "
        "write this person there."
    )


class IdentityTaken(_Elsewhere):
    """Another party has this identity."""

    sentence = _(
        "Another record has this identity already. Nothing was changed: compare the two, they may "
        "be the same person."
    )


class WhyMissing(Refusal):
    """What is kept of a person changes for a reason that somebody can read later."""

    status = 422
    sentence = _("Say in a few words why this is changed, for example which document was shown.")


class NameMissing(Refusal):
    """Nobody is registered without a name."""

    status = 422
    sentence = _("Write the name as it is on the document.")


class DateInFuture(Refusal):
    """What has happened has a day that has come."""

    status = 422
    sentence = _("This day has not come yet. Check the date against the document.")


class DeathBeforeBirth(Refusal):
    """Nobody dies before he is born."""

    status = 422
    sentence = _("The day of death is before the day of birth. Check both against the documents.")


class AddressIncomplete(Refusal):
    """Without the short address a National Address needs its parts. `missing` says which."""

    status = 422
    sentence = _(
        "Parts of the National Address are missing. Write the short address, or complete the full "
        "one as it stands on the Saudi Post page."
    )

    def __init__(self, *, missing: Sequence[str]) -> None:
        super().__init__(missing=", ".join(missing))
        self.missing = tuple(missing)


class MergedAway(Refusal):
    """The record was merged into another. `survivor` is that one."""

    sentence = _(
        "This record has meanwhile been merged into another one. Open that one and work there."
    )

    def __init__(self, *, survivor: UUID) -> None:
        super().__init__(survivor=survivor)
        self.survivor = survivor


class DataDestroyed(Refusal):
    """The person's data were destroyed; nothing is added to what is left."""

    sentence = _(
        "The data of this person were destroyed, so nothing is added to this record. If the person "
        "comes again, register him or her anew."
    )


class BroughtAnew(Refusal):
    """Between trying a list and bringing it in, somebody in it was registered or changed."""

    sentence = _(
        "Somebody in this file was registered or changed in the meantime. Nothing was brought in: "
        "the rows are compared anew."
    )


class NotAHousehold(Refusal):
    """Members belong to households."""

    sentence = _("This record is not a household. Open the record of the household first.")


class OnlyPersons(Refusal):
    """What happens in a person's life happens to persons."""

    sentence = _("This can only be recorded of a person. Open the record of the person first.")


class HeadAlready(Refusal):
    """A household has one head at a time."""

    sentence = _(
        "The household has a head already. Record first when and why that person is the head no "
        "more."
    )


class AlreadyMember(Refusal):
    """Somebody belongs to another household now; which one is nobody's business here."""

    sentence = _(
        "This person already belongs to another household. If both are right, confirm it and save "
        "again."
    )


class MemberTwice(Refusal):
    """Nobody belongs to a household twice."""

    sentence = _("This person already belongs to this household.")


class MemberKnown(_Elsewhere):
    """A member is a person of the registry already."""

    sentence = _("This member is in the registry already. Open that record and work there.")


class MemberDiffers(Refusal):
    """The member has one ID and the record another, so they are two people."""

    sentence = _(
        "The ID of this member is not the ID of that record. If the member's is wrong, record that "
        "the member was added by mistake, and add the person of that record."
    )


class LeftBeforeJoined(Refusal):
    """Nobody leaves before he has come."""

    status = 422
    sentence = _("The day of leaving is before the day of joining. Check both days.")


class DeathRecorded(Refusal):
    """The death is recorded; another day is a correction."""

    sentence = _("The death is recorded already, with another day. Correct the day in the record.")


class DeedMissing(Refusal):
    """A deed is verified once somebody has said which it is."""

    status = 422
    sentence = _("Record first which deed it is and its number. Then say that it was verified.")


class DeedExpired(Refusal):
    """A deed that has expired lets nobody act."""

    sentence = _("This deed has expired. Ask the guardian for the renewed one.")


class GuardianUnderAge(Refusal):
    """A guardian is of age."""

    sentence = _(
        "The guardian is not of age yet, so the deed cannot be his or hers. Check the date of "
        "birth and the deed."
    )


class GuardianshipEnded(Refusal):
    """The guardianship has ended."""

    sentence = _("This guardianship has ended. Record the new deed if there is one.")


class WayKnown(Refusal):
    """A way of contact is kept once."""

    sentence = _("This number or address is kept for this record already.")


class TooManyWays(Refusal):
    """A party has a handful of ways of contact."""

    sentence = _("This record has many ways of contact. Remove one that is no longer used first.")

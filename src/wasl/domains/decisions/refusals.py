"""Why a decision, a vote or a session is refused."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal

LACKING: Mapping[str, Promise | str] = {
    "check": _("the officer's check that the file is complete"),
    "items": _("what the applicant was asked for"),
    "administrative_check": _("the administrative check"),
    "interview": _("the interview"),
    "field_visit": _("the field visit"),
    "recommendation": _("the researcher's recommendation"),
    "over": _("the case is no longer waiting for a decision"),
}

_TERMS: Mapping[str, Promise | str] = {
    "outcome_unknown": _("Choose the outcome: accepted, accepted in part, or not accepted."),
    "nothing_granted": _("A refusal grants no amount and no term. Empty both fields."),
    "part_unsaid": _("Say which part is granted: an amount, or conditions in words."),
    "already_over": _("The decision would have ended before it began. Check its last day."),
    "amount_wrong": _("Write the amount in riyals, above zero, with two places at most."),
}


class CommitteeUnfit(Refusal):
    """The committee could never decide: too few members for its quorum, or a chair from outside."""

    status = 422
    sentence = _("The quorum must be from 1 to the number of members, and the chair one of them.")


class NotReady(Refusal):
    """The case cannot be decided yet; `lacking` holds what is missing, as keys."""

    sentence = _("This case cannot be decided yet. Still missing: %(missing)s.")

    def __init__(self, *, lacking: Sequence[str]) -> None:
        words = [LACKING[key] for key in lacking]
        super().__init__(missing=format_lazy(" · ".join("{}" for _word in words), *words))
        self.lacking = tuple(lacking)


class AlreadyOnAgenda(Refusal):
    """The case waits on the agenda of a session."""

    sentence = _("This case is already on the agenda of a session.")


class DecidedElsewhere(Refusal):
    """The service is decided by another body than this one."""

    sentence = _("Another body decides on this service. Open the case from its own list.")


class SessionNotOpen(Refusal):
    """Votes and decisions need an open session."""

    sentence = _("This session is not open. The chair opens it before members vote.")


class SessionOver(Refusal):
    """Nothing is added to a session that has closed."""

    sentence = _("This session is over. Put the case on the agenda of another one.")


class ItemsUndecided(Refusal):
    """A session closes when each of its cases was decided or deferred."""

    sentence = _(
        "Cases of this session neither decided nor deferred: %(count)s. "
        "Conclude or defer each of them first."
    )


class ItemConcluded(Refusal):
    """The case was decided or deferred in this session."""

    sentence = _("This case has been concluded. Reload the page to see how.")


class NotAMember(Refusal):
    """Only members of the committee vote."""

    status = 403
    sentence = _("You are not a member of this committee.")


class NotPresent(Refusal):
    """Only members who take part in the session vote."""

    status = 403
    sentence = _("You are not among those present at this session. Ask the chair to add you.")


class Recused(Refusal):
    """The member declared a conflict: he neither opens, discusses nor votes on the case."""

    status = 403
    sentence = _("You declared a conflict in this case, so it is closed to you.")


class NotPresiding(Refusal):
    """Only who presides over this case may do this."""

    status = 403
    sentence = _("Only the member who presides over this case may do this.")


class AlreadyVoted(Refusal):
    """One member, one vote."""

    sentence = _("You have voted on this case. A vote is given once.")


class ChoiceUnknown(Refusal):
    """A vote is to accept, reject, accept in part, or defer."""

    status = 422
    sentence = _("Choose: accept, accept in part, not accept, or defer.")


class VotesOutstanding(Refusal):
    """Some present members have not voted yet."""

    sentence = _("Votes of those present still outstanding: %(count)s.")


class NoQuorum(Refusal):
    """Too few members may decide on this case."""

    sentence = _(
        "The quorum is %(needed)s, and those who may decide on this case are %(present)s. "
        "Defer it to another session."
    )


class NoMajority(Refusal):
    """The votes are scattered: nothing has more than half."""

    sentence = _("No choice has more than half of the votes. Defer the case and discuss it again.")


class MajorityDefers(Refusal):
    """More than half want to defer."""

    sentence = _("The majority wants to defer this case. Defer it with its reason.")


class MajorityDecided(Refusal):
    """The members have decided; the chair does not set that aside."""

    sentence = _("The members have decided on this case, so it cannot be deferred. Conclude it.")


class ReasonRequired(Refusal):
    """A decision is given with its reasons."""

    status = 422
    sentence = _("Give the reasons: choose a standard reason and add your own words.")


class ReasonUnknown(Refusal):
    """The standard reason is not one of this service for this outcome."""

    status = 422
    sentence = _("Choose one of the reasons that this service offers for this outcome.")


class TermsWrong(Refusal):
    """What is granted does not fit the outcome."""

    status = 422
    sentence = "%(sentence)s"

    def __init__(self, *, trouble: str) -> None:
        super().__init__(sentence=_TERMS[trouble])
        self.trouble = trouble


class AlreadyProposed(Refusal):
    """A proposal waits for its reviewer."""

    sentence = _("A decision on this case is already proposed and waits for its reviewer.")


class AlreadyDecided(Refusal):
    """The case has its decision; another one corrects it."""

    sentence = _("This case has been decided. A mistake in it is corrected by a new decision.")


class NotIssued(Refusal):
    """There is no letter before a decision is issued."""

    sentence = _("This decision has not been issued yet.")


class NoCommitteeInPolicy(Refusal):
    """The policy in force names no committee among those who decide."""

    sentence = _("The policy in force names no committee, so none is formed.")


class CommitteeDissolved(Refusal):
    """The committee holds no further sessions."""

    sentence = _("This committee was dissolved. Form a new one.")


class SessionRunning(Refusal):
    """The members sit just now."""

    sentence = _("A session of this committee is open. Close it, then change the members.")

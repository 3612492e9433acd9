"""Why the room of agreements says no."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class TitleMissing(Refusal):
    """An agreement that cannot be named cannot be found again."""

    status = 422
    sentence = _("Give the agreement a title, for example “Rent support for a year”.")


class NobodyNamed(Refusal):
    """An agreement binds a party, or whoever takes a service."""

    status = 422
    sentence = _("Say with whom the agreement is: a party, or all who take a service.")


class DaysReversed(Refusal):
    """The last day lies before the first."""

    status = 422
    sentence = _("The last day lies before the first. Correct one of the two.")


class PartsMissing(Refusal):
    """The policy wants duties, default, liability and settlement said before anybody is bound."""

    status = 422
    sentence = _(
        "Before it is in force, write what is still missing: %(missing)s. "
        "The policy makes agreements the source of both sides' rights."
    )


class SignatureMissing(Refusal):
    """An agreement with a party is signed by the party."""

    status = 422
    sentence = _("Write who signed for the other side, and the day.")


class SignedLater(Refusal):
    """A signature from a day that has not come."""

    status = 422
    sentence = _("The day of signing has not come yet. Write the day on which it was signed.")


class WhyMissing(Refusal):
    """What is broken off or released needs a reason that can be read later."""

    status = 422
    sentence = _("Write why, in a few words: both sides may ask later.")


class SubjectMissing(Refusal):
    """A dispute without its subject cannot be settled."""

    status = 422
    sentence = _("Write what the dispute is about, in the words of the one who raises it.")


class StepUnsaid(Refusal):
    """A step without words tells nobody what was done."""

    status = 422
    sentence = _("Write what was done in this step and what came of it.")


class StepToCome(Refusal):
    """A step on a day that has not come."""

    status = 422
    sentence = _("The day of this step has not come yet. Write the day on which it was taken.")


class NextStepMissing(Refusal):
    """A dispute that is not ended has a next step with a day, so that it does not fall silent."""

    status = 422
    sentence = _("Say on which day the next step is due; a dispute must not fall silent.")


class NextStepPassed(Refusal):
    """A next step on a day that has passed."""

    status = 422
    sentence = _("The day of the next step has passed. Choose today or a later day.")


class OutcomeMissing(Refusal):
    """A dispute ends with words on how it ended."""

    status = 422
    sentence = _("Write how it ended, so that both sides can be told the same.")


class AgreementOfAnother(Refusal):
    """A dispute about an agreement that binds somebody else."""

    sentence = _("That agreement is with another party. Choose one of this party's agreements.")

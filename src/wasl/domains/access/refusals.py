"""Why access is not given."""

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class CodeWrong(Refusal):
    """The digits are not those of a code that was sent for this purpose."""

    status = 422
    sentence = _("This code is not right. Compare it with the latest message and try again.")


class CodeExpired(Refusal):
    """The code was right, but its ten minutes are over or it was used."""

    status = 422
    sentence = _("This code is no longer valid. Ask for a new one.")


class CodeLocked(Refusal):
    """Too many wrong codes; nothing is read from this phone for a while."""

    status = 429
    sentence = _(
        "There were too many wrong codes. Wait a quarter of an hour, then ask for a new code, "
        "or call us and we will help you."
    )


class PurposeUnknown(Refusal):
    """No code is sent for this purpose."""

    status = 422
    sentence = _("No code is sent for this purpose.")


class RoleUnknown(Refusal):
    """A role that is not on the page of roles."""

    status = 422
    sentence = _("There is no such role. Choose one from the list.")


class AlreadyStaff(Refusal):
    """The e-mail belongs to somebody who already works here."""

    sentence = _("This person already works here. Change the roles instead.")


class OwnRoles(Refusal):
    """Nobody changes what he himself may do."""

    status = 403
    recorded = True
    sentence = _("You cannot change your own roles. Ask another director.")


class LastDirector(Refusal):
    """Without a director nobody could change roles, services or the policy."""

    sentence = _("An association keeps at least one director. Name another director first.")


class AccountOfInstallation(Refusal):
    """Who opens associations works in none, and who works in one opens none."""

    sentence = _(
        "This e-mail already belongs to another kind of account here. Use another e-mail address."
    )


class InvitationInvalid(Refusal):
    """The link was used, is too old, was replaced, or never was one: the answer is the same."""

    status = 404
    sentence = _(
        "This invitation was used, is too old or was replaced by a newer one. "
        "Ask whoever invited you to send it again."
    )


class InvitedTooOften(Refusal):
    """So many invitations within a day are no longer invitations."""

    status = 429
    sentence = _(
        "Too many invitations were sent today. Wait until tomorrow, or check the e-mail address."
    )


class AlreadyCame(Refusal):
    """The invitation was accepted, so there is nothing to send again."""

    sentence = _("This colleague has accepted the invitation already. Nothing was sent.")


class DirectionTaken(Refusal):
    """The association has a director, who alone lets people work there."""

    sentence = _("This association has its director, who invites everybody else.")


class BranchUnknown(Refusal):
    """The branch is not one of the association's."""

    status = 422
    sentence = _("There is no such branch. Choose one from the list.")

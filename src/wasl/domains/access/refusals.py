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

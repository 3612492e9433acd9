"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import PersonalData

_CONTRACT: Final = _("the employment or volunteering contract")
_TRAIL: Final = _("as long as the trail that names the account")
_STAFF: Final = _("it is about those who work here, not about those whom we serve")

HELD = (
    PersonalData(
        model="access.Staff",
        fields=("email", "name", "password"),
        purpose=_("to sign in members of staff and to name who did what"),
        basis=_CONTRACT,
        kept_for=_TRAIL,
        apart=_STAFF,
    ),
    PersonalData(
        model="access.Membership",
        fields=("roles", "kin"),
        purpose=_("to give a role its permissions and to keep relatives' cases away"),
        basis=_("the association's duty to prevent conflicts of interest"),
        kept_for=_TRAIL,
        apart=_STAFF,
    ),
    PersonalData(
        model="access.Invitation",
        fields=("staff", "fingerprint"),
        purpose=_("to let somebody who was hired set a password and take his place"),
        basis=_CONTRACT,
        kept_for=_TRAIL,
        apart=_STAFF,
    ),
    PersonalData(
        model="access.OneTimeCode",
        fields=("phone_index",),
        purpose=_("to confirm that a phone is in its owner's hand"),
        basis=_("the applicant's request"),
        kept_for=_("two days"),
        title=_("Codes sent to you"),
        labels={"sent_at": _("When"), "purpose": _("About what")},
        values={
            "purpose": {
                "apply": _("To send an application"),
                "follow": _("To follow an application"),
                "sign": _("To sign a declaration"),
                "deliver": _("To receive a service"),
            }
        },
        about=lambda people: Q(phone_index__in=people.phones),
        on_erasure="delete",
    ),
)

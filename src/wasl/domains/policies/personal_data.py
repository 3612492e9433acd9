"""What this room holds about people: who sits on the board and signs, and who has read."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import PersonalData

_ADOPTED: Final = _("the association's duty to work under a policy that its board adopted")
_BOARD: Final = _("it is about the board of the association, not about those whom it serves")
_STAFF: Final = _("it is about those who work here, not about those whom we serve")

HELD = (
    PersonalData(
        model="policies.PolicyDocument",
        fields=("reading",),
        purpose=_("to show what a policy was read from; the document names the board's members"),
        basis=_ADOPTED,
        kept_for=_("as long as the version that was read from it"),
        apart=_BOARD,
    ),
    PersonalData(
        model="policies.AdoptionSignature",
        fields=("name",),
        purpose=_("to prove who signed the adoption of a policy"),
        basis=_ADOPTED,
        kept_for=_("as long as the version that was signed"),
        apart=_BOARD,
    ),
    PersonalData(
        model="policies.BoardMember",
        fields=("name",),
        purpose=_("to know who may sign for the board"),
        basis=_("membership of the board"),
        kept_for=_("as long as an adoption of that time is kept"),
        apart=_BOARD,
    ),
    PersonalData(
        model="policies.Acknowledgement",
        fields=("staff",),
        purpose=_("to prove that everybody who works here has read the policy"),
        basis=_("the employment or volunteering contract"),
        kept_for=_("as long as the version that was acknowledged"),
        apart=_STAFF,
    ),
)

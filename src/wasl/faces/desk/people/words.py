"""The words of the registry: kinds, roles, needs, whose phone it is, why something ended."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

ICONS: Final[Mapping[str, str]] = {
    "person": "user",
    "household": "users",
    "organisation": "building-2",
}

FOUND_BY: Final[Mapping[str, Words]] = {
    "reference": _("same reference"),
    "phone": _("same mobile"),
    "party": _("somebody found here"),
}

IDENTITY_KINDS: Final[Mapping[str, Words]] = {
    "national": _("National ID or Iqama"),
    "gcc": _("ID of a Gulf state"),
    "border": _("Border number"),
    "passport": _("Passport"),
    "other": _("Another document"),
    "none": _("No document"),
}
"""What stands for an identity. The first digit tells a national ID from an Iqama."""

IDENTITY_SHOWN: Final[Mapping[str, Words]] = {
    **IDENTITY_KINDS,
    "national": _("National ID"),
    "iqama": _("Residence permit"),
}

GENDERS: Final[Mapping[str, Words]] = {
    "female": pgettext_lazy("gender", "Female"),
    "male": pgettext_lazy("gender", "Male"),
}

ROLES: Final[Mapping[str, Words]] = {
    "beneficiary": pgettext_lazy("party", "Beneficiary"),
    "supporter": _("Supporter"),
    "volunteer": _("Volunteer"),
    "delegate": _("Delegate"),
    "staff_relative": _("Relative of a member of staff"),
    "guardian": _("Guardian"),
    "signatory": _("Authorised signatory"),
    "payee": _("Payee of somebody"),
}
GIVEN_ROLES: Final = ("beneficiary", "supporter", "volunteer", "delegate", "staff_relative")
"""Roles that people give; the others follow from what is recorded."""

NEEDS: Final[Mapping[str, Words]] = {
    "interpreter": _("Needs an interpreter"),
    "sign_language": _("Sign language"),
    "hearing": _("Hard of hearing"),
    "sight": _("Weak sight"),
    "mobility": _("Cannot walk far"),
    "reading": _("Does not read"),
    "large_print": _("Large print"),
    "female_staff": _("Prefers a woman to speak with"),
    "companion": _("Comes with a companion"),
}

PHONE_OWNERS: Final[Mapping[str, Words]] = {
    "own": _("Their own"),
    "guardian": _("Their guardian's"),
    "spouse": _("Their husband's or wife's"),
    "family": _("A relative's"),
    "neighbour": _("A neighbour's"),
    "other": pgettext_lazy("phone", "Somebody else's"),
}

WAYS: Final[Mapping[str, tuple[Words, str]]] = {
    "mobile": (_("Mobile"), "smartphone"),
    "landline": (_("Landline"), "phone"),
    "email": (_("E-mail"), "mail"),
}

LANGUAGES: Final[Mapping[str, Words]] = {"ar": _("Arabic"), "en": _("English")}

ADDRESS_PARTS: Final[Mapping[str, Words]] = {
    "short": _("Short address"),
    "building": _("Building number"),
    "street": _("Street"),
    "district": _("District"),
    "city": _("City"),
    "postal_code": _("Postal code"),
    "secondary": _("Secondary number"),
}

FIELDS: Final[Mapping[str, Words]] = {
    "name": _("Name"),
    "gender": pgettext_lazy("gender", "Gender"),
    "birth": _("Date of birth"),
    "died_on": _("Date of death"),
    "identity_kind": _("Kind of document"),
    "national_id": _("ID number"),
    "identity_reason": _("Why there is no ID or Iqama"),
    "identity_expires_on": _("ID valid until"),
    "phone": _("Mobile number"),
    "phone_belongs_to": _("Whose phone is it?"),
    "email": _("E-mail"),
    "iban": _("IBAN"),
    "payee": _("Payee, when it is somebody else"),
    "city": _("City"),
    "address": _("Address in words"),
    "national_address": _("National Address"),
    "language": _("Language for messages"),
    "needs": _("What the person needs"),
    "licence": _("Licence number"),
    "licence_expires_on": _("Licence valid until"),
    "signatory": _("Authorised signatory"),
    "signatory_capacity": _("Capacity of the signatory"),
}
"""What of a party can be put right, as people call it."""

NAMES: Final[Mapping[str, tuple[Words, Words]]] = {
    "person": (_("Full name"), _("As it stands in the ID, all four parts.")),
    "household": (
        _("Full name of the head of the household"),
        _("As it stands in the ID. The others are added on the next page."),
    ),
    "organisation": (_("Name of the organisation"), _("As it stands in the licence.")),
}

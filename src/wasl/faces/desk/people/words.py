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

RELATIONS: Final[Mapping[str, Words]] = {
    "head": _("Head of the household"),
    "spouse": _("Husband or wife"),
    "son": _("Son"),
    "daughter": _("Daughter"),
    "father": _("Father"),
    "mother": _("Mother"),
    "brother": _("Brother"),
    "sister": _("Sister"),
    "grandchild": _("Grandchild"),
    "grandparent": _("Grandfather or grandmother"),
    "relative": pgettext_lazy("relation", "Relative"),
    "other": pgettext_lazy("relation", "Somebody else"),
}

LEAVING_TOLD: Final = ("moved", "marriage", "independence", "death", "mistake", "other")
"""Why somebody left, as people say it; the rest is said by the system."""

GUARDIAN_RELATIONS: Final[Mapping[str, Words]] = {
    "father": _("Father"),
    "mother": _("Mother"),
    "grandfather": _("Grandfather"),
    "brother": _("Brother"),
    "sister": _("Sister"),
    "uncle": _("Uncle"),
    "spouse": _("Husband or wife"),
    "son": _("Son"),
    "daughter": _("Daughter"),
    "agent": _("Agent with a power of attorney"),
    "institution": _("A care institution"),
    "other": pgettext_lazy("relation", "Somebody else"),
}

DEED_KINDS: Final[Mapping[str, Words]] = {
    "family_register": _("Family register"),
    "guardianship_deed": _("Guardianship deed"),
    "custody_deed": _("Custody deed"),
    "incapacity_ruling": _("Court ruling on legal capacity"),
    "power_of_attorney": _("Power of attorney"),
    "other": _("Another document"),
}

ENDING: Final[Mapping[str, Words]] = {
    "deed_ended": _("The deed ended or was withdrawn"),
    "replaced": _("Another guardian took over"),
    "death": _("Died"),
    "mistake": _("Recorded by mistake"),
    "majority": _("The ward came of age"),
}
ENDING_TOLD: Final = ("deed_ended", "replaced", "death", "mistake")

HISTORY_FIELDS: Final[Mapping[str, Words]] = {
    **FIELDS,
    "is_protected": _("Protection"),
    "roles": _("Known to us as"),
}

ACTORS: Final[Mapping[str, Words]] = {
    "system": _("the system itself"),
    "public": _("somebody on the public pages"),
    "applicant": _("the person, through the portal"),
    "installation": _("the installation"),
}

DEEDS: Final[Mapping[str, Words]] = {
    "parties.register_party": _("Registered here"),
    "parties.know_party": _("Became known through a request"),
    "parties.correct_party": _("Put right"),
    "parties.protect_party": _("Began the protection"),
    "parties.lift_protection": _("Lifted the protection"),
    "parties.give_role": _("Gave a role"),
    "parties.end_role": _("Ended a role"),
    "parties.record_death": _("Recorded the death"),
    "parties.add_contact_way": _("Added a way of contact"),
    "parties.end_contact_way": _("Ended a way of contact"),
    "parties.prefer_contact_way": _("Changed the preferred way of contact"),
    "parties.add_member": _("Added a member of the household"),
    "parties.end_membership": _("Recorded that a member left"),
    "parties.name_head": _("Named the head of the household"),
    "parties.make_member_party": _("Made a record for a member of the household"),
    "parties.recognise_member": _("Said which record is a member's"),
    "parties.record_dependants": _("Recorded the dependants"),
    "parties.record_guardianship": _("Recorded a guardian"),
    "parties.verify_guardianship": _("Saw the deed of a guardian"),
    "parties.end_guardianship": _("Ended a guardianship"),
    "parties.give_file_number": _("Gave the file number"),
    "parties.party_sheet": _("Read the record"),
    "parties.party_strip": _("Looked at the person"),
    "parties.corrections_of": _("Read the history"),
    "parties.facts_of": _("Read the facts"),
    "parties.record_facts": _("Recorded facts"),
    "parties.correct_fact": _("Corrected a fact"),
    "parties.documents_of": _("Read the documents"),
    "parties.see_document": _("Saw a document"),
    "parties.merge_parties": _("Merged two records"),
    "parties.undo_merge": _("Undid a merge"),
    "applications.contacts_of_party": _("Read the conversations"),
    "governance.trail_about_party": _("Read the trail"),
    "privacy.everything_about": _("Took everything that is kept"),
    "privacy.erase_person": _("Destroyed the data"),
}
"""What was done to a record, as people say it."""

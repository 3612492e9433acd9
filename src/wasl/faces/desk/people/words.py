"""The words of the registry: kinds, roles, needs, whose phone it is, why something ended."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.parties.queries import IDENTITY_WORDS
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
    **{kind: text for kind, text in IDENTITY_WORDS.items() if kind != "iqama"},
    "national": _("National ID or Iqama"),
}
"""What stands for an identity. The first digit tells a national ID from an Iqama."""

GIVEN_ROLES: Final = ("beneficiary", "supporter", "volunteer", "delegate", "staff_relative")
"""Roles that people give; the others follow from what is recorded."""

CONTACT_ICONS: Final[Mapping[str, str]] = {
    "mobile": "smartphone",
    "landline": "phone",
    "email": "mail",
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

LEAVING_TOLD: Final = ("moved", "marriage", "independence", "death", "mistake", "other")
"""Why somebody left, as people say it; the rest is said by the system."""

GUARDIANS: Final = (
    *("father", "mother", "grandfather", "brother", "sister", "uncle", "spouse"),
    *("son", "daughter", "agent", "institution", "other"),
)
"""Who acts for somebody, by what he is to the ward."""

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

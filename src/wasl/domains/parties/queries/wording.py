"""What the registry keeps as keys, in words: for pages, files and what people are told of them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.foundation.personal_data import Words

GENDER_WORDS: Final[Mapping[str, Words]] = {
    "female": pgettext_lazy("gender", "Female"),
    "male": pgettext_lazy("gender", "Male"),
}

IDENTITY_WORDS: Final[Mapping[str, Words]] = {
    "national": _("National ID"),
    "iqama": _("Residence permit"),
    "gcc": _("ID of a Gulf state"),
    "border": _("Border number"),
    "passport": _("Passport"),
    "other": _("Another document"),
    "none": _("No document"),
}

PHONE_OWNER_WORDS: Final[Mapping[str, Words]] = {
    "own": _("Their own"),
    "guardian": _("Their guardian's"),
    "spouse": _("Their husband's or wife's"),
    "family": _("A relative's"),
    "neighbour": _("A neighbour's"),
    "other": pgettext_lazy("phone", "Somebody else's"),
}

CONTACT_WORDS: Final[Mapping[str, Words]] = {
    "mobile": _("Mobile"),
    "landline": _("Landline"),
    "email": _("E-mail"),
}

ADDRESS_WORDS: Final[Mapping[str, Words]] = {
    "short": _("Short address"),
    "building": _("Building number"),
    "street": _("Street"),
    "district": _("District"),
    "city": _("City"),
    "postal_code": _("Postal code"),
    "secondary": _("Secondary number"),
}
"""The parts of a National Address, in the order in which it is written."""

LANGUAGE_WORDS: Final[Mapping[str, Words]] = {"ar": _("Arabic"), "en": _("English")}

ROLE_WORDS: Final[Mapping[str, Words]] = {
    "beneficiary": pgettext_lazy("party", "Beneficiary"),
    "supporter": _("Supporter"),
    "volunteer": _("Volunteer"),
    "delegate": _("Delegate"),
    "staff_relative": _("Relative of a member of staff"),
    "guardian": _("Guardian"),
    "signatory": _("Authorised signatory"),
    "payee": _("Payee of somebody"),
}

NEED_WORDS: Final[Mapping[str, Words]] = {
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

RELATION_WORDS: Final[Mapping[str, Words]] = {
    "head": _("Head of the household"),
    "spouse": _("Husband or wife"),
    "wife": _("Wife"),
    "husband": _("Husband"),
    "son": _("Son"),
    "daughter": _("Daughter"),
    "child": _("Son or daughter"),
    "father": _("Father"),
    "mother": _("Mother"),
    "parent": _("Father or mother"),
    "brother": _("Brother"),
    "sister": _("Sister"),
    "sibling": _("Brother or sister"),
    "grandchild": _("Grandchild"),
    "grandparent": _("Grandfather or grandmother"),
    "grandfather": _("Grandfather"),
    "uncle": _("Uncle"),
    "relative": pgettext_lazy("relation", "Relative"),
    "guardian": _("Guardian"),
    "ward": _("Under my guardianship"),
    "agent": _("Agent with a power of attorney"),
    "institution": _("A care institution"),
    "other": pgettext_lazy("relation", "Somebody else"),
}
"""What somebody is to the head of a household, or a guardian to the ward."""

LEAVING_WORDS: Final[Mapping[str, Words]] = {
    "moved": _("Moved away"),
    "marriage": _("Married"),
    "independence": _("Lives by own means"),
    "death": _("Died"),
    "mistake": _("Recorded by mistake"),
    "other": pgettext_lazy("reason", "Another reason"),
    "not_named": _("No longer named in a request"),
    "merged": _("Two records were merged"),
}
"""Why somebody left a household."""

DEED_WORDS: Final[Mapping[str, Words]] = {
    "family_register": _("Family register"),
    "guardianship_deed": _("Guardianship deed"),
    "custody_deed": _("Custody deed"),
    "incapacity_ruling": _("Court ruling on legal capacity"),
    "power_of_attorney": _("Power of attorney"),
    "other": _("Another document"),
}

ENDING_WORDS: Final[Mapping[str, Words]] = {
    "deed_ended": _("The deed ended or was withdrawn"),
    "replaced": _("Another guardian took over"),
    "death": _("Died"),
    "mistake": _("Recorded by mistake"),
    "majority": _("The ward came of age"),
}
"""Why a guardianship ended."""

SOURCE_WORDS: Final[Mapping[str, Words]] = {
    "statement": _("The person said so"),
    "interview": _("Interview"),
    "import": _("Brought in from a file"),
    "document": _("An official document"),
    "authority": _("An authority or its electronic service"),
    "visit": _("Field visit"),
}
"""Where a fact is known from."""

COPY_WORDS: Final[Mapping[str, Words]] = {
    "law": _("A law requires it"),
    "authority": _("A competent authority asked for it"),
    "contract": _("An agreement with the person needs it"),
    "consent": _("The person agreed explicitly"),
    "interest": _("An actual interest of the person, who cannot be reached"),
}
"""On which ground a copy of a document is kept."""

PAIR_WORDS: Final[Mapping[str, Words]] = {
    "waiting": pgettext_lazy("pair", "Waits for a decision"),
    "different": _("Said to be two different parties"),
    "merged": pgettext_lazy("pair", "Merged"),
    "moot": _("Set aside: what made them look alike was corrected"),
}
"""How it stands with two records that looked alike."""

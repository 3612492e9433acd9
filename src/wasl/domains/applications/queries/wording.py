"""What the stages, the outcomes and the applicants of applications are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import Words

STAGE_WORDS: Final[Mapping[str, Words]] = {
    "draft": _("Draft"),
    "submitted": _("New"),
    "incomplete": _("Waiting for the applicant"),
    "complete": _("Being assessed"),
    "assessed": _("Ready for decision"),
    "decided": _("Decided"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
    "discarded": _("Discarded"),
}

OUTCOME_WORDS: Final[Mapping[str, Words]] = {
    "accept": _("Accept"),
    "partly": _("Partly"),
    "reject": _("Reject"),
}
"""What is recommended or decided on an application."""

APPLIES_AS_WORDS: Final[Mapping[str, Words]] = {
    "self": _("For himself or herself"),
    "household": _("For the household"),
    "organisation": _("For an organisation"),
    "on_behalf": _("On behalf of somebody else"),
}

APPLICANT_WORDS: Final[Mapping[str, Words]] = {
    "name": _("Full name"),
    "identity_kind": _("Kind of document"),
    "national_id": _("ID number"),
    "identity_reason": _("Which document, and why"),
    "birth": _("Date of birth"),
    "phone": _("Mobile number"),
    "email": _("E-mail"),
    "iban": _("IBAN"),
    "payee": _("Payee, when it is somebody else"),
    "city": _("City"),
    "address": _("National Address"),
    "licence": _("Licence number"),
    "signatory_name": _("Name of the signatory"),
    "dependants": _("Family members"),
    "on_behalf_of": _("The beneficiary"),
}
"""What an applicant says of himself."""

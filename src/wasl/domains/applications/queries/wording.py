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

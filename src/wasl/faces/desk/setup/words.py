"""How roles, mechanisms and the parts of a service are called where they are set up."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

ROLE_HINTS: Final[Mapping[str, Words]] = {
    "officer": _("Receives people, takes requests, matches papers, registers and hands over."),
    "delegate": _("Takes requests outside of the office and sees the ones that he took."),
    "researcher": _("Answers referrals, studies the cases given to him and recommends."),
    "committee_member": _("Reads what is put before the committee and votes."),
    "committee_chair": _("Votes, opens and closes sessions, and concludes each case."),
    "department_head": _(
        "Proposes decisions where the department decides; a reviewer confirms them."
    ),
    "reviewer": _("Confirms or returns the department's decisions."),
    "registrar": _("Registers accepted people and hands over what was granted."),
    "director": _("Sets up staff, services and the policy, sees every case, decides none."),
    "privacy_officer": _(
        "Answers requests about personal data, follows incidents and reviews unusual openings."
    ),
    "auditor": _("Reads the trail and the results; opens no case."),
}
"""What each role may do."""

NEEDS: Final[Mapping[str, Words]] = {
    "required": pgettext_lazy("document", "Required"),
    "optional": pgettext_lazy("document", "If there is one"),
    "dropped": pgettext_lazy("document", "Not asked for"),
}

OPERATORS: Final[Mapping[str, Words]] = {
    "eq": pgettext_lazy("limit", "exactly"),
    "ne": pgettext_lazy("limit", "other than"),
    "lt": pgettext_lazy("limit", "less than"),
    "le": pgettext_lazy("limit", "at most"),
    "gt": pgettext_lazy("limit", "more than"),
    "ge": pgettext_lazy("limit", "at least"),
}

FACTS: Final[Mapping[str, Words]] = {
    "income_per_head": _("Income per head of the household"),
    "rent_percent_of_income": _("Rent in percent of the income"),
    "age": _("Age"),
}
"""Figures that no question asks by itself."""

"""How the desk speaks of policy versions."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "draft": (pgettext_lazy("policy", "Draft"), "neutral"),
    "before_board": (_("Before the board"), "wait"),
    "adopted": (_("Adopted, not in force yet"), "info"),
    "in_force": (_("In force"), "good"),
    "superseded": (_("Superseded"), "neutral"),
    "discarded": (pgettext_lazy("policy", "Discarded"), "neutral"),
}

CAPACITIES: Final[Mapping[str, Words]] = {
    "chair": _("Chair of the board"),
    "deputy": _("Deputy chair"),
    "treasurer": _("Treasurer"),
    "secretary": _("Secretary of the board"),
    "member": _("Member of the board"),
}

ADOPTIONS: Final[Mapping[str, Words]] = {
    "decision": _("By decision of the board"),
    "meeting": _("In a meeting of the board"),
}

KINDS: Final[Mapping[str, Words]] = {
    "person": _("People"),
    "household": _("Households"),
    "organisation": _("Organisations"),
}

PROMISES: Final[Mapping[str, Words]] = {
    "at_least": _("At least that long"),
    "at_most": _("At most that long"),
    "as_soon_as_possible": _("As soon as possible"),
}

COUNTING: Final[Mapping[str, Words]] = {
    "calendar_days": _("Calendar days"),
    "working_days": _("Working days"),
}

CHANGES: Final[Mapping[str, tuple[Words, str]]] = {
    "same": (_("Unchanged"), "neutral"),
    "changed": (_("Changed"), "warn"),
    "moved": (_("Moved"), "info"),
    "added": (_("Added"), "good"),
    "gone": (pgettext_lazy("policy", "Left out"), "bad"),
}

FACTS: Final[Mapping[str, Words]] = {
    "title": _("Title"),
    "issue_number": _("Issue number"),
    "owner": _("Owner"),
    "advisory_bodies": _("Advisory bodies"),
    "publication": _("Publication"),
    "review": _("Review"),
    "applicant_title": _("What an applicant is called"),
    "referral_role": _("Whom people are referred to"),
    "referral_staff_role": _("Who answers referrals here"),
    "tools_holder": _("Who holds the tools"),
    "beneficiary_kinds": _("Whom we serve"),
    "sections": _("Headings"),
}

READ: Final[Mapping[str, Words]] = {
    "association": _("Association"),
    "title": _("Title"),
    "licence": _("Licence"),
    "version": _("Issue number"),
    "owner": _("Owner"),
    "review": _("Review"),
    "tools_holder": _("Who holds the tools"),
    "referral_role": _("Whom people are referred to"),
    "applicant": _("What an applicant is called"),
}

LISTS: Final[Mapping[str, Words]] = {
    "objectives": _("Objectives"),
    "sub_objectives": _("What trust is built by"),
    "channels": _("Channels"),
    "tools": _("Tools"),
    "steps": _("Steps"),
    "eligibility_steps": _("Steps of establishing eligibility"),
    "mechanisms": _("Mechanisms of eligibility"),
}

PARTS: Final[Mapping[str, Words]] = {
    "steps": _("Steps"),
    "deciders": _("Who decides"),
    "channels": _("Channels"),
    "tools": _("Tools"),
    "mechanisms": _("Mechanisms of eligibility"),
}

ITEM_KINDS: Final[Mapping[str, Words]] = {
    "needs": pgettext_lazy("policy", "Needs and simple procedures"),
    "electronic": pgettext_lazy("policy", "Electronic services"),
    "information": pgettext_lazy("policy", "Information and answers"),
    "on_site": pgettext_lazy("policy", "Served where they are"),
    "satisfaction": pgettext_lazy("policy", "Satisfaction"),
    "trust": pgettext_lazy("policy", "Trust and belonging"),
    "misconceptions": pgettext_lazy("policy", "Misconceptions"),
    "impressions": pgettext_lazy("policy", "Impressions"),
    "evaluation": pgettext_lazy("policy", "Evaluation is a right"),
    "quality_culture": pgettext_lazy("policy", "Culture of quality"),
    "improvement": pgettext_lazy("policy", "Improvement"),
    "interview": pgettext_lazy("policy", "Interview"),
    "phone": pgettext_lazy("policy", "Telephone"),
    "social_media": pgettext_lazy("policy", "Social media"),
    "letters": pgettext_lazy("policy", "Letters"),
    "help_request": pgettext_lazy("policy", "Help requests"),
    "volunteering": pgettext_lazy("policy", "Volunteering"),
    "website": pgettext_lazy("policy", "Website"),
    "branch_delegate": pgettext_lazy("policy", "Delegates"),
    "basic_bylaw": pgettext_lazy("policy", "Basic bylaw"),
    "research_guide": pgettext_lazy("policy", "Research guide"),
    "support_guide": pgettext_lazy("policy", "Support guide"),
    "support_form": pgettext_lazy("policy", "Support request form"),
    "receive": pgettext_lazy("policy", "Reception"),
    "match": pgettext_lazy("policy", "Matching the data"),
    "refer": pgettext_lazy("policy", "Referral"),
    "confirm": pgettext_lazy("policy", "Confirmation and signature"),
    "explain": pgettext_lazy("policy", "Telling what happens next"),
    "register": pgettext_lazy("policy", "Registration"),
    "deliver": pgettext_lazy("policy", "Delivery"),
    "apply": pgettext_lazy("policy", "Application"),
    "gather": pgettext_lazy("policy", "Gathering information"),
    "evaluate": pgettext_lazy("policy", "Evaluation"),
    "decide": pgettext_lazy("policy", "Decision"),
    "administrative_check": pgettext_lazy("policy", "Administrative check"),
    "field_visit": pgettext_lazy("policy", "Field visit"),
    "committee": pgettext_lazy("policy", "Committee"),
    "department": pgettext_lazy("policy", "Department"),
    "other": pgettext_lazy("policy", "Not known to us"),
}

PUBLICATION: Final[Mapping[str, Words]] = {
    "internal": _("For those who work here"),
    "external": _("For the public"),
}

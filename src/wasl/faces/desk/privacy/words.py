"""What the pages about personal data call rights, ways, grounds, risks and kinds of data."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.privacy.queries import STAGE_WORDS
from wasl.faces.desk.words import Words

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "received": (STAGE_WORDS["received"], "info"),
    "answering": (STAGE_WORDS["answering"], "info"),
    "answered": (STAGE_WORDS["answered"], "good"),
    "refused": (STAGE_WORDS["refused"], "bad"),
    "withdrawn": (STAGE_WORDS["withdrawn"], "neutral"),
}

STANDINGS: Final[Mapping[str, tuple[Words, str]]] = {
    "open": (_("In time"), "good"),
    "near": (pgettext_lazy("request", "Near"), "warn"),
    "overdue": (_("Overdue"), "bad"),
}

BASES: Final[Mapping[str, Words]] = {
    "consent": _("The person’s consent"),
    "agreement": _("An agreement with the person"),
    "law": _("Another law"),
    "vital": _("The person’s own pressing interest"),
    "legitimate": _("The association’s legitimate interest"),
}

KINDS: Final[Mapping[str, Words]] = {
    "identity": _("Name and identity"),
    "contact": _("Phone and e-mail"),
    "address": _("Address"),
    "family": _("Family"),
    "income": _("Income"),
    "obligations": _("Obligations and debts"),
    "housing": _("Housing"),
    "education": _("Education"),
    "work": _("Work"),
    "bank": _("Bank account"),
    "documents": _("Documents"),
    "visit": _("What a visit found"),
    "photos": _("Photos"),
    "conversations": _("Conversations"),
    "health": _("Health"),
    "disability": _("Disability"),
    "credit": _("Credit data"),
    "parentage": _("Unknown parentage"),
}

RISKS: Final[Mapping[str, tuple[Words, str]]] = {
    "": (_("Not weighed yet"), "wait"),
    "none": (_("No risk to people"), "good"),
    "some": (_("Some risk"), "warn"),
    "high": (_("High risk"), "bad"),
}

INCIDENT_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "known": (_("To be weighed"), "wait"),
    "assessed": (_("Weighed"), "info"),
    "closed": (_("Closed"), "neutral"),
}

TOLD_HOW: Final[Mapping[str, Words]] = {
    "sms": _("Text message"),
    "email": _("E-mail"),
    "phone": _("By phone"),
    "letter": _("By letter"),
    "visit": _("In a visit"),
    "website": _("On the website"),
}

NOTICES: Final[Mapping[str, tuple[Words, str]]] = {
    "holds": (_("Holds now"), "good"),
    "to_come": (_("Still to come"), "info"),
    "past": (_("Earlier version"), "neutral"),
}

DEEDS: Final[Mapping[str, Words]] = {
    "delete": _("Deleted"),
    "blank": _("Emptied of what tells who it is"),
    "keep": _("Kept, because it tells of nobody"),
}

DESTROYED: Final[Mapping[str, Words]] = {
    "deleted": _("Deleted"),
    "emptied": _("Emptied of what tells who it is"),
    "kept": pgettext_lazy("rows", "Kept"),
}

DESTRUCTION_GROUNDS: Final[Mapping[str, Words]] = {
    "request": _("The person asked for it"),
    "retention": _("Its time was over"),
    "mistake": _("It was taken down by mistake"),
}

ROOMS: Final[Mapping[str, Words]] = {
    "associations": _("The association"),
    "access": _("Colleagues and their access"),
    "notifications": _("Messages"),
    "policies": _("The policy"),
    "privacy": _("Personal data"),
    "knowledge": _("Guides and answers"),
    "parties": _("People, households and organisations"),
    "spreadsheets": _("Spreadsheets brought in"),
    "agreements": _("Agreements"),
    "contacts": _("Contacts"),
    "catalogue": _("Services"),
    "eligibility": _("Criteria"),
    "applications": _("Applications"),
    "assessments": _("Assessments"),
    "decisions": _("Decisions"),
    "delivery": _("Delivery"),
    "satisfaction": _("Satisfaction"),
}

"""What the pages about personal data call rights, ways, grounds, risks and kinds of data."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

RIGHTS: Final[Mapping[str, Words]] = {
    "access": _("To see his or her data"),
    "copy": _("A copy of the data"),
    "correction": _("Correction of the data"),
    "erasure": _("Erasure of the data"),
    "withdrawal": _("Withdrawal of a consent"),
    "objection": _("An end to a use of the data"),
}

WAYS: Final[Mapping[str, Words]] = {
    "oral": _("By word of mouth"),
    "desk": pgettext_lazy("request", "In writing, at the office"),
    "portal": _("At the portal"),
    "letter": _("By letter"),
    "email": _("By e-mail"),
}

ACTS_AS: Final[Mapping[str, Words]] = {
    "self": _("For himself or herself"),
    "guardian": _("As guardian"),
    "agent": _("As agent"),
}

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "received": (_("Received"), "info"),
    "answering": (_("Being answered"), "info"),
    "answered": (_("Answered"), "good"),
    "refused": (pgettext_lazy("request", "Refused"), "bad"),
    "withdrawn": (_("Withdrawn"), "neutral"),
}

STANDINGS: Final[Mapping[str, tuple[Words, str]]] = {
    "open": (_("In time"), "good"),
    "near": (pgettext_lazy("request", "Near"), "warn"),
    "overdue": (_("Overdue"), "bad"),
}

CHECKS: Final[Mapping[str, Words]] = {
    "original_seen": _("Original document seen"),
    "deed_seen": _("Deed of the guardian or agent seen"),
    "known": _("Known in person to a colleague"),
    "phone_code": _("Code to the phone"),
}

OUTCOMES: Final[Mapping[str, Words]] = {
    "shown": _("The person read it here"),
    "printed": _("A printed copy was handed over"),
    "file": _("A file was handed over"),
    "corrected": _("The data was corrected"),
    "already_right": _("The data was right already"),
    "erased": _("The data was erased"),
    "use_ended": _("The use was ended"),
    "nothing_given": _("There was no consent to withdraw"),
    "nothing_held": _("We hold nothing about this person"),
}

GROUNDS: Final[Mapping[str, Words]] = {
    "identity": _("We could not make sure who asks"),
    "repeated": _("Asked again and again without need"),
    "unfounded": _("Plainly unfounded"),
    "disproportionate": _("Out of all proportion"),
    "others": _("It would reveal or harm somebody else"),
    "law": _("A law demands that we keep it"),
    "claim": _("It is needed for a claim before a court"),
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

HOLDS: Final[Mapping[str, Words]] = {
    "dispute": _("A dispute with the person"),
    "court": _("A case before a court"),
    "inquiry": _("An inquiry by an authority"),
    "audit": _("An audit"),
    "other": pgettext_lazy("hold", "Another ground"),
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

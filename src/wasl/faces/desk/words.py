"""The desk's own words for stages, channels, outcomes and the like."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.applications.queries import OUTCOME_WORDS, STAGE_WORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "draft": (STAGE_WORDS["draft"], "neutral"),
    "submitted": (STAGE_WORDS["submitted"], "info"),
    "incomplete": (STAGE_WORDS["incomplete"], "wait"),
    "complete": (STAGE_WORDS["complete"], "info"),
    "assessed": (STAGE_WORDS["assessed"], "warn"),
    "decided": (STAGE_WORDS["decided"], "good"),
    "closed": (STAGE_WORDS["closed"], "neutral"),
    "withdrawn": (STAGE_WORDS["withdrawn"], "neutral"),
    "discarded": (STAGE_WORDS["discarded"], "neutral"),
}

QUEUE_STAGES: Final = ("submitted", "incomplete", "complete", "assessed", "decided")

IDENTITY_KINDS: Final[Mapping[str, Words]] = {
    "national": _("National ID"),
    "iqama": _("Residence permit"),
    "other": _("Another document"),
}

RELATIONS: Final[Mapping[str, Words]] = {
    "wife": _("Wife"),
    "husband": _("Husband"),
    "son": _("Son"),
    "daughter": _("Daughter"),
    "father": _("Father"),
    "mother": _("Mother"),
    "brother": _("Brother"),
    "sister": _("Sister"),
    "guardian": _("Guardian"),
    "delegate": _("Delegate"),
    "parent": _("Father or mother"),
    "child": _("Son or daughter"),
    "spouse": _("Husband or wife"),
    "sibling": _("Brother or sister"),
    "ward": _("Under my guardianship"),
    "other": pgettext_lazy("relation", "Other relative"),
}

PARTY_KINDS: Final[Mapping[str, Words]] = {
    "person": _("Person"),
    "household": _("Household"),
    "organisation": _("Organisation"),
}

MECHANISMS: Final[Mapping[str, tuple[Words, str]]] = {
    "administrative_check": (_("Administrative check"), "file-search"),
    "interview": (_("Interview"), "messages-square"),
    "field_visit": (_("Field visit"), "house"),
}

OUTCOMES: Final[Mapping[str, tuple[Words, str]]] = {
    "accept": (OUTCOME_WORDS["accept"], "good"),
    "partly": (OUTCOME_WORDS["partly"], "warn"),
    "reject": (OUTCOME_WORDS["reject"], "bad"),
}

MESSAGE_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "queued": (_("Waiting to go out"), "wait"),
    "sent": (_("Sent"), "info"),
    "delivered": (_("Arrived"), "good"),
    "failed": (_("Did not arrive"), "bad"),
}

MESSAGE_KINDS: Final[Mapping[str, Words]] = {
    "application_received": _("Application received"),
    "items_missing": _("Something is missing"),
    "document_ends": _("A document ends soon"),
    "application_withdrawn": _("Application withdrawn"),
    "code": _("One-time code"),
    "decision_issued": _("The decision is there"),
    "delivery.registered": _("Registration completed"),
    "satisfaction.invitation": _("How was it?"),
}

CARRIERS: Final[Mapping[str, Words]] = {"sms": _("Text message"), "email": _("E-mail")}

DIRECTIONS: Final[Mapping[str, Words]] = {
    "inward": _("They contacted us"),
    "outward": _("We contacted them"),
}

PURPOSES: Final[Mapping[str, Words]] = {
    "application": _("Application"),
    "follow_up": _("Follow-up"),
    "inquiry": _("Inquiry"),
    "told_who_decides": _("Told what happens next"),
    "withdrawal": _("Withdrawal"),
    "complaint": _("Complaint"),
    "suggestion": _("Suggestion"),
    "other": pgettext_lazy("purpose", "Something else"),
}

LACKING: Final[Mapping[str, Words]] = {
    "absent": _("nothing has come yet"),
    "unchecked": _("nobody has matched it yet"),
    "original": _("the original was not seen"),
    "mismatch": _("it does not match the data"),
    "expired": _("it was not valid on the day of submission"),
    "validity_unknown": _("its last day of validity was not noted"),
}

DERIVED: Final[Mapping[str, Words]] = {
    "income_per_head": _("Income per person a month"),
    "rent_percent_of_income": _("Rent as a share of income, in per cent"),
    "age": _("Age"),
    "is_citizen": _("Saudi citizen"),
    "is_registered": _("Registered with the association"),
}


def stage_words(stage: str) -> Words:
    """The stage as staff call it."""
    return STAGES.get(stage, (stage, "neutral"))[0]


def stage_tone(stage: str) -> str:
    """The tone in which a stage is shown."""
    return STAGES.get(stage, (stage, "neutral"))[1]

"""The words of agreements, duties and disputes."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

KINDS: Final[Mapping[str, Words]] = {
    "contract": _("Contract"),
    "undertaking": _("Undertaking"),
    "partnership": _("Partnership"),
    "terms": _("Terms of a service"),
}
STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "draft": (pgettext_lazy("agreement", "Draft"), "neutral"),
    "in_force": (pgettext_lazy("agreement", "In force"), "good"),
    "ended": (pgettext_lazy("agreement", "Ended"), "neutral"),
    "terminated": (pgettext_lazy("agreement", "Broken off"), "bad"),
    "discarded": (pgettext_lazy("agreement", "Laid aside"), "neutral"),
}
SIDES: Final[Mapping[str, Words]] = {
    "association": _("The association"),
    "party": _("The other side"),
}
STATES: Final[Mapping[str, tuple[Words, str]]] = {
    "owed": (pgettext_lazy("duty", "Owed"), "info"),
    "soon": (pgettext_lazy("duty", "Due soon"), "warn"),
    "late": (pgettext_lazy("duty", "Late"), "bad"),
    "performed": (pgettext_lazy("duty", "Performed"), "good"),
    "defaulted": (pgettext_lazy("duty", "In default"), "bad"),
    "released": (pgettext_lazy("duty", "Released"), "neutral"),
}
DISPUTE_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "open": (pgettext_lazy("dispute", "Open"), "warn"),
    "referred": (pgettext_lazy("dispute", "With somebody outside"), "info"),
    "settled": (pgettext_lazy("dispute", "Settled"), "good"),
    "decided": (pgettext_lazy("dispute", "Decided outside"), "neutral"),
    "withdrawn": (pgettext_lazy("dispute", "Withdrawn"), "neutral"),
}
STEPS: Final[Mapping[str, Words]] = {
    "heard": _("A side was heard"),
    "offered": _("A settlement was offered"),
    "met": _("Both sides met"),
    "mediated": _("Somebody mediated"),
    "referred": _("Referred to somebody outside"),
    "noted": _("Note"),
}
ENDS: Final[Mapping[str, Words]] = {
    "settled": _("Settled between both sides"),
    "decided": _("Decided by somebody outside"),
    "withdrawn": _("Withdrawn by the one who raised it"),
}
PARTS: Final[Mapping[str, Words]] = {
    "duties": _("what each of both sides owes"),
    "default": _("what follows from default"),
    "liability": _("how far liability goes"),
    "settlement": _("how a dispute is settled"),
}

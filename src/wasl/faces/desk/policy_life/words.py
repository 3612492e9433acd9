"""How places, audiences, outcomes and stages of a policy are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.words import Words

PLACES: Final[Mapping[str, Words]] = {
    "public_page": _("The public policy page"),
    "website": _("The association's website"),
    "social_media": _("Social media"),
    "noticeboard": _("The visitors' notice board"),
    "printed": _("Printed copies for visitors"),
    "staff_page": _("The staff's policy page"),
    "staff_board": _("The staff's notice board"),
}

AUDIENCES: Final[Mapping[str, Words]] = {
    "staff": _("The staff"),
    "beneficiaries": _("The beneficiaries"),
}

SCOPES: Final[Mapping[str, Words]] = {
    "internal": _("inside the association"),
    "external": _("outside the association"),
}

OUTCOMES: Final[Mapping[str, Words]] = {
    "unchanged": _("Reviewed, unchanged"),
    "new_draft": _("A new version is begun"),
}

KINDS: Final[Mapping[str, Words]] = {
    "decision": _("By board decision"),
    "meeting": _("At a board meeting"),
}

MESSAGES: Final[Mapping[str, Words]] = {
    "queued": _("waiting to go out"),
    "sent": _("handed to the carrier"),
    "delivered": _("arrived"),
    "failed": _("did not arrive"),
}

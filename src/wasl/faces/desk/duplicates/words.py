"""The words of telling records apart."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.people.words import FIELDS as CORRECTED
from wasl.faces.desk.words import Words

FIELDS: Final[Mapping[str, Words]] = {
    **CORRECTED,
    "identity": _("ID number"),
    "file_number": _("File number"),
    "household": _("Household"),
}
"""What two records are compared in, and what may be corrected meanwhile."""

STRENGTHS: Final[Mapping[str, tuple[Words, str]]] = {
    "strong": (_("Very likely the same"), "bad"),
    "likely": (_("Likely the same"), "warn"),
    "possible": (_("Perhaps the same"), "neutral"),
}

SPEAKS: Final[Mapping[str, tuple[Words, str]]] = {
    "strongly_for": (_("speaks strongly for it"), "good"),
    "for": (_("speaks for it"), "info"),
    "neither": (_("says little"), "neutral"),
    "against": (_("speaks against it"), "warn"),
    "strongly_against": (_("speaks strongly against it"), "bad"),
}

FOUND_BY: Final[Mapping[str, Words]] = {
    "search": _("Found by the search through the registry"),
    "newcomer": _("Found by the search among newcomers"),
    "registering": _("Noticed while registering"),
    "correction": _("Noticed after a correction"),
    "person": _("Pointed out by a colleague"),
    "merge": _("Follows from a merge"),
}

SIDES: Final[Mapping[str, Words]] = {
    "first": _("The older record"),
    "second": _("The newer record"),
}

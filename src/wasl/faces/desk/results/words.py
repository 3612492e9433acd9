"""How scores, deeds and verdicts are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

SCORES: Final[Mapping[int, Words]] = {
    5: pgettext_lazy("score", "Very good"),
    4: pgettext_lazy("score", "Good"),
    3: pgettext_lazy("score", "Fair"),
    2: pgettext_lazy("score", "Weak"),
    1: pgettext_lazy("score", "Bad"),
}

QUARTERS: Final[Mapping[str, Words]] = {
    "1": _("First quarter %(year)s"),
    "2": _("Second quarter %(year)s"),
    "3": _("Third quarter %(year)s"),
    "4": _("Fourth quarter %(year)s"),
}

ACTORS: Final[Mapping[str, Words]] = {
    "public": pgettext_lazy("trail", "A visitor"),
    "applicant": pgettext_lazy("trail", "An applicant"),
    "staff": pgettext_lazy("trail", "A former colleague"),
    "system": pgettext_lazy("trail", "The system"),
    "installation": pgettext_lazy("trail", "The installation"),
}

BAD_ENTRIES: Final[Mapping[str, Words]] = {
    "missing": _("An entry is missing or out of order."),
    "unchained": _("An entry does not follow the one before it."),
    "altered": _("An entry was changed after it was written."),
    "cut": _("The end of the trail was cut off."),
}

"""How sessions, votes and decisions are called at the desk."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

SESSION_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "planned": (_("Planned"), "info"),
    "open": (pgettext_lazy("session", "Open"), "good"),
    "closed": (pgettext_lazy("session", "Closed"), "neutral"),
}

CHOICES: Final[Mapping[str, tuple[Words, str, str]]] = {
    "accept": (pgettext_lazy("vote", "Accept"), "good", "check"),
    "reject": (pgettext_lazy("vote", "Not accept"), "bad", "x"),
    "partly": (pgettext_lazy("vote", "Accept in part"), "warn", "circle-slash-2"),
    "defer": (pgettext_lazy("vote", "Defer"), "wait", "clock"),
}
"""What a member may choose, in the order of the keys 1 to 4: words, tone, icon."""

OUTCOMES: Final[Mapping[str, tuple[Words, str]]] = {
    "accept": (_("Accepted"), "good"),
    "partly": (_("Accepted in part"), "warn"),
    "reject": (_("Not accepted"), "bad"),
}

RECOMMENDED: Final[Mapping[str, tuple[Words, str]]] = {
    "accept": (_("Recommends to accept"), "good"),
    "partly": (_("Recommends to accept in part"), "warn"),
    "reject": (_("Recommends not to accept"), "bad"),
}

DECISION_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "proposed": (_("Waits for its reviewer"), "wait"),
    "issued": (_("Issued"), "good"),
    "returned": (_("Returned"), "warn"),
    "replaced": (_("Replaced by a later one"), "neutral"),
}

DRAWN_FACTS: Final[Mapping[str, Words]] = {
    "income_per_head": _("Income per head of the household"),
    "age": _("Age"),
    "is_citizen": _("Saudi citizen"),
}
"""Facts that no question asks by itself, because they are drawn from answers or the record."""

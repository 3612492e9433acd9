"""What this part calls the kinds, categories and stages of articles and tools."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

KINDS: Final[Mapping[str, Words]] = {
    "misconception": _("A misconception: what people think, and how it is"),
    "article": _("An article"),
}

SHORT_KINDS: Final[Mapping[str, Words]] = {
    "misconception": _("Misconception"),
    "article": pgettext_lazy("knowledge", "Article"),
}

CATEGORIES: Final[Mapping[str, Words]] = {
    "services": _("The services"),
    "entitlement": _("Who is entitled"),
    "documents": _("Documents"),
    "decision": _("The decision and its time"),
    "delivery": _("Receiving the service"),
    "privacy": _("Privacy and rights"),
    "general": pgettext_lazy("knowledge", "General"),
}

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "draft": (_("Draft"), "neutral"),
    "published": (pgettext_lazy("knowledge", "Published"), "good"),
    "withdrawn": (pgettext_lazy("knowledge", "Withdrawn"), "wait"),
}

PARTS: Final[Mapping[str, Words]] = {
    "title": pgettext_lazy("knowledge", "the title"),
    "thought": _("what people think"),
    "body": pgettext_lazy("knowledge", "the text"),
}

ICONS: Final[Mapping[str, str]] = {
    "basic_bylaw": "scroll-text",
    "research_guide": "search",
    "support_guide": "hand-heart",
    "support_form": "clipboard-list",
}

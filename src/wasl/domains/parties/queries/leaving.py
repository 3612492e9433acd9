"""Why somebody left a household, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.foundation.personal_data import Words

LEAVING_WORDS: Final[Mapping[str, Words]] = {
    "moved": _("Moved away"),
    "marriage": _("Married"),
    "independence": _("Lives by own means"),
    "death": _("Died"),
    "mistake": _("Recorded by mistake"),
    "other": pgettext_lazy("reason", "Another reason"),
    "not_named": _("No longer named in a request"),
    "merged": _("Two records were merged"),
}

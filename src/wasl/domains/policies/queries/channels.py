"""The channels that a policy may name, in words that the person on them reads."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import Words

CHANNELS: Final[Mapping[str, Words]] = {
    "interview": _("At the counter"),
    "phone": _("By phone"),
    "social_media": _("Social media"),
    "letters": _("By letter"),
    "help_request": _("Help-request service"),
    "volunteering": _("Volunteering service"),
    "website": _("Website"),
    "branch_delegate": _("Through a delegate"),
}

"""The channels that a policy may name, in words that the person on them reads."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNELS: Final[Mapping[str, str | Promise]] = {
    "interview": _("At the counter"),
    "phone": _("By phone"),
    "social_media": _("Social media"),
    "letters": _("By letter"),
    "help_request": _("Help-request service"),
    "volunteering": _("Volunteering service"),
    "website": _("Website"),
    "branch_delegate": _("Through a delegate"),
}

"""What stands around every page of setting up."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.routes import Request
from wasl.faces.ui.shapes import Tab

PLACE: Final = "desk:setup"

_PARTS: Final = (
    ("desk:setup", _("Getting started"), "access.invite_staff"),
    ("desk:staff", _("Staff"), "access.invite_staff"),
    ("desk:services", _("Services"), "catalogue.publish_service"),
    ("desk:document_kinds", _("Kinds of documents"), "parties.open_document_kind"),
    ("desk:committees", _("Committee"), "decisions.form_committee"),
)


def set_up(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    title: object,
    part: str,
    status: int = 200,
) -> HttpResponse:
    """A page of setting up, with its tabs; `part` is the URL name of the current one."""
    tabs = [
        Tab(text, here(request, name), current=name == part)
        for name, text, permission in _PARTS
        if request.actor.may(permission)
    ]
    return shown(
        request, template, {"tabs": tabs, **context}, title=title, place=PLACE, status=status
    )

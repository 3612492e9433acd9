"""Somebody of a household gets a record of his own, or turns out to have one already."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.actions import make_member_party, recognise_member
from wasl.domains.parties.queries import PartySheet, party_sheet, party_strip
from wasl.domains.parties.refusals import (
    AlreadyKnown,
    IdentityReasonMissing,
    KeyReused,
    LikelyKnown,
    MemberDiffers,
    MemberKnown,
    MemberTwice,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.forms import OwnRecordForm
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.people.pages import birth_words
from wasl.faces.desk.people.registering import alike_shown, said_to_differ
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.parties.queries import MemberRow

_TAB = "desk:party_household"


@staff_route("parties.make_member_party", "parties.party_sheet", methods=("GET", "POST"))
def own_record(request: Request, slug: str, party: UUID, member: UUID) -> HttpResponse:
    """Register a member of a household as a person, with what the household says of him.

    Whoever looks alike is shown first; sending twice registers once.
    """
    home = party_sheet(request.actor, party=party)
    row = next((one for one in home.members if one.id == member), None)
    if row is None:
        raise NotFound
    if row.party is not None:
        return redirect(here(request, "desk:party", party=row.party))
    form = OwnRecordForm(request.POST if request.method == "POST" else None, member=row)
    if not form.is_valid():
        return _page(request, home, row, form, status=422 if form.is_bound else 200)
    try:
        made = make_member_party(
            request.actor,
            member=row.id,
            key=key_typed(request.POST.get("key")) or uuid4(),
            identity_reason=form.cleaned_data.get("identity_reason", ""),
            seen_alike=said_to_differ(request),
        )
    except AlreadyKnown as refusal:
        known = party_strip(request.actor, party=refusal.party)
        return _page(
            request, home, row, form, status=refusal.status, known=known, said=str(refusal)
        )
    except LikelyKnown as refusal:
        alike = alike_shown(request, refusal.matches)
        return _page(request, home, row, form, status=refusal.status, said=str(refusal), **alike)
    except IdentityReasonMissing as refusal:
        form.add_error("identity_reason", str(refusal))
    except KeyReused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, home, row, form, status=refusal.status, key=uuid4())
    except MemberKnown as refusal:
        return redirect(here(request, "desk:party", party=refusal.party))
    else:
        messages.success(request, _("%(name)s has a record now.") % {"name": row.name})
        return redirect(here(request, "desk:party", party=made.pk))
    return _page(request, home, row, form, status=422)


@staff_route("parties.recognise_member", methods=("POST",))
def recognised(request: Request, slug: str, party: UUID, member: UUID) -> HttpResponse:
    """Say which record is the member's."""
    known = key_typed(request.POST.get("known"))
    if known is None:
        raise NotFound
    try:
        row = recognise_member(request.actor, member=member, party=known)
    except (MemberDiffers, MemberKnown, MemberTwice) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("This is the record of %(name)s now.") % {"name": row.name})
    return redirect(here(request, _TAB, party=party))


def _page(
    request: Request,
    home: PartySheet,
    row: "MemberRow",
    form: OwnRecordForm,
    *,
    status: int,
    key: UUID | None = None,
    **more: Any,
) -> HttpResponse:
    may_recognise = request.actor.may("parties.recognise_member")
    context = {
        "form": form,
        "member": row,
        "birth": birth_words(row.birth),
        "key": key or key_typed(request.POST.get("key")) or uuid4(),
        "known_url": here(request, "desk:party_recognise", party=home.id, member=row.id)
        if may_recognise
        else "",
        "back_url": here(request, _TAB, party=home.id),
        **more,
    }
    return party_page(
        request,
        "desk/people/own_record.html",
        context,
        party=home.id,
        tab=_TAB,
        title=_("A record of their own"),
        strip=home.strip,
        status=status,
    )

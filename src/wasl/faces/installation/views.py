"""Associations of the installation: listed, opened, and their first director invited."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.actions import Invited, name_first_director
from wasl.domains.access.queries import direction_of
from wasl.domains.access.refusals import (
    AccountOfInstallation,
    DirectionTaken,
    InvitedTooOften,
)
from wasl.domains.associations.actions import open_association
from wasl.domains.associations.queries import (
    AssociationRow,
    association_called,
    associations_listed,
)
from wasl.domains.associations.refusals import AddressTaken, AddressUnfit
from wasl.domains.parties.actions import open_starting_kinds
from wasl.faces.edge.mail import may_reach_by_mail
from wasl.faces.edge.routes import InstallationRequest, operator_route
from wasl.faces.installation.forms import AssociationForm, DirectorForm, both_languages
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address as whole_address


@operator_route("associations.associations_listed")
def listed(request: InstallationRequest) -> HttpResponse:
    """Every association with what it still lacks."""
    rows = [
        {"row": row, "direction": direction_of(_at(request, row.id))}
        for row in associations_listed(request.actor)
    ]
    return _shown(request, "installation/listed.html", {"rows": rows}, title=_("Associations"))


@operator_route("associations.open_association", methods=("GET", "POST"))
def open_(request: InstallationRequest) -> HttpResponse:
    """Open an association and invite its first director: both or neither."""
    typed = request.POST if request.method == "POST" else None
    form, first = AssociationForm(typed), DirectorForm(typed)
    if request.method == "POST" and form.is_valid() and first.is_valid():
        try:
            with transaction.atomic():
                opened, invited = _opened(request, form.cleaned_data, first.cleaned_data)
        except (AddressTaken, AddressUnfit) as refusal:
            form.add_error("slug", str(refusal))
        except (AccountOfInstallation, InvitedTooOften) as refusal:
            first.add_error("director_email", str(refusal))
        else:
            messages.success(request, _("The association is open, and its director is invited."))
            return _told(request, opened, invited)
    context = {"form": form, "first": first, "back_url": reverse("installation:associations")}
    has_errors = bool(form.errors or first.errors)
    return _shown(
        request,
        "installation/open.html",
        context | {"has_errors": has_errors},
        title=_("Open a new association"),
        status=422 if has_errors else 200,
    )


@operator_route("associations.association_called")
def association(request: InstallationRequest, address: str) -> HttpResponse:
    """An association as its operator sees it: its sign, and whether its director came."""
    row = association_called(request.actor, slug=address)
    return _association(request, row, DirectorForm())


@operator_route("access.name_first_director", methods=("POST",))
def director(request: InstallationRequest, address: str) -> HttpResponse:
    """Invite the first director anew, or somebody else instead."""
    row = association_called(request.actor, slug=address)
    form = DirectorForm(request.POST)
    if form.is_valid():
        try:
            invited = _invite(_at(request, row.id), form.cleaned_data)
        except (AccountOfInstallation, DirectionTaken, InvitedTooOften) as refusal:
            form.add_error("director_email", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return _told(request, row.slug, invited)
    return _association(request, row, form, status=422)


def _opened(
    request: InstallationRequest, typed: dict[str, Any], first: dict[str, Any]
) -> tuple[str, Invited]:
    slug = typed["slug"].strip().lower() or slug_suggested(typed["short_en"])
    row = open_association(
        request.actor,
        slug=slug,
        name=both_languages(typed, "name"),
        short_name=both_languages(typed, "short"),
        licence=typed["licence"],
        city=both_languages(typed, "city"),
        phone=typed["phone"],
        email=typed["email"],
        website=typed["website"],
        hours=both_languages(typed, "hours"),
        accent=typed["accent"],
        digits=typed["digits"],
    )
    open_starting_kinds(Actor.system(row.pk))
    return row.slug, _invite(_at(request, row.pk), first)


def slug_suggested(short_name: str) -> str:
    """The address that an English short name suggests; empty when it holds no Latin letter."""
    plain = re.sub(r"[^a-z0-9]+", "-", short_name.lower()).strip("-")
    return re.sub(r"^[0-9-]+", "", plain)[:40].strip("-")


def _invite(by: Actor, typed: dict[str, Any]) -> Invited:
    return name_first_director(by, email=typed["director_email"], name=typed["director_name"])


def _at(request: InstallationRequest, association: UUID) -> Actor:
    return replace(request.actor, association=association)


def _told(request: InstallationRequest, slug: str, invited: Invited) -> HttpResponse:
    # Where no mail is carried, the link is handed over by hand: shown once, kept nowhere.
    if may_reach_by_mail():
        return redirect(reverse("installation:association", kwargs={"address": slug}))
    row = association_called(request.actor, slug=slug)
    path = reverse("invitation", kwargs={"slug": slug, "token": invited.token})
    return _association(request, row, DirectorForm(), link=whole_address(path))


def _association(
    request: InstallationRequest,
    row: AssociationRow,
    form: DirectorForm,
    *,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    direction = direction_of(_at(request, row.id))
    if not form.is_bound:
        form.initial = {
            "director_name": direction.invited_name,
            "director_email": direction.invited_email,
        }
    context = {
        "row": row,
        "direction": direction,
        "form": form,
        "link": link,
        "back_url": reverse("installation:associations"),
        "public_url": f"/{row.slug}/",
    }
    return _shown(request, "installation/association.html", context, title=row.name, status=status)


def _shown(
    request: InstallationRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: object,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        template,
        {"page_title": title, "sign_out_url": reverse("account_logout"), **context},
        status=status,
    )

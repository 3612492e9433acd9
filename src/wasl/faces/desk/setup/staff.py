"""Who works here: invited, given roles, placed at a branch, and taking leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.actions import (
    Invited,
    change_roles,
    declare_kin,
    invite_staff,
    leave_staff,
    place_at_branch,
    renew_invitation,
)
from wasl.domains.access.queries import (
    ROLE_WORDS,
    StaffRow,
    StaffSheet,
    staff_listed,
    staff_sheet,
)
from wasl.domains.access.refusals import (
    AccountOfInstallation,
    AlreadyCame,
    AlreadyStaff,
    InvitedTooOften,
    LastDirector,
    OwnRoles,
)
from wasl.domains.associations.queries import BranchRow, branches_listed
from wasl.faces.desk.frame import here
from wasl.faces.desk.setup.forms import BranchForm, InviteForm, RelativesForm, RolesForm
from wasl.faces.desk.setup.pages import set_up
from wasl.faces.edge.mail import may_reach_by_mail
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.addresses import address


@staff_route("access.invite_staff")
def listed(request: Request, slug: str) -> HttpResponse:
    """Everybody who works or worked here."""
    branches = branches_listed(request.actor)
    rows = [_line(request, row, branches) for row in staff_listed(request.actor)]
    context = {
        "working": [one for one in rows if one["row"].is_active],
        "gone": [one for one in rows if not one["row"].is_active],
        "invite_url": here(request, "desk:invite_staff"),
    }
    return set_up(request, "desk/setup/staff.html", context, title=_("Staff"), part="desk:staff")


@staff_route("access.invite_staff", methods=("GET", "POST"), fresh="now")
def invite(request: Request, slug: str) -> HttpResponse:
    """Invite somebody: name, e-mail, roles, branch, and whose cases he will not handle."""
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        branches=branches_listed(request.actor),
        initial={"roles": request.GET.getlist("role")},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            invited = invite_staff(
                request.actor,
                email=typed["email"],
                name=typed["name"],
                roles=typed["roles"],
                relatives=typed["relatives"],
                branch=typed.get("branch"),
            )
        except (AlreadyStaff, AccountOfInstallation, InvitedTooOften) as refusal:
            form.add_error("email", str(refusal))
        else:
            return _told(request, invited)
    return set_up(
        request,
        "desk/setup/invite.html",
        {"form": form, "back_url": here(request, "desk:staff")},
        title=_("Invite somebody"),
        part="desk:staff",
        status=422 if form.errors else 200,
    )


@staff_route("access.staff_sheet")
def member(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """One colleague, and what may be changed."""
    return _member(request, staff_sheet(request.actor, staff=staff))


@staff_route("access.change_roles", methods=("POST",), fresh="now")
def roles(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """Other roles, from the next request on."""
    sheet = staff_sheet(request.actor, staff=staff)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            change_roles(request.actor, staff=staff, roles=form.cleaned_data["roles"])
        except (OwnRoles, LastDirector) as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, _("The roles are changed."))
            return redirect(here(request, "desk:member", staff=staff))
    return _member(request, sheet, roles_form=form, status=422)


@staff_route("access.place_at_branch", methods=("POST",))
def branch(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """Another branch, or the head office."""
    sheet = staff_sheet(request.actor, staff=staff)
    form = BranchForm(request.POST, branches=branches_listed(request.actor))
    if not form.is_valid():
        return _member(request, sheet, branch_form=form, status=422)
    place_at_branch(request.actor, staff=staff, branch=form.cleaned_data["branch"])
    messages.success(request, _("The branch is changed."))
    return redirect(here(request, "desk:member", staff=staff))


@staff_route("access.declare_kin", methods=("POST",))
def relatives(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """More relatives whose cases he will not handle."""
    sheet = staff_sheet(request.actor, staff=staff)
    form = RelativesForm(request.POST)
    if not form.is_valid():
        return _member(request, sheet, relatives_form=form, status=422)
    declare_kin(request.actor, staff=staff, relatives=form.cleaned_data["relatives"])
    messages.success(request, _("The numbers are kept, and shown to nobody."))
    return redirect(here(request, "desk:member", staff=staff))


@staff_route("access.renew_invitation", methods=("POST",))
def invite_again(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """A new link instead of the former one."""
    try:
        invited = renew_invitation(request.actor, staff=staff)
    except (AlreadyCame, InvitedTooOften) as refusal:
        messages.error(request, str(refusal))
        return redirect(here(request, "desk:member", staff=staff))
    return _told(request, invited)


@staff_route("access.leave_staff", methods=("GET", "POST"))
def leave(request: Request, slug: str, staff: UUID) -> HttpResponse:
    """End somebody's work here, on a page of its own."""
    sheet = staff_sheet(request.actor, staff=staff)
    trouble = ""
    if request.method == "POST":
        try:
            leave_staff(request.actor, staff=staff)
        except (OwnRoles, LastDirector) as refusal:
            trouble = str(refusal)
        else:
            messages.success(request, _("The colleague no longer works here."))
            return redirect(here(request, "desk:staff"))
    context = {
        "sheet": sheet,
        "trouble": trouble,
        "back_url": here(request, "desk:member", staff=staff),
    }
    return set_up(
        request,
        "desk/setup/leave.html",
        context,
        title=_("End the work of %(name)s") % {"name": sheet.row.name},
        part="desk:staff",
        status=409 if trouble else 200,
    )


def _told(request: Request, invited: Invited) -> HttpResponse:
    if may_reach_by_mail():
        messages.success(request, _("The invitation is on its way."))
        return redirect(here(request, "desk:member", staff=invited.staff))
    # Where no mail is carried, the link is handed over by hand: shown once, kept nowhere.
    parts = {"slug": request.association.slug, "token": invited.token}
    sheet = staff_sheet(request.actor, staff=invited.staff)
    return _member(request, sheet, link=address(reverse("invitation", kwargs=parts)))


def _member(
    request: Request,
    sheet: StaffSheet,
    *,
    roles_form: RolesForm | None = None,
    branch_form: BranchForm | None = None,
    relatives_form: RelativesForm | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    branches = branches_listed(request.actor)
    is_own = sheet.row.id == request.actor.staff
    context = {
        "sheet": sheet,
        "line": _line(request, sheet.row, branches),
        "is_own": is_own,
        "link": link,
        "roles_form": roles_form or RolesForm(initial={"roles": list(sheet.row.roles)}),
        "branch_form": branch_form
        or BranchForm(branches=branches, initial={"branch": str(sheet.row.branch or "")}),
        "has_branches": bool(branches),
        "relatives_form": relatives_form or RelativesForm(),
        "may_change": sheet.row.is_active and not is_own,
        "leave_url": here(request, "desk:leave_staff", staff=sheet.row.id),
        "back_url": here(request, "desk:staff"),
        "has_errors": status == 422,
    }
    return set_up(
        request,
        "desk/setup/member.html",
        context,
        title=sheet.row.name,
        part="desk:staff",
        status=status,
    )


def _line(request: Request, row: StaffRow, branches: tuple[BranchRow, ...]) -> dict[str, Any]:
    return {
        "row": row,
        "url": here(request, "desk:member", staff=row.id),
        "roles": [ROLE_WORDS[role] for role in ROLE_WORDS if role in row.roles],
        "branch": next((one.name for one in branches if one.id == row.branch), ""),
    }

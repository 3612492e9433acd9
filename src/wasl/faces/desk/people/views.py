"""The views of one party, and the small acts on it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.actions import (
    add_contact_way,
    add_member,
    end_contact_way,
    end_guardianship,
    end_membership,
    end_role,
    give_file_number,
    give_role,
    lift_protection,
    name_head,
    prefer_contact_way,
    protect_party,
    verify_guardianship,
)
from wasl.domains.parties.queries import RELATIONS
from wasl.domains.parties.refusals import (
    AlreadyMember,
    DateInFuture,
    DeedExpired,
    DeedMissing,
    GuardianshipEnded,
    GuardianUnderAge,
    HeadAlready,
    LeftBeforeJoined,
    MemberTwice,
    NameMissing,
    TooManyWays,
    WayKnown,
    WhyMissing,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.people import words
from wasl.faces.desk.people.forms import EndForm, LeaveForm, MemberForm, WayForm, WhyForm
from wasl.faces.desk.people.pages import guardians_page, household_page, who_page
from wasl.faces.desk.words import Words
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.faces.ui.formats import words as spoken
from wasl.foundation.identifiers import Malformed


@staff_route("parties.party_sheet")
def party(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who it is."""
    return who_page(request, party)


@staff_route("parties.party_sheet")
def household(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who belongs together."""
    return household_page(request, party)


@staff_route("parties.party_sheet")
def guardians(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Who acts for whom."""
    return guardians_page(request, party)


@staff_route("parties.add_contact_way", methods=("POST",))
def add_way(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Keep one more way to reach somebody."""
    form = WayForm(request.POST)
    if form.is_valid():
        try:
            add_contact_way(request.actor, party=party, **form.cleaned_data)
        except Malformed as trouble:
            form.add_error("value", str(trouble.sentence))
        except (WayKnown, TooManyWays) as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, _("Kept."))
            return _back(request, "desk:party", party)
    return who_page(request, party, way_form=form)


@staff_route("parties.prefer_contact_way", methods=("POST",))
def prefer_way(request: Request, slug: str, party: UUID, way: UUID) -> HttpResponse:
    """Reach somebody by this way first."""
    prefer_contact_way(request.actor, way=way)
    messages.success(request, _("They are reached by this one first from now on."))
    return _back(request, "desk:party", party)


@staff_route("parties.end_contact_way", methods=("POST",))
def end_way(request: Request, slug: str, party: UUID, way: UUID) -> HttpResponse:
    """Use a way of contact no more."""
    end_contact_way(request.actor, way=way)
    messages.success(request, _("It is not used any more."))
    return _back(request, "desk:party", party)


@staff_route("parties.protect_party", methods=("POST",))
def protect(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Hide where somebody can be found."""
    done = _("Protected: nobody is shown the phone and the address.")
    return _protection(request, party, protect_party, done)


@staff_route("parties.lift_protection", methods=("POST",), fresh="now")
def lift(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Show again where somebody can be found."""
    return _protection(request, party, lift_protection, _("The protection is lifted."))


def _protection(
    request: Request, party: UUID, act: Callable[..., object], done: Words
) -> HttpResponse:
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            act(request.actor, party=party, why=form.cleaned_data["why"])
        except WhyMissing as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, spoken(done))
            return _back(request, "desk:party", party)
    return who_page(request, party, protect_form=form)


@staff_route("parties.give_role", methods=("POST",))
def add_role(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Let a party hold one more role."""
    role = request.POST.get("role", "")
    if role not in words.GIVEN_ROLES:
        messages.error(request, _("Choose a role first."))
    else:
        give_role(request.actor, party=party, role=role)
        messages.success(request, _("The role is given."))
    return _back(request, "desk:party", party)


@staff_route("parties.end_role", methods=("POST",))
def drop_role(request: Request, slug: str, party: UUID, role: str) -> HttpResponse:
    """Let a party no longer hold a role."""
    end_role(request.actor, party=party, role=role)
    messages.success(request, _("The role has ended."))
    return _back(request, "desk:party", party)


@staff_route("parties.give_file_number", methods=("POST",))
def file_number(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Give a party its file number."""
    number = give_file_number(request.actor, party=party)
    told = _("File number %(number)s is given.") % {"number": formats.digits(number)}
    messages.success(request, told)
    return _back(request, "desk:party", party)


@staff_route("parties.add_member", methods=("POST",))
def join(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Let somebody belong to a household."""
    form = MemberForm(request.POST)
    if not form.is_valid():
        return household_page(request, party, member_form=form, status=422)
    try:
        row = add_member(
            request.actor,
            household=party,
            is_confirmed="confirmed" in request.POST,
            **form.cleaned_data,
        )
    except AlreadyMember as refusal:
        return household_page(request, party, member_form=form, confirm=str(refusal), status=409)
    except HeadAlready as refusal:
        form.add_error("relation", str(refusal))
    except MemberTwice as refusal:
        form.add_error("national_id", str(refusal))
    except NameMissing as refusal:
        form.add_error("name", str(refusal))
    except DateInFuture as refusal:
        form.add_error("joined_on" if form.cleaned_data["joined_on"] else "birth", str(refusal))
    else:
        messages.success(request, _("%(name)s belongs to the household now.") % {"name": row.name})
        return _back(request, "desk:party_household", party)
    return household_page(request, party, member_form=form, status=422)


@staff_route("parties.end_membership", methods=("POST",))
def leave(request: Request, slug: str, party: UUID, member: UUID) -> HttpResponse:
    """Record that somebody belongs to the household no more."""
    form = LeaveForm(request.POST, prefix=str(member))
    if form.is_valid():
        try:
            row = end_membership(request.actor, member=member, **form.cleaned_data)
        except (DateInFuture, LeftBeforeJoined) as refusal:
            form.add_error("left_on", str(refusal))
        else:
            told = _("%(name)s belongs to the household no more. The record stays.")
            messages.success(request, told % {"name": row.name})
            return _back(request, "desk:party_household", party)
    return household_page(request, party, leave_form=form, wrong=member, status=422)


@staff_route("parties.name_head", methods=("POST",))
def lead(request: Request, slug: str, party: UUID, member: UUID) -> HttpResponse:
    """Let a member head the household; what the former head is now is said with it."""
    former = request.POST.get("former", "")
    try:
        row = name_head(
            request.actor,
            member=member,
            former_relation=former if former in RELATIONS else "",
        )
    except HeadAlready as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s is the head of the household now.") % {"name": row.name}
        )
    return _back(request, "desk:party_household", party)


@staff_route("parties.verify_guardianship", methods=("POST",))
def verify(request: Request, slug: str, party: UUID, guardianship: UUID) -> HttpResponse:
    """Say that the original of a deed was seen."""
    try:
        verify_guardianship(request.actor, guardianship=guardianship)
    except (DeedMissing, DeedExpired, GuardianUnderAge, GuardianshipEnded) as refusal:
        return guardians_page(request, party, sentence=str(refusal), status=refusal.status)
    messages.success(request, _("Noted: the deed was seen."))
    return _back(request, "desk:party_guardians", party)


@staff_route("parties.end_guardianship", methods=("POST",))
def end_guarding(request: Request, slug: str, party: UUID, guardianship: UUID) -> HttpResponse:
    """End a guardianship today."""
    form = EndForm(request.POST, prefix=str(guardianship))
    if not form.is_valid():
        return guardians_page(request, party, end_form=form, wrong=guardianship, status=422)
    try:
        end_guardianship(request.actor, guardianship=guardianship, why=form.cleaned_data["why"])
    except GuardianshipEnded as refusal:
        return guardians_page(request, party, sentence=str(refusal), status=refusal.status)
    messages.success(request, _("The guardianship has ended. The record stays."))
    return _back(request, "desk:party_guardians", party)


def _back(request: Request, tab: str, party: UUID) -> HttpResponse:
    return redirect(here(request, tab, party=party))

"""What goes to the board and comes back from it: submission, paper, adoption; and who sits on it."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.actions import (
    BoardSignature,
    adopt_policy,
    name_board_member,
    retire_board_member,
    submit_to_board,
    withdraw_from_board,
)
from wasl.domains.policies.queries import board_listed, draft_sheet, policy_of
from wasl.domains.policies.refusals import (
    AlreadyRetired,
    CapacityUnknown,
    ChairHasNotSigned,
    DatesDisagree,
    DayToCome,
    NoSuchHijriDay,
    PolicyNotADraft,
    QuestionsOpen,
    ReferenceMissing,
    SignatureUnreadable,
    WeekdayDisagrees,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy import words
from wasl.faces.desk.policy.forms import AdoptionForm, MemberForm
from wasl.faces.desk.policy.tabs import policy_parts
from wasl.faces.desk.policy.versions import version_head
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui import formats
from wasl.foundation.calendar import Calendar, DateEntry, Precision, to_hijri, weekday_name
from wasl.foundation.refusal import Refusal, WrongStage

if TYPE_CHECKING:
    from wasl.domains.policies.queries import BoardMemberRow, PolicyRow

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@staff_route("policies.submit_to_board", methods=("GET", "POST"))
def submit(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Send a draft to the board, once nothing in it is open."""
    sheet = draft_sheet(request.actor, policy_version=policy_version)
    if request.method == "POST":
        try:
            submit_to_board(request.actor, policy_version=policy_version)
        except (QuestionsOpen, WrongStage) as refusal:
            messages.error(request, str(refusal))
            return redirect(here(request, "desk:submit_policy", policy_version=policy_version))
        messages.success(request, _("The version is before the board. Print its copy to sign."))
        return redirect(here(request, "desk:adopt_policy", policy_version=policy_version))
    context = {
        **version_head(request, sheet.version, "desk:policy_draft"),
        "sheet": sheet,
        "is_draft": sheet.version.stage == "draft",
        "draft_url": here(request, "desk:policy_draft", policy_version=policy_version),
    }
    return shown(
        request,
        "desk/policy/submit.html",
        context,
        title=_("Send to the board"),
        place="desk:policies",
    )


@staff_route("policies.withdraw_from_board", methods=("POST",))
def withdraw(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Take a version back from the board to change it."""
    try:
        withdraw_from_board(request.actor, policy_version=policy_version)
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The version is a draft again."))
    return redirect(here(request, "desk:policy_draft", policy_version=policy_version))


@staff_route("policies.board_listed")
def paper(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """The copy that the board reads and signs, with a line for each member."""
    row = policy_of(request.actor, policy_version=policy_version)
    context = {
        **version_head(request, row, ""),
        "policy": row.policy,
        "members": _sitting(request),
        "blank_lines": range(3),
    }
    return shown(
        request,
        "desk/policy/paper.html",
        context,
        title=_("Copy for the board"),
        place="desk:policies",
    )


def _sitting(request: Request) -> list[dict[str, object]]:
    return [_member(one) for one in board_listed(request.actor) if one.retired_on is None]


def _member(row: "BoardMemberRow") -> dict[str, object]:
    return {"row": row, "capacity": words.CAPACITIES.get(row.capacity, row.capacity)}


@staff_route("policies.adopt_policy", "policies.board_listed", methods=("GET", "POST"), fresh="now")
def adopt(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Record the board's adoption from the signed minutes; its dates may be checked first."""
    row = policy_of(request.actor, policy_version=policy_version)
    board = tuple(one for one in board_listed(request.actor) if one.retired_on is None)
    form = AdoptionForm(
        request.POST or None, board=board, initial=_adoption_known(row), label_suffix=""
    )
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "check" not in request.POST and _is_adopted(request, row, form, board):
        messages.success(
            request, _("The adoption is recorded. See what changes, then bring it into force.")
        )
        return redirect(here(request, "desk:compare_policy", policy_version=row.id))
    context = {
        **version_head(request, row, ""),
        "form": form,
        "checked": _checked(form) if request.method == "POST" else None,
        "has_board": bool(board),
        "is_adoptable": row.stage in ("draft", "before_board"),
        "may_withdraw": row.stage == "before_board"
        and request.actor.may("policies.withdraw_from_board"),
        "board_url": here(request, "desk:board"),
        "paper_url": here(request, "desk:policy_paper", policy_version=row.id),
    }
    return shown(
        request,
        "desk/policy/adopt.html",
        context,
        title=_("Record the adoption"),
        place="desk:policies",
        status=422 if form.errors else 200,
    )


def _adoption_known(row: "PolicyRow") -> dict[str, Any]:
    """What the document itself says of its adoption, to be compared with the minutes."""
    known = row.policy.adoption
    if known is None:
        return {"kind": "decision"}
    return {
        "kind": known.kind,
        "reference": known.reference,
        "hijri": DateEntry(Calendar.HIJRI, Precision.DAY, known.hijri, known.gregorian),
        "gregorian": known.gregorian,
        "term": formats.words(known.term) if known.term else "",
    }


def _is_adopted(
    request: Request, row: "PolicyRow", form: AdoptionForm, board: "tuple[BoardMemberRow, ...]"
) -> bool:
    said = form.cleaned_data
    hijri, gregorian = form.written()
    meant = gregorian or hijri
    if meant is None:
        form.add_error("hijri", _("Write at least one of the two dates."))
        return False
    day = meant.gregorian_on
    chosen = set(said.get("signed", ()))
    try:
        adopt_policy(
            request.actor,
            policy_version=row.id,
            kind=said["kind"],
            reference=said["reference"],
            adopted_on=day,
            hijri=_hijri_written(hijri) if hijri and gregorian else "",
            weekday=_WEEKDAYS[day.weekday()],
            term=said["term"],
            signatures=[
                BoardSignature(name=one.name, capacity=one.capacity, signed_on=day)
                for one in board
                if str(one.id) in chosen
            ],
        )
    except (
        ChairHasNotSigned,
        DatesDisagree,
        DayToCome,
        NoSuchHijriDay,
        PolicyNotADraft,
        QuestionsOpen,
        ReferenceMissing,
        SignatureUnreadable,
        WeekdayDisagrees,
        WrongStage,
    ) as refusal:
        form.add_error(_field_of(refusal, form), str(refusal))
        return False
    return True


def _field_of(refusal: Refusal, form: AdoptionForm) -> str | None:
    if isinstance(refusal, DatesDisagree | DayToCome | NoSuchHijriDay | WeekdayDisagrees):
        return "gregorian"
    if isinstance(refusal, ReferenceMissing):
        return "reference"
    about_signing = isinstance(refusal, ChairHasNotSigned | SignatureUnreadable)
    return "signed" if about_signing and "signed" in form.fields else None


def _hijri_written(entry: DateEntry) -> str:
    found = to_hijri(entry.gregorian_on)
    return f"{found.year:04}-{found.month:02}-{found.day:02}"


def _checked(form: AdoptionForm) -> dict[str, object] | None:
    """The sentence about both dates: the day they mean, or that they are two days."""
    hijri, gregorian = form.written()
    meant = gregorian or hijri
    if meant is None:
        return None
    agrees = not (hijri and gregorian) or hijri.gregorian_on == gregorian.gregorian_on
    return {
        "agrees": agrees,
        "both": bool(hijri and gregorian),
        "days": [
            {"day": one.gregorian_on, "weekday": _weekday(one.gregorian_on)}
            for one in ([meant] if agrees else [hijri, gregorian])
            if one is not None
        ],
    }


def _weekday(day: date) -> str:
    return weekday_name(day, formats.reader_language())


@staff_route("policies.board_listed")
def members(request: Request, slug: str) -> HttpResponse:
    """Who sits on the board."""
    return _members_page(request, MemberForm(initial={"named_on": timezone.localdate()}))


@staff_route("policies.name_board_member", "policies.board_listed", methods=("POST",))
def name(request: Request, slug: str) -> HttpResponse:
    """Record that somebody sits on the board."""
    form = MemberForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            name_board_member(
                request.actor,
                name=said["name"],
                capacity=said["capacity"],
                named_on=said["named_on"].gregorian_on,
            )
        except CapacityUnknown as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The member is on the list."))
            return redirect(here(request, "desk:board"))
    return _members_page(request, form)


def _members_page(request: Request, form: MemberForm) -> HttpResponse:
    rows = board_listed(request.actor)
    context = {
        "tabs": policy_parts(request, "desk:board"),
        "form": form,
        "sitting": [_member(one) for one in rows if one.retired_on is None],
        "former": [_member(one) for one in rows if one.retired_on is not None],
        "may_name": request.actor.may("policies.name_board_member"),
        "may_retire": request.actor.may("policies.retire_board_member"),
    }
    return shown(
        request,
        "desk/policy/board.html",
        context,
        title=_("The board"),
        place="desk:policies",
        status=422 if form.errors else 200,
    )


@staff_route("policies.retire_board_member", methods=("POST",))
def retire(request: Request, slug: str, member: UUID) -> HttpResponse:
    """Record that somebody left the board today."""
    try:
        retire_board_member(request.actor, member=member, retired_on=timezone.localdate())
    except AlreadyRetired as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The member has left the board."))
    return redirect(here(request, "desk:board"))

"""How long data is kept: what is due for destruction, what is held back, and the minutes."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.parties.queries import (
    party_names,
    party_strip,
    strip_beside,
)
from wasl.domains.privacy.actions import (
    destroy_due,
    erase_as_requested,
    erase_person,
    lift_hold,
    place_hold,
)
from wasl.domains.privacy.queries import (
    HOLD_WORDS,
    DestructionRow,
    DueRow,
    HoldRow,
    Remains,
    destruction_minutes,
    destructions_recorded,
    due_for_destruction,
    everything_about,
    holds_of,
    remains_of,
    rights_request_sheet,
)
from wasl.domains.privacy.refusals import (
    AnswerMissing,
    GroundUntold,
)
from wasl.faces.desk.acting import Places, acted
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.privacy import words
from wasl.faces.desk.privacy.forms import EraseForm, EraseOnRequestForm, HoldForm, LiftForm
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed, number_typed, version_typed
from wasl.faces.ui import formats
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import with_own_ids
from wasl.foundation.personal_data import Cell, Part, Said
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from wasl.domains.privacy.models import Destruction

_A_PAGE: Final = 25
_DESTROYED: Final = _("The data is destroyed; these are the minutes.")
_AT: Final[Places] = {AnswerMissing: ("answer",), GroundUntold: ("why",)}


@staff_route("privacy.due_for_destruction")
def keeping(request: Request, slug: str) -> HttpResponse:
    """Whose data has been kept as long as it may be, and what was destroyed so far."""
    after = key_typed(request.GET.get("after"))
    found = due_for_destruction(request.actor, after=after, most=_A_PAGE)
    minutes = destructions_recorded(
        request.actor, after=number_typed(request.GET.get("seen")), most=_A_PAGE
    )
    address = here(request, "desk:keeping")
    context = {
        "due": _due(request, found.rows),
        "due_next_url": f"{address}?after={found.after}" if found.after else "",
        "is_later": after is not None,
        "minutes": _minutes_shown(request, minutes),
        "minutes_next_url": f"{address}?seen={minutes[-1].number}"
        if len(minutes) == _A_PAGE
        else "",
        "may_destroy": request.actor.may("privacy.destroy_due"),
    }
    return privacy_page(
        request, "keeping", context, title=_("Retention and destruction"), tab="desk:keeping"
    )


@staff_route("privacy.destroy_due", methods=("GET", "POST"), fresh="now")
def destroy(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Destroy the data of somebody whose time is over, on a page of its own."""
    remains = remains_of(request.actor, party=party)
    if request.method == "POST":
        try:
            done = destroy_due(request.actor, party=party)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(here(request, "desk:keeping"))
        messages.success(request, spoken(_DESTROYED))
        return redirect(here(request, "desk:destruction", key=done.pk))
    return privacy_page(
        request,
        "erase",
        _erasure(request, party, remains, back=here(request, "desk:keeping")),
        title=_("Destroy the data for good?"),
        tab="desk:keeping",
    )


@staff_route("privacy.destruction_minutes")
def minutes(request: Request, slug: str, key: UUID) -> HttpResponse:
    """The minutes of one destruction, to be printed and signed."""
    row = destruction_minutes(request.actor, destruction=key)
    context = {
        "one": _minutes_shown(request, [row])[0],
        "counts": [{"row": one, "deed": words.DESTROYED[one.deed]} for one in row.counts],
        "back_url": here(request, "desk:keeping"),
    }
    return privacy_page(
        request, "minutes", context, title=_("Minutes of one destruction"), tab="desk:keeping"
    )


@staff_route("privacy.everything_about", fresh="now")
def dossier(request: Request, slug: str, party: UUID) -> HttpResponse:
    """All that is held about one person, to be read, printed or handed over; the reading is
    recorded."""
    found = everything_about(request.actor, party=party)
    context = {
        "found": found,
        "sections": [
            {
                "row": one,
                "rows": [[(cell.label, _told(cell)) for cell in row.cells] for row in one.rows],
            }
            for one in found.sections
        ],
        "today": timezone.localdate(),
        "json_url": here(request, "desk:dossier_file", party=party),
        "back_url": here(request, "desk:party_privacy", party=party),
    }
    return party_page(
        request,
        "desk/privacy/dossier.html",
        context,
        party=party,
        tab="desk:party_privacy",
        title=_("All that we hold about the person"),
        strip=strip_beside(request.actor, party=party),
    )


@staff_route("privacy.everything_about", methods=("POST",), fresh="file")
def dossier_file(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The same for machines, as a file; the reading is recorded."""
    found = everything_about(request.actor, party=party)
    text = json.dumps(found.as_json(), ensure_ascii=False, indent=2, default=str)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="personal-data-{timezone.localdate():%Y-%m-%d}.json"'
    )
    answer["Cache-Control"] = "no-store"
    return answer


@staff_route("privacy.erase_as_requested", methods=("GET", "POST"), fresh="now")
def erase_requested(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Erase the person who asked for it, on a page of its own."""
    sheet = rights_request_sheet(request.actor, request=key)
    if sheet.row.kind != "erasure" or sheet.row.stage != "answering" or sheet.row.party is None:
        return redirect(here(request, "desk:rights_request", key=key))
    form = EraseOnRequestForm(
        request.POST if request.method == "POST" else None,
        initial={"why": spoken(_("The person asked for it."))},
    )
    party = sheet.row.party

    def act() -> "Destruction":
        return erase_as_requested(
            request.actor,
            request=key,
            version=version_typed(request),
            answer=form.cleaned_data["answer"],
            why=form.cleaned_data["why"],
        )

    back = here(request, "desk:rights_request", key=key)
    return _erasing(request, party, form, act, back=back, tab="desk:rights_requests", sheet=sheet)


@staff_route("privacy.erase_person", methods=("GET", "POST"), fresh="now")
def erase(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Erase somebody who was taken down by mistake, on a page of its own."""
    form = EraseForm(request.POST if request.method == "POST" else None)

    def act() -> "Destruction":
        return erase_person(
            request.actor, party=party, why=form.cleaned_data["why"], ground="mistake"
        )

    back = here(request, "desk:party_privacy", party=party)
    return _erasing(request, party, form, act, back=back, tab="desk:keeping")


def _erasing(
    request: Request,
    party: UUID,
    form: EraseForm,
    act: "Callable[[], Destruction]",
    *,
    back: str,
    tab: str,
    **more: object,
) -> HttpResponse:
    """Erase, and lead to the minutes; until then, the page that asks once more."""

    def again(status: int) -> HttpResponse:
        remains = remains_of(request.actor, party=party)
        return privacy_page(
            request,
            "erase",
            {"form": form, **more, **_erasure(request, party, remains, back=back)},
            title=_("Erase the data for good?"),
            tab=tab,
            status=status,
        )

    return acted(
        request,
        form,
        act,
        at=_AT,
        done=_DESTROYED,
        after=lambda done: here(request, "desk:destruction", key=done.pk),
        again=again,
    )


def _erasure(request: Request, party: UUID, remains: Remains, *, back: str) -> dict[str, Any]:
    """What the page before any destruction says: whose data, what stays, and the way back."""
    return {
        "remains": remains,
        "person": party_strip(request.actor, party=party),
        "back_url": back,
        "action_url": request.path,
    }


@staff_route("privacy.place_hold", methods=("POST",))
def hold(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Hold a person's data back from destruction."""
    form = HoldForm(request.POST)
    return acted(
        request,
        form,
        lambda: place_hold(request.actor, party=party, **form.cleaned_data),
        at=_AT,
        done=_("The data is held back from destruction."),
        after=lambda _hold: here(request, "desk:party_holds", party=party),
        again=lambda status: _holds(request, party, form, status=status),
    )


@staff_route("privacy.holds_of")
def holds(request: Request, slug: str, party: UUID) -> HttpResponse:
    """What holds a person's data back."""
    return _holds(request, party, HoldForm())


@staff_route("privacy.lift_hold", methods=("POST",), fresh="now")
def lift(request: Request, slug: str, party: UUID, key: UUID) -> HttpResponse:
    """Let the data go the way of all data again."""
    form = LiftForm(request.POST)
    return acted(
        request,
        form,
        lambda: lift_hold(request.actor, hold=key, why=form.cleaned_data["why"]),
        at=_AT,
        done=_("The hold is lifted."),
        after=lambda _hold: here(request, "desk:party_holds", party=party),
        again=lambda status: _holds(request, party, HoldForm(), lifting={key: form}, status=status),
    )


def _holds(
    request: Request,
    party: UUID,
    form: HoldForm,
    *,
    lifting: Mapping[UUID, LiftForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = holds_of(request.actor, party=party)
    staff = {one for row in rows for one in (row.placed_by, row.lifted_by) if one}
    names = staff_names(request.actor, ids=staff) if staff else {}
    lifted = {row.id: LiftForm() for row in rows} | dict(lifting or {})
    with_own_ids({f"lift_{key}": one for key, one in lifted.items()})
    context = {
        "rows": [_hold_shown(row, names, lifted) for row in rows],
        "form": next(iter((lifting or {}).values()), form if form.is_bound else None),
        "hold_form": form,
        "may_place": request.actor.may("privacy.place_hold"),
        "back_url": here(request, "desk:party_privacy", party=party),
    }
    return party_page(
        request,
        "desk/privacy/holds.html",
        context,
        party=party,
        tab="desk:party_privacy",
        title=_("Holds on the data"),
        status=status,
    )


def _hold_shown(
    row: HoldRow, names: Mapping[UUID, str], lifted: Mapping[UUID, LiftForm]
) -> dict[str, Any]:
    return {
        "row": row,
        "lift_form": lifted[row.id],
        "ground": HOLD_WORDS[row.ground],
        "placed_by": names.get(row.placed_by, "") if row.placed_by else "",
        "lifted_by": names.get(row.lifted_by, "") if row.lifted_by else "",
    }


def _due(request: Request, rows: Sequence[DueRow]) -> list[dict[str, Any]]:
    names = party_names(request.actor.as_system(), parties=[row.party for row in rows])
    return [
        {
            "row": row,
            "name": names.get(row.party, ""),
            "url": here(request, "desk:party_privacy", party=row.party),
            "destroy_url": here(request, "desk:destroy_due", party=row.party),
        }
        for row in rows
    ]


def _minutes_shown(request: Request, rows: Sequence[DestructionRow]) -> list[dict[str, Any]]:
    staff = {row.destroyed_by for row in rows if row.destroyed_by}
    names = staff_names(request.actor, ids=staff) if staff else {}
    return [
        {
            "row": row,
            "ground": words.DESTRUCTION_GROUNDS[row.ground],
            "by": names.get(row.destroyed_by, "") if row.destroyed_by else "",
            "url": here(request, "desk:destruction", key=row.id),
        }
        for row in rows
    ]


def _told(cell: Cell) -> list[object]:
    """A value as a person reads it, line by line: each part of it, or all of it on one line."""
    if not cell.spoken:
        return [_plainly(cell.value)]
    parts = [one for one in cell.spoken if isinstance(one, Part)]
    rest = [_said(one) for one in cell.spoken if not isinstance(one, Part)]
    return [*([formats.listed(rest)] if rest else []), *(_part(one) for one in parts)]


def _part(part: Part) -> str:
    inner = [_part(one) if isinstance(one, Part) else _said(one) for one in part.said]
    return f"{spoken(part.label)}: {formats.listed(inner)}"


def _said(said: Said) -> object:
    if isinstance(said, bool):
        return _("Yes") if said else _("No")
    if isinstance(said, datetime):
        return formats.moment(said)
    if isinstance(said, date):
        return both(said)
    if isinstance(said, Decimal):
        return formats.money(said)
    return formats.digits(said) if isinstance(said, int) else said


def _plainly(value: Any) -> object:
    """A value that no words stand for: a person's own words, a number, or several of them."""
    if isinstance(value, list | tuple):
        return formats.listed(str(one) for one in value)
    return formats.digits(value) if isinstance(value, int) else value

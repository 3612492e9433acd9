"""Requests about one's own data: the register, one received, one answered step by step."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import PartyStrip, find_parties, party_strip
from wasl.domains.privacy.actions import (
    answer_rights_request,
    extend_rights_request,
    link_rights_request,
    receive_rights_request,
    record_identity_check,
    refuse_rights_request,
    take_rights_request,
    withdraw_rights_request,
)
from wasl.domains.privacy.queries import (
    ASKER_WORDS,
    CHECK_WORDS,
    REFUSAL_GROUNDS,
    RIGHT_WORDS,
    RIGHTS,
    STAGE_WORDS,
    RightsRequestSheet,
    rights_request_sheet,
    rights_requests_listed,
)
from wasl.domains.privacy.refusals import (
    AnswerMissing,
    AskerMissing,
    ExtensionUnreasoned,
    GroundMissing,
    OutcomeUnknown,
    OwnWordsMissing,
    ReceiptToCome,
)
from wasl.faces.desk.acting import Places, acted_on, attempt
from wasl.faces.desk.frame import here
from wasl.faces.desk.privacy.forms import (
    AnswerForm,
    ExtendForm,
    FindForm,
    IdentityForm,
    RefuseForm,
    RequestForm,
    WithdrawForm,
)
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.desk.privacy.home import request_shown
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed, version_typed
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import with_own_ids
from wasl.foundation.identifiers import grouped
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from wasl.domains.privacy.models import RightsRequest

_A_PAGE: Final = 25
_AT: Final[Places] = {
    AnswerMissing: ("answer",),
    AskerMissing: ("name",),
    ExtensionUnreasoned: ("why",),
    GroundMissing: ("article",),
    OutcomeUnknown: ("outcome",),
    OwnWordsMissing: ("words",),
    ReceiptToCome: ("received_on",),
}


@staff_route("privacy.rights_requests_listed")
def requests(request: Request, slug: str) -> HttpResponse:
    """The register of requests, the latest first."""
    stage, kind = request.GET.get("stage", ""), request.GET.get("kind", "")
    stage = stage if stage == "open" or stage in STAGE_WORDS else ""
    kind = kind if kind in RIGHTS else ""
    after = key_typed(request.GET.get("after"))
    rows = rights_requests_listed(request.actor, stage=stage, kind=kind, after=after, most=_A_PAGE)
    address = here(request, "desk:rights_requests")
    chosen = {"stage": stage, "kind": kind}
    filters = [("", _("All")), ("open", _("Open")), *STAGE_WORDS.items()]
    context = {
        "rows": [request_shown(request, row) for row in rows],
        "filters": [
            {
                "text": text,
                "url": _address(address, chosen | {"stage": one}),
                "current": one == stage,
            }
            for one, text in filters
        ],
        "kinds": [
            {"text": text, "url": _address(address, chosen | {"kind": one}), "current": one == kind}
            for one, text in [("", _("Every kind")), *RIGHT_WORDS.items()]
        ],
        "first_url": _address(address, chosen) if after else "",
        "next_url": _address(address, chosen | {"after": str(rows[-1].id)})
        if len(rows) == _A_PAGE
        else "",
        "is_filtered": bool(stage or kind or after),
        "has_rows": bool(rows),
    }
    return privacy_page(
        request,
        "requests",
        context,
        title=_("Requests about personal data"),
        tab="desk:rights_requests",
    )


@staff_route("privacy.receive_rights_request", methods=("GET", "POST"))
def receive(request: Request, slug: str) -> HttpResponse:
    """Take down what a person asks about his data, also when it was only said."""
    party = key_typed(request.GET.get("party") or request.POST.get("party"))
    strip = party_strip(request.actor, party=party) if party else None
    initial = {
        "way": "oral",
        "acts_as": "self",
        "received_on": f"{timezone.localdate():%Y/%m/%d}",
        **({"name": strip.name, "phone": strip.phone, "email": strip.email} if strip else {}),
    }
    form = RequestForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> "RightsRequest":
        return receive_rights_request(
            request.actor,
            party=strip.id if strip else None,
            language=strip.language if strip else "ar",
            **form.cleaned_data,
        )

    row, status = attempt(form, act, at=_AT)
    if row is not None:
        messages.success(request, _received(row.reference, row.due_on))
        return redirect(_after_receiving(request, row.pk, strip.id if strip else None))
    context = {
        "form": form,
        "strip": None,
        "person": strip,
        "back_url": here(request, "desk:privacy")
        if request.actor.may("privacy.rights_counts")
        else here(request, "desk:home"),
    }
    return privacy_page(
        request,
        "receive",
        context,
        title=_("A request about personal data"),
        tab="desk:rights_requests",
        status=status,
    )


def _received(reference: str, due_on: Any) -> str:
    told = _(
        "The request is received under number %(reference)s. Tell the person the number and the "
        "last day for the answer: %(day)s."
    )
    return spoken(told) % {"reference": grouped(reference), "day": both(due_on)}


def _after_receiving(request: Request, key: UUID, party: UUID | None) -> str:
    if request.actor.may("privacy.rights_request_sheet"):
        return here(request, "desk:rights_request", key=key)
    if party is not None and request.actor.may("privacy.rights_requests_of"):
        return here(request, "desk:party_privacy", party=party)
    return here(request, "desk:home")


@staff_route("privacy.rights_request_sheet")
def sheet(request: Request, slug: str, key: UUID) -> HttpResponse:
    """One request: what was asked, its clock, and the next step."""
    return _sheet(request, key)


@staff_route("privacy.record_identity_check", methods=("POST",))
def identity(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Record how we made sure who asks."""
    form = IdentityForm(request.POST)

    def act() -> object:
        return record_identity_check(
            request.actor,
            request=key,
            version=version_typed(request),
            **form.cleaned_data,
        )

    return _acted(request, key, "identity_form", form, act, _("Noted how we know who asks."))


@staff_route("privacy.link_rights_request", methods=("POST",))
def person(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Say whose data it is."""
    party = key_typed(request.POST.get("party"))
    if party is None:
        raise NotFound
    strip = party_strip(request.actor, party=party)
    form = FindForm({"find": ""})

    def act() -> object:
        return link_rights_request(
            request.actor,
            request=key,
            version=version_typed(request),
            party=strip.id,
        )

    return _acted(request, key, "find_form", form, act, _("The request is linked to the person."))


@staff_route("privacy.take_rights_request", methods=("POST",))
def take(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Begin to answer."""
    form = forms.Form(request.POST)

    def act() -> object:
        return take_rights_request(request.actor, request=key, version=version_typed(request))

    return _acted(request, key, "take_form", form, act, _("The request is yours to answer."))


@staff_route("privacy.extend_rights_request", methods=("POST",))
def extend(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Take thirty days more, and tell the person why."""
    form = ExtendForm(request.POST)

    def act() -> object:
        return extend_rights_request(
            request.actor,
            request=key,
            version=version_typed(request),
            **form.cleaned_data,
        )

    return _acted(
        request, key, "extend_form", form, act, _("The person is told of the thirty days more.")
    )


@staff_route("privacy.answer_rights_request", methods=("POST",), fresh="now")
def answer(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Record the answer, and tell the person that it is there."""
    found = rights_request_sheet(request.actor, request=key)
    form = AnswerForm(request.POST, kind=found.row.kind)

    def act() -> object:
        return answer_rights_request(
            request.actor,
            request=key,
            version=version_typed(request),
            outcome=form.cleaned_data["outcome"],
            answer=form.cleaned_data["answer"],
        )

    return _acted(request, key, "answer_form", form, act, _("Answered, and the person is told."))


@staff_route("privacy.refuse_rights_request", methods=("POST",), fresh="now")
def refuse(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Refuse with a ground and an article, and tell the person."""
    form = RefuseForm(request.POST)

    def act() -> object:
        ground = form.cleaned_data["ground"]
        return refuse_rights_request(
            request.actor,
            request=key,
            version=version_typed(request),
            ground=ground,
            article=form.cleaned_data["article"] or REFUSAL_GROUNDS[ground],
            answer=form.cleaned_data["answer"],
        )

    return _acted(request, key, "refuse_form", form, act, _("Refused, and the person is told why."))


@staff_route("privacy.withdraw_rights_request", methods=("POST",))
def withdraw(request: Request, slug: str, key: UUID) -> HttpResponse:
    """End a request that the person takes back."""
    form = WithdrawForm(request.POST)

    def act() -> object:
        return withdraw_rights_request(
            request.actor,
            request=key,
            version=version_typed(request),
            why=form.cleaned_data["why"],
        )

    return _acted(request, key, "withdraw_form", form, act, _("The request is withdrawn."))


@staff_route("privacy.rights_request_sheet")
def letter(request: Request, slug: str, key: UUID) -> HttpResponse:
    """What the person is told, on paper, with both dates."""
    found = rights_request_sheet(request.actor, request=key)
    context = {
        "sheet": found,
        "shown": request_shown(request, found.row),
        "back_url": here(request, "desk:rights_request", key=key),
        "today": timezone.localdate(),
    }
    return privacy_page(
        request, "letter", context, title=letter_title(found), tab="desk:rights_requests"
    )


def letter_title(found: RightsRequestSheet) -> object:
    """What the letter about a request is called at its present stage."""
    titles = {
        "received": _("Your request about your data was received"),
        "answering": _("Your request about your data was received"),
        "answered": _("Answer to your request about your data"),
        "refused": _("Your request about your data was refused"),
        "withdrawn": _("Your request about your data was withdrawn"),
    }
    is_longer = found.is_open and found.extended_at is not None
    return _("We need more time for your request") if is_longer else titles[found.row.stage]


def _sheet(
    request: Request, key: UUID, *, status: int = 200, **given: forms.BaseForm
) -> HttpResponse:
    found = rights_request_sheet(request.actor, request=key)
    typed = request.GET.get("find", "").strip()
    asked: dict[str, forms.BaseForm] = {
        "identity_form": IdentityForm(),
        "find_form": FindForm(initial={"find": typed or found.row.name}),
        "extend_form": ExtendForm(),
        "answer_form": AnswerForm(kind=found.row.kind),
        "refuse_form": RefuseForm(),
        "withdraw_form": WithdrawForm(),
    }
    context = {
        "sheet": found,
        "shown": request_shown(request, found.row),
        "check": CHECK_WORDS.get(found.identity_check, ""),
        "acts_as": ASKER_WORDS[found.acts_as],
        "steps": _steps(found),
        "person": _person(request, found.row.party),
        "minutes_url": here(request, "desk:destruction", key=found.destruction)
        if found.destruction
        else "",
        "matches": find_parties(request.actor, text=typed) if typed else (),
        "searched_person": typed,
        "letter_url": here(request, "desk:rights_letter", key=key),
        "back_url": here(request, "desk:rights_requests"),
        **_ways(request, found),
        **with_own_ids(asked | given),
        "form": next(iter(given.values()), None),
    }
    return privacy_page(
        request,
        "request",
        context,
        title=RIGHT_WORDS[found.row.kind],
        tab="desk:rights_requests",
        status=status,
    )


def _person(request: Request, party: UUID | None) -> PartyStrip | None:
    return party_strip(request.actor, party=party) if party is not None else None


def _ways(request: Request, found: RightsRequestSheet) -> dict[str, str]:
    """Where what was asked for is carried out."""
    party = found.row.party
    if party is None:
        return {}
    return {
        "party_url": here(request, "desk:party", party=party),
        "party_privacy_url": here(request, "desk:party_privacy", party=party),
        "dossier_url": here(request, "desk:dossier", party=party),
        "erase_url": here(request, "desk:erase_requested", key=found.row.id),
    }


def _steps(found: RightsRequestSheet) -> list[dict[str, Any]]:
    """The life of a request as a timeline."""
    row = found.row
    steps: list[dict[str, Any]] = [
        {"title": _("Received"), "state": "done", "at": row.received_on, "who": found.received_by}
    ]
    if found.identity_checked_at:
        steps.append(
            {
                "title": CHECK_WORDS[found.identity_check],
                "state": "done",
                "at": found.identity_checked_at,
                "who": found.identity_checked_by,
            }
        )
    if found.taken_at:
        steps.append(
            {
                "title": _("Being answered"),
                "state": "done" if row.settled_on else "now",
                "at": found.taken_at,
                "who": found.taken_by,
            }
        )
    if found.extended_at:
        steps.append(
            {
                "title": _("Thirty days more"),
                "state": "done",
                "at": found.extended_at,
                "note": found.extension_why,
            }
        )
    if found.settled_at:
        steps.append(
            {
                "title": STAGE_WORDS[row.stage],
                "state": "done",
                "at": found.settled_at,
                "who": found.settled_by,
            }
        )
    else:
        steps.append({"title": _("Last day for the answer"), "state": "next", "at": row.due_on})
    return steps


def _address(address: str, chosen: Mapping[str, str]) -> str:
    said = {name: value for name, value in chosen.items() if value}
    return f"{address}?{urlencode(said)}" if said else address


_acted = partial(acted_on, at=_AT, place="desk:rights_request", page=_sheet)
"""Do it and go back to the sheet; what is refused is told there, with all that was typed."""

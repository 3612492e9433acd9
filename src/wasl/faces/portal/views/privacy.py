"""One's own data: what we say of it, what one agreed to, what one asks, and who read the file."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wasl.domains.access.queries import ROLE_WORDS
from wasl.domains.applications.queries import applications_held
from wasl.domains.parties.queries import MyRecord, my_records
from wasl.domains.privacy.actions import (
    receive_rights_request,
    withdraw_consent,
    withdraw_rights_request,
)
from wasl.domains.privacy.queries import (
    GROUND_WORDS,
    OUTCOME_WORDS,
    STAGE_WORDS,
    ConsentRow,
    RightsRequestRow,
    consents_of,
    held_about_me,
    held_in_short,
    my_rights_request,
    my_rights_requests,
    notice_called,
    notice_in_force,
    notices_listed,
    openings_of,
    purposes_listed,
    readings_of,
)
from wasl.domains.privacy.refusals import (
    AlreadyAsked,
    AskerMissing,
    ConsentMissing,
    OwnWordsMissing,
    RightUnknown,
)
from wasl.faces.edge.actor import confirmed_phone
from wasl.faces.edge.limits import limited
from wasl.faces.edge.routes import Request, applicant_route, public_route
from wasl.faces.portal.forms import RightForm
from wasl.faces.portal.pages import page, sent
from wasl.faces.ui import formats
from wasl.foundation.refusal import NotFound, WrongStage

HOUR: Final = timedelta(hours=1)
CHANNEL: Final = "website"

RIGHTS: Final[Mapping[str, tuple[Any, Any]]] = {
    "access": (
        gettext_lazy("To see my data"),
        gettext_lazy("You come with an original document, and read all that we hold about you."),
    ),
    "copy": (
        gettext_lazy("A copy of my data"),
        gettext_lazy("On paper or as a file, without a fee."),
    ),
    "correction": (
        gettext_lazy("To have something corrected"),
        gettext_lazy("Tell us what is wrong and what is right."),
    ),
    "erasure": (
        gettext_lazy("To have my data erased"),
        gettext_lazy(
            "What a law demands that we keep stays until its day; we tell you until when."
        ),
    ),
    "withdrawal": (
        gettext_lazy("To take back a consent"),
        gettext_lazy("From then on we no longer use what you had agreed to."),
    ),
    "objection": (
        gettext_lazy("To stop a use of my data"),
        gettext_lazy("Tell us what disturbs you."),
    ),
}
TONES: Final[Mapping[str, str]] = {
    "received": "info",
    "answering": "info",
    "answered": "good",
    "refused": "bad",
    "withdrawn": "neutral",
}
OUTCOMES: Final[Mapping[str, Any]] = {
    **OUTCOME_WORDS,
    "shown": gettext_lazy("You read it with us"),
    "printed": gettext_lazy("A printed copy was handed to you"),
    "file": gettext_lazy("A file was handed to you"),
    "nothing_held": gettext_lazy("We hold nothing about you"),
}
BASES: Final[Mapping[str, Any]] = {
    "consent": gettext_lazy("With your consent, which you may withdraw"),
    "agreement": gettext_lazy("Because you asked us for a service"),
    "law": gettext_lazy("Because a law demands it"),
    "vital": gettext_lazy("Because you urgently need it"),
    "legitimate": gettext_lazy("Because we could not serve you without it"),
}


@public_route
def privacy(request: Request, slug: str) -> HttpResponse:
    """What we say about people's data, their rights, and how to ask."""
    return _notice_page(request, slug, notice_in_force(request.actor))


@public_route
def notice(request: Request, slug: str, number: int) -> HttpResponse:
    """An earlier version of what we say, as it stood."""
    return _notice_page(request, slug, notice_called(request.actor, number=number))


def _notice_page(request: Request, slug: str, told: Any) -> HttpResponse:
    versions = notices_listed(request.actor)
    return page(
        request,
        "privacy/notice",
        title=_("Your data with us"),
        back=reverse("portal:home", args=[slug]),
        told=told,
        versions=[one for one in versions if told is None or one.number != told.number],
        purposes=[
            {"row": row, "basis": BASES[row.basis]} for row in purposes_listed(request.actor)
        ],
        held=held_in_short(request.actor),
        rights=list(RIGHTS.values()),
    )


@applicant_route(methods=("GET", "POST"))
@limited("ask about one's data", most=30, per=HOUR)
def ask(request: Request, slug: str) -> HttpResponse:
    """Ask for a right, in one's own words; the phone was confirmed before."""
    if not request.actor.phone_index:
        return _to_phone(request, slug)
    records = my_records(request.actor)
    asked = request.GET.get("kind", "")
    form = RightForm(
        sent(request),
        rights=RIGHTS,
        records=records,
        initial={
            "kind": asked if asked in RIGHTS else "",
            "about": str(records[0].id) if len(records) == 1 else "",
            "name": records[0].name if len(records) == 1 else "",
        },
    )
    if form.is_valid():
        said = form.cleaned_data
        about = said.get("about", "")
        try:
            row = receive_rights_request(
                request.actor,
                kind=said["kind"],
                way="portal",
                words=said["words"],
                name=said["name"],
                phone=confirmed_phone(request),
                party=next((one.id for one in records if str(one.id) == about), None),
                language=_language(),
            )
        except (AlreadyAsked, AskerMissing, OwnWordsMissing, RightUnknown) as refusal:
            fields = {AskerMissing: "name", OwnWordsMissing: "words"}
            form.add_error(fields.get(type(refusal), "kind"), str(refusal))
        else:
            messages.success(request, _received(row.reference, row.due_on))
            return redirect("portal:my_request", slug, row.pk)
    return page(
        request,
        "privacy/ask",
        title=_("Ask about your data"),
        back=reverse("portal:privacy", args=[slug]),
        form=form,
    )


@applicant_route
def mine(request: Request, slug: str) -> HttpResponse:
    """What we hold about me in short, what I agreed to, what I asked, and who read my file."""
    if not request.actor.phone_index:
        return _to_phone(request, slug)
    records = my_records(request.actor)
    subjects = _subjects(request, records)
    return page(
        request,
        "privacy/mine",
        title=_("My data"),
        back=reverse("portal:privacy", args=[slug]),
        records=[
            {"row": one, "held": held_about_me(request.actor, party=one.id)} for one in records
        ],
        consents=_by_purpose(_consents(request, subjects)),
        requests=[request_shown(row) for row in my_rights_requests(request.actor)],
        openings=[
            {"row": row, "roles": _roles(row.roles)}
            for row in (
                openings_of(request.actor, subject=subjects[0], besides=subjects[1:])
                if subjects
                else ()
            )
        ],
        readings=[
            {"row": row, "roles": _roles(row.roles)}
            for row in readings_of(request.actor, subjects=subjects)[:30]
        ]
        if subjects
        else [],
    )


@applicant_route(methods=("GET", "POST"))
def withdraw(request: Request, slug: str, consent: UUID) -> HttpResponse:
    """Take back a consent, on a page of its own that says what this means."""
    if not request.actor.phone_index:
        return _to_phone(request, slug)
    records = my_records(request.actor)
    subjects = _subjects(request, records)
    rows = _consents(request, subjects)
    row = next((one for one in rows if one.id == consent and not one.withdrawn_at), None)
    if row is None:
        raise NotFound
    if request.method == "POST":
        _take_back(request, row, subjects, records)
        messages.success(request, _("Your consent is withdrawn. We tell you what follows from it."))
        return redirect("portal:my_data", slug)
    return page(
        request,
        "privacy/withdraw",
        title=_("Take back this consent?"),
        back=reverse("portal:my_data", args=[slug]),
        consent=row,
    )


@applicant_route
def my_request(request: Request, slug: str, key: UUID) -> HttpResponse:
    """One of my requests: its number, its last day, and its answer."""
    if not request.actor.phone_index:
        return _to_phone(request, slug)
    sheet = my_rights_request(request.actor, request=key)
    return page(
        request,
        "privacy/request",
        title=RIGHTS[sheet.row.kind][0],
        back=reverse("portal:my_data", args=[slug]),
        sheet=sheet,
        one=request_shown(sheet.row),
    )


@applicant_route
def my_letter(request: Request, slug: str, key: UUID) -> HttpResponse:
    """The same as a letter, to be printed."""
    if not request.actor.phone_index:
        return _to_phone(request, slug)
    sheet = my_rights_request(request.actor, request=key)
    return page(
        request,
        "privacy/letter",
        title=_("Your request about your data"),
        back=reverse("portal:my_request", args=[slug, key]),
        sheet=sheet,
        shown=request_shown(sheet.row),
        today=timezone.localdate(),
    )


@applicant_route(methods=("POST",))
def take_back(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Take my request back."""
    try:
        withdraw_rights_request(request.actor, request=key)
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your request has been taken back."))
    return redirect("portal:my_request", slug, key)


def request_shown(row: RightsRequestRow) -> dict[str, Any]:
    """A request in the person's words."""
    return {
        "row": row,
        "kind": RIGHTS[row.kind][0],
        "stage": STAGE_WORDS[row.stage],
        "tone": TONES[row.stage],
        "outcome": OUTCOMES.get(row.outcome, ""),
        "ground": GROUND_WORDS.get(row.ground, ""),
    }


def _take_back(
    request: Request, row: ConsentRow, subjects: list[UUID], records: tuple[MyRecord, ...]
) -> None:
    """Withdraw it everywhere, and let somebody see to what was kept under it."""
    try:
        withdraw_consent(
            request.actor,
            subject=row.subject,
            besides=subjects,
            purpose=row.purpose,
            channel=CHANNEL,
        )
    except ConsentMissing:
        return
    whose = next((one for one in records if row.subject in one.parties), None)
    try:
        receive_rights_request(
            request.actor,
            kind="withdrawal",
            way="portal",
            words=_("I take back this consent:") + "\n" + row.wording,
            name=whose.name if whose else (records[0].name if records else _("Not given")),
            phone=confirmed_phone(request),
            party=whose.id if whose else None,
            language=_language(),
        )
    except AlreadyAsked:
        return


def _subjects(request: Request, records: tuple[MyRecord, ...]) -> list[UUID]:
    """Under what my data stands: my records, and the requests of this phone."""
    cases = [key for key, _reference in applications_held(request.actor)]
    return [*(key for one in records for key in one.parties), *cases]


def _consents(request: Request, subjects: list[UUID]) -> tuple[ConsentRow, ...]:
    if not subjects:
        return ()
    return consents_of(request.actor, subject=subjects[0], besides=subjects[1:])


def _by_purpose(rows: tuple[ConsentRow, ...]) -> list[ConsentRow]:
    """The latest consent to each purpose; one that holds before one that was withdrawn."""
    latest: dict[str, ConsentRow] = {}
    for row in sorted(rows, key=lambda one: one.withdrawn_at is not None):
        latest.setdefault(row.purpose, row)
    return list(latest.values())


def _roles(keys: tuple[str, ...]) -> list[Any]:
    return [ROLE_WORDS[one] for one in keys if one in ROLE_WORDS]


def _received(reference: str, due_on: Any) -> str:
    told = _("We have your request, number %(reference)s. We answer by %(day)s at the latest.")
    day = f"{formats.gregorian(due_on)} · {formats.hijri(due_on)}"
    return told % {"reference": formats.grouped(reference), "day": day}


def _language() -> str:
    return (get_language() or "ar")[:2]


def _to_phone(request: Request, slug: str) -> HttpResponse:
    ahead = urlencode({"next": request.path})
    return redirect(f"{reverse('portal:phone', args=[slug])}?{ahead}")

"""Somebody is registered: who looks alike is shown while one types, and asked about before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.actions import add_member, register_party
from wasl.domains.parties.queries import ASK_FROM, likely_duplicates, party_strip
from wasl.domains.parties.refusals import (
    AddressIncomplete,
    AlreadyKnown,
    AlreadyMember,
    DateInFuture,
    HeadAlready,
    IdentityReasonMissing,
    KeyReused,
    LikelyKnown,
    MemberTwice,
    NameMissing,
)
from wasl.faces.desk import words as desk_words
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people import words
from wasl.faces.desk.people.forms import ADDRESS, RegisterForm
from wasl.faces.desk.people.frame import PLACE
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.foundation.identifiers import Malformed, mobile, national_id

if TYPE_CHECKING:
    from wasl.domains.parties.queries import LikelyDuplicate

_AT: dict[type[Exception], str] = {
    IdentityReasonMissing: "identity_reason",
    NameMissing: "name",
    DateInFuture: "birth",
}

_BOXES = ("day", "month", "year", "calendar")


@staff_route("parties.register_party", methods=("GET", "POST"))
def register(request: Request, slug: str) -> HttpResponse:
    """Register a person, a household or an organisation.

    Nothing typed is lost when the kind is changed, when something cannot be read, or when others
    look alike; sending twice registers once.
    """
    kind = _kind(request)
    if request.method != "POST" or "as" in request.POST:
        typed = request.POST if request.method == "POST" else request.GET
        form = RegisterForm(kind=kind, initial=_first_values(typed))
        return _page(request, form, status=200)
    form = RegisterForm(request.POST, kind=kind)
    if not form.is_valid():
        return _page(request, form, alike=_alike(request, kind), status=422)
    try:
        row = register_party(
            request.actor,
            key=key_typed(request.POST.get("key")) or uuid4(),
            kind=kind,
            seen_alike=said_to_differ(request),
            **form.known(),
        )
    except AlreadyKnown as refusal:
        return _known_page(request, form, refusal)
    except LikelyKnown as refusal:
        return _page(request, form, alike=refusal.matches, asked=str(refusal), status=409)
    except KeyReused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, key=uuid4(), status=409)
    except AddressIncomplete as refusal:
        form.add_error(ADDRESS[0], str(refusal))
    except (IdentityReasonMissing, NameMissing, DateInFuture) as refusal:
        form.add_error(_AT[type(refusal)], str(refusal))
    else:
        messages.success(request, _("Registered. Nothing else is needed to serve them."))
        if kind == "household":
            _begin_with_head(request, row.pk, form)
        tab = "desk:party_household" if kind == "household" else "desk:party"
        return redirect(_opened(request, row.pk, tab=tab))
    return _page(request, form, alike=_alike(request, kind), status=422)


@staff_route("parties.likely_duplicates", methods=("POST",))
def alike(request: Request, slug: str) -> HttpResponse:
    """Who looks like the person being registered, as a fragment below the fields."""
    matches = _alike(request, _kind(request))
    return render(request, "desk/people/alike.html", alike_shown(request, matches))


def _opened(request: Request, party: UUID, *, tab: str = "desk:party") -> str:
    """Where somebody known is opened; whoever may not read the record starts an application."""
    if request.actor.may("parties.party_sheet"):
        return here(request, tab, party=party)
    return f"{here(request, 'desk:intake')}?party={party}"


def _kind(request: Request) -> str:
    wanted = request.POST.get("as") or request.POST.get("kind") or request.GET.get("kind") or ""
    return wanted if wanted in desk_words.PARTY_KINDS else "person"


def said_to_differ(request: Request) -> list[UUID]:
    """Those of whom it was said that they are somebody else."""
    shown = request.POST.getlist("shown_alike") if "others" in request.POST else []
    return [key for key in map(key_typed, shown) if key is not None]


def _first_values(typed: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {name: typed.get(name) for name in typed if name != "needs"}
    if "needs" in typed:
        kept["needs"] = typed.getlist("needs")
    if "birth_year" in typed:
        kept["birth"] = [typed.get(f"birth_{part}") for part in _BOXES]
    return {"phone_belongs_to": "own", "language": "ar", "role": "beneficiary"} | kept


def _alike(request: Request, kind: str) -> "tuple[LikelyDuplicate, ...]":
    """Who looks alike as far as what was typed can be read; unreadable numbers wait."""
    name = request.POST.get("name", "").replace("\0", "").strip()[:200]
    form = RegisterForm(request.POST, kind=kind)
    form.is_valid()
    birth = form.cleaned_data.get("birth")
    number, phone = _read(request, "national_id", _digits), _read(request, "phone", mobile)
    if not (number or phone or len(name.split()) > 1):
        return ()
    found = likely_duplicates(
        request.actor,
        kind=kind,
        name=name,
        national_id=number,
        phone=phone,
        birth_on=birth.gregorian_on if birth else None,
        birth_precision=birth.precision if birth else "day",
        gender=form.cleaned_data.get("gender", ""),
        city=request.POST.get("city", "").strip()[:60],
    )
    return tuple(one for one in found if one.score >= ASK_FROM)


def _digits(text: str) -> str:
    return national_id(text).digits


def _read(request: Request, name: str, read: Any) -> str:
    try:
        found: str = read(request.POST.get(name, "").replace("\0", ""))
    except Malformed:
        return ""
    return found


def _begin_with_head(request: Request, household: UUID, form: RegisterForm) -> None:
    """The head of a household, by whom it is known, is its first member.

    Who belongs to another household too is added on the next page, where that is confirmed.
    """
    if not request.actor.may("parties.add_member"):
        return
    given = form.cleaned_data
    is_checked = given.get("identity_kind") == "national"
    try:
        add_member(
            request.actor,
            household=household,
            relation="head",
            name=given["name"],
            gender=given.get("gender", ""),
            national_id=given["national_id"] if is_checked else "",
            birth=given.get("birth"),
        )
    except (AlreadyMember, HeadAlready, MemberTwice):
        return


def _known_page(request: Request, form: RegisterForm, refusal: AlreadyKnown) -> HttpResponse:
    """The party that has this identity already: there is nobody to register."""
    form.add_error("licence" if form.kind == "organisation" else "national_id", str(refusal))
    known = party_strip(request.actor, party=refusal.party)
    return _page(request, form, status=409, known=known, known_url=_opened(request, known.id))


def alike_shown(request: Request, matches: "Sequence[LikelyDuplicate]") -> dict[str, Any]:
    """Who looks alike, as the pages that register somebody show it."""
    listed = [
        {
            "match": one,
            "kind": desk_words.PARTY_KINDS.get(one.kind, one.kind),
            "icon": words.ICONS.get(one.kind, "user"),
            "url": _opened(request, one.id),
        }
        for one in matches
    ]
    said = set(said_to_differ(request))
    is_said = bool(listed) and all(one.id in said for one in matches)
    return {"alike": listed, "is_said": is_said}


def _page(
    request: Request,
    form: RegisterForm,
    *,
    alike: "Sequence[LikelyDuplicate]" = (),
    key: UUID | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    kinds = [
        {
            "key": one,
            "text": text,
            "icon": words.ICONS[one],
            "current": one == form.kind,
        }
        for one, text in desk_words.PARTY_KINDS.items()
    ]
    context = {
        "form": form,
        "kind": form.kind,
        "kinds": kinds,
        "key": key or key_typed(request.POST.get("key")) or uuid4(),
        "alike_url": here(request, "desk:alike"),
        "back_url": here(
            request, PLACE if request.actor.may("parties.parties_listed") else "desk:search"
        ),
        "has_address_open": any(form[name].errors or form[name].value() for name in ADDRESS[1:]),
        **alike_shown(request, alike),
        **more,
    }
    return shown(
        request,
        "desk/people/register.html",
        context,
        title=_("Register somebody"),
        place=PLACE,
        status=status,
    )

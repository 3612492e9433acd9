"""What a page about a case answers when the case is not to be opened, or was changed meanwhile."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_listed
from wasl.domains.applications.queries import APPLICANT_WORDS
from wasl.domains.applications.refusals import FileNotAssigned
from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import listed
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import LongTextField
from wasl.foundation.refusal import ConflictOfInterest, Stale

View = TypeVar("View", bound=Callable[..., HttpResponse])


class ReasonForm(forms.Form):
    """Why somebody must open a colleague's case."""

    reason = LongTextField(
        label=_("Why must you open this file?"),
        help_text=_("At least ten letters. A reviewer reads it."),
        rows=3,
        max_length=500,
    )


class HandOverForm(forms.Form):
    """To whom a case goes."""

    to = forms.ChoiceField(label=_("Hand it over to"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("Hand it over to"), choices=[("", "—"), *colleagues]
        )


def case_door(view: View) -> View:
    """Answer three refusals of a case with a page that leads on.

    A colleague's case: 403 with the form that opens it for a reason; to a fragment the form
    alone (O6). A case that touches the reader: 403 with the hand-over. Somebody saved in
    between: 409 with both values of each field (O30). Write it below the route's decorator.
    """

    @wraps(view)
    def guarded(request: Request, slug: str, application: UUID, **parts: Any) -> HttpResponse:
        try:
            return view(request, slug, application=application, **parts)
        except FileNotAssigned as refusal:
            return closed_file(request, application, refusal)
        except ConflictOfInterest as refusal:
            return conflict(request, application, refusal)
        except Stale as refusal:
            return stale(request, application, refusal)

    return cast("View", guarded)


def colleagues(request: Request, *roles: str) -> list[tuple[str, str]]:
    """Active colleagues who hold one of the roles (any role when none is named), by name."""
    return [
        (str(row.id), row.name)
        for row in staff_listed(request.actor)
        if row.is_active
        and row.id != request.actor.staff
        and (not roles or set(roles) & set(row.roles))
    ]


def closed_file(
    request: Request, application: UUID, refusal: FileNotAssigned, form: ReasonForm | None = None
) -> HttpResponse:
    """The form which opens a colleague's case for an hour; it shows nothing of the case."""
    context = {
        "form": form or ReasonForm(),
        "sentence": str(refusal),
        "open_url": here(request, "desk:open_file", application=application),
        "may_open": request.actor.may("privacy.open_file_out_of_turn"),
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "desk/case/closed_file_form.html", context, status=403)
    return shown(
        request,
        "desk/case/closed_file.html",
        context | {"back_url": here(request, "desk:queue")},
        title=_("This case is with a colleague"),
        status=403,
    )


def conflict(request: Request, application: UUID, refusal: ConflictOfInterest) -> HttpResponse:
    """The page which lets somebody hand over a case that touches him."""
    form = HandOverForm(colleagues=colleagues(request, "officer", "researcher", "director"))
    context = {
        "form": form,
        "sentence": str(refusal),
        "hand_over_url": here(request, "desk:assign", application=application),
        "may_hand_over": request.actor.may("applications.assign"),
    }
    return shown(
        request,
        "desk/case/conflict.html",
        context | {"back_url": here(request, "desk:queue")},
        title=_("This case touches you"),
        status=403,
    )


def stale(request: Request, application: UUID, refusal: Stale) -> HttpResponse:
    """Both values of every field that differs, and the way to save one's own or keep theirs."""
    context = {
        "sentence": str(refusal),
        "rows": compared(refusal.differences),
        "again_url": request.path,
        "carried": [
            (name, value)
            for name in request.POST
            if name not in ("csrfmiddlewaretoken", "version")
            for value in request.POST.getlist(name)
        ],
        "theirs_url": request.path
        if "GET" in _methods(request)
        else here(request, "desk:case", application=application),
    }
    return shown(
        request,
        "desk/case/stale.html",
        context,
        title=_("A colleague saved before you"),
        status=409,
    )


def _methods(request: Request) -> tuple[str, ...]:
    match = request.resolver_match
    scopes = getattr(match.func, "wasl_scopes", ()) if match else ()
    return tuple(method for scope in scopes for method in scope.methods)


def compared(differences: Mapping[str, tuple[Any, Any]]) -> list[dict[str, object]]:
    """Each field that differs: its name, what a colleague saved, what was typed here."""
    return [
        {"label": _label(path), "theirs": _told(theirs), "yours": _told(yours)}
        for path, (theirs, yours) in differences.items()
    ]


def _label(path: str) -> object:
    part = path.removeprefix("applicant.").split(".")[0]
    return APPLICANT_WORDS.get(part, part)


def _told(value: Any) -> object:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return value.get("text") or " · ".join(_text(one) for one in value.values() if one)
    if isinstance(value, list | tuple):
        return listed(_text(one) for one in value)
    return "—" if value in (None, "") else value


def _text(value: Any) -> str:
    told = _told(value)
    return spoken(told)

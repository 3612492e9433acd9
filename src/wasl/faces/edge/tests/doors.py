"""A few doors of every kind, with which the edge is tested without any face."""

from datetime import timedelta

from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.urls import include, path

from wasl.faces.edge.actor import (
    confirmed_phone,
    forget_visitor,
    hold_application,
    remember_phone,
)
from wasl.faces.edge.limits import limited
from wasl.faces.edge.routes import Request, applicant_route, public_route, staff_route
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotFound


def _told(actor: Actor) -> JsonResponse:
    return JsonResponse({"kind": actor.kind, "held": len(actor.held), "name": actor.name})


@public_route
def home(request: Request, slug: str) -> HttpResponse:
    """Who the edge says is asking."""
    return _told(request.actor)


@public_route("POST")
def prove(request: Request, slug: str) -> HttpResponse:
    """What a visitor proves, and forgets, in his session."""
    what = request.POST["what"]
    if what == "phone":
        remember_phone(request, phone="+966551234567", phone_index="f" * 32)
    if what == "draft":
        hold_application(request, uuid7())
    if what == "leave":
        forget_visitor(request)
    return JsonResponse({"phone": confirmed_phone(request), "kind": request.actor.kind})


@applicant_route("GET", "POST")
def own(request: Request, slug: str) -> HttpResponse:
    """A page of an applicant."""
    return _told(request.actor)


@staff_route()
def desk(request: Request, slug: str) -> HttpResponse:
    """A page of every member of staff."""
    return _told(request.actor)


@staff_route("decisions.cast_vote", methods=("POST",))
def vote(request: Request, slug: str) -> HttpResponse:
    """An act of the committee's members."""
    return _told(request.actor)


@staff_route("applications.applications_exported", fresh="file")
def export(request: Request, slug: str) -> HttpResponse:
    """A file that leaves the house."""
    return HttpResponse("a,b", headers={"Content-Disposition": 'attachment; filename="a.csv"'})


@staff_route("applications.applications_exported", methods=("POST",), fresh="file")
def dossier(request: Request, slug: str) -> HttpResponse:
    """A file that is asked for with a form."""
    return JsonResponse({"who": request.POST["who"]})


@staff_route(methods=("GET", "POST"), fresh="now")
def decide(request: Request, slug: str) -> HttpResponse:
    """A form that decides; it tells what it was sent."""
    sent = {name: values for name, values in request.POST.lists() if "csrf" not in name}
    return JsonResponse({"sent": sent, "files": list(request.FILES)})


@staff_route(methods=("POST",), fresh="sitting")
def sit(request: Request, slug: str) -> HttpResponse:
    """One of the many acts of a sitting."""
    return _told(request.actor)


@public_route
@limited("test", most=3, per=timedelta(hours=1), methods=("GET",))
def rare(request: Request, slug: str) -> HttpResponse:
    """A page that answers three times an hour, and only by saying no."""
    raise NotFound


@public_route("GET", "POST")
def trouble(request: Request, slug: str) -> HttpResponse:
    """A page that breaks as asked."""
    kind = request.GET.get("kind")
    if kind == "disk":
        raise OperationalError("database or disk is full")
    if kind == "locked":
        raise OperationalError("database is locked")
    if kind == "schema":
        raise OperationalError("no such table: x")
    raise RuntimeError("the ID 1000000008 must not be in the log")


def undeclared(request: Request, slug: str) -> HttpResponse:
    """A view for which nobody said who may come in."""
    return HttpResponse("secret")


urlpatterns = [
    path("", include("wasl.faces.edge.urls")),
    path("<slug:slug>/", home),
    path("<slug:slug>/prove/", prove),
    path("<slug:slug>/own/", own),
    path("<slug:slug>/desk/", desk),
    path("<slug:slug>/vote/", vote),
    path("<slug:slug>/export/", export),
    path("<slug:slug>/dossier/", dossier),
    path("<slug:slug>/decide/", decide),
    path("<slug:slug>/sit/", sit),
    path("<slug:slug>/rare/", rare),
    path("<slug:slug>/trouble/", trouble),
    path("<slug:slug>/undeclared/", undeclared),
]

handler400 = "wasl.faces.edge.refusals.bad_request"
handler403 = "wasl.faces.edge.refusals.forbidden"
handler404 = "wasl.faces.edge.refusals.not_found"
handler500 = "wasl.faces.edge.refusals.defect"

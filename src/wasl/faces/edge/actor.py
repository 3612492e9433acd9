"""Who is asking, and at which association: known before any view runs.

A member of staff is one only where a staff door is asked; on the public pages he is a visitor
like any other. What a visitor proved is kept in his session, apart for each association.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from wasl.domains.access.queries import (
    has_left,
    member_actor,
    operator_actor,
    visitor_actor,
)
from wasl.domains.associations.queries import AssociationRow, association_called
from wasl.faces.edge.refusals import refused
from wasl.faces.edge.routes import InstallationRequest, Request, scope_for
from wasl.foundation.actor import Actor
from wasl.foundation.keys import seal, unseal
from wasl.foundation.refusal import NotFound, Refusal

_VISITS = "visits"


@dataclass(frozen=True, slots=True)
class ActorOfRequest:
    """Give every request its `association` (or None) and its `actor`.

    An address of an unknown association, or of one where the signed-in account does not belong,
    is answered 404; who has left the association is signed out (O38).
    """

    get_response: Callable[[HttpRequest], HttpResponseBase]

    def __call__(self, request: InstallationRequest) -> HttpResponseBase:
        """Nobody in particular, until the address has led to a view."""
        request.association = None
        request.actor = visitor_actor(None)
        return self.get_response(request)

    def process_view(
        self,
        request: Request,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """The association that the address names, and who asks there."""
        slug = kwargs.get("slug")
        if slug is None:
            return _entered_installation(request, view)
        try:
            association = association_called(Actor.installation(), slug=slug)
            scope = scope_for(view, request.method or "")
            is_staff_door = scope is not None and scope.kind == "staff"
            request.actor = (
                _member(request, association) if is_staff_door else _visitor(request, association)
            )
        except Refusal as refusal:
            return refused(request, refusal)
        request.association = association
        return None


def _entered_installation(request: Request, view: Callable[..., Any]) -> HttpResponseBase | None:
    scope = scope_for(view, request.method or "")
    is_operators = scope is not None and scope.kind == "installation" and scope.permissions
    if not is_operators or not request.user.is_authenticated:
        return None
    operator = operator_actor(Actor.installation(), staff=request.user.pk)
    if operator is None:
        return refused(request, NotFound())
    request.actor = operator
    return None


def _member(request: HttpRequest, association: AssociationRow) -> Actor:
    if not request.user.is_authenticated:
        return visitor_actor(association.id)
    system = Actor.system(association.id)
    staff: UUID = request.user.pk
    member = member_actor(system, association=association.id, staff=staff)
    if member is not None:
        return member
    if has_left(system, staff=staff):
        logout(request)
        return visitor_actor(association.id)
    raise NotFound


def _visitor(request: HttpRequest, association: AssociationRow) -> Actor:
    visit = request.session.get(_VISITS, {}).get(str(association.id), {})
    return visitor_actor(
        association.id,
        phone_index=visit.get("phone_index", ""),
        held=frozenset(UUID(key) for key in visit.get("held", ())),
    )


def remember_phone(request: Request, *, phone: str, phone_index: str) -> None:
    """Keep for this session that the visitor confirmed his phone, under a new session key.

    The number itself is kept encrypted; `confirmed_phone` reads it.
    """
    request.session.cycle_key()
    _note(request, "phone_index", phone_index)
    keep_sealed(request, "phone", phone)
    request.actor = _visitor(request, request.association)


def confirmed_phone(request: Request) -> str:
    """The number that the visitor confirmed in this session; empty when there is none."""
    return kept_sealed(request, "phone")


def hold_application(request: Request, application: UUID) -> None:
    """Keep for this session that the visitor without a phone holds this application."""
    if application not in request.actor.held:
        request.session.cycle_key()
    _note(request, "held", sorted({str(key) for key in request.actor.held} | {str(application)}))
    request.actor = _visitor(request, request.association)


def forget_visitor(request: Request) -> None:
    """Forget all that the visitor proved at this association, as on a shared phone."""
    visits = request.session.get(_VISITS, {})
    visits.pop(str(request.association.id), None)
    request.session[_VISITS] = visits
    request.session.cycle_key()
    request.actor = _visitor(request, request.association)


def keep_sealed(request: Request, name: str, text: str) -> None:
    """Keep something personal in the session, encrypted, for this association."""
    sealed = seal(text.encode(), association=request.association.id, bound_to=f"session.{name}")
    _note(request, f"sealed_{name}", b64encode(sealed).decode())


def kept_sealed(request: Request, name: str) -> str:
    """What `keep_sealed` kept; empty when there is nothing."""
    visit = request.session.get(_VISITS, {}).get(str(request.association.id), {})
    text = visit.get(f"sealed_{name}", "")
    if not text:
        return ""
    try:
        return unseal(
            b64decode(text), association=request.association.id, bound_to=f"session.{name}"
        ).decode()
    except InvalidTag:
        return ""


def _note(request: Request, name: str, value: object) -> None:
    visits = request.session.get(_VISITS, {})
    visits.setdefault(str(request.association.id), {})[name] = value
    request.session[_VISITS] = visits

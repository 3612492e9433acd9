"""Who is let through a door: method, then sign-in, then permission."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from wasl.faces.edge.fresh import is_fresh, led_to_prove, proof_put_away
from wasl.faces.edge.leading import led_to
from wasl.faces.edge.refusals import is_for_machines, refused
from wasl.faces.edge.routes import Request, Scope, Undeclared, scope_for, scopes_of
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, Refusal


class SignedOut(Refusal):
    """A machine or a fragment asks without a signed-in member of staff."""

    status = 401
    sentence = _("You are not signed in, or were away for half an hour. Sign in and go on.")


class PhoneNotConfirmed(Refusal):
    """The page belongs to an applicant, and no phone was confirmed in this session."""

    status = 403
    sentence = _(
        "Confirm your phone first. What you wrote is kept, and you go on where you stopped."
    )


class MethodRefused(Refusal):
    """The door does not answer this method; a link never does what only a form may do."""

    status = 405
    sentence = _("This address is not opened like that. Go back and use the button on the page.")


@dataclass(frozen=True, slots=True)
class OnlyDeclaredRoutes:
    """Let nobody through a door on which nothing is written, or past what is written on it."""

    get_response: Callable[[HttpRequest], HttpResponseBase]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The door is known only once the address has led to a view."""
        return self.get_response(request)

    def process_view(
        self,
        request: Request,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """What is written on the door, applied to who asks."""
        return admission(request, view)


def admission(request: Request, view: Callable[..., Any]) -> HttpResponseBase | None:
    """None when the asker may come in, else the answer that he gets.

    Raises `Undeclared` for a view on which nothing is written.
    """
    scopes = scopes_of(view)
    if not scopes:
        raise Undeclared(f"{view.__module__}.{getattr(view, '__qualname__', view)}")
    scope = scope_for(view, request.method or "")
    if scope is None:
        answer = refused(request, MethodRefused())
        answer["Allow"] = ", ".join(sorted({m for one in scopes for m in one.methods}))
        return answer
    return _let_in(request, scope, request.actor) or _fresh_admission(request, scope)


def _let_in(request: Request, scope: Scope, actor: Actor) -> HttpResponseBase | None:
    if scope.kind == "staff":
        return _staff_admission(request, scope, actor)
    if scope.kind == "applicant" and actor.kind != "applicant":
        return _to_confirm_phone(request)
    if scope.is_signed_in and not request.user.is_authenticated:
        return _to_sign_in(request)
    if scope.kind == "installation" and scope.permissions:
        return _known_admission(request, scope, actor)
    return None


def _fresh_admission(request: Request, scope: Scope) -> HttpResponseBase | None:
    if not scope.asks_who(request.method or ""):
        return None
    if not is_fresh(request, for_a_sitting=scope.fresh == "sitting"):
        return led_to_prove(request)
    proof_put_away(request)
    return None


def _staff_admission(request: HttpRequest, scope: Scope, actor: Actor) -> HttpResponseBase | None:
    if actor.kind != "staff":
        return _to_sign_in(request)
    return _known_admission(request, scope, actor)


def _known_admission(request: HttpRequest, scope: Scope, actor: Actor) -> HttpResponseBase | None:
    if not _has_second_factor(request):
        if is_for_machines(request):
            return refused(request, SignedOut())
        return led_to(request, reverse("mfa_activate_totp"))
    if not all(actor.may(permission) for permission in scope.permissions):
        return refused(request, NotAllowed())
    return None


def _has_second_factor(request: HttpRequest) -> bool:
    kept: bool = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.TOTP
    ).exists()
    return kept


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if is_for_machines(request):
        return refused(request, SignedOut())
    return led_to(request, reverse("account_login"))


def _to_confirm_phone(request: Request) -> HttpResponseBase:
    try:
        door = reverse("portal:phone", kwargs={"slug": request.association.slug})
    except NoReverseMatch:
        return refused(request, PhoneNotConfirmed())
    return led_to(request, door)

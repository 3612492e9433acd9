"""The page that asks whether it is still he, and the way on from it to what was under way."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import unquote, urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.actions import record_fresh_sign_in
from wasl.domains.access.queries import member_actor, operator_actor
from wasl.domains.associations.queries import association_called
from wasl.faces.edge.accounts import CodeAgainForm, PasswordAgainForm
from wasl.faces.edge.fresh import PROOF, HttpResponseSentOn
from wasl.faces.edge.routes import Fresh, Scope, installation_route, scope_for
from wasl.faces.edge.typed import own_address_told, own_address_typed
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound

Way = Literal["code", "password"]

_WHY: Final[Mapping[Fresh, Any]] = {
    "file": _(
        "You signed in a while ago, and this file holds what people have entrusted to us. "
        "We only make sure that it is you who takes it."
    ),
    "sitting": _(
        "A committee's decision carries your name. We make sure once that it is yours, "
        "and do not ask again during this sitting."
    ),
}
_WHY_ELSE: Final = _(
    "You signed in a while ago, and the next step touches people's lives. "
    "We only make sure that it comes from you."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits until the proof: the door, how it is opened, and what was to be sent there."""

    address: str
    slug: str
    scope: Scope | None
    is_form: bool
    typed: tuple[tuple[str, str], ...]
    has_files: bool
    back: str


@installation_route("GET", "POST", signed_in=True)
def again(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the second factor, or for the password instead, and go on.

    `next` in the address is the door that waits; a form that was sent there arrives with it. Every
    try is counted as at signing in and stands in the trail.
    """
    waiting = _waiting(request)
    has_code = Authenticator.objects.filter(user_id=request.user.pk).exists()
    way = _way(request, has_code=has_code)
    is_answer = f"{PROOF}-{way}" in request.POST
    form = _form(request, way, is_answer=is_answer)
    if is_answer:
        is_right = form.is_valid()
        _note(request, waiting.slug, way, is_right=is_right)
        if is_right:
            form.save()
            request.session.cycle_key()
            return _way_on(request, waiting)
    fresh: Fresh = waiting.scope.fresh if waiting.scope else ""
    context = {
        "form": form,
        "waiting": waiting,
        "why": _WHY.get(fresh, _WHY_ELSE),
        "here": request.get_full_path(),
        "way": way,
        "other_way": ("password" if way == "code" else "code") if has_code else "",
        "back_url": waiting.back,
        "proof": PROOF,
    }
    return render(request, "account/again.html", context, status=422 if form.errors else 200)


def _way(request: HttpRequest, *, has_code: bool) -> Way:
    chosen = request.POST.get(f"{PROOF}-way")
    return "code" if has_code and chosen != "password" else "password"


def _form(request: HttpRequest, way: Way, *, is_answer: bool) -> Any:
    kind = CodeAgainForm if way == "code" else PasswordAgainForm
    form = kind(request.POST if is_answer else None, user=request.user, prefix=PROOF)
    if not is_answer:
        form.fields[way].widget.attrs["autofocus"] = True
    return form


def _waiting(request: HttpRequest) -> Waiting:
    sent = request.POST
    is_sent_on = request.method == "POST" and not any(one.startswith(f"{PROOF}-") for one in sent)
    is_form = is_sent_on or f"{PROOF}-form" in sent
    address = own_address_typed(request.GET.get("next")) or reverse("my_desk")
    slug, scope = _door(address, "POST" if is_form else "GET")
    return Waiting(
        # A door that only takes forms is not opened without one.
        address=address if scope is not None else reverse("my_desk"),
        slug=slug,
        scope=scope,
        is_form=is_form and scope is not None,
        typed=tuple(
            (name, value)
            for name, values in sent.lists()
            for value in values
            if name != "csrfmiddlewaretoken" and not name.startswith(f"{PROOF}-")
        ),
        has_files=bool(request.FILES) or f"{PROOF}-files" in sent,
        back=own_address_typed(sent.get(f"{PROOF}-back"))
        or own_address_told(request.headers.get("Referer"), host=request.get_host()),
    )


def _door(address: str, method: str) -> tuple[str, Scope | None]:
    try:
        match = resolve(unquote(urlsplit(address).path))
    except Resolver404:
        return "", None
    return str(match.kwargs.get("slug", "")), scope_for(match.func, method)


def _note(request: HttpRequest, slug: str, way: Way, *, is_right: bool) -> None:
    if not request.POST[f"{PROOF}-{way}"].strip():
        return
    asker = _asker(request, slug)
    if asker is not None:
        record_fresh_sign_in(asker, way=way, was_right=is_right)


def _asker(request: HttpRequest, slug: str) -> Actor | None:
    """Who asks, where it is to be told: at the association whose door asked, else at his own."""
    staff = UUID(str(request.user.pk))
    operator = operator_actor(Actor.installation(), staff=staff)
    if operator is not None:
        return operator
    homes = [getattr(request.user, "home_id", None)]
    if slug:
        with suppress(NotFound):
            homes.insert(0, association_called(Actor.installation(), slug=slug).id)
    for home in homes:
        found = home and member_actor(Actor.system(home), association=home, staff=staff)
        if found:
            return found
    return None


def _way_on(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    """Straight to what waited; a file gets a page beside which it is taken."""
    if waiting.scope is None or waiting.scope.fresh != "file":
        kind = HttpResponseSentOn if waiting.is_form else HttpResponseRedirect
        return kind(waiting.address)
    answer = render(
        request, "account/again_file.html", {"waiting": waiting, "back_url": waiting.back}
    )
    if not waiting.is_form:
        # A header, for it needs no script.
        answer["Refresh"] = f"0; url={iri_to_uri(waiting.address)}"
    return answer

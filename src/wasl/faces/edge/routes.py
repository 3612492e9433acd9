"""Doors: every view says who may come in, and nobody comes in where nothing is said.

    @public_route("GET", "POST")
    def service(request: Request, slug: str, service: str) -> HttpResponse: ...

    @staff_route("applications.applications_in_queue")
    def queue(request: Request, slug: str) -> HttpResponse: ...

    @staff_route("applications.record_checks", methods=("POST",))
    def record_checks(request: Request, slug: str, application: UUID) -> HttpResponse: ...

Views under an association's address take its `slug` like any other part of the address; the
association itself is `request.association` and the one who asks is `request.actor`. GET alone
is answered unless `methods` says more, so that no link can do what only a form may do.

- public: anybody, at an association's address or at none
- applicant: somebody who confirmed his phone or holds a draft in this session
- staff: a member of this association who holds all the named permissions
- installation: outside of any association; with `signed_in`, for accounts only
- operator: outside of any association, for who opens associations and holds the permissions

    @staff_route("privacy.erase_person", methods=("GET", "POST"), fresh="now")
    def erase(request: Request, slug: str, party: UUID) -> HttpResponse: ...

What decides, what cannot be taken back and what leaves the house says with `fresh` that whoever
signed in long ago proves anew that it is he (`wasl.faces.edge.fresh`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

from wasl.domains.associations.queries import AssociationRow
from wasl.foundation.actor import Actor

Kind = Literal["public", "applicant", "staff", "installation"]
Fresh = Literal["", "now", "file", "sitting"]
V = TypeVar("V", bound=Callable[..., Any])

_MARK = "wasl_scopes"
READ = ("GET",)


class Request(HttpRequest):
    """A request at an association's address, once the actor is known."""

    actor: Actor
    association: AssociationRow


class InstallationRequest(HttpRequest):
    """A request outside of any association."""

    actor: Actor
    association: None


class Undeclared(RuntimeError):
    """A defect: a view is reachable and nobody said for whom."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who may come in, with which methods, holding which permissions, and how freshly signed in.

    `fresh` is empty where any sign-in will do; "now" within the last minutes; "file" the same,
    where what is answered is a file; "sitting" once for a whole sitting.
    """

    kind: Kind
    methods: tuple[str, ...] = READ
    permissions: frozenset[str] = frozenset()
    is_signed_in: bool = False
    fresh: Fresh = ""

    def answers(self, method: str) -> bool:
        """Whether this scope is about a method; HEAD goes where GET goes."""
        return ("GET" if method == "HEAD" else method) in self.methods

    def asks_who(self, method: str) -> bool:
        """Whether a fresh sign-in is asked for this method: where the door takes a form, when the
        form is sent; where it is only read, when it is read."""
        takes_form = self.methods != READ
        return bool(self.fresh) and (not takes_form or method not in ("GET", "HEAD"))

    @property
    def written(self) -> str:
        """The scope as the reviewed list of routes says it."""
        parts = [self.kind, *sorted(self.permissions)]
        if self.is_signed_in:
            parts.append("signed-in")
        if self.fresh:
            parts.append(f"fresh:{self.fresh}")
        return " ".join(parts)


def scopes_of(view: Callable[..., Any]) -> tuple[Scope, ...]:
    """What a view declares; nothing when it declares nothing."""
    scopes: tuple[Scope, ...] = getattr(view, _MARK, ())
    return scopes


def scope_for(view: Callable[..., Any], method: str) -> Scope | None:
    """The scope of a view for one method; None when the view does not answer it."""
    return next((scope for scope in scopes_of(view) if scope.answers(method)), None)


def declare(view: V, *scopes: Scope) -> V:
    """Write scopes on a view, for views whose source is not ours."""
    setattr(view, _MARK, scopes)
    return view


@overload
def public_route(view: V, /) -> V: ...
@overload
def public_route(*methods: str) -> Callable[[V], V]: ...
@overload
def public_route(*, methods: tuple[str, ...]) -> Callable[[V], V]: ...
def public_route(*said: Any, methods: tuple[str, ...] = ()) -> Any:
    """Let anybody in; `@public_route`, `@public_route("GET", "POST")`."""
    return _marking("public", said, methods)


@overload
def applicant_route(view: V, /) -> V: ...
@overload
def applicant_route(*methods: str) -> Callable[[V], V]: ...
@overload
def applicant_route(*, methods: tuple[str, ...]) -> Callable[[V], V]: ...
def applicant_route(*said: Any, methods: tuple[str, ...] = ()) -> Any:
    """Let in who confirmed a phone or holds a draft; others are led to confirm their phone."""
    return _marking("applicant", said, methods)


def staff_route(
    *permissions: str, methods: tuple[str, ...] = READ, fresh: Fresh = ""
) -> Callable[[V], V]:
    """Let in members of this association who hold all `permissions`.

    Who is not signed in is led to sign in, who has no second factor to make one, and who signed
    in too long ago for a `fresh` door to prove himself anew; a member of another association gets
    404, and a colleague without the permission 403.
    """
    scope = Scope("staff", methods, frozenset(permissions), fresh=fresh)
    return lambda view: declare(view, scope)


@overload
def installation_route(view: V, /) -> V: ...
@overload
def installation_route(*methods: str, signed_in: bool = False) -> Callable[[V], V]: ...
@overload
def installation_route(
    *, methods: tuple[str, ...], signed_in: bool = False
) -> Callable[[V], V]: ...
def installation_route(*said: Any, methods: tuple[str, ...] = (), signed_in: bool = False) -> Any:
    """Let anybody, or with `signed_in` any account, in to a page outside of all associations."""
    return _marking("installation", said, methods, signed_in=signed_in)


def operator_route(*permissions: str, methods: tuple[str, ...] = READ) -> Callable[[V], V]:
    """Let in operators who hold all `permissions`; to any other account there is nothing here.

    Who is not signed in is led to sign in, who has no second factor to make one.
    """
    scope = Scope("installation", methods, frozenset(permissions), is_signed_in=True)
    return lambda view: declare(view, scope)


def _marking(
    kind: Kind, said: tuple[Any, ...], methods: tuple[str, ...], *, signed_in: bool = False
) -> Any:
    if len(said) == 1 and callable(said[0]):
        return declare(said[0], Scope(kind, is_signed_in=signed_in))
    scope = Scope(kind, methods or said or READ, is_signed_in=signed_in)
    return lambda view: declare(view, scope)


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """One line of the reviewed list: an address, its methods, and who may come in."""

    address: str
    methods: str
    scope: str
    name: str

    @property
    def line(self) -> str:
        """The line as the file has it."""
        return f"{self.address:<64} {self.methods:<14} {self.scope}"


def routes_declared() -> list[Route]:
    """Every address of this installation, in alphabetical order."""
    return sorted(_routes(get_resolver().url_patterns, "/", ""))


def routes_written() -> str:
    """The list of routes as the reviewed file has it, a line for each address and scope."""
    return "".join(f"{route.line}\n" for route in routes_declared())


def views_declared() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every address with its full URL name and its view."""
    return _views(get_resolver().url_patterns, "/", "")


def _routes(patterns: "list[URLPattern | URLResolver]", before: str, space: str) -> Iterator[Route]:
    for address, name, view in _views(patterns, before, space):
        scopes = scopes_of(view)
        if not scopes:
            yield Route(address, "-", "UNDECLARED", name)
        for scope in scopes:
            yield Route(address, ",".join(scope.methods), scope.written, name)


def _views(
    patterns: "list[URLPattern | URLResolver]", before: str, space: str
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _views(pattern.url_patterns, address, inner)
        else:
            yield address, f"{space}{pattern.name or ''}", pattern.callback

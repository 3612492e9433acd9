"""The one way in to read: permission and scope, and for sensitive reads an entry in the trail."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from wasl.foundation import trail
from wasl.foundation.action import permission_of, record_attempt
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, Refusal
from wasl.foundation.scoping import entered_scope

P = ParamSpec("P")
R = TypeVar("R")

QUERIES: dict[str, Callable[..., object]] = {}


def query(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Make a plain function a way to read. Refuses with `NotAllowed` without the permission.

    A refusal that says so enters the trail, as with an action.
    """
    permission = permission_of(function)

    @wraps(function)
    def ask(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not by.may(permission):
            raise NotAllowed
        try:
            with entered_scope(by, writing=False):
                return function(by, *args, **kwargs)
        except Refusal as refusal:
            record_attempt(by, permission, refusal)
            raise

    QUERIES[permission] = ask
    return ask


def recorded_query(
    function: Callable[Concatenate[Actor, P], R],
) -> Callable[Concatenate[Actor, P], R]:
    """Make a plain function a sensitive read: whoever reads it is in the trail."""
    permission = permission_of(function)

    @wraps(function)
    def ask(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not by.may(permission):
            raise NotAllowed
        try:
            with entered_scope(by, writing=True), trail.recording(by, permission):
                return function(by, *args, **kwargs)
        except Refusal as refusal:
            record_attempt(by, permission, refusal)
            raise

    QUERIES[permission] = ask
    return ask

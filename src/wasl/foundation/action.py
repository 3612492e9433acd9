"""The one way in to change: permission, scope, transaction, rules, trail, commit."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import models

from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, Refusal
from wasl.foundation.scoping import entered_scope, is_entered

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., object]] = {}


def permission_of(function: Callable[..., object]) -> str:
    """The permission that guards an action or query: its room and its name."""
    room = function.__module__.split(".")[2]
    return f"{room}.{function.__name__}"


def action(
    function: Callable[Concatenate[Actor, P], R],
) -> Callable[Concatenate[Actor, P], R]:
    """Make a plain function the one way to make one kind of change.

    Refuses with `NotAllowed` when the actor lacks the permission. All that the function writes,
    the entries of the trail and the messages it queues commit together or not at all.
    """
    permission = permission_of(function)

    @wraps(function)
    def act(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if not by.may(permission):
                raise NotAllowed
            with entered_scope(by, writing=True), trail.recording(by, permission) as deed:
                result = function(by, *args, **kwargs)
                if not deed.subject and isinstance(result, models.Model):
                    trail.remark(result)
                return result
        except Refusal as refusal:
            record_attempt(by, permission, refusal)
            raise

    ACTIONS[permission] = act
    return act


def record_attempt(by: Actor, permission: str, refusal: Refusal) -> None:
    """Enter a refused attempt in the trail when its refusal says so, once the outermost is over."""
    if not refusal.recorded or is_entered():
        return
    with entered_scope(by, writing=True), trail.recording(by, permission):
        trail.remark(refused=refusal.code, about=str(refusal.facts.get("subject", "")))

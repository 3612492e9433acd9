"""What happened, told to the rooms above: they react in the same transaction."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from wasl.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; its name is in the past tense."""


E = TypeVar("E", bound=Event)
Reaction = Callable[[Actor, Any], None]

_reactions: dict[type[Event], list[Reaction]] = defaultdict(list)


def pair(event: type[E], reaction: Callable[[Actor, E], None]) -> None:
    """Let `reaction` follow `event`. Only the project's page of reactions calls this."""
    if reaction not in _reactions[event]:
        _reactions[event].append(reaction)


def paired() -> dict[type[Event], list[Reaction]]:
    """All pairings, for the test that no event goes unheard and no reaction is unwired."""
    return dict(_reactions)


def publish(by: Actor, event: Event) -> None:
    """Tell the rooms above what happened. What they do is the system's deed, not the actor's."""
    for reaction in _reactions[type(event)]:
        reaction(by.as_system(), event)

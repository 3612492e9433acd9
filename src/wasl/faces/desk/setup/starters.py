"""Ready services from which an association may begin, kept as data beside this file."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wasl.domains.catalogue.queries import starters_fitted

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition
    from wasl.foundation.actor import Actor

ICONS: Final = {
    "food-basket": "shopping-basket",
    "rent-support": "house",
    "urgent-aid": "siren",
    "legal-consultation": "scale",
    "training-course": "presentation",
    "career-guidance": "compass",
    "tuition-support": "graduation-cap",
}
"""The ready services in the order in which they are offered."""


@cache
def _text(name: str) -> str:
    folder = files("wasl.faces.desk.setup").joinpath("starters")
    return folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def starters_offered(by: "Actor") -> "tuple[ServiceDefinition, ...]":
    """Every ready service, fitted to the policy in force. Refuses with `NoPolicyInForce`."""
    return tuple(one for name in ICONS for one in _fitted(by, name))


def starter_called(by: "Actor", name: str) -> "ServiceDefinition | None":
    """One ready service fitted to the policy in force; None when there is none of this name."""
    return next(iter(_fitted(by, name)), None) if name in ICONS else None


def _fitted(by: "Actor", name: str) -> "tuple[ServiceDefinition, ...]":
    return starters_fitted(by, text=_text(name), source=f"{name}.yaml")

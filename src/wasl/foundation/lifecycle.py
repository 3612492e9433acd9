"""Stages and moves as data: what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from wasl.foundation.refusal import WrongStage


@dataclass(frozen=True)
class Lifecycle:
    """The stages of a thing and the moves between them; the first stage is where it begins."""

    moves: Mapping[str, frozenset[str]]

    @property
    def initial(self) -> str:
        """Where everything begins."""
        return next(iter(self.moves))

    @property
    def stages(self) -> tuple[str, ...]:
        """All stages, in the order of life."""
        return tuple(self.moves)

    def may_move(self, stage: str, to: str) -> bool:
        """Whether `to` may follow `stage`."""
        return to in self.moves[stage]

    def before(self, stage: str) -> tuple[str, ...]:
        """The stages from which `stage` may be reached."""
        return tuple(one for one in self.moves if self.may_move(one, stage))

    def check_move(self, stage: str, to: str) -> None:
        """Refuse with `WrongStage` when `to` may not follow `stage`."""
        if not self.may_move(stage, to):
            raise WrongStage(stage=stage, to=to)

    def constraint(self, name: str, field: str = "stage") -> models.CheckConstraint:
        """The database's own knowledge of the stages."""
        return models.CheckConstraint(
            condition=models.Q(**{f"{field}__in": list(self.stages)}), name=name
        )


def lifecycle(**moves: tuple[str, ...]) -> Lifecycle:
    """Write a lifecycle as `lifecycle(draft=("submitted",), submitted=())`."""
    known = {stage: frozenset(to) for stage, to in moves.items()}
    for targets in known.values():
        unknown = targets - known.keys()
        if unknown:
            raise ValueError(f"unknown stages: {sorted(unknown)}")
    return Lifecycle(known)

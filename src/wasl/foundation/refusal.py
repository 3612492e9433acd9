"""A "no" of the domain: a state of the world, said in a sentence fit for the user."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The domain says no. `sentence` may hold %(name)s places, filled from the given facts.

    `status` is the HTTP answer. `recorded` refusals enter the trail although nothing changed,
    because the attempt itself matters.
    """

    status: ClassVar[int] = 409
    recorded: ClassVar[bool] = False
    sentence: ClassVar[str | Promise] = _("This cannot be done now.")

    def __init__(self, **facts: Any) -> None:
        super().__init__()
        self.facts: Mapping[str, Any] = facts

    @property
    def code(self) -> str:
        """The refusal's name, for machines."""
        return type(self).__name__

    def __str__(self) -> str:
        """The sentence in the reader's language, with its facts filled in."""
        return str(self.sentence) % self.facts


class NotFound(Refusal):
    """It does not exist, or the one who asks may not know that it exists."""

    status = 404
    sentence = _("We found nothing at this address. Check the address or go back to the start.")


class NotAllowed(Refusal):
    """The one who asks may know of it but not do this."""

    status = 403
    sentence = _("Your role does not allow this. Ask the director for the role if you need it.")


class Stale(Refusal):
    """Somebody else saved in between. `differences` maps a field to (theirs, yours)."""

    sentence = _(
        "Somebody else changed this after you opened it. Nothing was overwritten: "
        "compare the two and save again."
    )

    def __init__(self, *, differences: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__()
        self.differences = differences


class WrongStage(Refusal):
    """The thing is at a stage from which this move does not lead."""

    sentence = _("This step does not follow from the present stage. Reload the page to see it.")


class ConflictOfInterest(Refusal):
    """Nobody handles his own or a relative's case (R63)."""

    status = 403
    recorded = True
    sentence = _(
        "This case touches you or a relative of yours, so another colleague must handle it. "
        "Hand it over."
    )

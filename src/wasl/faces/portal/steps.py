"""The pages of one application, one thing on each, worked out from the service's own form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question, ServiceDefinition

ABOUT_YOU: Final = 1
YOUR_CASE: Final = 2
DOCUMENTS: Final = 3
CHECK: Final = 4
DECLARATION: Final = 5
PARTS: Final[dict[int, Promise | str]] = {
    ABOUT_YOU: _("About you"),
    YOUR_CASE: _("Your situation"),
    DOCUMENTS: _("Documents"),
    CHECK: _("Check your answers"),
    DECLARATION: _("Declaration"),
}

_PERSONAL: Final = {
    "self": ("name", "identity", "birth"),
    "household": ("name", "identity", "birth", "household"),
    "organisation": ("name", "licence"),
    "on_behalf": ("name", "identity", "for-whom"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, and the part of the way to which it belongs."""

    key: str
    part: int
    question: "Question | None" = None


def steps_of(definition: "ServiceDefinition", applies_as: str) -> tuple[Step, ...]:
    """Every page in order for somebody who applies in this way.

    Who applies is asked only where there is a choice; the city only where the service does not
    ask it itself. A sensitive question has a page of consent before it.
    """
    steps = [Step("who", ABOUT_YOU)] if len(definition.applies_as) > 1 else []
    questions = questions_asked(definition, applies_as)
    personal = [*_PERSONAL.get(applies_as, ())]
    if personal and not any(question.kind == "city" for question in questions):
        personal.append("city")
    steps += [Step(key, ABOUT_YOU) for key in personal]
    for question in questions:
        if question.sensitive:
            steps.append(Step(f"consent-{question.key}", YOUR_CASE, question))
        steps.append(Step(f"q-{question.key}", YOUR_CASE, question))
    return (
        *steps,
        Step("documents", DOCUMENTS),
        Step("check", CHECK),
        Step("declaration", DECLARATION),
    )


def questions_asked(definition: "ServiceDefinition", applies_as: str) -> "tuple[Question, ...]":
    """The service's questions to those who apply in this way, the sensitive ones last."""
    asked = [one for one in definition.questions if applies_as in one.applies_as]
    return tuple(sorted(asked, key=lambda one: one.sensitive))


def step_called(steps: Sequence[Step], key: str) -> Step | None:
    """The step at an address, or None."""
    return next((step for step in steps if step.key == key), None)


def after(steps: Sequence[Step], key: str) -> Step:
    """The step after one; the first when it is not among them."""
    keys = [step.key for step in steps]
    return steps[min(keys.index(key) + 1, len(steps) - 1)] if key in keys else steps[0]


def before(steps: Sequence[Step], key: str) -> Step | None:
    """The step before one; None before the first."""
    keys = [step.key for step in steps]
    place = keys.index(key) if key in keys else 0
    return steps[place - 1] if place else None


def step_of_field(path: str) -> str:
    """The page on which a field named by the domain is asked.

    `applicant.…` are personal data, `applies_as` is who applies, the rest are questions.
    """
    if path == "applies_as":
        return "who"
    if not path.startswith("applicant."):
        return f"q-{path}"
    first = path.split(".")[1]
    return _PAGE_OF.get(first, first)


_PAGE_OF: Final = {
    "national_id": "identity",
    "identity_kind": "identity",
    "identity_reason": "identity",
    "dependants": "household",
    "signatory_name": "licence",
    "on_behalf_of": "for-whom",
}

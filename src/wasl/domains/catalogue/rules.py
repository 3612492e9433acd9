"""A service as plain values: its form, documents and delivery, and reading it from a profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from wasl.foundation.profile import Words, as_plain, from_plain

QUESTION_KINDS: Final = (
    "text",
    "long_text",
    "number",
    "money",
    "choice",
    "yes_no",
    "date",
    "phone",
    "iban",
    "national_id",
    "city",
)
APPLIES_AS: Final = ("self", "household", "organisation", "on_behalf")
VALIDITIES: Final = ("none", "not_expired", "max_age_days")
HANDLINGS: Final = ("copy", "original_seen")
PROOFS: Final = ("code", "paper")
SURVEY_OCCASIONS: Final = ("reception", "decision", "delivery", "complaint")
REASON_OUTCOMES: Final = ("accept", "reject", "partly", "defer")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form; `key` is also the name of the fact for criteria.

    A sensitive question (health, disability) is asked only after the explicit consent whose
    words are `consent`.
    """

    key: str
    kind: str
    label: Words
    why: Words
    required: bool = True
    allow_unknown: bool = False
    sensitive: bool = False
    consent: Words | None = None
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    applies_as: tuple[str, ...] = APPLIES_AS

    @property
    def is_identifier(self) -> bool:
        """Whether the answer identifies somebody and is kept encrypted."""
        return self.kind in ("national_id", "iban", "phone")


@dataclass(frozen=True, slots=True)
class FitQuestion:
    """A question before the form: is this service for me?"""

    key: str
    label: Words
    choices: tuple[Choice, ...]
    fitting: tuple[str, ...]
    misfit: Words


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A document the service needs.

    `handling` is `original_seen` (an officer sees it, no copy is kept) or `copy`. A copy of an
    identity document needs `copy_basis`, the legal basis.
    """

    key: str
    title: Words
    why: Words
    example: Words
    required: bool = True
    is_identity: bool = False
    validity: str = "none"
    max_age_days: int | None = None
    handling: str = "copy"
    copy_basis: Words | None = None
    applies_as: tuple[str, ...] = APPLIES_AS


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """What is handed over: a quantity in a unit, or an amount in riyals."""

    item: Words
    quantity: int | None = None
    unit: Words | None = None
    amount: Decimal | None = None
    proof: tuple[str, ...] = PROOFS


@dataclass(frozen=True, slots=True)
class StandardReason:
    """A reason for a decision that can be picked; people add their own words."""

    key: str
    outcome: str
    text: Words
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """A service that people may ask for, as adopted.

    `criteria` stay as written here; the room of eligibility reads and judges them.
    """

    slug: str
    title: Words
    summary: Words
    beneficiary_kinds: tuple[str, ...]
    applies_as: tuple[str, ...]
    decided_by: str
    mechanisms: tuple[str, ...]
    fit_questions: tuple[FitQuestion, ...]
    questions: tuple[Question, ...]
    documents: tuple[RequiredDocument, ...]
    criteria: tuple[Mapping[str, Any], ...]
    delivery: tuple[DeliveryItem, ...]
    reasons: tuple[StandardReason, ...]
    survey_occasions: tuple[str, ...]
    capacity: int | None = None
    target_days: int | None = None

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def document(self, key: str) -> RequiredDocument | None:
        return next((document for document in self.documents if document.key == key), None)

    @property
    def fact_kinds(self) -> dict[str, str]:
        """The form's keys with the kind of each: what criteria may speak of."""
        return {question.key: question.kind for question in self.questions}

    def to_dict(self) -> dict[str, Any]:
        """The service as JSON can hold it; `from_dict` gives an equal one."""
        stored: dict[str, Any] = as_plain(self)
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "ServiceDefinition":
        """The service again. Raises `ValueError` when what was stored is not a service."""
        return from_plain(cls, stored)

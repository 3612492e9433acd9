"""What machines send and get. A field that is not named here is refused, never ignored."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

Words = dict[str, str]


class Sent(Schema):
    """A body that was sent: only the fields named, none coerced from another kind."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class WholeApplication(Sent):
    """An application, whole and signed. Values are as people type them, in any digits."""

    service: str = Field(max_length=60)
    channel: Literal["website"] = "website"
    applies_as: str = Field(max_length=16)
    phone: str = Field("", max_length=40)
    applicant: dict[str, Any]
    answers: dict[str, Any]
    signed_name: str = Field(max_length=200)
    language: Literal["ar", "en"] = "ar"


class Correction(Sent):
    """What changes in an application, and the version that the writer saw."""

    version: int
    applies_as: str | None = Field(None, max_length=16)
    applicant: dict[str, Any] | None = None
    answers: dict[str, Any] | None = None


class Receipt(Schema):
    """That an application was taken: its reference, and by when a reply is expected.

    `secret` comes once, with the first answer, when there is no phone.
    """

    id: UUID
    reference: str
    secret: str | None
    reply_expected_on: date


class Corrected(Schema):
    """The version after a correction."""

    id: UUID
    version: int
    stage: str


class Service(Schema):
    """A service that may be asked for."""

    slug: str
    title: Words
    summary: Words
    takes_applications: bool
    applies_as: list[str]


class Question(Schema):
    """One question of a service's form."""

    key: str
    kind: str
    label: Words
    required: bool
    choices: list[str]


class Document(Schema):
    """One document that a service needs."""

    key: str
    title: Words
    required: bool


class WholeService(Service):
    """A service with its questions and documents."""

    questions: list[Question]
    documents: list[Document]

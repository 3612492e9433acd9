"""What an application still lacks: before it is sent, and before it is complete."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import RequiredDocument, ServiceDefinition


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """Where a document of an application stands."""

    key: str
    stage: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The last check of something."""

    subject: str
    matches: bool
    was_valid: bool | None
    original_seen: bool


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that keeps an application from being complete.

    `why`: `absent` nothing came · `unchecked` nobody matched it yet · `original` the original
    was not seen · `mismatch` it does not match the data · `expired` not valid at submission ·
    `validity_unknown` the day on which it ends was not noted.
    """

    key: str
    why: str


def answers_missing(
    definition: "ServiceDefinition",
    *,
    applies_as: str,
    applicant: Mapping[str, Any],
    answers: Mapping[str, Any],
) -> tuple[str, ...]:
    """What must still be answered before sending, in the order of the form.

    Personal data are named `applicant.…`, the rest by the key of the question. “I don't know”
    counts as an answer where the form offers it.
    """
    if applies_as not in definition.applies_as:
        return ("applies_as",)
    missing = [f"applicant.{key}" for key in _applicant_missing(applies_as, applicant)]
    missing += [
        question.key
        for question in definition.questions
        if question.required and applies_as in question.applies_as and question.key not in answers
    ]
    return tuple(missing)


def _applicant_missing(applies_as: str, applicant: Mapping[str, Any]) -> list[str]:
    needed = ["name"]
    if applies_as == "organisation":
        needed += ["licence", "signatory_name"]
    elif applicant.get("identity_kind") == "other":
        needed.append("identity_reason")
    else:
        needed.append("national_id")
    missing = [key for key in needed if not applicant.get(key)]
    if applies_as == "on_behalf":
        other = applicant.get("on_behalf_of") or {}
        missing += [
            f"on_behalf_of.{key}"
            for key in ("name", "national_id", "relation")
            if not other.get(key)
        ]
    return missing


def documents_asked(
    definition: "ServiceDefinition", applies_as: str
) -> tuple["RequiredDocument", ...]:
    """The documents that the service asks of those who apply in this way."""
    return tuple(document for document in definition.documents if applies_as in document.applies_as)


def what_is_lacking(
    definition: "ServiceDefinition",
    *,
    applies_as: str,
    documents: Iterable[HeldDocument],
    checks: Iterable[CheckResult],
) -> tuple[Lacking, ...]:
    """What keeps an application from being complete; nothing when it is (R51–R53).

    `checks` holds the last check of each subject. Anything checked that does not match keeps it
    open, also where no document was asked for.
    """
    stages = {document.key: document.stage for document in documents}
    last = {check.subject: check for check in checks}
    asked = documents_asked(definition, applies_as)
    lacking = [
        Lacking(document.key, why)
        for document in asked
        if (why := _why_lacking(document, stages.get(document.key, "missing"), last))
    ]
    named = {document.key for document in asked}
    lacking += [
        Lacking(subject, "mismatch")
        for subject, check in last.items()
        if subject not in named and not check.matches
    ]
    return tuple(lacking)


def _why_lacking(
    document: "RequiredDocument", stage: str, last: Mapping[str, CheckResult]
) -> str | None:
    check = last.get(document.key)
    is_there = stage in ("uploaded", "seen") or bool(check and check.original_seen)
    if not is_there:
        return "absent" if document.required else None
    if check is None:
        return "unchecked" if document.required else None
    if document.required and document.handling == "original_seen" and not check.original_seen:
        return "original"
    if not check.matches:
        return "mismatch"
    if document.validity == "none" or not document.required:
        return None
    if check.was_valid is None:
        return "validity_unknown"
    return None if check.was_valid else "expired"


def validity_at_submission(
    document: "RequiredDocument | None",
    *,
    submitted_on: date,
    issued_on: date | None,
    valid_until: date | None,
) -> tuple[date | None, bool | None]:
    """Until when a document is valid, and whether it was on the day of submission (R53).

    None for what cannot be said. A document that must not be older than so many days is valid
    for that long from the day of its issue.
    """
    if document is None or document.validity == "none":
        return valid_until, None if valid_until is None else valid_until >= submitted_on
    if document.validity == "max_age_days" and issued_on is not None:
        valid_until = issued_on + timedelta(days=document.max_age_days or 0)
    return valid_until, None if valid_until is None else valid_until >= submitted_on

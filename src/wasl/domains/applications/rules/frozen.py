"""The frozen copy over which an applicant signs, and the fingerprint of what was sent."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy


def canonical(value: Any) -> str:
    """JSON in one form only, so that equal contents give equal fingerprints."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def frozen_copy(
    *,
    reference: str,
    applies_as: str,
    applicant: Mapping[str, Any],
    answers: Mapping[str, Any],
    documents: Mapping[str, str],
    wording: Mapping[str, str],
    wording_version: str,
    policy_version: str,
    edition: str,
) -> dict[str, Any]:
    """What the applicant signs, whole. `documents` maps a key to the SHA-256 of its file."""
    return {
        "reference": reference,
        "applies_as": applies_as,
        "applicant": dict(applicant),
        "answers": dict(answers),
        "documents": dict(documents),
        "wording": dict(wording),
        "wording_version": wording_version,
        "policy_version": policy_version,
        "edition": edition,
    }


def declaration_wording(
    policy: "Policy", sentence: Mapping[str, str], policy_version: str
) -> tuple[dict[str, str], str]:
    """What the applicant signs, in both languages, and the version of these words (R57).

    The sentence is followed by the clause of the policy's step of confirmation, where it has one.
    """
    step = policy.step("confirm")
    clause = policy.clause(step.clause) if step else None
    if clause is None:
        return dict(sentence), policy_version[-12:]
    section = next(one for one in policy.sections if one.key == clause.section)
    number = clause.ref.rpartition(".")[2]
    wording = {
        language: f"{words} {clause.text[language]} ({section.title[language]} {number})"
        for language, words in sentence.items()
    }
    return wording, f"{clause.ref[:7]} {policy_version[-12:]}"

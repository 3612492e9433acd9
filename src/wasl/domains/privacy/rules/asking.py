"""What a person may ask about his data, how we know who asks, and why we may refuse."""

from collections.abc import Mapping
from typing import Final

KINDS: Final = ("access", "copy", "correction", "erasure", "withdrawal", "objection")
WAYS: Final = ("oral", "desk", "portal", "letter", "email")
ACTS_AS: Final = ("self", "guardian", "agent")

IDENTITY_CHECKS: Final = ("original_seen", "deed_seen", "known", "phone_code")
"""An original document, the deed of who acts for another, somebody known to the officer who took
it, or a code to the phone."""

_BY_PHONE_ALONE: Final = frozenset({"withdrawal", "objection"})

GROUNDS: Final[Mapping[str, str]] = {
    "identity": "اللائحة التنفيذية لنظام حماية البيانات الشخصية، المادة الثالثة",
    "repeated": "اللائحة التنفيذية لنظام حماية البيانات الشخصية، المادة الثالثة",
    "unfounded": "اللائحة التنفيذية لنظام حماية البيانات الشخصية، المادة الثالثة",
    "disproportionate": "اللائحة التنفيذية لنظام حماية البيانات الشخصية، المادة الثالثة",
    "others": "نظام حماية البيانات الشخصية، المادة السادسة عشرة",
    "law": "نظام حماية البيانات الشخصية، المادة الثامنة عشرة",
    "claim": "نظام حماية البيانات الشخصية، المادة الثامنة عشرة",
}
"""Why a request may be refused, each with the article that is usually named."""

OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = {
    "access": ("shown", "printed", "file", "nothing_held"),
    "copy": ("printed", "file", "nothing_held"),
    "correction": ("corrected", "already_right", "nothing_held"),
    "erasure": ("erased", "nothing_held"),
    "withdrawal": ("use_ended", "nothing_given"),
    "objection": ("use_ended", "nothing_held"),
}
"""How a request of each kind may be answered."""

_WITHOUT_PERSON: Final = frozenset({"nothing_held", "nothing_given"})


def is_identity_enough(kind: str, check: str) -> bool:
    """Whether a check proves enough for a kind of request.

    A code proves a phone, and one phone may serve a family: it is enough to stop a use, never to
    be shown, given or rid of what is kept about a person.
    """
    return bool(check) and (check != "phone_code" or kind in _BY_PHONE_ALONE)


def names_nobody(outcome: str) -> bool:
    """Whether an outcome says that there is nobody or nothing here that is meant."""
    return outcome in _WITHOUT_PERSON


def is_outcome_of(kind: str, outcome: str) -> bool:
    """Whether a request of this kind may be answered so."""
    return outcome in OUTCOMES.get(kind, ())

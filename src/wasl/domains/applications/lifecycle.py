"""The life of an application: it lives until it is closed, and nothing falls silent (R18)."""

from typing import Final

from wasl.foundation.lifecycle import lifecycle

APPLICATION = lifecycle(
    draft=("submitted", "discarded"),
    submitted=("incomplete", "complete", "withdrawn"),
    incomplete=("submitted", "complete", "withdrawn"),
    complete=("incomplete", "assessed", "withdrawn"),
    assessed=("incomplete", "decided", "withdrawn"),
    decided=("closed",),
    withdrawn=(),
    closed=(),
    discarded=(),
)

AWAITING_REPLY: Final = ("submitted", "incomplete", "complete", "assessed")
"""The stages in which the applicant still waits for his answer."""

OPEN: Final = (*AWAITING_REPLY, "decided")
"""The stages in which somebody in the association still has something to do."""

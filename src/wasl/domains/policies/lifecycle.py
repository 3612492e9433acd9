"""The life of a policy version: only an adopted one comes into force and opens cases."""

from typing import Final

from wasl.foundation.lifecycle import lifecycle

POLICY_VERSION = lifecycle(
    draft=("before_board", "adopted", "discarded"),
    before_board=("draft", "adopted", "discarded"),
    adopted=("in_force",),
    in_force=("superseded",),
    superseded=(),
    discarded=(),
)

FROZEN: Final = frozenset({"adopted", "in_force", "superseded"})
"""From adoption on, a version never changes."""

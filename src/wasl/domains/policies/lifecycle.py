"""The life of a policy version: only an adopted one comes into force and opens cases."""

from wasl.foundation.lifecycle import lifecycle

POLICY_VERSION = lifecycle(
    draft=("adopted",),
    adopted=("in_force",),
    in_force=("superseded",),
    superseded=(),
)

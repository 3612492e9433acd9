"""The life of an entitlement: it waits for registration where the policy has it, then is due."""

from wasl.foundation.lifecycle import lifecycle

ENTITLEMENT = lifecycle(
    waiting=("ready", "expired"),
    ready=("delivered", "expired"),
    delivered=(),
    expired=(),
)

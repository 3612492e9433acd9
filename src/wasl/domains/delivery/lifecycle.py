"""The life of an entitlement: it waits for registration where the policy has it, then is due."""

from typing import Final

from wasl.foundation.lifecycle import lifecycle

ENTITLEMENT = lifecycle(
    waiting=("ready", "expired"),
    ready=("delivered", "expired"),
    delivered=(),
    expired=(),
)

OPEN: Final = ("waiting", "ready")
"""The stages in which something is still to be done."""

PROOFS: Final = ("code", "paper")
"""What proves a handover: the code from the phone of the case, or the signed receipt."""

"""The life of a message; a receipt that comes late never takes it back."""

from wasl.foundation.lifecycle import lifecycle

MESSAGE = lifecycle(
    queued=("sent", "delivered", "failed"),
    sent=("delivered", "failed"),
    delivered=(),
    failed=(),
)

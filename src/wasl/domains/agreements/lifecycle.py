"""The lives of an agreement, of a duty, and of a dispute."""

from wasl.foundation.lifecycle import lifecycle

AGREEMENT = lifecycle(
    draft=("in_force", "discarded"),
    in_force=("ended", "terminated"),
    ended=(),
    terminated=(),
    discarded=(),
)
"""`ended` came to its last day, `terminated` was broken off before it."""

DUTY = lifecycle(
    owed=("performed", "defaulted", "released"),
    defaulted=("performed", "released"),
    performed=(),
    released=(),
)
"""What was in default may still be performed."""

DISPUTE = lifecycle(
    open=("referred", "settled", "withdrawn"),
    referred=("open", "settled", "decided", "withdrawn"),
    settled=(),
    decided=(),
    withdrawn=(),
)
"""`referred` lies with somebody outside: a mediator, an authority, a court, who may decide it."""

DISPUTE_ENDS = ("settled", "decided", "withdrawn")

"""The life of a committee session, of one case on its agenda, and of a decision."""

from wasl.foundation.lifecycle import lifecycle

SESSION = lifecycle(planned=("open",), open=("closed",), closed=())
AGENDA_ITEM = lifecycle(waiting=("decided", "deferred"), decided=(), deferred=())
DECISION = lifecycle(
    proposed=("issued", "returned"),
    issued=("replaced",),
    returned=(),
    replaced=(),
)

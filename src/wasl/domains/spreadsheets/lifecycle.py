"""The life of a spreadsheet that somebody brought."""

from wasl.foundation.lifecycle import lifecycle

SPREADSHEET = lifecycle(
    uploaded=("mapped", "discarded"),
    mapped=("mapped", "trying", "discarded"),
    trying=("tried", "failed", "discarded"),
    tried=("mapped", "trying", "bringing", "discarded"),
    bringing=("brought", "trying", "failed"),
    brought=("undoing",),
    undoing=("undone",),
    undone=(),
    discarded=(),
    failed=("discarded",),
)

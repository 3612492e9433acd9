"""The life of an application: it lives until it is closed, and nothing falls silent (R18)."""

from wasl.foundation.lifecycle import lifecycle

APPLICATION = lifecycle(
    draft=("submitted", "discarded"),
    submitted=("incomplete", "complete", "withdrawn"),
    incomplete=("complete", "withdrawn"),
    complete=("incomplete", "assessed", "withdrawn"),
    assessed=("incomplete", "decided", "withdrawn"),
    decided=("closed",),
    withdrawn=(),
    closed=(),
    discarded=(),
)

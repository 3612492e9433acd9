"""The stages of a request about one's own data, and of an incident."""

from typing import Final

from wasl.foundation.lifecycle import lifecycle

RIGHTS_REQUEST: Final = lifecycle(
    received=("answering", "withdrawn"),
    answering=("answered", "refused", "withdrawn"),
    answered=(),
    refused=(),
    withdrawn=(),
)
OPEN_STAGES: Final = ("received", "answering")

INCIDENT: Final = lifecycle(
    known=("assessed",),
    assessed=("closed",),
    closed=(),
)
"""An incident is weighed before anybody may close it; what is owed to the authority and to the
people is recorded on it meanwhile."""

"""What parties do when something happened in a room below."""

from wasl.domains.parties.actions import carry_circulation
from wasl.domains.policies.events import PolicyCirculated
from wasl.foundation.actor import Actor


def begin_telling(by: Actor, event: PolicyCirculated) -> None:
    """Tell the first beneficiaries at once; the worker tells the others."""
    if event.audience == "beneficiaries":
        carry_circulation(by, circulation=event.circulation)

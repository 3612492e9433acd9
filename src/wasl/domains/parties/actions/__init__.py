"""Parties known, and told what concerns them all."""

from wasl.domains.parties.actions.circulating import carry_circulation, sweep_circulations
from wasl.domains.parties.actions.knowing import (
    know_party,
    record_dependants,
    record_guardianship,
)

__all__ = [
    "carry_circulation",
    "know_party",
    "record_dependants",
    "record_guardianship",
    "sweep_circulations",
]

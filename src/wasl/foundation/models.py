"""The tables of the foundation, gathered for Django."""

from wasl.foundation.keyring import OwnerKey
from wasl.foundation.numbering import Counter
from wasl.foundation.tally import Tally
from wasl.foundation.trail import TrailEntry, TrailHead

__all__ = ["Counter", "OwnerKey", "Tally", "TrailEntry", "TrailHead"]

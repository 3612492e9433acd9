"""What the trail keeps of somebody who signed in."""

from typing import Literal

from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor


@action
def record_fresh_sign_in(by: Actor, *, way: Literal["code", "password"], was_right: bool) -> None:
    """Record that a member of staff was asked to prove himself anew, how he answered, and whether
    it was right.

    Refuses nothing: a wrong answer stands in the trail as well. What was typed does not.
    """
    trail.remark(way=way, right=was_right)

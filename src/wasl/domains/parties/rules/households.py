"""Who is what in a household, and who acts for whom: plain rules on plain values."""

from datetime import date

HEADS = ("head", "spouse")
"""Members who support the others: no dependants."""
RELATIONS = (
    *HEADS,
    *("son", "daughter", "father", "mother", "brother", "sister"),
    *("grandchild", "grandparent", "relative", "other"),
)
MEMBER_COLUMNS = ("name", "gender", "national_id", "national_id_index", "birth_on", "birth_entry")
"""What a member who is known as a person of his own takes from that record."""
LEAVING = ("death", "marriage", "moved", "independence", "mistake", "not_named", "merged", "other")
"""Why somebody no longer belongs to a household; the last but two are said by the system."""
DEED_KINDS = (
    *("family_register", "guardianship_deed", "custody_deed", "incapacity_ruling"),
    *("power_of_attorney", "other"),
)
BEYOND_MAJORITY = frozenset({"incapacity_ruling", "power_of_attorney"})
"""Deeds that do not end because the ward comes of age."""
ENDING = ("majority", "death", "deed_ended", "replaced", "mistake")


def may_act(
    on: date,
    *,
    is_verified: bool,
    began_on: date | None,
    expires_on: date | None,
    ended_on: date | None,
    ends_at: date | None,
) -> bool:
    """Whether a guardian may act on a day: his deed was verified, has begun, and has neither
    expired nor ended.

    On the day on which it expires he still may; on the day on which the ward comes of age
    (`ends_at`, None for a deed that majority does not end) he no longer may.
    """
    if not is_verified or (began_on is not None and on < began_on):
        return False
    if expires_on is not None and on > expires_on:
        return False
    if ended_on is not None and on >= ended_on:
        return False
    return ends_at is None or on < ends_at


def ends_at_majority(
    *, majority: date | None, began_on: date | None, deed_kind: str
) -> date | None:
    """The day on which majority ends a guardianship; None when it never does.

    A deed for somebody who was of age when it was recorded was made for another reason than
    minority. Of a birth that is not known nothing follows.
    """
    if majority is None or deed_kind in BEYOND_MAJORITY:
        return None
    return None if began_on is not None and began_on >= majority else majority

"""The lists a policy's publicity is recorded with: places, audiences, outcomes and capacities."""

from typing import Final

PLACES: Final = (
    "public_page",
    "website",
    "social_media",
    "noticeboard",
    "printed",
    "staff_page",
    "staff_board",
)
"""Where a version may be on show. The first and `staff_page` are pages of this product."""

EXTERNAL_PLACES: Final = frozenset(
    {"public_page", "website", "social_media", "noticeboard", "printed"}
)
OWN_PAGES: Final = ("public_page", "staff_page")
"""Pages that show the version in force by themselves, from the day on which it came into force."""

AUDIENCES: Final = ("staff", "beneficiaries")
REVIEW_OUTCOMES: Final = ("unchanged", "new_draft")
CAPACITIES: Final = ("chair", "deputy", "treasurer", "secretary", "member")
SIGNS_FOR_THE_BOARD: Final = frozenset({"chair", "deputy"})
MOST_GRACE_DAYS: Final = 90
USUAL_GRACE_DAYS: Final = 7


def is_external(place: str) -> bool:
    """Whether people outside of the association read a version there."""
    return place in EXTERNAL_PLACES


def publicity_missing(wanted: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of publicity (`internal`, `external`) that a policy asks for and no place gives."""
    given = {"external" if is_external(place) else "internal" for place in places}
    return tuple(one for one in wanted if one not in given)

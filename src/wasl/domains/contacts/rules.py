"""The channels by which people and the association reach each other (R34–R41)."""

CHANNELS = (
    "interview",
    "phone",
    "social_media",
    "letters",
    "help_request",
    "volunteering",
    "website",
    "branch_delegate",
)
DIRECTIONS = ("inward", "outward")

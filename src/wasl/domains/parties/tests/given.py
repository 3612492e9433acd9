"""Noura and her guardian Salem, as the association comes to know them."""

from typing import Any

from wasl.domains.parties.actions import know_party

NOURA_ID = "1012345672"
SALEM_ID = "1098765439"
NOURA_IBAN = "SA0380000000608010167519"


def given_noura(system, **changes):
    """Noura, known by her ID and phone."""
    known: dict[str, Any] = {
        "kind": "person",
        "name": "نورة بنت عبدالله الحربي",
        "national_id": NOURA_ID,
        "phone": "0551234567",
    }
    return know_party(system, **(known | changes))


def given_salem(system, **changes):
    """Salem, Noura's guardian, on the same phone."""
    known: dict[str, Any] = {
        "kind": "person",
        "name": "سالم عبد الله الحربي",
        "national_id": SALEM_ID,
        "phone": "0551234567",
        "role": "guardian",
    }
    return know_party(system, **(known | changes))

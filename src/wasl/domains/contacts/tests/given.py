"""A conversation, as an officer records it."""

from typing import Any

from wasl.domains.contacts.actions import record_contact


def given_contact(by, **changes):
    """Somebody called and asked."""
    said: dict[str, Any] = {
        "channel": "phone",
        "direction": "inward",
        "purpose": "inquiry",
        "summary": "سأل",
    }
    return record_contact(by, **(said | changes))

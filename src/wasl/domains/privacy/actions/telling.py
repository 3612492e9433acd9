"""Colleagues who guard personal data are told what is due."""

from collections.abc import Mapping
from uuid import UUID

from wasl.domains.access.queries import StaffRow, staff_listed
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.wording import Wording


def tell_guardians_of_data(
    by: Actor,
    *,
    kind: str,
    wording: Wording,
    fields: Mapping[str, str],
    path: str,
    about: UUID,
) -> None:
    """Mail to whoever guards personal data here: its officer, or the directors while there is none.

    `path` is a page under the association's address. Called inside of an action.
    """
    association = association_known(by, association=by.house)
    for member in _guardians(staff_listed(by)):
        queue_message(
            by,
            kind=kind,
            wording=wording,
            fields={
                "name": member.name,
                "link": address(f"/{association.slug}/{path}"),
                **fields,
            },
            language="ar",
            email=member.email,
            about=about,
        )


def _guardians(staff: tuple[StaffRow, ...]) -> list[StaffRow]:
    here = [one for one in staff if one.is_active and not one.is_pending]
    officers = [one for one in here if "privacy_officer" in one.roles]
    return officers or [one for one in here if "director" in one.roles]

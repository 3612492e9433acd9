"""Those who owe an acknowledgement are reminded of it."""

from uuid import uuid5

from django.utils import timezone

from wasl.domains.access.queries import staff_listed
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.policies.messages import ACKNOWLEDGEMENT_OWED
from wasl.domains.policies.queries.acknowledging import acknowledgements_owed
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.calendar import spoken_both
from wasl.foundation.trail import remark


@action
def remind_acknowledgements(by: Actor) -> int:
    """Remind by e-mail everybody who owes the acknowledgement of the version in force (R14).

    Returns how many were reminded; nobody twice on one day. Refuses with `NoPolicyInForce`.
    """
    system = by.as_system()
    owed = acknowledgements_owed(system)
    association = association_known(system, association=by.house)
    emails = {one.id: one.email for one in staff_listed(system)}
    today = timezone.localdate()
    told = 0
    for row in owed.owing:
        queued = queue_message(
            system,
            kind="acknowledgement_owed",
            wording=ACKNOWLEDGEMENT_OWED,
            fields={
                "name": row.name,
                "title": owed.version.title["ar"],
                "date": spoken_both(row.due_on, "ar"),
                "link": address(f"/{association.slug}/desk/policy/read/"),
            },
            language="ar",
            email=emails.get(row.staff, ""),
            about=owed.version.id,
            reference=uuid5(owed.version.id, f"{row.staff} {today.isoformat()}"),
        )
        told += queued is not None
    remark(policy_version=str(owed.version.id), told=told)
    return told

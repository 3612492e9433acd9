"""What notifications do when something happened in a room below."""

from wasl.domains.access.events import CodeIssued, StaffInvited
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.notifications.messages import CODES, INVITATION
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address


def send_issued_code(by: Actor, event: CodeIssued) -> None:
    """Bring a one-time code to its phone; it commits with the code itself."""
    assert by.association is not None
    association = association_known(by, association=by.association)
    language = event.language if event.language in association.short_name else "ar"
    queue_message(
        by,
        kind=f"code_{event.purpose}",
        wording=CODES[event.purpose],
        fields={"code": event.code, "association": association.short_name[language]},
        language=language,
        phone=event.phone,
        about=event.subject,
    )


def send_invitation(by: Actor, event: StaffInvited) -> None:
    """Bring an invitation to its e-mail; it commits with the invitation itself."""
    association = association_known(by, association=by.house)
    language = event.language if event.language in association.name else "ar"
    queue_message(
        by,
        kind="invitation",
        wording=INVITATION,
        fields={
            "association": association.name[language],
            "link": address(f"/{association.slug}/invitation/{event.token}/"),
        },
        language=language,
        email=event.email,
    )

"""What notifications do when something happened in a room below."""

from wasl.domains.access.events import CodeIssued
from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.notifications.messages import CODES
from wasl.foundation.actor import Actor


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

"""A file opened out of turn, a request about one's data, an incident, and a notice."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from wasl.domains.access.queries import visitor_actor
from wasl.domains.notifications.tests.given import NOURA_PHONE
from wasl.domains.privacy.actions import (
    assess_incident,
    open_file_out_of_turn,
    open_incident,
    publish_notice,
    receive_rights_request,
    record_identity_check,
    take_rights_request,
)
from wasl.foundation.keys import blind_index
from wasl.foundation.personal_data import declared
from wasl.foundation.scoping import entered_scope

REASON = "المستفيدة على الهاتف والزميلة المسؤولة في إجازة"
WORDS = "أبغى أعرف وش مسجلين عني وعن عيالي"
NOTICE = {"ar": "# بياناتكم\nنحفظ ما تتطلبه الخدمة.", "en": "# Your data\nWe keep what is needed."}


def given_opening(by, subject):
    """A colleague opens a file that is not his, with a reason."""
    return open_file_out_of_turn(by, subject=subject, reason=REASON)


def given_noura(system, phone=NOURA_PHONE):
    """Noura at the portal, who has just confirmed her phone."""
    index = blind_index("phone", phone, association=system.association)
    return visitor_actor(system.association, phone_index=index)


def given_request(by, **changes):
    """Noura asks by word of mouth to see her data."""
    asked = {
        "kind": "access",
        "way": "oral",
        "words": WORDS,
        "name": "نورة العتيبي",
        "phone": NOURA_PHONE,
    }
    return receive_rights_request(by, **(asked | changes))


def given_person(by, phone=""):
    """The key of somebody whom a room above keeps."""
    people = next(held for held in declared() if held.is_person)
    index = blind_index("phone", phone, association=by.association) if phone else ""
    with entered_scope(by, writing=True):
        return people.table._default_manager.create(
            kind="person", name="نورة العتيبي", name_key="نوره العتيبي", phone_index=index
        ).pk


def given_request_in_hand(by, party, **changes):
    """A request whose asker was made sure of, about a known party, which somebody has taken."""
    row = given_request(by, party=party, **changes)
    row = record_identity_check(
        by, request=row.pk, version=row.version, check="original_seen", note="1234"
    )
    return take_rights_request(by, request=row.pk, version=row.version)


def given_incident(by, **changes):
    """A letter with somebody's income went to a stranger an hour ago."""
    now = timezone.now()
    told: dict[str, Any] = {
        "title": "خطاب إلى عنوان خطأ",
        "happened": "أُرسل خطاب فيه دخل مستفيد إلى بريد شخص آخر",
        "known_at": now - timedelta(hours=1),
        "happened_at": now - timedelta(hours=3),
        "kinds": ["income", "identity"],
        "people_count": 1,
        "is_estimate": False,
    }
    return open_incident(by, **(told | changes))


def given_weighed_incident(by, risk="high", **changes):
    """An incident that was weighed."""
    row = given_incident(by, **changes)
    return assess_incident(
        by,
        incident=row.pk,
        version=row.version,
        risk=risk,
        consequences="قد يُعرف دخل الأسرة بين معارفها",
        measures="استُرجع الخطاب وأُتلف",
        advice="لا يلزم المستفيد شيء",
        people_count=1,
        is_estimate=False,
    )


def given_notice(by, **changes):
    """The first notice, from today."""
    told: dict[str, Any] = {"text": NOTICE, "published_from": timezone.localdate()}
    return publish_notice(by, **(told | changes))

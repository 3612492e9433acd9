"""Personal data in the demonstration: a notice, purposes, what people asked, and one incident."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import member_actor, staff_listed
from wasl.domains.associations.queries import associations_listed
from wasl.domains.parties.queries import parties_listed, party_strip
from wasl.domains.privacy.actions import (
    answer_rights_request,
    assess_incident,
    name_usual_purposes,
    open_incident,
    publish_notice,
    receive_rights_request,
    record_identity_check,
    take_rights_request,
)
from wasl.domains.privacy.queries import FIRST_NOTICE, notices_listed
from wasl.faces.cli.demo.policies import LOADED_DAYS_AGO
from wasl.faces.cli.demo.times import days_ago
from wasl.foundation.actor import Actor

_ASKED_AT: Final = "manarat"


def given_privacy() -> None:
    """Publish a notice and name the purposes everywhere; at one association people asked already.

    What is there stays as it is.
    """
    for association in associations_listed(Actor.installation()):
        system = Actor.system(association.id)
        if notices_listed(system):
            continue
        with days_ago(LOADED_DAYS_AGO):
            publish_notice(system, text=FIRST_NOTICE, published_from=timezone.localdate())
            name_usual_purposes(system)
        officer = _officer(association.id)
        if association.slug == _ASKED_AT and officer is not None:
            _asked(system, officer)
            _happened(officer)


def _officer(association: UUID) -> Actor | None:
    system = Actor.system(association)
    for row in staff_listed(system):
        if "privacy_officer" in row.roles:
            return member_actor(system, association=association, staff=row.id)
    return None


def _asked(system: Actor, officer: Actor) -> None:
    """One was answered, one waits near its last day, one has just come."""
    listed = parties_listed(system, kind="person", most=2).rows
    if len(listed) < 2:
        return
    person, other = (party_strip(system, party=one.id) for one in listed)
    with days_ago(40):
        row = receive_rights_request(
            officer,
            kind="correction",
            way="desk",
            words="رقم البيت في العنوان غلط، الصحيح ٧٣٤١",
            name=person.name,
            phone=person.phone,
            party=person.id,
            identity_check="original_seen",
            identity_note="هوية وطنية، وآخر أربعة أرقام مطابقة",
        )
    with days_ago(38):
        row = take_rights_request(officer, request=row.pk, version=row.version)
        answer_rights_request(
            officer,
            request=row.pk,
            version=row.version,
            outcome="corrected",
            answer="صححنا رقم المبنى في عنوانكم كما ذكرتم، وشكرًا لتنبيهنا.",
        )
    with days_ago(26):
        row = receive_rights_request(
            officer,
            kind="access",
            way="oral",
            words="أبغى أعرف وش مسجلين عني وعن عيالي، ومن اطّلع عليه",
            name=other.name,
            phone=other.phone,
        )
    with days_ago(25):
        record_identity_check(
            officer, request=row.pk, version=row.version, check="original_seen", note="آخرها 0042"
        )
    with days_ago(2):
        receive_rights_request(
            officer,
            kind="erasure",
            way="letter",
            words="أطلب إتلاف جميع بياناتي، فلم أعد محتاجًا إلى خدمات الجمعية",
            name=person.name,
            party=person.id,
        )


def _happened(officer: Actor) -> None:
    now = timezone.now()
    with days_ago(1):
        row = open_incident(
            officer,
            title="خطاب إلى عنوان خطأ",
            happened="أُرسل خطاب فيه دخل أسرة إلى بريد شخص يشبه اسمه اسم المستفيد، وأبلغنا بذلك من "
            "وصله الخطاب.",
            known_at=now - timedelta(days=1, hours=3),
            happened_at=now - timedelta(days=2),
            kinds=["identity", "income"],
            people_count=1,
            is_estimate=False,
            measures="اتصلنا بمن وصله الخطاب فأعاده ولم يصوّره.",
        )
        assess_incident(
            officer,
            incident=row.pk,
            version=row.version,
            risk="some",
            consequences="قد يُعرف دخل الأسرة عند من يعرفها.",
            measures="استُعيد الخطاب، وصار العنوان يُراجع مع زميل قبل الإرسال.",
            advice="لا يلزمكم شيء، ونحن نتابع الأمر.",
            people_count=1,
            is_estimate=False,
        )

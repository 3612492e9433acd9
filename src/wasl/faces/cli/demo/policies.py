"""The life of the policies in the demonstration: read, published, sent round, reviewed, renewed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import member_actor, staff_listed
from wasl.domains.associations.queries import associations_listed
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.policies.actions import (
    BoardSignature,
    acknowledge_policy,
    adopt_policy,
    bring_into_force,
    circulate_policy,
    draft_from_document,
    draft_policy,
    name_board_member,
    publish_policy,
    record_review,
    submit_to_board,
)
from wasl.domains.policies.queries import (
    circulations_listed,
    policy_in_force,
    policy_versions_listed,
    publications_listed,
)
from wasl.faces.cli.demo.times import days_ago, quick_disk
from wasl.foundation.actor import Actor

if TYPE_CHECKING:
    from wasl.domains.associations.queries import AssociationRow
    from wasl.domains.policies.rules import Policy

LOADED_DAYS_AGO: Final = 60
"""When the associations of the demonstration began to work with us."""

_BOARD: Final = (
    ("عبدالعزيز الريحان", "chair"),
    ("صالح المرجان", "deputy"),
    ("منيرة الديمة", "treasurer"),
    ("خالد الواحة", "member"),
)
_OWES: Final = "mona"
"""The one colleague in each association who has not acknowledged the policy yet."""
_REVIEW_DUE: Final = "baraah"
_CIRCULATED: Final = "manarat"
_RENEWED: Final = "durbah"
_UPLOADED: Final = "wahj"

_DOCUMENT: Final = """\
جمعية وهج الأهلية
سياسة تنظيم العلاقة مع المستفيدين
الإصدار الثاني

مقدمة
تنظم هذه السياسة علاقة الجمعية بكل من تخدمهم، وتحفظ حقوقهم وحقوق الجمعية.

الهدف العام
تقديم خدمات متقنة وسريعة للمستفيدين من جميع الشرائح، ومتابعة متطلباتهم ومقترحاتهم.

الأهداف التفصيلية
- تقدير حاجة المستفيد وتسهيل الإجراءات عليه دون عناء.
- تقديم خدمات متكاملة بأحدث الأساليب الإلكترونية.
- تقديم المعلومات والإجابات عن تساؤلات المستفيدين من خلال عدة قنوات.
- تقديم الخدمة للمستفيد من موقعه حفاظاً على وقته.
- قياس رضا المستفيد لتحسين الإجراءات.

القنوات المستخدمة للتواصل مع المستفيدين
1- المقابلة
2- الاتصالات الهاتفية
3- وسائل التواصل الاجتماعي
4- الخطابات
5- الموقع الإلكتروني للجمعية

الأدوات المتاحة لموظف علاقات المستفيدين
- اللائحة الأساسية للجمعية
- نموذج طلب دعم مستفيد

آلية التعامل مع المستفيد
1- استقبال المستفيد بلباقة واحترام والإجابة عن جميع الاستفسارات.
2- التأكد من تقديم المراجع كافة المعلومات المطلوبة ومطابقتها والتأكد من صلاحيتها وقت التقديم.
3- التأكيد على صحة البيانات المقدمة من طالب الخدمة والتوقيع عليها.
4- التوضيح للمستفيد بأن طلبه سيرفع للإدارة المختصة للدراسة وإبلاغه بالرد خلال مدة لا تقل عن أسبوعين.
5- تقديم الخدمة اللازمة.

يقترح فريق الخدمة إضافة يوم استقبال مسائي، ولم يبتّ فيه المجلس بعد.
"""
"""A document that nobody signed, in our words: it leaves open what real ones do."""


def given_first_weeks() -> None:
    """Let boards, boards' pages and colleagues do what the first weeks ask of them; done once."""
    for association, director, staff in _houses():
        system = Actor.system(association.id)
        if any(row.place == "website" for row in publications_listed(system)):
            continue
        version = policy_in_force(system).id
        with quick_disk():
            with days_ago(LOADED_DAYS_AGO - 2):
                _named(director)
                _published(director, version, association.website)
                if association.slug == _CIRCULATED:
                    circulate_policy(director, policy_version=version, audience="staff")
                    send_due_messages(system)
            with days_ago(LOADED_DAYS_AGO - 4):
                _acknowledged(staff, version, all_but=(_OWES,))
            if association.slug != _REVIEW_DUE:
                with days_ago(LOADED_DAYS_AGO - 9):
                    _reviewed(director)


def given_later_days() -> None:
    """Renew one policy, upload the next of another, and tell one's beneficiaries; done once."""
    for association, director, staff in _houses():
        system = Actor.system(association.id)
        is_renewed = len(policy_versions_listed(system)) > 1
        with quick_disk():
            if association.slug == _RENEWED and not is_renewed:
                _renewed(director, staff)
            if association.slug == _UPLOADED and not is_renewed:
                draft_from_document(
                    director, content=_DOCUMENT.encode(), file_name="مسودة السياسة.txt"
                )
            if association.slug == _CIRCULATED and len(circulations_listed(system)) == 1:
                version = policy_in_force(system).id
                circulate_policy(director, policy_version=version, audience="beneficiaries")
                send_due_messages(system)


def _houses() -> "list[tuple[AssociationRow, Actor, dict[str, Actor]]]":
    houses = []
    for association in associations_listed(Actor.installation()):
        system = Actor.system(association.id)
        staff: dict[str, Actor] = {}
        for row in staff_listed(system):
            actor = member_actor(system, association=association.id, staff=row.id)
            if actor is not None:
                staff[row.email.partition("@")[0]] = actor
        director = staff.get("latifa")
        has_policy = any(row.may_open_cases for row in policy_versions_listed(system))
        if director is not None and has_policy:
            houses.append((association, director, staff))
    return houses


def _named(director: Actor) -> None:
    for name, capacity in _BOARD:
        name_board_member(director, name=name, capacity=capacity, named_on=date(2024, 1, 7))


def _published(director: Actor, version: UUID, website: str) -> None:
    today = timezone.localdate()
    publish_policy(
        director, policy_version=version, place="website", address=website, published_on=today
    )
    publish_policy(director, policy_version=version, place="noticeboard", published_on=today)


def _acknowledged(staff: dict[str, Actor], version: UUID, *, all_but: tuple[str, ...]) -> None:
    for box, member in staff.items():
        if box not in all_but:
            acknowledge_policy(member, policy_version=version)


def _reviewed(director: Actor) -> None:
    record_review(
        director,
        outcome="unchanged",
        kind="meeting",
        reference="3/1448",
        reviewed_on=timezone.localdate() - timedelta(days=2),
        note="اطلع المجلس على السياسة ورأى بقاءها كما هي.",
    )


def _renewed(director: Actor, staff: dict[str, Actor]) -> None:
    system = director.as_system()
    former = policy_in_force(system)
    with days_ago(9):
        version = draft_policy(director, definition=_changed(former.policy)).pk
        submit_to_board(director, policy_version=version)
    with days_ago(6):
        today = timezone.localdate()
        adopt_policy(
            director,
            policy_version=version,
            kind="meeting",
            reference="4/1448",
            adopted_on=today,
            signatures=[BoardSignature(name, capacity, today) for name, capacity in _BOARD],
        )
    with days_ago(3):
        bring_into_force(director, policy_version=version, seen_against=former.id)
        circulate_policy(director, policy_version=version, audience="staff")
        send_due_messages(system)
        _acknowledged(staff, version, all_but=(_OWES, "sultan", "yousef"))


def _changed(policy: "Policy") -> dict[str, Any]:
    """The same policy with a shorter target, one clause reworded and one channel less."""
    definition = policy.as_dict()
    promise = definition["promise"]
    promise["target_days"] = max(7, promise["target_days"] - 4)
    definition["channels"] = [
        one for one in definition["channels"] if one["kind"] != "branch_delegate"
    ]
    definition["clauses"] = [
        one for one in definition["clauses"] if one["ref"] != "channels.branch_delegate"
    ]
    reworded = next(one for one in definition["clauses"] if one["ref"] == policy.steps[0].clause)
    reworded["text"] = {
        "ar": f"{reworded['text']['ar']} ويُسجَّل وقت الاستقبال.",
        "en": f"{reworded['text']['en']} The time of the reception is recorded.",
    }
    return definition

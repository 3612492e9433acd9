"""People and cases of the demonstration, at every stage, as the last weeks would have left them.

Each case is a short story told by a generator: between two acts it yields the day of the next. The
stories of an association are told together in the order of their days, so its trail reads as if
the weeks had passed.
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.utils import timezone
from PIL import Image

from wasl.domains.access.queries import member_actor, staff_listed, visitor_actor
from wasl.domains.applications.actions import (
    CheckInput,
    ask_for_missing,
    assign,
    postpone_document,
    record_checks,
    refer,
    save_answers,
    start_application,
    submit_application,
    tell_applicant,
    withdraw,
)
from wasl.domains.applications.queries import applications_in_queue
from wasl.domains.assessments.actions import MechanismFindings, recommend
from wasl.domains.associations.queries import AssociationRow, associations_listed
from wasl.domains.catalogue.queries import ServiceRow, services_offered
from wasl.domains.decisions.actions import (
    cast_vote,
    close_session,
    conclude_item,
    confirm_decision,
    form_committee,
    open_session,
    plan_session,
    propose_decision,
    put_on_agenda,
)
from wasl.domains.delivery.actions import hand_over, register, send_delivery_code
from wasl.domains.delivery.queries import delivery_sheet
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.satisfaction.actions import answer_survey
from wasl.domains.satisfaction.queries import survey_by_token
from wasl.faces.cli.demo.people import Person, invented_person, typed_answers
from wasl.faces.cli.demo.times import as_of, quick_disk
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

Story = Iterator[int]

_ACCEPTED = "ثبتت الحاجة بعد دراسة الحالة، والخدمة مناسبة لها."
_REJECTED = "لم يتحقق أحد شروط الخدمة، ويمكن التقدم من جديد متى تغيرت الحال."
_PARTLY = "قُبل الطلب بما تسمح به الموارد المتاحة هذا الشهر."
_PART = "تُقدَّم الخدمة مرة واحدة، ويُعاد النظر بعد ثلاثة أشهر."


@dataclass(slots=True)
class Cast:
    """The staff of one association by role, and what its stories share."""

    association: UUID
    policy: "Policy"
    services: tuple[ServiceRow, ...]
    by_role: dict[str, list[Actor]] = field(default_factory=dict)
    committee: UUID | None = None
    agenda: list[tuple[UUID, str]] = field(default_factory=list)

    @property
    def system(self) -> Actor:
        """The association's own machinery."""
        return Actor.system(self.association)

    def one(self, role: str) -> Actor:
        """The first of a role."""
        return self.by_role[role][0]


@dataclass(frozen=True, slots=True)
class Case:
    """What happens to one application, as far as it has come."""

    number: int
    service: int
    starts: int
    ends_as: str
    channel: str = "website"
    outcome: str = "accept"


STORIES = (
    Case(1, 0, -34, "delivered"),
    Case(2, 0, -33, "delivered", channel="interview"),
    Case(3, 0, -32, "decided", outcome="reject"),
    Case(4, 0, -31, "registered", channel="phone"),
    Case(5, 1, -30, "decided", outcome="partly"),
    Case(6, 0, -29, "delivered"),
    Case(7, 0, -41, "overdue"),
    Case(8, 1, -9, "assessed"),
    Case(9, 0, -8, "assessed"),
    Case(10, 0, -6, "complete"),
    Case(11, 1, -5, "referred", channel="phone"),
    Case(12, 0, -4, "incomplete"),
    Case(13, 1, -3, "withdrawn"),
    Case(14, 0, -1, "submitted"),
    Case(15, 0, -1, "submitted", channel="branch_delegate"),
    Case(16, 1, 0, "submitted"),
    Case(17, 0, 0, "draft"),
)
DECIDED_ON = -20


def given_cases() -> int:
    """Tell the stories in every association that has no case yet; returns how many were told."""
    told = 0
    for association in associations_listed(Actor.installation()):
        cast = cast_of(association.id)
        if cast is not None and not applications_in_queue(cast.one("director"), most=1):
            with quick_disk():
                _tell([_story(cast, case) for case in STORIES] + [_session(cast)])
                send_due_messages(cast.system)
                _answer_surveys(association)
            told += len(STORIES)
    return told


def _answer_surveys(association: AssociationRow) -> None:
    """Let people answer the question that reached their phones: most content, one not."""
    visitor = visitor_actor(association.id)
    said = messages_simulated(Actor.installation()).messages
    text = " ".join("".join(piece for piece, _is_link in message.pieces) for message in said)
    tokens = re.findall(rf"/{association.slug}/survey/([\w-]+)/", text)
    for number, token in enumerate(tokens):
        if not survey_by_token(visitor, token=token).is_used:
            answer_survey(visitor, token=token, score=(5, 4, 5, 2, 4)[number % 5])


def cast_of(association: UUID) -> Cast | None:
    """Who works in the association; nothing while it has no service or no director."""
    system = Actor.system(association)
    services = services_offered(system)
    if not services:
        return None
    cast = Cast(association, policy_in_force(system).policy, services)
    for row in staff_listed(system):
        actor = member_actor(system, association=association, staff=row.id)
        if actor is not None:
            for role in row.roles:
                cast.by_role.setdefault(role, []).append(actor)
    return cast if "director" in cast.by_role else None


def _tell(stories: list[Story]) -> None:
    """Tell stories together, always the one whose next act is the earliest; none from tomorrow."""
    today = timezone.now().replace(hour=7, minute=0, second=0, microsecond=0)
    waiting: list[tuple[int, int, Story]] = []
    for number, story in enumerate(stories):
        begins = next(story, None)
        if begins is not None:
            heapq.heappush(waiting, (begins, number, story))
    acts = 0
    while waiting:
        day, number, story = heapq.heappop(waiting)
        if day > 0:
            continue
        acts += 1
        with as_of(today + timedelta(days=day, seconds=37 * acts)):
            following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))


def _story(cast: Cast, case: Case) -> Story:
    person = invented_person(case.number + sum(cast.association.bytes) * 100)
    service = cast.services[min(case.service, len(cast.services) - 1)]
    officer = cast.one("officer")
    yield case.starts
    application = _asked(cast, case, person, service)
    if case.ends_as in ("draft", "submitted"):
        return
    yield case.starts + 1
    assign(officer, application=application, to=officer.member)
    if case.ends_as == "withdrawn":
        withdraw(officer, application=application, reason="لم تعد هناك حاجة إلى الخدمة.")
        return
    if case.ends_as == "incomplete":
        keys = [document.key for document in service.definition.documents if document.required]
        ask_for_missing(officer, application=application, items=keys[-1:])
        return
    if case.ends_as == "referred":
        refer(
            officer,
            application=application,
            question="الدخل المذكور غير منتظم. كيف يُحتسب لمن يعمل بأجر يومي؟",
        )
        return
    _match(officer, application, service)
    tell_applicant(officer, application=application, channel="phone")
    if case.ends_as in ("complete", "overdue"):
        return
    yield case.starts + 4
    _assess(cast.one("researcher"), application, service, case.outcome)
    if case.ends_as == "assessed":
        return
    if service.definition.decided_by == "committee":
        cast.agenda.append((application, case.outcome))
    else:
        yield DECIDED_ON
        proposal = propose_decision(
            cast.one("department_head"),
            application=application,
            outcome=case.outcome,
            reasons=_words_for(case.outcome),
            conditions=_PART if case.outcome == "partly" else "",
        )
        confirm_decision(cast.one("reviewer"), decision=proposal.pk)
    yield DECIDED_ON + 1
    yield from _received(cast, case, application, officer)


def _asked(cast: Cast, case: Case, person: Person, service: ServiceRow) -> UUID:
    index = blind_index("phone", mobile(person.phone), association=cast.association)
    is_portal = case.channel == "website"
    by = visitor_actor(cast.association, phone_index=index) if is_portal else _taker(cast, case)
    key = uuid5(cast.association, f"demonstration {case.number}")
    application = start_application(
        by, key=key, service=service.slug, channel=case.channel, phone=person.phone
    ).pk
    definition = service.definition
    save_answers(
        by,
        application=application,
        applies_as=definition.applies_as[0],
        applicant=person.as_applicant(),
        answers=typed_answers(definition, case.number),
    )
    for document in definition.documents:
        if document.required and definition.applies_as[0] in document.applies_as:
            postpone_document(by, application=application, key=document.key)
    if case.ends_as != "draft":
        submit_application(
            by,
            application=application,
            key=uuid5(key, "submission"),
            signed_name=person.name,
            method="code" if is_portal else "paper",
        )
    return application


def _taker(cast: Cast, case: Case) -> Actor:
    return cast.one("delegate" if case.channel == "branch_delegate" else "officer")


def _match(officer: Actor, application: UUID, service: ServiceRow) -> None:
    today = timezone.localdate()
    record_checks(
        officer,
        application=application,
        checks=[
            CheckInput(
                subject=document.key,
                compared_with="أصل المستند",
                original_seen=True,
                valid_until=today + timedelta(days=400)
                if document.validity == "not_expired"
                else None,
                issued_on=today - timedelta(days=12)
                if document.validity == "max_age_days"
                else None,
            )
            for document in service.definition.documents
            if service.definition.applies_as[0] in document.applies_as
        ],
    )


def _assess(researcher: Actor, application: UUID, service: ServiceRow, outcome: str) -> None:
    words = {
        "administrative_check": "المستندات مستوفاة وبياناتها مطابقة لما ورد في الطلب.",
        "interview": "شرحت صاحبة الطلب وضعها بوضوح، وما ذكرته متسق مع مستنداتها.",
        "field_visit": "البيت متواضع ومرتب، وحال الأسرة كما وُصفت في الطلب.",
    }
    recommend(
        researcher,
        application=application,
        outcome=outcome,
        reasons=_words_for(outcome),
        findings=[
            MechanismFindings(mechanism, summary=words[mechanism])
            for mechanism in service.definition.mechanisms
        ],
    )


def _session(cast: Cast) -> Story:
    """One session of the committee that decides what waits for it, and one planned for later."""
    if cast.policy.decider("committee") is None:
        return
    yield DECIDED_ON - 3
    members = [*cast.by_role["committee_chair"], *cast.by_role["committee_member"]]
    chair = members[0]
    committee = form_committee(
        cast.one("director"),
        name=dict(_title(cast)),
        members=[member.member for member in members],
        quorum=2,
        chair=chair.member,
    )
    session = plan_session(
        chair, committee=committee.pk, held_on=timezone.localdate() + timedelta(days=3)
    )
    yield DECIDED_ON
    listed = [
        (put_on_agenda(chair, session=session.pk, application=application).pk, outcome)
        for application, outcome in cast.agenda
    ]
    open_session(chair, session=session.pk)
    for item, outcome in listed:
        for member in members:
            cast_vote(member, item=item, choice=outcome, reason=_words_for(outcome))
        conclude_item(
            chair,
            item=item,
            reasons=_words_for(outcome),
            conditions=_PART if outcome == "partly" else "",
        )
    close_session(chair, session=session.pk)
    yield 0
    plan_session(chair, committee=committee.pk, held_on=timezone.localdate() + timedelta(days=2))


def _title(cast: Cast) -> dict[str, str]:
    decider = cast.policy.decider("committee")
    return dict(decider.title) if decider else {}


def _received(cast: Cast, case: Case, application: UUID, officer: Actor) -> Story:
    if case.outcome == "reject":
        return
    if case.ends_as in ("registered", "delivered") and cast.policy.has_step("register"):
        register(officer, application=application)
    if case.ends_as != "delivered":
        return
    yield DECIDED_ON + 4
    sheet = delivery_sheet(officer, application=application)
    if sheet.entitlement is None:
        return
    if "code" in sheet.entitlement.proofs:
        send_delivery_code(officer, entitlement=sheet.entitlement.id)
        send_due_messages(cast.system)
        hand_over(officer, entitlement=sheet.entitlement.id, proof="code", code=_code_received())
        return
    hand_over(
        officer,
        entitlement=sheet.entitlement.id,
        proof="paper",
        paper=_signed_paper(),
        received_by=invented_person(case.number).name,
    )


def _signed_paper() -> bytes:
    """The photograph of a sheet of paper."""
    photograph = BytesIO()
    Image.new("RGB", (600, 840), "white").save(photograph, "JPEG")
    return photograph.getvalue()


def _code_received() -> str:
    """The code in the newest message that the simulated phone received."""
    newest = messages_simulated(Actor.installation()).messages[0]
    found = re.search(r"\d{6}", "".join(piece for piece, _is_link in newest.pieces))
    return found.group() if found else ""


def _words_for(outcome: str) -> str:
    return {"accept": _ACCEPTED, "reject": _REJECTED, "partly": _PARTLY}[outcome]

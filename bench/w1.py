"""W1: one case through the whole pipeline, through the actions, on PostgreSQL.

Ten answers, three documents, their checks, declaration, assessment, three votes, decision,
notification, registration, delivery, survey. Statements are counted where Django hands them to the
driver, `set_config` included; BEGIN and COMMIT are none. CPU is that of this process, as a median. Two documents
are files, encrypted and kept; the third is an identity document whose original is seen. Making an
upload harmless happens in a limited process of its own and is not part of this figure.
"""

import cProfile
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from wasl.domains.access.queries import member_actor, staff_listed, visitor_actor
from wasl.domains.applications.actions import (
    CheckInput,
    attach_document,
    record_checks,
    save_answers,
    start_application,
    submit_application,
)
from wasl.domains.applications.ports import SafeFile, connect_files, file_store
from wasl.domains.assessments.actions import MechanismFindings, recommend
from wasl.domains.associations.queries import association_called
from wasl.domains.catalogue.queries import service_called
from wasl.domains.decisions.actions import (
    cast_vote,
    conclude_item,
    form_committee,
    open_session,
    plan_session,
    put_on_agenda,
)
from wasl.domains.delivery.actions import hand_over, register
from wasl.domains.delivery.ports import connect_papers
from wasl.domains.delivery.queries import delivery_sheet
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.domains.satisfaction.actions import answer_survey
from wasl.faces.cli.demo.people import invented_person, typed_answers
from wasl.faces.cli.demo.staff import given_staff
from wasl.faces.cli.profiles import load_profiles
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index
from wasl.gateways.files.folder import EncryptedFolder
from wasl.gateways.files.papers import SignedPapers

ROOT = Path(__file__).parents[1]
SERVICE = "food-basket"
ROLES = frozenset(
    {"officer", "registrar", "researcher", "committee_chair", "committee_member", "director"}
)
PAPER = b"%PDF-1.4\n" + b"a signed receipt, scanned " * 2000


class AsItCame:
    """Takes a file as it is, in place of the process that makes it harmless."""

    def made_safe(self, content: bytes, /) -> SafeFile:
        """The same content."""
        return SafeFile(content, "application/pdf", "pdf")


@dataclass
class Counted:
    """Statements by step, and the transactions around them."""

    statements: dict[str, int] = field(default_factory=dict)
    step: str = ""
    listing: list[str] = field(default_factory=list)

    def begin(self, step: str) -> None:
        """Another step begins."""
        self.step = step

    def __call__(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        self.statements[self.step] = self.statements.get(self.step, 0) + 1
        self.listing.append(f"{self.step}: {sql[:150]}")
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class House:
    """The association measured and who works in it."""

    association: UUID
    officer: Actor
    researcher: Actor
    members: tuple[Actor, ...]
    director: Actor
    session: UUID
    definition: Any


def given_house() -> House:
    """Manarat as its profile states it, with staff, a committee and an open session."""
    call_command("migrate", verbosity=0)
    connect_files(file_store(), AsItCame())
    connect_papers(SignedPapers(EncryptedFolder(settings.WASL_FILES, "papers"), AsItCame()))
    call_command("createcachetable", verbosity=0)
    load_profiles([ROOT / "profiles/manarat.yaml"])
    association = association_called(Actor.installation(), slug="manarat").id
    system = Actor.system(association)
    given_staff(system, slug="manarat", roles=ROLES)
    actors: dict[str, list[Actor]] = {}
    for row in staff_listed(system):
        actor = member_actor(system, association=association, staff=row.id)
        if actor is not None:
            for role in row.roles:
                actors.setdefault(role, []).append(actor)
    members = (*actors["committee_chair"], *actors["committee_member"])[:3]
    committee = form_committee(
        actors["director"][0],
        name={"ar": "لجنة البحث", "en": "Research committee"},
        members=[member.member for member in members],
        quorum=2,
    )
    session = plan_session(members[0], committee=committee.pk, held_on=timezone.localdate())
    open_session(members[0], session=session.pk)
    definition = service_called(system, slug=SERVICE).definition
    return House(
        association,
        actors["officer"][0],
        actors["researcher"][0],
        members,
        actors["director"][0],
        session.pk,
        definition,
    )


def one_case(house: House, number: int, step: Callable[[str], None]) -> None:
    """Take one application from its first answer to the answer of its survey."""
    person = invented_person(number)
    system = Actor.system(house.association)
    index = blind_index("phone", mobile(person.phone), association=house.association)
    visitor = visitor_actor(house.association, phone_index=index)
    step("start")
    application = start_application(
        visitor, key=uuid4(), service=SERVICE, channel="website", phone=person.phone
    ).pk
    step("ten answers")
    save_answers(
        visitor,
        application=application,
        applies_as="household",
        applicant=person.as_applicant(),
        answers=ten_answers(house, number),
    )
    copies = [one.key for one in house.definition.documents if one.handling == "copy"]
    step("documents")
    for key in copies:
        attach_document(
            visitor, application=application, key=key, file_name=f"{key}.pdf", content=PAPER
        )
    step("declaration")
    submit_application(
        visitor, application=application, key=uuid4(), signed_name=person.name, method="code"
    )
    step("checks")
    today = timezone.localdate()
    record_checks(
        house.officer,
        application=application,
        checks=[
            CheckInput(
                subject=document.key,
                compared_with="original",
                original_seen=True,
                valid_until=today.replace(year=today.year + 1, day=1),
                issued_on=today,
            )
            for document in house.definition.documents
        ],
    )
    step("assessment")
    recommend(
        house.researcher,
        application=application,
        outcome="accept",
        reasons="ثبتت الحاجة بعد دراسة الحالة.",
        findings=[
            MechanismFindings(mechanism, summary="مطابق لما ورد في الطلب.")
            for mechanism in house.definition.mechanisms
        ],
    )
    step("agenda")
    item = put_on_agenda(house.members[0], session=house.session, application=application).pk
    step("three votes")
    for member in house.members:
        cast_vote(member, item=item, choice="accept")
    step("decision")
    conclude_item(house.members[0], item=item, reasons="ثبتت الحاجة بعد دراسة الحالة.")
    step("registration")
    register(house.officer, application=application)
    step("-")
    entitlement = delivery_sheet(house.officer, application=application).entitlement
    assert entitlement is not None
    step("delivery")
    hand_over(
        house.officer,
        entitlement=entitlement.id,
        proof="paper",
        paper=PAPER,
        received_by=person.name,
    )
    step("notification")
    send_due_messages(system)
    step("-")
    token = survey_token()
    step("survey")
    answer_survey(visitor_actor(house.association), token=token, score=5, words="شكرًا لكم")


def ten_answers(house: House, number: int) -> dict[str, str]:
    """An answer to each of the ten questions, the sensitive one included."""
    typed = typed_answers(house.definition, number * 4)
    typed.setdefault("rent_amount", "12000")
    typed.setdefault("health_need", "no")
    assert len(typed) == len(house.definition.questions) == 10
    return typed


def survey_token() -> str:
    """The token of the newest invitation that the simulated phone received."""
    for message in messages_simulated(Actor.installation()).messages:
        text = "".join(piece for piece, _is_link in message.pieces)
        found = re.search(r"/survey/([\w-]+)/", text)
        if found:
            return found.group(1)
    raise LookupError("no invitation arrived")


def measured(*, cases: int) -> str:
    """The line of W1, with the statements of each step before it.

    `python_calls` is how many function calls one case takes, which no neighbour on the machine
    disturbs. What the measurement looks up for itself, the step “-”, counts nowhere.
    """
    house = given_house()
    for number in range(3):
        one_case(house, 900_000 + number, lambda _step: None)
    counted = Counted()
    with connection.execute_wrapper(counted):
        one_case(house, 800_000, counted.begin)
    counted.statements.pop("-", None)
    lines = [f"  {name:<14} {count:>3}" for name, count in counted.statements.items()]
    calls = Calls()
    one_case(house, 850_000, calls.begin)
    calls.profile.disable()
    lines.append(f"  python_calls {calls.counted()}")
    cpu: list[float] = []
    began = time.perf_counter()
    for number in range(cases):
        spent = Spent()
        one_case(house, 700_000 + number, spent.begin)
        spent.begin("-")
        cpu.append(spent.milliseconds)
    wall = time.perf_counter() - began
    total, median = sum(counted.statements.values()), statistics.median(cpu)
    figures = f"W1 statements {total} cpu_ms {median:.1f} cases_per_s {cases / wall:.1f}"
    return "\n".join([*lines, f"  cpu_ms_least {min(cpu):.1f}", figures])


@dataclass
class Spent:
    """CPU milliseconds of this process in the steps of a case."""

    milliseconds: float = 0.0
    step: str = "-"
    since: float = field(default_factory=time.process_time)

    def begin(self, step: str) -> None:
        """Another step begins."""
        now = time.process_time()
        if self.step != "-":
            self.milliseconds += (now - self.since) * 1000
        self.step, self.since = step, now


@dataclass
class Calls:
    """Function calls of this process in the steps of a case."""

    profile: cProfile.Profile = field(default_factory=cProfile.Profile)

    def begin(self, step: str) -> None:
        """Another step begins."""
        self.profile.disable()
        if step != "-":
            self.profile.enable()

    def counted(self) -> int:
        """How many calls there were."""
        return sum(entry.callcount for entry in self.profile.getstats())

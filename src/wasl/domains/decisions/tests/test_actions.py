"""Committees and departments decide; each refusal has its case, and others see nothing."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.access.tests.given import given_director, given_ibrahim
from wasl.domains.applications.actions import ask_for_missing, withdraw
from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.refusals import SamePerson
from wasl.domains.applications.tests.given import NOURA_PHONE, given_noura_visiting
from wasl.domains.assessments.tests.given import (
    given_colleague,
    given_complete,
    given_recommended,
    given_studying_association,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.queries import service_called
from wasl.domains.catalogue.refusals import NoPlaceLeft
from wasl.domains.decisions.actions import (
    cast_vote,
    close_session,
    conclude_item,
    confirm_decision,
    correct_decision,
    declare_recusal,
    defer_item,
    dissolve_committee,
    form_committee,
    list_ready_cases,
    open_session,
    plan_session,
    propose_decision,
    put_on_agenda,
    record_attendance,
    return_decision,
)
from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.decisions.models import AgendaItem, Decision, Session, Vote
from wasl.domains.decisions.queries import (
    case_to_decide,
    cases_to_decide,
    committees_listed,
    decision_letter,
    decision_of,
    decisions_taken,
    item_sheet,
    letter_by_token,
    letter_pdf,
    minutes_of,
    proposals_to_confirm,
    session_sheet,
    sessions_listed,
)
from wasl.domains.decisions.refusals import (
    AlreadyOnAgenda,
    AlreadyProposed,
    AlreadyVoted,
    ChoiceUnknown,
    CommitteeUnfit,
    DecidedElsewhere,
    ItemConcluded,
    ItemsUndecided,
    MajorityDecided,
    MajorityDefers,
    NoMajority,
    NoQuorum,
    NotAMember,
    NotIssued,
    NotPresent,
    NotPresiding,
    NotReady,
    ReasonRequired,
    ReasonUnknown,
    Recused,
    SessionNotOpen,
    SessionOver,
    TermsWrong,
    VotesOutstanding,
)
from wasl.domains.decisions.tests.given import (
    WORDS,
    given_bench,
    given_concluded,
    given_confirmed,
    given_decision,
    given_department,
    given_proposal,
    given_votes,
)
from wasl.domains.notifications.queries import messages_about
from wasl.domains.parties.tests.given import NOURA_IBAN
from wasl.foundation import events
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


def _stored(association: UUID, model: Any) -> list[Any]:
    with entered_scope(Actor.system(association), writing=False):
        return list(model.objects.order_by("id"))


def _stage(association: UUID, application: UUID) -> str:
    return application_for_work(Actor.system(association), application=application).stage


def _statements(asked: CaptureQueriesContext) -> list[str]:
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [one["sql"] for one in asked if not one["sql"].startswith(quiet)]


def test_the_majority_becomes_a_decision_with_number_reasons_and_clause() -> None:
    bench = given_bench()
    decision = given_concluded(
        bench, "accept", "accept", "reject", reason_key="conditions_met", amount=Decimal("500.00")
    )
    assert (decision.outcome, decision.number, decision.stage) == ("accept", 1, "issued")
    assert (decision.clause, decision.decider) == ("steps.2", bench.chair.staff)
    assert decision.promise_kept is True
    assert _stage(bench.association, bench.application) == "decided"


def test_a_decision_late_for_its_promise_says_so(time_machine: Any) -> None:
    bench = given_bench()
    time_machine.move_to(timezone.now() + timedelta(days=60))
    assert given_concluded(bench).promise_kept is False


def test_the_applicant_is_told_that_there_is_a_decision() -> None:
    bench, _decision = given_decision()
    told = messages_about(Actor.system(bench.association), about=bench.application)
    assert [row.carrier for row in told if row.kind == "decision_issued"] == ["sms"]


def test_votes_are_hidden_until_all_are_in() -> None:
    bench = given_bench()
    first, second, third = bench.everybody
    cast_vote(first, item=bench.item, choice="accept")
    cast_vote(second, item=bench.item, choice="reject", reason=WORDS)
    for member in bench.everybody:
        seen = item_sheet(member, item=bench.item)
        assert (seen.votes, seen.counts, seen.majority, seen.votes_cast) == ((), {}, None, 2)
    assert item_sheet(first, item=bench.item).my_choice == "accept"
    cast_vote(third, item=bench.item, choice="accept")
    seen = item_sheet(second, item=bench.item)
    assert [vote.choice for vote in seen.votes] == ["accept", "reject", "accept"]
    assert seen.majority == "accept"


def test_a_member_votes_once() -> None:
    bench = given_bench()
    cast_vote(bench.chair, item=bench.item, choice="accept")
    with pytest.raises(AlreadyVoted) as refused:
        cast_vote(bench.chair, item=bench.item, choice="reject", reason=WORDS)
    assert refused.value.status == 409
    assert [vote.choice for vote in _stored(bench.association, Vote)] == ["accept"]


def test_a_recusal_takes_the_case_away_and_recounts_the_quorum() -> None:
    bench = given_bench(quorum=3)
    leaving = bench.members[0]
    declare_recusal(leaving, item=bench.item, reason="جار للأسرة")
    assert session_sheet(leaving, session=bench.session).items == ()
    assert session_sheet(leaving, session=bench.session).closed_to_me == 1
    with pytest.raises(Recused):
        item_sheet(leaving, item=bench.item)
    with pytest.raises(Recused):
        cast_vote(leaving, item=bench.item, choice="accept")
    with pytest.raises(Recused):
        declare_recusal(leaving, item=bench.item, reason="مرة أخرى")
    for voter in (bench.chair, bench.members[1]):
        cast_vote(voter, item=bench.item, choice="accept")
    with pytest.raises(NoQuorum) as refused:
        conclude_item(bench.chair, item=bench.item, reasons=WORDS)
    assert refused.value.facts == {"needed": 3, "present": 2}
    assert defer_item(bench.chair, item=bench.item, reasons="لم يكتمل النصاب").stage == "deferred"


def test_another_member_presides_over_a_case_that_the_chair_left() -> None:
    bench = given_bench()
    declare_recusal(bench.chair, item=bench.item, reason="قرابة")
    for voter in bench.members:
        cast_vote(voter, item=bench.item, choice="accept")
    with pytest.raises(NotPresiding):
        conclude_item(bench.chair, item=bench.item, reasons=WORDS)
    decision = conclude_item(bench.members[0], item=bench.item, reasons=WORDS)
    assert decision.decider == bench.members[0].staff


def test_the_chair_may_note_another_members_recusal_and_a_member_may_not() -> None:
    bench = given_bench()
    first, second = bench.members
    with pytest.raises(NotPresiding):
        declare_recusal(first, item=bench.item, reason=WORDS, member=second.member)
    declare_recusal(bench.chair, item=bench.item, reason=WORDS, member=second.member)
    with pytest.raises(Recused):
        cast_vote(second, item=bench.item, choice="accept")


@pytest.mark.parametrize("shared", [{"iban": NOURA_IBAN}, {"phone": NOURA_PHONE}])
def test_nobody_votes_on_a_case_that_touches_him_and_the_attempt_is_in_the_trail(
    shared: dict[str, str],
) -> None:
    bench = given_bench(member=shared)
    kin = bench.members[0]
    with pytest.raises(ConflictOfInterest):
        cast_vote(kin, item=bench.item, choice="accept")
    with pytest.raises(ConflictOfInterest):
        item_sheet(kin, item=bench.item)
    refused = [one for one in _stored(bench.association, TrailEntry) if "ConflictOf" in one.details]
    assert [(one.verb, one.actor) for one in refused] == [
        ("decisions.cast_vote", str(kin.staff)),
        ("decisions.item_sheet", str(kin.staff)),
    ]
    assert session_sheet(kin, session=bench.session).items == ()
    assert _stored(bench.association, Vote) == []


def test_who_studied_or_checked_the_case_does_not_vote_and_does_not_count() -> None:
    association = given_studying_association()
    majed = given_colleague(association, "researcher", "committee_member")
    huda = given_colleague(association, "officer", "committee_member")
    chair = given_colleague(association, "committee_chair")
    system = Actor.system(association)
    committee = form_committee(
        system,
        name={"ar": "لجنة", "en": "Committee"},
        members=[chair.member, majed.member, huda.member],
        quorum=1,
    )
    session = plan_session(system, committee=committee.pk, held_on=timezone.localdate())
    case = given_recommended(association, majed=majed, huda=huda).application_id
    item = put_on_agenda(chair, session=session.pk, application=case)
    open_session(chair, session=session.pk)
    for part in (majed, huda):
        with pytest.raises(SamePerson):
            cast_vote(part, item=item.pk, choice="accept")
        assert session_sheet(part, session=session.pk).items == ()
    cast_vote(chair, item=item.pk, choice="accept")
    assert conclude_item(chair, item=item.pk, reasons=WORDS).number == 1


@pytest.mark.parametrize("lacking", ["members", "absent", "planned", "choice", "reason"])
def test_a_vote_is_refused_in_a_sentence(lacking: str) -> None:
    bench = given_bench(is_open=lacking != "planned")
    voter, refusal, said = bench.members[0], AlreadyVoted, {"choice": "reject", "reason": WORDS}
    expected: type[Exception] = refusal
    if lacking == "members":
        voter = given_colleague(bench.association, "committee_member")
        expected = NotAMember
    if lacking == "absent":
        record_attendance(bench.chair, session=bench.session, present=[bench.chair.member])
        expected = NotPresent
    if lacking == "planned":
        expected = SessionNotOpen
    if lacking == "choice":
        said, expected = {"choice": "perhaps"}, ChoiceUnknown
    if lacking == "reason":
        said, expected = {"choice": "reject", "reason": " "}, ReasonRequired
    with pytest.raises(expected) as refused:
        cast_vote(voter, item=bench.item, **said)
    assert str(refused.value)


def test_nothing_is_concluded_before_all_votes_are_in() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "accept")
    with pytest.raises(VotesOutstanding) as refused:
        conclude_item(bench.chair, item=bench.item, reasons=WORDS)
    assert refused.value.facts == {"count": 1}
    record_attendance(
        bench.chair,
        session=bench.session,
        present=[bench.chair.member, bench.members[0].member],
    )
    assert conclude_item(bench.chair, item=bench.item, reasons=WORDS).outcome == "accept"


def test_only_the_one_who_presides_concludes() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "accept", "accept")
    for attempt in (conclude_item, defer_item):
        with pytest.raises(NotPresiding):
            attempt(bench.members[0], item=bench.item, reasons=WORDS)


def test_scattered_votes_decide_nothing() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "reject", "partly")
    with pytest.raises(NoMajority):
        conclude_item(bench.chair, item=bench.item, reasons=WORDS)
    assert defer_item(bench.chair, item=bench.item, reasons=WORDS).deferred_why == WORDS


def test_a_majority_that_defers_is_deferred_and_one_that_decides_is_not() -> None:
    bench = given_bench()
    given_votes(bench, "defer", "defer", "accept")
    with pytest.raises(MajorityDefers):
        conclude_item(bench.chair, item=bench.item, reasons=WORDS)
    with pytest.raises(ReasonRequired):
        defer_item(bench.chair, item=bench.item, reasons="")
    defer_item(bench.chair, item=bench.item, reasons=WORDS)
    later = plan_session(
        Actor.system(bench.association), committee=bench.committee, held_on=timezone.localdate()
    )
    item = put_on_agenda(bench.chair, session=later.pk, application=bench.application)
    open_session(bench.chair, session=later.pk)
    for voter in bench.everybody:
        cast_vote(voter, item=item.pk, choice="accept")
    with pytest.raises(MajorityDecided):
        defer_item(bench.chair, item=item.pk, reasons=WORDS)


@pytest.mark.parametrize(
    ("choice", "said", "refusal"),
    [
        ("accept", {"reasons": ""}, ReasonRequired),
        ("reject", {"reason_key": "above_limit", "reasons": " "}, ReasonRequired),
        ("accept", {"reason_key": "above_limit"}, ReasonUnknown),
        ("accept", {"reason_key": "no_such"}, ReasonUnknown),
        ("reject", {"amount": Decimal(5)}, TermsWrong),
        ("partly", {}, TermsWrong),
        ("accept", {"amount": Decimal(-5)}, TermsWrong),
        ("accept", {"amount": Decimal("NaN")}, TermsWrong),
        ("accept", {"amount": Decimal("1.005")}, TermsWrong),
        ("accept", {"valid_until": timezone.localdate() - timedelta(days=1)}, TermsWrong),
    ],
)
def test_a_decision_without_reasons_or_with_terms_that_do_not_fit_is_refused(
    choice: str, said: dict[str, Any], refusal: type[Exception]
) -> None:
    bench = given_bench()
    given_votes(bench, choice, choice, choice)
    with pytest.raises(refusal) as refused:
        conclude_item(bench.chair, item=bench.item, **({"reasons": WORDS} | said))
    assert str(refused.value)
    assert _stored(bench.association, Decision) == []


def test_accepting_needs_no_more_than_a_standard_reason() -> None:
    bench = given_bench()
    given_votes(bench, "accept", "accept", "accept")
    decision = conclude_item(bench.chair, item=bench.item, reason_key="conditions_met")
    assert decision.reasons == ""


def test_a_case_is_concluded_once() -> None:
    bench, _decision = given_decision()
    for attempt in (
        lambda: conclude_item(bench.chair, item=bench.item, reasons=WORDS),
        lambda: defer_item(bench.chair, item=bench.item, reasons=WORDS),
        lambda: cast_vote(bench.chair, item=bench.item, choice="accept"),
        lambda: declare_recusal(bench.chair, item=bench.item, reason=WORDS),
    ):
        with pytest.raises(ItemConcluded):
            attempt()


def test_a_case_that_is_not_ready_is_not_listed_and_says_why() -> None:
    association = given_studying_association()
    director = given_director(association)
    chair = given_colleague(association, "committee_chair")
    committee = form_committee(
        director, name={"ar": "لجنة", "en": "Committee"}, members=[chair.member], quorum=1
    )
    session = plan_session(chair, committee=committee.pk, held_on=timezone.localdate())
    case = given_complete(association)
    with pytest.raises(NotReady) as refused:
        put_on_agenda(chair, session=session.pk, application=case)
    assert refused.value.lacking == ("administrative_check", "recommendation")
    assert "·" in str(refused.value)


def test_a_case_that_changed_underneath_is_set_aside() -> None:
    bench = given_bench()
    huda = given_colleague(bench.association, "officer", "director")
    ask_for_missing(huda, application=bench.application, items=["income_proof"])
    (item,) = _stored(bench.association, AgendaItem)
    assert item.stage == "deferred"
    with pytest.raises(ItemConcluded):
        cast_vote(bench.chair, item=bench.item, choice="accept")


def test_nobody_decides_on_what_was_withdrawn() -> None:
    department = given_department()
    proposal = given_proposal(department)
    withdraw(given_noura_visiting(department.association), application=department.application)
    with pytest.raises(WrongStage):
        confirm_decision(department.reviewer, decision=proposal.pk)


def test_a_case_waits_on_one_agenda() -> None:
    bench = given_bench()
    other = plan_session(bench.chair, committee=bench.committee, held_on=timezone.localdate())
    for session in (bench.session, other.pk):
        with pytest.raises(AlreadyOnAgenda):
            put_on_agenda(bench.chair, session=session, application=bench.application)


def test_ready_cases_are_listed_together() -> None:
    association = given_studying_association()
    chair = given_colleague(association, "committee_chair")
    committee = form_committee(
        Actor.system(association),
        name={"ar": "لجنة", "en": "Committee"},
        members=[chair.member],
        quorum=1,
    )
    session = plan_session(chair, committee=committee.pk, held_on=timezone.localdate())
    for _number in range(2):
        given_recommended(association)
    assert [row.is_ready for row in cases_to_decide(chair)] == [True, True]
    assert list_ready_cases(chair, session=session.pk) == 2
    assert list_ready_cases(chair, session=session.pk) == 0
    sheet = session_sheet(chair, session=session.pk)
    assert [row.position for row in sheet.items] == [1, 2]
    assert [(row.cases, row.waiting) for row in sessions_listed(chair)] == [(2, 2)]


def test_a_session_closes_when_every_case_is_concluded_and_minutes_have_no_gaps() -> None:
    bench = given_bench()
    with pytest.raises(ItemsUndecided) as refused:
        close_session(bench.chair, session=bench.session)
    assert refused.value.facts == {"count": 1}
    given_concluded(bench)
    assert close_session(bench.chair, session=bench.session).minutes_number == 1
    for _number in range(2):
        later = plan_session(bench.chair, committee=bench.committee, held_on=timezone.localdate())
        with pytest.raises(SessionNotOpen):
            close_session(bench.chair, session=later.pk)
        open_session(bench.chair, session=later.pk)
        close_session(bench.chair, session=later.pk)
    assert [row.minutes_number for row in _stored(bench.association, Session)] == [1, 2, 3]
    minutes = minutes_of(bench.chair, session=bench.session)
    assert (minutes.number, len(minutes.present), minutes.absent) == (1, 3, ())
    assert minutes.items[0].counts["accept"] == 3
    assert minutes.items[0].decision_number == 1


def test_a_session_is_opened_once_and_takes_nothing_when_over() -> None:
    bench = given_bench()
    with pytest.raises(WrongStage):
        open_session(bench.chair, session=bench.session)
    with pytest.raises(NotAMember):
        record_attendance(bench.chair, session=bench.session, present=[uuid4()])
    defer_item(bench.chair, item=bench.item, reasons=WORDS)
    close_session(bench.chair, session=bench.session)
    with pytest.raises(SessionOver):
        put_on_agenda(bench.chair, session=bench.session, application=bench.application)
    with pytest.raises(SessionNotOpen):
        record_attendance(bench.chair, session=bench.session, present=[])


@pytest.mark.parametrize(
    ("size", "quorum", "chair"), [(0, 1, None), (2, 3, None), (2, 0, None), (2, 1, uuid4())]
)
def test_a_committee_that_could_never_decide_is_not_formed(
    size: int, quorum: int, chair: UUID | None
) -> None:
    system = Actor.system(given_association())
    with pytest.raises(CommitteeUnfit):
        form_committee(
            system,
            name={"ar": "لجنة", "en": "Committee"},
            members=[uuid4() for _ in range(size)],
            quorum=quorum,
            chair=chair,
        )


def test_a_dissolved_committee_plans_no_session() -> None:
    bench = given_bench()
    system = Actor.system(bench.association)
    dissolve_committee(system, committee=bench.committee)
    with pytest.raises(SessionOver):
        plan_session(system, committee=bench.committee, held_on=timezone.localdate())


def test_the_last_place_is_given_once_and_the_second_is_refused_in_a_sentence() -> None:
    department = given_department(capacity=1)
    second = given_recommended(department.association).application_id
    given_confirmed(department)
    proposal = propose_decision(
        department.head, application=second, outcome="accept", reasons=WORDS
    )
    with pytest.raises(NoPlaceLeft) as refused:
        confirm_decision(department.reviewer, decision=proposal.pk)
    assert str(refused.value)
    assert _stage(department.association, second) == "assessed"
    assert [row.stage for row in _stored(department.association, Decision)] == [
        "issued",
        "proposed",
    ]
    places = service_called(Actor.system(department.association), slug="food-basket").places
    assert places == 0


def test_one_proposes_and_another_confirms() -> None:
    department = given_department()
    proposal = given_proposal(department)
    assert (proposal.stage, proposal.number) == ("proposed", None)
    assert [row.may_confirm for row in proposals_to_confirm(department.reviewer)] == [True]
    decision = confirm_decision(department.reviewer, decision=proposal.pk)
    assert (decision.stage, decision.number) == ("issued", 1)
    assert (decision.decider, decision.reviewer) == (
        department.head.staff,
        department.reviewer.staff,
    )
    assert _stage(department.association, department.application) == "decided"


def test_nobody_confirms_his_own_proposal() -> None:
    department = given_department()
    proposal = given_proposal(department)
    alone = department.head.with_permissions("decisions.confirm_decision")
    with pytest.raises(SamePerson):
        confirm_decision(alone, decision=proposal.pk)
    with (
        pytest.raises(IntegrityError),
        entered_scope(Actor.system(department.association), writing=True),
        transaction.atomic(),
    ):
        Decision.objects.filter(pk=proposal.pk).update(reviewer=department.head.staff)


def test_the_database_issues_no_department_decision_without_a_reviewer() -> None:
    department = given_department()
    decision = given_confirmed(department)
    with (
        pytest.raises(IntegrityError),
        entered_scope(Actor.system(department.association), writing=True),
        transaction.atomic(),
    ):
        Decision.objects.filter(pk=decision.pk).update(reviewer=None)


def test_a_returned_proposal_makes_room_for_another() -> None:
    department = given_department()
    proposal = given_proposal(department)
    with pytest.raises(AlreadyProposed):
        given_proposal(department)
    with pytest.raises(ReasonRequired):
        return_decision(department.reviewer, decision=proposal.pk, why="")
    returned = return_decision(department.reviewer, decision=proposal.pk, why="ينقصه السبب")
    assert (returned.stage, returned.returned_why) == ("returned", "ينقصه السبب")
    again = given_proposal(department)
    assert confirm_decision(department.reviewer, decision=again.pk).number == 1
    with pytest.raises(WrongStage):
        confirm_decision(department.reviewer, decision=proposal.pk)


def test_each_body_decides_its_own_services() -> None:
    department, bench = given_department(), given_bench(slug="wahj")
    session = plan_session(
        Actor.system(department.association),
        committee=form_committee(
            Actor.system(department.association),
            name={"ar": "لجنة", "en": "Committee"},
            members=[department.head.member],
            quorum=1,
        ).pk,
        held_on=timezone.localdate(),
    )
    with pytest.raises(DecidedElsewhere):
        put_on_agenda(
            Actor.system(department.association),
            session=session.pk,
            application=department.application,
        )
    head = given_colleague(bench.association, "department_head")
    with pytest.raises(DecidedElsewhere):
        propose_decision(head, application=bench.application, outcome="accept", reasons=WORDS)


def test_a_department_does_not_decide_what_is_not_ready() -> None:
    department = given_department()
    case = given_complete(department.association)
    with pytest.raises(NotReady):
        propose_decision(department.head, application=case, outcome="accept", reasons=WORDS)


def test_nobody_decides_or_reviews_a_case_that_touches_him() -> None:
    department = given_department()
    kin = given_colleague(department.association, "department_head", "reviewer", phone=NOURA_PHONE)
    proposal = given_proposal(department)
    asked: list[Callable[[], object]] = [
        lambda: propose_decision(
            kin, application=department.application, outcome="accept", reasons=WORDS
        ),
        lambda: confirm_decision(kin, decision=proposal.pk),
        lambda: return_decision(kin, decision=proposal.pk, why=WORDS),
        lambda: case_to_decide(kin, application=department.application),
        lambda: decision_of(kin, application=department.application),
    ]
    for ask in asked:
        with pytest.raises(ConflictOfInterest):
            ask()
    assert proposals_to_confirm(kin) == ()
    assert cases_to_decide(kin) == ()


def test_who_studied_the_case_neither_proposes_nor_confirms() -> None:
    association = given_studying_association(decided_by="department")
    majed = given_colleague(association, "researcher", "department_head", "reviewer")
    case = given_recommended(association, majed=majed).application_id
    with pytest.raises(SamePerson):
        propose_decision(majed, application=case, outcome="accept", reasons=WORDS)
    head = given_colleague(association, "department_head")
    proposal = propose_decision(head, application=case, outcome="accept", reasons=WORDS)
    with pytest.raises(SamePerson):
        confirm_decision(majed, decision=proposal.pk)
    with pytest.raises(SamePerson):
        case_to_decide(majed, application=case)


def test_the_department_reads_one_page_with_need_findings_criteria_and_reasons() -> None:
    department = given_department()
    page = case_to_decide(department.head, application=department.application)
    assert page.is_ready
    assert page.masked_name == "نورة ا…"
    assert {row.key for row in page.need} >= {"members", "income", "rents"}
    assert [one.kind for one in page.mechanisms] == ["administrative_check"]
    assert [one.met for one in page.criteria] == [True, True]
    assert page.recommendation is not None
    assert {one.outcome for one in page.reasons} == {"accept", "reject", "partly", "defer"}
    assert page.help_before == ()


def test_earlier_help_of_the_same_person_is_shown() -> None:
    department = given_department()
    later = given_recommended(department.association).application_id
    given_confirmed(department, amount=Decimal("300.00"))
    page = case_to_decide(department.head, application=later)
    assert [(one.number, one.outcome, one.amount) for one in page.help_before] == [
        (1, "accept", Decimal("300.00"))
    ]


def test_all_decisions_on_a_case_stay_readable() -> None:
    department = given_department()
    first = given_proposal(department)
    return_decision(department.reviewer, decision=first.pk, why="ينقصه السبب")
    given_confirmed(department)
    taken = decisions_taken(department.head, application=department.application)
    assert [row.stage for row in taken] == ["issued", "returned"]


def test_a_vote_of_somebody_who_left_the_session_no_longer_counts() -> None:
    bench = given_bench(quorum=2)
    first, second = bench.members
    cast_vote(first, item=bench.item, choice="reject", reason=WORDS)
    record_attendance(
        bench.chair, session=bench.session, present=[bench.chair.member, second.member]
    )
    for voter in (bench.chair, second):
        cast_vote(voter, item=bench.item, choice="accept")
    assert conclude_item(bench.chair, item=bench.item, reasons=WORDS).outcome == "accept"


def test_committees_are_listed_with_their_members() -> None:
    bench = given_bench()
    (committee,) = committees_listed(bench.chair)
    assert [(member.id, member.is_chair) for member in committee.members] == [
        (bench.chair.member, True),
        *((member.member, False) for member in bench.members),
    ]


def test_a_correction_is_a_new_decision_and_the_former_says_so() -> None:
    bench, decision = given_decision()
    correction = correct_decision(bench.chair, decision=decision.pk, reasons="صُحّح السبب.")
    with pytest.raises(AlreadyProposed):
        correct_decision(bench.chair, decision=decision.pk, reasons="مرة أخرى")
    with pytest.raises(NotIssued):
        correct_decision(bench.chair, decision=correction.pk, reasons=WORDS)
    reviewer = given_colleague(bench.association, "reviewer")
    issued = confirm_decision(reviewer, decision=correction.pk)
    assert (issued.number, issued.outcome, issued.corrects_id) == (2, "accept", decision.pk)
    system = Actor.system(bench.association)
    former = letter_by_token(system, token=decision.token)
    assert (former.is_valid, former.replaced_by) == (False, 2)
    assert letter_by_token(system, token=issued.token).is_valid
    letter = decision_letter(bench.chair, decision=issued.pk)
    old = decision_letter(bench.chair, decision=decision.pk)
    assert (old.is_valid, letter.is_valid, letter.replaced) == (False, True, None)
    assert old.replaced is not None
    assert "2" in old.replaced["en"]
    assert letter_pdf(bench.chair, decision=decision.pk).startswith(b"%PDF-")
    assert letter.corrects is not None
    assert "1" in letter.corrects["en"]
    standing = decision_of(bench.chair, application=bench.application)
    assert standing is not None
    assert standing.number == 2


def test_decision_numbers_have_no_gaps_when_issuing_fails() -> None:
    department = given_department(capacity=2)
    cases = [given_recommended(department.association).application_id for _number in range(3)]
    given_confirmed(department)
    for case, outcome in zip(cases, ("accept", "accept", "reject"), strict=True):
        proposal = propose_decision(
            department.head, application=case, outcome=outcome, reasons=WORDS
        )
        try:
            confirm_decision(department.reviewer, decision=proposal.pk)
        except NoPlaceLeft:
            continue
    issued = [row.number for row in _stored(department.association, Decision) if row.number]
    assert sorted(issued) == [1, 2, 3]


def test_a_letter_has_all_its_parts_in_both_languages() -> None:
    bench, decision = given_decision(
        reason_key="conditions_met", amount=Decimal("1500.00"), conditions="عقد موثق"
    )
    letter = decision_letter(bench.chair, decision=decision.pk)
    for language in ("ar", "en"):
        for words in (
            letter.head.name,
            letter.subject,
            letter.opening,
            letter.verdict,
            letter.standard_reason,
            letter.dated,
            letter.cited,
            letter.clause_text,
            *letter.next_steps,
            *(line.value for line in letter.granted),
            *(one.said for one in letter.criteria),
            *(one.title for one in letter.signatories),
        ):
            assert words[language].strip()
    assert "هـ" in letter.dated["ar"]
    assert (letter.number, letter.conditions) == (1, "عقد موثق")
    assert [one.met for one in letter.criteria] == [True, True]
    assert letter.verify_url.endswith(f"/manarat/letters/{decision.token}/")
    assert letter.qr_svg.startswith("<svg")
    assert letter_pdf(bench.chair, decision=decision.pk).startswith(b"%PDF-")
    assert letter_pdf(bench.chair, decision=decision.pk, language="en").startswith(b"%PDF-")


def test_a_letter_is_the_applicants_and_of_nobody_else_at_the_portal() -> None:
    bench, decision = given_decision()
    noura = given_noura_visiting(bench.association)
    stranger = given_noura_visiting(bench.association, "0559876543")
    assert decision_letter(noura, decision=decision.pk).number == 1
    row = decision_of(noura, application=bench.application)
    assert row is not None
    for ask in (
        lambda: decision_letter(stranger, decision=decision.pk),
        lambda: letter_pdf(stranger, decision=decision.pk),
        lambda: decision_of(stranger, application=bench.application),
    ):
        with pytest.raises(NotFound):
            ask()


def test_there_is_no_letter_before_a_decision_is_issued() -> None:
    department = given_department()
    proposal = given_proposal(department)
    noura = given_noura_visiting(department.association)
    with pytest.raises(NotIssued):
        decision_letter(department.reviewer, decision=proposal.pk)
    assert decision_of(noura, application=department.application) is None


def test_the_verification_page_tells_nothing_about_the_person() -> None:
    bench, decision = given_decision()
    public = given_noura_visiting(bench.association, "0551111111")
    shown = letter_by_token(public, token=decision.token)
    assert (shown.number, shown.is_valid, shown.issued_on) == (1, True, timezone.localdate())
    said = repr(shown)
    assert not any(word in said for word in ("نورة", "accept", "reject", "قبول"))
    for token in ("", "no-such-token"):
        with pytest.raises(NotFound):
            letter_by_token(public, token=token)


def test_reading_a_case_and_a_letter_is_in_the_trail() -> None:
    bench = given_bench()
    item_sheet(bench.chair, item=bench.item)
    decision = given_concluded(bench)
    decision_letter(bench.chair, decision=decision.pk)
    verbs = [one.verb for one in _stored(bench.association, TrailEntry)]
    assert "decisions.item_sheet" in verbs
    assert verbs[-1] == "decisions.decision_letter"


def test_ibrahim_of_another_association_sees_nothing() -> None:
    bench, decision = given_decision()
    ibrahim = given_ibrahim(given_association("wahj"))
    asked: list[Callable[[], object]] = [
        lambda: session_sheet(ibrahim, session=bench.session),
        lambda: item_sheet(ibrahim, item=bench.item),
        lambda: decision_letter(ibrahim, decision=decision.pk),
        lambda: letter_pdf(ibrahim, decision=decision.pk),
        lambda: decision_of(ibrahim, application=bench.application),
        lambda: letter_by_token(Actor.system(ibrahim.house), token=decision.token),
        lambda: cast_vote(ibrahim, item=bench.item, choice="accept"),
        lambda: close_session(ibrahim, session=bench.session),
        lambda: put_on_agenda(ibrahim, session=bench.session, application=bench.application),
    ]
    for ask in asked:
        with pytest.raises(NotFound):
            ask()
    assert sessions_listed(ibrahim) == ()
    assert cases_to_decide(ibrahim) == ()


def test_an_officer_decides_nothing() -> None:
    bench = given_bench()
    huda = given_colleague(bench.association, "officer")
    for attempt in (
        lambda: cast_vote(huda, item=bench.item, choice="accept"),
        lambda: conclude_item(huda, item=bench.item, reasons=WORDS),
        lambda: session_sheet(huda, session=bench.session),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_vote_takes_at_most_six_statements_and_concluding_fourteen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the rooms above do in the same transaction is theirs to count.
    monkeypatch.setitem(events._reactions, DecisionIssued, [])
    bench, _first = given_decision(capacity=5)
    case = given_recommended(bench.association).application_id
    item = put_on_agenda(bench.chair, session=bench.session, application=case).pk
    for voter in bench.everybody:
        with CaptureQueriesContext(connection) as asked:
            cast_vote(voter, item=item, choice="accept")
        assert len(_statements(asked)) <= 6, "\n".join(_statements(asked))
    with CaptureQueriesContext(connection) as asked:
        conclude_item(bench.chair, item=item, reasons=WORDS)
    assert len(_statements(asked)) <= 14, "\n".join(_statements(asked))


@pytest.mark.parametrize("count", [1, 4])
def test_an_agenda_takes_the_same_statements_whatever_its_length(count: int) -> None:
    bench = given_bench()
    for _number in range(count - 1):
        case = given_recommended(bench.association).application_id
        put_on_agenda(bench.chair, session=bench.session, application=case)
    with CaptureQueriesContext(connection) as asked:
        session_sheet(bench.chair, session=bench.session)
    assert len(_statements(asked)) <= 9

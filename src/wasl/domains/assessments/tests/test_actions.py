"""A case is studied, each refusal has its case, and others see nothing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wasl.domains.access.tests.given import (
    given_huda,
    given_ibrahim,
    given_majed,
    given_staff,
)
from wasl.domains.applications.actions import ask_for_missing
from wasl.domains.applications.refusals import FileNotAssigned, SamePerson
from wasl.domains.applications.tests.given import NOURA_PHONE
from wasl.domains.assessments.actions import assign_assessment, recommend, record_findings
from wasl.domains.assessments.models import Assessment, Recommendation
from wasl.domains.assessments.queries import (
    assessment_sheet,
    assessments_mine,
    recommendation_of,
)
from wasl.domains.assessments.refusals import (
    FindingUnknown,
    FindingUnreadable,
    MechanismNotRequired,
    MechanismOutstanding,
    NotUnderAssessment,
    OutcomeUnknown,
    ReasonsNeeded,
    SourceNeeded,
    SummaryNeeded,
)
from wasl.domains.assessments.tests.given import (
    REASONS,
    VISIT,
    given_complete,
    given_findings,
    given_recommended,
    given_studying_association,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.tests.given import NOURA_IBAN
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

CHECK = "administrative_check"


def _stored(association: UUID, model: Any) -> list[Any]:
    with entered_scope(Actor.system(association), writing=False):
        return list(model.objects.order_by("id"))


def test_a_complete_case_waits_for_every_required_mechanism() -> None:
    association = given_studying_association(mechanisms=[CHECK, "field_visit"])
    application = given_complete(association)
    waiting = assessments_mine(given_majed(association))
    assert [(row.application, row.mechanism) for row in waiting] == [
        (application, CHECK),
        (application, "field_visit"),
    ]


def test_findings_stand_beside_what_was_stated_with_source_and_day() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    application = given_complete(association)
    record_findings(
        majed,
        application=application,
        mechanism=CHECK,
        findings={"income": {"value": "٥٬٢٠٠", "source": "كشف الراتب", "on": "2026-11-01"}},
        summary=VISIT,
    )
    sheet = assessment_sheet(majed, application=application)
    (finding,) = sheet.mechanisms[0].findings
    assert (finding.stated, finding.found) == (Decimal("3500.00"), Decimal("5200.00"))
    assert (finding.source, finding.on.isoformat(), finding.differs) == (
        "كشف الراتب",
        "2026-11-01",
        True,
    )
    assert {one.key: one.met for one in sheet.criteria} == {
        "income_limit": False,
        "renting": True,
    }


def test_criteria_are_kept_as_they_stood_with_what_was_seen_and_the_clause() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    given = given_recommended(association, majed=majed)
    row = recommendation_of(majed, application=given.application_id)
    assert row is not None
    assert (row.met, row.unmet, row.unknown) == (2, 0, 0)
    first = row.criteria[0]
    assert (first.key, first.met, first.clause) == ("income_limit", True, "steps.2")
    assert [(one.fact, Decimal(one.value)) for one in first.seen] == [("income", Decimal(3500))]


def test_what_was_found_overrides_what_was_stated() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    application = given_complete(association)
    record_findings(
        majed,
        application=application,
        mechanism=CHECK,
        findings={"rents": {"value": "no", "source": "الزيارة"}},
        summary=VISIT,
    )
    given = recommend(majed, application=application, outcome="reject", reasons=REASONS)
    assert (given.met, given.unmet) == (1, 1)


def test_findings_may_be_saved_before_they_are_done() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    application = given_complete(association)
    for words in ("نصف الكلام", VISIT):
        record_findings(majed, application=application, mechanism=CHECK, summary=words, done=False)
    with entered_scope(Actor.system(association), writing=False):
        kept = Assessment.objects.get()
        assert (kept.summary, kept.done_at) == (VISIT, None)


def test_findings_rest_encrypted() -> None:
    association = given_studying_association()
    given_recommended(association)
    with entered_scope(Actor.system(association), writing=False), connection.cursor() as cursor:
        cursor.execute("SELECT summary, findings FROM assessments_assessment")
        summary, findings = (bytes(value) for value in cursor.fetchone())
    assert VISIT.encode() not in summary
    assert b"documents" not in findings


def test_no_recommendation_before_every_mechanism_is_done() -> None:
    association = given_studying_association(mechanisms=[CHECK, "field_visit"])
    application = given_complete(association)
    with pytest.raises(MechanismOutstanding) as refused:
        recommend(
            given_majed(association),
            application=application,
            outcome="accept",
            reasons=REASONS,
            findings=given_findings([CHECK]),
        )
    assert refused.value.mechanisms == ("field_visit",)
    assert str(refused.value)
    assert _stored(association, Recommendation) == []
    assert [row.done_at for row in _stored(association, Assessment)] == [None, None]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"mechanism": "interview"}, MechanismNotRequired),
        ({"findings": {"shoe_size": {"value": "3", "source": "س"}}}, FindingUnknown),
        ({"findings": {"income": {"value": "3"}}}, SourceNeeded),
        ({"findings": {"income": {"value": "لا رقم", "source": "س"}}}, FindingUnreadable),
        ({"findings": {"income": {"value": "3", "source": "س", "on": "x"}}}, FindingUnreadable),
        ({"summary": " "}, SummaryNeeded),
    ],
)
def test_findings_that_say_nothing_are_refused(
    given: dict[str, Any], refusal: type[Exception]
) -> None:
    association = given_studying_association()
    application = given_complete(association)
    said = {"mechanism": CHECK, "findings": {}, "summary": VISIT} | given
    with pytest.raises(refusal):
        record_findings(given_majed(association), application=application, **said)
    assert _stored(association, Assessment)[0].done_at is None


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"reasons": " "}, ReasonsNeeded), ({"outcome": "perhaps"}, OutcomeUnknown)],
)
def test_a_recommendation_needs_an_outcome_and_reasons(
    given: dict[str, Any], refusal: type[Exception]
) -> None:
    association = given_studying_association()
    application = given_complete(association)
    said = {"outcome": "accept", "reasons": REASONS, "findings": given_findings()} | given
    with pytest.raises(refusal):
        recommend(given_majed(association), application=application, **said)


def test_what_is_done_is_not_recorded_twice() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    given = given_recommended(association, majed=majed)
    with pytest.raises(NotUnderAssessment):
        record_findings(majed, application=given.application_id, mechanism=CHECK, summary=VISIT)


def test_who_checked_a_case_does_not_study_it() -> None:
    association = given_studying_association()
    huda = given_staff(association, "هدى", roles=["officer", "researcher"])
    application = given_complete(association, huda=huda)
    with pytest.raises(SamePerson):
        record_findings(huda, application=application, mechanism=CHECK, summary=VISIT)
    with pytest.raises(SamePerson):
        assign_assessment(given_majed(association), application=application, to=huda.member)
    assert assessments_mine(huda) == ()


@pytest.mark.parametrize("shared", [{"iban": NOURA_IBAN}, {"phone": NOURA_PHONE}])
def test_nobody_studies_a_case_that_touches_him_and_the_attempt_is_in_the_trail(
    shared: dict[str, Any],
) -> None:
    association = given_studying_association()
    majed = given_staff(association, "ماجد", roles=["researcher"], **shared)
    application = given_complete(association)
    attempts: list[Callable[[], object]] = [
        lambda: record_findings(majed, application=application, mechanism=CHECK, summary=VISIT),
        lambda: recommend(majed, application=application, outcome="accept", reasons=REASONS),
    ]
    for attempt in attempts:
        with pytest.raises(ConflictOfInterest):
            attempt()
    with pytest.raises(ConflictOfInterest):
        assessment_sheet(majed, application=application)
    refused = [one for one in _stored(association, TrailEntry) if "ConflictOf" in one.details]
    assert [one.verb for one in refused] == [
        "assessments.record_findings",
        "assessments.recommend",
        "assessments.assessment_sheet",
    ]
    assert assessments_mine(majed) == ()


def test_a_colleagues_case_is_closed_to_another_researcher() -> None:
    association = given_studying_association()
    majed = given_majed(association)
    other = given_staff(association, "سعد", roles=["researcher"])
    application = given_complete(association)
    assert assign_assessment(majed, application=application, to=majed.member) == 1
    with pytest.raises(FileNotAssigned):
        record_findings(other, application=application, mechanism=CHECK, summary=VISIT)
    with pytest.raises(FileNotAssigned):
        assessment_sheet(other, application=application)
    assert assessments_mine(other) == ()
    assert len(assessments_mine(majed)) == 1


def test_an_officer_may_not_recommend() -> None:
    association = given_studying_association()
    application = given_complete(association)
    with pytest.raises(NotAllowed):
        recommend(
            given_huda(association), application=application, outcome="accept", reasons=REASONS
        )


def test_ibrahim_of_another_association_sees_nothing() -> None:
    association = given_studying_association()
    ibrahim = given_ibrahim(given_association("wahj"))
    application = given_complete(association)
    asked: list[Callable[[], object]] = [
        lambda: assessment_sheet(ibrahim, application=application),
        lambda: record_findings(ibrahim, application=application, mechanism=CHECK, summary=VISIT),
        lambda: recommend(ibrahim, application=application, outcome="accept", reasons=REASONS),
        lambda: assign_assessment(ibrahim, application=application, to=ibrahim.member),
    ]
    for ask in asked:
        with pytest.raises(NotFound):
            ask()
    assert assessments_mine(ibrahim) == ()
    assert recommendation_of(ibrahim, application=application) is None


def test_a_recommendation_is_taken_back_when_the_applicant_is_asked_for_more() -> None:
    association = given_studying_association()
    huda, majed = given_huda(association), given_majed(association)
    given = given_recommended(association, majed=majed, huda=huda)
    ask_for_missing(huda, application=given.application_id, items=["income_proof"])
    assert recommendation_of(majed, application=given.application_id) is None
    assert len(_stored(association, Recommendation)) == 1


def test_the_database_keeps_one_standing_recommendation() -> None:
    association = given_studying_association()
    given = given_recommended(association)
    with (
        pytest.raises(IntegrityError),
        entered_scope(Actor.system(association), writing=True),
        transaction.atomic(),
    ):
        Recommendation.objects.create(
            application_id=given.application_id,
            outcome="reject",
            given_by=given.given_by,
            given_at=given.given_at,
        )


def test_findings_and_recommendation_take_at_most_fourteen_statements() -> None:
    association = given_studying_association()
    majed, huda = given_majed(association), given_huda(association)
    given_recommended(association, majed=majed, huda=huda)
    application = given_complete(association, huda=huda)
    with CaptureQueriesContext(connection) as asked:
        record_findings(majed, application=application, mechanism=CHECK, summary=VISIT)
        recommend(majed, application=application, outcome="accept", reasons=REASONS)
    statements = [one["sql"] for one in asked if _is_statement(one["sql"])]
    assert len(statements) <= 14, "\n".join(statements)


def test_two_mechanisms_with_the_recommendation_in_one_act_take_at_most_ten() -> None:
    both = [CHECK, "field_visit"]
    association = given_studying_association(mechanisms=both)
    majed, huda = given_majed(association), given_huda(association)
    given_recommended(association, majed=majed, huda=huda, mechanisms=both)
    application = given_complete(association, huda=huda)
    with CaptureQueriesContext(connection) as asked:
        recommend(
            majed,
            application=application,
            outcome="accept",
            reasons=REASONS,
            findings=given_findings(both),
        )
    statements = [one["sql"] for one in asked if _is_statement(one["sql"])]
    assert len(statements) <= 10, "\n".join(statements)


def _is_statement(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))

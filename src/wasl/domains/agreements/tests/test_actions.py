"""Agreements bind only when whole, duties are followed, disputes reach an end."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from wasl.domains.agreements.actions import (
    DutyInput,
    bring_agreement_into_force,
    discard_agreement,
    draft_agreement,
    end_dispute,
    perform_duty,
    raise_dispute,
    record_dispute_step,
    release_duty,
    report_default,
    revise_agreement,
    sweep_agreements,
    terminate_agreement,
)
from wasl.domains.agreements.lifecycle import DISPUTE, DISPUTE_ENDS
from wasl.domains.agreements.models import Dispute
from wasl.domains.agreements.queries import (
    agreement_sheet,
    agreements_listed,
    agreements_of,
    dispute_sheet,
    disputes_of,
    disputes_open,
    duties_due,
    figures,
    rights_and_duties,
    rights_stated,
)
from wasl.domains.agreements.refusals import (
    AgreementOfAnother,
    DaysReversed,
    NextStepMissing,
    NextStepPassed,
    NobodyNamed,
    OutcomeMissing,
    PartsMissing,
    SignatureMissing,
    SignedLater,
    StepToCome,
    StepUnsaid,
    SubjectMissing,
    TitleMissing,
    WhyMissing,
)
from wasl.domains.agreements.tests.given import (
    RENT,
    given_dispute,
    given_draft,
    given_in_force,
)
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import know_party, merge_parties
from wasl.domains.parties.tests.given import NOURA_ID, given_noura, given_salem
from wasl.domains.policies.tests.given import given_in_force as given_policy
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

WRITTEN = {name: value for name, value in RENT.items() if name != "duties"}


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def latifa(system):
    return given_staff(system, "latifa", "director")


@pytest.fixture
def noura(system):
    return given_noura(system).pk


def test_an_agreement_is_written_signed_and_told_whole(latifa, noura):
    row = given_in_force(latifa, party=noura)

    sheet = agreement_sheet(latifa, agreement=row.pk)
    assert (sheet.row.stage, sheet.signed_by, sheet.lacking) == ("in_force", "نورة الحربي", ())
    assert [duty.owed_by for duty in sheet.duties] == ["association", "party"]
    assert sheet.settlement == RENT["settlement"]
    assert [one.id for one in agreements_of(latifa, party=noura)] == [row.pk]
    assert sheet.row.party_name == "نورة بنت عبدالله الحربي"


@pytest.mark.parametrize("part", ["default_consequence", "liability_limit", "settlement", "duties"])
def test_an_agreement_without_a_part_that_the_policy_names_binds_nobody(latifa, noura, part):
    row = given_draft(latifa, party=noura, **{part: "" if part != "duties" else ()})
    with pytest.raises(PartsMissing):
        bring_agreement_into_force(
            latifa, agreement=row.pk, version=1, signed_by="نورة", signed_on=timezone.localdate()
        )
    assert agreement_sheet(latifa, agreement=row.pk).row.stage == "draft"


def test_an_agreement_needs_a_title_somebody_and_days_in_order(latifa, noura):
    with pytest.raises(TitleMissing):
        given_draft(latifa, party=noura, title="  ")
    with pytest.raises(NobodyNamed):
        given_draft(latifa)
    with pytest.raises(DaysReversed):
        given_draft(latifa, party=noura, ends_on=date(2025, 12, 31))


def test_a_party_signs_and_not_on_a_day_to_come(latifa, noura):
    row = given_draft(latifa, party=noura)
    with pytest.raises(SignatureMissing):
        bring_agreement_into_force(latifa, agreement=row.pk, version=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(SignedLater):
        bring_agreement_into_force(
            latifa, agreement=row.pk, version=1, signed_by="نورة", signed_on=tomorrow
        )


def test_terms_of_a_service_bind_without_a_signature_and_stand_on_the_public_page(system, latifa):
    given_policy(latifa.house)
    row = given_draft(latifa, service="food-basket", kind="terms")
    bring_agreement_into_force(latifa, agreement=row.pk, version=1)

    stated = rights_stated(system, service="food-basket")
    assert [sheet.row.id for sheet in stated.terms] == [row.pk]
    assert rights_stated(system).terms == ()


def test_a_draft_is_rewritten_with_its_duties_and_what_binds_is_not(latifa, noura):
    row = given_draft(latifa, party=noura)
    duties = (DutyInput("party", "إحضار عقد الإيجار."),)
    revise_agreement(latifa, agreement=row.pk, version=1, **WRITTEN, duties=duties)
    sheet = agreement_sheet(latifa, agreement=row.pk)
    assert [duty.wording for duty in sheet.duties] == ["إحضار عقد الإيجار."]

    signed = given_in_force(latifa, party=noura)
    with pytest.raises(WrongStage):
        revise_agreement(latifa, agreement=signed.pk, version=2, **WRITTEN)


def test_a_second_writer_sees_what_differs_and_overwrites_nothing(latifa, noura):
    row = given_draft(latifa, party=noura)
    revise_agreement(latifa, agreement=row.pk, version=1, **WRITTEN | {"title": "الأول"})
    with pytest.raises(Stale) as stale:
        revise_agreement(latifa, agreement=row.pk, version=1, **WRITTEN | {"title": "الثاني"})
    assert stale.value.differences["title"] == ("الأول", "الثاني")
    assert agreement_sheet(latifa, agreement=row.pk).row.title == "الأول"


def test_a_draft_is_laid_aside_and_leaves_the_lists(latifa, noura):
    row = given_draft(latifa, party=noura)
    discard_agreement(latifa, agreement=row.pk)
    assert agreements_of(latifa, party=noura) == ()
    assert agreements_listed(latifa) == ()
    with pytest.raises(WrongStage):
        discard_agreement(latifa, agreement=given_in_force(latifa, party=noura).pk)


def test_breaking_off_needs_a_reason_and_releases_what_is_owed(latifa, noura):
    row = given_in_force(latifa, party=noura)
    with pytest.raises(WhyMissing):
        terminate_agreement(latifa, agreement=row.pk, why=" ")
    terminate_agreement(latifa, agreement=row.pk, why="انتقلت الأسرة.")

    sheet = agreement_sheet(latifa, agreement=row.pk)
    assert (sheet.row.stage, sheet.ended_why) == ("terminated", "انتقلت الأسرة.")
    assert {duty.state for duty in sheet.duties} == {"released"}


def test_an_agreement_ends_after_its_last_day_and_what_is_owed_stays_owed(system, latifa, noura):
    row = given_in_force(latifa, party=noura, ends_on=timezone.localdate())
    assert sweep_agreements(system) == 0
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert sweep_agreements(system) == 1
        assert sweep_agreements(system) == 0
        sheet = agreement_sheet(latifa, agreement=row.pk)
        assert (sheet.row.stage, sheet.ended_on) == ("ended", row.ends_on)
        assert {duty.state for duty in sheet.duties} == {"owed", "late"}


def test_a_duty_goes_from_default_to_performed_but_not_back(latifa, noura):
    row = given_in_force(latifa, party=noura)
    late = agreement_sheet(latifa, agreement=row.pk).duties[1]
    assert late.state == "late"
    assert [one.id for one in duties_due(latifa)] == [late.id]
    with pytest.raises(WhyMissing):
        report_default(latifa, duty=late.id, note="")
    report_default(latifa, duty=late.id, note="لم يُحضر الإيصال.")
    assert duties_due(latifa) == ()
    perform_duty(latifa, duty=late.id)
    with pytest.raises(WrongStage):
        report_default(latifa, duty=late.id, note="مرة أخرى")
    with pytest.raises(WhyMissing):
        release_duty(latifa, duty=late.id, note="")


def test_a_duty_of_a_draft_is_owed_by_nobody(latifa, noura):
    row = given_draft(latifa, party=noura)
    duty = agreement_sheet(latifa, agreement=row.pk).duties[0].id
    with pytest.raises(WrongStage):
        perform_duty(latifa, duty=duty)
    assert duties_due(latifa) == ()


def test_a_dispute_always_has_a_next_step_until_it_ends(latifa, noura):
    with pytest.raises(SubjectMissing):
        given_dispute(latifa, noura, subject=" ")
    with pytest.raises(NextStepMissing):
        given_dispute(latifa, noura, next_step_on=None)
    with pytest.raises(NextStepPassed):
        given_dispute(latifa, noura, next_step_on=timezone.localdate() - timedelta(days=1))
    row = given_dispute(latifa, noura)
    with entered_scope(latifa, writing=True), pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=row.pk).update(next_step_on=None)


def test_a_dispute_is_followed_to_its_end(latifa, noura):
    agreement = given_in_force(latifa, party=noura)
    row = given_dispute(latifa, noura, agreement=agreement.pk)
    today = timezone.localdate()
    step: dict[str, Any] = {
        "dispute": row.pk,
        "taken_on": today,
        "next_step_on": today + timedelta(days=3),
    }
    record_dispute_step(latifa, version=1, kind="heard", words="سُمعت نورة.", **step)
    record_dispute_step(latifa, version=2, kind="referred", words="إلى وسيط.", **step)
    assert disputes_open(latifa)[0].stage == "referred"
    with pytest.raises(OutcomeMissing):
        end_dispute(latifa, dispute=row.pk, version=3, end="decided", outcome="")
    end_dispute(latifa, dispute=row.pk, version=3, end="decided", outcome="دُفع المتأخر.")

    sheet = dispute_sheet(latifa, dispute=row.pk)
    assert [one.kind for one in sheet.steps] == ["heard", "referred"]
    assert (sheet.row.stage, sheet.outcome) == ("decided", "دُفع المتأخر.")
    assert sheet.settlement == RENT["settlement"]
    assert disputes_open(latifa) == ()
    assert [one.id for one in disputes_of(latifa, party=noura)] == [row.pk]
    with pytest.raises(WrongStage):
        record_dispute_step(latifa, version=4, kind="noted", words="بعد النهاية", **step)


def test_nobody_outside_decides_what_lies_with_nobody_outside(latifa, noura):
    row = given_dispute(latifa, noura)
    with pytest.raises(WrongStage):
        end_dispute(latifa, dispute=row.pk, version=1, end="decided", outcome="حكم")


def test_a_step_of_tomorrow_or_without_words_or_on_an_old_version_is_refused(latifa, noura):
    row = given_dispute(latifa, noura)
    today = timezone.localdate()
    step: dict[str, Any] = {"dispute": row.pk, "kind": "met", "words": "اجتمعا.", "taken_on": today}
    step |= {"next_step_on": today, "version": 1}
    with pytest.raises(StepToCome):
        record_dispute_step(latifa, **step | {"taken_on": today + timedelta(days=1)})
    with pytest.raises(StepUnsaid):
        record_dispute_step(latifa, **step | {"words": ""})
    record_dispute_step(latifa, **step)
    with pytest.raises(Stale):
        record_dispute_step(latifa, **step)
    assert len(dispute_sheet(latifa, dispute=row.pk).steps) == 1


def test_a_dispute_is_about_an_agreement_of_the_same_party(system, latifa, noura):
    others = given_in_force(latifa, party=given_salem(system).pk)
    with pytest.raises(AgreementOfAnother):
        given_dispute(latifa, noura, agreement=others.pk)


def test_an_agreement_of_a_merged_record_can_be_disputed_by_the_one_that_stands_for_it(
    system, latifa, noura
):
    agreement = given_in_force(latifa, party=noura)
    same = know_party(system, kind="person", name="نورة الحربي")
    merge_parties(
        latifa.with_permissions("parties.merge_parties"),
        survivor=same.pk,
        absorbed=noura,
        chosen={"name": "survivor"},
        versions=(1, 1),
    )
    row = given_dispute(latifa, same.pk, agreement=agreement.pk)
    assert row.agreement_id == agreement.pk


def test_nobody_brings_into_force_what_was_rewritten_since_it_was_read(latifa, noura):
    row = given_draft(latifa, party=noura)
    revise_agreement(latifa, agreement=row.pk, version=1, **RENT | {"liability_limit": "بلا حد"})
    signed: dict[str, Any] = {"signed_by": "نورة", "signed_on": timezone.localdate()}
    with pytest.raises(Stale):
        bring_agreement_into_force(latifa, agreement=row.pk, version=1, **signed)
    bring_agreement_into_force(latifa, agreement=row.pk, version=2, **signed)


def test_whoever_is_touched_neither_writes_signs_nor_settles(system, latifa, noura):
    kin = given_staff(system, "kin", "director", national_id=NOURA_ID)
    row = given_draft(latifa, party=noura)
    with pytest.raises(ConflictOfInterest):
        given_draft(kin, party=noura)
    with pytest.raises(ConflictOfInterest):
        bring_agreement_into_force(
            kin, agreement=row.pk, version=1, signed_by="نورة", signed_on=timezone.localdate()
        )
    with pytest.raises(ConflictOfInterest):
        given_dispute(kin, noura)


def test_an_officer_writes_and_hears_but_does_not_bind_the_association(system, latifa, noura):
    huda = given_staff(system, "huda", "officer")
    row = given_draft(huda, party=noura)
    with pytest.raises(NotAllowed):
        bring_agreement_into_force(huda, agreement=row.pk, version=1)
    dispute = given_dispute(huda, noura)
    with pytest.raises(NotAllowed):
        end_dispute(huda, dispute=dispute.pk, version=1, end="settled", outcome="انتهى")


def test_a_party_reads_the_policy_clauses_and_its_own_agreements(latifa, noura):
    given_policy(latifa.house)
    row = given_in_force(latifa, party=noura)

    stated = rights_and_duties(latifa, party=noura)
    by_clause = [one for one in stated.rights if one.clause]
    assert {one.clause for one in by_clause}
    assert all(isinstance(one.words, dict) and one.words["ar"] for one in by_clause)
    assert [one.words for one in stated.rights if one.agreement == row.pk] == [
        "دفع نصف الإيجار أول كل شهر."
    ]
    assert [one.state for one in stated.duties if one.agreement == row.pk] == ["late"]
    assert stated.promise
    assert stated.promise_clause


def test_who_read_the_rights_of_a_party_is_told_once_and_of_that_party(latifa, noura):
    rights_and_duties(latifa, party=noura)
    with entered_scope(latifa, writing=False):
        (entry,) = TrailEntry.objects.filter(subject=str(noura)).exclude(verb__contains="know")
    assert (entry.verb, entry.actor) == ("agreements.rights_and_duties", str(latifa.staff))
    assert entry.subject_kind == "party"


def test_without_a_policy_nothing_is_promised_in_its_name(latifa, noura):
    stated = rights_and_duties(latifa, party=noura)
    assert (stated.rights, stated.promise, stated.policy_title) == ((), "", {})


def test_the_list_goes_on_after_the_last_number(latifa, noura):
    for _number in range(3):
        given_draft(latifa, party=noura)
    first = agreements_listed(latifa, most=2)
    rest = agreements_listed(latifa, after=first[-1].number, most=2)
    assert [row.number for row in (*first, *rest)] == [3, 2, 1]
    assert agreements_listed(latifa, stage="in_force") == ()


def test_figures_count_what_binds_and_what_is_disputed(system, latifa, noura):
    given_draft(latifa, party=noura)
    given_in_force(latifa, party=noura)
    given_dispute(latifa, noura)
    counted = figures(system)
    assert (counted["agreements"].number, counted["disputes"].number) == (1, 1)
    assert counted["ended"].number == 0


def test_another_association_sees_nothing(latifa, noura):
    ibrahim = given_staff(given_association(slug="wahj"), "ibrahim", "director")
    agreement, dispute = given_in_force(latifa, party=noura), given_dispute(latifa, noura)
    duty = agreement_sheet(latifa, agreement=agreement.pk).duties[0].id
    assert agreements_listed(ibrahim) == ()
    assert disputes_open(ibrahim) == ()
    for deed in (
        lambda: agreement_sheet(ibrahim, agreement=agreement.pk),
        lambda: dispute_sheet(ibrahim, dispute=dispute.pk),
        lambda: agreements_of(ibrahim, party=noura),
        lambda: rights_and_duties(ibrahim, party=noura),
        lambda: perform_duty(ibrahim, duty=duty),
        lambda: draft_agreement(ibrahim, party=noura, **RENT),
        lambda: given_dispute(ibrahim, noura),
    ):
        with pytest.raises(NotFound):
            deed()


def test_a_dispute_has_a_next_step_until_it_has_an_end_and_never_again(latifa, noura):
    today = timezone.localdate()

    class DisputeLife(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.dispute = given_dispute(latifa, noura).pk
            self.stage = "open"

        def sheet(self):
            return dispute_sheet(latifa, dispute=self.dispute)

        @rule(kind=st.sampled_from(["heard", "referred", "noted"]), days=st.integers(0, 9))
        def step(self, kind: str, days: int) -> None:
            version = self.sheet().version
            deed = partial(record_dispute_step, latifa, dispute=self.dispute, version=version)
            step: dict[str, Any] = {"kind": kind, "words": "خطوة", "taken_on": today}
            step["next_step_on"] = today + timedelta(days=days)
            if self.stage in DISPUTE_ENDS:
                with pytest.raises(WrongStage):
                    deed(**step)
            else:
                deed(**step)
                self.stage = {"heard": "open", "referred": "referred"}.get(kind, self.stage)

        @rule(end=st.sampled_from(DISPUTE_ENDS))
        def end(self, end: str) -> None:
            version = self.sheet().version
            deed = partial(end_dispute, latifa, dispute=self.dispute, version=version, end=end)
            if DISPUTE.may_move(self.stage, end):
                deed(outcome="انتهى")
                self.stage = end
            else:
                with pytest.raises(WrongStage):
                    deed(outcome="انتهى")

        @invariant()
        def stands_as_it_should(self) -> None:
            sheet = self.sheet()
            assert sheet.row.stage == self.stage
            is_ended = self.stage in DISPUTE_ENDS
            assert (sheet.row.next_step_on is None) == is_ended
            assert bool(sheet.outcome) == is_ended

    run_state_machine_as_test(
        DisputeLife,
        settings=settings(
            max_examples=10,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_is_agreed_rests_sealed(latifa, noura):
    row = given_in_force(latifa, party=noura)
    with entered_scope(latifa, writing=False), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM agreements_agreement")
        stored = cursor.fetchone()
    texts = [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in stored]
    assert RENT["title"].encode() in texts, "the row itself was read"
    assert agreement_sheet(latifa, agreement=row.pk).subject == RENT["subject"]
    for words in (RENT["subject"], RENT["settlement"], "نورة"):
        assert all(words.encode() not in text for text in texts)


def test_a_dispute_by_nobody_is_a_defect(latifa, noura):
    with pytest.raises(ValueError, match="raised by"):
        raise_dispute(
            latifa,
            party=noura,
            raised_by="somebody",
            channel="phone",
            subject="خلاف",
            next_step_on=timezone.localdate(),
        )


def test_the_public_reads_no_party(noura, system):
    visitor = Actor(association=system.association, kind="public", permissions=frozenset())
    with pytest.raises(NotAllowed):
        rights_and_duties(visitor, party=noura)

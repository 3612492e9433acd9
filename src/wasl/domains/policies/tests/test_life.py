"""From the board's document to a policy in force, and all that is refused on the way."""

from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.access.actions import leave_staff
from wasl.domains.access.tests.given import (
    given_director,
    given_huda,
    given_ibrahim,
    given_majed,
    given_staff,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.queries import messages_about
from wasl.domains.policies.actions import (
    BoardSignature,
    acknowledge_policy,
    adopt_policy,
    bring_into_force,
    circulate_policy,
    discard_draft,
    draft_policy,
    name_board_member,
    publish_policy,
    record_review,
    retire_board_member,
    revise_draft,
    set_acknowledgement_grace,
    submit_to_board,
    sweep_reviews,
    withdraw_from_board,
    withdraw_publication,
)
from wasl.domains.policies.queries import (
    acknowledgement_due,
    acknowledgements_owed,
    adoption_of,
    board_listed,
    circulations_listed,
    may_open_cases,
    policy_in_force,
    policy_of,
    policy_source,
    policy_versions_listed,
    public_policy,
    publication_warnings,
    publications_listed,
    review_due,
    reviews_listed,
    versions_compared,
)
from wasl.domains.policies.refusals import (
    AcknowledgementOverdue,
    AlreadyRetired,
    AlreadyWithdrawn,
    AudienceUnknown,
    CapacityUnknown,
    ChairHasNotSigned,
    ChangeUnseen,
    DatesDisagree,
    DayToCome,
    GraceOutOfRange,
    NoPolicyInForce,
    NoSuchHijriDay,
    PlaceUnknown,
    PolicyNotAdopted,
    PolicyNotADraft,
    ReferenceMissing,
    ReviewUnknown,
    SignatureUnreadable,
    WeekdayDisagrees,
)
from wasl.domains.policies.tests.given import (
    given_adopted,
    given_definition,
    given_draft,
    given_in_force,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

SIGNED = date(2024, 10, 13)
CHAIR = BoardSignature("عبدالله السالم", "chair", SIGNED)


@pytest.fixture
def association():
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


T = TypeVar("T")


def there(found: T | None) -> T:
    assert found is not None
    return found


def adopt(by, version, **changes):
    said: dict[str, Any] = {
        "kind": "decision",
        "reference": "م/٢٦٠",
        "adopted_on": SIGNED,
        "hijri": "1446-04-10",
        "weekday": "sunday",
    }
    return adopt_policy(by, policy_version=version, **(said | changes))


def test_a_draft_goes_before_the_board_and_comes_back(association, mona):
    version = given_draft(association)

    assert submit_to_board(mona, policy_version=version).stage == "before_board"
    with pytest.raises(PolicyNotADraft):
        revise_draft(mona, policy_version=version, definition=given_definition(), version=2)
    assert withdraw_from_board(mona, policy_version=version).stage == "draft"


def test_what_comes_back_from_the_board_and_is_changed_reads_as_changed(association, mona):
    version = given_draft(association)
    submit_to_board(mona, policy_version=version)
    assert policy_of(mona, policy_version=version).policy.has_step("register")
    withdraw_from_board(mona, policy_version=version)
    revise_draft(mona, policy_version=version, definition=given_definition("durbah"), version=3)

    assert not policy_of(mona, policy_version=version).policy.has_step("register")


def test_a_second_writer_does_not_overwrite_the_first(association, mona):
    version = given_draft(association)
    revise_draft(mona, policy_version=version, definition=given_definition("durbah"), version=1)

    with pytest.raises(Stale):
        revise_draft(mona, policy_version=version, definition=given_definition(), version=1)


def test_the_board_adopts_what_lies_before_it(association, mona):
    version = given_draft(association)
    submit_to_board(mona, policy_version=version)
    adopt(mona, version, signatures=[CHAIR, BoardSignature("سعد الحمد", "member", SIGNED)])

    adoption = there(adoption_of(mona, policy_version=version))
    assert [one.capacity for one in adoption.signatures] == ["chair", "member"]
    assert adoption.is_signed_by_chair


def test_the_public_sees_that_the_chair_signed_and_not_who_he_is(association, mona):
    version = given_draft(association)
    adopt(mona, version, signatures=[CHAIR])
    visitor = Actor("public", association, frozenset({"policies.adoption_of"}))

    shown = there(adoption_of(visitor, policy_version=version))
    assert [(one.name, one.capacity) for one in shown.signatures] == [("", "chair")]


def test_no_name_of_the_board_stands_in_the_trail(association, mona):
    adopt(mona, given_draft(association), signatures=[CHAIR])
    name_board_member(mona, name=CHAIR.name, capacity="chair", named_on=SIGNED)

    with entered_scope(mona, writing=False):
        said = " ".join(TrailEntry.objects.values_list("details", flat=True))
    assert "السالم" not in said


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"hijri": "1446-04-11"}, DatesDisagree),
        ({"hijri": "1446-01-30"}, NoSuchHijriDay),
        ({"hijri": "some day"}, NoSuchHijriDay),
        ({"weekday": "monday"}, WeekdayDisagrees),
        ({"adopted_on": date(2999, 1, 1), "hijri": "", "weekday": ""}, DayToCome),
        ({"reference": "  "}, ReferenceMissing),
        ({"kind": "rumour"}, ReferenceMissing),
        ({"signatures": [BoardSignature("سعد", "member", SIGNED)]}, ChairHasNotSigned),
        ({"signatures": [CHAIR, CHAIR]}, SignatureUnreadable),
        ({"signatures": [BoardSignature(" ", "chair", SIGNED)]}, SignatureUnreadable),
        ({"signatures": [BoardSignature("سعد", "king", SIGNED)]}, SignatureUnreadable),
        ({"signatures": [BoardSignature("سعد", "chair", date(2999, 1, 1))]}, SignatureUnreadable),
    ],
)
def test_an_adoption_that_does_not_hold_together_is_refused(association, mona, changes, refusal):
    version = given_draft(association)

    with pytest.raises(refusal):
        adopt(mona, version, **changes)
    assert policy_of(mona, policy_version=version).stage == "draft"
    assert adoption_of(mona, policy_version=version) is None


def test_a_discarded_version_is_neither_adopted_nor_shown(association, mona):
    version = given_draft(association)
    discard_draft(mona, policy_version=version)

    with pytest.raises(WrongStage):
        adopt(mona, version)
    assert public_policy(mona) is None


def test_an_adopted_version_is_not_discarded(association, mona):
    with pytest.raises(WrongStage):
        discard_draft(mona, policy_version=given_adopted(association))


def test_nothing_takes_effect_unseen(association, mona):
    first = given_in_force(association)
    second = given_adopted(association, "durbah")

    with pytest.raises(ChangeUnseen):
        bring_into_force(mona, policy_version=second, seen_against=None)
    with pytest.raises(ChangeUnseen):
        bring_into_force(mona, policy_version=second, seen_against=second)
    bring_into_force(mona, policy_version=second, seen_against=first)
    assert policy_in_force(mona).id == second


def test_who_compared_with_an_earlier_version_must_look_again(association, mona):
    first = given_in_force(association)
    second, third = given_adopted(association, "durbah"), given_adopted(association, "qabas")
    bring_into_force(mona, policy_version=second, seen_against=first)

    with pytest.raises(ChangeUnseen):
        bring_into_force(mona, policy_version=third, seen_against=first)


def test_the_comparison_tells_what_the_change_does(association, mona):
    first, second = given_in_force(association), given_adopted(association, "durbah")
    found = there(versions_compared(mona, before=first, after=second))

    gone = {step.step for step in found.steps if step.kind == "gone"}
    assert gone == {"register"}
    assert found.promise is not None
    assert there(versions_compared(mona, before=first, after=first)).is_empty
    assert versions_compared(mona, before=None, after=first) is None


def test_the_product_shows_the_version_in_force_by_itself(association, mona):
    version = given_in_force(association)

    shown = {row.place for row in publications_listed(mona) if row.is_on_show}
    assert shown == {"public_page", "staff_page"}
    assert publication_warnings(mona) == ()
    assert {row.policy_version for row in publications_listed(mona)} == {version}


def test_a_published_version_that_is_not_in_force_is_a_warning(association, mona):
    first = given_in_force(association)
    publish_policy(mona, policy_version=first, place="noticeboard", published_on=SIGNED)
    second = given_in_force(association, "durbah")

    warning = publication_warnings(mona)[0]
    assert (warning.kind, there(warning.publication).place) == ("outdated", "noticeboard")
    withdraw_publication(mona, publication=there(warning.publication).id)
    assert publication_warnings(mona) == ()
    with pytest.raises(AlreadyWithdrawn):
        withdraw_publication(mona, publication=there(warning.publication).id)
    assert {row.policy_version for row in publications_listed(mona) if row.is_on_show} == {second}


def test_publicity_is_refused_for_a_draft_and_for_nonsense(association, mona):
    draft, adopted = given_draft(association), given_adopted(association)
    today = timezone.localdate()

    with pytest.raises(PolicyNotAdopted):
        publish_policy(mona, policy_version=draft, place="website", published_on=today)
    with pytest.raises(PlaceUnknown):
        publish_policy(mona, policy_version=adopted, place="moon", published_on=today)
    with pytest.raises(DayToCome):
        publish_policy(
            mona, policy_version=adopted, place="website", published_on=today + timedelta(days=1)
        )
    with pytest.raises(PolicyNotAdopted):
        circulate_policy(mona, policy_version=draft, audience="staff")
    with pytest.raises(AudienceUnknown):
        circulate_policy(mona, policy_version=adopted, audience="everybody")


def test_a_circulation_to_the_staff_tells_each_colleague(association, mona):
    given_huda(association)
    version = given_in_force(association)
    circulate_policy(mona, policy_version=version, audience="staff", note="للاطلاع والعمل بها")

    row = circulations_listed(mona)[0]
    assert (row.told, row.unreachable, row.audience) == (2, 0, "staff")
    assert row.finished_at is not None


def test_each_colleague_owes_and_gives_one_acknowledgement(association, mona):
    huda = given_huda(association)
    version = given_in_force(association)
    assert there(acknowledgement_due(huda)).policy_version == version

    first = acknowledge_policy(huda, policy_version=version)
    again = acknowledge_policy(huda, policy_version=version)
    assert first.pk == again.pk
    assert acknowledgement_due(huda) is None
    owed = acknowledgements_owed(mona)
    assert (owed.done, owed.total) == (1, 2)
    assert [row.name for row in owed.owing] == [mona.name]


def test_a_draft_is_not_acknowledged(association, mona):
    with pytest.raises(PolicyNotAdopted):
        acknowledge_policy(mona, policy_version=given_draft(association))


def test_the_grace_counts_from_the_later_of_the_version_and_the_colleague(association, mona):
    version = given_in_force(association)
    today = timezone.localdate()
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        majed = given_majed(association)
        assert there(acknowledgement_due(majed)).due_on == today + timedelta(days=47)
        assert there(acknowledgement_due(mona)).due_on == today + timedelta(days=7)
        assert there(acknowledgement_due(mona)).is_overdue
        assert may_open_cases(mona.as_system(), staff=majed.member, under=policy_in_force(mona))
    with pytest.raises(GraceOutOfRange):
        set_acknowledgement_grace(mona, days=91)
    set_acknowledgement_grace(mona, days=0)
    assert policy_of(mona, policy_version=version).grace_days == 0


def test_who_comes_back_has_his_time_again(association, mona, time_machine):
    majed = given_staff(association, "ماجد", roles=["researcher"], email="majed@example.org")
    given_in_force(association)
    leave_staff(mona, staff=majed.member)
    time_machine.move_to(timezone.now() + timedelta(days=100))
    back = given_staff(association, "ماجد", roles=["researcher"], email="majed@example.org")

    assert there(acknowledgement_due(back)).due_on == timezone.localdate() + timedelta(days=7)


def test_who_did_not_acknowledge_opens_no_case_after_the_grace(association, mona):
    huda = given_huda(association)
    version = given_in_force(association)
    assert may_open_cases(mona.as_system(), staff=huda.member, under=policy_in_force(huda))

    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        with pytest.raises(AcknowledgementOverdue):
            may_open_cases(mona.as_system(), staff=huda.member, under=policy_in_force(huda))
        acknowledge_policy(huda, policy_version=version)
        assert (
            may_open_cases(mona.as_system(), staff=huda.member, under=policy_in_force(huda))
            == date.max
        )


def test_a_shorter_grace_holds_at_once(association, mona):
    huda = given_huda(association)
    given_in_force(association)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert may_open_cases(mona.as_system(), staff=huda.member, under=policy_in_force(huda))
        set_acknowledgement_grace(mona, days=1)
        with pytest.raises(AcknowledgementOverdue):
            may_open_cases(mona.as_system(), staff=huda.member, under=policy_in_force(huda))


def test_a_new_version_is_owed_anew_and_keeps_the_grace(association, mona):
    first = given_in_force(association)
    set_acknowledgement_grace(mona, days=3)
    acknowledge_policy(mona, policy_version=first)
    second = given_in_force(association, "durbah")

    assert there(acknowledgement_due(mona)).policy_version == second
    assert policy_in_force(mona).grace_days == 3


def test_a_once_opened_case_costs_no_further_question(association, mona, django_assert_num_queries):
    huda = given_huda(association)
    acknowledge_policy(huda, policy_version=given_in_force(association))
    version = policy_in_force(huda)
    may_open_cases(mona.as_system(), staff=huda.member, under=version)

    with entered_scope(mona, writing=False), django_assert_num_queries(0):
        may_open_cases(mona.as_system(), staff=huda.member, under=version)


def test_a_review_moves_the_next_one_a_year_on(association, mona):
    given_in_force(association)
    due = there(review_due(mona))
    assert (due.is_due, due.due_on, due.hijri) == (True, date(2025, 10, 2), "1447-04-10")

    record_review(
        mona,
        outcome="unchanged",
        kind="meeting",
        reference="4/2025",
        reviewed_on=date(2025, 10, 1),
        hijri="1447-04-09",
    )
    assert there(review_due(mona)).due_on == date(2026, 9, 20)
    assert reviews_listed(mona)[0].outcome == "unchanged"


def test_a_review_may_begin_a_new_draft(association, mona):
    version = given_in_force(association)
    record_review(
        mona,
        outcome="new_draft",
        kind="decision",
        reference="7",
        reviewed_on=timezone.localdate(),
    )

    newest = policy_versions_listed(mona)[0]
    assert newest.stage == "draft"
    assert there(versions_compared(mona, before=version, after=newest.id)).is_empty


def test_a_review_that_does_not_hold_together_is_refused(association, mona):
    said: dict[str, Any] = {"kind": "decision", "reference": "7", "reviewed_on": date(2025, 10, 1)}
    with pytest.raises(NoPolicyInForce):
        record_review(mona, outcome="unchanged", **said)
    given_in_force(association)
    with pytest.raises(ReviewUnknown):
        record_review(mona, outcome="perhaps", **said)
    with pytest.raises(DatesDisagree):
        record_review(mona, outcome="unchanged", hijri="1447-04-10", **said)
    with pytest.raises(DayToCome):
        record_review(mona, outcome="unchanged", **(said | {"reviewed_on": date(2999, 1, 1)}))


def test_the_board_has_members_who_come_and_go(association, mona):
    member = name_board_member(mona, name="سعد الحمد", capacity="member", named_on=SIGNED)
    retire_board_member(mona, member=member.pk, retired_on=date(2025, 1, 1))

    assert board_listed(mona)[0].retired_on == date(2025, 1, 1)
    with pytest.raises(AlreadyRetired):
        retire_board_member(mona, member=member.pk, retired_on=date(2025, 1, 1))
    with pytest.raises(CapacityUnknown):
        name_board_member(mona, name=" ", capacity="member", named_on=SIGNED)


def test_an_officer_reads_and_acknowledges_and_changes_nothing(association):
    huda = given_huda(association)
    version = given_in_force(association)

    for refused in (
        lambda: draft_policy(huda, definition=given_definition()),
        lambda: publish_policy(
            huda, policy_version=version, place="website", published_on=timezone.localdate()
        ),
        lambda: circulate_policy(huda, policy_version=version, audience="staff"),
        lambda: set_acknowledgement_grace(huda, days=1),
        lambda: acknowledgements_owed(huda),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_ibrahim_finds_and_changes_nothing_of_it(association):
    version = given_in_force(association)
    ibrahim = given_ibrahim(given_association("wahj"))

    for refused in (
        lambda: acknowledge_policy(ibrahim, policy_version=version),
        lambda: circulate_policy(ibrahim, policy_version=version, audience="staff"),
        lambda: submit_to_board(ibrahim, policy_version=version),
        lambda: discard_draft(ibrahim, policy_version=version),
        lambda: bring_into_force(ibrahim, policy_version=version, seen_against=None),
        lambda: versions_compared(ibrahim, before=None, after=version),
        lambda: policy_source(ibrahim, policy_version=version),
        lambda: adopt(ibrahim, version),
    ):
        with pytest.raises(NotFound):
            refused()
    assert publications_listed(ibrahim) == ()
    assert circulations_listed(ibrahim) == ()
    assert reviews_listed(ibrahim) == ()
    assert board_listed(ibrahim) == ()
    assert review_due(ibrahim) is None
    assert acknowledgement_due(ibrahim) is None


def test_the_directors_are_reminded_once_of_a_review_that_is_near(association, mona, time_machine):
    given_huda(association)
    version = given_in_force(association)
    system = mona.as_system()
    time_machine.move_to("2025-08-30T09:00:00+03:00")
    assert sweep_reviews(system) == 0

    time_machine.move_to("2025-09-03T09:00:00+03:00")
    assert sweep_reviews(system) == 1
    assert sweep_reviews(system) == 0
    time_machine.move_to("2026-01-03T09:00:00+03:00")
    assert sweep_reviews(system) == 0
    queued = messages_about(mona, about=version)
    assert [one.kind for one in queued] == ["policy_review"]


def test_the_next_review_is_reminded_anew(association, mona, time_machine):
    given_in_force(association)
    time_machine.move_to("2025-10-01T09:00:00+03:00")
    assert sweep_reviews(mona.as_system()) == 1
    record_review(
        mona,
        outcome="unchanged",
        kind="meeting",
        reference="4",
        reviewed_on=date(2025, 10, 1),
    )
    assert sweep_reviews(mona.as_system()) == 0
    time_machine.move_to("2026-09-15T09:00:00+03:00")
    assert sweep_reviews(mona.as_system()) == 1


def test_without_a_policy_in_force_nobody_is_reminded(association, mona):
    given_adopted(association)

    assert sweep_reviews(mona.as_system()) == 0

"""An incident: weighed, told within 72 hours, closed with what was learned."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.domains.notifications.queries import messages_about
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.privacy.actions import (
    assess_incident,
    close_incident,
    sweep_incidents,
    tell_authority,
    tell_people,
)
from wasl.domains.privacy.queries import incident_sheet, incidents_listed, incidents_open
from wasl.domains.privacy.refusals import (
    AlreadyTold,
    AssessmentIncomplete,
    IncidentMalformed,
    KnownTooEarly,
    LateUnexplained,
    LessonsMissing,
    MomentToCome,
    NoticeNotOwed,
    NoticeOwed,
    ToldTooEarly,
)
from wasl.domains.privacy.tests.given import given_incident, given_weighed_incident
from wasl.foundation.refusal import NotAllowed, NotFound, Stale, WrongStage

pytestmark = pytest.mark.django_db

LESSONS = "نراجع العنوان مع زميل قبل الإرسال"
HOUR = timedelta(hours=1)


@pytest.fixture
def abeer(system):
    return given_staff(system, "abeer", "privacy_officer")


def told(by, row, **changes):
    return tell_authority(
        by, incident=row.pk, version=row.version, **({"told_at": timezone.now()} | changes)
    )


def told_people(by, row, **changes):
    usual: dict[str, Any] = {"how": "sms", "count": 1, "told_at": timezone.now()}
    said = usual | changes
    return tell_people(by, incident=row.pk, version=row.version, **said)


def closed(by, row, lessons=LESSONS):
    return close_incident(by, incident=row.pk, version=row.version, lessons=lessons)


def test_the_seventy_two_hours_run_from_when_it_became_known(abeer):
    row = given_incident(abeer)

    assert row.authority_due_at - row.known_at == timedelta(hours=72)
    sheet = incident_sheet(abeer, incident=row.pk)
    assert (sheet.row.number, sheet.row.hours_left, sheet.row.standing) == (1, 70, "open")


def test_incidents_are_numbered_without_gaps(abeer):
    given_incident(abeer)
    with pytest.raises(IncidentMalformed):
        given_incident(abeer, title=" ")
    assert given_incident(abeer).number == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, IncidentMalformed),
        ({"happened": ""}, IncidentMalformed),
        ({"kinds": []}, IncidentMalformed),
        ({"kinds": ["secrets"]}, IncidentMalformed),
        ({"known_at": "later"}, MomentToCome),
        ({"happened_at": "later"}, MomentToCome),
        ({"happened_at": "after"}, KnownTooEarly),
    ],
)
def test_an_incident_says_what_and_when(abeer, changes, refusal):
    now = timezone.now()
    moments = {"later": now + HOUR, "after": now - timedelta(minutes=5)}
    said = {
        name: moments.get(value, value) if isinstance(value, str) else value
        for name, value in changes.items()
    }
    with pytest.raises(refusal):
        given_incident(abeer, **said)
    assert incidents_listed(abeer) == ()


@pytest.mark.parametrize("lacking", ["risk", "consequences", "measures"])
def test_an_incident_is_weighed_whole(abeer, lacking):
    row = given_incident(abeer)
    said = {"risk": "some", "consequences": "قد يُعرف", "measures": "استُرجع"} | {lacking: ""}
    with pytest.raises(AssessmentIncomplete):
        assess_incident(abeer, incident=row.pk, version=row.version, **said)
    with pytest.raises(IncidentMalformed):
        assess_incident(
            abeer,
            incident=row.pk,
            version=row.version,
            risk="some",
            consequences="قد يُعرف",
            measures="استُرجع",
            kinds=["secrets"],
        )


def test_the_authority_is_told_in_time_without_excuse(abeer):
    row = told(abeer, given_weighed_incident(abeer), reference="2026/5531")

    sheet = incident_sheet(abeer, incident=row.pk)
    assert (sheet.authority_reference, sheet.late_why, sheet.owes_authority) == (
        "2026/5531",
        "",
        False,
    )
    assert sheet.row.standing is None
    with pytest.raises(AlreadyTold):
        told(abeer, row)


def test_a_late_notice_says_why(abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_weighed_incident(abeer)
        clock.shift(timedelta(hours=72))
        with pytest.raises(LateUnexplained):
            told(abeer, row, late_why="تأخرنا")
        late = told(abeer, row, late_why="لم يُعرف عدد المتأثرين إلا اليوم")
    assert late.late_why


@pytest.mark.parametrize("tell", [told, told_people])
def test_nobody_is_told_before_it_is_weighed_or_without_risk(abeer, tell):
    with pytest.raises(NoticeNotOwed):
        tell(abeer, given_incident(abeer))
    with pytest.raises(NoticeNotOwed):
        tell(abeer, given_weighed_incident(abeer, risk="none"))


@pytest.mark.parametrize("tell", [told, told_people])
def test_a_notice_has_a_moment_that_can_be(abeer, tell):
    row = given_weighed_incident(abeer)
    with pytest.raises(MomentToCome):
        tell(abeer, row, told_at=timezone.now() + HOUR)
    with pytest.raises(ToldTooEarly):
        tell(abeer, row, told_at=row.known_at - HOUR)


@pytest.mark.parametrize("changes", [{"how": "rumour"}, {"count": 0}])
def test_the_people_are_told_somehow_and_are_some(abeer, changes):
    with pytest.raises(IncidentMalformed):
        told_people(abeer, given_weighed_incident(abeer), **changes)


def test_an_incident_is_not_closed_while_somebody_must_be_told(abeer):
    row = given_weighed_incident(abeer)
    with pytest.raises(NoticeOwed):
        closed(abeer, row)
    row = told(abeer, row)
    with pytest.raises(NoticeOwed):
        closed(abeer, row)
    row = told_people(abeer, row)
    with pytest.raises(AlreadyTold):
        told_people(abeer, row)
    with pytest.raises(LessonsMissing):
        closed(abeer, row, lessons="تم")
    assert closed(abeer, row).stage == "closed"
    assert incidents_open(abeer) == ()


def test_without_risk_an_incident_is_closed_and_told_to_nobody(abeer):
    assert closed(abeer, given_weighed_incident(abeer, risk="none")).stage == "closed"


def test_what_was_weighed_wrong_is_weighed_anew(abeer):
    row = given_weighed_incident(abeer, risk="none")
    again = assess_incident(
        abeer,
        incident=row.pk,
        version=row.version,
        risk="some",
        consequences="تبيّن أن الخطاب صُوّر",
        measures="أُبلغ المستفيد",
    )
    assert again.kinds == ["identity", "income"]
    assert incident_sheet(abeer, incident=row.pk).owes_authority


def test_a_closed_incident_stays_as_it_is(abeer):
    row = closed(abeer, given_weighed_incident(abeer, risk="none"))
    for deed in (told, told_people, closed):
        with pytest.raises(WrongStage):
            deed(abeer, row)
    with pytest.raises(WrongStage):
        assess_incident(
            abeer,
            incident=row.pk,
            version=row.version,
            risk="some",
            consequences="قد يُعرف",
            measures="استُرجع",
        )


def test_an_incident_that_nobody_weighed_is_not_closed(abeer):
    with pytest.raises(WrongStage):
        closed(abeer, given_incident(abeer))


def test_the_second_save_of_two_is_told_what_differs(abeer):
    row = given_weighed_incident(abeer)
    told(abeer, row)
    with pytest.raises(Stale):
        told_people(abeer, row)


def test_who_guards_data_is_told_once_before_the_last_day_and_once_after(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_incident(abeer)
        assert sweep_incidents(system) == 0
        clock.shift(timedelta(hours=48))
        assert (sweep_incidents(system), sweep_incidents(system)) == (1, 0)
        clock.shift(timedelta(hours=25))
        assert (sweep_incidents(system), sweep_incidents(system)) == (1, 0)
    sent = messages_about(system, about=row.pk)
    assert [one.kind for one in sent] == ["privacy.incident", "privacy.incident"]


def test_an_incident_without_risk_reminds_nobody(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        given_weighed_incident(abeer, risk="none")
        clock.shift(timedelta(hours=80))
        assert sweep_incidents(system) == 0


def test_an_officer_opens_no_incident(system):
    with pytest.raises(NotAllowed):
        given_incident(given_staff(system, "huda", "officer"))


def test_another_association_sees_and_touches_nothing(abeer):
    row = given_weighed_incident(abeer)
    ibrahim = given_staff(given_association("wahj"), "ibrahim", "director", "privacy_officer")

    assert incidents_listed(ibrahim) == ()
    assert incidents_open(ibrahim) == ()
    for deed in (told, told_people, closed):
        with pytest.raises(NotFound):
            deed(ibrahim, row)
    with pytest.raises(NotFound):
        incident_sheet(ibrahim, incident=row.pk)


def test_the_register_asks_the_database_as_often_for_many_as_for_one(
    abeer, django_assert_max_num_queries
):
    rows = [given_incident(abeer) for _ in range(5)]
    with django_assert_max_num_queries(6):
        first = incidents_listed(abeer, most=3)
    rest = incidents_listed(abeer, most=3, after=first[-1].id)
    assert [one.id for one in (*first, *rest)] == [row.pk for row in reversed(rows)]


DEEDS = {
    "weigh": lambda by, row: assess_incident(
        by,
        incident=row.pk,
        version=row.version,
        risk="high",
        consequences="قد يُعرف",
        measures="استُرجع",
    ),
    "authority": told,
    "people": told_people,
    "close": closed,
}


@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=7))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_tried_nothing_is_closed_untold(abeer, deeds):
    row = given_incident(abeer)
    for deed in deeds:
        try:
            row = DEEDS[deed](abeer, row)
        except (AlreadyTold, NoticeNotOwed, NoticeOwed, WrongStage):
            continue
    if row.stage == "closed":
        assert row.authority_told_at is not None
        assert row.people_told_at is not None

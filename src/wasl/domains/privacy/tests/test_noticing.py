"""What data is used for, what people are told, and to what they agree."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.privacy.actions import (
    end_purpose,
    give_consent,
    name_purpose,
    name_usual_purposes,
    publish_notice,
    revise_purpose,
    withdraw_consent,
)
from wasl.domains.privacy.queries import (
    FIRST_NOTICE,
    consents_of,
    notice_called,
    notice_in_force,
    notices_listed,
    purposes_listed,
    readings_of,
)
from wasl.domains.privacy.refusals import (
    BasisForbidden,
    ConsentMissing,
    ExplicitConsentNeeded,
    NoticeBackdated,
    NoticeIncomplete,
    PurposeEnded,
    PurposeKnown,
    PurposeMalformed,
    RightUnknown,
    WordingMissing,
)
from wasl.domains.privacy.rules.purposes import may_rest_on, needs_explicit_consent
from wasl.domains.privacy.rules.starting import PURPOSES
from wasl.domains.privacy.tests.given import NOTICE, given_notice, given_noura
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotAllowed, NotFound, Stale

pytestmark = pytest.mark.django_db

TITLE = {"ar": "الزيارة الميدانية", "en": "The field visit"}
CHANGES = {"ar": "أضفنا مدة الحفظ", "en": "How long we keep data was added"}


@pytest.fixture
def abeer(system):
    return given_staff(system, "abeer", "privacy_officer")


def named(by, **changes):
    said = {"key": "visits", "title": TITLE, "basis": "consent", "kinds": ["visit"]} | changes
    return name_purpose(by, **said)


def consented(by, subject, **changes):
    said = {
        "subject": subject,
        "purpose": "visits",
        "wording": "أوافق على أن يزورني الباحث",
        "wording_version": "1",
        "channel": "interview",
    }
    return give_consent(by, **(said | changes))


def number_in_force(by):
    notice = notice_in_force(by)
    return notice.number if notice else None


def test_a_purpose_names_its_ground_and_its_data(abeer):
    named(abeer, law="المادة الخامسة", kinds=["visit", "health", "visit"])

    (row,) = purposes_listed(abeer)
    assert (row.basis, row.kinds, row.needs_explicit_consent) == (
        "consent",
        ("health", "visit"),
        True,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"key": " "},
        {"title": {"ar": "الزيارة"}},
        {"basis": "habit"},
        {"kinds": []},
        {"kinds": ["dreams"]},
    ],
)
def test_a_purpose_without_what_it_needs_is_not_named(abeer, changes):
    with pytest.raises(PurposeMalformed):
        named(abeer, **changes)


@pytest.mark.parametrize("kind", ["health", "disability", "parentage"])
def test_sensitive_data_never_rests_on_our_own_interest(abeer, kind):
    with pytest.raises(BasisForbidden):
        named(abeer, basis="legitimate", kinds=["contact", kind])
    assert may_rest_on("consent", [kind])


def test_one_purpose_a_key(abeer):
    named(abeer)
    with pytest.raises(PurposeKnown):
        named(abeer)


def test_a_purpose_is_said_anew_and_ends_once(abeer):
    row = named(abeer)
    said: dict[str, Any] = {"title": TITLE, "basis": "agreement", "kinds": ["visit"]}
    revise_purpose(abeer, purpose=row.pk, version=1, **said)
    with pytest.raises(Stale):
        revise_purpose(abeer, purpose=row.pk, version=1, **said)
    with pytest.raises(PurposeMalformed):
        revise_purpose(abeer, purpose=row.pk, version=2, **(said | {"kinds": []}))
    end_purpose(abeer, purpose=row.pk)
    with pytest.raises(PurposeEnded):
        end_purpose(abeer, purpose=row.pk)
    with pytest.raises(PurposeEnded):
        revise_purpose(abeer, purpose=row.pk, version=2, **said)
    assert purposes_listed(abeer) == ()
    assert len(purposes_listed(abeer, ended=True)) == 1


def test_the_usual_purposes_are_lawful_and_named_once(abeer):
    assert all(may_rest_on(one.basis, one.kinds) for one in PURPOSES)
    assert name_usual_purposes(abeer) == len(PURPOSES)
    assert name_usual_purposes(abeer) == 0
    assert [one.key for one in purposes_listed(abeer)] == [one.key for one in PURPOSES]


def test_health_disability_credit_and_parentage_need_a_yes_in_so_many_words():
    for kind in ("health", "disability", "credit", "parentage"):
        assert needs_explicit_consent(["contact", kind])
    assert not needs_explicit_consent(["contact", "income"])


def test_the_notice_of_a_day_to_come_does_not_hold_yet(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        given_notice(abeer)
        later = timezone.localdate() + timedelta(days=7)
        given_notice(abeer, published_from=later, changes=CHANGES)
        visitor = given_noura(system)

        assert number_in_force(visitor) == 1
        assert [one.number for one in notices_listed(visitor)] == [1]
        assert [one.state for one in notices_listed(abeer)] == ["to_come", "holds"]
        with pytest.raises(NotFound):
            notice_called(visitor, number=2)
        clock.shift(timedelta(days=7))
        assert number_in_force(visitor) == 2
        assert notice_called(visitor, number=1).state == "past"
        assert notices_listed(abeer)[0].published_by == "abeer"
        assert notices_listed(visitor)[0].published_by == ""


def test_a_notice_speaks_both_languages_and_says_what_is_new(abeer):
    with pytest.raises(NoticeIncomplete):
        given_notice(abeer, text={"ar": NOTICE["ar"]})
    assert given_notice(abeer).number == 1
    with pytest.raises(NoticeIncomplete):
        given_notice(abeer, changes={"ar": "أضفنا"})
    assert given_notice(abeer, changes=CHANGES).number == 2


def test_nobody_read_yesterday_what_is_written_today(abeer):
    today = timezone.localdate()
    with pytest.raises(NoticeBackdated):
        given_notice(abeer, published_from=today - timedelta(days=1))
    given_notice(abeer, published_from=today + timedelta(days=9))
    with pytest.raises(NoticeBackdated):
        given_notice(abeer, published_from=today + timedelta(days=8), changes=CHANGES)


def test_there_is_a_notice_to_begin_with(abeer):
    publish_notice(abeer, text=FIRST_NOTICE, published_from=timezone.localdate())
    assert notice_called(abeer, number=1).text["ar"].startswith("# من نحن")


def test_a_consent_keeps_who_took_it_and_how_it_ended(system, abeer):
    subject, case = uuid7(), uuid7()
    named(abeer)
    consented(abeer, subject, given_by="guardian")
    consented(system, case)

    rows = consents_of(abeer, subject=subject, besides=[case])
    assert [one.taken_by for one in rows] == ["", "abeer"]
    assert rows[1].given_by == "guardian"
    assert rows[1].title == TITLE
    assert (
        withdraw_consent(
            given_noura(system),
            subject=subject,
            purpose="visits",
            besides=[case],
            channel="website",
        )
        == 2
    )
    with pytest.raises(ConsentMissing):
        withdraw_consent(abeer, subject=subject, purpose="visits")
    assert all(one.withdrawn_at for one in consents_of(abeer, subject=subject, besides=[case]))
    assert consents_of(given_noura(system), subject=subject)[0].taken_by == ""


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"wording": " "}, WordingMissing),
        ({"given_by": "neighbour"}, RightUnknown),
        ({"is_explicit": False, "kinds": ["health"]}, ExplicitConsentNeeded),
    ],
)
def test_a_consent_without_what_it_needs_is_not_kept(abeer, changes, refusal):
    subject = uuid7()
    with pytest.raises(refusal):
        consented(abeer, subject, **changes)
    assert consents_of(abeer, subject=subject) == ()


def test_silence_is_no_consent_to_a_purpose_that_touches_health(abeer):
    named(abeer, kinds=["health"])
    with pytest.raises(ExplicitConsentNeeded):
        consented(abeer, uuid7(), is_explicit=False)


def test_silence_is_enough_where_nothing_is_delicate(abeer):
    named(abeer)
    assert not consented(abeer, uuid7(), is_explicit=False).is_explicit


def test_an_officer_names_no_purpose_and_publishes_no_notice(system):
    huda = given_staff(system, "huda", "officer")
    with pytest.raises(NotAllowed):
        named(huda)
    with pytest.raises(NotAllowed):
        given_notice(huda)


def test_another_association_sees_and_touches_nothing(system, abeer):
    subject = uuid7()
    row = named(abeer)
    given_notice(abeer)
    consented(abeer, subject)
    other = given_association("wahj")
    ibrahim = given_staff(other, "ibrahim", "director")

    assert purposes_listed(ibrahim, ended=True) == ()
    assert notices_listed(ibrahim) == ()
    assert notice_in_force(given_noura(other)) is None
    assert consents_of(ibrahim, subject=subject) == ()
    assert readings_of(ibrahim, subjects=[subject]) == ()
    with pytest.raises(NotFound):
        notice_called(ibrahim, number=1)
    with pytest.raises(NotFound):
        end_purpose(ibrahim, purpose=row.pk)
    with pytest.raises(ConsentMissing):
        withdraw_consent(ibrahim, subject=subject, purpose="visits")

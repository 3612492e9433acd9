"""The policy's life at the desk: read, acknowledged, published, sent round, reviewed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from wasl.domains.applications.queries import drafts_held
from wasl.domains.associations.tests.given import given_association
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_about
from wasl.domains.policies.actions import (
    acknowledge_policy,
    publish_policy,
    set_acknowledgement_grace,
)
from wasl.domains.policies.queries import (
    acknowledgement_due,
    circulations_listed,
    policy_in_force,
    publications_listed,
    reviews_listed,
)
from wasl.domains.policies.tests.given import given_adopted, given_in_force
from wasl.faces.desk.tests.given import Desk, browser_of, given_desk, given_member
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

INTAKE = {
    "service": "food-basket",
    "channel": "phone",
    "phone": "0551234567",
    "language": "ar",
}


def given_late(desk: Desk) -> Actor:
    """An officer whose time to acknowledge the version in force is over."""
    officer = desk.member("officer")
    set_acknowledgement_grace(Actor.system(desk.association), days=0)
    return officer


def tomorrow(time_machine) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=1, hours=1))


def in_force(desk: Desk) -> UUID:
    return policy_in_force(Actor.system(desk.association)).id


def page(actor: Actor, address: str) -> str:
    answer = browser_of(actor).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("rest", ["", "queue/", "intake/"])
def test_who_owes_an_acknowledgement_is_reminded_on_every_page_until_he_gives_it(rest):
    desk = given_desk()
    huda = desk.member("officer")
    assert "desk-reminder" in page(huda, desk.address(rest))

    acknowledge_policy(huda, policy_version=in_force(desk))

    assert "desk-reminder" not in page(huda, desk.address(rest))


def test_the_policy_is_read_whole_and_acknowledged_at_its_end():
    desk = given_desk()
    huda = desk.member("officer")
    browser = browser_of(huda)
    read = browser.get(desk.address("policy/read/?next=/manarat/desk/queue/")).content.decode()
    for clause in policy_in_force(huda).policy.clauses:
        assert f'id="{clause.ref}"' in read

    answer = browser.post(
        desk.address(f"policy/{in_force(desk)}/acknowledge/"), {"next": "/manarat/desk/queue/"}
    )

    assert answer["Location"] == "/manarat/desk/queue/"
    assert acknowledgement_due(huda) is None


@pytest.mark.parametrize(
    "next_page",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "//[",
        "/manarat/desk/\n",
        "/manarat/",
        "",
    ],
)
def test_an_acknowledgement_never_leads_away_from_the_desk(next_page):
    desk = given_desk()

    answer = browser_of(desk.member()).post(
        desk.address(f"policy/{in_force(desk)}/acknowledge/"), {"next": next_page}
    )

    assert answer["Location"] == desk.address("policy/read/")


def test_who_is_overdue_reads_first_and_goes_on_with_what_he_typed(time_machine):
    desk = given_desk()
    huda = given_late(desk)
    tomorrow(time_machine)
    browser = browser_of(huda)

    refused = browser.post(desk.address("intake/"), INTAKE)

    assert refused.status_code == 403
    shown = refused.content.decode()
    assert '<input type="hidden" name="phone" value="0551234567">' in shown
    assert drafts_held(huda) == ()

    again = browser.post(desk.address("intake/"), {**INTAKE, "acknowledged": str(in_force(desk))})

    assert again.status_code == 302
    assert acknowledgement_due(huda) is None
    assert len(drafts_held(huda)) == 1


def test_a_version_that_is_none_is_not_acknowledged_in_passing(time_machine):
    desk = given_desk()
    huda = given_late(desk)
    tomorrow(time_machine)

    answer = browser_of(huda).post(desk.address("intake/"), {**INTAKE, "acknowledged": "x"})

    assert answer.status_code == 404
    assert acknowledgement_due(huda) is not None


def test_the_director_sees_who_owes_it_and_reminds_them_once_a_day():
    desk = given_desk()
    director, huda = desk.member("director", name="لطيفة العمر"), desk.member("officer")
    acknowledge_policy(director, policy_version=in_force(desk))
    shown = page(director, desk.address("policy/acknowledgements/"))
    assert huda.name in shown

    browser = browser_of(director)
    browser.post(desk.address("policy/acknowledgements/remind/"))
    browser.post(desk.address("policy/acknowledgements/remind/"))

    sent = messages_about(Actor.system(desk.association), about=in_force(desk))
    owing = len([one for one in sent if one.kind == "acknowledgement_owed"])
    assert owing >= 1
    assert len({one.id for one in sent}) == owing


@pytest.mark.parametrize(("days", "status"), [("3", 302), ("٣", 302), ("91", 422), ("", 422)])
def test_the_director_sets_the_grace(days, status):
    desk = given_desk()

    answer = browser_of(desk.member("director")).post(
        desk.address("policy/acknowledgements/grace/"), {"days": days}
    )

    assert answer.status_code == status
    row = policy_in_force(Actor.system(desk.association))
    assert (row.grace_days == 3) is (status == 302)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_of_acknowledgements_leaves_as_a_table(kind):
    desk = given_desk()

    answer = browser_of(desk.member("director")).get(
        desk.address(f"policy/acknowledgements/export/{kind}/")
    )

    assert answer.status_code == 200
    assert f"manarat-acknowledgements-1.{kind}" in answer["Content-Disposition"]


def test_the_list_is_printed_to_be_signed():
    desk = given_desk()
    huda = desk.member("officer")

    assert huda.name in page(
        desk.member("director"), desk.address("policy/acknowledgements/sheet/")
    )


def published(version: UUID, **changes: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "policy_version": str(version),
        "place": "noticeboard",
        "address": "المدخل الرئيس",
        "published_on_day": str(today.day),
        "published_on_month": str(today.month),
        "published_on_year": str(today.year),
        "published_on_calendar": "gregorian",
    } | changes


def test_a_publication_is_recorded_and_ended():
    desk = given_desk()
    browser = browser_of(desk.member("director"))

    browser.post(desk.address("policy/publications/publish/"), published(in_force(desk)))

    row = next(
        one
        for one in publications_listed(Actor.system(desk.association))
        if one.place == "noticeboard"
    )
    assert "المدخل الرئيس" in browser.get(desk.address("policy/publications/")).content.decode()
    browser.post(desk.address(f"policy/publications/{row.id}/withdraw/"))
    again = browser.post(desk.address(f"policy/publications/{row.id}/withdraw/"), follow=True)
    assert again.context["messages"]
    ended = [one for one in publications_listed(Actor.system(desk.association)) if one.id == row.id]
    assert [one.withdrawn_on for one in ended] == [timezone.localdate()]


@pytest.mark.parametrize(
    "changes", [{"place": ""}, {"published_on_year": "2099"}, {"published_on_day": ""}]
)
def test_a_publication_that_cannot_be_is_told_at_its_field(changes):
    desk = given_desk()

    answer = browser_of(desk.member("director")).post(
        desk.address("policy/publications/publish/"), published(in_force(desk), **changes)
    )

    assert answer.status_code == 422
    assert "ui-error" in answer.content.decode()


def test_another_version_on_show_than_the_one_in_force_is_a_warning_and_is_put_right():
    desk = given_desk()
    director = desk.member("director")
    publish_policy(
        director,
        policy_version=in_force(desk),
        place="noticeboard",
        published_on=timezone.localdate(),
    )
    given_in_force(desk.association)

    shown = page(director, desk.address("policy/publications/"))
    assert "لوحة إعلانات المراجعين: المعروض هناك الإصدار" in shown
    assert "إصدار آخر من السياسة معروض" in page(director, desk.address())
    assert "إصدار آخر من السياسة معروض" not in page(desk.member("officer"), desk.address())


def test_a_circulation_tells_whom_it_reaches_and_what_it_says_before_it_is_sent():
    desk = given_desk()
    director = desk.member("director")
    browser = browser_of(director)
    address = desk.address("policy/circulations/beneficiaries/")

    shown = browser.get(address).content.decode()
    assert "شخص واحد، برسالة نصية" in shown
    assert "حدّثنا سياسة خدمة المستفيدين" in shown
    assert "was renewed" in shown
    assert circulations_listed(director) == ()

    browser.post(address, {"do": "send"})

    (row,) = circulations_listed(director)
    assert (row.audience, row.told, row.unreachable) == ("beneficiaries", 1, 0)
    waiting = page(director, desk.address("policy/circulations/"))
    assert "تنتظر الإرسال" in waiting
    send_due_messages(Actor.system(desk.association))
    assert "تنتظر الإرسال" not in page(director, desk.address("policy/circulations/"))


def test_a_circulation_to_colleagues_carries_a_word_which_is_seen_first():
    desk = given_desk()
    director = desk.member("director")
    browser = browser_of(director)
    address = desk.address("policy/circulations/staff/")

    seen = browser.post(address, {"do": "look", "note": "نلتقي يوم الأحد"}).content.decode()
    assert seen.count("نلتقي يوم الأحد") == 2
    assert circulations_listed(director) == ()

    browser.post(address, {"do": "send", "note": "نلتقي يوم الأحد"})
    (row,) = circulations_listed(director)
    assert row.note == "نلتقي يوم الأحد"
    assert row.told >= 1


def test_an_audience_that_is_none_leads_nowhere():
    desk = given_desk()

    answer = browser_of(desk.member("director")).get(desk.address("policy/circulations/all/"))

    assert answer.status_code == 404


def reviewed(**changes: str) -> dict[str, str]:
    return {
        "outcome": "unchanged",
        "kind": "meeting",
        "reference": "١٤٤٨/٣",
        "reviewed_on_day": "1",
        "reviewed_on_month": "5",
        "reviewed_on_year": "1448",
        "reviewed_on_calendar": "hijri",
        "note": "",
    } | changes


SAME_DAY = {
    "other_date_day": "12",
    "other_date_month": "10",
    "other_date_year": "2026",
    "other_date_calendar": "gregorian",
}


@pytest.mark.parametrize("other", [{}, SAME_DAY])
def test_an_unchanged_review_is_recorded_with_both_dates(other):
    desk = given_desk()
    director = desk.member("director")

    answer = browser_of(director).post(desk.address("policy/reviews/record/"), reviewed(**other))

    assert answer["Location"] == desk.address("policy/reviews/")
    (row,) = reviews_listed(director)
    assert (row.outcome, row.hijri, row.reviewed_on.isoformat()) == (
        "unchanged",
        "1448-05-01",
        "2026-10-12",
    )


def test_a_review_that_begins_a_new_version_leads_to_its_document():
    desk = given_desk()
    director = desk.member("director")

    answer = browser_of(director).post(
        desk.address("policy/reviews/record/"), reviewed(outcome="new_draft")
    )

    assert answer["Location"] == desk.address("policy/upload/")
    (row,) = reviews_listed(director)
    assert row.new_issue == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": ""},
        {"reference": ""},
        {"reviewed_on_day": "30", "reviewed_on_month": "3"},
        {"reviewed_on_year": "1460"},
        {**SAME_DAY, "other_date_day": "13"},
        {"reviewed_on_year": "1901", **SAME_DAY, "other_date_year": "1902"},
    ],
)
def test_a_review_that_cannot_be_is_told_at_its_field(changes):
    desk = given_desk()
    director = desk.member("director")

    answer = browser_of(director).post(desk.address("policy/reviews/record/"), reviewed(**changes))

    assert answer.status_code == 422
    assert reviews_listed(director) == ()


def test_the_director_is_told_at_home_that_a_review_is_near(time_machine):
    desk = given_desk()
    director, huda = desk.member("director"), desk.member("officer")
    said = "حان أن يراجع المجلس السياسة"
    assert said not in page(director, desk.address())

    time_machine.move_to(timezone.now() + timedelta(days=340))

    assert said in page(director, desk.address())
    assert said not in page(huda, desk.address())


def test_a_case_says_that_it_lives_under_an_earlier_version():
    desk = given_desk()
    huda, director = desk.member("officer"), desk.member("officer", "director")
    said = "هذا الطلب على إصدار سابق من السياسة"
    assert said not in page(huda, desk.of_case())

    given_in_force(desk.association)

    assert said in page(huda, desk.of_case())
    compared = page(director, desk.of_case())
    assert f"policy/{in_force(desk)}/compare/?with=" in compared


def test_staff_print_the_policy_and_a_draft_to_be_signed():
    desk = given_desk()
    draft = given_adopted(desk.association)
    browser = browser_of(desk.member())

    for version in (in_force(desk), draft):
        answer = browser.get(desk.address(f"policy/{version}/policy.pdf"))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "rest",
    [
        "policy/acknowledgements/",
        "policy/acknowledgements/sheet/",
        "policy/publications/",
        "policy/circulations/",
        "policy/circulations/staff/",
        "policy/reviews/",
    ],
)
def test_an_officer_keeps_no_policy(rest):
    desk = given_desk()

    assert browser_of(desk.member("officer")).get(desk.address(rest)).status_code == 403


def test_another_association_learns_nothing():
    desk = given_desk()
    ibrahim = given_member(given_other(), "director")

    for rest in ("policy/read/", "policy/acknowledgements/", "policy/publications/"):
        assert browser_of(ibrahim).get(desk.address(rest)).status_code == 404


def given_other() -> UUID:
    return given_association("wahj")


def test_before_any_policy_is_in_force_every_page_says_what_comes_first():
    house = given_other()
    director = given_member(house, "director")

    for rest in ("read/", "acknowledgements/", "publications/", "circulations/", "reviews/"):
        answer = browser_of(director).get(f"/wahj/desk/policy/{rest}")
        assert answer.status_code == 200, rest
        assert "ui-empty" in answer.content.decode()

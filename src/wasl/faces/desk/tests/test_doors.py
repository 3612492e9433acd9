"""Who is let in at the desk, and what a case that is not to be opened answers."""

import pytest
from django.urls import reverse

from wasl.domains.applications.actions import assign, save_answers, start_application
from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.tests.given import NOURA, NOURA_PHONE, SERVICE, given_draft
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.tests.given import NOURA_ID
from wasl.domains.privacy.queries import has_open_file
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.faces.edge.routes import scopes_of, views_declared

pytestmark = pytest.mark.django_db

ACTS = [
    "ask",
    "answered",
    "refer",
    "tell",
    "assign",
    "researcher",
    "open",
    "contacts/new",
    "withdraw",
    "assessment/plan",
    "assessment/recommend",
]


def test_every_door_of_the_desk_is_for_staff_with_a_permission():
    found = [
        (name, scope.written)
        for _address, name, view in views_declared()
        if name.startswith("desk:")
        for scope in scopes_of(view)
    ]

    assert found
    assert [one for one in found if not one[1].startswith("staff ")] == []


@pytest.mark.parametrize("act", ACTS)
def test_a_link_never_acts(act):
    desk = given_desk()

    answer = browser_of(desk.member("officer", "researcher")).get(desk.of_case(f"{act}/"))

    assert answer.status_code == 405


def test_who_is_not_signed_in_is_led_to_sign_in():
    desk = given_desk()

    answer = browser_of(desk.member()).__class__().get(desk.of_case())

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize(
    "rest", ["", "checks/", "contacts/", "data/", "documents/identity/", "assessment/"]
)
def test_another_associations_staff_see_nothing(rest):
    desk = given_desk()
    ibrahim = given_member(given_association("wahj"), "officer", "researcher", "director")

    answer = browser_of(ibrahim).get(desk.of_case(rest))

    assert answer.status_code == 404
    assert NOURA not in answer.content.decode()


def test_a_colleagues_case_answers_with_the_form_alone():
    desk = given_desk()
    reem, huda = desk.member(), desk.member()
    assign(reem, application=desk.case, to=reem.member)

    page = browser_of(huda).get(desk.of_case())
    fragment = browser_of(huda).get(desk.of_case(), headers={"HX-Request": "true"})

    reference = application_for_work(reem, application=desk.case).reference
    for answer in (page, fragment):
        assert answer.status_code == 403
        text = answer.content.decode()
        assert 'name="reason"' in text
        assert NOURA not in text
        assert reference not in text
        assert "0551234567"[1:] not in text.replace(" ", "")
    assert "<html" not in fragment.content.decode()


def test_a_reason_opens_a_colleagues_case_for_an_hour():
    desk = given_desk()
    reem, huda = desk.member(), desk.member()
    assign(reem, application=desk.case, to=reem.member)
    browser = browser_of(huda)

    short = browser.post(desk.of_case("open/"), {"reason": "أريد"})
    opened = browser.post(desk.of_case("open/"), {"reason": "حضر المستفيد والزميلة في إجازة"})

    assert short.status_code == 403
    assert opened.status_code == 302
    assert has_open_file(huda, subject=desk.case)
    assert browser.get(desk.of_case()).status_code == 200


def test_a_case_that_touches_oneself_can_only_be_handed_over():
    desk = given_desk()
    kin = desk.member(name="قريب نورة", relatives=[{"national_id": NOURA_ID}])
    huda = desk.member()
    browser = browser_of(kin)

    page = browser.get(desk.of_case())
    assert page.status_code == 403
    assert NOURA not in page.content.decode()
    assert desk.of_case("assign/") in page.content.decode()

    answer = browser.post(desk.of_case("assign/"), {"to": str(huda.member)})

    assert answer.status_code == 302
    case = application_for_work(huda, application=desk.case)
    assert case.assigned_to == huda.member


def test_the_second_of_two_editors_sees_both_values_and_can_go_on():
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    version = application_for_work(huda, application=desk.case).version
    save_answers(huda, application=desk.case, applicant={"city": "جدة"})
    typed = {"version": str(version), "a-city": "الطائف", "a-name": NOURA, "as": "self"}

    stale = browser.post(desk.of_case("data/"), typed)

    assert stale.status_code == 409
    text = stale.content.decode()
    assert "جدة" in text
    assert "الطائف" in text
    assert application_for_work(huda, application=desk.case).applicant["city"] == "جدة"

    again = browser.post(desk.of_case("data/"), typed | {"version": ""})

    assert again.status_code == 302
    assert application_for_work(huda, application=desk.case).applicant["city"] == "الطائف"


def test_a_draft_that_touches_its_officer_is_refused_while_typing():
    desk = given_desk()
    kin = desk.member(relatives=[{"national_id": NOURA_ID}])
    draft = given_draft(kin, filled=False, phone="0559876543")

    answer = browser_of(kin).post(
        desk.address(f"intake/{draft.pk}/"), {"a-national_id": NOURA_ID, "save": "1"}
    )

    assert answer.status_code == 403


def test_a_draft_of_a_colleague_is_closed_to_others():
    desk = given_desk()
    reem, huda = desk.member(), desk.member()
    draft = start_application(
        reem, key=desk.case, service=SERVICE, channel="phone", phone=NOURA_PHONE
    )

    answer = browser_of(huda).get(desk.address(f"intake/{draft.pk}/"))

    assert answer.status_code == 403

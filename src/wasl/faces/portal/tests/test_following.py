"""Following, letters and the survey: hits and misses alike, and what each is told."""

import re
from uuid import UUID

import pytest
from django.test import Client

from wasl.domains.applications.actions import ask_for_missing
from wasl.faces.portal.tests.given import (
    NOURA,
    given_association,
    given_basket_asked,
    last_code,
    text_of,
)
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import new_reference

pytestmark = pytest.mark.django_db


def _without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def _asked(client: Client, reference: str) -> tuple[int, str, str]:
    answer = client.post("/manarat/follow/", {"reference": reference})
    page = text_of(client.get("/manarat/follow/code/"))
    shown = re.sub(r"\d{4}-\d{3}-\d{3}", "", _without_token(page))
    return answer.status_code, answer["Location"], shown


def test_a_hit_and_a_miss_look_alike() -> None:
    association = given_association()
    sent = given_basket_asked(association)
    assert _asked(Client(), sent.reference) == _asked(Client(), new_reference())


def test_a_hit_and_a_miss_are_locked_alike() -> None:
    association = given_association()
    sent = given_basket_asked(association)
    for reference in (sent.reference, new_reference(), "1234567890"):
        client = Client()
        client.post("/manarat/follow/", {"reference": reference})
        said = []
        for _ in range(6):
            page = text_of(client.post("/manarat/follow/code/", {"code": "000000"}))
            said.append(re.findall(r'href="#id_code">(.*?)</a>', page)[0])
            assert NOURA not in page
        assert len(set(said[:5])) == 1
        assert said[5] != said[0]


def test_the_right_code_does_not_open_what_six_wrong_ones_locked() -> None:
    association = given_association()
    sent = given_basket_asked(association)
    client = Client()
    client.post("/manarat/follow/", {"reference": sent.reference})
    right = last_code(association)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(6):
        client.post("/manarat/follow/code/", {"code": wrong})
    assert client.post("/manarat/follow/code/", {"code": right}).status_code == 422


def test_random_references_are_stopped() -> None:
    given_association()
    client = Client()
    codes = [
        client.post("/manarat/follow/", {"reference": new_reference()}).status_code
        for _ in range(62)
    ]
    assert set(codes[:60]) == {302}
    assert codes[60:] == [429, 429]


def test_a_followed_request_shows_where_it_stands_and_no_other() -> None:
    association = given_association()
    mine = given_basket_asked(association)
    other = given_basket_asked(association, phone="0559876543")
    client = Client()
    client.post("/manarat/follow/", {"reference": mine.reference})
    answer = client.post("/manarat/follow/code/", {"code": last_code(association)})
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "وصلنا طلبكم" in text_of(page)
    assert client.get(f"/manarat/follow/{other.application}/").status_code == 404


def _followed(association: UUID) -> tuple[Client, str]:
    sent = given_basket_asked(association, phone="")
    client = Client()
    client.post("/manarat/follow/", {"reference": sent.reference})
    answer = client.post("/manarat/follow/code/", {"code": sent.secret or ""})
    return client, answer["Location"]


def test_what_is_missing_is_named_with_its_door() -> None:
    association = given_association()
    client, case = _followed(association)
    application = UUID(case.rstrip("/").rpartition("/")[2])
    ask_for_missing(
        Actor.system(association), application=application, items=["income_proof"], note="آخر شهر"
    )
    page = text_of(client.get(case))
    assert f"/manarat/apply/{application}/documents/income_proof/" in page
    assert "آخر شهر" in page
    assert client.post(f"{case}given/", follow=True).status_code == 200


def test_a_request_is_taken_back_on_a_page_of_its_own() -> None:
    association = given_association()
    client, case = _followed(association)
    assert client.post(f"{case}take-back/", {}).status_code == 422
    page = client.post(f"{case}take-back/", {"sure": "on"}, follow=True)
    assert "سحبتم الطلب" in text_of(page)
    assert client.get(f"{case}take-back/").status_code == 302


def test_nothing_is_done_by_a_link() -> None:
    association = given_association()
    client, case = _followed(association)
    assert client.get(f"{case}given/").status_code == 405
    assert client.get("/manarat/leave/").status_code == 405


def test_leaving_forgets_what_was_proved() -> None:
    association = given_association()
    client, case = _followed(association)
    client.post("/manarat/leave/")
    assert client.get(case).status_code == 302


def test_a_link_that_leads_nowhere_says_what_to_do() -> None:
    given_association()
    assert Client().get("/manarat/survey/nothing/").status_code == 404
    assert Client().get("/manarat/letters/nothing/").status_code == 404

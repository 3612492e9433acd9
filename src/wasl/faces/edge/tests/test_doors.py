"""Who is let through which door."""

import re
from uuid import UUID

import pytest
from django.test import Client

from wasl.domains.access.actions import change_roles, leave_staff
from wasl.domains.access.tests.given import PASSWORD, given_director
from wasl.domains.associations.tests.given import given_association
from wasl.faces.edge.routes import Undeclared
from wasl.faces.edge.tests.given import given_account, given_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.edge.tests.doors")]


@pytest.fixture
def manarat() -> UUID:
    return given_association("manarat")


@pytest.fixture
def wahj() -> UUID:
    return given_association("wahj")


def test_anybody_enters_a_public_door_as_a_visitor(client: Client, manarat: UUID):
    answer = client.get("/manarat/")
    assert (answer.status_code, answer.json()["kind"]) == (200, "public")


def test_an_unknown_association_is_not_found(client: Client):
    assert client.get("/nobody/").status_code == 404
    assert client.get("/nobody/desk/").status_code == 404


def test_a_door_without_a_scope_is_a_defect_and_shows_nothing(client: Client, manarat: UUID):
    with pytest.raises(Undeclared):
        client.get("/manarat/undeclared/")
    client.raise_request_exception = False
    answer = client.get("/manarat/undeclared/")
    assert answer.status_code == 500
    assert b"secret" not in answer.content


def test_o39_a_link_never_does_what_a_form_does(client: Client, manarat: UUID):
    given_signed_in(client, manarat, roles=("committee_member",))
    answer = client.get("/manarat/vote/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert client.get("/account/logout/").status_code == 405
    assert client.get("/language/").status_code == 405
    assert client.get("/manarat/desk/").status_code == 200


def test_staff_doors_lead_to_sign_in_and_back(client: Client, manarat: UUID):
    answer = client.get("/manarat/desk/?page=2")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=%2Fmanarat%2Fdesk%2F%3Fpage%3D2"


def test_a_fragment_is_led_to_sign_in_as_a_whole(client: Client, manarat: UUID):
    answer = client.get("/manarat/desk/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/account/login/"
    assert answer.content == b""


def test_who_signs_in_for_a_fragment_comes_back_to_its_page(client: Client, manarat: UUID):
    page = "http://testserver/manarat/desk/?page=2"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    answer = client.post("/manarat/vote/", headers=headers)
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fmanarat%2Fdesk%2F%3Fpage%3D2"


def test_a_password_alone_does_not_open_the_desk(client: Client, manarat: UUID):
    _, email = given_account(manarat)
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    answer = client.get("/manarat/desk/")
    assert answer["Location"].startswith("/account/authenticator/")


def test_a_member_of_staff_enters_with_both(client: Client, manarat: UUID):
    given_signed_in(client, manarat, "هدى")
    answer = client.get("/manarat/desk/")
    assert answer.json() == {"kind": "staff", "held": 0, "name": "هدى"}


def test_on_public_pages_a_member_of_staff_is_a_visitor(client: Client, manarat: UUID):
    given_signed_in(client, manarat)
    assert client.get("/manarat/").json()["kind"] == "public"


def test_a_colleague_without_the_permission_may_not(client: Client, manarat: UUID):
    given_signed_in(client, manarat, roles=("officer",))
    assert client.post("/manarat/vote/").status_code == 403


def test_a_member_of_another_association_finds_nothing(client: Client, manarat: UUID, wahj: UUID):
    given_signed_in(client, wahj, "إبراهيم", roles=("director", "committee_chair"))
    for answer in (client.get("/manarat/desk/"), client.post("/manarat/vote/")):
        assert answer.status_code == 404
    unknown = client.get("/nobody/desk/")
    assert _sameness(unknown) == _sameness(client.get("/manarat/desk/"))
    assert client.get("/wahj/desk/").status_code == 200


def _sameness(answer) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r"/(nobody|manarat)/desk/", "", text)


def test_o38_who_has_left_is_signed_out_at_the_next_request(client: Client, manarat: UUID):
    huda = given_signed_in(client, manarat)
    assert client.get("/manarat/desk/").status_code == 200
    assert huda.staff is not None
    leave_staff(given_director(manarat), staff=huda.staff)
    answer = client.get("/manarat/desk/")
    assert answer["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in client.session


def test_roles_taken_away_are_gone_at_the_next_request(client: Client, manarat: UUID):
    fahad = given_signed_in(client, manarat, roles=("committee_member",))
    assert client.post("/manarat/vote/").status_code == 200
    assert fahad.staff is not None
    change_roles(given_director(manarat), staff=fahad.staff, roles=["auditor"])
    assert client.post("/manarat/vote/").status_code == 403


def test_an_applicants_door_needs_a_confirmed_phone_or_a_draft(client: Client, manarat: UUID):
    assert client.get("/manarat/own/").status_code == 403
    proved = client.post("/manarat/prove/", {"what": "phone"})
    assert proved.json() == {"phone": "+966551234567", "kind": "applicant"}
    assert client.get("/manarat/own/").json()["kind"] == "applicant"
    client.post("/manarat/prove/", {"what": "leave"})
    assert client.get("/manarat/own/").status_code == 403
    client.post("/manarat/prove/", {"what": "draft"})
    assert client.get("/manarat/own/").json()["held"] == 1


def test_what_was_proved_at_one_association_is_nothing_at_another(
    client: Client, manarat: UUID, wahj: UUID
):
    client.post("/manarat/prove/", {"what": "phone"})
    assert client.get("/wahj/").json()["kind"] == "public"


def test_a_confirmed_phone_rests_encrypted_and_under_a_new_key(client: Client, manarat: UUID):
    client.post("/manarat/prove/", {"what": "draft"})
    before = client.session.session_key
    client.post("/manarat/prove/", {"what": "phone"})
    assert client.session.session_key != before
    assert "551234567" not in str(dict(client.session))
    assert client.session.get_expiry_age() == 30 * 60


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_o40_a_form_without_its_token_is_refused(manarat: UUID, origin: str | None):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/account/login/")
    token = page.context["csrf_token"]
    headers = {"Origin": origin} if origin else {}
    data = {"csrfmiddlewaretoken": str(token), "what": "draft"} if origin else {"what": "draft"}
    answer = client.post("/manarat/prove/", data, headers=headers)
    assert answer.status_code == 403
    assert "visits" not in client.session
    assert client.post("/manarat/prove/", {**data, "csrfmiddlewaretoken": str(token)}).json()

"""One's own data at the portal: the notice, what is held, what is asked, and who read it."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from wasl.domains.access.actions import hire_staff
from wasl.domains.access.queries import member_actor
from wasl.domains.applications.queries import applications_held
from wasl.domains.parties.actions import know_party, protect_party
from wasl.domains.privacy.actions import (
    give_consent,
    name_usual_purposes,
    open_file_out_of_turn,
    publish_notice,
)
from wasl.domains.privacy.queries import (
    FIRST_NOTICE,
    consents_of,
    rights_request_sheet,
    rights_requests_listed,
)
from wasl.faces.portal.tests.given import (
    NOURA,
    NOURA_ID,
    NOURA_PHONE,
    given_association,
    given_basket_asked,
    last_code,
    text_of,
)
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

MINE = "/manarat/privacy/mine/"
WORDS = "أبغى أعرف وش مسجلين عني"


@pytest.fixture
def manarat() -> UUID:
    return given_association()


def _staff(association: UUID, name: str, *roles: str) -> Actor:
    system = Actor.system(association)
    staff = hire_staff(
        system, email=f"{name}@example.org", name=name, password="قهوة-صباح-27", roles=roles
    )
    actor = member_actor(system, association=association, staff=staff.pk)
    assert actor is not None
    return actor


def _entered(association: UUID, phone: str = NOURA_PHONE) -> Client:
    client = Client()
    client.post("/manarat/phone/", {"phone": phone})
    client.post("/manarat/phone/code/", {"code": last_code(association, phone)})
    return client


def _known(association: UUID, **known: str) -> UUID:
    system = Actor.system(association)
    said: dict[str, Any] = {"name": NOURA, "national_id": NOURA_ID, "phone": NOURA_PHONE} | known
    return know_party(system, kind="person", **said).pk


def test_anybody_reads_the_notice_the_rights_and_what_is_held(manarat: UUID) -> None:
    abeer = _staff(manarat, "abeer", "privacy_officer")
    publish_notice(abeer, text=FIRST_NOTICE, published_from=timezone.localdate())
    publish_notice(
        abeer,
        text=FIRST_NOTICE,
        changes={"ar": "غداً", "en": "tomorrow"},
        published_from=timezone.localdate() + timedelta(days=1),
    )
    name_usual_purposes(abeer)
    page = text_of(Client().get("/manarat/privacy/"))

    assert "من نحن" in page
    assert "مراعاة المرض والإعاقة" in page
    assert "abeer" not in page
    assert Client().get("/manarat/privacy/notices/1/").status_code == 200
    assert Client().get("/manarat/privacy/notices/2/").status_code == 404


def test_before_a_notice_the_rights_are_there(manarat: UUID) -> None:
    page = text_of(Client().get("/manarat/privacy/"))

    assert "/manarat/privacy/ask/" in page


@pytest.mark.parametrize("path", ["mine/", "ask/"])
def test_one_confirms_his_phone_first(manarat: UUID, path: str) -> None:
    answer = Client().get(f"/manarat/privacy/{path}")

    assert answer.status_code == 302
    assert "/manarat/phone/" in answer["Location"]


def test_who_holds_a_slip_confirms_a_phone_too(manarat: UUID) -> None:
    client = Client()
    client.post("/manarat/services/urgent-aid/apply/begin/", {"key": ""})

    for path in ("mine/", "ask/"):
        answer = client.get(f"/manarat/privacy/{path}")
        assert answer.status_code == 302
        assert "/manarat/phone/" in answer["Location"]


def test_a_phone_of_ours_and_a_strange_one_are_asked_alike(manarat: UUID) -> None:
    _known(manarat)
    shown = []
    for phone in (NOURA_PHONE, "0509998877"):
        client = Client()
        client.post("/manarat/phone/?next=/manarat/privacy/mine/", {"phone": phone})
        page = text_of(client.get("/manarat/phone/code/?next=/manarat/privacy/mine/"))
        digits = re.sub(r"\d{3} \d{3} \d{4}|[0-9a-f-]{36}", "", page)
        shown.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", digits))
    assert shown[0] == shown[1]


def test_noura_sees_what_kind_of_data_is_held_and_none_of_it(manarat: UUID) -> None:
    given_basket_asked(manarat)
    page = text_of(_entered(manarat).get(MINE))

    assert NOURA in page
    assert NOURA_ID not in page
    assert "3500" not in page
    assert "3,500" not in page


def test_a_strange_phone_sees_nothing_and_is_not_told_that_there_is_nothing(manarat: UUID) -> None:
    given_basket_asked(manarat)
    page = text_of(_entered(manarat, "0509998877").get(MINE))

    assert NOURA not in page
    assert "لا يُعرض شيء تحت هذا الرقم" in page


def test_the_phone_opens_no_record_of_a_protected_person(manarat: UUID) -> None:
    party = _known(manarat)
    director = _staff(manarat, "latifa", "director")
    protect_party(director, party=party, why="لا يُعطى عنوانها لأحد حفاظاً عليها")

    assert NOURA not in text_of(_entered(manarat).get(MINE))


def test_noura_asks_in_her_own_words_and_follows_the_answer(manarat: UUID) -> None:
    party = _known(manarat)
    abeer = _staff(manarat, "abeer", "privacy_officer")
    client = _entered(manarat)
    asked = {"kind": "access", "words": WORDS, "name": NOURA, "about": str(party)}
    answer = client.post("/manarat/privacy/ask/", asked)

    (row,) = rights_requests_listed(abeer)
    assert answer["Location"] == f"{MINE}requests/{row.id}/"
    assert (row.party, row.way) == (party, "portal")
    sheet = rights_request_sheet(abeer, request=row.id)
    assert (sheet.words, sheet.identity_check) == (WORDS, "phone_code")
    page = text_of(client.get(answer["Location"]))
    assert WORDS in page
    assert "نرجو الحضور ومعكم أصل الوثيقة" in page
    assert client.get(f"{MINE}requests/{row.id}/letter/").status_code == 200
    again = client.post("/manarat/privacy/ask/", asked)
    assert again.status_code == 422
    assert "سبق أن طلبتم" in text_of(again)
    client.post(f"{MINE}requests/{row.id}/take-back/")
    assert rights_requests_listed(abeer)[0].stage == "withdrawn"


@pytest.mark.parametrize("lacking", ["kind", "words", "name", "about"])
def test_what_is_lacking_is_said_and_nothing_is_lost(manarat: UUID, lacking: str) -> None:
    party = _known(manarat)
    client = _entered(manarat)
    asked = {"kind": "copy", "words": WORDS, "name": NOURA, "about": str(party)} | {lacking: ""}
    answer = client.post("/manarat/privacy/ask/", asked)

    assert answer.status_code == 422
    assert lacking == "words" or WORDS in text_of(answer)
    assert rights_requests_listed(_staff(manarat, "abeer", "privacy_officer")) == ()


def test_the_data_of_another_is_not_taken_from_the_form(manarat: UUID) -> None:
    stranger = _known(manarat, name="سالم الحربي", national_id="1098765439", phone="0509998877")
    _known(manarat)
    client = _entered(manarat)
    asked = {"kind": "copy", "words": WORDS, "name": NOURA, "about": str(stranger)}

    assert client.post("/manarat/privacy/ask/", asked).status_code == 422


def test_another_phone_finds_neither_the_request_nor_its_letter(manarat: UUID) -> None:
    _known(manarat)
    abeer = _staff(manarat, "abeer", "privacy_officer")
    asked = {"kind": "objection", "words": WORDS, "name": NOURA, "about": "other"}
    _entered(manarat).post("/manarat/privacy/ask/", asked)
    (row,) = rights_requests_listed(abeer)
    other = _entered(manarat, "0509998877")

    for path in ("", "letter/"):
        assert other.get(f"{MINE}requests/{row.id}/{path}").status_code == 404
    assert other.post(f"{MINE}requests/{row.id}/take-back/").status_code == 404


def test_a_consent_is_taken_back_and_somebody_sees_to_it(manarat: UUID) -> None:
    party = _known(manarat)
    abeer = _staff(manarat, "abeer", "privacy_officer")
    row = give_consent(
        abeer,
        subject=party,
        purpose="health",
        wording="أوافق على حفظ التقرير الطبي",
        wording_version="1",
        channel="interview",
    )
    client = _entered(manarat)
    address = f"{MINE}consents/{row.pk}/"

    assert "أوافق على حفظ التقرير الطبي" in text_of(client.get(MINE))
    assert client.get(address).status_code == 200
    assert _entered(manarat, "0509998877").get(address).status_code == 404
    client.post(address)
    (kept,) = consents_of(abeer, subject=party)
    assert kept.withdrawn_at is not None
    (request,) = rights_requests_listed(abeer)
    assert (request.kind, request.party) == ("withdrawal", party)
    assert client.get(address).status_code == 404


def test_who_opened_the_file_is_told_by_role_and_never_by_name(manarat: UUID) -> None:
    sent = given_basket_asked(manarat)
    reem = _staff(manarat, "reem", "officer")
    open_file_out_of_turn(
        reem, subject=sent.application, reason="الزميلة في إجازة والمستفيدة على الهاتف"
    )
    client = _entered(manarat)
    page = text_of(client.get(MINE))

    assert applications_held(Actor.system(manarat)) == ()
    assert "موظف علاقات المستفيدين" in page
    assert "reem" not in page

"""Machines send and correct applications."""

import json
import time
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from django.test import Client

from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.tests.given import (
    SERVICE,
    answers_typed,
    applicant_data,
    given_draft,
    given_ready_association,
)
from wasl.domains.parties.tests.given import NOURA_ID, SALEM_ID
from wasl.faces.edge.tests.given import given_signed_in
from wasl.foundation.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wasl.faces.api.tests.doors")]

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def manarat() -> UUID:
    return given_ready_association("manarat")


def _body(**changes: Any) -> dict[str, Any]:
    body = {
        "service": SERVICE,
        "applies_as": "self",
        "phone": "0551234567",
        "applicant": applicant_data(),
        "answers": answers_typed(),
        "signed_name": "نورة بنت عبدالله الحربي",
    }
    return body | changes


def _send(client: Client, body: object, *, key: str = "", slug: str = "manarat") -> Any:
    return client.post(
        f"/api/v1/{slug}/applications",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid4())},
    )


def _correct(client: Client, application: UUID, body: object, *, slug: str = "manarat") -> Any:
    return client.patch(
        f"/api/v1/{slug}/applications/{application}",
        json.dumps(body),
        content_type="application/json",
    )


def test_the_services_are_listed_with_what_they_ask(client: Client, manarat: UUID):
    (row,) = client.get("/api/v1/manarat/services").json()
    assert (row["slug"], row["takes_applications"]) == (SERVICE, True)
    whole = client.get(f"/api/v1/manarat/services/{SERVICE}").json()
    assert {"members", "income"} <= {question["key"] for question in whole["questions"]}
    missing = client.get("/api/v1/manarat/services/none")
    assert (missing.status_code, missing.json()["code"]) == (404, "NotFound")


def test_an_application_is_taken_once_and_told_twice(client: Client, manarat: UUID):
    key = str(uuid4())
    first = _send(client, _body(), key=key)
    again = _send(client, _body(), key=key)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json()["reference"] == again.json()["reference"]
    assert first.json()["id"] == again.json()["id"]


def test_o2_the_same_key_with_another_id_is_refused(client: Client, manarat: UUID):
    key = str(uuid4())
    _send(client, _body(), key=key)
    other = _send(client, _body(applicant=applicant_data(national_id=SALEM_ID)), key=key)
    assert (other.status_code, other.json()["code"]) == (409, "KeyReused")


def test_o3_an_id_in_arabic_digits_is_the_same_person(client: Client, manarat: UUID):
    spaced = f"{NOURA_ID[:4]} {NOURA_ID[4:]}".translate(ARABIC)
    parties = [
        application_for_work(Actor.system(manarat), application=UUID(answer.json()["id"])).party
        for answer in (
            _send(client, _body()),
            _send(client, _body(applicant=applicant_data(national_id=spaced))),
        )
    ]
    assert parties[0] == parties[1]


@pytest.mark.parametrize("number", ["1000000009", "3000000008", "100000000", "10000x0008"])
def test_o4_a_wrong_id_is_named_and_neither_repeated_nor_logged(
    client: Client, manarat: UUID, number: str, caplog
):
    with structlog.testing.capture_logs() as logs:
        answer = _send(client, _body(applicant=applicant_data(national_id=number)))
    assert answer.status_code == 422
    assert "applicant.national_id" in answer.json()["errors"]
    assert answer["Content-Type"].startswith("application/problem+json")
    assert number not in answer.content.decode()
    assert number not in json.dumps(logs, default=str) + caplog.text


def test_a_key_is_needed(client: Client, manarat: UUID):
    answer = _send(client, _body(), key="not a key")
    assert (answer.status_code, answer.json()["code"]) == (400, "KeyNeeded")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"tenant_id": "x"}, 400),
        ({"channel": "interview"}, 422),
        ({"service": 7}, 422),
        ({"signed_name": "م" * 201}, 422),
        ({"answers": answers_typed(secret="x")}, 400),
        ({"applicant": {"name": "secret words of a person"}}, 422),
    ],
)
def test_what_is_not_taken_is_refused_without_echo(
    client: Client, manarat: UUID, changes: dict[str, Any], status: int
):
    answer = _send(client, _body(**changes))
    assert answer.status_code == status
    problem = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(problem)
    assert "secret words" not in answer.content.decode()
    assert "م" * 201 not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b'{"answers":' + b"[" * 200 + b"]" * 200 + b"}",
        b'{"service": NaN}',
        b'{"service": "a", "service": "b"}',
        b'{"service": "\\ud800"}',
        b'{"service": "\\u0000"}',
        b'{"service": 1' + b"0" * 5000 + b"}",
        b"\xff\xfe",
        b"",
        b"[]",
        b"{",
    ],
)
def test_o36_a_body_that_is_none_is_refused_at_once(client: Client, manarat: UUID, body: bytes):
    started = time.monotonic()
    answer = client.post(
        "/api/v1/manarat/applications",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code in (400, 422)
    assert time.monotonic() - started < 1
    if body:
        assert answer.status_code == 400


def test_o36_fifty_megabytes_are_refused_at_once(client: Client, manarat: UUID):
    body = b'{"a":"' + b"x" * (50 * 1024 * 1024) + b'"}'
    started = time.monotonic()
    answer = client.post("/api/v1/manarat/applications", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "TooLarge")
    assert time.monotonic() - started < 1


def test_a_form_is_no_json(client: Client, manarat: UUID):
    answer = client.post("/api/v1/manarat/applications", {"service": SERVICE})
    assert answer.status_code == 400


def test_o7_a_correction_takes_no_field_that_is_not_its_own(client: Client, manarat: UUID):
    huda = given_signed_in(client, manarat)
    row = given_draft(huda)
    for stranger in ("tenant_id", "association", "status", "stage", "decided_by", "outcome"):
        answer = _correct(client, row.pk, {"version": row.version, stranger: "x"})
        assert (answer.status_code, answer.json()["code"]) == (400, "FieldUnknown")
    mixed = {"version": row.version, "answers": {"members": "9"}, "applicant": {"party": "x"}}
    assert _correct(client, row.pk, mixed).status_code == 400
    kept = application_for_work(huda.as_system(), application=row.pk)
    assert (kept.version, kept.answers) == (row.version, row.answers)


def test_o30_a_correction_of_an_old_version_shows_both(client: Client, manarat: UUID):
    huda = given_signed_in(client, manarat)
    row = given_draft(huda)
    fresh = _correct(client, row.pk, {"version": row.version, "answers": {"members": "6"}})
    assert (fresh.status_code, fresh.json()["version"]) == (200, row.version + 1), fresh.content
    stale = _correct(client, row.pk, {"version": row.version, "answers": {"members": "7"}})
    assert (stale.status_code, stale.json()["code"]) == (409, "Stale")
    (difference,) = stale.json()["differences"].values()
    assert (str(difference["theirs"]), str(difference["yours"])) == ("6", "7")
    kept = application_for_work(huda.as_system(), application=row.pk)
    assert str(kept.answers["members"]) == "6"


def test_a_correction_needs_staff_of_this_association(client: Client, manarat: UUID):
    given_ready_association("wahj")
    row = given_draft(Actor.system(manarat))
    body = {"version": row.version, "answers": {"members": "7"}}
    assert _correct(client, row.pk, body).status_code == 401
    given_signed_in(client, given_ready_association("durbah"), "إبراهيم")
    foreign = _correct(client, row.pk, body)
    unknown = _correct(client, uuid4(), body)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    inside = _correct(client, row.pk, body, slug="durbah")
    nothing = _correct(client, uuid4(), body, slug="durbah")
    assert inside.status_code == nothing.status_code == 404
    assert inside.content == nothing.content


def test_o40_a_correction_needs_the_token(manarat: UUID):
    client = Client(enforce_csrf_checks=False)
    huda = given_signed_in(client, manarat)
    row = given_draft(huda)
    body = {"version": row.version, "answers": {"members": "7"}}
    client.handler.enforce_csrf_checks = True
    answer = _correct(client, row.pk, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "ForeignForm")


def test_a_wrong_method_is_said(client: Client, manarat: UUID):
    answer = client.delete("/api/v1/manarat/applications")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer.json()["code"] == "MethodRefused"


def test_an_address_that_is_none_is_a_problem_too(client: Client):
    answer = client.get("/api/v1/manarat/nothing")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_description_is_public_and_the_documentation_pages_are_not_there(client: Client):
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
    assert client.get("/api/v1/").status_code == 404
    assert client.get("/api/v1/docs").status_code == 404

"""Bad and abusive inputs at the desk: other people's files, conflicts, old versions, links."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.contracts.given import (
    NOURA,
    NOURA_ID,
    NOURA_PHONE,
    SALEM_ID,
    all_at_once,
    copied,
    text_of,
)
from wasl.domains.applications.actions import assign, save_answers
from wasl.domains.applications.queries import application_for_work
from wasl.domains.applications.tests.given import (
    applicant_data,
    given_noura_visiting,
    given_submitted_whole,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.decisions.queries import decision_of
from wasl.domains.decisions.tests.given import given_bench, given_department, given_votes
from wasl.domains.governance.queries import trail_read
from wasl.domains.parties.tests.given import NOURA_IBAN
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.faces.edge.routes import scopes_of, views_declared
from wasl.faces.edge.tests.given import given_authenticator
from wasl.faces.ui.spreadsheet import XLSX
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

OF_A_CASE = (
    "",
    "checks/",
    "contacts/",
    "data/",
    "documents/income_proof/",
    "assessment/",
    "decision/",
    "delivery/",
    "delivery/receipt/",
)


def _browser(actor: Actor) -> Client:
    given_authenticator(actor)
    return browser_of(actor)


def _refusals(association: UUID) -> list[str]:
    with entered_scope(Actor.system(association), writing=False):
        details = TrailEntry.objects.order_by("sequence").values_list("details", flat=True)
        return [json.loads(one).get("refused", "") for one in details]


@pytest.mark.parametrize("page", OF_A_CASE)
def test_o5_a_file_of_another_association_is_byte_for_byte_a_file_that_never_was(page: str) -> None:
    desk = given_desk()
    wahj = given_association("wahj")
    roles = ("officer", "researcher", "director", "auditor", "registrar", "committee_chair")
    browser = browser_of(given_member(wahj, *roles, name="إبراهيم الزهراني"))
    for slug in ("manarat", "wahj"):
        for headers in ({}, {"HX-Request": "true"}):
            pages = []
            for case in (desk.case, uuid4()):
                address = f"/{slug}/desk/cases/{case}/{page}"
                answer = browser.get(address, headers=headers)
                assert answer.status_code == 404
                pages.append(text_of(answer).replace(str(case), ""))
            assert pages[0] == pages[1]
            assert NOURA not in pages[0]


def test_o6_a_fragment_of_a_colleagues_file_is_403_with_the_form_alone() -> None:
    desk = given_desk()
    reem, huda = desk.member(), desk.member()
    assert reem.staff is not None
    assign(reem, application=desk.case, to=reem.staff)
    reference = application_for_work(reem, application=desk.case).reference
    browser = browser_of(huda)
    for page in ("", "checks/", "contacts/", "data/"):
        answer = browser.get(desk.of_case(page), headers={"HX-Request": "true"})
        assert answer.status_code == 403, page
        text = text_of(answer)
        assert 'name="reason"' in text
        assert "<html" not in text
        for fact in (NOURA, NOURA_ID, NOURA_PHONE[1:], reference, "نورة"):
            assert fact not in text


WORDS = ('=HYPERLINK("http://evil")', "+1", "-1+1", "@SUM(A1)", "\t=1", "<img src=x onerror=1>")


@pytest.mark.parametrize("words", WORDS)
def test_o16_a_name_that_is_a_formula_is_text_at_every_door_and_in_every_cell(
    words: str,
) -> None:
    desk = given_desk()
    given_submitted_whole(
        given_noura_visiting(desk.association, "0559876543"),
        phone="0559876543",
        applicant=applicant_data(name=f"{words} الحربي", national_id=SALEM_ID, city=words),
    )
    browser = browser_of(desk.member("officer", "researcher", "director", "auditor"))
    kinds = set()
    for address, _, view in views_declared():
        if not address.startswith("/<slug:slug>/desk/") or "<" in address[12:]:
            continue
        if any("GET" in one.methods for one in scopes_of(view)):
            answer = browser.get(address.replace("<slug:slug>", "manarat"))
            kinds.add(answer["Content-Type"].partition(";")[0])
            assert "<img src=x" not in text_of(answer)
    assert kinds == {"text/html"}
    workbook = load_workbook(BytesIO(browser.get("/manarat/desk/queue/export/xlsx/").content))
    cells = [cell for sheet in workbook for line in sheet.iter_rows() for cell in line]
    assert len(cells) > 7
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")
    typed = browser.get("/manarat/desk/queue/export/csv/").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(typed, newline="")))
    assert len(lines) > 1
    assert not [cell for line in lines for cell in line if cell[:1] in tuple("=+-@\t\r")]


def test_a_table_of_cases_leaves_by_the_director_alone_and_is_in_the_trail() -> None:
    desk = given_desk()
    given_submitted_whole(given_noura_visiting(desk.association))
    path = "/manarat/desk/queue/export/xlsx/"

    assert browser_of(desk.member("officer")).get(path).status_code == 403
    mona = desk.member("director")
    assert browser_of(mona).get(path)["Content-Type"] == XLSX
    assert browser_of(mona).get("/manarat/desk/queue/export/exe/").status_code == 404
    verbs = [row.verb for row in trail_read(mona).rows]
    assert "applications.applications_exported" in verbs


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}"])
def test_o17_markup_in_what_officers_and_applicants_write_is_shown_as_text(words: str) -> None:
    desk = given_desk()
    huda = desk.member("officer", "researcher", "director")
    case = given_submitted_whole(
        given_noura_visiting(desk.association, "0559876543"),
        phone="0559876543",
        applicant=applicant_data(name=f"{words} الحربي", national_id=SALEM_ID, city=words),
    ).application
    browser = browser_of(huda)
    here = f"/manarat/desk/cases/{case}/"
    browser.post(f"{here}refer/", {"question": words})
    browser.post(f"{here}ask/", {"items": ["income_proof"], "note": words})
    note = {"channel": "phone", "direction": "in", "purpose": "inquiry", "summary": words}
    browser.post(f"{here}contacts/new/", note)
    seen = ""
    for page in ("", "contacts/", "data/", "checks/", "assessment/"):
        text = text_of(browser.get(f"{here}{page}"))
        assert "<img src=x" not in text, page
        seen += text
    assert "7*7" in seen or "onerror" in seen
    assert ">49<" not in seen
    text = text_of(browser.post("/manarat/desk/search/", {"q": words}))
    assert "<img src=x" not in text


@pytest.mark.parametrize(
    "known",
    [
        {"iban": NOURA_IBAN},
        {"phone": NOURA_PHONE},
        {"national_id": NOURA_ID},
        {"relatives": [{"national_id": NOURA_ID}]},
    ],
)
def test_o28_nobody_handles_a_case_that_shares_his_iban_phone_or_id(known: dict[str, Any]) -> None:
    desk = given_desk()
    kin, huda = desk.member("officer", "researcher", "director", **known), desk.member()
    browser = browser_of(kin)
    for page in ("", "checks/", "contacts/", "data/", "documents/income_proof/", "assessment/"):
        answer = browser.get(desk.of_case(page))
        assert answer.status_code == 403, page
        assert NOURA not in text_of(answer)
        assert desk.of_case("assign/") in text_of(answer)
    answer = browser.post(desk.of_case("checks/"), {"national_id-matches": "yes"})
    assert answer.status_code == 403
    assert "ConflictOfInterest" in _refusals(desk.association)
    handed = browser.post(desk.of_case("assign/"), {"to": str(huda.staff)})
    assert handed.status_code == 302
    assert application_for_work(huda, application=desk.case).assigned_to == huda.staff


@pytest.mark.parametrize("known", [{"iban": NOURA_IBAN}, {"phone": NOURA_PHONE}])
def test_o28_nobody_decides_a_case_that_shares_his_iban_or_phone(known: dict[str, Any]) -> None:
    department = given_department()
    kin = given_member(department.association, "department_head", "reviewer", **known)
    here = f"/manarat/desk/cases/{department.application}/decision/"
    browser = browser_of(kin)
    assert browser.get(here).status_code == 403
    proposed = {"outcome": "accept", "reason_key": "conditions_met", "reasons": "x"}
    assert browser.post(f"{here}propose/", proposed).status_code == 403
    assert "ConflictOfInterest" in _refusals(department.association)
    system = Actor.system(department.association)
    assert decision_of(system, application=department.application) is None


def test_o28_a_member_of_the_committee_votes_on_no_case_of_his_own() -> None:
    bench = given_bench(member={"iban": NOURA_IBAN})
    here = f"/manarat/desk/committee/cases/{bench.item}/"
    browser = _browser(bench.members[0])
    assert browser.get(here).status_code == 403
    answer = browser.post(f"{here}vote/", {"choice": "accept", "reason": "سبب"})
    assert answer.status_code == 403
    assert NOURA not in text_of(answer)
    assert "ConflictOfInterest" in _refusals(bench.association)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_o29_a_vote_from_two_tabs_at_once_counts_once_and_the_second_is_409() -> None:
    bench = given_bench()
    here = f"/manarat/desk/committee/cases/{bench.item}/vote/"
    first = _browser(bench.members[0])
    tabs = [first, copied(first)]
    choices = ("accept", "reject")
    typed = [{"choice": choice, "reason": "سبب التصويت"} for choice in choices]
    answers = all_at_once(lambda n: tabs[n].post(here, typed[n]), 2)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    again = first.post(here, typed[0])
    assert again.status_code == 409


def test_o30_the_second_of_two_editors_gets_409_with_both_values() -> None:
    desk = given_desk()
    huda = desk.member()
    browser = browser_of(huda)
    version = application_for_work(huda, application=desk.case).version
    save_answers(huda, application=desk.case, applicant={"city": "جدة"})
    typed = {"version": str(version), "a-city": "الطائف", "a-name": NOURA, "as": "self"}
    answer = browser.post(desk.of_case("data/"), typed)
    assert answer.status_code == 409
    assert "جدة" in text_of(answer)
    assert "الطائف" in text_of(answer)
    assert application_for_work(huda, application=desk.case).applicant["city"] == "جدة"


def test_o39_no_link_changes_anything() -> None:
    desk = given_desk()
    roles = ("officer", "researcher", "director", "committee_chair", "registrar", "reviewer")
    browser = browser_of(desk.member(*roles, "department_head", "auditor"))
    wrong = []
    for address, _, view in views_declared():
        methods = {method for one in scopes_of(view) for method in one.methods}
        if "POST" not in methods or "GET" in methods or "<slug:slug>" not in address:
            continue
        path = address.replace("<slug:slug>", "manarat").replace("<slug:", "<str:")
        for kind in ("uuid", "uuidstr"):
            while f"<{kind}:" in path:
                start = path.index(f"<{kind}:")
                path = path[:start] + str(desk.case) + path[path.index(">", start) + 1 :]
        while "<str:" in path:
            start = path.index("<str:")
            path = path[:start] + "food-basket" + path[path.index(">", start) + 1 :]
        for method in ("get", "head", "delete", "put"):
            answer = getattr(browser, method)(path)
            if answer.status_code != 405:
                wrong.append((method, path, answer.status_code))
    assert wrong == []
    assert browser.get("/account/logout/").status_code == 405
    assert browser.get(desk.address()).status_code == 200


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
@pytest.mark.parametrize(
    "path",
    [
        "/manarat/phone/",
        "/manarat/leave/",
        "/manarat/follow/",
        "/account/login/",
        "/account/logout/",
        "/language/",
        "/manarat/desk/intake/",
        "/manarat/desk/cases/{case}/tell/",
        "/manarat/desk/cases/{case}/withdraw/",
    ],
)
def test_o40_a_form_without_token_or_from_a_foreign_place_is_403(
    path: str, origin: str | None
) -> None:
    desk = given_desk()
    huda = desk.member("officer", "director")
    browser = browser_of(huda)
    browser.handler.enforce_csrf_checks = True
    here = path.format(case=desk.case)
    typed = {"phone": NOURA_PHONE, "reason": "بلا إذن", "channel": "phone", "language": "en"}
    headers = {}
    if origin:
        # The right token does not help a page of another place.
        page = browser.get("/account/security/")
        typed["csrfmiddlewaretoken"] = str(page.context["csrf_token"])
        headers = {"Origin": origin}
    answer = browser.post(here, typed, headers=headers)
    assert answer.status_code == 403
    assert application_for_work(huda, application=desk.case).stage == "submitted"
    assert application_for_work(huda, application=desk.case).told_at is None
    assert "_auth_user_id" in browser.session


def test_o40_with_its_token_the_same_form_is_taken() -> None:
    """The control: the tests above refuse for the token and for nothing else."""
    desk = given_desk()
    browser = browser_of(desk.member())
    browser.handler.enforce_csrf_checks = True
    page = browser.get("/account/security/")
    typed = {"csrfmiddlewaretoken": str(page.context["csrf_token"]), "language": "en"}
    assert browser.post("/language/", typed).status_code == 302


def test_votes_are_hidden_from_who_has_not_voted() -> None:
    bench = given_bench()
    given_votes(bench, "reject")
    text = text_of(_browser(bench.members[0]).get(f"/manarat/desk/committee/cases/{bench.item}/"))
    assert "رأت اللجنة أن الحاجة قائمة" not in text

"""Agreements, disputes, and rights and duties at the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wasl.domains.agreements.queries import (
    agreement_sheet,
    agreements_of,
    dispute_sheet,
    disputes_of,
)
from wasl.domains.agreements.tests.given import (
    RENT,
    given_dispute,
    given_draft,
    given_in_force,
)
from wasl.domains.applications.tests.given import SERVICE
from wasl.domains.notifications.tests.given import given_association
from wasl.domains.parties.tests.given import given_noura
from wasl.domains.policies.tests.given import given_in_force as given_policy
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "دعم الإيجار",
    "kind": "contract",
    "starts_on": "1447/07/12",
    "ends_on": "",
    "subject": "نصف الإيجار سنة.",
    "owed_by_association": "دفع نصف الإيجار أول كل شهر.\n\n",
    "owed_by_party": "إحضار إيصال الإيجار | ٢٠٢٧/٠٢/٠١",
    "default_consequence": "يتوقف الدفع.",
    "liability_limit": "مبلغ الدعم.",
    "settlement": "وسيط يرضاه الطرفان.",
}


@pytest.fixture
def desk():
    found = given_desk()
    given_policy(found.association)
    return found


@pytest.fixture
def latifa(desk):
    return desk.member("director", name="لطيفة العنزي")


@pytest.fixture
def noura(desk):
    return given_noura(Actor.system(desk.association), name="نورة بنت عبدالله الحربي").pk


def test_an_agreement_is_written_signed_and_read(desk, latifa, noura):
    browser = browser_of(latifa)
    answer = browser.post(desk.address(f"people/{noura}/agreements/new/"), WRITTEN)
    assert answer.status_code == 302, answer.content.decode()
    (row,) = agreements_of(latifa, party=noura)
    assert row.starts_on.isoformat() == "2026-01-01"
    sheet = agreement_sheet(latifa, agreement=row.id)
    assert [duty.wording for duty in sheet.duties] == [
        "دفع نصف الإيجار أول كل شهر.",
        "إحضار إيصال الإيجار",
    ]
    assert str(sheet.duties[1].due_on) == "2027-02-01"

    page = browser.get(desk.address(f"agreements/{row.id}/")).content.decode()
    assert "جاهز للتوقيع" in page
    version = {"version": sheet.version}
    refused = browser.post(desk.address(f"agreements/{row.id}/sign/"), version)
    assert refused.status_code == 422
    assert "اكتبوا من وقّع" in refused.content.decode()
    signed = {"signed_by": "نورة", "signed_on": "1447/07/15", **version}
    assert browser.post(desk.address(f"agreements/{row.id}/sign/"), signed).status_code == 302
    assert agreement_sheet(latifa, agreement=row.id).row.stage == "in_force"


def test_what_lacks_is_said_in_words_and_nothing_is_lost(desk, latifa, noura):
    browser = browser_of(latifa)
    bad = WRITTEN | {"title": "", "ends_on": "ليس يومًا"}
    answer = browser.post(desk.address(f"people/{noura}/agreements/new/"), bad)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "نصف الإيجار سنة." in page
    assert "ليس يومًا" in page
    row = given_draft(latifa, party=noura, settlement="")
    answer = browser.post(
        desk.address(f"agreements/{row.pk}/sign/"),
        {"signed_by": "نورة", "signed_on": "2026-01-01", "version": 1},
    )
    assert answer.status_code == 422
    assert "كيف يُسوّى الخلاف" in answer.content.decode()


def test_what_a_colleague_rewrote_is_read_again_before_it_is_signed(desk, latifa, noura):
    row = given_draft(latifa, party=noura)
    browser = browser_of(latifa)
    edit = desk.address(f"agreements/{row.pk}/edit/")
    assert browser.post(edit, WRITTEN | {"title": "بنود أخرى", "version": 1}).status_code == 302
    typed = {"signed_by": "نورة", "signed_on": "2026-01-01", "version": 1}
    answer = browser.post(desk.address(f"agreements/{row.pk}/sign/"), typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "بنود أخرى" in page
    assert 'value="نورة"' in page
    again = browser.post(desk.address(f"agreements/{row.pk}/sign/"), typed | {"version": 2})
    assert again.status_code == 302


def test_a_colleague_who_saved_first_is_shown_beside_what_was_typed(desk, latifa, noura):
    row = given_draft(latifa, party=noura)
    browser, address = browser_of(latifa), desk.address(f"agreements/{row.pk}/edit/")
    assert browser.post(address, WRITTEN | {"title": "الأول", "version": 1}).status_code == 302
    answer = browser.post(address, WRITTEN | {"title": "الثاني", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "الأول" in page
    assert "الثاني" in page
    assert agreement_sheet(latifa, agreement=row.pk).row.title == "الأول"


def test_duties_are_recorded_on_the_agreement(desk, latifa, noura):
    row = given_in_force(latifa, party=noura)
    owed, late = agreement_sheet(latifa, agreement=row.pk).duties
    browser = browser_of(latifa)
    at = f"agreements/{row.pk}/duties"
    browser.post(desk.address(f"{at}/{owed.id}/performed/"), {"why": "دُفع"})
    page = browser.post(
        desk.address(f"{at}/{late.id}/default/"), {"why": ""}, follow=True
    ).content.decode()
    assert "اكتبوا السبب باختصار" in page
    browser.post(desk.address(f"{at}/{late.id}/release/"), {"why": "سافرت الأسرة"})
    states = [duty.state for duty in agreement_sheet(latifa, agreement=row.pk).duties]
    assert states == ["performed", "released"]


def test_terms_of_a_service_begin_on_the_list_and_need_a_service(desk, latifa):
    browser = browser_of(latifa)
    address = desk.address("agreements/new/")
    terms = WRITTEN | {"kind": "terms"}
    answer = browser.post(address, terms)
    assert answer.status_code == 422
    assert "حدّدوا مع من الاتفاق" in answer.content.decode()
    assert browser.post(address, terms | {"service": SERVICE}).status_code == 302
    assert "دعم الإيجار" in browser.get(desk.address("agreements/")).content.decode()


def test_a_dispute_goes_from_its_raising_to_its_end(desk, latifa, noura):
    browser = browser_of(latifa)
    next_week = (timezone.localdate() + timedelta(days=7)).isoformat()
    today = timezone.localdate().isoformat()
    raised = {"raised_by": "party", "channel": "phone", "agreement": "", "subject": "تأخر الدفع"}
    address = desk.address(f"people/{noura}/disputes/new/")
    assert browser.post(address, raised | {"next_step_on": ""}).status_code == 422
    assert browser.post(address, raised | {"next_step_on": next_week}).status_code == 302
    (row,) = disputes_of(latifa, party=noura)
    at = f"disputes/{row.id}/"
    step: dict[str, Any] = {"kind": "met", "taken_on": today, "words": "اجتمع الطرفان"}
    step |= {"next_step_on": next_week, "version": 1}
    assert browser.post(desk.address(f"{at}step/"), step).status_code == 302
    stale = browser.post(desk.address(f"{at}step/"), step | {"words": "خطوة أخرى"})
    assert stale.status_code == 409
    assert "خطوة أخرى" in stale.content.decode()
    end = {"end": "settled", "outcome": "", "version": 2}
    assert browser.post(desk.address(f"{at}end/"), end).status_code == 422
    assert browser.post(desk.address(f"{at}end/"), end | {"outcome": "تسوية"}).status_code == 302
    sheet = dispute_sheet(latifa, dispute=row.id)
    assert (sheet.row.stage, [one.words for one in sheet.steps]) == ("settled", ["اجتمع الطرفان"])


def test_rights_and_duties_stand_with_their_clauses(desk, latifa, noura):
    given_in_force(latifa, party=noura)
    page = browser_of(latifa).get(desk.address(f"people/{noura}/rights/")).content.decode()
    assert "ما لكم علينا" in page
    assert "أن يصلكم الرد قبولًا أو رفضًا" in page
    assert "دفع نصف الإيجار أول كل شهر." in page
    assert RENT["settlement"] in page


def test_lists_take_as_many_statements_for_many_as_for_few(desk, latifa, noura):
    browser = browser_of(latifa)
    for _number in range(2):
        given_in_force(latifa, party=noura)
        given_dispute(latifa, noura)
    addresses = [desk.address("agreements/"), desk.address(f"people/{noura}/agreements/")]

    def counted():
        numbers = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            numbers.append(len(asked))
        return numbers

    few = counted()
    for _number in range(8):
        given_in_force(latifa, party=noura)
        given_dispute(latifa, noura)
    assert counted() == few


def test_another_association_finds_nothing_here(desk, latifa, noura):
    other = given_association(slug="wahj")
    ibrahim = browser_of(given_member(other.association, "director", name="إبراهيم"))
    row, dispute = given_in_force(latifa, party=noura), given_dispute(latifa, noura)
    for rest in (f"agreements/{row.pk}/", f"disputes/{dispute.pk}/", f"people/{noura}/rights/"):
        theirs = ibrahim.get(f"/wahj/desk/{rest}")
        random = ibrahim.get(f"/wahj/desk/{rest.split('/')[0]}/{uuid7()}/")
        assert theirs.status_code == 404
        assert random.status_code == 404


def test_an_officer_may_not_sign_for_the_association(desk, latifa, noura):
    row = given_draft(latifa, party=noura)
    huda = browser_of(desk.member("officer"))
    assert huda.get(desk.address(f"agreements/{row.pk}/")).status_code == 200
    typed = {"signed_by": "نورة", "version": 1}
    answer = huda.post(desk.address(f"agreements/{row.pk}/sign/"), typed)
    assert answer.status_code == 403


def test_anybody_reads_the_rights_that_the_policy_states(desk, client):
    page = client.get("/manarat/rights/").content.decode()
    assert "حقوقكم وواجباتكم" in page
    assert "أن يُجاب عن كل استفسار منكم." in page
    assert "<q" in page

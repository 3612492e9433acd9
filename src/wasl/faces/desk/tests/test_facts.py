"""What is known and the documents shown, as pages: recorded, corrected, refused in words."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import (
    FactInput,
    correct_fact,
    keep_copy,
    open_starting_kinds,
    record_facts,
    see_document,
)
from wasl.domains.parties.queries import (
    document_kinds_listed,
    document_sheet,
    documents_of,
    fact_history,
    facts_of,
)
from wasl.domains.parties.refusals import (
    CopyKindRefused,
    CopyOfTooManyPixels,
    CopyPdfRefused,
    CopyUnreadable,
)
from wasl.domains.parties.tests.files import (
    pdf_with_script,
    photo,
    photo_with_comment,
    png_claiming,
)
from wasl.domains.parties.tests.given import given_salem
from wasl.domains.privacy.queries import consents_of
from wasl.faces.desk.tests.given import Desk, browser_of, given_desk, given_member
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    found = given_desk()
    open_starting_kinds(Actor.system(found.association))
    return found


@pytest.fixture
def huda(desk):
    return desk.member("officer")


@pytest.fixture
def party(desk) -> UUID:
    household: UUID = given_salem(Actor.system(desk.association), kind="household").pk
    return household


def known(by, party, key):
    """What counts under a key; a test that asks knows that there is something."""
    row = facts_of(by, party=party).row(key)
    assert row is not None, key
    return row.counts


def address(desk, party, rest=""):
    return desk.address(f"people/{party}/{rest}")


def recorded(by, party, source="statement", **values):
    facts = [FactInput(key.replace("__", "."), value) for key, value in values.items()]
    return record_facts(by, party=party, source=source, facts=facts)


def lease(by, party, **changes):
    kind = next(one.id for one in document_kinds_listed(by) if one.key == "lease")
    until = timezone.localdate() + timedelta(days=300)
    return see_document(by, party=party, kind=kind, **({"valid_until": until} | changes))


def text_of(answer):
    return answer.content.decode()


def test_what_is_known_is_empty_then_side_by_side(desk, huda, party):
    browser = browser_of(huda)
    page = text_of(browser.get(address(desk, party, "known/")))
    assert address(desk, party, "known/add/") in page

    recorded(huda, party, income__total="3000", household__size="5")
    recorded(huda, party, "document", income__total="4500")
    answer = browser.get(address(desk, party, "known/"))
    page = text_of(answer)
    assert answer.status_code == 200
    assert "facts-differs" in page
    assert "4,500.00" in page
    assert "900.00" in page


def test_facts_are_recorded_from_one_form(desk, huda, party):
    browser = browser_of(huda)
    typed = {
        "income__salary": "٣٬٠٠٠",
        "income__charity": "500",
        "source": "document",
        "source_note": "تعريف بالراتب",
        "holds_on": "1447/01/10",
    }
    answer = browser.post(address(desk, party, "known/add/?group=income"), typed)

    assert answer.status_code == 302
    salary = known(huda, party, "income.salary")
    assert (salary.value, salary.source) == ("3000.00", "document")
    assert salary.holds_on.isoformat() == "2025-07-05"


def test_what_cannot_be_read_is_said_at_its_line_and_nothing_is_lost(desk, huda, party):
    typed = {"household__size": "كثير", "household__dependants": "4", "source": "statement"}
    answer = browser_of(huda).post(address(desk, party, "known/add/?group=household"), typed)

    assert answer.status_code == 422
    assert 'value="4"' in text_of(answer)
    assert "كثير" in text_of(answer)
    assert facts_of(huda, party=party).rows == ()


def test_an_empty_form_says_so(desk, huda, party):
    answer = browser_of(huda).post(
        address(desk, party, "known/add/?group=work"), {"source": "statement"}
    )
    assert answer.status_code == 422
    assert browser_of(huda).get(address(desk, party, "known/add/?group=x")).status_code == 404


def test_health_asks_for_consent_first_and_takes_both_at_once(desk, huda, party):
    browser = browser_of(huda)
    page = text_of(browser.get(address(desk, party, "known/add/?group=health")))
    assert "أوافق على أن تحفظ الجمعية ما أذكره عن الحالة الصحية" in page
    typed = {"health__chronic_illness": "yes", "source": "statement"}
    refused = browser.post(address(desk, party, "known/add/?group=health"), typed)
    assert refused.status_code == 422
    assert facts_of(huda, party=party).rows == ()

    taken = browser.post(
        address(desk, party, "known/add/?group=health"), typed | {"consent_health": "on"}
    )
    assert taken.status_code == 302
    (consent,) = consents_of(huda, subject=party)
    assert consent.purpose == "health"
    assert known(huda, party, "health.chronic_illness").value is True


def test_a_refused_form_leaves_no_consent_behind(desk, huda, party):
    typed = {
        "health__care_need": "x" * 300 + "\x00",
        "consent_health": "on",
        "source": "statement",
    }
    browser_of(huda).post(address(desk, party, "known/add/?group=health"), typed)

    assert consents_of(huda, subject=party) == ()


def test_a_fact_is_corrected_with_a_reason(desk, huda, party):
    (fact,) = recorded(huda, party, household__size="55")
    browser = browser_of(huda)
    where = address(desk, party, f"known/correct/{fact.pk}/")
    assert browser.post(where, {"value": "5", "why": ""}).status_code == 422
    assert browser.post(where, {"value": "خمسة", "why": "خطأ في الكتابة"}).status_code == 422
    assert browser.post(where, {"value": "5", "why": "خطأ في الكتابة"}).status_code == 302

    page = text_of(browser.get(address(desk, party, "known/household.size/")))
    assert "خطأ في الكتابة" in page
    assert len(fact_history(huda, party=party, key="household.size")) == 2
    assert browser.get(address(desk, party, "known/household.gold/")).status_code == 404


def test_whoever_comes_second_sees_both_values(desk, huda, party):
    (fact,) = recorded(huda, party, household__size="5")
    correct_fact(huda, fact=fact.pk, value="7", why="تصحيح")
    answer = browser_of(huda).post(
        address(desk, party, f"known/correct/{fact.pk}/"), {"value": "9", "why": "تصحيح"}
    )

    assert answer.status_code == 409
    assert "<bdi>7</bdi>" in text_of(answer)
    assert "<bdi>9</bdi>" in text_of(answer)


def test_as_it_stood_takes_a_day_in_either_calendar(desk, huda, party):
    recorded(huda, party, household__size="5")
    browser = browser_of(huda)
    known = address(desk, party, "known/")
    assert "facts-grid" not in text_of(browser.get(known, {"on": "1446/01/01"}))
    assert "facts-grid" in text_of(browser.get(known, {"on": "2077-01-01"}))
    wrong = browser.get(known, {"on": "الأسبوع الماضي"})
    assert wrong.status_code == 422
    assert "الأسبوع الماضي" in text_of(wrong)


def test_the_original_is_recorded_as_seen(desk, huda, party):
    browser = browser_of(huda)
    kind = next(one.id for one in document_kinds_listed(huda) if one.key == "identity_card")
    where = address(desk, party, "documents/see/")
    missing = browser.post(where, {"kind": kind, "number": "1098765439"})
    assert missing.status_code == 422
    assert "1098765439" in text_of(missing)
    taken = browser.post(where, {"kind": kind, "number": "1098765439", "valid_until": "1460/01/01"})
    assert taken.status_code == 302

    page = text_of(browser.get(address(desk, party, "documents/")))
    assert "5439" in page
    assert "1098765439" not in page


def test_a_newer_document_is_offered_and_takes_the_place(desk, huda, party):
    old = lease(huda, party, number="11")
    browser = browser_of(huda)
    where = address(desk, party, f"documents/see/?again={old.pk}")
    assert f'value="{old.pk}" selected' in text_of(browser.get(where))
    typed = {"kind": old.kind_id, "valid_until": "1455/01/01", "replaces": old.pk}
    assert browser.post(where, typed).status_code == 302
    assert [row.is_current for row in documents_of(huda, party=party)] == [True, False]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("photo.jpg", b"<svg><script>alert(1)</script></svg>", CopyKindRefused),
        ("bomb.docx", b"PK\x03\x04" + b"\0" * 42_000, CopyKindRefused),
        ("plan.pdf", pdf_with_script(), CopyPdfRefused),
        ("wide.png", png_claiming(12_000, 12_000), CopyOfTooManyPixels),
        ("torn.jpg", b"\xff\xd8\xff\xe0torn", CopyUnreadable),
    ],
)
def test_a_refused_upload_has_its_own_sentence_and_is_not_dropped(
    desk, huda, party, name, content, refusal
):
    document = lease(huda, party).pk
    answer = browser_of(huda).post(
        address(desk, party, f"documents/{document}/copy/"),
        {"basis": "law", "why": "نظام", "file": SimpleUploadedFile(name, content)},
    )

    assert answer.status_code == refusal.status
    with override("ar"):
        assert str(refusal.sentence) in text_of(answer)
    assert not document_sheet(huda, document=document).has_copy


def test_a_copy_is_kept_served_as_an_attachment_and_destroyed(desk, huda, party):
    document = lease(huda, party).pk
    browser = browser_of(huda)
    where = address(desk, party, f"documents/{document}/copy/")
    assert browser.post(where, {"basis": "law", "why": "نظام"}).status_code == 422
    sent = SimpleUploadedFile("a.jpg", photo())
    without_why = browser.post(where, {"basis": "law", "file": sent})
    assert without_why.status_code == 422
    assert "اختاروا الملف مرة أخرى" in text_of(without_why)
    kept = browser.post(
        where,
        {
            "basis": "law",
            "why": "نظام العمل",
            "file": SimpleUploadedFile("../../عقد.exe", photo()),
        },
    )
    assert kept.status_code == 302

    file = browser.get(f"{where}file/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in file["Cache-Control"]
    assert file.content.startswith(b"\xff\xd8\xff")
    assert browser.get(f"{where}destroy/").status_code == 200
    assert browser.post(f"{where}destroy/").status_code == 302
    assert browser.get(f"{where}file/").status_code == 404


def test_a_copy_of_an_identity_needs_a_law(desk, huda, party):
    kind = next(one.id for one in document_kinds_listed(huda) if one.key == "passport")
    document = see_document(huda, party=party, kind=kind, valid_until=timezone.localdate())
    answer = browser_of(huda).post(
        address(desk, party, f"documents/{document.pk}/copy/"),
        {"basis": "consent", "why": "وافق", "file": SimpleUploadedFile("a.jpg", photo())},
    )
    assert answer.status_code == 422
    assert not document_sheet(huda, document=document.pk).has_copy


def test_the_same_scan_is_said_on_both_pages_without_a_name(desk, huda, party):
    other = given_salem(
        Actor.system(desk.association), name="فهد التميمي", national_id="", phone=""
    ).pk
    for owner, mark in ((party, "one"), (other, "two")):
        keep_copy(
            huda,
            document=lease(huda, owner).pk,
            content=photo_with_comment(mark),
            file_name="a.jpg",
            basis="law",
            why="نظام",
        )

    page = text_of(browser_of(huda).get(address(desk, party, "documents/")))
    assert address(desk, other, "documents/") in page
    assert "التميمي" not in page


def test_documents_that_end_are_listed(desk, huda, party):
    lease(huda, party, valid_until=timezone.localdate() + timedelta(days=5))
    browser = browser_of(huda)
    page = text_of(browser.get(desk.address("people/documents/")))
    assert address(desk, party, "documents/") in page
    assert page.count('scope="col"') == 5
    assert address(desk, party) not in text_of(
        browser.get(desk.address("people/documents/?state=expired"))
    )
    assert browser.get(desk.address("people/documents/?after=x")).status_code == 200


def test_a_page_asks_as_much_of_many_facts_as_of_few(desk, huda, party):
    browser = browser_of(huda)
    pages = [address(desk, party, one) for one in ("known/", "documents/")]
    pages.append(desk.address("people/documents/"))

    def asked():
        numbers = []
        for one in pages:
            browser.get(one)
            with CaptureQueriesContext(connection) as captured:
                browser.get(one)
            numbers.append(len(captured))
        return numbers

    soon = timezone.localdate() + timedelta(days=9)
    recorded(huda, party, household__size="5")
    lease(huda, party, number="1", valid_until=soon)
    with_few = asked()
    recorded(huda, party, "visit", household__size="6", income__salary="1", housing__rooms="3")
    for number in range(2, 9):
        lease(huda, party, number=str(number), valid_until=soon)
    assert asked() == with_few


def test_kinds_are_set_up_by_the_director(desk, huda):
    director = browser_of(desk.member("director", name="لطيفة العنزي"))
    assert director.get(desk.address("setup/documents/")).status_code == 200
    wrong = {"title_ar": "مشهد", "title_en": "Statement", "validity": "months", "warn_days": "10"}
    refused = director.post(desk.address("setup/documents/new/"), wrong)
    assert refused.status_code == 422
    taken = director.post(desk.address("setup/documents/new/"), wrong | {"months": "6"})
    assert taken.status_code == 302
    kind = next(one for one in document_kinds_listed(huda) if one.key == "statement")
    again = director.post(desk.address("setup/documents/new/"), wrong | {"months": "6"})
    assert again.status_code == 422
    where = desk.address(f"setup/documents/{kind.id}/")
    assert director.post(where, wrong | {"validity": "unlimited"}).status_code == 302
    assert director.post(f"{where}close/").status_code == 302
    assert director.post(f"{where}reopen/").status_code == 302
    assert director.get(f"{where}close/").status_code == 405
    assert director.post(desk.address("setup/documents/usual/")).status_code == 302
    assert browser_of(huda).get(desk.address("setup/documents/")).status_code == 403


def test_another_association_finds_nothing_here(desk, huda, party):
    (fact,) = recorded(huda, party, household__size="5")
    document = lease(huda, party).pk
    elsewhere = given_association("wahj")
    ibrahim = browser_of(given_member(elsewhere))
    for rest in (
        "known/",
        "known/add/",
        "known/household.size/",
        f"known/correct/{fact.pk}/",
        "documents/",
        "documents/see/",
        f"documents/{document}/copy/",
        f"documents/{document}/copy/file/",
        f"documents/{document}/copy/destroy/",
    ):
        theirs = ibrahim.get(f"/wahj/desk/people/{party}/{rest}")
        unknown = rest.replace(str(fact.pk), str(uuid7())).replace(str(document), str(uuid7()))
        nobody = ibrahim.get(f"/wahj/desk/people/{uuid7()}/{unknown}")
        assert theirs.status_code == nobody.status_code == 404, rest

"""Guides and answers at the desk: gaps, uploads, articles, and inquiries answered from them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wasl.domains.contacts.queries import contacts_about
from wasl.domains.knowledge.queries import (
    article_sheet,
    articles_listed,
    tool_gaps,
    tool_sheet,
)
from wasl.domains.knowledge.tests.given import (
    MISCONCEPTION,
    given_article,
    given_draft_article,
    given_tool,
    pdf,
)
from wasl.domains.policies.tests.given import given_in_force
from wasl.faces.desk.tests.given import Desk, browser_of, given_desk, given_member
from wasl.foundation.identifiers import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    found = given_desk()
    given_in_force(found.association)
    return found


@pytest.fixture
def director(desk):
    return desk.member("director", name="لطيفة العنزي")


@pytest.fixture
def huda(desk):
    return desk.member("officer")


def page_of(actor, address, **asked):
    answer = browser_of(actor).get(address, asked)
    return answer.status_code, answer.content.decode()


def test_a_gap_is_seen_with_the_way_to_close_it(desk, director, huda):
    status, page = page_of(director, desk.address("knowledge/"))
    assert status == 200
    assert "تذكر السياسة هذه الأدوات" in page
    assert desk.address("knowledge/tools/research_guide/new/") in page

    for tool in tool_gaps(director):
        given_tool(director, tool.key)
    _status, page = page_of(huda, desk.address("knowledge/"))
    assert "تذكر السياسة هذه الأدوات" not in page


def test_a_file_is_uploaded_and_comes_back_only_as_an_attachment(desk, director, huda):
    answer = browser_of(director).post(
        desk.address("knowledge/tools/research_guide/new/"),
        {
            "title_ar": "دليل البحث",
            "effective_from": "1448/01/01",
            "file": SimpleUploadedFile("دليل <x>.pdf", pdf(), "application/pdf"),
        },
    )
    assert answer["Location"] == desk.address("knowledge/tools/research_guide/")
    sheet = tool_sheet(director, tool="research_guide")
    assert sheet.tool.current is not None
    assert str(sheet.tool.current.effective_from) == "2026-06-16"

    file = browser_of(huda).get(desk.address("knowledge/tools/research_guide/1/file/"))
    assert file.status_code == 200
    assert file["Content-Disposition"].startswith("attachment;")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"file": SimpleUploadedFile("x.pdf", b"<html>")}, 415, "ليس واحدًا منها"),
        ({"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 broken")}, 422, "لا يُفتح"),
        ({}, 422, "لا يكون الإصدار فارغًا"),
        ({"title_ar": "", "text_ar": "نص"}, 422, "العنوان"),
        ({"effective_from": "2099-01-01", "text_ar": "نص"}, 422, "بعد أكثر من سنة"),
        ({"effective_from": "31/31/31", "text_ar": "نص"}, 422, "id_effective_from"),
    ],
)
def test_a_refused_version_says_why_and_keeps_nothing(desk, director, given, status, sentence):
    answer = browser_of(director).post(
        desk.address("knowledge/tools/research_guide/new/"), {"title_ar": "دليل"} | given
    )
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert tool_sheet(director, tool="research_guide").versions == ()


def test_each_version_can_be_read(desk, director, huda):
    given_tool(director, text={"ar": "- الأول\n- الثاني <b>"})
    given_tool(director, text={"ar": "الإصدار الجديد"})
    _status, page = page_of(huda, desk.address("knowledge/tools/research_guide/"))
    assert "الإصدار الجديد" in page
    _status, page = page_of(huda, desk.address("knowledge/tools/research_guide/1/"))
    assert "<li>الأول</li><li>الثاني &lt;b&gt;</li>" in page
    for missing in (
        "research_guide/3/",
        "cookbook/",
        "research_guide/1/file/",
        "research_guide/99999999999999999999/file/",
    ):
        assert page_of(huda, desk.address(f"knowledge/tools/{missing}"))[0] == 404


def typed(**changes):
    return {
        "kind": "misconception",
        "category": "decision",
        "title_ar": "الواسطة",
        "thought_ar": "لا يُقبل إلا من له معرفة.",
        "body_ar": "اللجنة لا ترى الأسماء.",
    } | changes


def test_an_article_is_written_published_and_withdrawn(desk, huda):
    browser = browser_of(huda)
    written = browser.post(desk.address("knowledge/articles/new/"), typed(thought_ar=""))
    (line,) = articles_listed(huda)
    article = written["Location"]
    assert article == desk.address(f"knowledge/articles/{line.id}/")
    assert "ما يظنه الناس" in browser.get(article).content.decode()

    refused = browser.post(f"{article}publish/", follow=True).content.decode()
    assert "ما يظنه الناس" in refused
    assert articles_listed(huda)[0].stage == "draft"
    browser.post(f"{article}edit/", typed(version="1"))
    browser.post(f"{article}publish/")
    assert articles_listed(huda)[0].stage == "published"
    again = browser.post(f"{article}publish/", follow=True).content.decode()
    assert "لم يتغيّر شيء" in again
    browser.post(f"{article}withdraw/")
    assert articles_listed(huda)[0].stage == "withdrawn"


def test_a_colleagues_save_is_shown_and_not_overwritten(desk, huda):
    draft = given_draft_article(huda)
    address = desk.address(f"knowledge/articles/{draft.pk}/edit/")
    browser = browser_of(huda)
    browser.post(address, typed(version="1", title_ar="عنوان الزميلة"))
    answer = browser.post(address, typed(version="1", title_ar="عنواني"))

    assert answer.status_code == 409
    assert "عنوان الزميلة" in answer.content.decode()
    assert article_sheet(huda, article=draft.pk).title["ar"] == "عنوان الزميلة"
    assert browser.post(address, typed(version="2", title_ar="عنواني")).status_code == 302


def test_a_title_is_needed(desk, huda):
    answer = browser_of(huda).post(desk.address("knowledge/articles/new/"), typed(title_ar=""))
    assert answer.status_code == 422
    assert articles_listed(huda) == ()


def test_the_pane_shows_what_fits_the_case(desk, huda):
    given_article(huda, title={"ar": "مدة الرد"})
    given_article(huda, title={"ar": "السكن"}, services=["rent-support"])
    status, page = page_of(huda, desk.of_case("at-hand/"))
    assert (status, "مدة الرد" in page, "السكن" in page) == (200, True, False)
    assert "<html" in page

    pane = browser_of(huda).get(desk.of_case("at-hand/"), {"q": "سكن"}, HTTP_HX_REQUEST="true")
    assert "السكن" in pane.content.decode()
    assert "<html" not in pane.content.decode()
    assert "لا مقال فيه هذه الكلمات" in page_of(huda, desk.address("at-hand/"), q="فيل")[1]


def test_the_case_leads_to_the_pane_by_a_key(desk, huda):
    _status, page = page_of(huda, desk.of_case())
    assert f'href="{desk.of_case("at-hand/")}" data-key="KeyG"' in page
    assert (
        f'href="{desk.address("at-hand/")}" data-key="KeyG"'
        in page_of(huda, desk.address("intake/"))[1]
    )


def test_an_inquiry_is_answered_from_an_article(desk, huda):
    edition = given_article(huda)
    address = desk.of_case("inquiry/")
    _status, page = page_of(huda, address, article=edition.article_id)
    assert MISCONCEPTION["body"]["ar"] in page

    answer = browser_of(huda).post(
        address,
        {
            "channel": "phone",
            "asked": "هل للواسطة أثر؟",
            "answer": "لا",
            "article": edition.article_id,
            "edition": edition.pk,
        },
    )
    assert answer["Location"] == desk.of_case("contacts/")
    newest = contacts_about(huda, about=desk.case)[0]
    assert (newest.summary, newest.answer, newest.purpose) == ("هل للواسطة أثر؟", "لا", "inquiry")
    assert newest.cited is not None
    assert newest.cited.id == edition.pk
    assert "الواسطة والقبول" in page_of(huda, desk.of_case("contacts/"))[1]
    assert article_sheet(huda, article=edition.article_id).use.answered == 1


def test_an_inquiry_of_somebody_unknown_is_noted_from_the_pane(desk, huda):
    answer = browser_of(huda).post(
        desk.address("inquiry/"),
        {"channel": "phone", "answer": "نعم"},
        HTTP_HX_REQUEST="true",
    )
    assert answer.status_code == 200
    assert "سُجّل الاستفسار" in answer.content.decode()
    refused = browser_of(huda).post(desk.address("inquiry/"), {"channel": "phone", "answer": ""})
    assert refused.status_code == 422
    stranger = browser_of(huda).post(
        desk.address("inquiry/"),
        {"channel": "phone", "answer": "نعم", "party": uuid7(), "edition": uuid7()},
    )
    assert stranger.status_code == 422


def test_readers_read_and_do_not_write(desk, director):
    majed = desk.member("researcher", name="ماجد")
    edition = given_article(director)
    status, page = page_of(majed, desk.address("knowledge/"))
    assert status == 200
    assert "articles/new" not in page
    assert page_of(majed, desk.address(f"knowledge/articles/{edition.article_id}/"))[0] == 200
    assert page_of(majed, desk.address("knowledge/articles/new/"))[0] == 403
    assert page_of(majed, desk.address("knowledge/tools/research_guide/new/"))[0] == 403


def test_another_association_gets_nothing(desk, huda):
    from wasl.domains.associations.tests.given import given_association

    draft = given_draft_article(huda)
    ibrahim = given_member(given_association("wahj"), "officer", "director", name="إبراهيم")
    browser = browser_of(ibrahim)
    for address in (
        desk.address("knowledge/"),
        desk.address(f"knowledge/articles/{draft.pk}/"),
        desk.of_case("at-hand/"),
        desk.of_case("form/"),
        f"/wahj/desk/knowledge/articles/{draft.pk}/",
        f"/wahj/desk/cases/{desk.case}/form/",
        f"/wahj/desk/cases/{desk.case}/at-hand/",
    ):
        assert browser.get(address).status_code == 404, address


def test_the_form_is_printed_empty_and_filled(desk, huda):
    status, page = page_of(huda, desk.address("forms/food-basket/"))
    assert status == 200
    assert "طلب دعم مستفيد" in page
    assert "نورة" not in page
    status, page = page_of(huda, desk.of_case("form/"))
    assert status == 200
    assert "نورة" in page
    assert "<svg" in page
    for address in (desk.address("forms/food-basket/form.pdf"), desk.of_case("form/form.pdf")):
        answer = browser_of(huda).get(address)
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"].startswith("attachment")
    assert page_of(huda, desk.address("forms/no-such/"))[0] == 404


def test_a_colleagues_case_is_not_printed(desk, huda):
    browser_of(huda).post(desk.of_case("assign/"), {"to": huda.staff})
    colleague = desk.member("officer", name="ريم")
    answer = browser_of(colleague).get(desk.of_case("form/"))
    assert answer.status_code == 403
    assert "نورة" not in answer.content.decode()
    assert browser_of(colleague).get(desk.of_case("at-hand/")).status_code == 403

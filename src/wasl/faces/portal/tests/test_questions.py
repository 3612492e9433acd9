"""Questions and misconceptions in public, and the form to print at home."""

from datetime import date

import pytest
from django.test import Client

from wasl.domains.knowledge.actions import withdraw_article
from wasl.domains.knowledge.queries import article_use
from wasl.domains.knowledge.tests.given import (
    MISCONCEPTION,
    given_article,
    given_draft_article,
)
from wasl.faces.portal.tests.given import given_association, text_of
from wasl.faces.portal.tests.test_public import MOST_BYTES, _weight
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

PAGE = "/manarat/questions/"


@pytest.fixture
def system():
    return Actor.system(given_association())


def test_only_what_is_published_is_shown(system):
    assert "لم يُنشر شيء هنا بعد" in text_of(Client().get(PAGE))
    draft = given_draft_article(system, title={"ar": "مسودة سرية"})
    edition = given_article(system)

    listed = text_of(Client().get(PAGE))
    assert "الواسطة والقبول" in listed
    assert "مسودة سرية" not in listed
    assert Client().get(f"{PAGE}{draft.pk}/").status_code == 404
    one = text_of(Client().get(f"{PAGE}{edition.article_id}/"))
    assert MISCONCEPTION["thought"]["ar"] in one
    assert MISCONCEPTION["body"]["ar"] in one
    withdraw_article(system, article=edition.article_id)
    assert Client().get(f"{PAGE}{edition.article_id}/").status_code == 404


def test_a_word_narrows_the_list_in_any_spelling(system):
    given_article(system)
    assert "الواسطة والقبول" in text_of(Client().get(PAGE, {"q": "واسطه"}))
    nothing = text_of(Client().get(PAGE, {"q": "فيل <b>"}))
    assert "لم نجد شيئًا بهذه الكلمات" in nothing
    assert "فيل &lt;b&gt;" in nothing


def test_reading_is_counted_of_nobody(system):
    article = given_article(system).article_id
    reader = Client()
    reader.get(f"{PAGE}{article}/")
    (row,) = article_use(system, since=date(2020, 1, 1))
    assert (row.use.read, row.use.opened) == (1, 0)
    assert not reader.cookies.get("sessionid")


def test_words_are_shown_as_text_and_lists(system):
    edition = given_article(system, body={"ar": "أولًا:\n- <script>x</script>\n- ثانيًا"})
    page = text_of(Client().get(f"{PAGE}{edition.article_id}/"))
    assert "<li>&lt;script&gt;x&lt;/script&gt;</li><li>ثانيًا</li>" in page


def test_english_readers_read_english_where_there_is_any(system):
    edition = given_article(system)
    address = f"{PAGE}{edition.article_id}/"
    reader = Client()
    reader.cookies["language"] = "en"
    page = text_of(reader.get(address))
    assert "Only those who know somebody are accepted." in page


def test_the_pages_keep_their_budget(system):
    for number in range(40):
        given_article(system, title={"ar": f"سؤال {number}"})
    for address in (PAGE, "/manarat/services/food-basket/form/"):
        assert _weight(Client().get(address).content) <= MOST_BYTES


def test_another_association_has_its_own(system):
    edition = given_article(system)
    given_association("wahj")
    assert "الواسطة" not in text_of(Client().get("/wahj/questions/"))
    assert Client().get(f"/wahj/questions/{edition.article_id}/").status_code == 404


def test_the_form_is_printed_empty_from_the_services_page():
    given_association()
    assert "/manarat/services/food-basket/form/" in text_of(
        Client().get("/manarat/services/food-basket/")
    )
    page = text_of(Client().get("/manarat/services/food-basket/form/"))
    assert "طلب دعم مستفيد" in page
    assert "أقر بأن ما ورد في هذا الطلب صحيح ومكتمل" in page
    paper = Client().get("/manarat/services/food-basket/form/form.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"].startswith("attachment")
    assert Client().get("/manarat/services/none/form/").status_code == 404

"""The public pages: what anybody reads, in both languages, within the budget."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from wasl.domains.catalogue.actions import close_service
from wasl.domains.catalogue.queries import service_called
from wasl.faces.portal.tests.given import given_association, text_of
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db

MOST_BYTES = 100 * 1024


def _weight(page: bytes) -> int:
    """The bytes of a page with its styles, scripts and pictures, compressed; fonts are apart."""
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page.decode())
    whole = len(gzip.compress(page, 6))
    for name in files:
        found = finders.find(name)
        assert isinstance(found, str), name
        whole += len(gzip.compress(Path(found).read_bytes(), 6))
    return whole


def test_one_association_alone_is_the_first_page() -> None:
    given_association()
    assert Client().get("/")["Location"] == "/manarat/"


def test_several_associations_are_listed() -> None:
    for slug in ("manarat", "wahj"):
        given_association(slug)
    page = text_of(Client().get("/"))
    assert "جمعية منارات" in page
    assert 'href="/wahj/"' in page


def test_the_first_page_keeps_its_budget() -> None:
    given_association()
    for address in ("/manarat/", "/manarat/services/urgent-aid/"):
        weight = _weight(Client().get(address).content)
        assert weight <= MOST_BYTES, f"{address} weighs {weight} bytes"


@pytest.mark.parametrize("slug", ["manarat", "wahj", "qabas", "durbah", "baraah"])
def test_every_association_shows_itself(slug: str) -> None:
    given_association(slug)
    for page in ("", "policy/", "services/", "follow/"):
        assert Client().get(f"/{slug}/{page}").status_code == 200, page


def test_the_policy_is_shown_with_its_own_sentence() -> None:
    given_association()
    page = text_of(Client().get("/manarat/policy/"))
    assert "خلال مدة لا تقل عن أسبوعين" in page
    assert "مندوبو المكاتب الفرعية" in page


def test_a_policy_not_adopted_opens_no_requests() -> None:
    given_association("qabas")
    page = text_of(Client().get("/qabas/policy/"))
    assert "لم تُعتمد بعد" in page
    assert "/apply/" not in text_of(Client().get("/qabas/services/"))


def test_not_fitting_is_no_error() -> None:
    given_association()
    here = "/manarat/services/urgent-aid/fit/"
    answer = Client().post(here, {"recent_event": "no", "not_insured": "no"})
    assert answer.status_code == 200
    assert "خطأ" not in re.findall(r"<title>(.*?)</title>", text_of(answer))[0]
    assert "/manarat/services/food-basket/" in text_of(answer)
    assert Client().post(here, {}).status_code == 422
    fitting = Client().post(here, {"recent_event": "yes", "not_insured": "no"})
    assert fitting["Location"] == "/manarat/services/urgent-aid/apply/"


def test_a_closed_service_says_so() -> None:
    association = given_association()
    system = Actor.system(association)
    close_service(system, service=service_called(system, slug="urgent-aid").id)
    page = text_of(Client().get("/manarat/services/urgent-aid/"))
    assert "لا تستقبل هذه الخدمة طلبات جديدة الآن" in page
    assert "/fit/" not in page


def test_english_is_whole() -> None:
    given_association()
    client = Client()
    client.post("/language/", {"language": "en", "next": "/manarat/"})
    page = client.get("/manarat/services/urgent-aid/")
    assert '<html lang="en" dir="ltr"' in text_of(page)
    assert "Who can ask for it" in text_of(page)


def test_no_page_has_inline_style_or_script() -> None:
    given_association()
    for address in ("/manarat/", "/manarat/policy/", "/manarat/services/urgent-aid/fit/"):
        page = text_of(Client().get(address))
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)

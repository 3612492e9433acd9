"""The survey on a phone: the scale runs in reading order in both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, OpenPage
from tests.journeys.given import given_association, given_basket_asked, last_link
from wasl.domains.satisfaction.actions import offer_survey
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)


def _places(page: Page) -> list[float]:
    boxes = [one.bounding_box() for one in page.locator(".portal-scale-one").all()]
    return [box["x"] for box in boxes if box]


def test_noura_answers_one_question_without_a_name(
    open_page: OpenPage, axe: Callable[[Page], None]
) -> None:
    association = given_association()
    application = given_basket_asked(association)
    offer_survey(Actor.system(association), application=application, occasion="decision")
    page = open_page(last_link(association, "survey"), size=PHONE)
    axe(page)
    page.get_by_role("link", name=re.compile("أجيبوا دون اسم")).click()
    arabic = _places(page)
    assert arabic == sorted(arabic, reverse=True)
    assert len(arabic) == 5
    page.get_by_role("button", name="English").click()
    english = _places(page)
    assert english == sorted(english)
    page.get_by_role("button", name="العربية").click()
    page.get_by_text("جيدة جدًا", exact=True).click()
    axe(page)
    page.get_by_role("button", name="إرسال إجابتي").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لكم")
    axe(page)

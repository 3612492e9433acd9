"""The survey's pages: one answer by a link, and apart from it the wish to be called."""

import pytest
from django.test import Client

from wasl.faces.portal.tests.given import given_association, given_survey_link, text_of

pytestmark = pytest.mark.django_db


def test_a_link_takes_one_answer() -> None:
    link = given_survey_link(given_association())
    client = Client()
    assert "أجيبوا دون اسم" in text_of(client.get(link))
    assert client.post(f"{link}answer/", {}).status_code == 422
    answer = client.post(f"{link}answer/", {"score": "4", "words": "جزاكم الله خيرًا"})
    assert answer["Location"] == f"{link}thanks/"
    assert "سبق أن أجبتم" in text_of(client.get(link))
    again = client.post(f"{link}answer/", {"score": "1"})
    assert again["Location"] == link


def test_a_score_that_is_not_on_the_scale_is_refused() -> None:
    link = given_survey_link(given_association())
    for score in ("0", "6", "-1", "five"):
        assert Client().post(f"{link}answer/", {"score": score}).status_code == 422, score


def test_a_call_is_asked_for_with_a_number_only() -> None:
    link = given_survey_link(given_association())
    assert Client().post(f"{link}call/", {"phone": "0112345678"}).status_code == 422
    answer = Client().post(f"{link}call/", {"phone": "٠٥٥١٢٣٤٥٦٧"})
    assert answer.status_code == 200
    assert "سنتصل بكم" in text_of(answer)


def test_an_answer_asks_nothing_that_names_anybody() -> None:
    link = given_survey_link(given_association())
    page = text_of(Client().get(f"{link}answer/"))
    assert 'name="phone"' not in page
    assert 'name="name"' not in page

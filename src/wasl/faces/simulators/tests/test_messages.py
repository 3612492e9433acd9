"""The page shows what phones received, and is not there where messages leave the house."""

import pytest
from django.urls import reverse

from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.tests.given import given_association, given_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    system = given_association()
    given_message(system, phone="0550000001")
    given_message(system, phone="", email="salem@example.org")
    send_due_messages(system)


def test_messages_are_shown_with_live_links_and_refresh_without_script(client, sent):
    answer = client.get(reverse("simulators:messages"))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'data-to="+966550000001"' in page
    assert 'href="https://wasl.example/m/x"' in page
    assert "salem@example.org" in page
    assert answer["Refresh"] == "5"
    assert "<script" not in page.split("<main")[1].split("</main>")[0]


def test_one_phone_alone_can_be_shown_and_held_still(client, sent):
    answer = client.get(reverse("simulators:messages"), {"to": "+966550000001", "still": ""})
    page = answer.content.decode()

    assert "data-message" in page
    assert "salem@example.org" not in page
    assert not answer.has_header("Refresh")


def test_trouble_is_made_and_ended(client):
    address = reverse("simulators:trouble")

    def is_down():
        page = client.get(reverse("simulators:messages")).content.decode()
        return '<option value="down" selected>' in page

    client.post(address, {"carrier": "sms", "trouble": "down"})
    assert is_down()
    client.post(address, {"carrier": "sms", "trouble": ""})
    assert not is_down()
    assert client.post(address, {"carrier": "sms", "trouble": "fire"}).status_code == 404
    assert client.get(address).status_code == 405


def test_the_code_of_the_demonstration_is_shown_only_there(client, settings):
    assert "data-sign-in-code" not in client.get("/simulators/").content.decode()
    settings.WASL_DEMO_TOTP = "WASLDEMOWASLDEMOWASLDEMOWASLDEMO"
    assert "data-sign-in-code" in client.get("/simulators/").content.decode()

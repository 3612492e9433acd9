"""The pages of the registry: who may read and change what, and what each answers to bad input."""

from uuid import uuid4

import pytest

from wasl.faces.desk.tests.given import browser_of, given_desk

pytestmark = pytest.mark.django_db

NEW_ID = "1076543212"


@pytest.fixture
def desk():
    return given_desk()


@pytest.fixture
def huda(desk):
    return browser_of(desk.member("officer"))


def typed(**changes):
    """A person as an officer writes her."""
    known = {
        "key": str(uuid4()),
        "kind": "person",
        "name": "منيرة بنت فهد الدوسري",
        "identity_kind": "national",
        "national_id": NEW_ID,
        "phone": "٠٥٥ ٧٦٥ ٤٣٢١",
        "phone_belongs_to": "own",
        "language": "ar",
        "role": "beneficiary",
    }
    return known | changes


def test_somebody_is_registered_once_however_often_the_page_is_sent(desk, huda):
    sent = typed(birth_day="١", birth_month="٥", birth_year="١٤١٠", birth_calendar="hijri")
    first = huda.post(desk.address("people/new/"), sent)
    again = huda.post(desk.address("people/new/"), sent)
    assert first.status_code == 302, first.context["form"].errors
    assert first["Location"] == again["Location"]
    page = huda.get(first["Location"])
    assert "منيرة بنت فهد الدوسري" in page.content.decode()

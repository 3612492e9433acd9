"""Two records of one person: seen side by side, made one field by field, and parted again."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import the_worker_runs
from wasl.domains.parties.actions import know_party
from wasl.domains.parties.queries import pairs_waiting, same_party
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = "/manarat/desk/people/"
DUPLICATES = f"{PEOPLE}duplicates/"
NAME = "نورة بنت عبدالله بن فهد الحربي"
SIZE = (1366, 900)
Axe = Callable[[Page], None]


def given_noura_twice(association: UUID) -> tuple[UUID, UUID]:
    """Noura as she applied, and as she was registered again without her card."""
    system = Actor.system(association)
    first = know_party(
        system,
        kind="person",
        name=NAME,
        national_id=given.NOURA_ID,
        phone=given.NOURA_PHONE,
        city="الرياض",
    )
    second = know_party(
        system,
        kind="person",
        name=NAME,
        phone=given.NOURA_PHONE,
        city="جدة",
        email="noura@example.org",
    )
    return first.pk, second.pk


def given_registrar(association: UUID) -> Actor:
    """Huda, who also keeps the registry."""
    return given.given_member(association, "هدى السبيعي", "officer", "registrar")


def search_the_registry(page: Page) -> None:
    """Ask for a search and let the worker do it."""
    page.goto(DUPLICATES)
    page.get_by_role("button", name="البحث في السجل كله").click()
    expect(page.get_by_text("طُلب البحث").first).to_be_visible()
    the_worker_runs()
    page.goto(DUPLICATES)


def choose(page: Page, question: str, answer: str) -> None:
    """Choose one of the two values of a field."""
    group = page.get_by_role("group", name=question, exact=True)
    group.get_by_text(answer, exact=True).click()


def test_two_records_of_one_person_become_one_and_two_again(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
) -> None:
    association = given.given_association()
    huda = given_registrar(association)
    first, second = given_noura_twice(association)
    page = given.sign_in(open_page(size=SIZE), live_server.url, huda)
    page.goto(DUPLICATES)
    expect(page.get_by_text("لا سجلات بانتظار التمييز")).to_be_visible()
    axe(page)

    search_the_registry(page)
    axe(page)
    page.get_by_role("link").filter(has_text=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("واحد أم اثنان؟")
    expect(page.get_by_text("رقم الجوال نفسه، وقد تشترك فيه الأسرة الواحدة")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="المدينة")).to_contain_text("مختلف")
    axe(page)

    page.get_by_role("link", name="هما واحد: اختاروا حقلًا حقلًا").click()
    axe(page)
    page.get_by_role("button", name="دمج السجلين").click()
    expect(page.get_by_role("alert")).to_contain_text("المدينة")
    assert same_party(huda, party=first) == (first,)
    choose(page, "المدينة", "جدة")
    page.get_by_role("button", name="دمج السجلين").click()
    expect(page.get_by_text("صار السجلان سجلًا واحدًا")).to_be_visible()
    expect(page.get_by_text("جدة").first).to_be_visible()
    assert same_party(huda, party=second) == (first, second)

    page.goto(f"{DUPLICATES}merged/")
    axe(page)
    page.get_by_role("link", name="إلغاء الدمج").click()
    axe(page)
    page.get_by_role("button", name="فصل السجلين").click()
    expect(page.get_by_text("عاد كل سجل قائمًا بنفسه كما كان.")).to_be_visible()
    assert same_party(huda, party=second) == (second,)


def test_not_the_same_person_is_remembered_on_a_phone_without_script(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
) -> None:
    association = given.given_association()
    huda = given_registrar(association)
    given_noura_twice(association)
    page = given.sign_in(open_page(size=PHONE, script=False), live_server.url, huda)
    search_the_registry(page)
    page.get_by_role("link").filter(has_text=NAME).first.click()
    page.get_by_label("لماذا هما اثنان؟").fill("ابنتا عم")
    page.get_by_role("button", name="هما اثنان").click()
    expect(page.get_by_text("حُفظ أنهما اثنان")).to_be_visible()
    search_the_registry(page)

    expect(page.get_by_text("لا سجلات بانتظار التمييز")).to_be_visible()
    assert pairs_waiting(huda) == ()


def test_the_comparison_is_a_stack_of_cards_on_a_phone(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
) -> None:
    association = given.given_association()
    huda = given_registrar(association)
    given_noura_twice(association)
    page = given.sign_in(open_page(size=PHONE), live_server.url, huda)
    search_the_registry(page)
    page.get_by_role("link").filter(has_text=NAME).first.click()
    axe(page)
    overflows = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(overflows)
    page.get_by_role("link", name="هما واحد: اختاروا حقلًا حقلًا").click()
    axe(page)

    assert not page.evaluate(overflows)

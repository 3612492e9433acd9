"""One's own data in the browser: asked on a phone without script, answered at the desk, erased."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from wasl.domains.parties.actions import know_party
from wasl.domains.privacy.actions import name_usual_purposes, publish_notice
from wasl.domains.privacy.queries import FIRST_NOTICE, destructions_recorded
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]
WORDS = "أطلب إتلاف جميع بياناتي، فلم أعد محتاجة إلى الخدمات"
ANSWER = "أتلفنا كل ما نحفظه عنكم، ولم يبق إلا محضر لا يذكر اسمكم"


def arrived(page: Page, heading: str) -> None:
    """See that a page is there, whole."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def test_noura_asks_on_her_phone_and_abeer_erases_her(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
) -> None:
    association = given.given_association()
    system = Actor.system(association)
    abeer = given.given_member(association, "عبير الصاعدي", "privacy_officer")
    publish_notice(abeer, text=FIRST_NOTICE, published_from=timezone.localdate())
    name_usual_purposes(abeer)
    know_party(
        system,
        kind="person",
        name=given.NOURA,
        national_id=given.NOURA_ID,
        phone=given.NOURA_PHONE,
    )

    phone = open_page("/manarat/privacy/", size=PHONE, script=False)
    arrived(phone, "بياناتكم لدينا")
    phone.get_by_role("link", name="طلب بشأن بياناتكم").click()
    phone.locator("input[name=phone]").fill(given.NOURA_PHONE)
    phone.locator("main form button[type=submit]").first.click()
    phone.locator("input[name=code]").fill(given.last_code(association, given.NOURA_PHONE))
    phone.locator("main form button[type=submit]").first.click()
    arrived(phone, "طلب بشأن بياناتكم")
    phone.get_by_text("إتلاف بياناتي", exact=True).click()
    phone.get_by_label("قولوه بكلماتكم").fill(WORDS)
    phone.get_by_role("button", name="إرسال الطلب").click()
    arrived(phone, "إتلاف بياناتي")
    expect(phone.get_by_text(WORDS)).to_be_visible()
    phone.goto("/manarat/privacy/mine/")
    arrived(phone, "بياناتي")
    expect(phone.get_by_role("heading", name=given.NOURA)).to_be_visible()

    seen = open_page("/manarat/privacy/", size=PHONE)
    arrived(seen, "بياناتكم لدينا")
    axe(seen)

    desk = given.sign_in(open_page(), live_server.url, abeer)
    desk.goto("/manarat/desk/privacy/")
    arrived(desk, "البيانات الشخصية")
    axe(desk)
    desk.get_by_role("link", name="إتلاف البيانات").click()
    arrived(desk, "إتلاف البيانات")
    expect(desk.get_by_text(WORDS)).to_be_visible()
    axe(desk)
    desk.get_by_role("button", name="أتولى الإجابة").click()
    desk.locator("#identity select").select_option("original_seen")
    desk.locator("#identity button[type=submit]").click()
    desk.get_by_role("link", name="إلى صفحة إتلاف البيانات").click()
    arrived(desk, "إتلاف البيانات نهائيًا؟")
    axe(desk)
    desk.get_by_label("ما يُقال لصاحب الطلب").fill(ANSWER)
    desk.get_by_role("button", name="إتلاف البيانات نهائيًا").click()
    arrived(desk, "محضر إتلاف")
    expect(desk.get_by_text(given.NOURA)).to_have_count(0)
    (minutes,) = destructions_recorded(abeer)
    assert minutes.ground == "request"

    phone.goto("/manarat/privacy/mine/")
    arrived(phone, "بياناتي")
    expect(phone.get_by_role("heading", name=given.NOURA)).to_have_count(0)


def test_abeer_follows_an_incident_to_its_notice(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
) -> None:
    association = given.given_association()
    abeer = given.given_member(association, "عبير الصاعدي", "privacy_officer")
    desk = given.sign_in(open_page(), live_server.url, abeer)
    desk.goto("/manarat/desk/privacy/incidents/new/")
    arrived(desk, "تسجيل حادثة")
    axe(desk)
    desk.get_by_label("باختصار").fill("جوال ضائع")
    desk.get_by_label("ما الذي حدث، وكيف اكتُشف").fill("ضاع جوال فيه صور مستندات")
    desk.get_by_text("الدخل", exact=True).click()
    desk.get_by_role("button", name="تسجيل الحادثة").click()
    arrived(desk, "جوال ضائع")
    desk.get_by_text("خطر مرتفع", exact=True).click()
    desk.get_by_label("ما قد يترتب عليها لأصحاب البيانات").fill("قد يُعرف دخلهم")
    desk.get_by_label("ما اتُّخذ وما سيُتخذ").fill("أُقفل الجوال عن بعد")
    desk.get_by_role("button", name="تسجيل التقدير").click()
    expect(desk.get_by_role("link", name="إشعار الجهة المختصة")).to_be_visible()
    axe(desk)
    desk.get_by_role("link", name="إشعار الجهة المختصة").click()
    arrived(desk, "إشعار بحادثة تسرّب بيانات شخصية")
    axe(desk)

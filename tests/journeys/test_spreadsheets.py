"""A made-up charity's messy workbook of 5 000 rows: tried, compared, brought in, taken back."""

import io
import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import WIDE, Axe, looks_right
from tests.workbooks.charity import charity
from wasl.domains.parties.actions import know_party
from wasl.domains.parties.queries import parties_counted
from wasl.domains.spreadsheets.actions import sweep_spreadsheets
from wasl.domains.spreadsheets.tests.given import given_tried, workbook
from wasl.faces.cli.worker import Duty, Worker
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import parse_date

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 5_000
DESK = "/manarat/desk/spreadsheets/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def see(page: Page, name: str) -> None:
    """Keep a picture of the page for whoever asks for one."""
    folder = os.environ.get("WASL_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def let_the_worker_work(page: Page) -> None:
    """Let the worker do its rounds until the page no longer shows work in hand."""
    worker = Worker(duties=(Duty("spreadsheets", sweep_spreadsheets),))
    for _ in range(60):
        assert not worker.work_once().failures
        page.reload()
        if not page.locator("progress").count():
            return
    raise AssertionError("the worker never ends")


@pytest.mark.slow
def test_a_messy_workbook_goes_in_and_out_again(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    system = Actor.system(association)
    reem = given.given_member(association, "ريم الشهري", "registrar")
    made = charity(2026, ROWS)
    truths = list(made.good.values())
    known = truths[10]
    know_party(system, kind="person", name=known.name, national_id=known.national_id)
    alike = truths[20]
    know_party(
        system,
        kind="person",
        name=alike.name,
        phone=alike.phone,
        birth=parse_date(alike.birth_on.isoformat()),
    )

    page = given.sign_in(open_page(size=WIDE), live_server.url, reem)
    page.set_default_timeout(60_000)
    page.goto(DESK)
    looks_right(page, axe)
    page.get_by_role("link", name="إدخال كشف").first.click()
    looks_right(page, axe)
    page.locator("label[for=id_kind_0]").click()
    page.get_by_label("الملف", exact=True).set_input_files(
        {"name": "كشف المستفيدين.xlsx", "mimeType": XLSX, "buffer": made.content}
    )
    page.get_by_role("button", name="قراءة الملف").click()
    expect(page.get_by_label("السجل المدني")).to_have_value("national_id")
    expect(page.get_by_label("ت. الميلاد")).to_have_value("birth")
    expect(page.get_by_label("ملاحظات")).to_have_value("")
    looks_right(page, axe)
    see(page, "columns")
    page.get_by_role("button", name="تجربة الصفوف").click()
    expect(page.locator("progress")).to_be_visible()
    axe(page)
    let_the_worker_work(page)
    expect(page.get_by_text("لم يدخل شيء بعد").first).to_be_visible()
    looks_right(page, axe)
    see(page, "tried")

    with page.expect_download() as told:
        page.get_by_role("link", name="تنزيل الملاحظات").first.click()
    sheet = load_workbook(io.BytesIO(Path(told.value.path()).read_bytes())).worksheets[0]
    rows = {int(str(cells[0])) for cells in sheet.iter_rows(min_row=2, values_only=True)}
    assert set(made.damaged) | set(made.repeated) <= rows
    page.get_by_role("link", name="عرض الملاحظات كلها").click()
    first = min(made.damaged)
    number = str(first).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    expect(page.get_by_text(f"صف {number}، عمود «{made.damaged[first][0]}»").first).to_be_visible()
    looks_right(page, axe)
    see(page, "problems")
    page.get_by_role("link", name="العودة إلى الملف").click()
    page.get_by_role("button", name="استبعادها جميعًا").first.click()

    page.get_by_role("link", name="المقارنة").click()
    row = page.get_by_role("listitem").filter(has_text=alike.name)
    expect(row.get_by_text("الجوال نفسه")).to_be_visible()
    looks_right(page, axe)
    see(page, "known")
    row.get_by_role("button", name="الشخص نفسه").click()
    page.get_by_role("link", name="العودة إلى الملف").first.click()
    others = page.get_by_role("button", name="كلهم أشخاص آخرون")
    if others.count():
        others.click()

    page.get_by_role("button", name=re.compile("^إدخال")).click()
    let_the_worker_work(page)
    expect(page.get_by_text("الكشف الآن في السجل")).to_be_visible()
    looks_right(page, axe)
    see(page, "done")
    # The two who were known before stay the same people: nobody came in twice.
    assert parties_counted(system, kind="person") == made.coming
    phone = given.sign_in(open_page(size=PHONE), live_server.url, reem)
    phone.set_default_timeout(60_000)
    phone.goto(page.url)
    looks_right(phone, axe)
    phone.goto(DESK)
    looks_right(phone, axe)
    see(phone, "phone")
    english = given.sign_in(open_page(size=WIDE, language="en-GB"), live_server.url, reem)
    english.set_default_timeout(60_000)
    english.context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    english.goto(page.url)
    expect(english.get_by_text("The list is in the registry")).to_be_visible()
    see(english, "english")

    page.get_by_role("link", name="التراجع عن الإدخال").click()
    looks_right(page, axe)
    page.get_by_role("button", name="التراجع عن الإدخال").click()
    let_the_worker_work(page)
    expect(page.get_by_text("أُخرجوا من السجل")).to_be_visible()
    looks_right(page, axe)
    assert parties_counted(system, kind="person") == 2


HEADS = ["الاسم", "رقم الهوية", "رقم الجوال", "نوع السكن", "المدينة"]
ROWS_WRONG = [
    ["نورة بنت عبدالله بن محمد آل سليمان الحربي", "1012345673", "0551234567", "شقة", "جده"],
    ["سالم عبد الله الحربي", "1098765439", "011", "شقة", "جدة"],
    ["هند محمد القحطاني", "لم يراجع", "", "شقة", "جده"],
    ["فهد سعد العتيبي", "لم يراجع", "", "ملك", "جده"],
]


def test_what_is_wrong_in_a_list_is_put_right_with_the_keyboard(
    open_page: OpenPage, live_server: LiveServer, axe: Axe
):
    association = given.given_association()
    reem = given.given_member(association, "ريم الشهري", "registrar")
    file = given_tried(reem, workbook(HEADS, *ROWS_WRONG))
    page = given.sign_in(open_page(size=WIDE), live_server.url, reem)
    page.set_default_timeout(60_000)
    page.goto(f"{DESK}{file.pk}/")
    looks_right(page, axe)
    see(page, "mending-tried")
    page.get_by_role("link", name="تصحيحها").press("Enter")
    looks_right(page, axe)
    see(page, "mending-problems")

    identity = page.get_by_label(re.compile("صف [2٢]، عمود «رقم الهوية»"))
    expect(identity).to_have_value("1012345673")
    expect(identity).to_have_attribute("inputmode", "numeric")
    expect(identity).to_have_attribute("dir", "ltr")
    identity.fill("1012345674")
    everywhere = page.get_by_label(re.compile("في كل موضع من العمود.*صفان")).first
    everywhere.press("Space")
    page.get_by_label(re.compile("صف [4٤]، عمود «رقم الهوية»")).fill("")
    page.get_by_label(re.compile("استبعاد الصف [5٥]")).press("Space")
    identity.press("Enter")
    expect(page.get_by_text("هناك ما يحتاج إلى تصحيح").first).to_be_visible()
    looks_right(page, axe)
    see(page, "mending-wrong")
    # Nothing that was written is lost beside the one that is wrong.
    expect(page.get_by_label(re.compile("صف [4٤]، عمود «رقم الهوية»"))).to_have_value("")
    expect(everywhere).to_be_checked()
    identity.fill("١٠١٢٣٤٥٦٧٢")
    page.get_by_role("button", name="حفظ", exact=True).press("Enter")
    expect(page.get_by_text("صُحّحت خليتان")).to_be_visible()
    looks_right(page, axe)

    page.goto(f"{DESK}{file.pk}/")
    page.get_by_role("link", name="المدينة", exact=True).press("Enter")
    looks_right(page, axe)
    see(page, "mending-values")
    page.get_by_label("جده", exact=True).fill("جدة")
    page.get_by_role("button", name="استبدالها في العمود كله").press("Enter")
    expect(page.get_by_label("جدة", exact=True)).to_have_value("جدة")
    page.get_by_role("button", name="تجربة الصفوف ثانية").press("Enter")
    let_the_worker_work(page)
    page.get_by_role("link", name=re.compile("عرض ما صُحّح")).press("Enter")
    looks_right(page, axe)
    see(page, "mending-mended")
    page.get_by_role("link", name="العودة إلى الملف").press("Enter")
    page.get_by_role("button", name=re.compile("^إدخال")).press("Enter")
    let_the_worker_work(page)
    expect(page.get_by_text("الكشف الآن في السجل")).to_be_visible()
    looks_right(page, axe)
    assert parties_counted(Actor.system(association), kind="person") == 3

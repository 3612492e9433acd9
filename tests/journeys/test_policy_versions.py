"""The director hands over the board's document and works under it the same hour, in Arabic."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys import given
from tests.journeys.walks import looks_right
from wasl.domains.applications.queries import application_for_work

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]
POLICY = "/manarat/desk/policy/"

DOCUMENT = """\
سياسة تنظيم العلاقة مع المستفيدين لجمعية منارات
ترخيص رقم 2312
رقم الإصدار: الثانية

تمهيد
تضع جمعية منارات السياسات والإجراءات التي تنظم علاقتها بكل الأطراف من مستفيدين ومتطوعين.

الأهداف التفصيلية
1- تقدير حاجة المستفيد وتسهيل الإجراءات حتى ينال الخدمة دون عناء ومشقة.
2- زيادة ثقة وانتماء المستفيدين بالجمعية.

القنوات المستخدمة للتواصل مع المستفيدين
1- المقابلة.
2- الاتصالات الهاتفية.
3- الموقع الإلكتروني للجمعية.
4- خدمات طلب المساعدة.

الأدوات المتاحة لموظف علاقات المستفيدين للتواصل مع المستفيدين
- اللائحة الأساسية للجمعية.
- طلب دعم مستفيد.

ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي
- استقبال المستفيد بلباقة واحترام والإجابة على جميع الاستفسارات.
- التأكد من تقديم المراجع كافة المعلومات المطلوبة، وعلى الموظف مطابقة البيانات وقت التقديم.
- التأكد على صحة البيانات المقدمة من طالب الدعم والتوقيع عليها.
- التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث والرد عليه خلال مدة لا تقل عن ثلاثة أسابيع.
- تقديم الخدمة اللازمة.

وللمتطوعات في موسم الحج حافلة خاصة بهن.

اعتماد مجلس الإدارة
تم اعتماد هذه السياسة في اجتماع مجلس الإدارة رقم (٥/١٤٤٧) يوم الثلاثاء ١١/٠٢/١٤٤٧هـ الموافق ٠٤/٠٨/٢٠٢٥م.
"""


def press(page: Page, words: str) -> None:
    """Press the one button of these words."""
    page.get_by_role("button", name=words, exact=True).click()


def date_written(page: Page, name: str, day: int, month: int, year: int) -> None:
    """Write a date into its boxes."""
    for part, number in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}_{part}]").fill(str(number))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The board's second policy, as a file on the director's computer."""
    path = tmp_path / "سياسة المستفيدين.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_from_a_document_to_the_version_in_force(
    open_page: OpenPage, live_server: LiveServer, axe: Axe, document: Path
) -> None:
    association = given.given_association()
    director = given.given_member(association, "لطيفة العنزي", "director")
    running = given.given_basket_asked(association)
    before = application_for_work(director, application=running).policy_version
    page = given.sign_in(open_page(), live_server.url, director)

    page.goto(f"{POLICY}board/")
    for name, capacity in (
        ("نايف الدوسري", "رئيس مجلس الإدارة"),
        ("سارة المطيري", "المشرف المالي"),
    ):
        page.locator("[name=name]").fill(name)
        page.get_by_label("الصفة").select_option(label=capacity)
        press(page, "إضافة إلى المجلس")
        expect(page.locator(".desk-list").get_by_text(name).first).to_be_visible()
    looks_right(page, axe)

    page.goto(POLICY)
    page.get_by_role("link", name="رفع وثيقة المجلس").click()
    press(page, "قراءة الوثيقة")
    expect(page.get_by_role("alert")).to_contain_text("اختاروا ملف السياسة أولًا.")
    looks_right(page, axe)
    page.locator("input[type=file]").set_input_files(document)
    press(page, "قراءة الوثيقة")
    expect(page.get_by_role("heading", name="ما قرأناه")).to_be_visible()
    looks_right(page, axe)

    _settled(page, axe)
    _before_the_board(page, axe)
    _adopted(page, axe)
    _in_force(page, axe)

    assert application_for_work(director, application=running).policy_version == before
    asked_now = given.given_basket_asked(association, phone="0559876543")
    assert application_for_work(director, application=asked_now).policy_version != before


def _settled(page: Page, axe: Axe) -> None:
    target = page.locator(".policy-card").filter(has_text="بعد كم يومًا من اكتمال الملف")
    target.get_by_text("عدد آخر من الأيام").click()
    target.get_by_role("textbox").fill("كثير")
    target.get_by_role("button", name="اعتماد هذه الإجابة").click()
    expect(page.get_by_role("alert")).to_contain_text("اكتبوا عدد أيام")
    target.get_by_role("textbox").fill("٢٨")
    target.get_by_role("button", name="اعتماد هذه الإجابة").click()
    expect(target).to_contain_text("لطيفة العنزي")

    page.get_by_role("link", name="الرفع إلى المجلس").click()
    expect(page.get_by_text("ما زال شيء معلّقًا")).to_be_visible()
    page.get_by_role("link", name="الإجابة عن الأسئلة").click()
    unknown = page.locator(".policy-card").filter(has_text="حافلة خاصة بهن")
    expect(unknown.get_by_role("radio").first).to_be_checked()
    press(page, "اعتماد كل الإجابات كما هي")
    expect(page.get_by_text("حُسمت كلها")).to_be_visible()
    looks_right(page, axe)


def _before_the_board(page: Page, axe: Axe) -> None:
    page.get_by_role("link", name="تعديل يدوي").click()
    page.get_by_label("تقديم الخدمة").select_option(label="المسجّل")
    looks_right(page, axe)
    press(page, "حفظ التعديلات")
    expect(page.get_by_text("عُدّلت المسودة.")).to_be_visible()
    page.get_by_role("link", name="العودة إلى الوثيقة").click()
    page.get_by_role("link", name="الرفع إلى المجلس").click()
    looks_right(page, axe)
    press(page, "الرفع إلى المجلس")
    expect(page.get_by_text("صار الإصدار أمام المجلس")).to_be_visible()
    page.get_by_role("link", name="نسخة المجلس").click()
    expect(
        page.get_by_role("cell", name="نايف الدوسري").or_(
            page.get_by_role("rowheader", name="نايف الدوسري")
        )
    ).to_be_visible()
    expect(page.get_by_text("وللمتطوعات في موسم الحج حافلة خاصة بهن.")).to_be_visible()
    looks_right(page, axe)
    page.go_back()


def _adopted(page: Page, axe: Axe) -> None:
    date_written(page, "hijri", 11, 2, 1447)
    date_written(page, "gregorian", 4, 8, 2025)
    press(page, "مطابقة التاريخين")
    expect(page.get_by_text("هذان يومان مختلفان")).to_be_visible()
    looks_right(page, axe)
    press(page, "تسجيل الاعتماد")
    expect(page.get_by_role("alert")).to_be_visible()
    date_written(page, "gregorian", 5, 8, 2025)
    press(page, "مطابقة التاريخين")
    expect(page.get_by_text("الثلاثاء، ٥ أغسطس ٢٠٢٥م")).to_be_visible()
    page.get_by_text("سارة المطيري").click()
    press(page, "تسجيل الاعتماد")
    expect(page.get_by_role("alert")).to_contain_text("رئيس المجلس")
    page.get_by_text("نايف الدوسري").click()
    press(page, "تسجيل الاعتماد")
    expect(page.get_by_role("heading", level=1)).to_have_text("ما الذي يتغيّر")


def _in_force(page: Page, axe: Axe) -> None:
    changes = page.get_by_role("region", name="أثره في العمل")
    expect(changes).to_contain_text("الإحالة")
    expect(changes.locator("ins").first).to_be_visible()
    expect(page.get_by_text("يبقى الطلب الجاري على الإصدار الذي بدأ به")).to_be_visible()
    looks_right(page, axe)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    looks_right(page, axe)
    press(page, "بدء العمل به")
    expect(page.get_by_text("بدأ العمل بالإصدار")).to_be_visible()
    looks_right(page, axe)
    page.goto(POLICY)
    rows = page.locator(".desk-list > li")
    expect(rows.nth(0)).to_contain_text("سارٍ")
    expect(rows.nth(1)).to_contain_text("حلّ محله غيره")
    expect(rows.nth(1)).to_contain_text("طلب واحد جارٍ عليه")
    looks_right(page, axe)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("فارغ.txt", b"", "فارغ"),
        ("صورة.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "Word"),
        ("تالف.pdf", b"%PDF-1.7\nbroken", "PDF|تالف|معطوب"),
        ("رسالة.txt", "السلام عليكم ورحمة الله، موعد اللقاء يوم الأحد.".encode(), "سياسة"),
    ],
)
def test_a_bad_file_gets_a_sentence_of_its_own_and_leaves_nothing(
    open_page: OpenPage,
    live_server: LiveServer,
    tmp_path: Path,
    name: str,
    content: bytes,
    sentence: str,
) -> None:
    association = given.given_association()
    director = given.given_member(association, "لطيفة العنزي", "director")
    page = given.sign_in(open_page(size=PHONE, script=False), live_server.url, director)
    path = tmp_path / name
    path.write_bytes(content)

    page.goto(f"{POLICY}upload/")
    page.locator("input[type=file]").set_input_files(path)
    press(page, "قراءة الوثيقة")

    expect(page.get_by_role("alert")).to_contain_text(re.compile(sentence))
    page.goto(POLICY)
    expect(page.locator(".desk-list > li")).to_have_count(1)


def test_the_auditor_reads_what_the_director_keeps(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    association = given.given_association()
    auditor = given.given_member(association, "منى الشهري", "auditor")
    page = given.sign_in(open_page(), live_server.url, auditor)

    page.goto(POLICY)
    expect(page.get_by_role("link", name="رفع وثيقة المجلس")).to_have_count(0)
    page.get_by_role("link", name=re.compile("الإصدار ١")).click()
    expect(page.get_by_role("heading", name="خطوات الخدمة")).to_be_visible()
    answer = page.goto(f"{POLICY}upload/")
    assert answer is not None
    assert answer.status == 403

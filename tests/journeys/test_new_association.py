"""A sixth association, from nothing to its first open case, in the browser and without code.

Its board wrote another kind of document: a bylaw in articles, with six channels, five steps, no
guides, and a department that decides.
"""

import re
import time
from pathlib import Path
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from docx import Document
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PHONE, OpenPage
from tests.journeys.given import NOURA, last_link
from tests.journeys.walks import WIDE, Axe, looks_right, tick
from wasl.domains.access.actions import make_operator
from wasl.domains.associations.queries import association_called
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "زيتونة-عالية-قرب-البئر-58"
CODE_SECONDS = 30
ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "المادة الأولى: التمهيد",
        (
            (
                "تضع جمعية رِفد للتنمية الأسرية بالخرج هذه اللائحة لتنظيم علاقتها بالمستفيدين والداعمين "
                "والمتطوعين وغيرهم، بما يكفل حقوق الجمعية وحقوق كل من هذه الأطراف."
            ),
            "وتولي الجمعية العلاقة مع المستفيدين الأولوية، وتراجعها باستمرار وتعمم ما يستجد عليها.",
        ),
    ),
    (
        "المادة الثانية: الهدف العام",
        (
            (
                "تقديم خدمة متميزة للمستفيدين من كل الشرائح بإتقان وسرعة وجودة عالية، والوصول إليهم بأسهل "
                "الطرق دون الحاجة إلى طلبهم."
            ),
        ),
    ),
    (
        "المادة الثالثة: الأهداف التفصيلية",
        (
            "أ. تقدير حاجة المستفيد وتسهيل الإجراءات وحصوله على كل الخدمات المطلوبة دون عناء.",
            "ب. تقديم خدمات متكاملة للمستفيد بأحدث الوسائل الإلكترونية.",
            "ج. تقديم المعلومات والإجابات الملائمة لاستفسارات المستفيدين من خلال قنوات متعددة.",
            "د. قياس رضا المستفيد لرفع جودة الخدمة وتحسين إجراءاتها.",
        ),
    ),
    (
        "المادة الرابعة: قنوات التواصل مع المستفيدين",
        (
            "أ. المقابلة.",
            "ب. الاتصالات الهاتفية.",
            "ج. وسائل التواصل الاجتماعي.",
            "د. الخطابات.",
            "هـ. خدمات طلب المساعدة.",
            "و. الموقع الإلكتروني للجمعية.",
        ),
    ),
    (
        "المادة الخامسة: خطوات التعامل مع المستفيد",
        (
            "1. استقبال المستفيد بلباقة واحترام، والإجابة على جميع استفساراته، وإعطاؤه الوقت الكافي.",
            (
                "2. التأكد من تقديم المراجع كافة المعلومات المطلوبة، ويطابق موظف علاقات المستفيدين "
                "البيانات ويتأكد من صلاحيتها وقت التقديم."
            ),
            (
                "3. التأكد من صحة البيانات المقدمة من مقدم الطلب والتوقيع عليها، ويكون مسؤولاً عنها "
                "مسؤولية مباشرة."
            ),
            (
                "4. التوضيح للمستفيد بأن طلبه سيرفع إلى الإدارة المختصة والرد عليه بالقبول أو الرفض خلال "
                "مدة لا تتجاوز عشرين يوماً."
            ),
            "5. تقديم الخدمة اللازمة للمستفيد.",
        ),
    ),
    (
        "المادة السادسة: النفاذ",
        (
            (
                "اعتمدت هذه اللائحة في اجتماع مجلس الإدارة رقم (٣) يوم الثلاثاء ١١/٠٢/١٤٤٧هـ الموافق "
                "٠٥/٠٨/٢٠٢٥م."
            ),
        ),
    ),
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The document that the board signed, as a Word file on the director's computer."""
    word = Document()
    word.add_heading("لائحة تنظيم العلاقة مع المستفيدين", 0)
    word.add_paragraph("جمعية رِفد للتنمية الأسرية بالخرج")
    word.add_paragraph("ترخيص رقم ٤٧١٩")
    for heading, texts in ARTICLES:
        word.add_heading(heading, 1)
        for text in texts:
            word.add_paragraph(text)
    path = tmp_path / "لائحة رفد.docx"
    word.save(str(path))
    return path


def press(page: Page, words: str) -> None:
    """Press the one button of these words."""
    page.get_by_role("button", name=words, exact=True).click()


def sign_in_for_the_first_time(page: Page, email: str) -> None:
    """Type e-mail and password, connect an authenticator, and type its first code."""
    page.get_by_label("البريد الإلكتروني").fill(email)
    page.get_by_label("كلمة المرور").fill(PASSWORD)
    press(page, "تسجيل الدخول")
    expect(page.get_by_role("heading", level=1)).to_have_text("حماية حسابكم")
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content())
    assert secret
    left = CODE_SECONDS - time.time() % CODE_SECONDS
    if left < CODE_SECONDS / 3:
        # A person too waits for the next code rather than type one that is about to change.
        page.wait_for_timeout(left * 1000 + 200)
    code = format_hotp_value(hotp_value(secret.group(0), int(time.time()) // CODE_SECONDS))
    page.get_by_label("الرمز", exact=True).fill(code)
    press(page, "حماية حسابي")
    expect(page).to_have_url(re.compile("/account/recovery-codes/"))


def take_the_place(page: Page, axe: Axe, association: UUID, email: str) -> None:
    """Open the link that came by mail, choose a password, and sign in."""
    page.goto(last_link(association, "invitation"))
    looks_right(page, axe)
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    page.get_by_label("كلمة المرور مرة أخرى").fill("غيرها تمامًا 99")
    press(page, "انضمام")
    expect(page.get_by_role("alert")).to_contain_text("غير متطابقتين")
    page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    page.get_by_label("كلمة المرور مرة أخرى").fill(PASSWORD)
    press(page, "انضمام")
    sign_in_for_the_first_time(page, email)


def test_a_sixth_association_goes_from_a_document_to_an_open_case(
    open_page: OpenPage, live_server: LiveServer, axe: Axe, document: Path
) -> None:
    make_operator(
        Actor.installation(), email="omar@wasl.example", name="عمر الجهني", password=PASSWORD
    )
    omar = open_page("/installation/", size=WIDE)
    sign_in_for_the_first_time(omar, "omar@wasl.example")
    association = _opened(omar, axe)

    mona = open_page(size=WIDE)
    take_the_place(mona, axe, association, "mona@rifd.example")
    _policy_in_force(mona, axe, document)
    _service_published(mona, axe)
    _officer_invited(mona, axe)

    huda = open_page(size=WIDE)
    take_the_place(huda, axe, association, "huda@rifd.example")
    _policy_acknowledged(huda)
    _case_opened(huda, axe)

    mona.goto("/rifd/desk/")
    expect(mona.get_by_text("يوجد من يعمل: موظف علاقات المستفيدين")).to_have_count(0)
    omar.goto("/installation/")
    expect(omar.get_by_text("لها مديرها")).to_be_visible()
    omar.goto("/rifd/desk/queue/")
    expect(omar.get_by_text(NOURA)).to_have_count(0)


def _opened(page: Page, axe: Axe) -> UUID:
    page.goto("/installation/")
    expect(page.get_by_text("لا جمعيات بعد")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="فتح جمعية جديدة").click()
    for name, typed in (
        ("الاسم بالعربية", "جمعية رِفد للتنمية الأسرية بالخرج"),
        ("الاسم بالإنجليزية", "Rifd Family Development Association"),
        ("الاسم المختصر بالعربية", "رِفد"),
        ("الاسم المختصر بالإنجليزية", "Rifd"),
        ("رقم الترخيص", "1012345672"),
        ("المدينة بالعربية", "الخرج"),
        ("المدينة بالإنجليزية", "Al Kharj"),
        ("اسم المدير الأول", "منى الحربي"),
        ("بريد المدير", "mona@rifd.example"),
    ):
        page.get_by_label(name, exact=False).first.fill(typed)
    press(page, "فتح الجمعية ودعوة المدير")
    expect(page.get_by_role("alert")).to_contain_text("هيئة رقم هوية شخص")
    looks_right(page, axe)
    page.get_by_label("رقم الترخيص").first.fill("٤٧١٩")
    press(page, "فتح الجمعية ودعوة المدير")
    expect(page.get_by_text("فُتحت الجمعية ودُعي مديرها.")).to_be_visible()
    looks_right(page, axe)
    return association_called(Actor.installation(), slug="rifd").id


def _policy_in_force(page: Page, axe: Axe, document: Path) -> None:
    page.goto("/rifd/desk/")
    missing = page.get_by_role("link", name="السياسة التي اعتمدها المجلس سارية")
    looks_right(page, axe)
    missing.click()
    page.get_by_role("link", name="رفع وثيقة المجلس").first.click()
    page.locator("input[type=file]").set_input_files(document)
    press(page, "قراءة الوثيقة")
    expect(page.get_by_role("heading", name="ما قرأناه")).to_be_visible()
    press(page, "اعتماد كل الإجابات كما هي")
    expect(page.get_by_text("حُسمت كلها")).to_be_visible()
    page.get_by_role("link", name="الرفع إلى المجلس").click()
    press(page, "الرفع إلى المجلس")
    # Number and both dates stand in the document, so the form brings them along.
    expect(page.get_by_label("رقم القرار أو الاجتماع")).to_have_value(re.compile("[3٣]"))
    press(page, "تسجيل الاعتماد")
    press(page, "بدء العمل به")
    expect(page.get_by_text("بدأ العمل بالإصدار")).to_be_visible()


def _service_published(page: Page, axe: Axe) -> None:
    page.goto("/rifd/desk/setup/")
    looks_right(page, axe)
    expect(page.get_by_text("يوجد من يعمل: مدير الإدارة المختصة")).to_be_visible()
    page.get_by_role("link", name="خدمة واحدة مفتوحة على الأقل").click()
    looks_right(page, axe)
    page.get_by_role("link", name=re.compile("سلة غذائية")).click()
    looks_right(page, axe)
    expect(page.get_by_label("الإدارة المختصة")).to_be_checked()
    page.get_by_label("العنوان بالعربية").fill("سلة رِفد")
    page.get_by_label("العنوان بالإنجليزية").fill("Rifd basket")
    for question in ("كم عدد من تعولونهم", "ما وضعكم من العمل", "ما نوع سكنكم", "كم إيجار السكن"):
        tick(page, question)
    for question in ("هل تتلقون دعمًا", "هل في الأسرة من يحتاج", "كيف تفضلون استلامها"):
        tick(page, question)
    limit = page.locator("[name=limit_income_limit_0]")
    limit.fill("١٢٠٠")
    press(page, "معاينة قبل النشر")
    expect(page.get_by_role("alert")).to_contain_text("يحتاج إلى السؤال")
    looks_right(page, axe)
    tick(page, "لا دعم مماثل من جهة أخرى")
    press(page, "معاينة قبل النشر")
    expect(page.get_by_text("نصيب الفرد من الدخل لا يتجاوز 1200 ريال في الشهر")).to_be_visible()
    looks_right(page, axe)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    looks_right(page, axe)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    press(page, "نشر الخدمة")
    expect(page.get_by_role("link", name="سلة رِفد")).to_be_visible()


def _officer_invited(page: Page, axe: Axe) -> None:
    page.goto("/rifd/desk/setup/")
    page.get_by_role("link", name="يوجد من يعمل: موظف علاقات المستفيدين").click()
    expect(page.get_by_label(re.compile("^موظف علاقات المستفيدين"))).to_be_checked()
    page.get_by_label("الاسم", exact=True).fill("هدى السبيعي")
    page.get_by_label("البريد الإلكتروني").fill("huda@rifd.example")
    looks_right(page, axe)
    press(page, "إرسال الدعوة")
    expect(page.get_by_role("heading", level=1)).to_have_text("هدى السبيعي")
    looks_right(page, axe)
    page.goto("/rifd/desk/setup/staff/")
    expect(page.get_by_text("دعوة لم تُقبل بعد")).to_be_visible()
    looks_right(page, axe)


def _policy_acknowledged(page: Page) -> None:
    page.goto("/rifd/desk/")
    page.get_by_role("link", name="قراءتها الآن").click()
    press(page, "قرأتها وأقرّ بالاطلاع عليها")
    expect(page.get_by_text("شكرًا لكم، سُجّل إقراركم.")).to_be_visible()


def _case_opened(page: Page, axe: Axe) -> None:
    page.goto("/rifd/desk/intake/")
    page.get_by_text("الاتصالات الهاتفية", exact=True).click()
    page.locator("#id_service").get_by_text("سلة رِفد", exact=True).click()
    page.get_by_label("رقم الجوال").fill("٠٥٥١٢٣٤٥٦٧")
    press(page, "فتح النموذج")
    page.get_by_label("الاسم الكامل").first.fill(NOURA)
    page.get_by_label("رقم الهوية").first.fill("١٠١٢٣٤٥٦٧٢")
    page.get_by_label("تاريخ الميلاد").first.fill("1410/5/1")
    page.get_by_label("كم عدد أفراد أسرتكم").fill("5")
    page.get_by_label("كم يبلغ دخل الأسرة").fill("3500")
    page.get_by_label("في أي مدينة").fill("الخرج")
    expect(page.get_by_label("كم عدد من تعولونهم")).to_have_count(0)
    press(page, "إلى التوقيع")
    page.get_by_text("قرأتُ الإقرار").click()
    page.get_by_text("على ورقة", exact=True).click()
    press(page, "التوقيع والإرسال")
    expect(page.get_by_text("سيُرفع طلبكم إلى: الإدارة المختصة")).to_be_visible()
    case = page.url.rstrip("/").split("/")[-2]
    page.goto(f"/rifd/desk/cases/{case}/")
    looks_right(page, axe)
    way = page.locator(".ui-card").filter(has_text="مسار الطلب")
    for step in (
        "الاستقبال",
        "مطابقة البيانات",
        "تأكيد البيانات والتوقيع",
        "إبلاغ المستفيد بمسار طلبه",
        "تقديم الخدمة",
    ):
        expect(way).to_contain_text(step)
    # Steps that other policies have and this one has not.
    for other in ("الإحالة", "التسجيل"):
        expect(way).not_to_contain_text(other)
    expect(page.get_by_text("خلال مدة لا تتجاوز عشرين يوماً").first).to_be_visible()

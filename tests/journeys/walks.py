"""The steps that journeys share, each named as the person who takes it would say it.

Nothing here looks into the database: codes and links are read where people read them, on their
phones (the simulators' page); everything else is seen on a page. Words are written in English
and looked up in Arabic where the page is Arabic.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlsplit
from uuid import UUID

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.conftest import PHONE, OpenPage
from tests.journeys.given import (
    PASSWORD,
    TOTP_SECRET,
    given_committee,
    given_huda,
    given_majed,
    given_member,
    photo,
    sign_in,
)
from wasl.faces.cli.worker import Worker
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile

Axe = Callable[[Page], None]

WIDE = (1366, 900)
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
_CODE_SECONDS = 30
_LONGEST_HOLIDAY = timedelta(days=12)
_DECIDED = re.compile("صدر قرار|decision", re.IGNORECASE)
_LACKING = re.compile("ينقصه|lacks")
_SURVEY = re.compile("سؤال واحد، دون اسم|[Oo]ne question")

_ARABIC = {
    "Add a family member": "إضافة فرد من الأسرة",
    "Add it now": "إضافته الآن",
    "Add to the family": "إضافة إلى الأسرة",
    "All is right: go on to sign": "كل شيء صحيح: إلى التوقيع",
    "Answer without a name": "أجيبوا دون اسم",
    "Ask for a service": "طلب خدمة",
    "Begin the request": "بدء الطلب",
    "Check your answers": "راجعوا إجاباتكم",
    "Continue": "متابعة",
    "Follow the request": "متابعة الطلب",
    "For whom is the request?": "لمن هذا الطلب؟",
    "Full name": "الاسم الكامل",
    "Go on without answering": "المتابعة دون إجابة",
    "I agree that you ask this": "أوافق على أن تسألوا هذا السؤال",
    "I do not know": "لا أعلم",
    "Issued by us, and it stands": "صادر عنا، وهو سارٍ",
    "Keep it as PDF": "حفظه بصيغة PDF",
    "Mobile number": "رقم الجوال",
    "National ID or residence permit number": "رقم الهوية الوطنية أو الإقامة",
    "Not with me now: I bring it later": "ليس معي الآن: أحضره لاحقًا",
    "Please complete this": "نرجو استكمال ما يلي",
    "Read the letter": "قراءة الخطاب",
    "See the answer": "معرفة الجواب",
    "See whether it is for you": "هل تناسبكم هذه الخدمة؟",
    "Send me the code": "أرسلوا لي الرمز",
    "Send my answer": "إرسال إجابتي",
    "Send the document": "إرسال المستند",
    "Show my request": "عرض طلبي",
    "Sign and send the request": "توقيع الطلب وإرساله",
    "Thank you": "شكرًا لكم",
    "The code in the message": "الرمز الذي في الرسالة",
    "The document has arrived.": "وصل المستند.",
    "Type your full name as your signature": "اكتبوا اسمكم الكامل توقيعًا",
    "What I wrote is true and complete": "ما كتبته صحيح ومكتمل",
    "Year": "السنة",
    "You have answered already": "سبق أن أجبتم",
    "Your request has been sent": "أُرسل طلبكم",
}


def said(page: Page, words: str) -> str:
    """What the page says for these English words, in the language of the page."""
    is_arabic = page.locator("html").get_attribute("lang") == "ar"
    return _ARABIC[words] if is_arabic else words


def press(page: Page, words: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=said(page, words), exact=True).click()


def follow(page: Page, words: str) -> None:
    """Follow the first link whose name begins so."""
    page.get_by_role("link", name=re.compile(f"^{re.escape(said(page, words))}")).first.click()


def tick(part: Page | Locator, words: str) -> None:
    """Tick a box or choose an answer by its words, where fingers land."""
    part.locator("label").filter(has_text=words).first.click()


def read_heading(page: Page, words: str | re.Pattern[str]) -> None:
    """See that the page is the one of this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def looks_right(page: Page, axe: Axe, *, mirror: Page | None = None) -> None:
    """See that the page is accessible and that nothing sticks out at the side.

    axe is itself a script: a page without script is looked at in a `mirror`, a page of the same
    site and size that shows the very same elements.
    """
    shown = page
    if mirror is not None:
        if not mirror.url.startswith("http"):
            mirror.goto("/simulators/?still")
        mirror.set_content(_SCRIPTS.sub("", page.content()))
        shown = mirror
    axe(shown)
    assert not shown.evaluate(_OVERFLOWS), f"{page.url} scrolls sideways"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks for a service, as he writes himself down."""

    name: str
    national_id: str
    born_in: str
    phone: str
    city: str


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody's phone: what the worker has sent, the newest first."""

    screen: Page
    number: str

    def newest(self) -> str:
        """The newest message, once the worker has sent what is due."""
        the_worker_runs()
        self.screen.goto(f"/simulators/?still&to={quote(mobile(self.number))}")
        return self.screen.locator("[data-text]").first.inner_text()

    def code(self) -> str:
        """The code in the newest message."""
        found = CODE.search(self.newest())
        assert found, "no code came"
        return found.group()

    def link(self, words: str | re.Pattern[str]) -> str:
        """The path of the link in the newest message that holds these words."""
        self.newest()
        message = self.screen.locator("[data-text]").filter(has_text=words).first
        address = urlsplit(message.get_by_role("link").get_attribute("href") or "")
        return address.path + (f"?{address.query}" if address.query else "")


def the_worker_runs() -> None:
    """Let the worker do one round of all its duties."""
    done = Worker().work_once()
    assert not done.failures, done.failures


def the_phone_of(open_page: OpenPage, person: Person) -> Phone:
    """A person's phone, lying beside."""
    return Phone(open_page(size=PHONE), person.phone)


def see_that_it_fits(page: Page, *answers: str) -> None:
    """From the service's page through its few questions to a yes."""
    page.get_by_role("link", name=said(page, "See whether it is for you")).first.click()
    for number, words in enumerate(answers):
        page.locator("fieldset").nth(number).get_by_text(words, exact=True).click()
    press(page, "See the answer")


def confirm_the_phone(page: Page, phone: Phone, *, typed: str = "") -> None:
    """Write the number and the code that came to it, then begin."""
    page.get_by_label(said(page, "Mobile number")).fill(typed or phone.number)
    press(page, "Send me the code")
    page.get_by_label(said(page, "The code in the message")).fill(phone.code())
    press(page, "Continue")
    press(page, "Begin the request")


def say_for_whom(page: Page, words: str) -> None:
    """Choose for whom the request is."""
    read_heading(page, said(page, "For whom is the request?"))
    page.get_by_text(words, exact=True).click()
    press(page, "Continue")


def give_personal_data(page: Page, person: Person) -> None:
    """Name, number of the ID, year of birth."""
    page.get_by_role("textbox").fill(person.name)
    press(page, "Continue")
    number = page.get_by_label(said(page, "National ID or residence permit number"))
    number.fill(person.national_id)
    press(page, "Continue")
    page.get_by_label(said(page, "Year")).fill(person.born_in)
    press(page, "Continue")


def name_the_family(page: Page, *members: tuple[str, str]) -> None:
    """Add each member of the family with the relation, then go on."""
    for name, relation in members:
        follow(page, "Add a family member")
        page.get_by_label(said(page, "Full name")).fill(name)
        page.get_by_text(relation, exact=True).click()
        press(page, "Add to the family")
        expect(page.get_by_text(name).first).to_be_visible()
    follow(page, "Continue")


def answer(page: Page, question: str, words: str) -> None:
    """Type the answer to a question."""
    read_heading(page, question)
    page.get_by_role("textbox").fill(words)
    press(page, "Continue")


def choose(page: Page, question: str, words: str) -> None:
    """Choose one of the answers to a question."""
    read_heading(page, question)
    page.get_by_text(words, exact=True).click()
    press(page, "Continue")


def say_the_day(page: Page, question: str, day: str, month: str, year: str) -> None:
    """Write a day in three boxes."""
    read_heading(page, question)
    for box, words in zip(page.get_by_role("textbox").all(), (day, month, year), strict=True):
        box.fill(words)
    press(page, "Continue")


def do_not_know(page: Page, question: str) -> None:
    """Say that one does not know."""
    read_heading(page, question)
    press(page, "I do not know")


def leave_out(page: Page, question: str | re.Pattern[str]) -> None:
    """Go on without an answer."""
    read_heading(page, question)
    press(page, "Go on without answering")


def agree_to_be_asked(page: Page) -> None:
    """Consent to a sensitive question before it is asked."""
    tick(page, said(page, "I agree that you ask this"))
    press(page, "Continue")


def _card(page: Page, title: str) -> Locator:
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator(".ui-document").filter(has=heading)


def photograph(page: Page, title: str) -> None:
    """Photograph a document and send it, from the list of documents."""
    _card(page, title).get_by_role("link", name=said(page, "Add it now")).click()
    send_the_photo(page, title)


def send_the_photo(page: Page, title: str) -> None:
    """Send the photo from the page of one document."""
    read_heading(page, title)
    picture = FilePayload(name="مستند.jpg", mimeType="image/jpeg", buffer=photo())
    page.locator("input[type=file]").set_input_files(picture)
    press(page, "Send the document")
    expect(page.get_by_text(said(page, "The document has arrived."))).to_be_visible()


def bring_later(page: Page, title: str) -> None:
    """Say that a document is not at hand now."""
    _card(page, title).get_by_role("link", name=said(page, "Add it now")).click()
    read_heading(page, title)
    press(page, "Not with me now: I bring it later")


def sign(page: Page, person: Person, phone: Phone) -> None:
    """From the list of answers through the declaration to the signature with a code."""
    press(page, "All is right: go on to sign")
    page.get_by_label(said(page, "Type your full name as your signature")).fill(person.name)
    page.get_by_text(said(page, "What I wrote is true and complete")).click()
    page.get_by_label(said(page, "The code in the message")).fill(phone.code())
    press(page, "Sign and send the request")


def read_the_confirmation(page: Page, *, decider: str, promise: str, days: int) -> str:
    """Read who decides, the policy's own sentence and a day; gives the reference as shown.

    The day is `days` from today, or the next working day after it.
    """
    read_heading(page, said(page, "Your request has been sent"))
    expect(page.locator("#who + p")).to_contain_text(decider)
    expect(page.get_by_text(promise)).to_be_visible()
    shown = page.locator(".ui-promise-date time").get_attribute("datetime") or ""
    after = date.fromisoformat(shown) - timezone.localdate() - timedelta(days=days)
    assert timedelta(0) <= after <= _LONGEST_HOLIDAY, f"answer due by {shown}"
    return page.locator(".portal-reference-number").inner_text()


def keep_the_request_in_sight(page: Page) -> None:
    """Open the page on which one follows the request."""
    follow(page, "Follow the request")
    expect(page.locator("#way")).to_be_visible()


def open_the_request_by_its_message(page: Page, phone: Phone, words: re.Pattern[str]) -> None:
    """Open the link of a message on the phone that sent the request; it still knows it."""
    page.goto(phone.link(words))
    page.locator("#held ~ ul a").first.click()
    expect(page.locator("#way")).to_be_visible()


def complete_what_was_asked(page: Page, phone: Phone, title: str) -> None:
    """Open the message's link and send the document that is missing."""
    open_the_request_by_its_message(page, phone, _LACKING)
    expect(page.get_by_text(said(page, "Please complete this"))).to_be_visible()
    page.get_by_role("link", name=title, exact=True).click()
    send_the_photo(page, title)
    expect(page.get_by_text(said(page, "Please complete this"))).to_be_hidden()


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of an association: who works there, and how each comes to his own screen."""

    slug: str
    association: UUID
    open_page: OpenPage
    address: str

    def screen_of(self, actor: Actor) -> Page:
        """A member of staff at his own screen, on the home page, signed in already."""
        page = sign_in(self.open_page(size=WIDE), self.address, actor)
        page.goto(f"/{self.slug}/desk/")
        return page


@dataclass(frozen=True, slots=True)
class Staff:
    """The standing staff of an association."""

    huda: Actor
    majed: Actor
    auditor: Actor


def given_staff(association: UUID) -> Staff:
    """Huda the officer, Majed the researcher, and an auditor."""
    return Staff(
        huda=given_huda(association, email="huda@desk.example"),
        majed=given_majed(association),
        auditor=given_member(association, "منى الرشيد", "auditor"),
    )


def come_in_with_password_and_code(page: Page, desk: Desk, actor: Actor) -> None:
    """Sign in by the real pages: e-mail, password, then the code of the authenticator app."""
    page.goto(f"/{desk.slug}/desk/")
    read_heading(page, "تسجيل الدخول")
    email = get_user_model().objects.get(pk=actor.staff).email
    page.get_by_label("البريد الإلكتروني").fill(email)
    page.get_by_label("كلمة المرور").fill(PASSWORD)
    page.get_by_role("button", name="تسجيل الدخول", exact=True).click()
    read_heading(page, "الخطوة الثانية")
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // _CODE_SECONDS))
    page.get_by_role("textbox").fill(code)
    page.get_by_role("button", name="تسجيل الدخول", exact=True).click()
    expect(page).to_have_url(re.compile(f"/{desk.slug}/desk/$"))


def open_the_form(page: Page, channel: str, service: str, person: Person) -> None:
    """Begin an intake: how they reached us, which service, the phone."""
    tick(page.get_by_role("group", name="كيف وصل إلينا؟"), channel)
    tick(page.get_by_role("group", name="الخدمة"), service)
    page.get_by_label("رقم الجوال").fill(person.phone)
    page.get_by_role("button", name="فتح النموذج").click()
    read_heading(page, service)


def fill_in(page: Page, typed: Mapping[str, str], chosen: Mapping[str, str]) -> None:
    """Fill in the dense form: what is typed and what is chosen, by label."""
    for label, words in typed.items():
        page.get_by_label(label).first.fill(words)
    for label, words in chosen.items():
        tick(page.get_by_role("group", name=label), words)


def sign_on_paper(page: Page, person: Person, *, witness: str) -> None:
    """Read the declaration aloud, have the slip signed, send."""
    tick(page, "قرأتُ الإقرار بصوت مسموع")
    tick(page.get_by_role("group", name="كيف يوقّع مقدّم الطلب؟"), "على ورقة")
    page.get_by_label("الاسم الكامل للموقّع").fill(person.name)
    page.get_by_label("الشاهد").fill(witness)
    page.get_by_role("button", name="التوقيع والإرسال").click()
    read_heading(page, "أُرسل الطلب")


def find_the_request(page: Page, phone: Phone, reference: str) -> None:
    """Follow a request from any phone: its reference, then the code that comes."""
    page.get_by_label("الرقم المرجعي للطلب").fill(reference)
    press(page, "Continue")
    page.get_by_label(re.compile("الرمز")).fill(phone.code())
    press(page, "Show my request")
    expect(page.locator("#way")).to_be_visible()


def open_the_case(page: Page, reference: str) -> None:
    """Find a case in the queue by its reference and open it."""
    page.get_by_role("link", name="قائمة الانتظار").first.click()
    page.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    expect(page.get_by_text(reference).first).to_be_visible()


def take_it_over(page: Page) -> None:
    """Take a case that nobody holds."""
    page.get_by_role("button", name="استلامه").click()
    expect(page.get_by_role("button", name="استلامه")).to_be_hidden()


def _unfold(page: Page, words: str) -> None:
    page.locator("summary").filter(has_text=words).first.click()


def refer_a_question(page: Page, question: str) -> None:
    """Refer a question to the one whom the policy names."""
    _unfold(page, "إحالة سؤال")
    page.get_by_label("السؤال", exact=True).fill(question)
    page.get_by_role("button", name="إحالة", exact=True).click()
    expect(page.get_by_text("بانتظار الإجابة")).to_be_visible()


def answer_the_referral(page: Page, words: str) -> None:
    """From the home page to the question that waits, and answer it."""
    page.get_by_role("link", name=re.compile("^إجابة سؤال")).first.click()
    page.get_by_label("إجابتكم").fill(words)
    page.get_by_role("button", name="إرسال الإجابة").click()
    expect(page.get_by_text("وصلت إجابتكم إلى الموظف.")).to_be_visible()


def ask_for(page: Page, *titles: str, note: str) -> None:
    """Ask the applicant for what is missing; only these are ticked."""
    _unfold(page, "طلب ما ينقص")
    group = page.get_by_role("group", name="ما الناقص؟")
    ticked = group.get_by_role("checkbox", checked=True)
    while ticked.count():
        ticked.first.press("Space")
    for title in titles:
        tick(group, title)
    page.get_by_label("رسالة إلى مقدّم الطلب").fill(note)
    page.get_by_role("button", name="إرسال إلى مقدّم الطلب").click()
    expect(page.get_by_text("أُبلغ مقدّم الطلب بما ينقصه.")).to_be_visible()


def tell_the_applicant(page: Page, *parts: str) -> None:
    """Say the sentence on the screen, with who decides, and tick that it was said."""
    for part in parts:
        expect(page.locator(".desk-say")).to_contain_text(part)
    page.get_by_role("button", name="تم الإبلاغ").click()
    expect(page.get_by_text("سُجّل أن مقدّم الطلب أُبلغ.")).to_be_visible()


def match(page: Page, *checks: "tuple[str, str, int | None]") -> None:
    """Match documents: title, the day's label or nothing, and that day counted from today."""
    page.get_by_role("link", name="مطابقة المستندات").first.click()
    for title, label, days in checks:
        block = page.get_by_role("group", name=title, exact=True)
        tick(block, "نعم")
        tick(block, "اطُّلع على الأصل")
        if label and days is not None:
            day = timezone.localdate() + timedelta(days=days)
            block.get_by_label(label).fill(day.isoformat())
    page.get_by_role("button", name="حفظ المطابقة").click()


def find(page: Page, mechanism: str, words: str, **found: tuple[str, str]) -> None:
    """Write what a mechanism found; `found` holds a value and where it was seen by question."""
    part = page.locator("section.desk-part").filter(
        has=page.get_by_role("heading", name=re.compile(f"^{mechanism}"))
    )
    unopened = part.locator("details:not([open]) > summary").filter(has_text="كتابة ما تبيّن")
    if unopened.count():
        unopened.click()
    for question, (value, source) in found.items():
        row = part.get_by_role("group", name=question)
        row.get_by_label("ما تبيّن").fill(value)
        row.get_by_label("مصدره").fill(source)
    part.get_by_label("خلاصة ما تبيّن لكم").fill(words)
    part.get_by_role("button", name="إنجاز هذا الجزء").click()
    expect(page.get_by_text("أُنجز هذا الجزء.").first).to_be_visible()


def see_the_criteria(page: Page, *criteria: tuple[str, str, str]) -> None:
    """See each criterion: its title, whether it is met, and what was seen."""
    rows = page.locator(".ui-criterion")
    expect(rows).to_have_count(len(criteria))
    for row, (title, met, seen) in zip(rows.all(), criteria, strict=True):
        expect(row).to_contain_text(title)
        expect(row.locator(".ui-criterion-said")).to_have_text(met)
        expect(row).to_contain_text(seen)


def recommend(page: Page, outcome: str, reasons: str) -> None:
    """Recommend, with reasons."""
    form = page.locator("#recommendation")
    form.get_by_text(outcome, exact=True).click()
    form.get_by_label("الأسباب").fill(reasons)
    form.get_by_role("button", name="رفع التوصية").click()
    expect(page.get_by_text(reasons).first).to_be_visible()


@dataclass(frozen=True, slots=True)
class Committee:
    """The members of a committee, each at his own screen; the first presides."""

    members: tuple[Actor, ...]
    screens: tuple[Page, ...]

    @property
    def chair(self) -> Page:
        """The screen of the one who presides."""
        return self.screens[0]


def the_committee_meets(desk: Desk, name: str) -> Committee:
    """Fahad presides over two members; the session is planned for today with what is ready."""
    members = (
        given_member(desk.association, "فهد العتيبي", "committee_chair"),
        given_member(desk.association, "سلطان الشهري", "committee_member"),
        given_member(desk.association, "أمل الغامدي", "committee_member"),
    )
    given_committee(desk.association, *members)
    committee = Committee(members, tuple(desk.screen_of(one) for one in members))
    chair = committee.chair
    chair.get_by_role("link", name="اللجنة").first.click()
    chair.get_by_role("button", name="تحديد الجلسة").click()
    expect(chair.get_by_text(name).first).to_be_visible()
    if chair.get_by_role("heading", name="تحديد جلسة").count():
        chair.locator("[data-rows] a").first.click()
    return committee


def put_on_the_agenda_and_open(chair: Page, reference: str) -> None:
    """Put the case that is ready on the agenda and open the session."""
    waiting = chair.get_by_role("listitem").filter(has_text=reference)
    waiting.get_by_role("button", name=re.compile("^إدراج في الجدول")).click()
    chair.get_by_role("button", name="افتتاح الجلسة").click()
    expect(chair.get_by_text("منعقدة").first).to_be_visible()


def go_to_the_case(page: Page, reference: str) -> None:
    """From the desk's home to the case on the agenda of the session."""
    if not page.get_by_role("row").filter(has_text=reference).count():
        page.get_by_role("link", name="اللجنة").first.click()
        page.locator("[data-rows] a").first.click()
    page.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()


def vote(page: Page, choice: str, reason: str = "") -> None:
    """Cast a vote; it is given once."""
    page.get_by_role("radio", name=choice, exact=True).check()
    if reason:
        page.get_by_label("سببكم").fill(reason)
    page.get_by_role("button", name="الإدلاء بصوتي").click()
    expect(page.get_by_role("button", name="الإدلاء بصوتي")).to_be_hidden()


def leave_because_of_a_conflict(page: Page, reason: str) -> None:
    """Declare a conflict of interest; the case disappears from this screen."""
    _unfold(page, "لديّ تعارض مصالح")
    page.get_by_label("ما وجه تعارض المصالح؟").fill(reason)
    page.get_by_role("button", name="التنحي عن هذه الحالة").click()
    expect(page).to_have_url(re.compile(r"/committee/[0-9a-f-]+/$"))


def state_the_decision(chair: Page, standard: str, reasons: str, conditions: str = "") -> None:
    """The one who presides words the decision and issues it."""
    chair.get_by_role("link", name="صياغة القرار").click()
    chair.get_by_text(standard, exact=True).click()
    chair.get_by_label("الأسباب بعبارتكم").fill(reasons)
    if conditions:
        chair.get_by_label("الشروط").fill(conditions)
    chair.get_by_role("button", name="إصدار القرار").click()


def close_the_session(chair: Page) -> None:
    """Close the session; its minutes get a number."""
    chair.get_by_role("link", name="إغلاق الجلسة").first.click()
    chair.get_by_role("button", name="إغلاق الجلسة وترقيم المحضر").click()


def keep_the_paper(page: Page, link: str) -> None:
    """Download the letter; it is a PDF."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def read_the_decision(page: Page, phone: Phone, verdict: str) -> None:
    """By the link in the message to the case, then the letter, and keep its paper."""
    open_the_request_by_its_message(page, phone, _DECIDED)
    expect(page.get_by_text(verdict)).to_be_visible()
    follow(page, "Read the letter")
    keep_the_paper(page, said(page, "Keep it as PDF"))


def verify_the_letter(page: Page, name: str) -> None:
    """Open the address in the letter: it is ours and in force, and names nobody."""
    printed = re.search(r"https?://\S+", page.locator("figcaption").inner_text())
    assert printed, "the letter prints no address"
    page.goto(urlsplit(printed.group()).path)
    expect(page.get_by_text(said(page, "Issued by us, and it stands"))).to_be_visible()
    expect(page.get_by_text(name)).to_have_count(0)


def go_to_what_waits_for_a_decision(page: Page, reference: str) -> None:
    """Open the case among those that wait for a decision by a department."""
    page.get_by_role("link", name="القرارات").first.click()
    page.locator("[data-rows] li, [data-rows] tr, .desk-list li").filter(
        has_text=reference
    ).get_by_role("link").first.click()


def propose(page: Page, outcome: str, standard: str, reasons: str) -> None:
    """Propose a decision; another person confirms it."""
    page.get_by_text(outcome, exact=True).first.click()
    page.get_by_label("السبب المعتمد").select_option(label=standard)
    page.get_by_label("الأسباب بعبارتكم").fill(reasons)
    page.get_by_role("button", name="رفع القرار المقترح").click()


def register(page: Page) -> None:
    """Complete the registration; the file gets its number."""
    page.get_by_role("button", name="تسجيل الملف").click()
    expect(page.locator("#registration .decide-big")).to_have_text(re.compile(r"[\d٠-٩]"))


def hand_over_with_a_code(page: Page, phone: Phone) -> None:
    """Hand the service over against the code that comes to the phone."""
    page.get_by_role("button", name="إرسال الرمز").click()
    page.get_by_label("الرمز الذي وصل إلى الجوال").fill(phone.code())
    page.get_by_role("button", name="تسجيل التسليم", exact=True).click()
    expect(page.get_by_text("سُجّل التسليم وأُغلق الطلب.")).to_be_visible()


def hand_over_with_a_paper(page: Page, person: Person) -> None:
    """Hand the service over against a receipt signed by hand."""
    page.get_by_label("اسم المستلم").fill(person.name)
    paper = FilePayload(name="إيصال.jpg", mimeType="image/jpeg", buffer=photo())
    page.locator("#paper input[type=file]").set_input_files(paper)
    page.get_by_role("button", name="تسجيل التسليم بالإيصال").click()
    expect(page.get_by_text("سُجّل التسليم وأُغلق الطلب.")).to_be_visible()


def answer_the_survey(page: Page, phone: Phone, score: str, words: str) -> None:
    """By the link in the message, without a name; the link serves once."""
    link = phone.link(_SURVEY)
    page.goto(link)
    page.get_by_role("link", name=said(page, "Answer without a name")).click()
    page.get_by_text(score, exact=True).click()
    page.get_by_role("textbox").fill(words)
    press(page, "Send my answer")
    read_heading(page, said(page, "Thank you"))
    page.goto(link)
    read_heading(page, said(page, "You have answered already"))


def see_the_trail(page: Page, case: str, deeds: Sequence[str]) -> None:
    """Verify the whole trail, then read in the case's own entries that each deed is there."""
    page.get_by_role("link", name="النتائج").first.click()
    page.get_by_role("link", name="سجل الأحداث").first.click()
    page.get_by_role("button", name="التحقق من السجل").click()
    expect(page.get_by_text("السجل سليم كامل")).to_be_visible()
    page.get_by_label("مفتاح الطلب").fill(case.rstrip("/").rsplit("/", 1)[1])
    page.get_by_role("button", name="عرض", exact=True).click()
    seen: list[str] = []
    while True:
        expect(page.locator(".decide-verb").first).to_be_visible()
        seen += page.locator(".decide-verb").all_inner_texts()
        older = page.locator("a[rel=next]")
        if not older.count():
            break
        page.goto(older.first.get_attribute("href") or "")
    missing = [deed for deed in deeds if deed not in seen]
    assert not missing, f"{missing} not in {seen}"

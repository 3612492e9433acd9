"""Policies of the family that no board ever wrote, each with what a reader must find in it.

A document is made from a seed: names, order, numbering, dates and damage differ, and the truth is
known. Sentences that many policies share come from the product's own list of usual wordings;
all others are invented here.
"""

import itertools
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from wasl.domains.policies.rules.statements import STATEMENTS
from wasl.foundation.calendar import to_hijri

USUAL: dict[str, str] = {one.requirement: one.usual for one in STATEMENTS}

NAMES = (
    *("سدرة الوادي", "ندى الريف", "مرسى الود", "بيارق العون", "ضفاف النخيل", "هديل", "أقمار"),
    *("غصن", "ترانيم الأمل", "رواسي", "شذى القرى", "مشكاة البر", "جداول", "عرائش"),
)
TAILS = (
    *("الأهلية", "الخيرية", "الصحية", "النسائية الخيرية", "للتنمية الأسرية", "لرعاية الأيتام"),
    *("التعليمية", "للخدمات الاجتماعية", ""),
)
TITLES = (
    "سياسة تنظيم العلاقة مع المستفيدين",
    "سياسة تنظيم العلاقة مع المستفيدين وتقديم الخدمات",
    "سياسة العلاقة مع المستفيدين",
)
BYLAW_TITLES = (
    "لائحة تنظيم العلاقة مع المستفيدين",
    "لائحة تنظيم العلاقة مع المستفيدين وتقديم الخدمات",
)
HOLDERS = (
    *("موظف علاقات المستفيدين", "قسم خدمة المستفيدين", "موظف خدمة المستفيدين"),
    *("وحدة علاقات المستفيدين", "قسم اللجنة الاجتماعية"),
)
REFERRALS = (
    *("مسئول البحث الاجتماعي", "المسؤول المختص", "الباحث الاجتماعي", "رئيس قسم البحث"),
    "مسؤول البحث الاجتماعي",
)
APPLICANTS = ("طالب الدعم", "طالب الخدمة", "مقدم الطلب", "طالب المساعدة")
CHANNELS: dict[str, tuple[str, ...]] = {
    "interview": ("المقابلة", "المقابلات الشخصية", "المقابلة المباشرة"),
    "phone": ("الاتصالات الهاتفية", "الاتصال الهاتفي", "الهاتف"),
    "social_media": ("وسائل التواصل الاجتماعي", "مواقع التواصل الاجتماعي"),
    "letters": ("الخطابات", "المخاطبة", "المخاطبات الرسمية", "الخطابات الرسمية"),
    "help_request": ("خدمات طلب المساعدة", "خدمة طلب المساعدة"),
    "volunteering": ("خدمة التطوع", "خدمات التطوع"),
    "website": ("الموقع الإلكتروني للجمعية", "موقع الجمعية الإلكتروني", "الموقع الالكتروني"),
    "branch_delegate": (
        *("مندوبو المكاتب الفرعية", "مناديب المكاتب الفرعية", "مندوبي المكاتب الفرعية"),
        *("مندوبو الفروع", "مندوب عن طريق الجمعية"),
    ),
}
TOOLS: dict[str, tuple[str, ...]] = {
    "basic_bylaw": ("اللائحة الأساسية للجمعية", "اللائحة الأساسية"),
    "research_guide": ("دليل خدمات البحث الاجتماعي", "دليل البحث الاجتماعي"),
    "support_guide": ("دليل سياسة الدعم للمستفيدين", "دليل سياسات دعم المستفيدين"),
    "support_form": ("طلب دعم مستفيد", "نموذج طلب دعم مستفيد"),
}
OTHER_TOOLS = ("سجل الزوار اليومي", "دليل السلامة في المقر", "خريطة فروع الجمعية")
FOREIGN = (
    "تُصان مركبات النقل كل ستة أشهر لدى ورشة متعاقدة",
    "يفتح المستودع أبوابه للمتبرعين مساء كل خميس",
    "تقام أمسية سنوية لتكريم المتطوعين في حديقة الحي",
    "لا يجوز التدخين داخل مبنى الجمعية ومرافقها",
    "يتولى أمين الصندوق إعداد الموازنة قبل نهاية السنة المالية",
    "تحفظ مفاتيح المكاتب لدى حارس المبنى بعد الدوام",
)
PROMISES: tuple[tuple[str, str, int | None], ...] = (
    ("خلال مدة لا تقل عن أسبوعين", "at_least", 14),
    ("خلال مدة لا تقل عن ثلاثة أسابيع", "at_least", 21),
    ("خلال مدة لا تقل عن عشرة أيام", "at_least", 10),
    ("خلال مدة لا تتجاوز ثلاثين يوماً", "at_most", 30),
    ("خلال مدة لا تزيد عن 15 يوما", "at_most", 15),
    ("خلال مدة أقصاها أسبوعان", "at_most", 14),
    ("بأسرع وقت ممكن", "as_soon_as_possible", None),
    ("في أقرب وقت ممكن", "as_soon_as_possible", None),
)
DECIDERS = (("للجنة البحث", "committee"), ("للإدارة المختصة", "department"))
CAPACITIES = ("نائب الرئيس", "المشرف المالي", "أمين السر", "عضو مجلس الإدارة")
HIJRI_MONTHS = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
)
MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
ORDINALS = (
    *("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة"),
    *("التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة", "الثالثة عشرة"),
)
FIRSTS = (
    *("أولاً", "ثانياً", "ثالثاً", "رابعاً", "خامساً", "سادساً", "سابعاً", "ثامناً", "تاسعاً"),
    *("عاشراً", "حادي عشر", "ثاني عشر", "ثالث عشر"),
)
LETTERS = "أبتثجحخدذر"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: `title`, `heading`, `text`, `item`, `row`, `margin` or `blank`."""

    kind: str
    text: str = ""
    cells: tuple[str, ...] = ()
    number: int = 0
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A document, and what it says; `truth` has the keys of `Reading.as_json`."""

    seed: int
    blocks: tuple[Block, ...]
    truth: dict[str, Any]
    foreign: tuple[str, ...]

    def text(self) -> str:
        """The document as a text file."""
        return "\n".join(_line(block) for block in self.blocks)


@dataclass
class _Maker:
    dice: random.Random
    blocks: list[Block] = field(default_factory=list)
    truth: dict[str, Any] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    digits: str = "latin"
    articles: int = 0
    is_bylaw: bool = False
    colon: str = ":"
    headings: str = "plain"

    def maybe(self, share: float) -> bool:
        return self.dice.random() < share

    def number(self, written: object) -> str:
        style = self.digits
        if style == "mixed":
            style = self.dice.choice(("latin", "arabic"))
        return arabic_digits(str(written)) if style == "arabic" else str(written)

    def heading(self, text: str) -> None:
        self.blocks.append(Block("blank"))
        if self.is_bylaw:
            self.articles += 1
            article = (
                f"المادة {ORDINALS[self.articles - 1]}"
                if self.dice.random() < 0.5
                else f"المادة ({self.number(self.articles)})"
            )
            text = f"{article}: {text}"
        elif self.headings != "plain":
            self.articles += 1
            place = self.articles - 1
            mark = {
                "ordinal": f"{FIRSTS[place]}: ",
                "number": f"{self.number(self.articles)}- ",
                "hashes": "## ",
                "stars": "## **",
            }[self.headings]
            text = f"{mark}{text}{'**' if self.headings == 'stars' else ''}"
        self.blocks.append(Block("heading", f"{text}{self.colon}"))
        if self.maybe(0.5):
            self.blocks.append(Block("blank"))

    def text(self, words: str) -> None:
        self.blocks.append(Block("text", words + self.dice.choice((".", "", "."))))

    def short_items(self, entries: list[str]) -> None:
        """Short entries as a list, or now and then one after the other in one sentence."""
        if self.maybe(0.08):
            self.blocks.append(Block("text", f"{'، '.join(entries)}."))
        elif self.maybe(0.06):
            for number, words in enumerate(entries, 1):
                self.blocks.append(Block("row", cells=(self.number(number), words)))
            self.blocks.append(Block("blank"))
        else:
            self.items(entries)

    def items(self, entries: list[str], *, depth: int = 0) -> None:
        style = self.dice.choice(MARKERS)
        dot = self.dice.choice((".", "", ".", " ."))
        spaced = self.maybe(0.15)
        for number, words in enumerate(entries, 1):
            marker = marked(style, number, self)
            self.blocks.append(
                Block("item", words + dot, number=number, depth=depth, marker=marker)
            )
            if spaced:
                self.blocks.append(Block("blank"))


MARKERS = ("١.", "- ١-", "- 1 - ", "2-", "4.", "أ-", "-", "•", "", "1)", "(1)", "أولاً", "*")


def marked(style: str, number: int, maker: _Maker) -> str:
    """The mark of a list's entry in one of the family's manners."""
    return {
        "١.": f"{arabic_digits(str(number))}. ",
        "- ١-": f"- {arabic_digits(str(number))}- ",
        "- 1 - ": f"- {number} - ",
        "2-": f"{number}-",
        "4.": f"{number}.",
        "أ-": f"{LETTERS[(number - 1) % len(LETTERS)]}- ",
        "-": "- ",
        "•": "• ",
        "": "",
        "*": "* ",
        "أولاً": f"{FIRSTS[(number - 1) % len(FIRSTS)]}: ",
        "1)": f"{number}) ",
        "(1)": f"({maker.number(number)}) ",
    }[style]


def arabic_digits(text: str) -> str:
    """The text with Arabic digits."""
    return text.translate({48 + digit: 0x660 + digit for digit in range(10)})


def made_up(seed: int) -> MadeUp:
    """The document of a seed, without damage."""
    dice = random.Random(seed)
    maker = _Maker(dice)
    maker.digits = dice.choice(("latin", "arabic", "mixed"))
    maker.is_bylaw = maker.maybe(0.25)
    maker.headings = dice.choice(
        ("plain", "plain", "plain", "plain", "ordinal", "number", "hashes", "stars")
    )
    maker.colon = dice.choice((":", ":-", "", " :-", " :"))
    _opening(maker)
    sections = [_objectives, _channels, _steps]
    if maker.maybe(0.85):
        sections.insert(2, _tools)
    else:
        maker.truth |= {"tools": [], "tools_holder": None}
    if maker.maybe(0.4):
        sections.append(_eligibility)
    else:
        maker.truth["eligibility"] = {"steps": [], "mechanisms": []}
    if maker.maybe(0.4):
        sections.append(_definition)
    else:
        maker.truth["beneficiary_kinds"] = []
    if maker.maybe(0.4):
        dice.shuffle(sections)
    adopts_first = maker.maybe(0.2)
    if adopts_first:
        _adoption(maker)
    _scope(maker)
    for section in sections:
        section(maker)
        if maker.maybe(0.15):
            _foreign(maker)
    if not adopts_first:
        _adoption(maker)
    _tables(maker)
    deciders = maker.truth["deciders"]
    maker.truth["deciders"] = [one for one in ("committee", "department") if one in deciders]
    blocks = _with_margins(maker)
    return MadeUp(seed, tuple(blocks), maker.truth, tuple(maker.foreign))


def _opening(maker: _Maker) -> None:
    dice, truth = maker.dice, maker.truth
    tail = dice.choice(TAILS)
    name = f"جمعية {dice.choice(NAMES)} {tail}".strip()
    title = dice.choice(BYLAW_TITLES if maker.is_bylaw else TITLES)
    licence = None
    if maker.maybe(0.7):
        length = dice.randint(3, 10)
        licence = str(dice.randint(10 ** (length - 1), 10**length - 1))
        if length == 10 and maker.maybe(0.7):
            licence = "1000" + licence[4:]
    truth |= {
        "association": name,
        "title": title,
        "licence": licence,
        "version": None,
        "owner": None,
        "publication": [],
        "review": None,
        "deciders": [],
        "promise": None,
    }
    if maker.maybe(0.5):
        maker.blocks.append(Block("text", name))
    whole = dice.choice((f"{title} ل{name}", title, title))
    maker.blocks.append(Block("title", whole))
    if whole == title and not any(block.text == name for block in maker.blocks):
        maker.blocks.append(Block("text", dice.choice((name, f"ل{name}"))))
    if licence:
        written = maker.number(licence)
        maker.blocks.append(
            Block(
                "text",
                dice.choice(
                    (
                        *(
                            f"ترخيص رقم {written}",
                            f"ترخيص رقم : {written}",
                            f"ترخيص رقم ({written})",
                        ),
                        *(f"رقم الترخيص: {written}", f"رقم الترخيص ({written})"),
                    )
                ),
            )
        )
    if maker.maybe(0.35):
        _information(maker, title, name)
    if maker.maybe(0.3):
        _contents(maker)


def _information(maker: _Maker, title: str, name: str) -> None:
    truth = maker.truth
    truth["version"] = maker.dice.choice(("الأولى", "الثانية", "الثالثة"))
    truth["owner"] = f"مجلس إدارة {name}"
    truth["review"] = maker.dice.choice(
        ("تراجع كل سنة من تاريخ اعتمادها", "تراجع سنوياً من تاريخ الاعتماد")
    )
    places = maker.dice.choice((("internal", "external"), ("internal",), ("external",)))
    truth["publication"] = list(places)
    ticks = {place: "☑" if place in places else "☐" for place in ("internal", "external")}
    if maker.maybe(0.4):
        ticks = {
            place: f'<input {"checked=" + chr(34) * 2 if place in places else ""} type="checkbox"/>'
            for place in ticks
        }
    rows = [
        ("عنوان السياسة", title),
        ("رقم الإصدار", truth["version"]),
        ("مالك السياسة", truth["owner"]),
        ("الأجهزة الاستشارية (إن وجدت)", ""),
        ("تاريخ المراجعة", truth["review"]),
        ("النشر", f"{ticks['internal']} داخلي {ticks['external']} خارجي"),
    ]
    is_turned = maker.maybe(0.5)
    maker.blocks.append(Block("heading", f"معلومات الوثيقة{maker.colon}"))
    for label, value in rows:
        cells = (value, label) if is_turned else (label, value)
        maker.blocks.append(Block("row", cells=cells))
    maker.blocks.append(Block("blank"))


def _contents(maker: _Maker) -> None:
    maker.blocks.append(Block("heading", "جدول المحتويات"))
    first = maker.maybe(0.5)
    for page, words in enumerate(
        ("تمهيد", "الهدف العام", "الأهداف التفصيلية", "القنوات المستخدمة")
    ):
        number = maker.number(page // 2 + 2)
        maker.blocks.append(Block("row", cells=(number, words) if first else (words, number)))
    maker.blocks.append(Block("blank"))


def _scope(maker: _Maker) -> None:
    maker.heading(maker.dice.choice(("تمهيد", "مقدمة")))
    name = maker.truth["association"]
    maker.text(f"{USUAL['R1'].replace('الجمعية', name, 1)}، {USUAL['R3']}")
    if maker.maybe(0.6):
        maker.text(USUAL["R2"])
    maker.text(f"{USUAL['R4']}، {USUAL['R5']}")
    maker.heading("الهدف العام")
    maker.text(
        f"{USUAL['R8']} {USUAL['R17']} {USUAL['R18']} {USUAL['R19']} {USUAL['R20']}، {USUAL['R21']}"
    )


def _objectives(maker: _Maker) -> None:
    maker.heading("الأهداف التفصيلية")
    entries = [
        USUAL["R22"],
        USUAL["R23"],
        USUAL["R24"],
        f"{USUAL['R25']} {USUAL['R26']}",
        USUAL["R27"],
        f"{USUAL['R28']}:",
    ]
    kinds = ["needs", "electronic", "information", "on_site", "satisfaction", "trust"]
    maker.items(entries)
    maker.items(
        [
            USUAL["R29"],
            USUAL["R30"],
            USUAL["R31"],
            f"{USUAL['R32']} {USUAL['R7']}",
            USUAL["R33"],
        ],
        depth=1,
    )
    maker.truth["objectives"] = kinds
    maker.truth["sub_objectives"] = [
        *("misconceptions", "impressions", "evaluation", "quality_culture", "improvement"),
    ]


def _channels(maker: _Maker) -> None:
    maker.heading(
        maker.dice.choice(
            ("القنوات المستخدمة للتواصل مع المستفيدين", "قنوات التواصل مع المستفيدين")
        )
    )
    kinds = list(CHANNELS)
    for _ in range(maker.dice.randint(0, 2)):
        kinds.remove(maker.dice.choice(kinds))
    if maker.maybe(0.4):
        maker.dice.shuffle(kinds)
    maker.short_items([maker.dice.choice(CHANNELS[kind]) for kind in kinds])
    maker.truth["channels"] = kinds


def _tools(maker: _Maker) -> None:
    holder = maker.dice.choice(HOLDERS)
    maker.truth["tools_holder"] = holder
    maker.heading(f"الأدوات المتاحة ل{holder} للتواصل مع المستفيدين")
    kinds = list(TOOLS)
    for _ in range(maker.dice.randint(0, 2)):
        kinds.remove(maker.dice.choice(kinds))
    if maker.maybe(0.4):
        maker.dice.shuffle(kinds)
    entries = [maker.dice.choice(TOOLS[kind]) for kind in kinds]
    if maker.maybe(0.3):
        for other in maker.dice.sample(OTHER_TOOLS, maker.dice.randint(1, 2)):
            kinds.append("other")
            entries.append(other)
    maker.short_items(entries)
    maker.truth["tools"] = kinds


def _steps(maker: _Maker) -> None:
    dice, truth = maker.dice, maker.truth
    referral, applicant = dice.choice(REFERRALS), dice.choice(APPLICANTS)
    to, decider = dice.choice(DECIDERS)
    said, kind, days = dice.choice(PROMISES)
    maker.heading(
        dice.choice(
            (
                "ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي",
                "إجراءات التعامل مع المستفيد",
                "خطوات التعامل مع المستفيد لإنهاء معاملته",
            )
        )
    )
    of = referral.removeprefix("ال")
    referred = f"لل{of}" if referral.startswith("ال") else f"ل{referral}"
    if maker.maybe(0.12):
        said, kind = "", ""
    explained = (
        f"التوضيح للمستفيد بأن طلبه سيرفع {to} لدراسة طلبه والرد عليه بشأن قبوله أو رفضه {said}"
        if maker.maybe(0.7)
        else f"التوضيح للمستفيد بأن طلبه سيرفع {to} وسيتم الرد {said or 'عليه'}"
    ).strip()
    received = (
        f"{USUAL['R48']} {USUAL['R49']} {USUAL['R50']}",
        f"{USUAL['R48']} {USUAL['R49']} {USUAL['R50']}",
        "استقبال المراجعين بلباقة واحترام والإجابة على استفساراتهم وإعطاؤهم الوقت الكافي",
        "استقبال المستفيد والترحيب به والإجابة على جميع استفساراته",
    )
    delivered = (USUAL["R62"], USUAL["R62"], "تقديم الخدمة المطلوبة للمستفيد")
    sentences = {
        "receive": dice.choice(received),
        "match": f"{USUAL['R51']}، {USUAL['R52']} {USUAL['R53']}",
        "refer": f"في حالة عدم وضوح الإجراءات للمستفيد فعلى الموظف إحالته {referred} "
        "للإجابة على تساؤلاته وإيضاح الجوانب التنظيمية",
        "confirm": f"التأكد على صحة البيانات المقدمة من {applicant} {USUAL['R56']} {USUAL['R57']}",
        "explain": explained,
        "register": USUAL["R61"],
        "deliver": dice.choice(delivered),
    }
    kinds = list(sentences)
    for gone in dice.sample(
        ["match", "refer", "confirm", "explain", "register"], dice.randint(0, 4)
    ):
        if maker.maybe(0.6):
            kinds.remove(gone)
    maker.items([sentences[kind] for kind in kinds])
    truth["steps"] = kinds
    truth["referral_role"] = referral if "refer" in kinds else None
    truth["applicant"] = applicant if "confirm" in kinds else None
    if "explain" in kinds:
        truth["deciders"] = [*truth["deciders"], decider]
        truth["promise"] = {"kind": kind, "days": days} if kind else None


def _eligibility(maker: _Maker) -> None:
    truth = maker.truth
    truth["deciders"] = [*truth["deciders"], "department"]
    maker.heading("آلية التأكد من استحقاق المستفيد للخدمة")
    maker.text(USUAL["R64"])
    maker.heading("خطوات آلية التأكد من استحقاق المستفيد للخدمة")
    maker.text("تمر آلية التأكد من استحقاق المستفيد للخدمة بالخطوات التالية:")
    maker.items(
        [
            USUAL[requirement].replace(head, f"{head}:", 1)
            for requirement, head in (
                *(("R65", "تقديم طلب الخدمة"), ("R66", "جمع المعلومات")),
                *(("R67", "تقييم المعلومات"), ("R68", "إصدار القرار")),
            )
        ]
    )
    mechanisms = {
        "administrative_check": "آلية الفحص الإداري: يتم فيها فحص الوثائق والمستندات التي يقدمها المستفيد",
        "interview": "آلية المقابلة الشخصية: يتم فيها إجراء مقابلة شخصية مع المستفيد",
        "field_visit": "آلية الفحص الميداني: يتم فيها زيارة المستفيد في منزله أو مكان عمله",
    }
    kinds = list(mechanisms)
    if maker.maybe(0.4):
        kinds.remove(maker.dice.choice(kinds))
    maker.heading("أنواع آليات التأكد من استحقاق المستفيد للخدمة")
    maker.text(f"{USUAL['R69']}، ومن أشهر أنواع هذه الآليات ما يلي:")
    maker.items([mechanisms[kind] for kind in kinds])
    truth["eligibility"] = {
        "steps": ["apply", "gather", "evaluate", "decide"],
        "mechanisms": kinds,
    }


def _definition(maker: _Maker) -> None:
    several = {"person": "أفراد", "household": "أسر", "organisation": "جهات اعتبارية"}
    kinds = list(several)
    if maker.maybe(0.4):
        kinds.remove(maker.dice.choice(kinds))
    maker.heading("تعريفات")
    who = " أو ".join(several[kind] for kind in kinds)
    maker.text(f"المستفيد: هو من يستفيد من خدمات أو أنشطة الجمعية سواء كانوا {who}")
    maker.truth["beneficiary_kinds"] = kinds


def _foreign(maker: _Maker) -> None:
    left = [one for one in FOREIGN if one not in maker.foreign]
    words = maker.dice.choice(left)
    maker.foreign.append(words)
    maker.blocks.append(Block("blank"))
    maker.blocks.append(Block("text", f"{words}."))


def _adoption(maker: _Maker) -> None:
    dice, truth = maker.dice, maker.truth
    if maker.maybe(0.2):
        truth["adoption"] = None
        return
    day = date(2019, 1, 1) + timedelta(days=dice.randint(0, 2500))
    hijri = to_hijri(day)
    kind = dice.choice(("decision", "meeting"))
    reference = dice.choice(
        (
            *(str(dice.randint(1, 40)), f"{dice.randint(1, 30)}/{day.year}"),
            *(f"م/{dice.randint(2, 400)}", f"{dice.randint(1, 9):02}/{dice.randint(10, 99)}"),
        )
    )
    weekday = WEEKDAYS[day.weekday()] if maker.maybe(0.5) else None
    term = dice.choice(ORDINALS[:4]) if kind == "meeting" and maker.maybe(0.5) else None
    shown = maker.number(reference)
    style = dice.choice(("number", "number", "words"))
    both = dice.choice(("both", "both", "hijri", "gregorian"))
    written = {
        "hijri": f"{_hijri_written(maker, hijri, style)}هـ",
        "gregorian": f"{_gregorian_written(maker, day, style)}م",
    }
    dates = f" {dice.choice(('الموافق', 'الموافق:', 'الموافق '))} ".join(
        words for name, words in written.items() if both in ("both", name)
    )
    title = truth["title"]
    on = f"يوم {weekday} " if weekday else ""
    at = f" في دورته ({term})" if term else ""
    said = {
        "decision": (
            f"تم اعتماد {title} بقرار مجلس الإدارة رقم ({shown}) في {on}{dates}",
            f"اعتمد مجلس الإدارة هذه السياسة بالقرار رقم {shown} بتاريخ {on}{dates}",
            f"صدر باعتماد هذه السياسة قرار مجلس الإدارة رقم ({shown}) وتاريخ {dates}",
        ),
        "meeting": (
            f"تم اعتمادها باجتماع مجلس الإدارة رقم ({shown}){at} بتاريخ {on}{dates}",
            f"اعتمدت هذه السياسة من قبل مجلس الإدارة في اجتماعه رقم ({shown}){at} المنعقد بتاريخ {on}{dates}",
            f"تم اعتماد {title} في محضر اجتماع رقم ({shown}){at} بتاريخ {on}{dates}",
            f"اعتمدها مجلس إدارة الجمعية في جلسته رقم ({shown}){at} المنعقدة {on or 'بتاريخ '}{dates}",
        ),
    }
    maker.heading("اعتماد مجلس الإدارة")
    maker.blocks.append(Block("text", f"{dice.choice(said[kind])}."))
    last = maker.blocks[-1].text
    weekday = weekday if weekday and weekday in last else None
    truth["adoption"] = {
        "reference": reference,
        "kind": kind,
        "hijri": f"{hijri.year:04}-{hijri.month:02}-{hijri.day:02}",
        "gregorian": day.isoformat(),
        "weekday": weekday,
        "term": term,
        "both": both,
    }
    if maker.maybe(0.4):
        maker.blocks += [Block("text", "رئيس مجلس الإدارة"), Block("text", "(الاسم)")]


def _hijri_written(maker: _Maker, hijri: Any, style: str) -> str:
    if style == "words":
        return (
            f"{maker.number(hijri.day)} {HIJRI_MONTHS[hijri.month - 1]} {maker.number(hijri.year)}"
        )
    return _numbers_written(maker, hijri.year, hijri.month, hijri.day)


def _gregorian_written(maker: _Maker, day: date, style: str) -> str:
    if style == "words":
        return f"{maker.number(day.day)} {MONTHS[day.month - 1]} {maker.number(day.year)}"
    return _numbers_written(maker, day.year, day.month, day.day)


def _numbers_written(maker: _Maker, year: int, month: int, day: int) -> str:
    padded = maker.maybe(0.5)
    parts = [
        f"{year}",
        f"{month:02}" if padded else f"{month}",
        f"{day:02}" if padded else f"{day}",
    ]
    if maker.maybe(0.6):
        parts.reverse()
    mark = maker.dice.choice(("/", "/", " / ", "-"))
    return maker.number(mark.join(parts))


def _tables(maker: _Maker) -> None:
    maker.truth |= {"signatures": 0, "acknowledgements": 0}
    if maker.maybe(0.3):
        count = maker.dice.randint(3, 11)
        maker.blocks.append(Block("blank"))
        maker.blocks.append(Block("row", cells=("م", "الاسم", "الصفة", "التوقيع")))
        for number in range(1, count + 1):
            capacity = "رئيس مجلس الإدارة" if number == 1 else maker.dice.choice(CAPACITIES)
            cells = (maker.number(number), "(الاسم)", capacity, "")
            maker.blocks.append(Block("row", cells=cells))
        maker.truth["signatures"] = count
    if maker.maybe(0.25):
        count = maker.dice.randint(2, 20)
        maker.blocks.append(Block("blank"))
        maker.blocks.append(
            Block("text", "نقر نحن موظفي الجمعية باطلاعنا على ما جاء في هذه السياسة والعمل بها.")
        )
        maker.blocks.append(Block("row", cells=("م", "الاسم", "التوقيع")))
        for number in range(1, count + 1):
            maker.blocks.append(Block("row", cells=(maker.number(number), "(الاسم)", "")))
        maker.truth["acknowledgements"] = count


def _with_margins(maker: _Maker) -> list[Block]:
    """Letterhead and foot again and again, as pages have them."""
    if not maker.maybe(0.4):
        return maker.blocks
    licence = maker.truth["licence"]
    head = [Block("margin", maker.truth["association"])]
    if licence and maker.maybe(0.5):
        head.append(Block("margin", f"ترخيص رقم : {maker.number(licence)}"))
    if maker.maybe(0.4):
        head += [Block("margin", "Date: / / 20"), Block("margin", "التاريخ / / ٢٠م")]
    foot = [Block("margin", "حي النخيل - هاتف 0110000000  info@example.org")]
    if maker.maybe(0.5):
        foot.append(Block("margin", "www.example.org"))
    blocks = [*head]
    places = sorted(maker.dice.sample(range(8, len(maker.blocks) - 1), 3))
    for place, block in enumerate(maker.blocks):
        if place in places and block.kind in ("heading", "blank", "text", "item"):
            blocks += [Block("blank"), *foot, Block("blank"), *head, Block("blank")]
        blocks.append(block)
    return [*blocks, Block("blank"), *foot]


def _line(block: Block) -> str:
    if block.kind == "row":
        return (
            "\t".join(block.cells).rstrip() if block.cells[-1:] != ("",) else "\t".join(block.cells)
        )
    return f"{' ' * block.depth}{block.marker}{block.text}"


Damage = Any


def broken_words(text: str, dice: random.Random) -> str:
    """Now and then a space within a word, as scans have it."""
    return _per_word(
        text, dice, 0.02, lambda word: f"{word[:-2]} {word[-2:]}" if len(word) > 5 else word
    )


def wrong_letters(text: str, dice: random.Random) -> str:
    """Now and then one letter for another that looks alike."""
    likes = str.maketrans("مبقعةحى", "نيفغهجي")

    def with_one(word: str) -> str:
        place = dice.randrange(1, len(word) - 1) if len(word) > 5 else 0
        return word[:place] + word[place].translate(likes) + word[place + 1 :] if place else word

    return _per_word(text, dice, 0.02, with_one)


def users_for_beneficiaries(text: str, dice: random.Random) -> str:
    """مستخدم read for مستفيد in a part of the places."""
    parts = text.split("مستفيد")
    return "".join(
        part if place == 0 else f"{'مستخدم' if dice.random() < 0.5 else 'مستفيد'}{part}"
        for place, part in enumerate(parts)
    )


def lam_alef_turned(text: str, dice: random.Random) -> str:
    """Lam-alef as text layers of PDFs turn it."""
    for alef in "اأإآ":
        text = text.replace(f"ل{alef}", f"\x00{alef}")
    for alef in "اأإآ":
        text = text.replace(f"\x00{alef}", f"{alef}ل")
    return text


def glued_words(text: str, dice: random.Random) -> str:
    """Now and then no space between two words."""
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        glued = words[0]
        for before, word in itertools.pairwise(words):
            is_glued = len(before) > 2 and len(word) > 2 and dice.random() < 0.03
            glued += word if is_glued else f" {word}"
        lines.append(glued)
    return "\n".join(lines)


def brackets_turned(text: str, dice: random.Random) -> str:
    """Brackets mirrored."""
    return text.translate(str.maketrans("()", ")("))


def numbers_alone(text: str, dice: random.Random) -> str:
    """List numbers on a line of their own."""
    lines = []
    for line in text.split("\n"):
        head, _, rest = line.strip().partition(" ")
        is_number = head.rstrip(".").isdigit() and head.endswith(".") and len(rest) > 3
        lines += [head, rest] if is_number else [line]
    return "\n".join(lines)


def wrapped(text: str, dice: random.Random) -> str:
    """Long lines broken as on a page."""
    lines = []
    width = dice.randint(70, 110)
    for line in text.split("\n"):
        if "\t" in line or len(line) <= width:
            lines.append(line)
            continue
        now = ""
        for word in line.split(" "):
            if len(now) + len(word) > width:
                lines.append(now.rstrip())
                now = ""
            now += f"{word} "
        lines.append(now.rstrip())
    return "\n".join(lines)


def other_spellings(text: str, dice: random.Random) -> str:
    """Hamzas and final letters as people write them."""
    for one, other in (("إ", "ا"), ("أ", "ا"), ("مسؤول", "مسئول"), ("جمعية", "جمعيه")):
        if dice.random() < 0.5:
            text = text.replace(one, other)
    return text


def as_text_layer(text: str, dice: random.Random) -> str:
    """All that a poor text layer does, at once."""
    for one in (wrapped, glued_words, brackets_turned, numbers_alone, lam_alef_turned):
        text = one(text, dice)
    return text


def as_scan(text: str, dice: random.Random) -> str:
    """All that a recognised scan does, at once."""
    for one in (broken_words, users_for_beneficiaries, wrong_letters, other_spellings):
        text = one(text, dice)
    return text


def glued_headings(text: str, dice: random.Random) -> str:
    """Headings and short lines without a space between their words."""
    return "\n".join(
        line.replace(" ", "")
        if 12 < len(line) < 60
        and line.rstrip(" :-").isprintable()
        and not line[:1].isdigit()
        and "\t" not in line
        and dice.random() < 0.3
        else line
        for line in text.split("\n")
    )


def split_items(text: str, dice: random.Random) -> str:
    """Now and then an entry broken over a page, its rest on a line of its own."""
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        if len(words) > 12 and "\t" not in line and dice.random() < 0.15:
            place = dice.randint(6, len(words) - 4)
            lines += [" ".join(words[:place]), "", " ".join(words[place:])]
        else:
            lines.append(line)
    return "\n".join(lines)


def two_on_a_line(text: str, dice: random.Random) -> str:
    """Now and then two entries of a list on one line, the mark between them kept."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_entry = line.lstrip()[:1] in "-•1234567٢٣٤٥٦٧"
        if (
            is_entry
            and lines
            and lines[-1].lstrip()[:1] in "-•1234567١٢٣٤٥٦٧"
            and (len(lines[-1]) > 3 and "\t" not in line + lines[-1] and dice.random() < 0.08)
        ):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


DAMAGES: dict[str, Damage] = {
    "none": lambda text, dice: text,
    "broken words": broken_words,
    "wrong letters": wrong_letters,
    "users": users_for_beneficiaries,
    "lam-alef": lam_alef_turned,
    "glued": glued_words,
    "brackets": brackets_turned,
    "numbers alone": numbers_alone,
    "wrapped": wrapped,
    "spellings": other_spellings,
    "text layer": as_text_layer,
    "scan": as_scan,
    "glued headings": glued_headings,
    "split": split_items,
    "two on a line": two_on_a_line,
}


def _per_word(text: str, dice: random.Random, share: float, change: Any) -> str:
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        lines.append(
            " ".join(
                change(word) if word.isalpha() and dice.random() < share else word for word in words
            )
        )
    return "\n".join(lines)

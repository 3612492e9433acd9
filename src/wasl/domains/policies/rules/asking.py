"""The words in which an open point of a document is put to a person, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wasl.foundation.profile import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's own words and the reason for the answer that is recommended."""

    title: Words
    why: Words


def _w(ar: str, en: str) -> Words:
    return {"ar": ar, "en": en}


def _asked(title: tuple[str, str], why: tuple[str, str]) -> Asked:
    return Asked(_w(*title), _w(*why))


def verbatim(text: str) -> Words:
    """The document's own words, the same in both languages."""
    return _w(text, text)


_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TWO, _FEWEST_MANY, _MOST_FEW = 2, 11, 10


def days(number: int) -> Words:
    """A number of days."""
    last = number % 100
    if number == 1:
        arabic = "يوم واحد"
    elif number == _TWO:
        arabic = "يومان"
    elif _TWO < last <= _MOST_FEW:
        arabic = f"{number} أيام"
    elif last >= _FEWEST_MANY:
        arabic = f"{number} يومًا"
    else:
        arabic = f"{number} يوم"
    return _w(arabic, "1 day" if number == 1 else f"{number} days")


PROMISE_MEANING: Final = _asked(
    ("ماذا يعني موعد الرد في الوثيقة؟", "What does the document's reply time mean?"),
    (
        (
            "تضع العبارة حدًا أدنى للمدة. نُبقيها بنصّها، ونقول لمقدّم الطلب إن الرد لا يأتي قبلها في "
            "العادة، ولا نمنع قرارًا أسرع."
        ),
        (
            "The sentence sets a minimum. We keep it word for word and tell the applicant to expect at "
            "least that long; an earlier decision is never held back."
        ),
    ),
)
AT_LEAST: Final = _w(
    "مدة لا تقل عن المذكور، ومعها موعد محدد نلتزم به",
    "At least that long, with a concrete date that we keep",
)
AT_MOST: Final = _w(
    "قصد المجلس أن الرد يصل خلال هذه المدة على الأكثر",
    "The board meant that the reply comes within that time at most",
)
PROMISE_TARGET: Final = _asked(
    (
        "بعد كم يومًا من اكتمال الملف يكون آخر موعد للرد؟",
        "How many days after the file is complete is the reply due?",
    ),
    (
        (
            "لا تذكر الوثيقة آخر موعد، ومقدّم الطلب يحتاج إلى تاريخ محدد يُقاس به التأخر. "
            "ثلاثون يومًا مدة معتادة."
        ),
        (
            "The document states no last day; the applicant needs a concrete date against which "
            "lateness is measured. Thirty days is usual."
        ),
    ),
)
NO_PROMISE: Final = _asked(
    (
        "لم نجد في الوثيقة موعدًا للرد. متى يُردّ على مقدّم الطلب؟",
        "The document states no reply time. When is the applicant answered?",
    ),
    (
        (
            "بلا موعد يبقى مقدّم الطلب معلقًا. نوصي بثلاثين يومًا من اكتمال الملف، ولا يُنسب الموعد إلى "
            "نصّ الوثيقة."
        ),
        (
            "Without a date the applicant is left waiting. We recommend thirty days from the complete "
            "file; it is not shown as the document's own words."
        ),
    ),
)
PROMISE_DAYS: Final = _asked(
    ("كم يومًا في عبارة موعد الرد؟", "How many days does the reply sentence state?"),
    (
        "وجدنا العبارة ولم نتبيّن عدد الأيام فيها. أسبوعان هي المدة المعتادة في هذه السياسات.",
        "We found the sentence but not its number of days. Two weeks is usual in such policies.",
    ),
)
TWO_DECIDERS: Final = _asked(
    (
        "تسمّي الوثيقة اللجنة والإدارة. من يقرر في الطلبات؟",
        "The document names both a committee and a department. Who decides?",
    ),
    (
        "ما دامت الوثيقة تسمّيهما معًا فالأسلم إبقاؤهما، ثم يُحدَّد لكل خدمة من يقرر فيها.",
        "Since the document names both, keep both; each service then says which of them decides.",
    ),
)
NO_DECIDER: Final = _asked(
    ("لا تسمّي الوثيقة من يقرر. من يقرر في الطلبات؟", "The document names no decider. Who decides?"),
    (
        "لا يُبتّ في طلب بلا جهة تقرر. لجنة البحث هي المعتادة، وقرارها لا ينفرد به أحد.",
        (
            "No request can be decided without a deciding body. The research committee is usual, and no "
            "single person decides in it."
        ),
    ),
)
BOTH: Final = _w("كلاهما، ويُحدَّد لكل خدمة", "Both; each service says which")
COMMITTEE: Final = _w("لجنة البحث", "Research committee")
DEPARTMENT: Final = _w("الإدارة المختصة", "Competent department")
NO_ADOPTION: Final = _asked(
    (
        "لا تذكر الوثيقة اعتماد مجلس الإدارة. ماذا نفعل؟",
        "The document records no adoption by the board. What should happen?",
    ),
    (
        "تبقى مسودة ولا تُفتح بها طلبات حتى يعتمدها المجلس، وعندئذ تسجّلون رقم القرار وتاريخيه.",
        (
            "It stays a draft and opens no case until the board has adopted it; you record the "
            "decision's number and dates then."
        ),
    ),
)
ADOPT_LATER: Final = _w("نسجّل الاعتماد حين يعتمدها المجلس", "Record it when the board has adopted")
ADOPTED_ALREADY: Final = _w(
    "اعتمدها المجلس من قبل، وسأسجّل الاعتماد من المحضر",
    "The board has adopted it already; I will record it from the minutes",
)
DAY_LATER: Final = _w(
    "نترك التاريخ حتى نراجع المحضر الموقّع", "Leave the date until we have seen the signed minutes"
)
_DATES_TITLE: Final = {
    "no_such_day": (
        "تاريخ الاعتماد المكتوب لا وجود له. في أي يوم اعتُمدت؟",
        "The written adoption date does not exist. On which day was it adopted?",
    ),
    "dates_disagree": (
        "التاريخان الهجري والميلادي ليسا يومًا واحدًا. أيّهما الصحيح؟",
        "The Hijri and Gregorian dates are not the same day. Which is right?",
    ),
    "weekday_disagrees": (
        "اسم اليوم لا يوافق التاريخ. في أي يوم اعتُمدت؟",
        "The weekday does not fit the date. On which day was it adopted?",
    ),
}
_NO_DAY: Final = (
    "ذُكر الاعتماد بلا تاريخ. في أي يوم اعتُمدت؟",
    "The adoption is stated without a date. On which day was it adopted?",
)
_DATES_WHY: Final = (
    (
        "نقارن التاريخين بتقويم أم القرى. إن وافق اسم اليوم المكتوب أحد التاريخين أوصينا به، وإلا "
        "فالمحضر الموقّع هو الفيصل."
    ),
    (
        "We compare both dates by the Umm al-Qura calendar. When the written weekday bears one of them "
        "out we recommend it; otherwise the signed minutes decide."
    ),
)


def trouble_with_dates(troubles: Sequence[str]) -> Asked:
    """What is asked about an adoption's day."""
    title = next((_DATES_TITLE[one] for one in _DATES_TITLE if one in troubles), _NO_DAY)
    return _asked(title, _DATES_WHY)


def day_meant(arabic: str, english: str) -> Words:
    """A day that is offered, in both calendars."""
    return _w(arabic, english)


def name_differs(read: str, known: str) -> Asked:
    """The document's association against the one it is uploaded for."""
    return _asked(
        (
            f"الوثيقة باسم «{read}»، والحساب باسم «{known}». أيّ الاسمين الصحيح؟",
            f"The document says “{read}”, the account says “{known}”. Which name is right?",
        ),
        (
            (
                "قد يكون خطأ طباعة أو مسح، وقد تكون وثيقة جمعية أخرى: تأكدوا قبل المتابعة. نوصي باسم "
                "الحساب المسجّل."
            ),
            (
                "It may be a slip of typing or scanning, or another association's document: make sure "
                "before you go on. We recommend the registered name."
            ),
        ),
    )


def name_doubtful(latin: str) -> Asked:
    """The Arabic name against the Latin one on the letterhead."""
    return _asked(
        (
            f"الاسم العربي لا يوافق الاسم اللاتيني «{latin}». ما الاسم الصحيح؟",
            f"The Arabic name does not fit the Latin name “{latin}”. What is the right name?",
        ),
        (
            (
                "حروف الاسمين لا تتفق، وكثيرًا ما يكون السبب نقطة سقطت في المسح الضوئي. نُبقي المكتوب "
                "حتى تصححوه."
            ),
            (
                "Their letters differ; often a dot was lost in scanning. We keep what is written until "
                "you correct it."
            ),
        ),
    )


NAME_SPELT_TWICE: Final = _asked(
    (
        "كُتب اسم الجمعية في الوثيقة بأكثر من رسم. أيّها الصحيح؟",
        "The document spells the association's name in more than one way. Which is right?",
    ),
    (
        "نوصي بما ورد في نصّ السياسة نفسها، فالترويسات كثيرًا ما تُخطئ.",
        "We recommend the spelling in the policy's own text; letterheads are often wrong.",
    ),
)
NO_LICENCE: Final = _asked(
    ("لا تذكر الوثيقة رقم الترخيص. هل نضيفه؟", "The document states no licence. Should we add it?"),
    (
        "لا نزيد في وثيقة المجلس ما ليس فيها؛ ورقم الترخيص محفوظ في بيانات الجمعية.",
        "Nothing is added to the board's document; the licence stands in the association's details.",
    ),
)
LICENCE_CONFIRMED: Final = _w("نعم، هو رقم الترخيص", "Yes, it is the licence")
LICENCE_LEFT_OUT: Final = _w("لا، ليس رقم ترخيص", "No, it is no licence")
LICENCE_SILENT: Final = _w("نتركها كما هي", "Leave it as it is")


def licence_like_a_person(read: str) -> Asked:
    """A number read as the licence that bears the check digit of a person's ID."""
    return _asked(
        (
            f"الرقم {read} على صورة رقم هوية وطنية صحيح. أهو رقم ترخيص الجمعية؟",
            f"The number {read} is formed like a person's national ID. Is it the licence?",
        ),
        (
            "التراخيص التي تبدأ بواحد تشبه أرقام الهوية ولا يصح فيها رقم التحقق، وهذا الرقم يصح فيه. راجعوه.",
            (
                "Licences that begin with 1 look like national IDs and fail their check digit; "
                "this one passes it. Look at it again."
            ),
        ),
    )


def licence_differs(read: str, known: str) -> Asked:
    """The document's licence against the account's."""
    return _asked(
        (
            f"رقم الترخيص في الوثيقة {read} وفي الحساب {known}. أيّهما الصحيح؟",
            f"The document's licence is {read}, the account's is {known}. Which is right?",
        ),
        (
            "نُبقي ما كتبه المجلس. إن كان رقم الحساب هو الخطأ فصححوه في بيانات الجمعية.",
            (
                "We keep what the board wrote. If the account's number is wrong, correct it in the "
                "association's details."
            ),
        ),
    )


_VALUES: Final[Mapping[str, tuple[str, str]]] = {
    "association": ("اسم الجمعية", "the association's name"),
    "title": ("عنوان السياسة", "the policy's title"),
    "licence": ("رقم الترخيص", "the licence number"),
    "version": ("رقم الإصدار", "the issue number"),
    "owner": ("مالك السياسة", "the policy's owner"),
    "review": ("موعد المراجعة", "the review"),
    "tools_holder": ("حامل الأدوات", "who holds the tools"),
    "referral_role": ("من يُحال إليه", "whom people are referred to"),
    "applicant": ("تسمية مقدّم الطلب", "what the applicant is called"),
}


def value_doubtful(name: str) -> Asked:
    """A value that was read with little confidence."""
    arabic, english = _VALUES[name]
    return _asked(
        (f"هل قرأنا {arabic} قراءة صحيحة؟", f"Did we read {english} correctly?"),
        (
            "النص هنا غير واضح، فقارنوه بالوثيقة. نوصي بما قرأناه ما لم تروا خطأً.",
            (
                "The text is unclear here: compare it with the document. We recommend what we read "
                "unless you see a mistake."
            ),
        ),
    )


REFERRAL_ROLE: Final = _asked(
    (
        "من من العاملين يستقبل ما يُحال للإيضاح؟",
        "Which staff role answers what is referred for explanation?",
    ),
    (
        (
            "تسمّي الوثيقة وظيفة، والنظام يحتاج إلى دور يصل إليه السؤال. الباحث هو الأقرب إلى ما تصفه "
            "هذه السياسات."
        ),
        (
            "The document names a post; the system needs the role that the question reaches. The "
            "researcher is nearest to what such policies describe."
        ),
    ),
)
ROLES: Final[Mapping[str, Words]] = {
    "officer": _w("موظف علاقات المستفيدين", "Beneficiary-relations officer"),
    "researcher": _w("الباحث", "Researcher"),
    "department_head": _w("رئيس الإدارة المختصة", "Head of department"),
    "director": _w("المدير", "Director"),
}
NO_HOLDER: Final = _asked(
    ("لم نجد من يحمل الأدوات. من هو؟", "Who holds the tools? The document does not say."),
    (
        "موظف علاقات المستفيدين هو المعتاد، فهو من يستقبل الناس.",
        "The beneficiary-relations officer is usual: it is the one who receives people.",
    ),
)
HOLDER: Final = _w("موظف علاقات المستفيدين", "Beneficiary-relations officer")
NO_APPLICANT: Final = _asked(
    ("بماذا تسمّون مقدّم الطلب؟", "What do you call somebody who applies?"),
    (
        "لا تسمّيه الوثيقة، والتسمية تظهر في الرسائل والنماذج. «طالب الخدمة» تصلح لكل خدمة.",
        (
            "The document has no word for it, and letters and forms need one. “Service applicant” fits "
            "every service."
        ),
    ),
)
SUPPORT_APPLICANT: Final = _w("طالب الدعم", "Support applicant")
SERVICE_APPLICANT: Final = _w("طالب الخدمة", "Service applicant")
NO_KINDS: Final = _asked(
    ("من تخدم الجمعية؟", "Whom does the association serve?"),
    (
        "لا تعرّف الوثيقة المستفيد. الأفراد والأسر هم الأغلب، ويمكن تضييق ذلك في كل خدمة.",
        (
            "The document does not define the beneficiary. People and households are most usual; each "
            "service may narrow it."
        ),
    ),
)
_KINDS: Final[Mapping[str, Words]] = {
    "person": _w("الأفراد", "people"),
    "household": _w("الأسر", "households"),
    "organisation": _w("الجهات", "organisations"),
}


def kinds(names: Sequence[str]) -> Words:
    """Kinds of beneficiary, joined as people say them."""
    english = ", ".join(_KINDS[one]["en"] for one in names)
    return _w(" و".join(_KINDS[one]["ar"] for one in names), english.capitalize())


CHANNEL_NAMES: Final[Mapping[str, Words]] = {
    "interview": _w("المقابلة", "Interview"),
    "phone": _w("الاتصالات الهاتفية", "Telephone calls"),
    "social_media": _w("وسائل التواصل الاجتماعي", "Social media"),
    "letters": _w("الخطابات", "Letters"),
    "help_request": _w("خدمات طلب المساعدة", "Help-request services"),
    "volunteering": _w("خدمة التطوع", "Volunteering service"),
    "website": _w("الموقع الإلكتروني", "Website"),
    "branch_delegate": _w("مندوبو المكاتب الفرعية", "Branch office delegates"),
}
TOOL_NAMES: Final[Mapping[str, Words]] = {
    "basic_bylaw": _w("اللائحة الأساسية", "Basic bylaw"),
    "research_guide": _w("دليل خدمات البحث الاجتماعي", "Guide to social research services"),
    "support_guide": _w("دليل سياسة الدعم للمستفيدين", "Guide to the beneficiary support policy"),
    "support_form": _w("طلب دعم مستفيد", "Beneficiary support request"),
}
STEP_NAMES: Final[Mapping[str, Words]] = {
    "receive": _w("الاستقبال", "Reception"),
    "match": _w("مطابقة البيانات", "Matching the data"),
    "refer": _w("الإحالة للإيضاح", "Referral for explanation"),
    "confirm": _w("تأكيد البيانات والتوقيع", "Confirmation and signature"),
    "explain": _w("إبلاغ المستفيد بمسار طلبه", "Telling the applicant what happens next"),
    "register": _w("استكمال التسجيل", "Registration"),
    "deliver": _w("تقديم الخدمة", "Delivery of the service"),
}
MECHANISM_NAMES: Final[Mapping[str, Words]] = {
    "administrative_check": _w("الفحص الإداري", "Administrative check"),
    "interview": _w("المقابلة الشخصية", "Interview"),
    "field_visit": _w("الفحص الميداني", "Field visit"),
}
KIND_NAMES: Final[Mapping[str, Mapping[str, Words]]] = {
    "channels": CHANNEL_NAMES,
    "tools": TOOL_NAMES,
    "steps": STEP_NAMES,
}
_ITEMS: Final[Mapping[str, tuple[str, str]]] = {
    "channels": ("هذه القناة", "this channel"),
    "tools": ("هذه الأداة", "this tool"),
    "steps": ("هذه الخطوة", "this step"),
}


def item_doubtful(name: str, *, is_known: bool) -> Asked:
    """An entry of a list whose kind is doubtful or unknown."""
    arabic, english = _ITEMS[name]
    if is_known:
        why = (
            "النص هنا غير واضح؛ اخترنا الأقرب إلى ما فيه.",
            "The text is unclear here; we chose what is nearest to it.",
        )
    else:
        why = (
            "لا تشبه ما نعرفه في هذه السياسات. نُبقيها بندًا بنصّها ولا يُبنى عليها عمل في النظام.",
            (
                "It is unlike what such policies usually name. It stays a clause, word for word; no work "
                "in the system follows from it."
            ),
        )
    return _asked((f"ما المقصود بـ{arabic}؟", f"What is meant by {english}?"), why)


CLAUSE_ONLY: Final = _w("تبقى بندًا بنصّها فقط", "Keep it as a clause only")
FRAGMENT: Final = _asked(
    ("نصّ لم نعرف موضعه. ماذا نفعل به؟", "A text we could not place. What should happen to it?"),
    (
        "لا نُسقط شيئًا كتبه المجلس. إن لم يكن سهوًا فإبقاؤه بندًا هو الأسلم.",
        (
            "Nothing that the board wrote is dropped. Unless it is a slip, keeping it as a clause is "
            "safest."
        ),
    ),
)
KEEP: Final = _w("نُبقيه بندًا في «نصوص أخرى من الوثيقة»", "Keep it as a clause under “Other texts”")
LEAVE_OUT: Final = _w("نستبعده من السياسة", "Leave it out of the policy")
NOISE: Final = _w(
    "ليس من الوثيقة: ترويسة أو رقم صفحة أو أثر مسح",
    "Not part of the document: a letterhead, page number or scanning mark",
)

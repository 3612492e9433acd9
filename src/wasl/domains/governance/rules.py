"""What in the system carries out each statement of a policy, and which figure proves it.

The statements are those of the requirements R1–R71. A statement that the system cannot prove yet
says so, with what would prove it: silence would pass for proof.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from wasl.foundation.figures import Figure
from wasl.foundation.profile import Words

State = Literal["proved", "no_proof", "not_measurable"]
Measure = Literal["count", "share", "standing"]


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries one statement out. `figure` names what proves it, empty when nothing can yet;
    `shows` says what the figure counts and `needs` what would prove it. `page` is the desk's page
    where it is seen, by its URL name without the desk's prefix."""

    requirement: str
    carried: Words
    needs: Words
    figure: str = ""
    measure: Measure = "count"
    shows: Words | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one statement stands now. `value` is the figure in words, empty without proof."""

    requirement: str
    state: State
    carried: Words
    shows: Words | None
    value: Words | None
    last_on: date | None
    needs: Words
    page: str


def evidence_of(carrier: Carrier, figures: Mapping[str, Figure]) -> Evidence:
    """How a statement stands, given the figures of now.

    Nothing done yet is no proof; what nothing can count is not measurable.
    """
    figure = figures.get(carrier.figure, Figure()) if carrier.figure else None
    is_proved = figure is not None and figure.number > 0
    return Evidence(
        requirement=carrier.requirement,
        state="proved" if is_proved else "no_proof" if figure else "not_measurable",
        carried=carrier.carried,
        shows=carrier.shows,
        value=_value(figure, carrier.measure) if figure and is_proved else None,
        last_on=figure.last_on if figure and is_proved else None,
        needs=carrier.needs,
        page=carrier.page,
    )


def state_of(found: Sequence[Evidence]) -> State:
    """How a clause stands: what lacks proof shows first, and a clause that nothing can count is
    not measurable."""
    states = {one.state for one in found}
    if "no_proof" in states:
        return "no_proof"
    return "proved" if "proved" in states else "not_measurable"


def carriers_of(requirements: Iterable[str]) -> tuple[Carrier, ...]:
    """The carriers of these statements, in their order; a statement that is none has no carrier."""
    return tuple(CARRIERS[one] for one in requirements if one in CARRIERS)


def _value(figure: Figure, measure: Measure) -> Words:
    if measure == "standing":
        return {"ar": "قائم", "en": "in place"}
    if measure == "count" or not figure.of:
        return {"ar": f"{figure.number}", "en": f"{figure.number}"}
    return {
        "ar": f"{figure.percent}٪ ({figure.number} من {figure.of})",
        "en": f"{figure.percent}% ({figure.number} of {figure.of})",
    }


def _w(arabic: str, english: str) -> Words:
    return {"ar": arabic, "en": english}


_CHANNEL: Final = _w(
    "كل تواصل وطلب يحمل قناته، وصفحة القنوات تبيّن ما يُستعمل منها فعلًا.",
    "Every contact and request carries its channel; the page of channels shows which are used.",
)
_CHANNEL_SHOWS: Final = _w(
    "التواصل عبر هذه القناة في آخر 90 يومًا",
    "contacts through this channel in the last 90 days",
)
_CHANNEL_NEEDS: Final = _w(
    "أن يُسجَّل تواصل واحد عبر هذه القناة.",
    "One contact recorded through this channel.",
)
_TOOL: Final = _w(
    "إصدارات الأداة بملفاتها وتواريخ سريانها، على بعد ضغطة من صفحة الحالة.",
    "Versions of the tool with files and effective dates, one key away on the case page.",
)
_TOOL_SHOWS: Final = _w("إصدارات سارية من هذه الأداة", "versions of this tool that count today")
_TOOL_NEEDS: Final = _w(
    "أن تُرفع الأداة التي سمّتها السياسة؛ عدم رفعها نقص ظاهر.",
    "The tool that the policy names is uploaded; until then it is a visible gap.",
)
_DECISION: Final = _w(
    "قرار بأسبابه يُبلَّغ لصاحبه برسالة وخطاب يمكن التحقق من صحته.",
    "A decision with its reasons, told by message and by a letter that anybody can verify.",
)
_DECISION_SHOWS: Final = _w(
    "قرارات صدرت وبُلِّغت في آخر 90 يومًا", "decisions issued and told in the last 90 days"
)
_DECISION_NEEDS: Final = _w("أن يصدر قرار في طلب.", "A decision on a request.")


def _channel(requirement: str, kind: str) -> Carrier:
    return Carrier(
        requirement,
        _CHANNEL,
        _CHANNEL_NEEDS,
        f"channel.{kind}",
        "count",
        _CHANNEL_SHOWS,
        "channels",
    )


def _tool(requirement: str, kind: str) -> Carrier:
    return Carrier(
        requirement, _TOOL, _TOOL_NEEDS, f"tool.{kind}", "count", _TOOL_SHOWS, "knowledge"
    )


_ALL: Final = (
    Carrier(
        "R1",
        _w(
            "سجل واحد لكل طرف، فردًا كان أو أسرة أو جهة، ويحمل أكثر من صفة.",
            "One record per party, person, household or organisation, which may hold many roles.",
        ),
        _w("أن يُسجَّل طرف واحد.", "One party on record."),
        "parties.parties",
        "count",
        _w("أطراف مسجلون", "parties on record"),
        "search",
    ),
    Carrier(
        "R2",
        _w(
            "سجل للاتفاقات يحفظ التزامات الطرفين وأثر الإخلال بها، والخلافات بخطواتها حتى تُحسم.",
            "A register of agreements keeps what both sides owe and what default means, and "
            "disputes step by step to their end.",
        ),
        _w("أن يُبرم اتفاق واحد.", "One agreement made."),
        "agreements.agreements",
        "count",
        _w("اتفاقات أُبرمت", "agreements made"),
        "agreements",
    ),
    Carrier(
        "R3",
        _w(
            "السياسة منشورة للجميع، ولكل قرار أسبابه وبنده، ولكل طرف صفحة بحقوقه وواجباته، "
            "وكل طلب بشأن البيانات الشخصية يُجاب في مهلته النظامية.",
            "The policy is public, each decision names its reasons and clause, every party has a "
            "page of rights and duties, and requests about personal data are answered in time.",
        ),
        _w(
            "يثبته أول طلب بشأن البيانات الشخصية يُجاب في مهلته.",
            "The first request about personal data that is answered in time will prove it.",
        ),
        "privacy.in_time",
        "share",
        _w(
            "الطلبات بشأن البيانات الشخصية التي أُجيبت في مهلتها",
            "Requests about personal data answered in time",
        ),
        "privacy",
    ),
    Carrier(
        "R4",
        _w(
            "السياسة المعتمدة هي إعداد النظام: كل طلب يُفتح على إصدار منها ويبقى عليه.",
            "The adopted policy is the configuration: each case opens under a version and keeps "
            "it.",
        ),
        _w("أن يُقدَّم طلب واحد.", "One request."),
        "applications.submitted",
        "count",
        _w("طلبات قُدمت في آخر 90 يومًا", "requests made in the last 90 days"),
        "queue",
    ),
    Carrier(
        "R5",
        _w(
            "إصدارات تُقارن بندًا بندًا، وسجل لتعميمها على العاملين والمستفيدين.",
            "Versions compared clause by clause, and a log of their circulation to staff and "
            "beneficiaries.",
        ),
        _w("أن يُعمَّم الإصدار الساري.", "The version in force is circulated."),
        "policy.circulated",
        "count",
        _w("تعميمات للإصدار الساري", "circulations of the version in force"),
        "circulations",
    ),
    Carrier(
        "R6",
        _w(
            "ثلاثة أنواع من المستفيدين، لكل منها هويته ونموذجه.",
            "Three kinds of beneficiary, each with its own identity and form.",
        ),
        _w("أن يُسجَّل مستفيد من أي نوع.", "A beneficiary of any kind on record."),
        "parties.parties",
        "count",
        _w("مستفيدون وأطراف مسجلون", "beneficiaries and parties on record"),
        "search",
    ),
    Carrier(
        "R7",
        _w(
            "قنوات الطلب نفسها متاحة للعاملين.",
            "The same ways of asking are open to colleagues.",
        ),
        _w(
            "لا يثبته النظام بعد: طلب إدارة خدمةً من إدارة أخرى لم يُبنَ.",
            "Not yet provable in the system: one department asking another for service is not "
            "built.",
        ),
    ),
    Carrier(
        "R8",
        _w(
            "لكل خدمة فئاتها وشروطها المعلنة.",
            "Each service states its categories and conditions.",
        ),
        _w("أن تُنشر خدمة واحدة.", "One published service."),
        "services.offered",
        "count",
        _w("خدمات منشورة بفئاتها", "services published with their categories"),
        "services",
    ),
    Carrier(
        "R9",
        _w(
            "بيانات الوثيقة حقول في كل إصدار: العنوان والرقم والمالك والجهات والنشر والمراجعة.",
            "The document's particulars are fields of each version: title, number, owner, bodies, "
            "publication, review.",
        ),
        _w("أن يكون إصدار ساريًا.", "A version in force."),
        "policy.in_force",
        "standing",
        _w("الإصدار الساري وبياناته", "the version in force and its particulars"),
        "policies",
    ),
    Carrier(
        "R10",
        _w(
            "سجل الاعتماد: الرقم والتاريخان بعد مطابقتهما واليوم والدورة.",
            "The adoption's record: number, both dates checked against each other, weekday, term.",
        ),
        _w("أن يُسجَّل اعتماد المجلس.", "The board's adoption is recorded."),
        "policy.adopted",
        "standing",
        _w("اعتماد الإصدار الساري", "adoption of the version in force"),
        "policies",
    ),
    Carrier(
        "R11",
        _w(
            "تذكير قبل السنة الأقرب، الهجرية أو الميلادية، وسجل لنتائج المراجعة.",
            "A reminder before the earlier of the Hijri and Gregorian year, and a log of outcomes.",
        ),
        _w("أن تُسجَّل مراجعة المجلس، فقد حل موعدها.", "The board's review is due: record it."),
        "policy.review_kept",
        "standing",
        _w("المراجعة السنوية في موعدها", "the yearly review is in time"),
        "reviews",
    ),
    Carrier(
        "R12",
        _w(
            "صفحة عامة وصفحة للعاملين، وسجل لأماكن النشر وتواريخه وإصداره.",
            "A public page, a staff page, and a log of where, when and which version.",
        ),
        _w("أن يُنشر الإصدار الساري.", "The version in force is published."),
        "policy.published",
        "count",
        _w("أماكن يُعرض فيها الإصدار الساري", "places where the version in force is on show"),
        "publications",
    ),
    Carrier(
        "R13",
        _w(
            "توقيع لكل عضو بصفته وتاريخه على سجل الاعتماد.",
            "A signature per member, with capacity and day, on the adoption.",
        ),
        _w("أن تُسجَّل تواقيع أعضاء المجلس.", "The members' signatures are recorded."),
        "policy.signatures",
        "count",
        _w("تواقيع على الاعتماد", "signatures on the adoption"),
        "board",
    ),
    Carrier(
        "R14",
        _w(
            "كل عامل يقرأ كل إصدار ويقرّ بالاطلاع، ومن لم يقرّ ظاهر في قائمة.",
            "Each colleague reads and acknowledges each version; who owes it is listed.",
        ),
        _w("أن يقرّ عامل واحد بالاطلاع.", "One acknowledgement."),
        "policy.acknowledged",
        "share",
        _w("إقرارات بالاطلاع على الإصدار الساري", "acknowledgements of the version in force"),
        "acknowledgements",
    ),
    Carrier(
        "R15",
        _w(
            "رقم الترخيص في ملف الجمعية، ولا يُخلط برقم هوية.",
            "The licence number in the association's profile, never taken for an ID.",
        ),
        _w("أن يُسجَّل رقم الترخيص.", "The licence number is recorded."),
        "association.licence",
        "standing",
        _w("رقم الترخيص", "the licence number"),
        "policies",
    ),
    Carrier(
        "R16",
        _w(
            "توقيع رئيس المجلس على سجل الاعتماد.",
            "The chair's signature on the adoption.",
        ),
        _w("أن يُسجَّل توقيع رئيس المجلس.", "The chair's signature is recorded."),
        "policy.chair",
        "standing",
        _w("توقيع رئيس المجلس أو نائبه", "the signature of the chair or the deputy"),
        "board",
    ),
    Carrier(
        "R17",
        _w(
            "لكل خدمة معيارها: مدتها ومستنداتها وآلياتها.",
            "Each service has its standard: time, documents, mechanisms.",
        ),
        _w("أن تُنشر خدمة بمعيارها.", "A service published with its standard."),
        "services.offered",
        "count",
        _w("خدمات لها معيار منشور", "services with a published standard"),
        "services",
    ),
    Carrier(
        "R18",
        _w(
            "الطلب حي حتى يُغلق، ولا يصمت شيء: ما تأخر يظهر في القائمة.",
            "A case lives until it is closed and nothing falls silent: what is late shows.",
        ),
        _w("أن يُغلق طلب واحد.", "One closed case."),
        "applications.ended",
        "share",
        _w("طلبات آخر 90 يومًا التي انتهت", "of the requests of the last 90 days, those ended"),
        "queue",
    ),
    Carrier(
        "R19",
        _w(
            "الاقتراح يُسجَّل تواصلًا له غرضه.",
            "A suggestion is recorded as a contact with its purpose.",
        ),
        _w("أن يُسجَّل اقتراح واحد.", "One suggestion recorded."),
        "contacts.suggestions",
        "count",
        _w("اقتراحات سُجلت في آخر 90 يومًا", "suggestions recorded in the last 90 days"),
        "channels",
    ),
    Carrier(
        "R20",
        _w(
            "الإحالة داخل الجمعية مبنية بسؤالها وجوابها.",
            "Referral within the association, with its question and answer.",
        ),
        _w(
            "لا يثبته النظام بعد: الإحالة من الشركاء وإليهم لم تُبنَ.",
            "Not yet provable in the system: referral to and from partners is not built.",
        ),
    ),
    Carrier(
        "R21",
        _w(
            "التذكير بالمواعيد وبما ينقص يصل صاحبه دون أن يطلبه.",
            "Reminders of dates and of what is missing reach people unasked.",
        ),
        _w(
            "لا يثبته النظام بعد: مبادرات الوصول إلى من لم يطلب لم تُبنَ.",
            "Not yet provable in the system: reaching those who never asked is not built.",
        ),
    ),
    Carrier(
        "R22",
        _w(
            "يُسأل المرء مرة، وما أدخله لا يضيع، وقائمة النواقص تُعطى كاملة.",
            "People are asked once, nothing typed is lost, and what is missing is listed at once.",
        ),
        _w(
            "لا يثبته النظام بعد: عدد الزيارات والمستندات لكل طلب لا يُقاس.",
            "Not yet provable in the system: visits and documents per case are not measured.",
        ),
    ),
    Carrier(
        "R23",
        _w(
            "بوابة ومكتب على نظام واحد، والطلب يُقدَّم من الهاتف.",
            "Portal and desk on one system; a request is made from a phone.",
        ),
        _w("أن يُقدَّم طلب إلكتروني.", "One electronic request."),
        "applications.electronic",
        "share",
        _w("طلبات قُدمت إلكترونيًا", "requests made electronically"),
        "queue",
    ),
    Carrier(
        "R24",
        _w(
            "الاستفسار يُسجَّل بقناته وجوابه، ويُجاب من الأدلة.",
            "An inquiry is recorded with channel and answer, and answered from the guides.",
        ),
        _w("أن يُسجَّل استفسار واحد.", "One inquiry recorded."),
        "contacts.inquiries",
        "count",
        _w("استفسارات سُجلت في آخر 90 يومًا", "inquiries recorded in the last 90 days"),
        "channels",
    ),
    Carrier(
        "R25",
        _w(
            "التقديم عن بُعد، أو بواسطة مندوب، أو نيابة عن غيره، والزيارة في البيت.",
            "Asking from afar, through a delegate or on behalf of another, and home visits.",
        ),
        _w("أن يُقدَّم طلب عن بُعد.", "One request from afar."),
        "applications.remote",
        "share",
        _w("طلبات قُدمت دون حضور إلى المقر", "requests made without coming to the office"),
        "queue",
    ),
    Carrier(
        "R26",
        _w(
            "لكل طلب موعد رد محسوب، وما اقترب أو تأخر يظهر.",
            "Each request has a computed reply date; what is near or late shows.",
        ),
        _w("أن يصدر قرار له موعد.", "A decision that had a date."),
        "decisions.promise_kept",
        "share",
        _w("قرارات صدرت قبل موعدها", "decisions issued by their date"),
        "queue",
    ),
    Carrier(
        "R27",
        _w(
            "سؤال واحد بعد القرار وبعد التسليم، ونتائجه بالربع.",
            "One question after the decision and after delivery, with quarterly results.",
        ),
        _w("أن يُعرض استبيان واحد.", "One survey offered."),
        "survey.offered",
        "count",
        _w("استبيانات عُرضت في آخر 90 يومًا", "surveys offered in the last 90 days"),
        "results",
    ),
    Carrier(
        "R28",
        _w(
            "يتابع كل مقدّم طلبه دون حساب، ويرى الخطوة التالية.",
            "Everybody follows a request without an account and sees the next step.",
        ),
        _w(
            "لا يُقاس بعدد: الثقة أثر يُستدل عليه بنتائج الاستبيان.",
            "Not measurable by a count: trust is an outcome, seen in the survey's results.",
        ),
        page="results",
    ),
    Carrier(
        "R29",
        _w(
            "مقالات «ما يُظن وما هو»، ويُعد استعمالها.",
            "Articles “what people think / how it is”, with their use counted.",
        ),
        _w("أن يُستعمل مقال واحد.", "One article used."),
        "articles.used",
        "count",
        _w("مرات استعمال المقالات في آخر 90 يومًا", "uses of articles in the last 90 days"),
        "knowledge",
    ),
    Carrier(
        "R30",
        _w(
            "نتائج الاستبيان تُعرض على المجلس.",
            "The survey's results go to the board.",
        ),
        _w(
            "لا يُقاس بعدد: الانطباع أثر يُستدل عليه بنتائج الاستبيان.",
            "Not measurable by a count: impressions are an outcome, seen in the survey's results.",
        ),
        page="results",
    ),
    Carrier(
        "R31",
        _w(
            "التقييم حق يُعرض على الجميع، ومنهم من لم يُقبل طلبه، ولا يُعرف فيه قائل.",
            "Evaluating is a right offered to all, the refused included; nobody can be told.",
        ),
        _w(
            "أن يُعرض الاستبيان على من لم يُقبل طلبه.",
            "The survey offered to somebody who was refused.",
        ),
        "survey.refused",
        "count",
        _w(
            "استبيانات عُرضت على من لم يُقبل طلبهم",
            "surveys offered to people whose request was not accepted",
        ),
        "results",
    ),
    Carrier(
        "R32",
        _w(
            "المعايير نفسها تُطبق على كل إدارة تقرر.",
            "The same standards hold for every department that decides.",
        ),
        _w(
            "لا يثبته النظام بعد: الاستبيانات الداخلية لم تُبنَ.",
            "Not yet provable in the system: internal surveys are not built.",
        ),
    ),
    Carrier(
        "R33",
        _w(
            "آراء الناس بكلماتهم في صفحة النتائج.",
            "People's opinions, in their words, on the page of results.",
        ),
        _w(
            "لا يثبته النظام بعد: سجل التحسينات لم يُبنَ.",
            "Not yet provable in the system: the register of improvements is not built.",
        ),
        page="results",
    ),
    _channel("R34", "interview"),
    _channel("R35", "phone"),
    _channel("R36", "social_media"),
    _channel("R37", "letters"),
    _channel("R38", "help_request"),
    _channel("R39", "volunteering"),
    _channel("R40", "website"),
    _channel("R41", "branch_delegate"),
    _tool("R42", "basic_bylaw"),
    _tool("R43", "research_guide"),
    _tool("R44", "support_guide"),
    _tool("R45", "support_form"),
    Carrier(
        "R46",
        _w(
            "صفحة الأدوات تسمّي من يحملها كما سمّته السياسة.",
            "The page of tools names their holder as the policy does.",
        ),
        _w("أن تُرفع أداة واحدة على الأقل.", "At least one tool uploaded."),
        "tool.any",
        "share",
        _w("أدوات مرفوعة مما سمّته السياسة", "tools uploaded, of those that the policy names"),
        "knowledge",
    ),
    Carrier(
        "R47",
        _w(
            "ما تأخر يظهر للمدير، وله أن يسنده إلى غيره.",
            "What is late shows to the director, who may hand it to somebody else.",
        ),
        _w(
            "لا يثبته النظام بعد: مسار التصعيد لم يُبنَ.",
            "Not yet provable in the system: the path of escalation is not built.",
        ),
    ),
    Carrier(
        "R48",
        _w(
            "كل استقبال يُسجَّل بمن استقبل ومتى.",
            "Each reception is recorded: who and when.",
        ),
        _w("أن تُسجَّل مقابلة واحدة.", "One reception recorded."),
        "contacts.visits",
        "count",
        _w("استقبالات سُجلت في آخر 90 يومًا", "receptions recorded in the last 90 days"),
        "channels",
    ),
    Carrier(
        "R49",
        _w(
            "الاستفسار يُسجَّل بجوابه ومصدر الجواب.",
            "An inquiry is recorded with its answer and where the answer came from.",
        ),
        _w("أن يُسجَّل استفسار واحد.", "One inquiry recorded."),
        "contacts.inquiries",
        "count",
        _w("استفسارات سُجلت في آخر 90 يومًا", "inquiries recorded in the last 90 days"),
        "channels",
    ),
    Carrier(
        "R50",
        _w(
            "النموذج لا تنتهي مهلته أثناء تعبئته، وما كُتب يُحفظ.",
            "A form never expires while it is filled in, and what was typed is kept.",
        ),
        _w(
            "لا يُقاس بعدد: مدة الموعد لا تُسجَّل بعد.",
            "Not measurable by a count: the length of an appointment is not recorded yet.",
        ),
    ),
    Carrier(
        "R51",
        _w(
            "قائمة اكتمال لكل خدمة، وما نقص يُطلب دفعة واحدة.",
            "A completeness list per service; what is missing is asked for at once.",
        ),
        _w("أن تُطابق بيانات طلب.", "The data of one request checked."),
        "applications.checks",
        "count",
        _w("بيانات ومستندات طوبقت في آخر 90 يومًا", "data and documents checked in 90 days"),
        "queue",
    ),
    Carrier(
        "R52",
        _w(
            "سجل المطابقة: ما قورن، وبماذا، ومن قارنه.",
            "The record of checks: what was compared with what, by whom.",
        ),
        _w("أن تُسجَّل مطابقة واحدة.", "One check recorded."),
        "applications.checks",
        "count",
        _w("مطابقات سُجلت في آخر 90 يومًا", "checks recorded in the last 90 days"),
        "queue",
    ),
    Carrier(
        "R53",
        _w(
            "صلاحية المستند تُحكم بيوم التقديم، ونتيجتها تُجمَّد.",
            "A document's validity is judged on the day of submission and frozen.",
        ),
        _w("أن تُحكم صلاحية مستند.", "The validity of one document judged."),
        "applications.expiries",
        "count",
        _w("مستندات حُكم على صلاحيتها يوم التقديم", "documents judged by the day of submission"),
        "queue",
    ),
    Carrier(
        "R54",
        _w(
            "إحالة إلى من سمّته السياسة، ولها سؤال وجواب.",
            "A referral to whom the policy names, with a question and an answer.",
        ),
        _w("أن يُجاب عن إحالة.", "One referral answered."),
        "applications.referrals",
        "share",
        _w("إحالات أُجيب عنها في آخر 90 يومًا", "referrals answered in the last 90 days"),
        "queue",
    ),
    Carrier(
        "R55",
        _w(
            "يؤكد مقدّم الطلب بياناته قبل إرسالها.",
            "The applicant confirms the data before they are sent.",
        ),
        _w("أن يُوقَّع إقرار واحد.", "One signed declaration."),
        "applications.declarations",
        "count",
        _w("إقرارات بصحة البيانات في آخر 90 يومًا", "confirmations of the data in 90 days"),
        "queue",
    ),
    Carrier(
        "R56",
        _w(
            "توقيع على نسخة مجمَّدة: برمز أو باسم أو على ورق.",
            "A signature over a frozen copy: by code, by name or on paper.",
        ),
        _w("أن يُوقَّع إقرار واحد.", "One signed declaration."),
        "applications.declarations",
        "count",
        _w("إقرارات موقَّعة في آخر 90 يومًا", "declarations signed in the last 90 days"),
        "queue",
    ),
    Carrier(
        "R57",
        _w(
            "نص الإقرار وإصداره محفوظان مع كل توقيع.",
            "The declaration's words and their version are kept with each signature.",
        ),
        _w("أن يُوقَّع إقرار واحد.", "One signed declaration."),
        "applications.declarations",
        "count",
        _w("إقرارات حُفظ نصها في آخر 90 يومًا", "declarations kept with their words in 90 days"),
        "queue",
    ),
    Carrier(
        "R58",
        _w(
            "إبلاغ مقدّم الطلب بمن يقرر ومتى، بوقته.",
            "The applicant is told who decides and when, with the time.",
        ),
        _w("أن يُبلَّغ مقدّم طلب واحد.", "One applicant told."),
        "applications.told",
        "share",
        _w("مقدّمو طلبات أُبلغوا بمن يقرر", "applicants told who decides"),
        "queue",
    ),
    Carrier(
        "R59", _DECISION, _DECISION_NEEDS, "decisions.issued", "count", _DECISION_SHOWS, "sessions"
    ),
    Carrier(
        "R60",
        _w(
            "موعد الرد محسوب من السياسة ومحفوظ، وعليه يُقاس التأخر.",
            "The reply date follows from the policy and is kept; lateness is measured by it.",
        ),
        _w("أن يصدر قرار له موعد.", "A decision that had a date."),
        "decisions.promise_kept",
        "share",
        _w("قرارات صدرت ضمن موعد الرد", "decisions issued within the promised date"),
        "queue",
    ),
    Carrier(
        "R61",
        _w(
            "التسجيل برقم ملف بعد اكتمال المتطلبات.",
            "Registration under a file number once requirements are complete.",
        ),
        _w("أن يُسجَّل مستفيد واحد.", "One registration."),
        "delivery.registrations",
        "count",
        _w("تسجيلات اكتملت في آخر 90 يومًا", "registrations completed in the last 90 days"),
        "deliveries",
    ),
    Carrier(
        "R62",
        _w(
            "تسليم الخدمة بإثبات: رمز من هاتف المستفيد أو ورقة موقعة.",
            "Delivery with proof: a code from the beneficiary's phone or a signed paper.",
        ),
        _w("أن تُسلَّم خدمة واحدة.", "One delivery."),
        "delivery.handovers",
        "count",
        _w("خدمات سُلمت بإثبات في آخر 90 يومًا", "services delivered with proof in 90 days"),
        "deliveries",
    ),
    Carrier(
        "R63",
        _w(
            "لا يعالج أحد حالته أو حالة قريبه: النظام يمنعه، والعضو يتنحى.",
            "Nobody handles a case of his own or of a relative: the system prevents it and "
            "members step aside.",
        ),
        _w(
            "لم تقع محاولة ولا تنحٍّ في آخر 90 يومًا؛ المنع قائم مع ذلك.",
            "No attempt and no recusal in the last 90 days; the guard stands all the same.",
        ),
        "conflicts.all",
        "count",
        _w("محاولات مُنعت وتنحيات في آخر 90 يومًا", "attempts refused and recusals in 90 days"),
        "trail",
    ),
    Carrier(
        "R64",
        _w(
            "إصدار واحد من الشروط للجميع، وأسباب كل توصية محفوظة.",
            "One version of the conditions for all, and the reasons of each recommendation kept.",
        ),
        _w("أن تُعطى توصية واحدة.", "One recommendation."),
        "assessments.recommendations",
        "count",
        _w("توصيات معللة في آخر 90 يومًا", "reasoned recommendations in the last 90 days"),
        "assessments",
    ),
    Carrier(
        "R65",
        _w(
            "نموذج لكل خدمة ببياناتها وشروطها.",
            "A form per service, with its data and conditions.",
        ),
        _w("أن تُنشر خدمة بنموذجها.", "A service published with its form."),
        "services.offered",
        "count",
        _w("نماذج خدمات منشورة", "published forms of services"),
        "services",
    ),
    Carrier(
        "R66",
        _w(
            "لكل معلومة مصدرها وتاريخها.",
            "Each fact has its source and date.",
        ),
        _w("أن تُسجَّل مطابقة أو آلية تحقق.", "A check or a mechanism recorded."),
        "applications.checks",
        "count",
        _w("معلومات لها مصدر في آخر 90 يومًا", "facts with their source in the last 90 days"),
        "queue",
    ),
    Carrier(
        "R67",
        _w(
            "نتيجة لكل معيار مع بنده.",
            "A result per criterion, with its clause.",
        ),
        _w("أن تُعطى توصية واحدة.", "One recommendation."),
        "assessments.recommendations",
        "count",
        _w("حالات قُيّمت معيارًا معيارًا", "cases evaluated criterion by criterion"),
        "assessments",
    ),
    Carrier(
        "R68", _DECISION, _DECISION_NEEDS, "decisions.issued", "count", _DECISION_SHOWS, "sessions"
    ),
    Carrier(
        "R69",
        _w(
            "آليات التحقق بحسب الخدمة: فحص إداري ومقابلة وفحص ميداني.",
            "Mechanisms by service: administrative check, interview, field check.",
        ),
        _w("أن تُنفَّذ آلية واحدة.", "One mechanism carried out."),
        "assessments.all",
        "count",
        _w("آليات تحقق نُفذت في آخر 90 يومًا", "mechanisms carried out in the last 90 days"),
        "assessments",
    ),
    Carrier(
        "R70",
        _w(
            "الهوية الواحدة طرف واحد، ومن تشابه سجلاه عُرض على موظف يفصل فيهما، وما تشترك فيه "
            "الطلبات من حساب أو هاتف أو طفل يظهر في صفحة الحالة.",
            "One identity is one party; records that look alike are put before an officer, and "
            "what requests share of accounts, phones and children shows on the case.",
        ),
        _w("أن يُفصل في زوج من السجلات المتشابهة.", "One pair of records that look alike settled."),
        "parties.pairs",
        "count",
        _w("أزواج متشابهة فُصل فيها", "pairs that looked alike and were settled"),
        "duplicates",
    ),
    Carrier(
        "R71",
        _w(
            "نتائج التحقق والاستبيان معروضة للمدير.",
            "The findings and the survey's results are before the director.",
        ),
        _w(
            "لا يثبته النظام بعد: سجل التحسينات لم يُبنَ.",
            "Not yet provable in the system: the register of improvements is not built.",
        ),
        page="results",
    ),
)

CARRIERS: Final[Mapping[str, Carrier]] = {one.requirement: one for one in _ALL}

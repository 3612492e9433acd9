"""The guides and articles of the demonstration: texts of our own, for made-up associations.

One association lacks its guide to social research on purpose, so that a gap can be seen.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from wasl.domains.knowledge.actions import (
    publish_article,
    record_tool_version,
    write_article,
)
from wasl.domains.knowledge.queries import articles_listed, tools_listed
from wasl.foundation.actor import Actor

Words = Mapping[str, str]

WITHOUT_GUIDE: Final = ("baraah", "research_guide")
_SINCE: Final = date(2025, 1, 1)

_TEXTS: Final[Mapping[str, Words]] = {
    "basic_bylaw": {
        "ar": """# ما تقوم عليه الجمعية
الجمعية جهة أهلية غير ربحية، تعمل وفق ترخيصها وما يعتمده مجلس إدارتها.

# من نخدم
- الأفراد والأسر في نطاق عمل الجمعية.
- الجهات التي تخدم مستفيدين مشتركين معنا.

# كيف تُتخذ القرارات
1. يدرس الطلب من لم يستقبله.
2. تقرر اللجنة أو الإدارة المختصة، ولا يشارك من له صلة بصاحب الطلب.
3. يُكتب القرار بأسبابه ويُبلَّغ به صاحبه.

# ما لا نفعله
لا نأخذ مقابلًا عن أي خدمة، ولا نطلب من أحد ما لا يحتاج إليه طلبه.""",
        "en": """# What the association rests on
A non-profit that works under its licence and by what its board adopts.

# Whom we serve
- People and families where the association works.
- Organisations that serve the same people.

# How decisions are made
1. Whoever receives a request does not study it.
2. The committee or the department decides; nobody related to the applicant takes part.
3. The decision is written with its reasons and the applicant is told.

# What we do not do
We take nothing for a service, and ask nobody for what the request does not need.""",
    },
    "research_guide": {
        "ar": """# قبل الزيارة
- اقرؤوا الطلب كاملًا، واكتبوا ما لم يتضح لكم منه.
- اتصلوا بالأسرة واستأذنوها، واتفقوا معها على وقت يناسبها.

# في أثناء الزيارة
1. عرّفوا بأنفسكم وبالجمعية واشرحوا الغرض.
2. اسألوا عن الحال قبل الدخل، ولا تسألوا أمام الأطفال عما يحرج.
3. دوّنوا ما رأيتم وما قيل لكم كلًّا على حدة.
4. لا تَعِدوا بشيء، فالقرار ليس لكم.

# بعد الزيارة
اكتبوا توصيتكم في يومكم، واذكروا مصدر كل معلومة. وما لم تتحققوا منه فقولوا إنكم لم تتحققوا منه.""",
        "en": """# Before the visit
- Read the whole request and note what is unclear.
- Call the family, ask for leave, and agree on a time that suits them.

# During the visit
1. Say who you are and why you came.
2. Ask how they are before you ask what they earn; nothing shameful before children.
3. Write what you saw and what you were told, each by itself.
4. Promise nothing: the decision is not yours.

# After the visit
Write your recommendation the same day with the source of each fact.

What you could not verify, say so.""",
    },
    "support_guide": {
        "ar": """# لمن الدعم
يُنظر في حال الأسرة كلها: عدد أفرادها ودخلها وسكنها وما يصلها من جهات أخرى.

# كيف نحسب
- الدخل الشهري مقسومًا على عدد أفراد الأسرة.
- الإيجار بوصفه نسبة من الدخل.
- لا يُحسب ما يُصرف لذوي الإعاقة ضمن الدخل.

# متى يعاد النظر
1. إذا تغيرت الحال تغيرًا يُعتد به.
2. عند انتهاء مدة الدعم.

# إذا لم يُقبل الطلب
نذكر السبب، ونقترح جهة أخرى تستطيع المساعدة، ويبقى باب التقديم مفتوحًا.""",
        "en": """# Whom support is for
The whole family's situation counts: how many they are, income, housing, other help.

# How we reckon
- Monthly income divided by the members of the family.
- Rent as a share of income.
- What is paid for a disability is no income.

# When we look again
1. When the situation has clearly changed.
2. When the support ends.

# When a request is not accepted
We give the reason, name who else may help, and the door stays open.""",
    },
    "support_form": {
        "ar": """النموذج تطبعه الجمعية من النظام لكل خدمة، فارغًا أو معبأً، وفيه أسئلة الخدمة ومستنداتها وإقرارها.

- يُكتب بخط واضح، وما لا يعرفه مقدّم الطلب يُترك فارغًا.
- يوقّع مقدّم الطلب بعد أن يُقرأ عليه الإقرار.
- يُعطى مقدّم الطلب رقم طلبه قبل أن يغادر.""",
        "en": """The association prints the form for each service, empty or filled.

It holds the service's own questions, documents and declaration.

- Write clearly; what the applicant does not know stays empty.
- The applicant signs after the declaration was read aloud.
- The applicant leaves with the reference.""",
    },
    "other": {
        "ar": "يُرجع إليه عند الحاجة، ويُسأل عنه موظف علاقات المستفيدين.",
        "en": "To be looked up when needed; ask the beneficiary-relations officer.",
    },
}

_ARTICLES: Final[tuple[Mapping[str, Any], ...]] = (
    {
        "kind": "misconception",
        "category": "decision",
        "title": {
            "ar": "هل يُقبل الطلب بالواسطة؟",
            "en": "Does knowing somebody get you accepted?",
        },
        "thought": {
            "ar": "لا يُقبل الطلب إلا إذا كان لصاحبه معرفة في الجمعية.",
            "en": "A request is accepted only when the applicant knows somebody here.",
        },
        "body": {
            "ar": """يُنظر في كل الطلبات بالمعايير نفسها، ويُكتب سبب القرار في كل مرة.

- من يقرر لا يرى اسم صاحب الطلب كاملًا.
- لا يستقبل الموظف طلب قريبه ولا يدرسه ولا يقرر فيه، ويُسجَّل ذلك.
- إن لم يُقبل طلبكم فاسألوا عن السبب، وستجدونه مكتوبًا معيارًا معيارًا.""",
            "en": """Every request is looked at by the same criteria, and the reason is written each time.

- Those who decide do not see the applicant's full name.
- Nobody receives, studies or decides the request of a relative, and this is recorded.
- If yours was not accepted, ask why: the reason is written, criterion by criterion.""",
        },
    },
    {
        "kind": "misconception",
        "category": "documents",
        "title": {
            "ar": "هل ينتظر الطلب حتى تكتمل الأوراق؟",
            "en": "Must every paper be there before you ask?",
        },
        "thought": {
            "ar": "لا فائدة من التقديم قبل أن تجتمع الأوراق كلها.",
            "en": "There is no use in asking before all papers are at hand.",
        },
        "body": {
            "ar": """ابدؤوا الآن بما لديكم. يُحفظ طلبكم، ونخبركم بما ينقصه بالاسم.

- يمكن إضافة كل مستند لاحقًا من الجوال أو في مقر الجمعية.
- نطّلع على أصل الهوية ولا نحتفظ بصورة منها إلا لحاجة نظامية.
- تُحسب مدة الرد من يوم اكتمال الملف، ونذكر لكم التاريخ.""",
            "en": """Begin now with what you have. Your request is kept, and we tell you by name what is missing.

- Each paper can be added later, from the phone or at our office.
- We look at the original of an ID and keep no copy unless the law asks for it.
- The time of the reply counts from the day the file is complete; we tell you the date.""",
        },
    },
    {
        "kind": "misconception",
        "category": "privacy",
        "title": {
            "ar": "هل يعرف الجيران أنني طلبت المساعدة؟",
            "en": "Will the neighbours know that I asked?",
        },
        "thought": {
            "ar": "من يطلب المساعدة ينكشف أمره بين الناس.",
            "en": "Whoever asks for help is soon talked about.",
        },
        "body": {
            "ar": """طلبكم بينكم وبين من يدرسه.

- لا تذكر رسائلنا اسمًا ولا حاجة ولا مبلغًا.
- لا يفتح ملفكم إلا من أُسند إليه، ومن فتحه لسبب عارض سُجّل اسمه وسببه.
- الزيارة باتفاق مسبق، وبسيارة لا تحمل شعارًا إن رغبتم.""",
            "en": """Your request stays between you and those who study it.

- Our messages say no name, no need and no amount.
- Only those it was given to open your file; whoever opens it out of turn is recorded with the reason.
- A visit is agreed beforehand, in a car without our sign if you wish.""",
        },
    },
    {
        "kind": "article",
        "category": "delivery",
        "title": {
            "ar": "كيف تُستلم الخدمة إذا تعذر الحضور؟",
            "en": "How is a service received by those who cannot come?",
        },
        "thought": {"ar": "", "en": ""},
        "body": {
            "ar": """1. اختاروا في الطلب أن تصلكم الخدمة إلى البيت إن كانت الخدمة تسمح بذلك.
2. أو سمّوا لنا من يستلم عنكم، ويُسجَّل اسمه وليًّا أو وكيلًا.
3. يُطلب عند الاستلام رمز يصل إلى جوالكم، فلا تعطوه إلا لمن يسلّمكم.""",
            "en": """1. Say in the request that you want it brought home, where the service allows it.
2. Or name who receives for you; he or she is recorded as guardian or agent.
3. A code comes to your phone at the handover: give it only to whoever hands over.""",
        },
    },
)


def given_knowledge(system: Actor, *, slug: str) -> None:
    """Record what the policy names as tools and publish the articles; what is there already stays."""
    for tool in tools_listed(system).tools:
        if tool.versions or (slug, tool.key) == WITHOUT_GUIDE or not tool.is_named:
            continue
        text = _TEXTS.get(tool.kind, _TEXTS["other"])
        record_tool_version(
            system, tool=tool.key, title=tool.wording, text=text, effective_from=_SINCE
        )
    if not articles_listed(system):
        for article in _ARTICLES:
            publish_article(system, article=write_article(system, **article).pk)

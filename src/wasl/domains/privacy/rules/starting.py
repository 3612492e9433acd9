"""What an association usually uses personal data for, and a notice to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LAW: Final = "نظام حماية البيانات الشخصية"


@dataclass(frozen=True, slots=True)
class UsualPurpose:
    """A purpose as it is proposed; words are {"ar": …, "en": …}."""

    key: str
    title: Mapping[str, str]
    told: Mapping[str, str]
    basis: str
    law: str
    kinds: tuple[str, ...]
    kept_for: Mapping[str, str]
    given_to: Mapping[str, str]


_NOBODY: Final = {
    "ar": "لا تُعطى لأحد خارج الجمعية.",
    "en": "Given to nobody outside of the association.",
}
_FILE: Final = {
    "ar": "ما دام الملف مفتوحًا، ثم خمس سنوات بعد آخر خدمة.",
    "en": "While the file is open, and five years after the last service.",
}

PURPOSES: Final[tuple[UsualPurpose, ...]] = (
    UsualPurpose(
        "requests",
        {"ar": "دراسة طلب الخدمة والرد عليه", "en": "Studying a request and answering it"},
        {
            "ar": "نطابق ما تذكرونه مع المستندات، وندرس الطلب، ونبلغكم بالقرار وأسبابه.",
            "en": "We match what you say with the papers, study the request, and tell you the "
            "decision with its reasons.",
        },
        "agreement",
        f"{_LAW}، المادة السادسة",
        ("identity", "contact", "address", "family", "income", "obligations", "housing", "work"),
        _FILE,
        _NOBODY,
    ),
    UsualPurpose(
        "delivery",
        {"ar": "تقديم الخدمة وإثبات تسلّمها", "en": "Delivering the service and proving it"},
        {
            "ar": "نحوّل المبلغ أو نسلّم المعونة لمن يستحقها، ونحفظ ما يثبت ذلك.",
            "en": "We pay or hand over what was granted, and keep the proof.",
        },
        "agreement",
        f"{_LAW}، المادة السادسة",
        ("identity", "contact", "bank"),
        {
            "ar": "عشر سنوات، كما يوجب النظام حفظ المستندات المحاسبية.",
            "en": "Ten years, as the law demands of accounting documents.",
        },
        {
            "ar": "المصرف الذي ينفذ التحويل.",
            "en": "The bank that carries the transfer.",
        },
    ),
    UsualPurpose(
        "health",
        {"ar": "مراعاة المرض والإعاقة", "en": "Taking illness and disability into account"},
        {
            "ar": "نسأل عن المرض أو الإعاقة لمن تشترط خدمتهم ذلك، بموافقتهم الصريحة وحدها.",
            "en": "We ask about illness or disability only where a service depends on it, and only "
            "with explicit consent.",
        },
        "consent",
        f"{_LAW}، المادة الخامسة",
        ("health", "disability"),
        {
            "ar": "حتى تُسحب الموافقة أو تنتهي الخدمة التي بُنيت عليها.",
            "en": "Until the consent is withdrawn or the service that rests on it has ended.",
        },
        _NOBODY,
    ),
    UsualPurpose(
        "visits",
        {"ar": "الزيارة الميدانية", "en": "The field visit"},
        {
            "ar": "يزوركم الباحث بعد موافقتكم، ويكتب ما رآه مما يتصل بشروط الخدمة.",
            "en": "The researcher visits you with your consent and writes down what bears on the "
            "conditions of the service.",
        },
        "consent",
        f"{_LAW}، المادة الخامسة",
        ("address", "housing", "visit", "photos"),
        _FILE,
        _NOBODY,
    ),
    UsualPurpose(
        "contacts",
        {"ar": "التواصل معكم والرد على استفساراتكم", "en": "Speaking with you"},
        {
            "ar": "نحفظ متى تواصلنا وبأي قناة وما الذي اتفقنا عليه، حتى لا تعيدوا الشرح.",
            "en": "We keep when we spoke, by which channel and what was agreed, so that you need "
            "not explain it again.",
        },
        "legitimate",
        f"{_LAW}، المادة السادسة",
        ("contact", "conversations"),
        {"ar": "ثلاث سنوات.", "en": "Three years."},
        _NOBODY,
    ),
    UsualPurpose(
        "accountability",
        {"ar": "المساءلة وحماية الملفات", "en": "Answering for what was done"},
        {
            "ar": "يُسجَّل كل اطلاع وتغيير في سجل لا يُمحى، حتى يُعرف من فعل ماذا ومتى.",
            "en": "Every reading and change enters a log that cannot be rewritten, so that it is "
            "known who did what and when.",
        },
        "law",
        f"{_LAW}، المادة التاسعة عشرة",
        ("identity",),
        {"ar": "ما بقيت الجمعية.", "en": "As long as the association exists."},
        {
            "ar": "الجهات الرقابية إذا طلبت ذلك نظامًا.",
            "en": "Supervising authorities where the law lets them ask.",
        },
    ),
)


def _unbroken(text: str) -> str:
    """The text with every paragraph and point on one line: a page shows each line as it stands."""
    lines: list[str] = []
    for line in text.splitlines():
        begins = not lines or not lines[-1] or not line or line.startswith(("# ", "- "))
        if begins or lines[-1].startswith("# "):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return "\n".join(lines)


_NOTICE: Final[Mapping[str, str]] = {
    "ar": """# من نحن
نحن الجهة التي تجمع بياناتكم وتُسأل عنها. رقم ترخيصنا وهاتفنا في أسفل كل صفحة.

# ماذا نجمع، ولماذا
نجمع ما تتطلبه الخدمة التي تطلبونها، لا أكثر. تجدون كل غرض وسنده النظامي ومدة الحفظ في الجدول أدناه.
البيانات الصحية والإعاقة والبيانات الائتمانية وجهالة النسب لا نسأل عنها إلا بموافقتكم الصريحة.

# كيف نحميها
تُحفظ أرقام الهوية والحسابات والهواتف والبيانات الصحية مشفّرة. لا يفتح ملفكم إلا من أُسند إليه، وكل فتح
استثنائي له سبب مكتوب ومراجع، ويظهر لكم في صفحتكم.

لا نحتفظ بصورة من الهوية إلا لسبب نظامي مكتوب؛ الأصل أن نطّلع على الأصل ونعيده إليكم.

# حقوقكم
- أن تعرفوا لماذا نجمع بياناتكم.
- أن تطّلعوا عليها وتأخذوا نسخة منها.
- أن تصححوها.
- أن تطلبوا إتلافها إذا لم تعد إليها حاجة.
- أن تسحبوا موافقتكم متى شئتم، ولا يمس ذلك ما تم قبل السحب.

نجيبكم خلال ثلاثين يومًا، ولا نأخذ على ذلك أجرًا. ويمكنكم أن تطلبوا ذلك شفاهة في المكتب أو بالهاتف.

# إذا لم نُرضكم
لكم أن تشتكوا إلينا، ثم إلى الهيئة السعودية للبيانات والذكاء الاصطناعي، خلال تسعين يومًا من علمكم بالأمر.""",
    "en": """# Who we are
We collect your data and answer for it. Our licence and telephone stand at the foot of every page.

# What we collect, and why
We collect what the service you ask for requires, and no more. The table below names each purpose,
its ground in law and how long we keep the data. We ask about health, disability, credit and unknown
parentage only with your explicit consent.

# How we guard it
ID numbers, accounts, phones and health data are kept encrypted. Only those to whom your file is given
may open it; every exceptional opening has a written reason and a reviewer, and is shown on your page.

We keep no copy of an identity document unless a law demands it: we see the original and give it back.

# Your rights
- To know why we collect your data.
- To see it, and to have a copy of it.
- To have it corrected.
- To have it destroyed when it is no longer needed.
- To withdraw your consent whenever you wish; what was done before it stays lawful.

We answer within thirty days, and it costs nothing. You may also ask by word of mouth, at the office
or by telephone.

# If we do not satisfy you
You may complain to us, and then to the Saudi Data and AI Authority, within ninety days of learning of
the matter.""",
}
NOTICE: Final[Mapping[str, str]] = {one: _unbroken(text) for one, text in _NOTICE.items()}
"""A notice to begin with, marked up as the pages show it; an association makes it its own."""

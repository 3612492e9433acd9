"""What this room says to people, on the phone and on paper, in both languages."""

from collections.abc import Mapping
from typing import Final

from wasl.foundation.wording import Wording

Words = Mapping[str, str]

DECISION_ISSUED: Final = Wording(
    title={
        "ar": "صدر قرار بشأن طلبكم",
        "en": "There is a decision on your request",
    },
    body={
        "ar": "صدر قرار بشأن طلبكم {reference}. للاطلاع عليه: {link}",
        "en": "There is a decision on your request {reference}. To read it: {link}",
    },
)
DECISION_CORRECTED: Final = Wording(
    title={
        "ar": "صُحّح خطاب القرار بشأن طلبكم",
        "en": "The letter about your request was corrected",
    },
    body={
        "ar": "صُحّح خطاب القرار بشأن طلبكم {reference}. للاطلاع عليه: {link}",
        "en": "The letter about your request {reference} was corrected. To read it: {link}",
    },
)

SUBJECT: Final[Words] = {
    "ar": "القرار في طلب خدمة «{service}»",
    "en": "Decision on the request for “{service}”",
}
GREETING: Final[Words] = {
    "ar": "السلام عليكم ورحمة الله وبركاته، وبعد:",
    "en": "Peace be upon you,",
}
OPENING: Final[Words] = {
    "ar": "فقد نظرت {decider} في طلبكم المقدَّم يوم {submitted}، وقررت:",
    "en": "The {decider} considered the request you submitted on {submitted} and decided:",
}
VERDICT: Final[Mapping[str, Words]] = {
    "accept": {"ar": "قبول الطلب", "en": "The request is accepted"},
    "partly": {"ar": "قبول الطلب جزئيًا", "en": "The request is accepted in part"},
    "reject": {"ar": "عدم قبول الطلب", "en": "The request is not accepted"},
}
CLOSING: Final[Words] = {
    "ar": "والله يحفظكم ويرعاكم،",
    "en": "With our best wishes,",
}
PROMISE_KEPT: Final[Words] = {
    "ar": "صدر القرار ضمن موعد الرد الذي أُبلغتم به، وهو {date}.",
    "en": "The decision came within the reply date we gave you, {date}.",
}
PROMISE_BROKEN: Final[Words] = {
    "ar": "تأخر القرار عن موعد الرد الذي أُبلغتم به، وهو {date}، ونعتذر إليكم عن ذلك.",
    "en": "The decision came after the reply date we gave you, {date}. We are sorry for that.",
}
CORRECTS: Final[Words] = {
    "ar": "يحلّ هذا القرار محل القرار رقم {number}.",
    "en": "This decision takes the place of decision number {number}.",
}
REPLACED: Final[Words] = {
    "ar": "لم يعد هذا القرار ساريًا: حلّ محله القرار رقم {number}.",
    "en": "This decision no longer stands: decision number {number} took its place.",
}
AMOUNT: Final[Words] = {"ar": "المبلغ", "en": "Amount"}
VALID_UNTIL: Final[Words] = {"ar": "يسري القرار حتى", "en": "Valid until"}
IN_FIGURES_AND_WORDS: Final[Words] = {
    "ar": "{figures} (فقط {words} لا غير)",
    "en": "{figures} ({words} only)",
}
CHAIR: Final[Words] = {"ar": "رئاسة {decider}", "en": "For the {decider}"}
HEAD: Final[Words] = {"ar": "صاحب الصلاحية، {decider}", "en": "Decided for the {decider}"}
REVIEWER: Final[Words] = {"ar": "راجعه واعتمده", "en": "Reviewed and confirmed"}

NEXT_STEPS: Final[Mapping[str, Words]] = {
    "register": {
        "ar": "نستكمل تسجيلكم لدينا برقم ملف، وسنخبركم إن احتجنا إلى أصل أي مستند.",
        "en": "We complete your registration under a file number and tell you if we need to see "
        "the original of any document.",
    },
    "deliver": {
        "ar": "نرتب معكم موعد تقديم الخدمة. لا تعطوا رمز الاستلام أحدًا قبل أن تستلموا.",
        "en": "We arrange with you when the service is given. Tell nobody the delivery code "
        "before you have received it.",
    },
    "conditions": {
        "ar": "الوفاء بما ورد في هذا القرار من شروط.",
        "en": "Please meet the conditions named in this decision.",
    },
    "ask": {
        "ar": "السؤال عن أي سبب لم يتضح لكم، أو التظلم من القرار: اتصلوا بنا أو زورونا، "
        "واذكروا رقم القرار.",
        "en": "Ask about any reason that is not clear, or appeal: call or visit us and give the "
        "number of the decision.",
    },
    "apply_again": {
        "ar": "التقدم من جديد متى تغيرت الحال أو توفر ما لم يتحقق من الشروط.",
        "en": "Apply again when your situation changes or an unmet condition is met.",
    },
    "other_services": {
        "ar": "الاطلاع على خدماتنا الأخرى، فقد يناسبكم منها ما لم تطلبوه بعد.",
        "en": "Look at our other services: one that you have not asked for may suit you.",
    },
}

LETTER_LABELS: Final[Mapping[str, Words]] = {
    "number": {"ar": "رقم القرار", "en": "Decision number"},
    "date": {"ar": "التاريخ", "en": "Date"},
    "reference": {"ar": "رقم الطلب", "en": "Reference"},
    "licence": {"ar": "ترخيص رقم", "en": "Licence"},
    "to": {"ar": "إلى", "en": "To"},
    "subject": {"ar": "الموضوع", "en": "Subject"},
    "granted": {"ar": "ما تقرر لكم", "en": "What is granted"},
    "conditions": {"ar": "الشروط", "en": "Conditions"},
    "reasons": {"ar": "أسباب القرار", "en": "Reasons"},
    "criteria": {"ar": "شروط الخدمة شرطًا شرطًا", "en": "The conditions, one by one"},
    "met": {"ar": "متحقق", "en": "Met"},
    "unmet": {"ar": "غير متحقق", "en": "Not met"},
    "unknown": {"ar": "لم يتبين", "en": "Not known"},
    "clause": {"ar": "البند", "en": "Clause"},
    "now": {"ar": "ما يمكن عمله الآن", "en": "What can be done now"},
    "signature": {"ar": "التوقيع", "en": "Signature"},
    "verify": {
        "ar": "للتحقق من صحة هذا الخطاب امسحوا الرمز، أو افتحوا:",
        "en": "To check that this letter is genuine, scan the code or open:",
    },
    "page": {"ar": "صفحة", "en": "Page"},
    "of": {"ar": "من", "en": "of"},
}


def filled(words: Words, /, **places: Words | str) -> dict[str, str]:
    """The words in both languages with their places filled, each from its own language."""
    return {
        language: text.format(
            **{
                name: value if isinstance(value, str) else value[language]
                for name, value in places.items()
            }
        )
        for language, text in words.items()
    }


def letter_path(slug: str, token: str) -> str:
    """Where anybody may check a letter."""
    return f"/{slug}/letters/{token}/"


def follow_path(slug: str) -> str:
    """Where an applicant follows his application and reads its decision."""
    return f"/{slug}/follow/"

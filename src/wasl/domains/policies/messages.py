"""What this room says to people, in both languages."""

from typing import Final

from wasl.foundation.wording import Wording

STAFF_TOLD: Final = Wording(
    title={
        "ar": "تعميم: {title}",
        "en": "Circular: {title}",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nتعمّم {association} عليكم {title}. نأمل قراءتها والإقرار "
        "بالاطلاع عليها من مكتبكم: {link}\n\n{note}",
        "en": "Peace be upon you, {name}.\n\n{association} circulates to you: {title}. Please "
        "read it and acknowledge it at your desk: {link}\n\n{note}",
    },
    by_mail_only=True,
)
BENEFICIARIES_TOLD: Final = Wording(
    title={
        "ar": "سياستنا في خدمتكم",
        "en": "Our policy for serving you",
    },
    body={
        "ar": "من {association}: حدّثنا سياسة خدمة المستفيدين، وفيها حقوقكم ومواعيدنا: {link}",
        "en": "{association}: our policy for serving you was renewed. Your rights and our "
        "deadlines: {link}",
    },
)
REVIEW_NEAR: Final = Wording(
    title={
        "ar": "مراجعة السياسة تحين في {date}",
        "en": "The policy is to be reviewed by {date}",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nمضى على اعتماد سياسة {association} أو على آخر مراجعة لها "
        "عام أو يكاد، وموعد مراجعتها {date}. سجّلوا ما يقرره المجلس، بقيت كما هي أو بُدئ إصدار "
        "جديد: {link}",
        "en": "Peace be upon you, {name}.\n\nThe policy of {association} was adopted or last "
        "reviewed about a year ago; it is to be reviewed by {date}. Record what the board decides, "
        "unchanged or a new version: {link}",
    },
    by_mail_only=True,
)
ACKNOWLEDGEMENT_OWED: Final = Wording(
    title={
        "ar": "تذكير: الإقرار بالاطلاع على {title}",
        "en": "A reminder to acknowledge: {title}",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nلم يصلنا بعد إقراركم بالاطلاع على {title}، وموعده {date}. "
        "بعد هذا الموعد لا تُفتح باسمكم طلبات جديدة حتى تقرّوا. للقراءة والإقرار: {link}",
        "en": "Peace be upon you, {name}.\n\nYou have not acknowledged yet: {title}, which is due "
        "by {date}. After that day you cannot open new cases until you do. To read and "
        "acknowledge it: {link}",
    },
    by_mail_only=True,
)

"""The words in which one-time codes and invitations go out."""

from wasl.foundation.wording import Wording

_TITLE = {"ar": "رمز التحقق", "en": "Your code"}

CODES = {
    "apply": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز بدء طلبكم لدى {association}. صالح 10 دقائق، ولا تشاركوه أحدًا.",
            "en": "{code} is your code to start at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "follow": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز متابعة طلبكم لدى {association}. صالح 10 دقائق، ولا تشاركوه أحدًا.",
            "en": "{code} is your code to follow up at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "sign": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز توقيع إقراركم لدى {association}. صالح 10 دقائق، ولا تشاركوه أحدًا.",
            "en": "{code} is your code to sign at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "deliver": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز الاستلام من {association}. صالح 10 دقائق، أعطوه لمن يسلّمكم فقط.",
            "en": "{code} is your code to receive at {association}. Valid 10 minutes. Give it only at hand-over.",
        },
    ),
}

INVITATION = Wording(
    title={
        "ar": "دعوة للعمل في نظام {association}",
        "en": "You are invited to work at {association}",
    },
    body={
        "ar": (
            "السلام عليكم ورحمة الله،\n\nأضافكم مسؤول {association} إلى فريق العمل على نظام وصل. "
            "افتحوا الرابط لتختاروا كلمة المرور وتبدؤوا:\n\n{link}\n\n"
            "الرابط صالح سبعة أيام، ويُستعمل مرة واحدة. إن لم تكونوا تتوقعون هذه الدعوة فتجاهلوها."
        ),
        "en": (
            "Hello,\n\n{association} added you to the people who work with Wasl. Open this "
            "link to choose your password and begin:\n\n{link}\n\n"
            "The link is valid for seven days and serves once. If you did not expect it, ignore it."
        ),
    },
)

"""The words in which one-time codes go out."""

from wasl.foundation.wording import Wording

_TITLE = {"ar": "رمز التحقق", "en": "Your code"}

CODES = {
    "apply": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز بدء طلبك لدى {association}. صالح 10 دقائق، ولا تشاركه أحدًا.",
            "en": "{code} is your code to start at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "follow": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز متابعة طلبك لدى {association}. صالح 10 دقائق، ولا تشاركه أحدًا.",
            "en": "{code} is your code to follow up at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "sign": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز توقيع إقرارك لدى {association}. صالح 10 دقائق، ولا تشاركه أحدًا.",
            "en": "{code} is your code to sign at {association}. Valid 10 minutes. Share it with nobody.",
        },
    ),
    "deliver": Wording(
        title=_TITLE,
        body={
            "ar": "{code} رمز الاستلام من {association}. صالح 10 دقائق، أعطه لمن يسلّمك فقط.",
            "en": "{code} is your code to receive at {association}. Valid 10 minutes. Give it only at hand-over.",
        },
    ),
}

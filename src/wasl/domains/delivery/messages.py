"""The words of delivery. No name, need or amount stands in an SMS."""

from wasl.foundation.wording import Wording

REGISTERED = Wording(
    title={"ar": "اكتمل تسجيل ملفكم", "en": "Your file is registered"},
    body={
        "ar": "اكتمل تسجيل ملفكم لدى {association} برقم {file_number}. مرجع الطلب {reference}.",
        "en": "Your file at {association} is registered under number {file_number}."
        " Application {reference}.",
    },
)

READY = Wording(
    title={"ar": "خدمتكم جاهزة", "en": "Your service is ready"},
    body={
        "ar": "خدمتكم لدى {association} جاهزة للتسليم. مرجع الطلب {reference}."
        " لا تعطوا رمز التسليم إلا لمن يسلّمكم.",
        "en": "Your service at {association} is ready. Application {reference}."
        " Give the delivery code only to whoever hands it to you.",
    },
)

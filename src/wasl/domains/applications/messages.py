"""What we write to applicants. No message says a name, a need, an amount or a decision."""

from typing import Final

from wasl.foundation.wording import Wording

RECEIVED: Final = Wording(
    title={"ar": "وصلنا طلبكم {reference}", "en": "We received your application {reference}"},
    body={
        "ar": "وصلنا طلبكم رقم {reference}. لمتابعته: {link}",
        "en": "We received your application {reference}. Follow it at {link}",
    },
)

ITEMS_MISSING: Final = Wording(
    title={
        "ar": "طلبكم {reference} ينقصه شيء",
        "en": "Something is missing in your application {reference}",
    },
    body={
        "ar": "طلبكم رقم {reference} ينقصه ما يكتمل به. التفاصيل: {link}",
        "en": "Your application {reference} lacks something. See what: {link}",
    },
)

WITHDRAWN: Final = Wording(
    title={
        "ar": "سُحب طلبكم {reference}",
        "en": "Your application {reference} was withdrawn",
    },
    body={
        "ar": "سُحب الطلب رقم {reference}. إن لم يكن ذلك بعلمكم فتواصلوا معنا: {link}",
        "en": "Application {reference} was withdrawn. If that was not you, contact us: {link}",
    },
)

DECLARATION: Final = {
    "ar": "أقر بأن ما ورد في هذا الطلب صحيح ومكتمل، وأتحمل المسؤولية المباشرة عنه.",
    "en": "I declare that what this application says is true and complete, and I am directly"
    " responsible for it.",
}
"""What the applicant signs; the policy's own clause follows it."""

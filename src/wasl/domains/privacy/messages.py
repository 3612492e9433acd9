"""What this room says to people and colleagues, in both languages."""

from typing import Final

from wasl.foundation.wording import Wording

REQUEST_RECEIVED: Final = Wording(
    title={"ar": "وصلنا طلبكم بشأن بياناتكم", "en": "We have your request about your data"},
    body={
        "ar": "وصلنا طلبكم بشأن بياناتكم برقم {reference}، وآخر يوم للإجابة عنه {date}. "
        "لمتابعته: {link}",
        "en": "We have your request about your data, number {reference}. We answer by {date} at the "
        "latest. To follow it: {link}",
    },
)
REQUEST_EXTENDED: Final = Wording(
    title={
        "ar": "نحتاج إلى وقت أطول للإجابة عن طلبكم",
        "en": "We need more time for your request",
    },
    body={
        "ar": "نحتاج إلى وقت أطول للإجابة عن طلبكم {reference} بشأن بياناتكم، وآخر يوم للإجابة صار "
        "{date}. السبب في هذه الصفحة: {link}",
        "en": "We need more time for your request {reference} about your data: we now answer by "
        "{date}. The reason is on this page: {link}",
    },
)
REQUEST_SETTLED: Final = Wording(
    title={"ar": "أجبنا عن طلبكم بشأن بياناتكم", "en": "Your request about your data is answered"},
    body={
        "ar": "أجبنا عن طلبكم {reference} بشأن بياناتكم. للاطلاع على الإجابة: {link}",
        "en": "Your request {reference} about your data is answered. To read the answer: {link}",
    },
)
REQUEST_ERASED: Final = Wording(
    title={"ar": "أُتلفت بياناتكم كما طلبتم", "en": "Your data was erased as you asked"},
    body={
        "ar": "أتلفنا بياناتكم كما طلبتم في الطلب {reference}، ولم يبق منها ما يدل عليكم. هذه آخر رسالة "
        "منا بشأنه.",
        "en": "We erased your data as you asked in request {reference}. Nothing that tells who you "
        "are remains. This is our last message about it.",
    },
)
REQUEST_NEAR: Final = Wording(
    title={
        "ar": "طلب بيانات شخصية يحين موعده في {date}",
        "en": "A request about personal data is due on {date}",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nالطلب {reference} بشأن البيانات الشخصية لم يُجب عنه بعد، "
        "وآخر يوم نظامي للإجابة {date}: {link}",
        "en": "Peace be upon you, {name}.\n\nRequest {reference} about personal data is not "
        "answered yet. The last lawful day is {date}: {link}",
    },
    by_mail_only=True,
)
REQUEST_OVERDUE: Final = Wording(
    title={
        "ar": "تجاوز طلب بيانات شخصية موعده",
        "en": "A request about personal data is overdue",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nتجاوز الطلب {reference} بشأن البيانات الشخصية موعده النظامي "
        "{date}. أجيبوا عنه اليوم: {link}",
        "en": "Peace be upon you, {name}.\n\nRequest {reference} about personal data was due on "
        "{date}. Answer it today: {link}",
    },
    by_mail_only=True,
)
INCIDENT_NEAR: Final = Wording(
    title={
        "ar": "إشعار الجهة المختصة بحادثة بيانات يحين موعده",
        "en": "The notice of a data incident to the authority is due",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nالحادثة رقم {number} لم تُشعر بها الجهة المختصة بعد، وتنتهي "
        "الاثنتان والسبعون ساعة في {date} عند {time}: {link}",
        "en": "Peace be upon you, {name}.\n\nThe authority has not been told of incident {number} "
        "yet. The 72 hours end on {date} at {time}: {link}",
    },
    by_mail_only=True,
)
INCIDENT_OVERDUE: Final = Wording(
    title={
        "ar": "تجاوز إشعار حادثة بيانات موعده",
        "en": "The notice of a data incident is overdue",
    },
    body={
        "ar": "السلام عليكم {name}،\n\nانتهت الاثنتان والسبعون ساعة للحادثة رقم {number} في {date} عند "
        "{time} ولم تُشعر بها الجهة المختصة. أشعروها الآن مع بيان سبب التأخر: {link}",
        "en": "Peace be upon you, {name}.\n\nThe 72 hours for incident {number} ended on {date} at "
        "{time} and the authority has not been told. Tell it now, with the reason: {link}",
    },
    by_mail_only=True,
)

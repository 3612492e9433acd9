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

PAPER_LABELS: Final = {
    "title": {"ar": "طلب دعم مستفيد", "en": "Beneficiary support request"},
    "service": {"ar": "الخدمة المطلوبة", "en": "Service asked for"},
    "how": {
        "ar": "يُكتب بخط واضح، وتوضع علامة ✓ في المربع المناسب. ما لا تعرفونه اتركوه فارغًا، وسيساعدكم"
        " موظفنا في إكماله.",
        "en": "Write clearly and tick the box that fits. Leave empty what you do not know: our"
        " officer helps you complete it.",
    },
    "stated": {
        "ar": "هذا ما ورد في الطلب كما سُجّل. راجعوه قبل التوقيع، وصححوا بخط اليد ما يلزم.",
        "en": "This is the request as it was recorded. Read it before signing and correct by hand"
        " what needs it.",
    },
    "applies_as": {"ar": "صفة مقدّم الطلب", "en": "Who applies"},
    "applicant": {"ar": "البيانات الشخصية", "en": "Personal data"},
    "organisation": {"ar": "بيانات الجهة", "en": "The organisation"},
    "other": {"ar": "المستفيد الذي يُقدَّم الطلب عنه", "en": "The beneficiary applied for"},
    "reach": {"ar": "التواصل والحساب", "en": "How we reach you"},
    "members": {"ar": "أفراد الأسرة", "en": "Family members"},
    "questions": {"ar": "أسئلة الخدمة", "en": "The service's questions"},
    "documents": {"ar": "المستندات المطلوبة", "en": "Documents needed"},
    "declaration": {"ar": "الإقرار", "en": "Declaration"},
    "signature_name": {"ar": "الاسم", "en": "Name"},
    "signature": {"ar": "التوقيع", "en": "Signature"},
    "witness": {"ar": "الشاهد أو من ساعد في التعبئة", "en": "Witness, or who helped"},
    "signed_on": {"ar": "التاريخ", "en": "Date"},
    "promise": {
        "ar": "موعد الرد كما نصت عليه سياستنا",
        "en": "The reply, as our policy promises it",
    },
    "office": {"ar": "لاستعمال الجمعية", "en": "For the office"},
    "received_by": {"ar": "استلمه", "en": "Received by"},
    "received_on": {"ar": "تاريخ الاستلام", "en": "Received on"},
    "reference": {"ar": "رقم الطلب", "en": "Reference"},
    "printed_on": {"ar": "تاريخ الطباعة", "en": "Printed on"},
    "not_sent": {"ar": "مسودة لم تُرسل بعد", "en": "A draft, not sent yet"},
    "follow": {
        "ar": "لمتابعة الطلب: امسحوا الرمز أو افتحوا العنوان، واكتبوا رقم الطلب.",
        "en": "To follow the request: scan the code or open the address, and write the reference.",
    },
    "apply": {
        "ar": "يمكن تقديم هذا الطلب من الجوال أيضًا: امسحوا الرمز أو افتحوا العنوان.",
        "en": "You can also apply from your phone: scan the code or open the address.",
    },
    "verify": {"ar": "", "en": ""},
    "yes": {"ar": "نعم", "en": "Yes"},
    "no": {"ar": "لا", "en": "No"},
    "unknown": {"ar": "لا أعلم", "en": "I do not know"},
    "optional": {"ar": "اختياري", "en": "optional"},
    "original": {"ar": "يُطّلع على الأصل ولا تُحفظ صورة", "en": "the original is seen, no copy kept"},
    "copy": {"ar": "تكفي صورة واضحة", "en": "a clear photo is enough"},
    "has_come": {"ar": "وصل", "en": "has come"},
    "hijri": {"ar": "هـ", "en": "AH"},
    "gregorian": {"ar": "م", "en": "AD"},
    "sar": {"ar": "ريال", "en": "SAR"},
    "licence": {"ar": "ترخيص رقم", "en": "Licence"},
    "page": {"ar": "صفحة", "en": "Page"},
    "of": {"ar": "من", "en": "of"},
    "clause": {"ar": "البند", "en": "Clause"},
    "only_for": {"ar": "لمن يقدّم: {who}", "en": "if applying: {who}"},
}
"""What the request form says on paper besides the service's own words."""

PAPER_WAYS: Final = {
    "self": {"ar": "لنفسي", "en": "For myself"},
    "household": {"ar": "لأسرتي", "en": "For my family"},
    "organisation": {"ar": "لجهة", "en": "For an organisation"},
    "on_behalf": {"ar": "عن غيري", "en": "On behalf of somebody else"},
}

PAPER_FIELDS: Final = {
    "name": {"ar": "الاسم الكامل", "en": "Full name"},
    "identity_kind": {"ar": "نوع الوثيقة", "en": "Kind of document"},
    "national_id": {"ar": "رقم الهوية", "en": "ID number"},
    "identity_reason": {"ar": "ما الوثيقة، ولماذا", "en": "Which document, and why"},
    "birth": {"ar": "تاريخ الميلاد", "en": "Date of birth"},
    "phone": {"ar": "رقم الجوال", "en": "Mobile number"},
    "email": {"ar": "البريد الإلكتروني", "en": "E-mail"},
    "iban": {"ar": "رقم الحساب (آيبان)", "en": "IBAN"},
    "payee": {"ar": "صاحب الحساب إن كان غيركم", "en": "Payee, when it is somebody else"},
    "city": {"ar": "المدينة", "en": "City"},
    "address": {"ar": "العنوان الوطني", "en": "National Address"},
    "licence": {"ar": "رقم الترخيص", "en": "Licence number"},
    "signatory_name": {"ar": "اسم المفوّض بالتوقيع", "en": "Name of the signatory"},
    "organisation_name": {"ar": "اسم الجهة", "en": "Name of the organisation"},
    "relation": {"ar": "صلة القرابة", "en": "Relation"},
}

PAPER_IDENTITIES: Final = {
    "national": {"ar": "هوية وطنية", "en": "National ID"},
    "iqama": {"ar": "إقامة", "en": "Residence permit"},
    "other": {"ar": "وثيقة أخرى", "en": "Another document"},
}

PAPER_RELATIONS: Final = {
    "wife": {"ar": "زوجة", "en": "Wife"},
    "husband": {"ar": "زوج", "en": "Husband"},
    "spouse": {"ar": "زوج أو زوجة", "en": "Husband or wife"},
    "son": {"ar": "ابن", "en": "Son"},
    "daughter": {"ar": "ابنة", "en": "Daughter"},
    "child": {"ar": "ابن أو ابنة", "en": "Son or daughter"},
    "father": {"ar": "أب", "en": "Father"},
    "mother": {"ar": "أم", "en": "Mother"},
    "parent": {"ar": "أب أو أم", "en": "Father or mother"},
    "brother": {"ar": "أخ", "en": "Brother"},
    "sister": {"ar": "أخت", "en": "Sister"},
    "sibling": {"ar": "أخ أو أخت", "en": "Brother or sister"},
    "guardian": {"ar": "ولي", "en": "Guardian"},
    "agent": {"ar": "وكيل", "en": "Agent"},
    "ward": {"ar": "تحت الولاية", "en": "Under my guardianship"},
    "other": {"ar": "قريب آخر", "en": "Other relative"},
}

PAPER_SIGNED: Final = {
    "code": {
        "ar": "وقّعه {name} برمز أُرسل إلى الجوال",
        "en": "Signed by {name} with a code to the phone",
    },
    "paper": {"ar": "وقّعه {name} على الورق", "en": "Signed by {name} on paper"},
    "name": {"ar": "وقّعه {name} بكتابة الاسم", "en": "Signed by {name} by typing the name"},
}

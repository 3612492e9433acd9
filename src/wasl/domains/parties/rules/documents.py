"""Kinds of documents, how long one is good, and on what ground a copy of it may be kept."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wasl.foundation.profile import Words

VALIDITIES: Final = ("unlimited", "dated", "months")
LONGEST_MONTHS: Final = 120
LONGEST_WARNING: Final = 365

BASES: Final = ("law", "authority", "contract", "consent", "interest")
"""The grounds on which a copy may be kept: a law that requires it, a competent authority that
asked for it, an agreement with the person, the person's explicit consent, or an actual interest of
the person who cannot be reached."""

BASES_FOR_IDENTITY: Final = ("law", "authority")
"""An official document that identifies a person is copied only where a law or an authority asks
for it (PDPL)."""


@dataclass(frozen=True, slots=True)
class StartingKind:
    """A kind of document that an association begins with."""

    key: str
    title: Words
    validity: str
    months: int | None = None
    is_identity: bool = False
    warn_days: int = 30


def _kind(
    key: str,
    arabic: str,
    english: str,
    validity: str,
    months: int | None = None,
    *,
    is_identity: bool = False,
    warn_days: int = 30,
) -> StartingKind:
    title = {"ar": arabic, "en": english}
    return StartingKind(key, title, validity, months, is_identity, warn_days)


STARTING_KINDS: Final = (
    _kind("identity_card", "الهوية الوطنية", "National ID", "dated", is_identity=True),
    _kind("iqama", "هوية مقيم", "Residence permit (Iqama)", "dated", is_identity=True),
    _kind("passport", "جواز السفر", "Passport", "dated", is_identity=True),
    _kind("family_record", "سجل الأسرة", "Family record", "dated", is_identity=True),
    _kind("birth_certificate", "شهادة الميلاد", "Birth certificate", "unlimited", is_identity=True),
    _kind("death_certificate", "شهادة الوفاة", "Death certificate", "unlimited"),
    _kind("marital_deed", "صك الطلاق أو إثبات الزواج", "Deed of marriage or divorce", "unlimited"),
    _kind("guardianship_deed", "صك الولاية أو الحضانة", "Deed of guardianship or custody", "dated"),
    _kind("inheritance_deed", "صك حصر الورثة", "Deed of heirs", "unlimited"),
    _kind("power_of_attorney", "وكالة شرعية", "Power of attorney", "dated"),
    _kind("income_proof", "إثبات الدخل", "Proof of income", "months", 3),
    _kind("salary_certificate", "تعريف بالراتب", "Salary certificate", "months", 3),
    _kind(
        "insurance_print", "برنت التأمينات الاجتماعية", "Social-insurance statement", "months", 3
    ),
    _kind("security_print", "مشهد الضمان الاجتماعي", "Social-security statement", "months", 6),
    _kind("bank_statement", "كشف حساب بنكي", "Bank statement", "months", 3),
    _kind("iban_certificate", "شهادة الآيبان", "IBAN certificate", "unlimited"),
    _kind("lease", "عقد الإيجار", "Rental contract", "dated", warn_days=45),
    _kind("title_deed", "صك ملكية السكن", "Title deed of the home", "unlimited"),
    _kind("utility_bill", "فاتورة كهرباء أو ماء", "Electricity or water bill", "months", 3),
    _kind("medical_report", "تقرير طبي", "Medical report", "months", 12),
    _kind("disability_report", "تقرير تقييم الإعاقة", "Disability assessment", "dated"),
    _kind("enrolment", "تعريف من المدرسة أو الجامعة", "Proof of enrolment", "months", 6),
    _kind("qualification", "المؤهل الدراسي", "Qualification", "unlimited"),
    _kind("freelance_certificate", "وثيقة العمل الحر", "Freelance certificate", "dated"),
    _kind("organisation_licence", "ترخيص الجهة", "Licence of an organisation", "dated"),
    _kind("authorisation", "خطاب تفويض", "Letter of authorisation", "dated"),
)

KIND_OF_REQUIREMENT: Final[Mapping[str, str]] = {
    "identity": "identity_card",
    "housing_proof": "lease",
}
"""Where a service calls a document otherwise than the list of kinds does."""


def kind_asked(requirement: str, identity_kind: str = "") -> str:
    """The key of the kind that a service's required document is.

    An identity is of the kind that was shown; what is no usual kind stays in the case alone.
    """
    if requirement == "identity" and identity_kind not in ("", "national"):
        return identity_kind
    return KIND_OF_REQUIREMENT.get(requirement, requirement)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def good_until(
    validity: str, months: int | None, *, issued_on: date | None, valid_until: date | None
) -> date | None:
    """The last day on which a document is good; None for one without an end.

    Raises LookupError naming the date that the kind needs and that is missing.
    """
    if validity == "unlimited":
        return None
    if validity == "months":
        if issued_on is None:
            raise LookupError("issued_on")
        return months_after(issued_on, months or 0)
    if valid_until is None:
        raise LookupError("valid_until")
    return valid_until


def validity_on(valid_until: date | None, day: date, warn_days: int) -> str:
    """What a document is on a day: "good", "near" its end, or "expired". The last day is good."""
    if valid_until is None:
        return "good"
    if valid_until < day:
        return "expired"
    return "near" if valid_until - timedelta(days=warn_days) <= day else "good"


def basis_suffices(basis: str, *, is_identity: bool) -> bool:
    """Whether this ground allows a copy of such a document to be kept."""
    return basis in (BASES_FOR_IDENTITY if is_identity else BASES)


def last_four(number: str) -> str:
    """The last four letters or digits of a document's number."""
    return "".join(letter for letter in number if letter.isalnum())[-4:]

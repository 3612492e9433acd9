"""The closed list of what may be known of a party, how it is read, and which value counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, TypeVar
from uuid import UUID

from wasl.domains.parties.refusals import (
    FACT_CHOICE_MISSING,
    FACT_MISSING,
    FACT_NUMBER_TOO_LARGE,
    FACT_NUMBER_UNREADABLE,
    FACT_TEXT_TOO_LONG,
    FACT_TEXT_UNREADABLE,
)
from wasl.foundation.identifiers import Malformed, ascii_digits
from wasl.foundation.money import parse_amount
from wasl.foundation.profile import Words

SOURCES: Final = ("statement", "interview", "import", "document", "authority", "visit")
"""From the weakest to the strongest: of two values the one whose source stands later counts."""

STANDINGS: Final[Mapping[str, str]] = {
    "statement": "stated",
    "import": "stated",
    "document": "verified",
    "authority": "verified",
    "interview": "found",
    "visit": "found",
}
"""The column of the page in which a value stands: stated, verified by the officer, or found."""

COLUMNS: Final = ("stated", "verified", "found")
LONGEST_TEXT: Final = 400
MOST: Final = 999
"""No household has more members, no home more rooms."""

FactValue = str | int | bool


@dataclass(frozen=True, slots=True)
class FactChoice:
    """One of the values that a fact may have."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class FactKey:
    """One thing that may be known: its name for people, its kind and its group.

    An amount is of one month, unless `per` says a year. `consent` names the purpose for which
    the law wants the person's explicit consent before it is kept (health, disability, credit, parentage).
    """

    key: str
    kind: str
    group: str
    title: Words
    choices: tuple[FactChoice, ...] = ()
    consent: str = ""
    per: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that are shown together."""

    key: str
    title: Words


def _choices(*pairs: tuple[str, str, str]) -> tuple[FactChoice, ...]:
    return tuple(FactChoice(key, {"ar": arabic, "en": english}) for key, arabic, english in pairs)


def _fact(
    key: str,
    kind: str,
    arabic: str,
    english: str,
    *,
    choices: tuple[FactChoice, ...] = (),
    consent: str = "",
) -> FactKey:
    is_yearly = key in ("housing.rent", "education.fees")
    return FactKey(
        key=key,
        kind=kind,
        group=key.partition(".")[0],
        title={"ar": arabic, "en": english},
        choices=choices,
        consent=consent,
        per="" if kind != "money" else "year" if is_yearly else "month",
    )


FACT_GROUPS: Final = tuple(
    FactGroup(key, {"ar": arabic, "en": english})
    for key, arabic, english in (
        ("household", "الأسرة", "Household"),
        ("income", "الدخل", "Income"),
        ("obligation", "الالتزامات", "Obligations"),
        ("housing", "السكن", "Housing"),
        ("work", "العمل", "Work"),
        ("education", "التعليم", "Education"),
        ("health", "الصحة", "Health"),
    )
)

_HOUSING = _choices(
    ("owned", "ملك", "Owned"),
    ("rented", "مستأجر", "Rented"),
    ("family", "مع الأهل", "With relatives"),
    ("charity", "سكن خيري أو تنموي", "Charitable or development housing"),
    ("other", "غير ذلك", "Other"),
)
_CONDITION = _choices(
    ("good", "جيدة", "Good"),
    ("fair", "مقبولة", "Fair"),
    ("poor", "سيئة", "Poor"),
    ("unfit", "لا يصلح للسكن", "Unfit to live in"),
)
_WORK = _choices(
    ("employed", "على رأس العمل", "Employed"),
    ("self_employed", "عمل حر", "Self-employed"),
    ("seeking", "باحث أو باحثة عن عمل", "Looking for work"),
    ("retired", "متقاعد أو متقاعدة", "Retired"),
    ("unable", "يتعذر العمل", "Unable to work"),
    ("home", "متفرغ أو متفرغة للأسرة", "Caring for the family"),
    ("studying", "طالب أو طالبة", "Studying"),
)
_EDUCATION = _choices(
    ("none", "بلا مؤهل", "None"),
    ("primary", "ابتدائي", "Primary"),
    ("middle", "متوسط", "Middle"),
    ("secondary", "ثانوي", "Secondary"),
    ("diploma", "دبلوم", "Diploma"),
    ("bachelor", "بكالوريوس", "Bachelor"),
    ("higher", "دراسات عليا", "Postgraduate"),
)
_STAGE = _choices(
    ("primary", "ابتدائي", "Primary"),
    ("middle", "متوسط", "Middle"),
    ("secondary", "ثانوي", "Secondary"),
    ("university", "جامعي", "University"),
)
_MARITAL = _choices(
    ("single", "أعزب أو عزباء", "Single"),
    ("married", "متزوج أو متزوجة", "Married"),
    ("divorced", "مطلق أو مطلقة", "Divorced"),
    ("widowed", "أرمل أو أرملة", "Widowed"),
    ("separated", "هجر أو غياب الزوج", "Separated or deserted"),
)

FACT_KEYS: Final[Mapping[str, FactKey]] = {
    one.key: one
    for one in (
        _fact("household.size", "number", "عدد أفراد الأسرة في البيت", "People in the household"),
        _fact("household.dependants", "number", "عدد المعالين", "Dependants"),
        _fact("household.orphans", "number", "عدد الأيتام", "Orphans"),
        _fact(
            "household.marital_state",
            "choice",
            "الحالة الاجتماعية",
            "Marital status",
            choices=_MARITAL,
        ),
        _fact(
            "household.parentage_unknown",
            "yes_no",
            "في الأسرة من هو مجهول الأبوين",
            "Somebody of unknown parentage in the household",
            consent="parentage",
        ),
        _fact(
            "income.total", "money", "مجموع دخل الأسرة", "The household's income from all sources"
        ),
        _fact("income.salary", "money", "الراتب", "Salary"),
        _fact("income.pension", "money", "معاش التقاعد", "Retirement pension"),
        _fact("income.social_insurance", "money", "معاش التأمينات الاجتماعية", "Social insurance"),
        _fact("income.social_security", "money", "الضمان الاجتماعي", "Social security"),
        _fact("income.citizen_account", "money", "حساب المواطن", "Citizen account"),
        _fact("income.job_seeking", "money", "إعانة البحث عن العمل", "Job-seeking allowance"),
        _fact(
            "income.disability_aid",
            "money",
            "إعانة ذوي الإعاقة",
            "Disability allowance",
            consent="disability",
        ),
        _fact("income.maintenance", "money", "النفقة", "Maintenance received"),
        _fact("income.trade", "money", "عمل حر أو تجارة", "Trade or free work"),
        _fact("income.property", "money", "إيجار أملاك", "Rent from property"),
        _fact("income.relatives", "money", "مساعدة الأقارب", "Help from relatives"),
        _fact("income.charity", "money", "مساعدة جمعيات أخرى", "Help from other associations"),
        _fact("income.other", "money", "دخل آخر", "Other income"),
        _fact(
            "income.other_support",
            "yes_no",
            "يصل الأسرةَ دعم من جهة أخرى",
            "Receives support from elsewhere",
        ),
        _fact("obligation.loan", "money", "قسط قرض", "Instalment of a loan", consent="credit"),
        _fact(
            "obligation.debt",
            "money",
            "سداد دين أو تنفيذ حكم",
            "Repayment of a debt or a judgment",
            consent="credit",
        ),
        _fact("obligation.maintenance", "money", "نفقة تُدفع", "Maintenance paid"),
        _fact("obligation.utilities", "money", "كهرباء وماء", "Electricity and water"),
        _fact("obligation.transport", "money", "النقل", "Transport"),
        _fact("obligation.care", "money", "رعاية وعلاج", "Care and treatment"),
        _fact("obligation.other", "money", "التزام آخر", "Another obligation"),
        _fact("housing.kind", "choice", "نوع السكن", "Kind of home", choices=_HOUSING),
        _fact("housing.rent", "money", "إيجار السكن في السنة", "Rent of the home in a year"),
        _fact("housing.rooms", "number", "عدد الغرف", "Rooms"),
        _fact("housing.condition", "choice", "حالة السكن", "Condition", choices=_CONDITION),
        _fact("work.state", "choice", "الوضع من العمل", "Work situation", choices=_WORK),
        _fact("work.employer", "text", "جهة العمل", "Employer"),
        _fact("work.seeking_months", "number", "أشهر البحث عن عمل", "Months of looking for work"),
        _fact("work.experience_years", "number", "سنوات الخبرة", "Years of experience"),
        _fact(
            "education.level", "choice", "أعلى مؤهل", "Highest qualification", choices=_EDUCATION
        ),
        _fact("education.stage", "choice", "المرحلة الدراسية", "Stage of study", choices=_STAGE),
        _fact("education.school", "text", "المدرسة أو الجامعة", "School or university"),
        _fact("education.fees", "money", "الرسوم الدراسية في السنة", "School fees in a year"),
        _fact(
            "health.chronic_illness",
            "yes_no",
            "مرض مزمن في الأسرة",
            "A chronic illness in the household",
            consent="health",
        ),
        _fact(
            "health.disability",
            "yes_no",
            "إعاقة في الأسرة",
            "A disability in the household",
            consent="disability",
        ),
        _fact(
            "health.care_need",
            "text",
            "رعاية أو علاج يُحتاج إليه",
            "Care or treatment needed",
            consent="health",
        ),
        _fact("health.insured", "yes_no", "تأمين صحي", "Health insurance", consent="health"),
    )
}

INCOME_TOTAL: Final = "income.total"
HOUSEHOLD_SIZE: Final = "household.size"


def read_value(fact: FactKey, typed: Any) -> FactValue:
    """What was typed, in the form in which it is kept: an amount as `1500.00`, a number as int.

    Raises `Malformed` with a sentence for the field; it never repeats what was typed.
    """
    if isinstance(typed, bool):
        typed = "yes" if typed else "no"
    text = str("" if typed is None else typed).strip()
    if not text:
        raise Malformed("fact_missing", FACT_MISSING)
    if fact.kind == "money":
        return str(parse_amount(text))
    if fact.kind == "number":
        return _number(text)
    if fact.kind == "yes_no":
        if text not in ("yes", "no"):
            raise Malformed("fact_choice_missing", FACT_CHOICE_MISSING)
        return text == "yes"
    if fact.kind == "choice":
        if text not in {one.key for one in fact.choices}:
            raise Malformed("fact_choice_missing", FACT_CHOICE_MISSING)
        return text
    return _text(text)


def _number(text: str) -> int:
    digits = ascii_digits(text, without_marks=True).replace("٬", "").replace(",", "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        raise Malformed("fact_number_unreadable", FACT_NUMBER_UNREADABLE)
    if int(digits) > MOST:
        raise Malformed("fact_number_too_large", FACT_NUMBER_TOO_LARGE)
    return int(digits)


def _text(text: str) -> str:
    words = " ".join(text.split())
    if not words.isprintable():
        raise Malformed("fact_text_unreadable", FACT_TEXT_UNREADABLE)
    if len(words) > LONGEST_TEXT:
        raise Malformed("fact_text_too_long", FACT_TEXT_TOO_LONG)
    return words


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A value from one source, as rules compare it; `recorded_at` and `id` settle what is equal."""

    id: UUID
    key: str
    value: FactValue
    source: str
    holds_on: date
    recorded_at: datetime


F = TypeVar("F", bound=KnownFact)


def strength(source: str) -> int:
    """How much a source counts: the higher, the more."""
    return SOURCES.index(source)


def counting(facts: Iterable[F]) -> F | None:
    """The value that counts: that of the strongest source, and of one source the latest."""
    return max(facts, key=_weight, default=None)


def _weight(fact: KnownFact) -> tuple[int, date, datetime, str]:
    return strength(fact.source), fact.holds_on, fact.recorded_at, str(fact.id)


def standing_values(facts: Iterable[F]) -> dict[str, F]:
    """For each column the value that stands in it: stated, verified, found."""
    columns: dict[str, list[F]] = {}
    for fact in facts:
        columns.setdefault(STANDINGS[fact.source], []).append(fact)
    return {
        column: chosen
        for column in COLUMNS
        if (chosen := counting(columns.get(column, ()))) is not None
    }


def values_differ(facts: Iterable[KnownFact]) -> bool:
    """Whether the columns of one thing disagree."""
    return len({str(fact.value) for fact in facts}) > 1


@dataclass(frozen=True, slots=True)
class Income:
    """The income of a month and each head's share, derived from what counts and never kept.

    `members` is how many share it and `is_counted` whether a fact says so, rather than the list
    of members. `source` is the weakest source that the figure rests on. What is not known is None.
    """

    month: Decimal | None
    source: str
    members: int | None
    is_counted: bool
    per_head: Decimal | None


def derived_income(counted: Mapping[str, KnownFact], *, members_listed: int | None) -> Income:
    """The income per head: the month's income divided by those who share it, in halalas.

    The total counts, unless lines that rest on a source no weaker add up to more: then it leaves
    something out. Without a total the lines are the income. How many share it says the fact of
    the household's size, else the list of members.
    """
    total = counted.get(INCOME_TOTAL)
    lines = [
        fact
        for key, fact in counted.items()
        if key != INCOME_TOTAL and key in FACT_KEYS and _is_income(FACT_KEYS[key])
    ]
    used: Sequence[KnownFact] = lines if total is None else [total]
    if total is not None:
        firm = [one for one in lines if strength(one.source) >= strength(total.source)]
        if _sum(firm) > Decimal(str(total.value)):
            used = firm
    month = _sum(used) if used else None
    size = counted.get(HOUSEHOLD_SIZE)
    members = int(size.value) if size is not None and int(size.value) else members_listed
    per_head = None
    if month is not None and members:
        per_head = (month / members).quantize(Decimal("0.01"), ROUND_HALF_UP)
    source = min((one.source for one in used), key=strength, default="")
    return Income(month, source, members or None, bool(size and size.value), per_head)


def _is_income(fact: FactKey) -> bool:
    return fact.group == "income" and fact.kind == "money"


def _sum(facts: Iterable[KnownFact]) -> Decimal:
    return sum((Decimal(str(one.value)) for one in facts), Decimal(0))


FACT_OF_QUESTION: Final[Mapping[str, str]] = {
    "household_size": "household.size",
    "dependants": "household.dependants",
    "household_income": "income.total",
    "other_support": "income.other_support",
    "housing_kind": "housing.kind",
    "rent_amount": "housing.rent",
    "work_state": "work.state",
    "seeking_months": "work.seeking_months",
    "experience_years": "work.experience_years",
    "education": "education.level",
    "student_level": "education.stage",
    "school_name": "education.school",
}
"""Which fact an answer to a question of a service states, by the question's key."""

FACTS_PROVED: Final[Mapping[str, tuple[str, ...]]] = {
    "income_proof": ("household_income",),
    "housing_proof": ("housing_kind", "rent_amount"),
    "enrolment": ("student_level", "school_name"),
    "qualification": ("education",),
}
"""Which answers a document of a service proves when it matches them."""

SOURCE_OF_MECHANISM: Final[Mapping[str, str]] = {
    "administrative_check": "document",
    "interview": "interview",
    "field_visit": "visit",
}


def facts_in_answers(answers: Mapping[str, Any]) -> dict[str, FactValue]:
    """The facts that answers of a service state, in the form in which facts are kept.

    What a fact cannot hold (another kind of answer, a choice the list lacks) is left out, and so
    is what the applicant does not know.
    """
    stated: dict[str, FactValue] = {}
    for question, answer in answers.items():
        fact = FACT_KEYS.get(FACT_OF_QUESTION.get(question, ""))
        if fact is None or answer is None or fact.consent:
            continue
        try:
            stated[fact.key] = read_value(fact, answer)
        except Malformed:
            continue
    return stated

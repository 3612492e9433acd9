"""Invented people, and the answers that such people would give to any form."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question, ServiceDefinition

_WOMEN = ("نورة", "سارة", "منيرة", "حصة", "جواهر", "عائشة", "مريم", "هيا", "غادة", "وضحى")
_MEN = ("سالم", "عبدالرحمن", "راشد", "مبارك", "ياسر", "تركي", "بدر", "حمد", "زياد", "عبدالعزيز")
_FATHERS = ("عبدالله", "محمد", "صالح", "إبراهيم", "علي", "سعد", "خالد", "أحمد")
_FAMILIES = ("النخيل", "الواحة", "الغدير", "السحاب", "الريحان", "البيدر", "الديمة", "المرجان")
"""Families that nobody has: words of the desert and the sea."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, with an ID and a phone that pass their checks."""

    name: str
    national_id: str
    phone: str
    born_on: date

    def as_applicant(self) -> dict[str, Any]:
        """The personal data, as the form takes them."""
        return {
            "name": self.name,
            "national_id": self.national_id,
            "birth": self.born_on.isoformat(),
            "phone": self.phone,
            "city": "مكة المكرمة",
        }


def invented_person(number: int) -> Person:
    """The person of that number, the same in every demonstration."""
    chance = Random(number)
    is_woman = number % 3 != 2
    first = chance.choice(_WOMEN if is_woman else _MEN)
    name = f"{first} {'بنت' if is_woman else 'بن'} {chance.choice(_FATHERS)}"
    name += f" {chance.choice(_FATHERS)} {chance.choice(_FAMILIES)}"
    born_on = date(1958, 1, 1) + timedelta(days=chance.randrange(16_000))
    return Person(name, _with_check_digit(f"1{number:08}"), f"0500{number:06}", born_on)


def _with_check_digit(nine: str) -> str:
    doubled = (int(digit) * 2 if place % 2 == 0 else int(digit) for place, digit in enumerate(nine))
    total = sum(number - 9 if number > 9 else number for number in doubled)
    return f"{nine}{-total % 10}"


def typed_answers(definition: "ServiceDefinition", number: int) -> dict[str, str]:
    """Answers to every required question of a form, and to some of the others.

    Even numbers answer as somebody in need does; odd ones as somebody who is better off.
    """
    chance = Random(number)
    return {
        question.key: _typed(question, chance, is_in_need=number % 4 != 3)
        for question in definition.questions
        if question.required and not question.sensitive
    }


def _typed(question: "Question", chance: Random, *, is_in_need: bool) -> str:
    kind = question.kind
    if kind == "choice":
        return chance.choice(question.choices).key
    if kind == "yes_no":
        return "no" if is_in_need else "yes"
    if kind == "money":
        return _within(question, chance.randrange(1800, 4200, 50) * (1 if is_in_need else 6))
    if kind == "number":
        return _within(question, chance.randrange(2, 8))
    if kind == "date":
        return (timezone.localdate() + timedelta(days=chance.randrange(5, 40))).isoformat()
    return {
        "city": "مكة المكرمة",
        "phone": f"05009{chance.randrange(10**5):05}",
        "national_id": _with_check_digit(f"1{chance.randrange(10**8):08}"),
        "iban": "SA0380000000608010167519",
        "text": "كما ورد في المستندات المرفقة",
        "long_text": "نمر بظروف صعبة منذ أشهر، ونرجو النظر في طلبنا بما ترونه مناسبًا.",
    }[kind]


def _within(question: "Question", value: int) -> str:
    if question.least is not None:
        value = max(value, int(question.least))
    if question.most is not None:
        value = min(value, int(question.most))
    return str(value)

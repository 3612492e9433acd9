"""The reply promise: the sentence that makes it, its kind, and its days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wasl.domains.policies.rules.reading.normalising import folded, repaired
from wasl.domains.policies.rules.reading.reading import ReadPromise

_DUAL: Final = {"يومين": 2, "يومان": 2, "اسبوعين": 14, "اسبوعان": 14, "شهرين": 60, "شهران": 60, "ساعتين": 1}  # fmt: skip
_UNITS: Final = {
    **dict.fromkeys(("يوم", "يوما", "ايام"), 1.0),
    **dict.fromkeys(("اسبوع", "اسبوعا", "اسابيع"), 7.0),
    **dict.fromkeys(("شهر", "شهرا", "اشهر", "شهور"), 30.0),
    **dict.fromkeys(("ساعه", "ساعات"), 1 / 24),
}
_ONES: Final = {
    "واحد": 1, "واحده": 1, "اثنين": 2, "اثنان": 2, "اثنا": 2, "اثني": 2, "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4,
    "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7, "ثمان": 8, "ثماني": 8, "ثمانيه": 8, "تسع": 9,
    "تسعه": 9, "عشر": 10, "عشره": 10, "عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30, "اربعين": 40,
    "اربعون": 40, "خمسين": 50, "خمسون": 50, "ستين": 60, "ستون": 60, "سبعين": 70, "سبعون": 70, "ثمانين": 80,
    "ثمانون": 80, "تسعين": 90, "تسعون": 90, "مايه": 100, "نصف": 0.5,
}  # fmt: skip
_BOUND: Final = re.compile(
    r"خلال|غضون|مده|اقصاه|اقصي|تتجاوز|يتجاوز|تزيد|يزيد|تتعدي|يتعدي|تقل|يقل|الاقل|الاكثر|اثناء|قبل|بعد|في ظرف|حد ادني"
)
_AT_LEAST: Final = re.compile(r"(?:لا|ال)\s*(?:ت|ي)قل|علي\s*الاقل|حد\s*ادني|اقل\s*مده|فاكثر")
_SOON: Final = re.compile(
    r"(?:ب|في\s*)?(?:اسرع|اقرب)\s*(?:وقت|فرصه|ما\s*يمكن|مده|زمن|ما\s*يكون)|دون\s*(?:اي\s*)?تاخير|فور[اي]|بالسرعه\s*الممكنه|وقت\s*ممكن"
)
_REPLY: Final = re.compile(
    r"الرد|ويرد|يرد\s|رد\s*علي|الاجابه|ابلاغ|يبلغ|تبليغ|اشعار|اخطار|افاد|البت|يبت|تبت|قبول|رفض|نتيجه|دراس|القرار|قرار|انجاز|معالجه|تنجز|طلبه"
)
_OTHER_MATTER: Final = re.compile(
    r"شكو|شكاو|تظلم|اعتراض|مراجعه\s*(?:هذه\s*)?السياس|تراجع|صلاحيه|تجديد|تقرير|استبيان|تحديث"
)
_REQUEST: Final = re.compile(r"طلب|المستفيد|المراجع|المتقدم")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that might promise: its words, its line, and whether it is of the steps."""

    text: str
    line: int
    is_telling: bool = False
    is_of_steps: bool = False
    words: tuple[int, ...] = ()


def read_promise(sentences: Iterable[Sentence]) -> tuple[ReadPromise, Sentence] | None:
    """The sentence that promises a reply in some time, with its meaning; None when none does."""
    best: tuple[float, ReadPromise, Sentence] | None = None
    for sentence in sentences:
        whole = repaired(sentence.text)
        read = _promised(whole)
        if read is None:
            continue
        kind, days = read
        plain = folded(whole)
        points = 3.0 * sentence.is_telling + sentence.is_of_steps
        points += 1.5 * bool(_REPLY.search(plain)) + bool(_REQUEST.search(plain))
        points -= 3 * bool(_OTHER_MATTER.search(plain))
        if points < 1.5 or not (_REPLY.search(plain) or sentence.is_telling):
            continue
        if best is None or points > best[0]:
            confidence = 1.0 if points >= 3.5 else 0.8 if points >= 2.5 else 0.6
            promise = ReadPromise(sentence.text, kind, days, sentence.line, confidence)
            best = (points, promise, sentence)
    return None if best is None else (best[1], best[2])


def _promised(text: str) -> tuple[str, int | None] | None:
    plain = folded(text)
    days = _days(plain)
    if days is not None and _BOUND.search(plain):
        return ("at_least" if _AT_LEAST.search(plain) else "at_most"), days
    if _SOON.search(plain):
        return "as_soon_as_possible", None
    return None


_TOKEN: Final = re.compile(r"[0-9]+|[\u0621-\u064a]+")


def _days(plain: str) -> int | None:
    """The first length of time in the words, in days; None when there is none."""
    tokens = _TOKEN.findall(plain)
    for place, token in enumerate(tokens):
        if token in _DUAL:
            return _DUAL[token]
        unit = _UNITS.get(token)
        if unit is None:
            continue
        number = _number(tokens[max(0, place - 4) : place])
        if number is None and place + 1 < len(tokens):
            after = tokens[place + 1]
            number = (
                1.0 if after in ("واحد", "واحده") else float(after) if after.isdigit() else None
            )
        if number is None and token in ("اسبوع", "شهر", "اسبوعا", "شهرا") and place:
            number = 1.0
        if number is not None and number > 0:
            return max(1, round(number * unit))
    return None


def _number(tokens: list[str]) -> float | None:
    """The number that these words end with, in digits or in words."""
    total: float | None = None
    for token in reversed(tokens):
        if token.isdigit():
            return float(token)
        bare = token if token in _ONES else token.removeprefix("و").removeprefix("ب")
        if bare not in _ONES:
            break
        total = (total or 0) + _ONES[bare]
    return total

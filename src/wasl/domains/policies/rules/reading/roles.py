"""The people and bodies that the procedure names: holder of the tools, referee, applicant, deciders."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wasl.domains.policies.rules.reading.normalising import cue_key, folded, key
from wasl.domains.policies.rules.reading.reading import Found

_AND_SO_ON: Final = (
    r"(?=\s+(?:لل\w+|ل[إأاتيشبد]\w+|ليق\w+|و\w+|كي|حتى|من\s+أجل|بغرض|بهدف|الذي|التي|خلال|في\s|عند|عن\s|قبل|بعد|على\s|لدراس\w*|لأخذ|ثم|وفق\w*|حسب|ب[إاأ]\w+|بشأن|بقرار|بدراس\w*|بالرد|ي[\u0621-\u064a]{3,}|ت[\u0621-\u064a]{3,})(?![\u0621-\u064a]{12})"
    r"|\s*[.،,؛:()\n\t«»]|\s*$)"
)
_REFERRED: Final = re.compile(
    r"(?:إحال\w+|احال\w+|يحال|يُحال|تحويل\w*|يحول|يُحوّل|يحوله|توجيه\w*|يوجه\w*)\s+(?:المستفيد\s+|المراجع\s+|الطلب\s+|الحالة\s+)?"
    r"(?:(?:إلى|الى|نحو)\s+(?P<to>\w+(?:\s+\w+){0,4}?)|(?P<for>لل?\w+(?:\s+\w+){0,4}?))"
    + _AND_SO_ON
)
_HOLDERS: Final = re.compile(
    r"(?:(?:المتاح[ةه]|المتوفر[ةه]|المتوافر[ةه]|المستخدم[ةه]|اللازم[ةه]|المعتمد[ةه]|المساند[ةه]|المساعد[ةه]|الأدوات|أدوات)\s+)(?:(?P<at>لدى|أمام|بيد|عند|من\s+قبل|مع)\s+)?"
    r"(?P<who>\w+(?:\s+\w+){0,4}?)(?=\s+(?:للتواصل|لخدم[ةه]|في|عند|للقيام|مع|هي|وهي|ما|الآتي\w*|التالي\w*|الأدوات|لأداء|على)(?![\u0621-\u064a])|\s*[:.\n،]|\s*$)"
)
_USING: Final = re.compile(
    r"(?:يستعين|يستخدم|يعتمد|تستعين|تستخدم|يتوفر\s+لدى|تتوفر\s+لدى|يتوافر\s+لدى|تتاح\s+ل|بحوز[ةه]|بيد|يحتفظ)\s*(?P<who>\w+(?:\s+\w+){0,3}?)"
    r"(?=\s+(?:بال\w+|على|في|عند|هذه|ال[أا]دوات|ب\w+)|\s*[:.،])"
)
_ROLE: Final = re.compile(
    r"(?<!\w)(?:ل|لل|ال)?((?:موظف|موظفي|موظفو|مسؤول|مسئول|أخصائي|منسق|قسم|إدارة|وحدة|مكتب)\s+(?:علاقات|خدمة|شؤون|رعاية|العلاقات|البحث|اللجنة)\s+\w+)"
)
_NOT_HOLDERS: Final = frozenset(map(key, ("هي", "ما يلي", "التالية", "الآتية", "المتاحة", "مع المستفيدين", "للتواصل", "التواصل", "والنماذج")))  # fmt: skip


def without_for(words: str) -> str:
    """The words without a joined ل: لموظف is موظف, للمسؤول is المسؤول.

    Where للـ stands before another noun without the article (للموظف علاقات) the article falls too.
    """
    parts = words.split()
    first = parts[0]
    if first.startswith("لل"):
        first = "ال" + first[2:]
        if len(parts) > 1 and not parts[1].startswith("ال"):
            first = first[2:]
    elif first.startswith("ل") and len(first) > 3 and not first.startswith("لجن"):
        first = first[1:]
    return " ".join([first, *parts[1:]])


def read_referral(texts: Iterable[tuple[str, int, float]]) -> Found | None:
    """To whom the officer refers, from the texts of steps: text, line, confidence."""
    for text, line, confidence in texts:
        found = _REFERRED.search(text)
        if found:
            words = found["to"] or without_for(found["for"])
            if len(key(words)) >= 4:
                return Found(words, found[0].strip(), line, confidence)
    return None


def read_holder(headings: Iterable[tuple[str, int, float]]) -> Found | None:
    """Who holds the tools, from the headings and sentences that open their list."""
    texts = list(headings)
    for pattern in (_HOLDERS, _USING, _ROLE):
        for text, line, confidence in texts:
            for found in pattern.finditer(text):
                words = found["who"] if pattern is not _ROLE else found[1]
                if pattern is _HOLDERS and not (
                    found["at"] or words.startswith(("ل", "موظف", "الموظف", "قسم"))
                ):
                    continue
                value = without_for(words)
                if key(value) in _NOT_HOLDERS or len(key(value)) < 3:
                    continue
                return Found(value, text.strip(), line, confidence)
    return None


_APPLICANTS: Final = tuple(
    f"{who} {what}"
    for who, whats in (
        ("طالب", ("الدعم", "الخدمة", "المساعدة", "الإعانة", "المنفعة")),
        ("مقدم", ("الطلب",)),
        ("صاحب", ("الطلب", "الحاجة")),
        ("المتقدم", ("بالطلب", "للخدمة", "للدعم", "بطلب الدعم")),
    )
    for what in whats
)


def _tolerant(letter: str) -> str:
    return {"ا": "[اأإآ]", "ة": "[ةه]", "إ": "[إا]"}.get(letter, re.escape(letter))


_TITLED: Final = tuple(
    (
        title,
        re.compile(
            r"(?<![\u0621-\u064a])(?:ل|ب|و)?("
            + r"\s*".join(_tolerant(letter) for letter in title if letter != " ")
            + r")(?![\u0621-\u064a])"
        ),
    )
    for title in _APPLICANTS
)


def read_applicant(texts: Iterable[tuple[str, int, float]]) -> Found | None:
    """What the applicant is called: in the declaration first, else wherever it stands."""
    for text, line, confidence in texts:
        for title, pattern in _TITLED:
            found = pattern.search(text)
            if found:
                as_written = found[1] if len(found[1].split()) == len(title.split()) else title
                return Found(re.sub(r"\s+", " ", as_written), found[1], line, confidence)
    return None


_COMMITTEE: Final = re.compile(
    r"(?<![\u0621-\u064a])(?:و|ف)?(?P<for>لل|ل|ال|بال|ب)?(?P<name>لجن[ةه](?:\s+\w+){0,3}?)"
    + _AND_SO_ON
)
_DEPARTMENT: Final = re.compile(
    r"(?<![\u0621-\u064a])(?:و|ف)?(?P<for>لل|ل|ال|بال|ب)?(?P<name>(?:[إا]دار[ةه]|قسم|وحد[ةه]|جه[ةه])\s+(?:ال\w+)(?:\s+ال\w+)?)(?![\u0621-\u064a])"
)
_DECIDING: Final = tuple(map(cue_key, ("سيرفع", "يرفع", "رفع الطلب", "رفع طلب", "يعرض", "تدرس", "لدراسة", "دراسة الطلب", "دراسة طلب", "إصدار قرار", "بإصدار", "إصدار القرار", "البت", "تبت", "قبوله", "رفضه", "القبول أو الرفض", "اتخاذ القرار", "تتخذ القرار", "يصدر القرار", "تقرر", "الموافقة على الطلب")))  # fmt: skip
_NOT_DEPARTMENT: Final = ("مجلس",)


def is_deciding(text: str) -> bool:
    """Whether the sentence speaks of a request being studied or decided."""
    cues = cue_key(text)
    return any(cue in cues for cue in _DECIDING)


def read_deciders(texts: Iterable[tuple[str, int, float]]) -> tuple[Found, ...]:
    """Who decides: the committee, the department, or both, by the names in these sentences."""
    found: dict[str, Found] = {}
    for text, line, confidence in texts:
        for kind, name in _bodies(text):
            kept = found.get(kind)
            if kept is None or confidence > kept.confidence:
                found[kind] = Found(kind, name, line, confidence)
    return tuple(found[kind] for kind in ("committee", "department") if kind in found)


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    for match in _COMMITTEE.finditer(text):
        name = match["name"]
        parts = name.split()
        # للجنة is both ل before لجنة and ل before اللجنة: an adjective behind it tells
        article = match["for"] in ("ال", "بال") or (
            match["for"] == "ل" and len(parts) > 1 and folded(parts[1]) in _ADJECTIVES
        )
        if article and len(parts) > 1 and not parts[1].startswith("ال"):
            name = parts[0]
        yield "committee", f"ال{name}" if article else name
    for match in _DEPARTMENT.finditer(text):
        before = text[: match.start()].split()
        if before and before[-1] in _NOT_DEPARTMENT:
            continue
        article = match["for"] in ("لل", "ال", "بال")
        yield "department", f"ال{match['name']}" if article else match["name"]


_ADJECTIVES: Final = frozenset(
    map(folded, ("المختصة", "المعنية", "الاجتماعية", "التنفيذية", "الدائمة"))
)

_KINDS: Final = (
    ("person", re.compile(r"(?<![\u0621-\u064a])(?:و|أو\s*)?(?:ال)?(?:[أا]فراد[اً]*|فرد[اً]*|[أا]شخاص|شخص|شخص[اً]+)(?![\u0621-\u064a])")),
    ("household", re.compile(r"(?<![\u0621-\u064a])(?:و|أو\s*)?(?:ال)?(?:[أا]سر[اً]*|[أا]سر[ةه]|عائل[ةه]|عائلات)(?![\u0621-\u064a])")),
    ("organisation", re.compile(r"(?<![\u0621-\u064a])(?:و|أو\s*)?(?:ال)?(?:جهات|جه[ةه]|منظمات|منظم[ةه]|مؤسسات|كيانات|كيان|شخصي[ةه]\s+اعتباري[ةه])(?![\u0621-\u064a])")),
)  # fmt: skip
_DEFINING: Final = re.compile(r"(?:هو|هم|هي|يقصد|يُقصد|يعرف|سواء|يشمل|تشمل|كل\s+(?:من|فرد|شخص))")


def beneficiary_kinds_in(text: str) -> tuple[tuple[str, str], ...]:
    """The kinds of beneficiary that a defining sentence names, with its words; else none."""
    if not re.search("مستفيد|مستخدم", folded(text)) or not _DEFINING.search(text):
        return ()
    named = [(kind, found[0]) for kind, pattern in _KINDS if (found := pattern.search(text))]
    opens = bool(re.match(r"\W*(?:ال)?(?:مستفيد|مستخدم)\w*\s*[:：]|\W*(?:يقصد|يُقصد|يعرف)", text))
    return tuple(named) if len(named) >= 2 or (named and opens) else ()

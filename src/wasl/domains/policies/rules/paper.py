"""A policy on paper: its parts in one language, as the printer takes them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wasl.domains.policies.rules.policy import Clause, Policy
from wasl.foundation.calendar import Language, spoken_both
from wasl.foundation.identifiers import Digits, ascii_digits, shown_digits

Words = Mapping[str, str]

LABELS: Final[Mapping[str, Words]] = {
    "licence": {"ar": "ترخيص رقم", "en": "Licence"},
    "page": {"ar": "صفحة", "en": "Page"},
    "of": {"ar": "من", "en": "of"},
    "signatures": {"ar": "توقيعات أعضاء مجلس الإدارة", "en": "Signatures of the board"},
    "order": {"ar": "م", "en": "No."},
    "name": {"ar": "الاسم", "en": "Name"},
    "capacity": {"ar": "الصفة", "en": "Capacity"},
    "signature": {"ar": "التوقيع", "en": "Signature"},
    "verify": {
        "ar": "السياسة كما هي منشورة: امسحوا الرمز، أو افتحوا:",
        "en": "The policy as it is published: scan the code or open:",
    },
}
_FACTS: Final[Mapping[str, Words]] = {
    "version": {"ar": "رقم الإصدار في النظام", "en": "Version on file"},
    "issue": {"ar": "رقم الإصدار", "en": "Issue"},
    "owner": {"ar": "مالك السياسة", "en": "Owner"},
    "advisory": {"ar": "الجهات الاستشارية", "en": "Advisory bodies"},
    "decision": {"ar": "اعتُمدت بقرار مجلس الإدارة", "en": "Adopted by board decision"},
    "meeting": {"ar": "اعتُمدت في اجتماع مجلس الإدارة", "en": "Adopted at board meeting"},
    "adopted_on": {"ar": "تاريخ الاعتماد", "en": "Adopted on"},
    "term": {"ar": "الدورة", "en": "Term"},
    "in_force": {"ar": "سارية منذ", "en": "In force since"},
}
_STANDING: Final[Mapping[str, Words]] = {
    "draft": {
        "ar": "مسودة لم يعتمدها مجلس الإدارة بعد، ولا يُعمل بها.",
        "en": "A draft which the board has not adopted yet; nobody works by it.",
    },
    "before_board": {
        "ar": "معروضة على مجلس الإدارة، ولم تُعتمد بعد.",
        "en": "Before the board, not adopted yet.",
    },
    "superseded": {
        "ar": "إصدار سابق حلّ محله إصدار أحدث.",
        "en": "An earlier version; a later one has taken its place.",
    },
    "discarded": {"ar": "مسودة أُلغيت.", "en": "A draft that was discarded."},
}
_CAPACITIES: Final[Mapping[str, Words]] = {
    "chair": {"ar": "رئيس مجلس الإدارة", "en": "Chair of the board"},
    "deputy": {"ar": "نائب رئيس المجلس", "en": "Deputy chair"},
    "treasurer": {"ar": "المشرف المالي", "en": "Treasurer"},
    "secretary": {"ar": "أمين سر المجلس", "en": "Secretary of the board"},
    "member": {"ar": "عضو مجلس الإدارة", "en": "Member of the board"},
}
_SIGNED: Final[Words] = {"ar": "وقّع في {day}", "en": "Signed on {day}"}


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Who writes: the letterhead."""

    name: Words
    licence: str
    city: Words
    contacts: tuple[str, ...]
    accent: str
    digits: str


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A line of the table of signatures; without a day it is left open to be signed by hand.

    `capacity` is one of `publicity.CAPACITIES`.
    """

    name: str
    capacity: str
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyPaper:
    """Everything that goes on the paper of one version, in both languages."""

    policy: Policy
    issue: int
    stage: str
    in_force_from: date | None
    head: PaperHead
    page_url: str
    qr_svg: str
    kind: str = ""
    reference: str = ""
    adopted_on: date | None = None
    term: str = ""
    signatures: Sequence[PaperSignature] = ()


def clause_numbers(refs: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a section's clauses, such as `3` or `6/5`, from the tails of their references.

    Where no clause of the section has one they are counted; one that stands unnumbered between
    numbered ones stays so.
    """
    numbers = tuple(_number(ref) for ref in refs)
    return numbers if any(numbers) else tuple(str(one) for one in range(1, len(refs) + 1))


def _number(ref: str) -> str:
    parts = ref.split(".")[1:]
    return "/".join(parts) if parts and all(part.isdigit() for part in parts) else ""


def clauses_by_section(policy: Policy) -> tuple[tuple[Words, tuple[Clause, ...]], ...]:
    """The sections that say something, in the policy's order, each with its clauses."""
    known = {section.key for section in policy.sections}
    sections = [
        (section.title, tuple(one for one in policy.clauses if one.section == section.key))
        for section in policy.sections
    ]
    rest = tuple(one for one in policy.clauses if one.section not in known)
    sections.append(({"ar": "بنود أخرى", "en": "Other clauses"}, rest))
    return tuple((title, clauses) for title, clauses in sections if clauses)


def printable(paper: PolicyPaper, language: Language) -> dict[str, Any]:
    """The paper in one language as the printer takes it: texts only, nothing to compute."""
    digits = Digits(paper.head.digits) if language == "ar" else Digits.LATIN

    def shown(text: object) -> str:
        return shown_digits(ascii_digits(str(text)), digits)

    def told(words: Words) -> str:
        return shown(words.get(language) or words["ar"])

    def dated(day: date) -> str:
        return spoken_both(day, language, digits=digits)

    policy = paper.policy
    return {
        "language": language,
        "digits": digits.value,
        "labels": {key: words[language] for key, words in LABELS.items()},
        "head": {
            "name": paper.head.name[language],
            "other_name": paper.head.name["en" if language == "ar" else "ar"],
            "licence": paper.head.licence,
            "city": paper.head.city.get(language, ""),
            "contacts": list(paper.head.contacts),
            "accent": paper.head.accent,
        },
        "title": told(policy.title),
        "standing": _STANDING[paper.stage][language] if paper.stage in _STANDING else "",
        "facts": [
            {"label": _FACTS[key][language], "value": value}
            for key, value in _facts(paper, told, shown, dated)
        ],
        "sections": [
            {
                "title": told(title),
                "clauses": [
                    {"number": shown(number), "text": told(one.text)}
                    for one, number in zip(
                        clauses, clause_numbers([one.ref for one in clauses]), strict=True
                    )
                ],
            }
            for title, clauses in clauses_by_section(policy)
        ],
        "signatures": [
            {
                "order": shown(order),
                "name": one.name,
                "capacity": _CAPACITIES[one.capacity][language],
                "signed": _SIGNED[language].format(day=dated(one.signed_on))
                if one.signed_on
                else "",
            }
            for order, one in enumerate(paper.signatures, start=1)
        ],
        "page_url": paper.page_url,
        "qr_svg": paper.qr_svg,
    }


def _facts(
    paper: PolicyPaper,
    told: Callable[[Words], str],
    shown: Callable[[object], str],
    dated: Callable[[date], str],
) -> Iterator[tuple[str, str]]:
    policy = paper.policy
    yield "version", shown(paper.issue)
    if policy.issue_number:
        yield "issue", told(policy.issue_number)
    if policy.owner:
        yield "owner", told(policy.owner)
    if policy.advisory_bodies:
        yield "advisory", " · ".join(told(one) for one in policy.advisory_bodies)
    if paper.adopted_on:
        yield paper.kind, shown(paper.reference)
        yield "adopted_on", dated(paper.adopted_on)
    if paper.term:
        yield "term", shown(paper.term)
    if paper.in_force_from:
        yield "in_force", dated(paper.in_force_from)

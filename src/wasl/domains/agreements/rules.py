"""What is agreed, owed and disputed, as plain rules; and rights and duties in plain words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

KINDS: Final = ("contract", "undertaking", "partnership", "terms")
SIDES: Final = ("association", "party")
STEP_KINDS: Final = ("heard", "offered", "met", "mediated", "referred", "noted")
PARTS: Final = ("duties", "default", "liability", "settlement")
"""What the policy names beside the duties themselves (R2)."""
LONGEST: Final = 4000
DUE_SOON: Final = 14
"""Days before its day at which a duty is worth a reminder."""

BENEFICIARY_ROLES: Final = frozenset({"beneficiary", "guardian"})


@dataclass(frozen=True, slots=True)
class Said:
    """A right or a duty in plain words, and the requirement whose clause carries it.

    `is_for_all` tells what holds for every party from what holds for beneficiaries.
    """

    requirement: str
    words: dict[str, str]
    is_for_all: bool = False


def _said(requirement: str, ar: str, en: str, *, is_for_all: bool = False) -> Said:
    return Said(requirement, {"ar": ar, "en": en}, is_for_all)


RIGHTS: Final = (
    _said(
        "R3",
        "أن تُصان حقوقكم كما تُصان حقوق الجمعية.",
        "Your rights are protected as the association's own are.",
        is_for_all=True,
    ),
    _said(
        "R48",
        "أن تُستقبلوا بلباقة واحترام.",
        "You are received with tact and respect.",
        is_for_all=True,
    ),
    _said(
        "R24",
        "أن تصلوا إلينا من أكثر من طريق، وأن تجدوا المعلومة حيث تسألون عنها.",
        "You can reach us in more than one way and get your information there.",
        is_for_all=True,
    ),
    _said(
        "R49",
        "أن يُجاب عن كل استفسار منكم.",
        "Every inquiry of yours is answered.",
        is_for_all=True,
    ),
    _said(
        "R19",
        "أن يُتابَع ما تطلبونه وما تقترحونه حتى نهايته.",
        "What you ask for and suggest is followed up to its end.",
        is_for_all=True,
    ),
    _said(
        "R50",
        "أن تُعطوا الوقت الكافي لتشرحوا حاجتكم.",
        "You are given enough time to explain your need.",
    ),
    _said(
        "R25",
        "أن تُخدموا حيث أنتم: عن بُعد أو بزيارة أو بمن ينوب عنكم.",
        "You are served where you are: remotely, by a visit, or through somebody for you.",
    ),
    _said(
        "R58",
        "أن تعرفوا أين وصل طلبكم ومن ينظر فيه.",
        "You know where your request is and who looks at it.",
    ),
    _said(
        "R64",
        "أن يُنظر في طلبكم بالمعايير نفسها التي يُنظر بها في طلب غيركم.",
        "Your request is measured by the same criteria as everybody's.",
    ),
    _said(
        "R59",
        "أن يصلكم الرد قبولًا أو رفضًا، مع أسبابه.",
        "You get a reply, yes or no, with its reasons.",
    ),
    _said(
        "R31",
        "أن تقيّموا الخدمة، ولا يعرف أحد من أجاب.",
        "You evaluate the service, and nobody knows who answered.",
    ),
)

DUTIES: Final = (
    _said(
        "R51",
        "أن تقدّموا المعلومات المطلوبة كاملة.",
        "You give all the information that is required.",
    ),
    _said(
        "R53",
        "أن تكون مستنداتكم سارية يوم تقديم الطلب.",
        "Your documents are valid on the day you apply.",
    ),
    _said(
        "R55",
        "أن تراجعوا بياناتكم وتؤكدوا صحتها قبل التوقيع.",
        "You look through your data and confirm them before signing.",
    ),
    _said(
        "R57",
        "أن تتحملوا مسؤولية صحة ما وقّعتم عليه.",
        "You are responsible for the truth of what you sign.",
    ),
    _said(
        "R70",
        "ألا تطلبوا العون نفسه مرتين، وأن تخبرونا إن حصلتم عليه من غيرنا.",
        "You do not ask for the same help twice, and tell us when others give it.",
    ),
)


def lines_for(said: Sequence[Said], roles: Collection[str]) -> tuple[Said, ...]:
    """What of it holds for somebody with these roles; without any role, what holds for all."""
    is_beneficiary = bool(BENEFICIARY_ROLES & set(roles))
    return tuple(one for one in said if one.is_for_all or is_beneficiary)


def parts_missing(
    *, sides_owing: Collection[str], default: str, liability: str, settlement: str
) -> tuple[str, ...]:
    """Which parts an agreement still lacks before it may bind (R2).

    Both sides owe something; what follows from default, how far liability goes and the way to
    settle a dispute are written.
    """
    written = {
        "duties": set(SIDES) <= set(sides_owing),
        "default": bool(default.strip()),
        "liability": bool(liability.strip()),
        "settlement": bool(settlement.strip()),
    }
    return tuple(part for part in PARTS if not written[part])


def duty_state(stage: str, due_on: date | None, today: date) -> str:
    """How a duty stands on a day: its stage, or `late`, `soon` or `owed` while it is owed."""
    if stage != "owed" or due_on is None:
        return stage
    if due_on < today:
        return "late"
    return "soon" if (due_on - today).days <= DUE_SOON else "owed"

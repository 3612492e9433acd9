"""The words of facts and documents: sources, columns, grounds of a copy, and of consents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from wasl.domains.parties.queries import choice_words
from wasl.faces.desk.values import both
from wasl.faces.desk.words import Words
from wasl.faces.ui import formats

if TYPE_CHECKING:
    from wasl.domains.parties.queries import DocumentKindRow, FactCell
    from wasl.domains.parties.rules.facts import FactKey

SOURCES_TO_CHOOSE: Final = ("statement", "document", "authority", "interview", "visit")
"""What a colleague chooses among; the rest comes from files."""

SOURCE_BADGES: Final[Mapping[str, Words]] = {
    "statement": pgettext_lazy("source", "Statement"),
    "interview": pgettext_lazy("source", "Interview"),
    "import": pgettext_lazy("source", "From a file"),
    "document": pgettext_lazy("source", "Document"),
    "authority": pgettext_lazy("source", "Authority"),
    "visit": pgettext_lazy("source", "Visit"),
}

COLUMNS: Final[Mapping[str, Words]] = {
    "stated": pgettext_lazy("fact", "Stated"),
    "verified": pgettext_lazy("fact", "Verified"),
    "found": pgettext_lazy("fact", "Found"),
}

PURPOSES: Final[Mapping[str, Words]] = {
    "health": _("Health"),
    "disability": _("Disability"),
    "credit": _("Loans and debts"),
    "parentage": _("Unknown parentage"),
}

CONSENT_VERSION: Final = "2026-11"
CONSENT: Final[Mapping[str, Mapping[str, str]]] = {
    "health": {
        "ar": "أوافق على أن تحفظ الجمعية ما أذكره عن الحالة الصحية لي ولأسرتي، لدراسة حاجتنا "
        "وتقديم ما يناسبها، ولي أن أسحب موافقتي متى شئت.",
        "en": "I agree that the association keeps what I say about my health and that of my "
        "household, to study our need and to give what suits it. I may withdraw my consent at "
        "any time.",
    },
    "disability": {
        "ar": "أوافق على أن تحفظ الجمعية ما أذكره عن الإعاقة في أسرتي، لدراسة حاجتنا وتقديم ما "
        "يناسبها، ولي أن أسحب موافقتي متى شئت.",
        "en": "I agree that the association keeps what I say about disability in my household, to "
        "study our need and to give what suits it. I may withdraw my consent at any time.",
    },
    "credit": {
        "ar": "أوافق على أن تحفظ الجمعية ما أذكره عن قروضي وديوني، لدراسة قدرتي على الإنفاق، ولي "
        "أن أسحب موافقتي متى شئت.",
        "en": "I agree that the association keeps what I say about my loans and debts, to study "
        "what I can afford. I may withdraw my consent at any time.",
    },
    "parentage": {
        "ar": "أوافق على أن تحفظ الجمعية أن في أسرتي من هو مجهول الأبوين، لتقديم ما يخصه من "
        "رعاية، ولي أن أسحب موافقتي متى شئت.",
        "en": "I agree that the association keeps that somebody in my household is of unknown "
        "parentage, to give the care meant for them. I may withdraw my consent at any time.",
    },
}
"""What is read out before a colleague records such a fact; kept with the consent."""

COPY_HINTS: Final[Mapping[str, Words]] = {
    "law": _("Name the law or the regulation below."),
    "authority": _("Name the authority and its letter below."),
    "contract": _("Name the agreement below. Not enough for an identity document."),
    "consent": _("Say when and how. Not enough for an identity document."),
    "interest": _("Say which. Not enough for an identity document."),
}
"""What to write about each ground on which a copy is kept."""

STATES: Final[Mapping[str, tuple[Words, str]]] = {
    "good": (pgettext_lazy("document", "Good"), "good"),
    "near": (pgettext_lazy("document", "Ends soon"), "warn"),
    "expired": (pgettext_lazy("document", "Expired"), "bad"),
}

VALIDITIES: Final[Mapping[str, tuple[Words, Words]]] = {
    "unlimited": (_("Without an end"), _("Such as a title deed.")),
    "dated": (_("Until the day it says"), _("Such as an identity card or a contract.")),
    "months": (_("So many months from its issue"), _("Such as a salary certificate.")),
}


def value_told(fact: "FactKey", cell: "FactCell") -> object:
    """A value as people say it."""
    return told(fact, cell.value)


def told(fact: "FactKey", value: object) -> object:
    """A value of a fact as people say it: the choice's own words, an amount, a figure."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if fact.kind == "money" and value not in ("", None):
        return formats.money(Decimal(str(value)))
    if isinstance(value, int):
        return formats.digits(value)
    chosen = choice_words(fact, str(value))
    return formats.words(chosen.title) if chosen else value


def validity_told(kind: "DocumentKindRow") -> str:
    """How long a document of this kind is good, in words."""
    text = formats.words(VALIDITIES[kind.validity][0])
    if kind.validity == "months" and kind.months:
        months = ngettext(
            "%(shown)s month from its issue", "%(shown)s months from its issue", kind.months
        )
        return months % {"shown": formats.digits(kind.months)}
    return text


def day(on: date | None) -> object:
    """A day in both calendars, or a dash."""
    return both(on) if on else "—"

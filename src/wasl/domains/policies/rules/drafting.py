"""From what was read in a document, and what people answered, to a policy that can be adopted.

The clauses are the document's own words; the English beside them is our translation. Whatever the
reader could not place becomes a clause of the section `other`, unless somebody answered that it
is no part of the policy: a board's words are never dropped unseen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from wasl.domains.policies.rules import asking
from wasl.domains.policies.rules.policy import (
    ADOPTION_KINDS,
    BENEFICIARY_KINDS,
    CHANNEL_KINDS,
    DECIDER_KINDS,
    MECHANISM_KINDS,
    PROMISE_KINDS,
    PUBLICATION,
    STEP_KINDS,
    TOOL_KINDS,
    WEEKDAYS,
    AdoptionRecord,
    Channel,
    Clause,
    Decider,
    Mechanism,
    Policy,
    Promise,
    Section,
    Step,
    Tool,
)
from wasl.domains.policies.rules.questions import (
    KINDS_OFFERED,
    MOST_DAYS,
    Question,
    answer_to,
    gregorian_of,
    hijri_of,
    questions_of,
)
from wasl.domains.policies.rules.statements import STATEMENTS
from wasl.foundation.names import folded
from wasl.foundation.profile import Words

if TYPE_CHECKING:
    from wasl.domains.policies.rules.reading import Found, Item, Reading, ReadStatement

TARGET_DAYS: Final = 30
TELLING_DAYS: Final = 3

SECTIONS: Final[Mapping[str, Words]] = {
    "document": {"ar": "بيانات الوثيقة", "en": "About the document"},
    "scope": {"ar": "الأطراف والنطاق", "en": "Parties and scope"},
    "goal": {"ar": "الهدف العام", "en": "General goal"},
    "objectives": {"ar": "الأهداف التفصيلية", "en": "Detailed objectives"},
    "channels": {"ar": "قنوات التواصل", "en": "Channels"},
    "tools": {"ar": "أدوات الموظف", "en": "The officer's tools"},
    "steps": {"ar": "خطوات الخدمة", "en": "The procedure"},
    "eligibility": {"ar": "التحقق من الاستحقاق", "en": "Establishing eligibility"},
    "other": {"ar": "نصوص أخرى من الوثيقة", "en": "Other texts of the document"},
}

_HOMES: Final[Mapping[str, str]] = {
    "R1": "scope.parties",
    "R2": "scope.contracts",
    "R3": "scope.rights",
    "R4": "scope.priority",
    "R5": "scope.renewal",
    "R6": "scope.beneficiary",
    "R7": "scope.internal",
    "R8": "scope.segments",
    "R9": "document.identity",
    "R10": "document.adoption",
    "R11": "document.review",
    "R12": "document.publication",
    "R13": "document.board",
    "R14": "document.acknowledgements",
    "R15": "document.licence",
    "R16": "document.chair",
    "R17": "goal.quality",
    "R18": "goal.completion",
    "R19": "goal.follow_up",
    "R20": "goal.together",
    "R21": "goal.reach",
    "R46": "tools.holder",
    "R47": "steps.levels",
    "R63": "steps.integrity",
    "R64": "eligibility.aim",
    "R69": "eligibility.types",
    "R70": "eligibility.importance.fraud",
    "R71": "eligibility.importance.quality",
}
"""Where a statement stands that is no entry of a list."""

_FIRST: Final = ("tools.holder", "steps.levels", "eligibility.aim")
_LAST: Final = ("steps.integrity", "eligibility.types", "eligibility.importance")
"""What opens a section and what closes it, in this order; the lists stand between."""

_RANGES: Final = (
    (22, 33, "objectives"),
    (34, 41, "channels"),
    (42, 46, "tools"),
    (47, 63, "steps"),
    (64, 71, "eligibility"),
)

_TRANSLATIONS: Final[Mapping[str, str]] = {one.requirement: one.words["en"] for one in STATEMENTS}

_STEP_PERFORMERS: Final = {"register": "registrar"}

_TITLE: Final[Words] = {
    "ar": "سياسة تنظيم العلاقة مع المستفيدين",
    "en": "Policy on relations with beneficiaries",
}
_TITLES_IN_ENGLISH: Final = (
    ("وتقديم الخدمات", "Policy on relations with beneficiaries and the provision of services"),
    ("العلاقة مع المستفيدين", "Policy on relations with beneficiaries"),
)
_IN_ENGLISH: Final[Mapping[str, str]] = {
    folded(arabic): english
    for arabic, english in (
        ("طالب الدعم", "Support applicant"),
        ("طالب الخدمة", "Service applicant"),
        ("مسئول البحث الاجتماعي", "Social research officer"),
        ("مسؤول البحث الاجتماعي", "Social research officer"),
        ("المسؤول المختص", "Competent officer"),
        ("الباحث الاجتماعي", "Social researcher"),
        ("موظف علاقات المستفيدين", "Beneficiary-relations officer"),
        ("قسم اللجنة الاجتماعية", "Social committee section"),
        ("لجنة البحث", "Research committee"),
        ("الإدارة المختصة", "Competent department"),
        ("مجلس الإدارة", "Board of directors"),
        ("الأولى", "First"),
        ("الثانية", "Second"),
        ("الثالثة", "Third"),
        ("الرابعة", "Fourth"),
        ("الخامسة", "Fifth"),
    )
}


def policy_drafted(reading: "Reading", answers: Mapping[str, Any]) -> dict[str, Any]:
    """The definition of a policy, as `Policy.from_dict` takes it.

    `answers` are by the keys of `questions_of`; what is not answered counts as recommended, and
    an answer that does not fit its question counts as none.
    """
    return _Draft(reading, answers).policy().as_dict()


@dataclass(slots=True)
class _Draft:
    """A policy being put together: the clauses in their order, and where each came from."""

    reading: "Reading"
    answers: Mapping[str, Any]
    questions: Mapping[str, Question] = field(init=False)
    clauses: dict[str, Clause] = field(init=False, default_factory=dict)
    lines: dict[str, tuple[int, str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.questions = {one.key: one for one in questions_of(self.reading)}

    def answered(self, key: str) -> tuple[str, str]:
        """The choice and the free words of an answer; both empty when nothing is asked."""
        question = self.questions.get(key)
        if question is None:
            return "", _free(self.answers.get(key))
        return answer_to(question, self.answers)

    def chosen(self, key: str) -> str:
        """The answer as one text, whether chosen or given freely."""
        choice, text = self.answered(key)
        return text or choice

    def value(self, name: str) -> str:
        """A single value: as corrected by a person, else as read; empty when there is none."""
        found: Found | None = getattr(self.reading, name)
        _, corrected = self.answered(f"value.{name}")
        return corrected or (found.value.strip() if found else "")

    def policy(self) -> Policy:
        """The whole policy; the clauses come first, since all else cites them."""
        steps = self._steps()
        channels = self._channels()
        tools = self._tools()
        mechanisms = self._mechanisms()
        self._objectives()
        self._eligibility_steps()
        self._statements()
        adoption = self._adoption()
        self._document()
        promise = self._promise(steps)
        self._fragments()
        order = list(SECTIONS)
        clauses = sorted(
            self.clauses.values(), key=lambda one: (order.index(one.section), _place_of(one.ref))
        )
        used = {one.section for one in clauses}
        return Policy(
            title=self._title(),
            issue_number=_maybe_words(self.value("version")),
            owner=_maybe_words(self.value("owner")),
            advisory_bodies=tuple(
                _words(one.value) for one in self.reading.advisory_bodies if one.value.strip()
            ),
            publication=tuple(
                dict.fromkeys(one for one in self.reading.publication if one in PUBLICATION)
            ),
            review="yearly_from_adoption" if self.value("review") else None,
            adoption=adoption,
            applicant_title=self._applicant(),
            referral_role=_words(self.value("referral_role") or "الباحث الاجتماعي"),
            referral_staff_role=self.chosen("referral_staff_role") or "researcher",
            tools_holder=self._tools_holder(),
            beneficiary_kinds=self._beneficiary_kinds(),
            tools=tools,
            channels=channels,
            deciders=self._deciders(),
            promise=promise,
            sections=tuple(Section(key, self._heading(key)) for key in order if key in used),
            clauses=tuple(clauses),
            steps=steps,
            mechanisms=mechanisms,
        )

    def _add(
        self,
        ref: str,
        arabic: str,
        *,
        english: str = "",
        requirements: Iterable[str] = (),
        source: "tuple[int, str] | None" = None,
    ) -> str:
        """Keep a clause, under the next free reference when this one is taken, and answer it."""
        text = arabic.strip()
        free, number = ref, 2
        while free in self.clauses:
            free, number = f"{ref}_{number}", number + 1
        tags = tuple(dict.fromkeys(requirements))
        self.clauses[free] = Clause(
            ref=free,
            section=ref.partition(".")[0],
            text={"ar": text, "en": english or _english_of(tags) or text},
            requirements=tags,
        )
        if source is not None:
            self.lines[free] = source
        return free

    def _tag(self, ref: str, requirement: str) -> None:
        clause = self.clauses[ref]
        if requirement not in clause.requirements:
            self.clauses[ref] = Clause(
                ref, clause.section, clause.text, (*clause.requirements, requirement)
            )

    def _from_item(self, ref: str, item: "Item", english: str = "") -> str:
        return self._add(
            ref,
            _said(item),
            english=english,
            requirements=item.requirements,
            source=(item.line, item.verbatim),
        )

    def _kind_of(self, listed: str, number: int, item: "Item", known: Iterable[str]) -> str:
        """What an entry is: as a person said it, else as read; empty when only a clause."""
        key = f"{listed}.{number}"
        kind = self.chosen(key) if key in self.questions else item.kind
        return kind if kind in known else ""

    def _heading(self, section: str) -> Words:
        """The document's own heading of a section, where it has one; else the usual one."""
        own = (one.text.strip(" \t:：-–—.") for one in self.reading.headings if one.key == section)
        usual = SECTIONS[section]
        return {"ar": next(filter(None, own), "") or usual["ar"], "en": usual["en"]}

    def _steps(self) -> tuple[Step, ...]:
        found: dict[str, Step] = {}
        for number, item in enumerate(self.reading.steps, 1):
            ref = self._from_item(f"steps.{number}", item)
            kind = self._kind_of("steps", number, item, STEP_KINDS)
            if kind and kind not in found:
                performer = _STEP_PERFORMERS.get(kind, "officer")
                found[kind] = Step(kind, asking.STEP_NAMES[kind], performer, ref)
        return tuple(found.values())

    def _channels(self) -> tuple[Channel, ...]:
        found: dict[str, Channel] = {}
        for number, item in enumerate(self.reading.channels, 1):
            kind = self._kind_of("channels", number, item, CHANNEL_KINDS)
            name = asking.CHANNEL_NAMES.get(kind)
            self._from_item(f"channels.{kind or 'other'}", item, name["en"] if name else "")
            if name and kind not in found:
                found[kind] = Channel(kind, {"ar": _said(item), "en": name["en"]})
        return tuple(found.values())

    def _tools(self) -> tuple[Tool, ...]:
        found: dict[str, Tool] = {}
        for number, item in enumerate(self.reading.tools, 1):
            kind = self._kind_of("tools", number, item, TOOL_KINDS)
            name = asking.TOOL_NAMES.get(kind)
            self._from_item(f"tools.{kind or 'other'}", item, name["en"] if name else "")
            if name and kind not in found:
                found[kind] = Tool(kind, {"ar": _said(item), "en": name["en"]})
        return tuple(found.values())

    def _mechanisms(self) -> tuple[Mechanism, ...]:
        found: dict[str, Mechanism] = {}
        for item in self.reading.mechanisms:
            kind = item.kind if item.kind in MECHANISM_KINDS else ""
            name = asking.MECHANISM_NAMES.get(kind)
            ref = self._from_item(
                f"eligibility.types.{kind or 'other'}", item, name["en"] if name else ""
            )
            if name and kind not in found:
                found[kind] = Mechanism(kind, name, ref)
        return tuple(found.values())

    def _objectives(self) -> None:
        parent = ""
        for number, item in enumerate(self.reading.objectives, 1):
            ref = self._from_item(f"objectives.{number}", item)
            parent = ref if item.kind == "trust" else parent
        parent = parent or f"objectives.{len(self.reading.objectives) or 1}"
        for number, item in enumerate(self.reading.sub_objectives, 1):
            self._from_item(f"{parent}.{number}", item)

    def _eligibility_steps(self) -> None:
        for number, item in enumerate(self.reading.eligibility_steps, 1):
            self._from_item(f"eligibility.steps.{number}", item)

    def _statements(self) -> None:
        """Statements that no entry of a list carries yet, each where it belongs.

        What several statements share is one clause with all their tags; so is the sentence of
        the general goal, whose parts say nothing apart.
        """
        goal: list[ReadStatement] = []
        for one in sorted(self.reading.statements, key=lambda one: one.requirement == "R9"):
            if any(one.requirement in clause.requirements for clause in self.clauses.values()):
                continue
            if (ref := self._holding(one)) is not None:
                self._tag(ref, one.requirement)
            elif _home_of(one.requirement).startswith("goal."):
                goal.append(one)
            else:
                self._state((one,))
        for line in dict.fromkeys(one.line for one in goal):
            self._state([one for one in goal if one.line == line])

    def _state(self, statements: "Sequence[ReadStatement]") -> None:
        first = statements[0]
        said = " ".join(dict.fromkeys(one.verbatim.strip() for one in statements))
        self._add(
            _home_of(first.requirement),
            said,
            requirements=[one.requirement for one in statements],
            source=(first.line, said),
        )

    def _holding(self, statement: "ReadStatement") -> str | None:
        """The clause in whose words the statement stands already."""
        said = _bare(statement.verbatim)
        section = _home_of(statement.requirement).partition(".")[0]
        return next(
            (
                ref
                for ref, (_, verbatim) in self.lines.items()
                if self.clauses[ref].section == section and said and said in _bare(verbatim)
            ),
            None,
        )

    def _document(self) -> None:
        """The document's own particulars, where no statement brought them already."""
        reading = self.reading
        if reading.adoption is not None:
            self._once("R10", reading.adoption.verbatim)
        for requirement, name in (("R11", "review"), ("R15", "licence")):
            found: Found | None = getattr(reading, name)
            if found is not None:
                self._once(requirement, found.verbatim or found.value)
        if reading.beneficiary_kinds:
            first = min(reading.beneficiary_kinds, key=lambda one: one.line)
            self._once("R6", first.verbatim)
        choice, text = self.answered("licence")
        corrected = text or choice
        if corrected.isdigit() and reading.licence and corrected != reading.licence.value:
            self._add("document.licence_settled", f"ترخيص رقم {corrected}")

    def _once(self, requirement: str, verbatim: str) -> None:
        cited = any(requirement in clause.requirements for clause in self.clauses.values())
        if verbatim.strip() and not cited:
            self._add(_home_of(requirement), verbatim, requirements=(requirement,))

    def _promise(self, steps: tuple[Step, ...]) -> Promise:
        read = self.reading.promise
        kind = read.kind if read and read.kind in PROMISE_KINDS else "as_soon_as_possible"
        days = read.days if read else None
        if kind != "as_soon_as_possible":
            days = _days(self.chosen("promise.days")) or (_within(days) or 14)
            if kind == "at_least" and self.chosen("promise.meaning") == "at_most":
                kind = "at_most"
        else:
            days = None
        target = _days(self.chosen("promise.target")) or TARGET_DAYS
        if kind == "at_most" and days:
            target = days
        elif kind == "at_least" and days:
            target = max(target, days)
        verbatim = read.verbatim.strip() if read else ""
        return Promise(
            verbatim=verbatim or _NO_PROMISE["ar"],
            translation=_promise_in_english(kind, days) if verbatim else _NO_PROMISE["en"],
            clause=self._promise_clause(verbatim, steps),
            kind=kind,
            days=days,
            target_days=target,
            telling_days=TELLING_DAYS,
        )

    def _promise_clause(self, verbatim: str, steps: tuple[Step, ...]) -> str:
        """The clause in which the promise stands; its own when it stands in no other."""
        cited = next((one for one in self.clauses.values() if "R60" in one.requirements), None)
        if cited is not None:
            return cited.ref
        if verbatim:
            said = _bare(verbatim)
            for one in self.clauses.values():
                if said in _bare(one.text["ar"]) or _bare(one.text["ar"]) in said:
                    self._tag(one.ref, "R60")
                    return one.ref
            return self._add("steps.promise", verbatim, requirements=("R60",))
        return self._add("steps.promise", _NO_PROMISE["ar"], english=_NO_PROMISE["en"])

    def _adoption(self) -> AdoptionRecord | None:
        read = self.reading.adoption
        if read is None:
            return None
        day = self._adoption_day()
        hijri = hijri_of(day) if day else None
        if day is None or hijri is None:
            return None
        return AdoptionRecord(
            reference=read.reference or "",
            kind=read.kind if read.kind in ADOPTION_KINDS else "decision",
            hijri=hijri,
            gregorian=day,
            weekday=WEEKDAYS[day.weekday()] if read.weekday else None,
            term=_maybe_words(read.term or ""),
            signatures=self.reading.signatures,
            acknowledgements=self.reading.acknowledgements,
        )

    def _adoption_day(self) -> date | None:
        read = self.reading.adoption
        if read is None:
            return None
        gregorian = _iso(read.gregorian)
        choice, text = self.answered("adoption.day")
        if text:
            return _iso(text)
        if choice == "later":
            return None
        return gregorian_of(read.hijri) if choice == "hijri" or not gregorian else gregorian

    def _title(self) -> Words:
        title = self.value("title")
        if not title:
            return _TITLE
        known = _bare(title)
        english = next((words for part, words in _TITLES_IN_ENGLISH if _bare(part) in known), title)
        return {"ar": title, "en": english}

    def _applicant(self) -> Words:
        read = self.value("applicant")
        if read:
            return _words(read)
        choice, text = self.answered("applicant")
        if text:
            return _words(text)
        return asking.SUPPORT_APPLICANT if choice == "support" else asking.SERVICE_APPLICANT

    def _tools_holder(self) -> Words:
        read = self.value("tools_holder")
        _, text = self.answered("tools_holder")
        return _words(read or text) if read or text else asking.HOLDER

    def _beneficiary_kinds(self) -> tuple[str, ...]:
        read = {one.value for one in self.reading.beneficiary_kinds}
        stated = tuple(one for one in BENEFICIARY_KINDS if one in read)
        return stated or tuple((self.chosen("beneficiary_kinds") or KINDS_OFFERED[0]).split(","))

    def _deciders(self) -> tuple[Decider, ...]:
        named = {one.value: one.verbatim for one in reversed(self.reading.deciders)}
        answer = self.chosen("deciders")
        kinds = [answer] if answer in DECIDER_KINDS else [*named] or [*DECIDER_KINDS]
        if answer == "both":
            kinds = [*DECIDER_KINDS]
        usual = {"committee": asking.COMMITTEE, "department": asking.DEPARTMENT}
        return tuple(
            Decider(kind, _words(named[kind]) if named.get(kind) else usual[kind])
            for kind in DECIDER_KINDS
            if kind in kinds
        )

    def _fragments(self) -> None:
        for number, span in enumerate(self.reading.unrecognised, 1):
            if self.chosen(f"fragment.{number}") == "clause" and span.text.strip():
                self._add(f"other.{number}", span.text, source=(span.line, span.text))


_NO_PROMISE: Final[Words] = {
    "ar": "لا تذكر الوثيقة موعدًا للرد، وتلتزم الجمعية بالموعد المحدد هنا.",
    "en": "The document states no reply time; the association keeps to the date given here.",
}


def _said(item: "Item") -> str:
    return item.wording.strip() or item.verbatim.strip()


def _free(answer: Any) -> str:
    """Free words given where no question stands, such as a correction made by hand."""
    text = answer.get("text") if isinstance(answer, Mapping) else None
    return " ".join(text.split()) if isinstance(text, str) else ""


def _place_of(ref: str) -> int:
    """Where a clause stands in its section: before its lists, among them, or after them."""
    if ref in _FIRST:
        return -1
    after = (
        2 * number - (ref == one)
        for number, one in enumerate(_LAST, 1)
        if f"{ref}.".startswith(f"{one}.")
    )
    return next(after, 0)


def _home_of(requirement: str) -> str:
    if requirement in _HOMES:
        return _HOMES[requirement]
    number = int(requirement[1:]) if requirement[1:].isdigit() else 0
    section = next((name for least, most, name in _RANGES if least <= number <= most), "other")
    return f"{section}.{requirement.lower()}"


def _english_of(requirements: Iterable[str]) -> str:
    known = (_TRANSLATIONS.get(one, "") for one in requirements)
    return " ".join(dict.fromkeys(filter(None, known)))


def _words(arabic: str) -> Words:
    return {"ar": arabic, "en": _IN_ENGLISH.get(folded(arabic), arabic)}


def _maybe_words(arabic: str) -> Words | None:
    return _words(arabic) if arabic.strip() else None


def _bare(text: str) -> str:
    """A text for comparison: its letters alone, folded."""
    return "".join(one for one in folded(text) if one.isalnum())


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _days(text: str) -> int | None:
    return _within(int(text)) if text.isascii() and text.isdigit() else None


def _within(days: int | None) -> int | None:
    return days if days is not None and 1 <= days <= MOST_DAYS else None


def _promise_in_english(kind: str, days: int | None) -> str:
    if kind == "at_least":
        return f"The applicant is answered within a period of not less than {days} days."
    if kind == "at_most":
        return f"The applicant is answered within {days} days at most."
    return "The applicant is answered as soon as possible."

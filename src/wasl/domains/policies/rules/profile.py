"""Reading an association and its policy from a profile, each mistake by its line."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from hijridate import Gregorian, Hijri

from wasl.domains.policies.rules.policy import (
    ACCENTS,
    ADOPTION_KINDS,
    BENEFICIARY_KINDS,
    CHANNEL_KINDS,
    DAY_COUNTS,
    DECIDER_KINDS,
    DIGITS,
    MECHANISM_KINDS,
    PROMISE_KINDS,
    PUBLICATION,
    REVIEWS,
    STAFF_ROLES,
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
from wasl.foundation.profile import (
    Entry,
    Fields,
    ProfileInvalid,
    Words,
    did_you_mean,
    only_once,
    open_profile,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Branch:
    """An office of the association."""

    slug: str
    name: Words
    city: Words


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours on some days of the week, `opens` and `closes` as `08:00`."""

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class AssociationFacts:
    """Who the association is and how it is reached."""

    slug: str
    name: Words
    short_name: Words
    purpose: Words
    licence: str | None
    city: Words
    phone: str
    email: str
    website: str
    hours: Words
    opening: tuple[OpeningHours, ...]
    accent: str
    digits: str
    branches: tuple[Branch, ...]
    staff_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An association with its policy, as its profile states them."""

    association: AssociationFacts
    policy: Policy


def read_profile(text: str, source: str) -> Profile:
    """The association and policy of a profile.

    Raises `ProfileInvalid` with every mistake of those two parts, each with its line and a
    sentence. The part about services is read by the catalogue.
    """
    root = open_profile(text, source)
    fields = root.fields(("association", "policy", "services"))
    association = fields.maybe("association", _association)
    policy = fields.maybe("policy", lambda entry: _policy(entry, _roles_of(fields)))
    for name in ("association", "policy"):
        entry = fields.at(name)
        if entry is not None and entry.is_null:
            entry.mistake(f"“{name}” is empty.")
    if policy is not None:
        _refuse_foreign_licence(fields, policy)
    root.reading.finish()
    if association is None or policy is None:
        raise ProfileInvalid(root.reading.mistakes)
    return Profile(association, policy)


def _refuse_foreign_licence(fields: Fields, policy: Policy) -> None:
    association = fields.at("association")
    if association is None or not association.is_mapping:
        return
    if not policy.cites("R15"):
        return
    licence = association.peek("licence")
    if licence is None or licence.is_null:
        association.mistake("the policy states a licence, but the association has none.")


def _roles_of(fields: Fields) -> tuple[str, ...]:
    association = fields.at("association")
    roles = association.peek("staff_roles") if association is not None else None
    if roles is None or not roles.is_list:
        return STAFF_ROLES
    return tuple(str(item.node.value) for item in roles.items()) or STAFF_ROLES


_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_PHONE: Final = re.compile(r"9200[0-9]{5}|\+966[0-9]{8,9}")
_EMAIL: Final = re.compile(r"[a-z0-9.]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_WEBSITE: Final = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9/_-]*)?")
_REQUIREMENT: Final = re.compile(r"R([1-9]|[1-6][0-9]|7[01])")
_REF: Final = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


def _matching(fields: Fields, name: str, pattern: re.Pattern[str], shape: str) -> str:
    text = fields.text(name)
    entry = fields.at(name)
    if text and entry is not None and not pattern.fullmatch(text):
        entry.mistake(f"“{text[:60]}” is not {shape}.")
    return text


def _association(entry: Entry) -> AssociationFacts:
    fields = entry.fields(
        (
            "slug",
            "name",
            "short_name",
            "purpose",
            "licence",
            "city",
            "phone",
            "email",
            "website",
            "hours",
            "opening",
            "accent",
            "digits",
            "branches",
            "staff_roles",
        )
    )
    branches = [(item, _branch(item)) for item in fields.entries_of("branches")]
    only_once([(item, branch.slug) for item, branch in branches], "branch")
    return AssociationFacts(
        slug=_matching(fields, "slug", _SLUG, "a slug such as food-basket"),
        name=fields.words("name"),
        short_name=fields.words("short_name"),
        purpose=fields.words("purpose"),
        licence=fields.maybe("licence", _licence),
        city=fields.words("city"),
        phone=_matching(fields, "phone", _PHONE, "a telephone such as 9200xxxxx or +9665xxxxxxxx"),
        email=_matching(fields, "email", _EMAIL, "an e-mail address"),
        website=_matching(fields, "website", _WEBSITE, "an https address"),
        hours=fields.words("hours"),
        opening=tuple(_opening(item) for item in fields.entries_of("opening")),
        accent=fields.word("accent", ACCENTS),
        digits=fields.word("digits", DIGITS),
        branches=tuple(branch for _, branch in branches),
        staff_roles=fields.word_list("staff_roles", STAFF_ROLES),
    )


def _licence(entry: Entry) -> str:
    licence = entry.text()
    if licence and not re.fullmatch(r"[0-9]{3,10}", licence):
        entry.mistake(f"the licence “{licence[:30]}” must have 3 to 10 digits.")
    return licence


def _branch(entry: Entry) -> Branch:
    fields = entry.fields(("slug", "name", "city"))
    return Branch(
        slug=_matching(fields, "slug", _SLUG, "a slug such as head-office"),
        name=fields.words("name"),
        city=fields.words("city"),
    )


def _opening(entry: Entry) -> OpeningHours:
    fields = entry.fields(("days", "opens", "closes"))
    hours = OpeningHours(
        days=fields.word_list("days", WEEKDAYS),
        opens=_matching(fields, "opens", _CLOCK, "a time such as 08:00"),
        closes=_matching(fields, "closes", _CLOCK, "a time such as 16:00"),
    )
    if hours.opens and hours.closes and hours.opens >= hours.closes:
        entry.mistake(f"the hours close ({hours.closes}) before they open ({hours.opens}).")
    return hours


def _policy(entry: Entry, roles: tuple[str, ...]) -> Policy:
    fields = entry.fields(
        (
            "title",
            "issue_number",
            "owner",
            "advisory_bodies",
            "publication",
            "review",
            "adoption",
            "applicant_title",
            "referral_role",
            "referral_staff_role",
            "tools_holder",
            "beneficiary_kinds",
            "tools",
            "channels",
            "deciders",
            "promise",
            "sections",
            "clauses",
            "steps",
            "mechanisms",
        )
    )
    sections = _unique(fields, "sections", "section", _section, lambda section: section.key)
    section_keys = [section.key for section in sections]
    clauses = _unique(
        fields, "clauses", "clause", lambda item: _clause(item, section_keys), lambda one: one.ref
    )
    refs = [clause.ref for clause in clauses]
    tools = _unique(fields, "tools", "tool", _tool, lambda tool: tool.kind)
    channels = _unique(fields, "channels", "channel", _channel, lambda channel: channel.kind)
    deciders = _unique(fields, "deciders", "decider", _decider, lambda decider: decider.kind)
    steps = _unique(
        fields, "steps", "step", lambda item: _step(item, refs, roles), lambda step: step.kind
    )
    _refuse_misplaced_steps(fields, steps)
    mechanisms = _unique(
        fields, "mechanisms", "mechanism", lambda item: _mechanism(item, refs), lambda one: one.kind
    )
    promise = fields.maybe("promise", lambda item: _promise(item, refs))
    required = fields.at("promise")
    if required is not None and required.is_null:
        required.mistake("a policy needs its reply promise.")
    return Policy(
        title=fields.words("title"),
        issue_number=fields.maybe("issue_number", Entry.words),
        owner=fields.maybe("owner", Entry.words),
        advisory_bodies=tuple(item.words() for item in fields.entries_of("advisory_bodies")),
        publication=fields.word_list("publication", PUBLICATION),
        review=fields.maybe("review", lambda item: item.word(REVIEWS)),
        adoption=fields.maybe("adoption", _adoption),
        applicant_title=fields.words("applicant_title"),
        referral_role=fields.words("referral_role"),
        referral_staff_role=fields.word("referral_staff_role", roles),
        tools_holder=fields.words("tools_holder"),
        beneficiary_kinds=_some(fields, "beneficiary_kinds", BENEFICIARY_KINDS),
        tools=tools,
        channels=channels,
        deciders=deciders,
        promise=promise or _NO_PROMISE,
        sections=sections,
        clauses=clauses,
        steps=steps,
        mechanisms=mechanisms,
    )


_NO_PROMISE: Final = Promise("", "", "", "as_soon_as_possible", None, 1, 1)


def _some(fields: Fields, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    words = fields.word_list(name, known)
    entry = fields.at(name)
    if entry is not None and entry.is_list and not words:
        entry.mistake(f"“{entry.path}” must name at least one.")
    return words


_MAY_BE_EMPTY: Final = ("mechanisms", "tools")


def _unique(
    fields: Fields, name: str, what: str, read: Callable[[Entry], T], key: Callable[[T], str]
) -> tuple[T, ...]:
    found = [(item, read(item)) for item in fields.entries_of(name)]
    only_once([(item, key(one)) for item, one in found], what)
    entry = fields.at(name)
    if entry is not None and entry.is_list and not found and name not in _MAY_BE_EMPTY:
        entry.mistake(f"a policy needs at least one {what}.")
    return tuple(one for _, one in found)


def _section(entry: Entry) -> Section:
    fields = entry.fields(("key", "title"))
    return Section(fields.text("key"), fields.words("title"))


def _clause(entry: Entry, sections: list[str]) -> Clause:
    fields = entry.fields(("ref", "section", "text", "requirements"))
    section = fields.text("section")
    at_section = fields.at("section")
    if section and at_section is not None and section not in sections:
        at_section.mistake(
            f"the section “{section}” does not exist{did_you_mean(section, sections)}"
        )
    requirements: list[str] = []
    for item in fields.entries_of("requirements"):
        requirement = item.text()
        if requirement and not _REQUIREMENT.fullmatch(requirement):
            item.mistake(f"“{requirement[:30]}” is not a requirement between R1 and R71.")
        elif requirement in requirements:
            item.mistake(f"“{requirement}” is listed twice.")
        elif requirement:
            requirements.append(requirement)
    return Clause(
        ref=_matching(fields, "ref", _REF, "a clause reference such as steps.2"),
        section=section,
        text=fields.words("text"),
        requirements=tuple(requirements),
    )


def _tool(entry: Entry) -> Tool:
    fields = entry.fields(("kind", "wording"))
    return Tool(fields.word("kind", TOOL_KINDS), fields.words("wording"))


def _channel(entry: Entry) -> Channel:
    fields = entry.fields(("kind", "wording"))
    return Channel(fields.word("kind", CHANNEL_KINDS), fields.words("wording"))


def _decider(entry: Entry) -> Decider:
    fields = entry.fields(("kind", "title"))
    return Decider(fields.word("kind", DECIDER_KINDS), fields.words("title"))


def _cited(fields: Fields, refs: Collection[str], citing: str) -> str:
    ref = fields.text("clause")
    entry = fields.at("clause")
    if ref and entry is not None and ref not in refs:
        entry.mistake(f"{citing} cites clause {ref}, which does not exist{did_you_mean(ref, refs)}")
    return ref


def _step(entry: Entry, refs: Collection[str], roles: tuple[str, ...]) -> Step:
    fields = entry.fields(("kind", "title", "performed_by", "clause"))
    kind = fields.word("kind", STEP_KINDS)
    return Step(
        kind=kind,
        title=fields.words("title"),
        performed_by=fields.word("performed_by", roles),
        clause=_cited(fields, refs, f"the step “{kind}”"),
    )


def _refuse_misplaced_steps(fields: Fields, steps: tuple[Step, ...]) -> None:
    entry = fields.at("steps")
    if entry is None or not entry.is_list:
        return
    kinds = [step.kind for step in steps]
    for item, earlier, later in zip(entry.items()[1:], kinds, kinds[1:], strict=False):
        if STEP_KINDS.index(later) < STEP_KINDS.index(earlier):
            item.mistake(f"the step “{later}” cannot come after “{earlier}”.")
    for kind in ("receive", "match", "confirm", "explain", "deliver"):
        if kinds and kind not in kinds:
            entry.mistake(f"the procedure lacks the step “{kind}”.")


def _mechanism(entry: Entry, refs: Collection[str]) -> Mechanism:
    fields = entry.fields(("kind", "title", "clause"))
    kind = fields.word("kind", MECHANISM_KINDS)
    return Mechanism(kind, fields.words("title"), _cited(fields, refs, f"the mechanism “{kind}”"))


def _promise(entry: Entry, refs: Collection[str]) -> Promise:
    fields = entry.fields(
        (
            "verbatim",
            "translation",
            "clause",
            "kind",
            "days",
            "target_days",
            "telling_days",
            "counting",
        )
    )
    kind = fields.word("kind", PROMISE_KINDS)
    days = fields.maybe("days", lambda item: item.integer(least=1, most=365))
    at_days = fields.at("days") or entry
    if kind == "as_soon_as_possible" and days is not None:
        at_days.mistake("a promise “as soon as possible” has no days; leave them null.")
    if kind != "as_soon_as_possible" and days is None:
        at_days.mistake(f"a promise of the kind “{kind}” needs its days.")
    promise = Promise(
        verbatim=fields.text("verbatim"),
        translation=fields.text("translation"),
        clause=_cited(fields, refs, "the promise"),
        kind=kind,
        days=days,
        target_days=fields.integer("target_days", least=1, most=365, default=30),
        telling_days=fields.integer("telling_days", least=1, most=365, default=3),
        counting=fields.word("counting", DAY_COUNTS),
    )
    at_target = fields.at("target_days") or entry
    if kind == "at_most" and days is not None and promise.target_days > days:
        at_target.mistake(
            f"the target of {promise.target_days} days lies beyond the promised {days}."
        )
    if kind == "at_least" and days is not None and promise.target_days < days:
        at_target.mistake(
            f"the target of {promise.target_days} days lies before the {days} days that the "
            "applicant is told to expect at least."
        )
    return promise


def _adoption(entry: Entry) -> AdoptionRecord:
    fields = entry.fields(
        ("reference", "kind", "hijri", "gregorian"),
        ("weekday", "term", "signatures", "acknowledgements"),
    )
    gregorian = fields.maybe("gregorian", Entry.day)
    weekday = fields.maybe("weekday", lambda item: item.word(WEEKDAYS))
    hijri = fields.text("hijri")
    at_hijri = fields.at("hijri")
    if gregorian is not None and hijri and at_hijri is not None:
        _compare_calendars(at_hijri, hijri, gregorian)
    at_weekday = fields.at("weekday")
    if gregorian is not None and weekday is not None and at_weekday is not None:
        actual = WEEKDAYS[gregorian.weekday()]
        if actual != weekday:
            at_weekday.mistake(f"{gregorian.isoformat()} was a {actual}, not a {weekday}.")
    return AdoptionRecord(
        reference=fields.text("reference"),
        kind=fields.word("kind", ADOPTION_KINDS),
        hijri=hijri,
        gregorian=gregorian or date.min,
        weekday=weekday,
        term=fields.maybe("term", Entry.words),
        signatures=fields.integer("signatures", least=0, most=100),
        acknowledgements=fields.integer("acknowledgements", least=0, most=10000),
    )


def _compare_calendars(entry: Entry, hijri: str, gregorian: date) -> None:
    if not re.fullmatch(r"1[34][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|30)", hijri):
        entry.mistake(f"“{hijri[:30]}” is not a Hijri day such as 1446-04-10.")
        return
    try:
        expected = Gregorian.fromdate(gregorian).to_hijri().isoformat()
        Hijri.fromisoformat(hijri)
    except (ValueError, OverflowError):
        entry.mistake(f"the Umm al-Qura calendar does not hold {hijri} or {gregorian}.")
        return
    if expected != hijri:
        entry.mistake(
            f"{gregorian.isoformat()} is {expected} in the Umm al-Qura calendar, not {hijri}."
        )

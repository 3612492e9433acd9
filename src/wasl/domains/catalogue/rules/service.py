"""A service as plain values: its form, documents and delivery, and reading it from a profile."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from wasl.domains.catalogue.refusals import (
    ANSWER_MISSING,
    ANSWER_OR_UNKNOWN_MISSING,
    CHOICE_MISSING,
    DATE_INCOMPLETE,
    NUMBER_UNREADABLE,
    TEXT_TOO_LONG,
    TEXT_UNREADABLE,
    number_too_large,
    number_too_small,
)
from wasl.foundation.calendar import Precision, parse_date
from wasl.foundation.identifiers import Malformed, ascii_digits, mobile, national_id, saudi_iban
from wasl.foundation.money import parse_amount
from wasl.foundation.profile import (
    Entry,
    Fields,
    Words,
    as_plain,
    did_you_mean,
    from_plain,
    only_once,
    open_profile,
)

T = TypeVar("T")

DECIDERS: Final = ("committee", "department")
BENEFICIARY_KINDS: Final = ("person", "household", "organisation")
MECHANISMS: Final = ("administrative_check", "interview", "field_visit")

QUESTION_KINDS: Final = (
    "text",
    "long_text",
    "number",
    "money",
    "choice",
    "yes_no",
    "date",
    "phone",
    "iban",
    "national_id",
    "city",
)
APPLIES_AS: Final = ("self", "household", "organisation", "on_behalf")
VALIDITIES: Final = ("none", "not_expired", "max_age_days")
HANDLINGS: Final = ("copy", "original_seen")
PROOFS: Final = ("code", "paper")
SURVEY_OCCASIONS: Final = ("reception", "decision", "delivery", "complaint")
REASON_OUTCOMES: Final = ("accept", "reject", "partly", "defer")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form; `key` is also the name of the fact for criteria.

    A sensitive question (health, disability) is asked only after the explicit consent whose
    words are `consent`.
    """

    key: str
    kind: str
    label: Words
    why: Words
    required: bool = True
    allow_unknown: bool = False
    sensitive: bool = False
    consent: Words | None = None
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    applies_as: tuple[str, ...] = APPLIES_AS

    @property
    def is_identifier(self) -> bool:
        """Whether the answer identifies somebody and is kept encrypted."""
        return self.kind in ("national_id", "iban", "phone")


@dataclass(frozen=True, slots=True)
class FitQuestion:
    """A question before the form: is this service for me?"""

    key: str
    label: Words
    choices: tuple[Choice, ...]
    fitting: tuple[str, ...]
    misfit: Words


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A document the service needs.

    `handling` is `original_seen` (an officer sees it, no copy is kept) or `copy`. A copy of an
    identity document needs `copy_basis`, the legal basis.
    """

    key: str
    title: Words
    why: Words
    example: Words
    required: bool = True
    is_identity: bool = False
    validity: str = "none"
    max_age_days: int | None = None
    handling: str = "copy"
    copy_basis: Words | None = None
    applies_as: tuple[str, ...] = APPLIES_AS


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """What is handed over: a quantity in a unit, or an amount in riyals."""

    item: Words
    quantity: int | None = None
    unit: Words | None = None
    amount: Decimal | None = None
    proof: tuple[str, ...] = PROOFS


@dataclass(frozen=True, slots=True)
class StandardReason:
    """A reason for a decision that can be picked; people add their own words."""

    key: str
    outcome: str
    text: Words
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """A service that people may ask for, as adopted.

    `criteria` stay as written here; the room of eligibility reads and judges them.
    """

    slug: str
    title: Words
    summary: Words
    beneficiary_kinds: tuple[str, ...]
    applies_as: tuple[str, ...]
    decided_by: str
    mechanisms: tuple[str, ...]
    fit_questions: tuple[FitQuestion, ...]
    questions: tuple[Question, ...]
    documents: tuple[RequiredDocument, ...]
    criteria: tuple[Mapping[str, Any], ...]
    delivery: tuple[DeliveryItem, ...]
    reasons: tuple[StandardReason, ...]
    survey_occasions: tuple[str, ...]
    capacity: int | None = None
    target_days: int | None = None

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def document(self, key: str) -> RequiredDocument | None:
        return next((document for document in self.documents if document.key == key), None)

    @property
    def fact_kinds(self) -> dict[str, str]:
        """The form's keys with the kind of each: what criteria may speak of."""
        return {question.key: question.kind for question in self.questions}

    def to_dict(self) -> dict[str, Any]:
        """The service as JSON can hold it; `from_dict` gives an equal one."""
        stored: dict[str, Any] = as_plain(self)
        return stored

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "ServiceDefinition":
        """The service again. Raises `ValueError` when what was stored is not a service."""
        return from_plain(cls, stored)


def applicable_questions(definition: ServiceDefinition, applies_as: str) -> tuple[Question, ...]:
    """The questions for somebody who applies in that way, in the order of the form."""
    return tuple(one for one in definition.questions if applies_as in one.applies_as)


def applicable_documents(
    definition: ServiceDefinition, applies_as: str
) -> tuple[RequiredDocument, ...]:
    """The documents for somebody who applies in that way, in order."""
    return tuple(one for one in definition.documents if applies_as in one.applies_as)


def missing_answers(
    definition: ServiceDefinition, answers: Mapping[str, Any], applies_as: str
) -> tuple[str, ...]:
    """The keys of the required questions that still lack an answer, in the order of the form.

    None stands for “I don't know”, which is an answer only where the question allows it.
    """
    return tuple(
        question.key
        for question in applicable_questions(definition, applies_as)
        if question.required and not _is_answered(question, answers)
    )


def _is_answered(question: Question, answers: Mapping[str, Any]) -> bool:
    if question.key not in answers:
        return False
    answer = answers[question.key]
    return question.allow_unknown if answer is None else answer != ""


def missing_documents(
    definition: ServiceDefinition, given: Collection[str], applies_as: str
) -> tuple[str, ...]:
    """The keys of the required documents that were not given, in order."""
    return tuple(
        document.key
        for document in applicable_documents(definition, applies_as)
        if document.required and document.key not in given
    )


def document_holds_on(
    document: RequiredDocument, *, submitted_on: date, issued_on: date | None, until: date | None
) -> bool | None:
    """Whether a document was valid on the day of submission; None when its dates are not known.

    The last day of validity still counts, and so does the day on which it is exactly of the
    greatest age.
    """
    if document.validity == "none":
        return True
    if document.validity == "not_expired":
        return None if until is None else submitted_on <= until
    if issued_on is None or document.max_age_days is None:
        return None
    return 0 <= (submitted_on - issued_on).days <= document.max_age_days


def misfits(definition: ServiceDefinition, fit_answers: Mapping[str, str]) -> tuple[Words, ...]:
    """For every question answered against the service: the sentence on who else can help.

    Raises `Malformed` when a question lacks an answer or the answer is none of its choices.
    """
    found: list[Words] = []
    for question in definition.fit_questions:
        answer = fit_answers.get(question.key, "")
        if answer not in {choice.key for choice in question.choices}:
            raise Malformed("choice_missing", CHOICE_MISSING)
        if answer not in question.fitting:
            found.append(question.misfit)
    return tuple(found)


def fits(definition: ServiceDefinition, fit_answers: Mapping[str, str]) -> bool:
    """Whether the service is for somebody who answers so. Raises `Malformed` as `misfits`."""
    return not misfits(definition, fit_answers)


SHORT_TEXT: Final = 200
LONG_TEXT: Final = 4000


def clean_answer(question: Question, raw: str) -> str | int | bool | None:
    """The answer in the form in which it is kept, which JSON can hold.

    Text, choice, phone (E.164), IBAN and national ID (digits) are texts; a number is an int; an
    amount is a text such as `1500.00`; a date is year-month-day, Gregorian, whichever calendar
    was typed; yes and no are true and false. An empty answer to a question that is not required
    is None. Raises `Malformed` with a sentence for the field; it never repeats what was typed.
    """
    typed = raw.strip()
    if not typed:
        if question.required:
            raise _missing(question)
        return None
    cleaned = _CLEANERS[question.kind](question, typed)
    _refuse_out_of_bounds(question, cleaned)
    return cleaned


def _missing(question: Question) -> Malformed:
    if question.kind in ("choice", "yes_no"):
        return Malformed("choice_missing", CHOICE_MISSING)
    if question.allow_unknown:
        return Malformed("answer_missing", ANSWER_OR_UNKNOWN_MISSING)
    return Malformed("answer_missing", ANSWER_MISSING)


def _short_text(_question: Question, typed: str) -> str:
    return _text_up_to(" ".join(typed.split()), SHORT_TEXT)


def _long_text(_question: Question, typed: str) -> str:
    return _text_up_to("\n".join(line.rstrip() for line in typed.splitlines()), LONG_TEXT)


def _text_up_to(text: str, longest: int) -> str:
    if any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in text):
        raise Malformed("text_unreadable", TEXT_UNREADABLE)
    if len(text) > longest:
        raise Malformed("text_too_long", TEXT_TOO_LONG)
    return text


def _number(_question: Question, typed: str) -> int:
    digits = ascii_digits(typed, without_marks=True).replace("٬", "").replace(",", "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        raise Malformed("number_unreadable", NUMBER_UNREADABLE)
    return int(digits)


def _money(_question: Question, typed: str) -> str:
    return str(parse_amount(typed))


def _choice(question: Question, typed: str) -> str:
    if typed not in {choice.key for choice in question.choices}:
        raise Malformed("choice_missing", CHOICE_MISSING)
    return typed


def _yes_no(_question: Question, typed: str) -> bool:
    if typed not in ("yes", "no"):
        raise Malformed("choice_missing", CHOICE_MISSING)
    return typed == "yes"


def _day(_question: Question, typed: str) -> str:
    entry = parse_date(typed)
    if entry.precision is not Precision.DAY:
        raise Malformed("date_incomplete", DATE_INCOMPLETE)
    return entry.gregorian_on.isoformat()


_CLEANERS: Final[Mapping[str, Callable[[Question, str], str | int | bool]]] = {
    "text": _short_text,
    "long_text": _long_text,
    "city": _short_text,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "yes_no": _yes_no,
    "date": _day,
    "phone": lambda _question, typed: mobile(typed),
    "iban": lambda _question, typed: saudi_iban(typed),
    "national_id": lambda _question, typed: national_id(typed).digits,
}


def _refuse_out_of_bounds(question: Question, cleaned: str | int | bool) -> None:
    if question.kind not in ("number", "money"):
        return
    amount = Decimal(cleaned)
    if question.least is not None and amount < question.least:
        raise number_too_small(question.least)
    if question.most is not None and amount > question.most:
        raise number_too_large(question.most)


def read_services(text: str, source: str) -> tuple[ServiceDefinition, ...]:
    """The services of a profile.

    Raises `ProfileInvalid` with every mistake of that part, each with its line and a sentence:
    also when a service names a decider, mechanism, kind of beneficiary or clause that the
    profile's policy does not have. Criteria are judged by the room of eligibility.
    """
    root = open_profile(text, source)
    if not root.is_mapping:
        root.fields(("association", "policy", "services"))
        root.reading.finish()
    entry = root.peek("services")
    if entry is None:
        root.mistake("the profile lacks “services”.")
        root.reading.finish()
        return ()
    world = _World.of(root.peek("policy"))
    found = [(item, _service(item, world)) for item in entry.items()]
    if entry.is_list and not found:
        entry.mistake("a profile needs at least one service.")
    only_once([(item, service.slug) for item, service in found], "service")
    root.reading.finish()
    return tuple(service for _, service in found)


def read_starters(text: str, source: str) -> tuple[ServiceDefinition, ...]:
    """Services from which an association may begin, written as in a profile but for no policy.

    Where a profile's service cites a clause, a starter cites a requirement such as `R67`. Raises
    `ProfileInvalid` with every mistake.
    """
    root = open_profile(text, source)
    entry = root.peek("services")
    world = _World(
        clauses=tuple(f"R{number}" for number in range(1, 72)),
        deciders=DECIDERS,
        mechanisms=MECHANISMS,
        beneficiary_kinds=BENEFICIARY_KINDS,
    )
    items = entry.items() if entry is not None else []
    found = [(item, _service(item, world)) for item in items]
    only_once([(item, service.slug) for item, service in found], "service")
    root.reading.finish()
    return tuple(service for _, service in found)


@dataclass(frozen=True, slots=True)
class _World:
    """What the profile's policy has, as far as a service may name it."""

    clauses: tuple[str, ...]
    deciders: tuple[str, ...]
    mechanisms: tuple[str, ...]
    beneficiary_kinds: tuple[str, ...]

    @classmethod
    def of(cls, policy: Entry | None) -> "_World":
        return cls(
            clauses=_named(policy, "clauses", "ref"),
            deciders=_named(policy, "deciders", "kind"),
            mechanisms=_named(policy, "mechanisms", "kind") or MECHANISMS,
            beneficiary_kinds=_named(policy, "beneficiary_kinds", None),
        )


def _named(policy: Entry | None, part: str, name: str | None) -> tuple[str, ...]:
    entry = policy.peek(part) if policy is not None else None
    if entry is None or not entry.is_list:
        return ()
    found = [item.peek(name) if name else item for item in entry.items()]
    return tuple(str(one.node.value) for one in found if one is not None)


def _service(entry: Entry, world: _World) -> ServiceDefinition:
    fields = entry.fields(
        (
            "slug",
            "title",
            "summary",
            "beneficiary_kinds",
            "applies_as",
            "decided_by",
            "mechanisms",
            "fit_questions",
            "questions",
            "documents",
            "criteria",
            "delivery",
            "reasons",
            "survey_occasions",
        ),
        ("capacity", "target_days"),
    )
    applies_as = _some(fields, "applies_as", APPLIES_AS)
    questions = _unique(fields, "questions", "question", _question, lambda one: one.key)
    documents = _unique(fields, "documents", "document", _document, lambda one: one.key)
    for part, things in (("questions", questions), ("documents", documents)):
        _refuse_unreachable(fields, part, things, applies_as)
    return ServiceDefinition(
        slug=_key(fields, "slug", _SLUG),
        title=fields.words("title"),
        summary=fields.words("summary"),
        beneficiary_kinds=_some(fields, "beneficiary_kinds", world.beneficiary_kinds),
        applies_as=applies_as,
        decided_by=fields.word("decided_by", world.deciders or ("committee", "department")),
        mechanisms=_some(fields, "mechanisms", world.mechanisms),
        fit_questions=_unique(
            fields, "fit_questions", "question", _fit_question, lambda one: one.key
        ),
        questions=questions,
        documents=documents,
        criteria=_criteria(fields, world),
        delivery=tuple(_delivery_item(item) for item in _at_least_one(fields, "delivery")),
        reasons=_unique(
            fields, "reasons", "reason", lambda item: _reason(item, world), lambda one: one.key
        ),
        survey_occasions=fields.word_list("survey_occasions", SURVEY_OCCASIONS),
        capacity=fields.maybe("capacity", lambda item: item.integer(least=1, most=100_000)),
        target_days=fields.maybe("target_days", lambda item: item.integer(least=1, most=365)),
    )


_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def _key(fields: Fields, name: str, pattern: re.Pattern[str] = _NAME) -> str:
    key = fields.text(name)
    entry = fields.at(name)
    if key and entry is not None and not (pattern.fullmatch(key) and len(key) <= 40):
        entry.mistake(f"“{key[:60]}” must be small Latin letters and digits, 40 at most.")
    return key


def _some(fields: Fields, name: str, known: Sequence[str]) -> tuple[str, ...]:
    words = fields.word_list(name, known)
    entry = fields.at(name)
    if entry is not None and entry.is_list and not entry.items():
        entry.mistake(f"“{entry.path}” must name at least one.")
    return words


def _at_least_one(fields: Fields, name: str) -> list[Entry]:
    items = fields.entries_of(name)
    entry = fields.at(name)
    if entry is not None and entry.is_list and not items:
        entry.mistake(f"“{entry.path}” must hold at least one.")
    return items


def _unique(
    fields: Fields, name: str, what: str, read: Callable[[Entry], T], key: Callable[[T], str]
) -> tuple[T, ...]:
    found = [(item, read(item)) for item in _at_least_one(fields, name)]
    only_once([(item, key(one)) for item, one in found], what)
    return tuple(one for _, one in found)


def _refuse_unreachable(
    fields: Fields,
    part: str,
    things: Sequence[Question | RequiredDocument],
    applies_as: tuple[str, ...],
) -> None:
    for item, thing in zip(fields.entries_of(part), things, strict=True):
        if thing.applies_as != APPLIES_AS and not set(thing.applies_as) & set(applies_as):
            item.mistake(
                f"“{thing.key}” is for nobody: the service is not open to "
                f"{', '.join(thing.applies_as)}."
            )


def _choice_entry(entry: Entry) -> Choice:
    fields = entry.fields(("key", "label"))
    return Choice(_key(fields, "key"), fields.words("label"))


def _question(entry: Entry) -> Question:
    fields = entry.fields(
        ("key", "kind", "label", "why"),
        (
            "required",
            "allow_unknown",
            "sensitive",
            "consent",
            "choices",
            "default",
            "least",
            "most",
            "applies_as",
        ),
    )
    kind = fields.word("kind", QUESTION_KINDS)
    choices: tuple[Choice, ...] = ()
    if kind == "choice":
        if "choices" not in fields:
            entry.mistake("a question of the kind “choice” needs its choices.")
        else:
            choices = _unique(fields, "choices", "choice", _choice_entry, lambda one: one.key)
    elif "choices" in fields:
        fields.entries["choices"].mistake(f"a question of the kind “{kind}” has no choices.")
    question = Question(
        key=_key(fields, "key"),
        kind=kind,
        label=fields.words("label"),
        why=fields.words("why"),
        required=fields.flag("required", default=True),
        allow_unknown=fields.flag("allow_unknown", default=False),
        sensitive=fields.flag("sensitive", default=False),
        consent=fields.maybe("consent", Entry.words),
        choices=choices,
        default=fields.maybe("default", Entry.text),
        least=fields.maybe("least", Entry.amount),
        most=fields.maybe("most", Entry.amount),
        applies_as=_some(fields, "applies_as", APPLIES_AS) or APPLIES_AS,
    )
    _refuse_odd_question(entry, fields, question)
    return question


def _refuse_odd_question(entry: Entry, fields: Fields, question: Question) -> None:
    known = [choice.key for choice in question.choices]
    if question.default is not None and question.default not in known:
        fields.entries["default"].mistake(
            f"the default “{question.default}” is none of the choices"
            f"{did_you_mean(question.default, known)}"
        )
    if question.sensitive and question.consent is None:
        entry.mistake("a sensitive question needs the words of the explicit consent.")
    if question.sensitive and question.required:
        entry.mistake("a sensitive question cannot be required: consent is free.")
    if question.consent is not None and not question.sensitive:
        fields.entries["consent"].mistake("only a sensitive question asks for consent.")
    for name in ("least", "most"):
        if name in fields and question.kind not in ("number", "money"):
            fields.entries[name].mistake(f"a question of the kind “{question.kind}” has no {name}.")
    if question.least is not None and question.most is not None and question.least > question.most:
        fields.entries["least"].mistake(f"{question.least} is more than {question.most}.")


def _fit_question(entry: Entry) -> FitQuestion:
    fields = entry.fields(("key", "label", "choices", "fitting", "misfit"))
    choices = _unique(fields, "choices", "choice", _choice_entry, lambda one: one.key)
    keys = [choice.key for choice in choices]
    fitting = _some(fields, "fitting", keys)
    if keys and set(fitting) == set(keys):
        entry.mistake("every answer fits, so the question decides nothing.")
    return FitQuestion(
        _key(fields, "key"), fields.words("label"), choices, fitting, fields.words("misfit")
    )


def _document(entry: Entry) -> RequiredDocument:
    fields = entry.fields(
        ("key", "title", "why", "example"),
        (
            "required",
            "is_identity",
            "validity",
            "max_age_days",
            "handling",
            "copy_basis",
            "applies_as",
        ),
    )
    document = RequiredDocument(
        key=_key(fields, "key"),
        title=fields.words("title"),
        why=fields.words("why"),
        example=fields.words("example"),
        required=fields.flag("required", default=True),
        is_identity=fields.flag("is_identity", default=False),
        validity=fields.word("validity", VALIDITIES),
        max_age_days=fields.maybe("max_age_days", lambda item: item.integer(least=1, most=3650)),
        handling=fields.word("handling", HANDLINGS),
        copy_basis=fields.maybe("copy_basis", Entry.words),
        applies_as=_some(fields, "applies_as", APPLIES_AS) or APPLIES_AS,
    )
    if (document.validity == "max_age_days") != (document.max_age_days is not None):
        (fields.at("max_age_days") or fields.at("validity") or entry).mistake(
            "“max_age_days” is given exactly when the validity is “max_age_days”."
        )
    if document.is_identity and document.handling == "copy" and document.copy_basis is None:
        (fields.at("handling") or fields.at("is_identity") or entry).mistake(
            "a copy of an identity document needs its legal basis (copy_basis); "
            "otherwise the original is seen."
        )
    return document


def _delivery_item(entry: Entry) -> DeliveryItem:
    fields = entry.fields(("item", "proof"), ("quantity", "unit", "amount"))
    item = DeliveryItem(
        item=fields.words("item"),
        quantity=fields.maybe("quantity", lambda one: one.integer(least=1, most=100_000)),
        unit=fields.maybe("unit", Entry.words),
        amount=fields.maybe("amount", Entry.amount),
        proof=_some(fields, "proof", PROOFS),
    )
    if (item.quantity is None) == (item.amount is None):
        entry.mistake("a delivery has either a quantity or an amount.")
    if (item.quantity is None) != (item.unit is None):
        entry.mistake("a quantity and its unit belong together.")
    return item


def _reason(entry: Entry, world: _World) -> StandardReason:
    fields = entry.fields(("key", "outcome", "text"), ("clause",))
    key = _key(fields, "key")
    clause = fields.maybe("clause", Entry.text)
    if clause:
        _refuse_unknown_clause(fields, clause, f"the reason “{key}”", world)
    return StandardReason(
        key, fields.word("outcome", REASON_OUTCOMES), fields.words("text"), clause
    )


def _refuse_unknown_clause(fields: Fields, clause: str, citing: str, world: _World) -> None:
    entry = fields.at("clause")
    if entry is not None and clause not in world.clauses:
        entry.mistake(
            f"{citing} cites clause {clause}, which does not exist"
            f"{did_you_mean(clause, world.clauses)}"
        )


def _criteria(fields: Fields, world: _World) -> tuple[Mapping[str, Any], ...]:
    found: list[tuple[Entry, str]] = []
    criteria: list[Mapping[str, Any]] = []
    for item in fields.entries_of("criteria"):
        parts = item.fields(("key", "title", "clause", "unmet", "tree"))
        key = _key(parts, "key")
        found.append((item, key))
        clause = parts.text("clause")
        if clause:
            _refuse_unknown_clause(parts, clause, f"the criterion “{key}”", world)
        criteria.append(
            {
                "key": key,
                "title": parts.words("title"),
                "clause": clause,
                "unmet": parts.words("unmet"),
                "tree": parts.read("tree", lambda tree: as_plain(tree.plain()), None),
            }
        )
    only_once(found, "criterion")
    return tuple(criteria)

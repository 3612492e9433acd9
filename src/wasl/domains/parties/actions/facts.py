"""Facts recorded with their source, and put right without being overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from wasl.domains.parties.models import Fact, Party
from wasl.domains.parties.queries.facts import _lacking_consents, _opened_party
from wasl.domains.parties.refusals import (
    FACT_NOT_YET,
    FACT_UNKNOWN,
    AlreadyCorrected,
    ConsentNeeded,
    DataDestroyed,
    FactUnreadable,
    FactWhyMissing,
    NothingToRecord,
    SourceUnknown,
)
from wasl.domains.parties.rules.facts import (
    FACT_KEYS,
    FACTS_PROVED,
    SOURCE_OF_MECHANISM,
    SOURCES,
    FactValue,
    facts_in_answers,
    read_value,
)
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.scoping import add_all, found, locked
from wasl.foundation.trail import remark

SHORTEST_WHY = 3


@dataclass(frozen=True, slots=True)
class FactInput:
    """One thing known, as typed; it holds on a day, today where none is said."""

    key: str
    value: Any
    holds_on: date | None = None


@action
def record_facts(
    by: Actor,
    *,
    party: UUID,
    facts: Sequence[FactInput],
    source: str,
    about: UUID | None = None,
    source_note: str = "",
) -> tuple[Fact, ...]:
    """Record what is known of a party from one source; nothing that stands is overwritten (R66).

    What was recorded already, of the same source, day and value, is not recorded again. Refuses
    with `NothingToRecord`, with `SourceUnknown`, with `FactUnreadable` naming each line that
    cannot be kept, with `ConsentNeeded` health, credit and parentage without the person's explicit
    consent, with `DataDestroyed`, with `NotFound`, and with `ConflictOfInterest`.
    """
    if source not in SOURCES:
        raise SourceUnknown
    if not facts:
        raise NothingToRecord
    row, same = _held_party(by, party)
    read = _read(facts)
    lacking = _lacking_consents(by, same, [one.key for one in facts])
    if lacking:
        raise ConsentNeeded(purposes=lacking)
    known = {
        (one.key, str(one.value.get("is")), one.holds_on)
        for one in Fact.objects.filter(
            party_id__in=same, source=source, key__in=list(read), replaced_at=None
        )
    }
    now = timezone.now()
    new = tuple(
        Fact(
            party=row,
            key=key,
            value={"is": value},
            source=source,
            source_note=source_note.strip()[:200],
            about=about,
            holds_on=on,
            recorded_by=by.staff,
            recorded_at=now,
        )
        for key, (value, on) in read.items()
        if (key, str(value), on) not in known
    )
    add_all(new)
    remark(row, source=source, facts=sorted(one.key for one in new))
    return new


@action
def correct_fact(
    by: Actor,
    *,
    fact: UUID,
    value: Any,
    why: str,
    source: str = "",
    holds_on: date | None = None,
) -> Fact:
    """Put a fact right: a new one takes the place of the former, which stays in its history.

    Without `source` or `holds_on` they stay those of the former. Refuses with `FactWhyMissing`,
    with `SourceUnknown`, with `FactUnreadable`, with `AlreadyCorrected` telling both values when
    somebody corrected it first, with `ConsentNeeded`, with `NotFound` and `ConflictOfInterest`.
    """
    reason = " ".join(why.split())
    if len(reason) < SHORTEST_WHY:
        raise FactWhyMissing
    # The person first, as whoever erases him does: each would wait for the other otherwise.
    row, same = _held_party(by, found(Fact.objects, pk=fact).party_id)
    former = locked(Fact.objects, pk=fact)
    chosen = source or former.source
    if chosen not in SOURCES:
        raise SourceUnknown
    read = _read([FactInput(former.key, value, holds_on or former.holds_on)])
    new_value, on = read[former.key]
    if former.replaced_at is not None:
        standing = Fact.objects.get(replaces=former)
        while standing.replaced_at is not None:
            standing = Fact.objects.get(replaces=standing)
        raise AlreadyCorrected(fact=standing.pk, theirs=standing.value.get("is"), yours=new_value)
    lacking = _lacking_consents(by, same, [former.key])
    if lacking:
        raise ConsentNeeded(purposes=lacking)
    now = timezone.now()
    former.replaced_at = now
    former.save(update_fields=["replaced_at"])
    correction = Fact(
        party_id=former.party_id,
        key=former.key,
        value={"is": new_value},
        source=chosen,
        source_note=former.source_note if chosen == former.source else "",
        about=former.about,
        holds_on=on,
        recorded_by=by.staff,
        recorded_at=now,
        replaces=former,
        why=reason[:400],
    )
    add_all([correction])
    remark(row, fact=former.key, source=chosen, replaced=str(former.pk))
    return correction


def _held_party(by: Actor, party: UUID) -> tuple[Party, tuple[UUID, ...]]:
    """As `_opened_party`, held until the action ends; refuses with `DataDestroyed` too, once the
    person was erased."""
    _row, same = _opened_party(by, party)
    row = locked(Party.objects, pk=same[0])
    if row.erased_at is not None:
        raise DataDestroyed
    return row, same


def _read(facts: Iterable[FactInput]) -> dict[str, tuple[FactValue, date]]:
    today = timezone.localdate()
    read: dict[str, tuple[FactValue, date]] = {}
    errors: dict[str, Any] = {}
    for one in facts:
        fact = FACT_KEYS.get(one.key)
        on = one.holds_on or today
        if fact is None:
            errors[one.key] = FACT_UNKNOWN
        elif on > today:
            errors[one.key] = FACT_NOT_YET
        else:
            try:
                read[one.key] = (read_value(fact, one.value), on)
            except Malformed as trouble:
                errors[one.key] = trouble.sentence
    if errors:
        raise FactUnreadable(errors=errors)
    return read


@action
def take_statement(
    by: Actor, *, party: UUID, answers: Mapping[str, Any], about: UUID, on: date
) -> int:
    """Keep what an applicant stated in an application as facts; returns how many.

    One statement, whatever the answers. Sensitive answers stay in the application: consent was
    given for that alone. Nothing is kept twice for one case.
    """
    return _taken(by, party, facts_in_answers(answers), "statement", about, on)


@action
def take_checked(
    by: Actor,
    *,
    party: UUID,
    answers: Mapping[str, Any],
    matching: Iterable[str],
    about: UUID,
    on: date,
) -> int:
    """Keep the answers that an officer found to match an official document; returns how many.

    `matching` holds the questions, and the documents that prove some: a proof of income proves
    the household's income. Nothing is kept twice for one case.
    """
    proved = {
        question: answers[question]
        for one in matching
        for question in FACTS_PROVED.get(one, (one,))
        if question in answers
    }
    return _taken(by, party, facts_in_answers(proved), "document", about, on)


@action
def take_found(
    by: Actor,
    *,
    party: UUID,
    findings: Mapping[str, Mapping[str, Any]],
    mechanism: str,
    about: UUID,
) -> int:
    """Keep what an interview, a visit or an administrative check found; returns how many.

    `findings` maps a question to {"value", "source", "on"}, the day as `2026-01-31`.
    """
    values = facts_in_answers({key: one.get("value") for key, one in findings.items()})
    days = {
        key: date.fromisoformat(one["on"])
        for question, one in findings.items()
        for key in facts_in_answers({question: one.get("value")})
    }
    source = SOURCE_OF_MECHANISM[mechanism]
    today = timezone.localdate()
    return sum(
        _taken(
            by,
            party,
            {key: value for key, value in values.items() if days[key] == on},
            source,
            about,
            min(on, today),
        )
        for on in dict.fromkeys(days.values())
    )


def _taken(
    by: Actor,
    party: UUID,
    values: Mapping[str, FactValue],
    source: str,
    about: UUID,
    on: date,
) -> int:
    # What a case says of one thing from one source is one fact, however often it is recorded.
    facts = [
        Fact(
            pk=uuid5(about, f"{source} {key}"),
            party_id=party,
            key=key,
            value={"is": value},
            source=source,
            about=about,
            holds_on=on,
            recorded_by=by.staff,
            recorded_at=timezone.now(),
        )
        for key, value in values.items()
    ]
    taken = add_all(facts, unless_there=True)
    remark(about=str(about), source=source, facts=taken)
    return taken

"""The letter that tells a decision, its PDF, and the check whether it is genuine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import ApplicationCase
from wasl.domains.assessments.queries import CriterionRow, recommendation_of
from wasl.domains.associations.queries import AssociationRow, association_known
from wasl.domains.decisions import messages, ports
from wasl.domains.decisions.models import Decision
from wasl.domains.decisions.queries.cases import _case_seen
from wasl.domains.decisions.refusals import NotIssued
from wasl.domains.decisions.rules import letters
from wasl.domains.decisions.rules.letters import Letter as LetterRow
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address, qr_of
from wasl.foundation.calendar import Language
from wasl.foundation.identifiers import Digits, grouped
from wasl.foundation.query import query, recorded_query
from wasl.foundation.refusal import NotFound
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

__all__ = ["LetterRow", "Verification", "decision_letter", "letter_by_token", "letter_pdf"]

_UNSAID = {"ar": "", "en": ""}


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may know of a letter: that it is ours, and whether it still stands."""

    number: int
    issued_on: date
    dated: Mapping[str, str]
    association: Mapping[str, str]
    licence: str
    is_valid: bool
    replaced_by: int | None


@recorded_query
def decision_letter(by: Actor, *, decision: UUID) -> LetterRow:
    """All parts of the letter of an issued decision, in both languages.

    Refuses with `NotIssued` before, and with `NotFound`, `FileNotAssigned` and
    `ConflictOfInterest` as the case itself does.
    """
    return _letter(by, decision)


@recorded_query
def letter_pdf(by: Actor, *, decision: UUID, language: str | None = None) -> bytes:
    """The letter on paper, in the applicant's language unless `ar` or `en` is asked for.

    Refuses as `decision_letter` does.
    """
    row = found(Decision.objects.select_related("corrects"), pk=decision)
    case = _case_seen(by, row.application_id)
    chosen: Language = "en" if (language or case.language) == "en" else "ar"
    letter = _written(by, row, case)
    remark(row, language=chosen)
    return ports.letter_printer().print_letter(letters.printable(letter, chosen))


@query
def letter_by_token(by: Actor, *, token: str) -> Verification:
    """Whether a letter is genuine: its number, its date, whose it is, and whether it stands.

    No personal data and no outcome. Refuses with `NotFound` an unknown token.
    """
    if not token:
        raise NotFound
    row = found(Decision.objects.filter(stage__in=["issued", "replaced"]), token=token)
    if row.number is None or row.issued_at is None:
        raise NotFound
    house = association_known(by.as_system(), association=by.house)
    issued_on = timezone.localdate(row.issued_at)
    return Verification(
        number=row.number,
        issued_on=issued_on,
        dated=letters.dates_in_words(issued_on, _digits(house)),
        association=house.name,
        licence=house.licence,
        is_valid=row.stage == "issued",
        replaced_by=_replaced_by(row),
    )


def _letter(by: Actor, decision: UUID) -> LetterRow:
    row = found(Decision.objects.select_related("corrects"), pk=decision)
    case = _case_seen(by, row.application_id)
    remark(row)
    return _written(by, row, case)


def _written(by: Actor, row: Decision, case: ApplicationCase) -> LetterRow:
    if row.number is None or row.issued_at is None:
        raise NotIssued
    system = by.as_system()
    house = association_known(system, association=by.house)
    digits = _digits(house)
    issued_on = timezone.localdate(row.issued_at)
    decider = case.policy.decider(row.decided_by)
    body = decider.title if decider else _UNSAID
    recommendation = recommendation_of(system, application=case.id)
    verify = address(messages.letter_path(house.slug, row.token))
    submitted = timezone.localdate(case.submitted_at) if case.submitted_at else issued_on
    steps = letters.steps_now(
        outcome=row.outcome,
        has_register_step=case.policy.has_step("register"),
        has_conditions=bool(row.conditions),
    )
    reason = next((one for one in case.definition.reasons if one.key == row.reason_key), None)
    return LetterRow(
        decision=row.pk,
        application=case.id,
        number=row.number,
        number_shown=letters.number_in_words(row.number, digits),
        reference=grouped(case.reference),
        issued_on=issued_on,
        dated=letters.dates_in_words(issued_on, digits),
        head=letters.Letterhead(
            name=house.name,
            licence=house.licence,
            city=house.city,
            phone=house.phone,
            email=house.email,
            website=house.website,
            accent=house.accent,
            digits=house.digits,
        ),
        addressee=case.applicant_name,
        service=case.service_title,
        subject=messages.filled(messages.SUBJECT, service=case.service_title),
        greeting=messages.GREETING,
        opening=messages.filled(
            messages.OPENING, decider=body, submitted=letters.dates_in_words(submitted, digits)
        ),
        outcome=row.outcome,
        verdict=messages.VERDICT[row.outcome],
        granted=_granted(row, digits),
        conditions=row.conditions,
        standard_reason=letters.in_digits(reason.text, digits) if reason else _UNSAID,
        reasons=row.reasons,
        criteria=tuple(
            _criterion(case, one, digits)
            for one in (recommendation.criteria if recommendation else ())
        ),
        clause=row.clause,
        cited=_cited(case, row.clause, digits),
        clause_text=_clause_text(case, row.clause, digits),
        promise=_promise(row, case, digits),
        promise_kept=row.promise_kept,
        next_steps=tuple(messages.NEXT_STEPS[key] for key in steps),
        closing=messages.CLOSING,
        signatories=_signatories(by, row, body),
        corrects=_corrects(row, digits),
        replaced=_replaced(row, digits),
        is_valid=row.stage == "issued",
        verify_url=verify,
        qr_svg=qr_of(verify),
    )


def _digits(house: AssociationRow) -> Digits:
    return Digits.ARABIC if house.digits == "arabic" else Digits.LATIN


def _granted(row: Decision, digits: Digits) -> tuple[letters.LetterLine, ...]:
    lines = []
    if row.amount is not None:
        lines.append(
            letters.LetterLine(messages.AMOUNT, letters.amount_in_words(row.amount, digits))
        )
    if row.valid_until is not None:
        lines.append(
            letters.LetterLine(
                messages.VALID_UNTIL, letters.dates_in_words(row.valid_until, digits)
            )
        )
    return tuple(lines)


def _criterion(case: ApplicationCase, one: CriterionRow, digits: Digits) -> letters.LetterCriterion:
    return letters.LetterCriterion(
        key=one.key,
        title=one.title,
        met=one.met,
        said=letters.in_digits(one.unmet if one.met is False else one.title, digits),
        clause=one.clause,
        cited=_cited(case, one.clause, digits),
        clause_text=one.clause_text,
    )


def _cited(case: ApplicationCase, ref: str, digits: Digits) -> dict[str, str]:
    clause = case.policy.clause(ref)
    section = next(
        (one for one in case.policy.sections if clause and one.key == clause.section), None
    )
    return letters.cited_clause(ref, section.title if section else _UNSAID, digits)


def _clause_text(case: ApplicationCase, ref: str, digits: Digits) -> dict[str, str]:
    clause = case.policy.clause(ref)
    return letters.in_digits(clause.text, digits) if clause else dict(_UNSAID)


def _promise(row: Decision, case: ApplicationCase, digits: Digits) -> dict[str, str] | None:
    if row.promise_kept is None or case.reply_expected_on is None:
        return None
    words = messages.PROMISE_KEPT if row.promise_kept else messages.PROMISE_BROKEN
    return messages.filled(words, date=letters.dates_in_words(case.reply_expected_on, digits))


def _corrects(row: Decision, digits: Digits) -> dict[str, str] | None:
    if row.corrects is None or row.corrects.number is None:
        return None
    number = letters.number_in_words(row.corrects.number, digits)
    return messages.filled(messages.CORRECTS, number=number)


def _replaced_by(row: Decision) -> int | None:
    """The number of the decision that took the place of this one."""
    if row.stage != "replaced":
        return None
    newer = Decision.objects.filter(corrects=row, stage__in=["issued", "replaced"])
    return newer.values_list("number", flat=True).first()


def _replaced(row: Decision, digits: Digits) -> dict[str, str] | None:
    newer = _replaced_by(row)
    if newer is None:
        return None
    number = letters.number_in_words(newer, digits)
    return messages.filled(messages.REPLACED, number=number)


def _signatories(
    by: Actor, row: Decision, body: Mapping[str, str]
) -> tuple[letters.Signatory, ...]:
    signing = [staff for staff in (row.decider, row.reviewer) if staff is not None]
    names = staff_names(by.as_system(), ids=signing)
    first = messages.CHAIR if row.decided_by == "committee" else messages.HEAD
    titles = (messages.filled(first, decider=body), dict(messages.REVIEWER))
    return tuple(
        letters.Signatory(names.get(staff, ""), title)
        for staff, title in zip(signing, titles, strict=False)
    )

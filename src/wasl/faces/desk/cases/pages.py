"""The pages of one case, drawn the same way for reading and after a form that needs another look."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import (
    APPLICANT_WORDS,
    ApplicationCase,
    ApplicationSheet,
    application_for_work,
    application_sheet,
)
from wasl.domains.contacts.queries import contacts_about
from wasl.domains.notifications.queries import messages_about
from wasl.domains.parties.queries import party_strip
from wasl.domains.privacy.queries import consents_of, openings_of
from wasl.faces.desk import words
from wasl.faces.desk.cases.forms import (
    COMPARED_WITH,
    AnswerForm,
    AskForm,
    CheckForm,
    ReasonedForm,
    ReferForm,
    StaffForm,
)
from wasl.faces.desk.cases.seen_before import seen_before, shown_before
from wasl.faces.desk.cases.signals import signals_shown
from wasl.faces.desk.contacting import ContactForm
from wasl.faces.desk.doors import colleagues
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.people.strip import (
    expired_shown,
    household_words,
    needs_shown,
    party_signals,
)
from wasl.faces.desk.policy_life.notices import older_version
from wasl.faces.desk.summaries import answer_rows, member_rows, person_rows
from wasl.faces.desk.tabs import case_tabs
from wasl.faces.desk.telling import telling
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import DocumentCard, PersonStrip, Text, TimelineStep
from wasl.foundation.refusal import ConflictOfInterest

if TYPE_CHECKING:
    from wasl.domains.applications.queries import CheckRow, DocumentRow
    from wasl.domains.parties.queries import PartyStrip

_IN_OFFICERS_HANDS = ("submitted", "incomplete")
_OPEN = ("submitted", "incomplete", "complete", "assessed", "decided")
_AWAITING = ("submitted", "incomplete", "complete", "assessed")
_MAY_ASK = ("submitted", "incomplete", "complete", "assessed")


def sheet_of(request: Request, application: UUID) -> ApplicationSheet:
    """The whole case. Refuses with `ConflictOfInterest` whoever it touches, before it is read."""
    case = application_for_work(request.actor, application=application)
    if case.has_conflict(request.actor):
        raise ConflictOfInterest(subject=application)
    return application_sheet(request.actor, application=application)


def case_page(
    request: Request,
    application: UUID,
    *,
    ask_form: AskForm | None = None,
    refer_form: ReferForm | None = None,
    answer_form: AnswerForm | None = None,
    withdraw_form: ReasonedForm | None = None,
) -> HttpResponse:
    """The case: what to do next, what is stated, documents, referrals, who holds it."""
    sheet = sheet_of(request, application)
    case = sheet.case
    actor = request.actor
    wrong = ask_form or refer_form or answer_form or withdraw_form
    is_working = actor.may("applications.record_checks") and case.stage in _IN_OFFICERS_HANDS
    context: dict[str, Any] = {
        "sheet": sheet,
        "form": wrong,
        "person": person_rows(case),
        "members": member_rows(case),
        "answers": answer_rows(case),
        "papers": [paper_card(row) for row in sheet.documents],
        "lacking": lacking_rows(case, sheet),
        "is_working": is_working,
        "may_edit": is_working and actor.may("applications.save_answers"),
        "may_ask": actor.may("applications.ask_for_missing") and case.stage in _MAY_ASK,
        "may_mark_answered": case.stage == "incomplete"
        and actor.may("applications.answer_request"),
        "may_refer": actor.may("applications.refer") and case.stage in _AWAITING,
        "may_withdraw": actor.may("applications.withdraw") and case.stage in _AWAITING,
        "ask_form": ask_form or _ask_form(sheet),
        "refer_form": refer_form or ReferForm(staff=_staff(request, "applications.refer")),
        "answer_form": answer_form or AnswerForm(),
        "withdraw_form": withdraw_form or ReasonedForm(),
        "referrals": _referrals(request, sheet),
        "requests": _requests(sheet),
        "signals": signals_shown(request, case),
        "papers_seen_before": seen_before(request, case),
        **telling(request, case),
    }
    return _shown(request, "desk/case.html", sheet, context, "desk:case", is_wrong=bool(wrong))


def checks_page(request: Request, sheet: ApplicationSheet, forms: list[CheckForm]) -> HttpResponse:
    """Matching: one block a document, all saved at once."""
    rows = {row.key: row for row in sheet.documents}
    may_check = (
        request.actor.may("applications.record_checks") and sheet.case.stage in _IN_OFFICERS_HANDS
    )
    before = shown_before(request, sheet) if may_check else {}
    blocks = [
        {
            "form": form,
            "document": rows.get(form.subject),
            "card": paper_card(rows[form.subject]) if form.subject in rows else None,
            "last": _last_check(sheet, form.subject),
            "lacking": next((one.why for one in sheet.missing if one.key == form.subject), ""),
            "before": before.get(form.subject),
        }
        for form in forms
    ]
    context = {
        "sheet": sheet,
        "forms": forms,
        "blocks": blocks,
        "person": person_rows(sheet.case),
        "answers": answer_rows(sheet.case),
        "may_check": may_check,
        "has_errors": any(form.errors for form in forms),
        "lacking": lacking_rows(sheet.case, sheet),
    }
    is_wrong = context["has_errors"] is True
    return _shown(request, "desk/checks.html", sheet, context, "desk:checks", is_wrong=is_wrong)


def contacts_page(
    request: Request, case: ApplicationCase, form: ContactForm | None = None
) -> HttpResponse:
    """Contacts, messages with how far they came, consents, and who opened the file."""
    sheet = sheet_of(request, case.id)
    actor = request.actor
    contacts = contacts_about(actor, about=case.id)
    names = sheet.names
    context = {
        "sheet": sheet,
        "form": form if form is not None and form.is_bound else None,
        "contact_form": form
        or ContactForm(
            channels=[(one.kind, one.wording) for one in case.policy.channels],
            initial={"channel": "phone", "direction": "inward"},
        ),
        "contacts": [
            {
                "row": row,
                "by": names.get(row.staff, "") if row.staff else "",
                "direction": words.DIRECTIONS.get(row.direction, row.direction),
            }
            for row in contacts
        ],
        "sent": [_message(row) for row in messages_about(actor, about=case.id)]
        if actor.may("notifications.messages_about")
        else [],
        "consents": consents_of(actor, subject=case.party)
        if case.party and actor.may("privacy.consents_of")
        else (),
        "openings": openings_of(actor, subject=case.id) if actor.may("privacy.openings_of") else (),
        "may_note": actor.may("contacts.record_contact"),
    }
    return _shown(
        request, "desk/contacts.html", sheet, context, "desk:contacts", is_wrong=form is not None
    )


def _shown(
    request: Request,
    template: str,
    sheet: ApplicationSheet,
    context: Mapping[str, Any],
    tab: str,
    *,
    is_wrong: bool = False,
) -> HttpResponse:
    case = sheet.case
    actor = request.actor
    around = {
        "case": case,
        "strip": strip_of(request, sheet),
        "tabs": case_tabs(request, case, tab),
        "steps": timeline_of(sheet),
        "holder": sheet.names.get(case.assigned_to, "") if case.assigned_to else "",
        "is_mine": case.assigned_to == actor.staff,
        "researcher": sheet.names.get(case.researcher, "") if case.researcher else "",
        "may_assign": actor.may("applications.assign") and case.stage in _OPEN,
        "may_take": actor.may("applications.record_checks"),
        "may_name": actor.may("applications.assign_researcher") and case.stage in _OPEN,
        "assign_form": StaffForm(staff=_staff(request, "applications.assign"), auto_id="assign_%s"),
        "researcher_form": StaffForm(
            staff=_staff(request, "applications.refer"), auto_id="researcher_%s"
        ),
        "is_waiting": case.stage in _AWAITING,
        "kept_on": timezone.localdate(case.answered_at) if case.answered_at else None,
        "back_url": here(request, "desk:queue"),
        **older_version(request, case),
    }
    return shown(
        request,
        template,
        {**telling(request, case), **around, **context},
        title=case.service_title,
        place="desk:queue",
        status=422 if is_wrong else 200,
    )


def _staff(request: Request, deed: str) -> list[tuple[str, str]]:
    return colleagues(request, *({"applications.assign": ("officer",)}.get(deed, ("researcher",))))


def strip_of(request: Request, sheet: ApplicationSheet) -> PersonStrip:
    """Who stands there: name, household, needs, promises, documents that expired."""
    case = sheet.case
    party = (
        party_strip(request.actor, party=case.beneficiary or case.party)
        if case.party and request.actor.may("parties.party_strip")
        else None
    )
    expired = [
        _("%(title)s: not valid") % {"title": spoken(row.asked.title)}
        for row in sheet.documents
        if row.check is not None and row.check.was_valid is False
    ]
    may_open = party is not None and request.actor.may("parties.party_sheet")
    return PersonStrip(
        name=case.applicant_name,
        reference=party.masked_id if party else "",
        url=here(request, "desk:party", party=party.id) if party and may_open else "",
        household=household_words(party) if party else "",
        phone="" if party and party.is_protected else case.phone,
        needs=_needs(case, party),
        expired=[*expired, *(expired_shown(request, party) if party else ())],
        signals=party_signals(party) if party else (),
    )


def _needs(case: ApplicationCase, party: "PartyStrip | None") -> list[Text]:
    if party is not None:
        needs = needs_shown(party)
        is_said = party.language == "en"
    else:
        needs, is_said = [], False
    if case.language == "en" and not is_said:
        needs.insert(0, _("Speaks English"))
    return needs


def timeline_of(sheet: ApplicationSheet) -> list[TimelineStep]:
    """What was done, what is being done, what comes next; the steps are the policy's own."""
    case, policy = sheet.case, sheet.case.policy
    decider = policy.decider(case.definition.decided_by)
    names = sheet.names
    signed = sheet.declaration
    steps = [
        _step(
            _title(policy, "receive", _("Received")),
            case.submitted_at,
            names.get(case.taken_by, "") if case.taken_by else _("through the portal"),
        ),
        _step(
            _title(policy, "confirm", _("Confirmed and signed")),
            signed.signed_at if signed else None,
            signed.signed_name if signed else "",
        ),
        _step(
            _title(policy, "explain", _("Told what happens next")),
            case.told_at,
            names.get(case.told_by, "") if case.told_by else "",
        ),
        _step(_title(policy, "match", _("Matched and complete")), case.complete_at),
        _step(_("Assessment"), None, names.get(case.researcher, "") if case.researcher else ""),
        _step(_("Decision"), case.answered_at, decider.title if decider else ""),
    ]
    if case.stage in ("assessed", "decided", "closed"):
        steps[4] = TimelineStep(steps[4].title, "done", None, steps[4].who)
    for kind, fallback in (("register", _("Registration")), ("deliver", _("Delivery"))):
        if policy.has_step(kind):
            steps.append(_step(_title(policy, kind, fallback), None))
    if case.stage == "closed":
        steps.append(_step(_("Closed"), case.closed_at))
    return _with_now(steps, case.stage)


def _title(policy: Any, kind: str, otherwise: object) -> object:
    step = policy.step(kind)
    return step.title if step else otherwise


def _step(title: object, at: datetime | None, who: object = "") -> TimelineStep:
    return TimelineStep(title, "done" if at else "next", at, who if at else "")


def _with_now(steps: list[TimelineStep], stage: str) -> list[TimelineStep]:
    if stage in ("closed", "withdrawn"):
        return [one for one in steps if one.state == "done"]
    position = {"submitted": 3, "incomplete": 3, "complete": 4, "assessed": 5, "decided": 6}
    now = position.get(stage, 0)
    if now < len(steps):
        steps[now] = TimelineStep(steps[now].title, "now", None, steps[now].who)
    return steps


def paper_card(row: "DocumentRow") -> DocumentCard:
    """A document as the page shows it: where it stands, and what its last check said."""
    check = row.check
    state = {"missing": "missing", "later": "later", "uploaded": "checking", "seen": "accepted"}[
        row.stage
    ]
    reason: object = ""
    if check is not None:
        is_good = check.matches and check.was_valid is not False
        state = "accepted" if is_good else "refused"
        if not check.matches:
            reason = _("It does not match the data.")
        elif check.was_valid is False:
            reason = _("It was not valid on the day of submission.")
    optional = state == "missing" and not row.asked.required
    return DocumentCard(
        title=row.asked.title,
        state="later" if optional else state,
        state_text=_("If there is one") if optional else _state_words(row, state),
        reason=reason,
        file_name=row.file_name,
        valid_until=check.valid_until if check else None,
        note=_checked_words(check) if check else row.asked.example,
    )


def _state_words(row: "DocumentRow", state: str) -> object:
    if state == "accepted":
        return _("Matches")
    if state == "refused":
        return _("Does not fit")
    return _("To be matched") if state == "checking" else ""


def _checked_words(check: "CheckRow") -> str:
    parts = [spoken(_("Original seen"))] if check.original_seen else []
    parts.append(spoken(COMPARED_WITH.get(check.compared_with, check.compared_with)))
    parts.append(check.checked_by_name)
    if check.note:
        parts.append(check.note)
    return " · ".join(part for part in parts if part)


def _last_check(sheet: ApplicationSheet, subject: str) -> "CheckRow | None":
    found = [check for check in sheet.checks if check.subject == subject]
    return found[-1] if found else None


def title_of(case: ApplicationCase, key: str) -> object:
    """What a key of a document, a question or a personal datum is called."""
    document = case.definition.document(key)
    if document is not None:
        return document.title
    question = case.definition.question(key)
    if question is not None:
        return question.label
    if key == "identity":
        return _("The identity")
    return APPLICANT_WORDS.get(key.removeprefix("applicant."), key)


def lacking_rows(case: ApplicationCase, sheet: ApplicationSheet) -> list[dict[str, object]]:
    """What keeps the file from being complete, in words."""
    return [
        {"title": title_of(case, one.key), "why": words.LACKING.get(one.why, one.why)}
        for one in sheet.missing
    ]


def items_to_ask(case: ApplicationCase) -> list[tuple[str, Any]]:
    """What the applicant can be asked to complete: documents first, then answers."""
    documents = [
        (one.key, one.title)
        for one in case.definition.documents
        if case.applies_as in one.applies_as
    ]
    questions = [
        (one.key, one.label)
        for one in case.definition.questions
        if case.applies_as in one.applies_as and one.key not in case.answers
    ]
    return [*documents, *questions]


def _ask_form(sheet: ApplicationSheet) -> AskForm:
    keys = {key for key, _title in items_to_ask(sheet.case)}
    unchecked = {"unchecked"}
    lacking = [one.key for one in sheet.missing if one.why not in unchecked and one.key in keys]
    return AskForm(items=items_to_ask(sheet.case), initial={"items": lacking})


def _referrals(request: Request, sheet: ApplicationSheet) -> list[dict[str, object]]:
    actor = request.actor
    may_answer = actor.may("applications.answer_referral")
    return [
        {
            "row": row,
            "may_answer": may_answer
            and row.answered_at is None
            and row.asked_of in (None, actor.staff),
        }
        for row in reversed(sheet.referrals)
    ]


def _requests(sheet: ApplicationSheet) -> list[dict[str, object]]:
    return [
        {"row": row, "titles": [title_of(sheet.case, key) for key in row.items]}
        for row in reversed(sheet.requests)
    ]


def _message(row: Any) -> dict[str, object]:
    stage, tone = words.MESSAGE_STAGES.get(row.stage, (row.stage, "neutral"))
    return {
        "row": row,
        "kind": words.MESSAGE_KINDS.get(row.kind, row.kind),
        "carrier": words.CARRIERS.get(row.carrier, row.carrier),
        "stage": stage,
        "tone": tone,
        "at": row.delivered_at or row.sent_at or row.queued_at,
    }

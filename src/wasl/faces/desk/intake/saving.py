"""Keeping what was typed: all that can be read is kept, the rest is shown again with its reason."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.actions import save_answers
from wasl.domains.applications.queries import DraftForm, draft_for_form
from wasl.domains.applications.refusals import AnswersMalformed
from wasl.domains.parties.queries import PartyStrip
from wasl.faces.desk.intake.forms import ApplicationForm
from wasl.faces.edge.routes import Request


@dataclass(slots=True)
class Saved:
    """The draft after saving, the form as typed, what could not be read, and when it was kept."""

    draft: DraftForm
    form: ApplicationForm
    wrong: list[dict[str, Any]] = field(default_factory=list)
    at: datetime | None = None


def kept_form(draft: DraftForm, *, members: int = 0) -> ApplicationForm:
    """The form with what is kept."""
    return ApplicationForm(
        draft.definition,
        applies_as=draft.applies_as,
        stored_applicant=draft.applicant,
        stored_answers=draft.answers,
        members=members,
    )


def save_typed(request: Request, draft: DraftForm, *, expects_version: bool = True) -> Saved:
    """Keep what the request's form holds. What cannot be read is marked and left as it was."""
    form = ApplicationForm(
        draft.definition,
        applies_as=draft.applies_as,
        stored_applicant=draft.applicant,
        stored_answers=draft.answers,
        data=request.POST,
        members=_whole_number(request.POST.get("members", "")),
    )
    version = _whole_number(request.POST.get("version", "")) if expects_version else 0
    way, applicant, answers = form.typed()
    try:
        _kept(request, draft.id, version or None, way, applicant, answers)
    except AnswersMalformed as refusal:
        form.mark(refusal.errors)
        _without(refusal.errors, applicant, answers)
        _kept(request, draft.id, version or None, way, applicant, answers)
        wrong = [
            {"label": form.label_of(path), "sentence": sentence}
            for path, sentence in refusal.errors.items()
        ]
    else:
        wrong = []
    kept = draft_for_form(request.actor, application=draft.id)
    return Saved(kept, form, wrong, timezone.localtime())


def _kept(
    request: Request,
    application: UUID,
    version: int | None,
    way: str,
    applicant: dict[str, Any],
    answers: dict[str, Any],
) -> None:
    save_answers(
        request.actor,
        application=application,
        version=version,
        applies_as=way,
        applicant=applicant,
        answers=answers,
    )


def _without(errors: Any, applicant: dict[str, Any], answers: dict[str, Any]) -> None:
    """Leave out what cannot be read, so that the rest is kept."""
    for path in errors:
        parts = path.split(".")
        if parts[0] != "applicant":
            answers.pop(path, None)
        elif parts[1] == "dependants" and len(parts) == 4:
            members = applicant.get("dependants") or []
            if int(parts[2]) < len(members):
                members[int(parts[2])].pop(parts[3], None)
        elif parts[1] == "on_behalf_of" and len(parts) == 3:
            (applicant.get("on_behalf_of") or {}).pop(parts[2], None)
        else:
            applicant.pop(parts[1], None)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def missing_labels(draft: DraftForm, form: ApplicationForm) -> list[str]:
    """What must still be answered before sending, in the form's words."""
    return [form.label_of(path) for path in draft.missing]


def prefill(request: Request, application: UUID, party: PartyStrip | None, phone: str) -> None:
    """Put into a new draft what the association knows already, so that it is asked once."""
    known: dict[str, Any] = {"phone": phone} if phone else {}
    if party is not None:
        known |= {
            "name": party.name,
            "city": party.city,
            "email": party.email,
            "address": party.address,
            "identity_kind": party.identity_kind,
            "birth": party.birth_on.isoformat() if party.birth_on else "",
        }
        if party.phone and not phone:
            known["phone"] = party.phone
    known = {name: value for name, value in known.items() if value}
    if not known:
        return
    try:
        save_answers(request.actor, application=application, applicant=known)
    except AnswersMalformed as refusal:
        _without(refusal.errors, known, {})
        save_answers(request.actor, application=application, applicant=known)

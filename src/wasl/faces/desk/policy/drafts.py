"""A document becomes a draft: uploaded, compared with what was read in it, its questions settled."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.policies.actions import discard_draft, draft_from_document, settle_question
from wasl.domains.policies.queries import (
    document_read,
    draft_sheet,
    policy_of,
    policy_source,
)
from wasl.domains.policies.refusals import AnswerUnknown, PolicyNotADraft
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy import words
from wasl.faces.desk.policy.forms import UploadForm
from wasl.faces.desk.policy.tabs import policy_parts
from wasl.faces.desk.policy.versions import version_head
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import cited
from wasl.foundation.refusal import Refusal, WrongStage

if TYPE_CHECKING:
    from wasl.domains.policies.queries import DraftSheet, SettledQuestion

OWN_WORDS = "own-words"
"""What the last answer of a question sends when something else is written beside it."""

_SURE, _LIKELY = 0.95, 0.8
_ANOTHER = {
    "text": _("Something else:"),
    "days": _("Another number of days:"),
    "day": _("Another day:"),
}


@staff_route("policies.draft_from_document", "policies.document_read", methods=("GET", "POST"))
def upload(request: Request, slug: str) -> HttpResponse:
    """Take the board's document and make a draft of it; of one we cannot read nothing is kept."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["document"]
        try:
            sent = {"content": file.read(), "file_name": file.name or ""}
            reading = document_read(request.actor, **sent)
            version = draft_from_document(request.actor, **sent, reading=reading)
        except Refusal as refusal:
            form.add_error("document", str(refusal))
        else:
            messages.success(request, _("The document is read. Compare it with what we found."))
            return redirect(here(request, "desk:policy_draft", policy_version=version.pk))
    return shown(
        request,
        "desk/policy/upload.html",
        {
            "form": form,
            "tabs": policy_parts(request, "desk:policies"),
            "back_url": here(request, "desk:policies"),
        },
        title=_("Upload the board's document"),
        place="desk:policies",
        status=422 if form.errors else 200,
    )


@staff_route("policies.draft_sheet")
def draft(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """What was read in a document, where, how surely, and what a person must settle."""
    return _draft_page(request, draft_sheet(request.actor, policy_version=policy_version))


@staff_route("policies.settle_question", "policies.draft_sheet", methods=("POST",))
def settle(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Keep one answer, or all of them as they stand on the page; a wrong one keeps no other."""
    sheet = draft_sheet(request.actor, policy_version=policy_version)
    only = request.POST.get("only", "")
    wrong: dict[str, str] = {}
    kept = 0
    for number, one in enumerate(sheet.questions):
        if only and one.question.key != only:
            continue
        answer = _answer_typed(request, number, one)
        if answer is None or (one.answer is not None and one.answer.answer == answer):
            continue
        try:
            settle_question(
                request.actor,
                policy_version=policy_version,
                key=one.question.key,
                answer=answer,
                note=request.POST.get(f"note-{number}", ""),
            )
        except AnswerUnknown as refusal:
            wrong[one.question.key] = _sentence(one, answer, refusal)
        except PolicyNotADraft as refusal:
            messages.error(request, str(refusal))
            break
        else:
            kept += 1
    if wrong:
        again = draft_sheet(request.actor, policy_version=policy_version)
        return _draft_page(request, again, wrong=wrong)
    if kept:
        messages.success(request, _("Your answers are kept, and the draft follows them."))
    address = here(request, "desk:policy_draft", policy_version=policy_version)
    return redirect(f"{address}#questions")


def _answer_typed(
    request: Request, number: int, one: "SettledQuestion"
) -> "str | dict[str, Any] | None":
    """The answer on the page. Words of one's own count as chosen when no other choice was made."""
    chosen = request.POST.get(f"answer-{number}", "")
    own = request.POST.get(f"own-{number}", "").strip()
    stood, stood_own = _standing(one)
    if chosen == OWN_WORDS or (own and own != stood_own and chosen == stood):
        return {"text": own}
    return chosen or None


def _standing(one: "SettledQuestion") -> tuple[str, str]:
    """What the page shows as chosen before anybody touches it, and the words beside it."""
    given: Any = one.answer.answer if one.answer else one.question.recommended
    if isinstance(given, dict) and "text" in given:
        return OWN_WORDS, str(given["text"])
    return str(given.get("value", "") if isinstance(given, dict) else given), ""


def _sentence(one: "SettledQuestion", answer: object, refusal: Refusal) -> str:
    free = one.question.free_as if isinstance(answer, dict) else ""
    said = {
        "days": _("Write a number of days from 1 to 365."),
        "day": _("Choose a day that exists, such as the one in the signed minutes."),
        "text": _("Write your own words, or choose one of the answers."),
    }
    return str(said.get(free, refusal))


def _draft_page(
    request: Request, sheet: "DraftSheet", *, wrong: dict[str, str] | None = None
) -> HttpResponse:
    row = sheet.version
    is_draft = row.stage == "draft"
    may_settle = is_draft and request.actor.may("policies.settle_question")
    cards = _cards(request, sheet, wrong or {})
    context = {
        **version_head(request, row, "desk:policy_draft"),
        "sheet": sheet,
        "wrong": [one for one in cards if one["error"]],
        "read": _values(sheet),
        "lists": _lists(sheet),
        "statements": _statements(sheet),
        "cards": cards,
        "has_errors": bool(wrong),
        "is_draft": is_draft,
        "may_settle": may_settle,
        "may_edit": is_draft and request.actor.may("policies.revise_draft"),
        "may_submit": is_draft and request.actor.may("policies.submit_to_board"),
        "may_discard": request.actor.may("policies.discard_draft")
        and row.stage in ("draft", "before_board"),
        "may_source": bool(sheet.file_name) and request.actor.may("policies.policy_source"),
    }
    return shown(
        request,
        "desk/policy/draft.html",
        context,
        title=row.title,
        place="desk:policies",
        status=422 if wrong else 200,
    )


def sureness(confidence: float) -> tuple[object, str]:
    """How sure a reading is, in words and a tone."""
    if confidence >= _SURE:
        return _("Clear"), "good"
    return (_("Likely"), "info") if confidence >= _LIKELY else (_("Please check"), "warn")


def _values(sheet: "DraftSheet") -> list[dict[str, object]]:
    reading = sheet.reading
    if reading is None:
        return []
    rows: list[dict[str, object]] = [
        {"label": label, "found": found, "sure": sureness(found.confidence)}
        for name, label in words.READ.items()
        if (found := getattr(reading, name)) is not None
    ]
    adoption, promise = reading.adoption, reading.promise
    if adoption is not None:
        said = (
            adoption.reference,
            adoption.weekday,
            _day_first(adoption.hijri),
            _day_first(adoption.gregorian),
        )
        rows.append(_read_row(_("Adoption"), " · ".join(filter(None, said)), adoption))
    if promise is not None:
        meaning = str(words.PROMISES.get(promise.kind, promise.kind))
        rows.append(_read_row(_("Reply promise"), meaning, promise))
    rows += [
        _read_row(_("Who decides"), str(words.ITEM_KINDS.get(one.value, one.value)), one)
        for one in reading.deciders
    ]
    rows += [
        _read_row(_("Whom we serve"), str(words.KINDS.get(one.value, one.value)), one)
        for one in reading.beneficiary_kinds
    ]
    return rows


def _day_first(day: str | None) -> str:
    """A day as Arabic documents write it, kept apart from what stands beside it."""
    return _isolated("/".join(reversed(day.split("-")))) if day else ""


def _isolated(text: str) -> str:
    """A text whose direction does not mix with the sentence around it."""
    return f"\u2068{text}\u2069" if text else ""


def _read_row(label: object, value: str, source: Any) -> dict[str, object]:
    found = {"value": value, "verbatim": source.verbatim, "line": source.line}
    return {"label": label, "found": found, "sure": sureness(source.confidence)}


def _lists(sheet: "DraftSheet") -> list[dict[str, object]]:
    if sheet.reading is None:
        return []
    return [
        {
            "title": title,
            "items": [
                {
                    "item": one,
                    "kind": words.ITEM_KINDS.get(one.kind, one.kind),
                    "sure": sureness(one.confidence),
                    "is_mended": one.wording not in one.verbatim,
                }
                for one in items
            ],
        }
        for name, title in words.LISTS.items()
        if (items := getattr(sheet.reading, name))
    ]


def _statements(sheet: "DraftSheet") -> list[dict[str, object]]:
    """Statements whose words differ from the usual ones."""
    if sheet.reading is None:
        return []
    return [
        {
            "statement": one,
            "sure": sureness(one.confidence),
            "name": _clause_named(sheet, one.requirement),
        }
        for one in sheet.reading.statements
        if any(change.kind != "same" for change in one.changes)
    ]


def _clause_named(sheet: "DraftSheet", requirement: str) -> str:
    policy = sheet.version.policy
    clauses = policy.cites(requirement)
    return cited(policy, clauses[0].ref) if clauses else ""


def _cards(request: Request, sheet: "DraftSheet", wrong: dict[str, str]) -> list[dict[str, object]]:
    answered = {one.answer.answered_by for one in sheet.questions if one.answer is not None}
    names = staff_names(request.actor, ids={one for one in answered if one is not None})
    return [
        {
            **_card(request, number, one, wrong.get(one.question.key, "")),
            "by": _isolated(names.get(one.answer.answered_by, ""))
            if one.answer is not None and one.answer.answered_by
            else "",
        }
        for number, one in enumerate(sheet.questions)
    ]


def _card(request: Request, number: int, one: "SettledQuestion", error: str) -> dict[str, object]:
    question = one.question
    chosen, own = _standing(one)
    typed = _answer_typed(request, number, one) if request.method == "POST" else None
    if typed is not None:
        chosen, own = (OWN_WORDS, typed["text"]) if isinstance(typed, dict) else (typed, own)
    return {
        "number": number,
        "question": question,
        "answer": one.answer,
        "error": error,
        "chosen": chosen,
        "own": own,
        "own_words": OWN_WORDS,
        "another": _ANOTHER.get(question.free_as, ""),
        "note": one.answer.note if one.answer else "",
        "settled": _settled_words(one),
    }


def _settled_words(one: "SettledQuestion") -> object:
    if one.answer is None:
        return ""
    answer = one.answer.answer
    if isinstance(answer, dict) and "text" in answer:
        return answer["text"]
    value = answer.get("value") if isinstance(answer, dict) else answer
    return next((choice.words for choice in one.question.choices if choice.value == value), value)


@staff_route("policies.policy_source")
def source(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """The document as it was uploaded; it is never shown inside a page."""
    file = policy_source(request.actor, policy_version=policy_version)
    answer = HttpResponse(file.content, content_type="application/octet-stream")
    named = content_disposition_header(as_attachment=True, filename=file.file_name)
    answer.headers["Content-Disposition"] = named or "attachment"
    return answer


@staff_route("policies.discard_draft", methods=("GET", "POST"))
def discard(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Give up a draft; its number is spent."""
    row = policy_of(request.actor, policy_version=policy_version)
    if request.method == "POST":
        try:
            discard_draft(request.actor, policy_version=policy_version)
        except WrongStage as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The draft is discarded."))
        return redirect(here(request, "desk:policies"))
    return shown(
        request,
        "desk/policy/discard.html",
        version_head(request, row, ""),
        title=_("Discard the draft"),
        place="desk:policies",
    )

"""The documents of a draft: what was attached, what comes later, what is still to be brought."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.actions import attach_document, postpone_document
from wasl.domains.applications.queries import draft_for_form
from wasl.faces.edge.routes import Request
from wasl.foundation.refusal import Refusal

if TYPE_CHECKING:
    from wasl.domains.applications.queries import DocumentRow, DraftForm

_STATES = {
    "missing": (_("Needed"), "warn"),
    "later": (_("To bring later"), "wait"),
    "uploaded": (_("Received"), "good"),
    "seen": (_("Original seen"), "good"),
}


def papers_of(draft: "DraftForm") -> list[dict[str, object]]:
    """Each document that is asked for, with its state and what can be done."""
    return [_paper(row) for row in draft.documents]


def _paper(row: "DocumentRow") -> dict[str, object]:
    state, tone = _STATES[row.stage]
    if row.stage == "missing" and not row.asked.required:
        state, tone = _("If there is one"), "neutral"
    return {
        "key": row.key,
        "title": row.asked.title,
        "example": row.asked.example,
        "state": state,
        "tone": tone,
        "file_name": row.file_name,
        "takes_file": row.asked.handling == "copy",
        "may_postpone": row.stage == "missing",
    }


def papers_to_bring(request: Request, application: UUID) -> list[dict[str, object]]:
    """What the person still has to bring: the list that is handed over."""
    draft = draft_for_form(request.actor, application=application)
    return [
        _paper(row)
        for row in draft.documents
        if row.asked.required and row.stage in ("missing", "later")
    ]


def handle_papers(request: Request, application: UUID) -> tuple[str, int]:
    """Attach or postpone what the pressed button names; a refusal's sentence and status, or ("", 0)."""
    attach, later = request.POST.get("attach", ""), request.POST.get("later", "")
    try:
        if later:
            postpone_document(request.actor, application=application, key=later)
        file = request.FILES.get(f"d-{attach}") if attach else None
        if file is not None:
            attach_document(
                request.actor,
                application=application,
                key=attach,
                file_name=file.name or "",
                content=file.chunks(),
            )
        elif attach:
            return str(_("Choose the file first, then attach it.")), 422
    except Refusal as refusal:
        return str(refusal), refusal.status
    return "", 0

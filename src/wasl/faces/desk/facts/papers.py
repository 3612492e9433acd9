"""Documents of a party: what was seen, copies with their ground, and taking copies away again."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.applications.queries import applications_with_scan
from wasl.domains.parties.actions import forget_copy, keep_copy, see_document
from wasl.domains.parties.queries import (
    COPY_WORDS,
    document_copy,
    document_kinds_listed,
    document_sheet,
    documents_of,
    strip_beside,
)
from wasl.domains.parties.refusals import (
    BasisMissing,
    BasisNotEnough,
    CopyKindRefused,
    CopyNotStored,
    CopyOfTooManyPixels,
    CopyPdfRefused,
    CopyTooLarge,
    CopyUnreadable,
    DocumentKindClosed,
    DocumentReplaced,
    ExpiryMissing,
    IssuedLater,
    IssueMissing,
)
from wasl.faces.desk.acting import Places, attempt
from wasl.faces.desk.facts import words
from wasl.faces.desk.facts.forms import CopyForm, SeenForm
from wasl.faces.desk.frame import here
from wasl.faces.desk.people.frame import party_page
from wasl.faces.edge.routes import Request, staff_route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wasl.domains.applications.queries import ScannedCase
    from wasl.domains.parties.models import PartyDocument
    from wasl.domains.parties.queries import DocumentRow, PartyStrip

TAB: Final = "desk:party_documents"

_AT: Final[Places] = {
    BasisMissing: ("why",),
    BasisNotEnough: ("basis",),
    DocumentKindClosed: ("kind",),
    DocumentReplaced: ("replaces",),
    ExpiryMissing: ("valid_until",),
    IssueMissing: ("issued_on",),
    IssuedLater: ("issued_on",),
    CopyKindRefused: ("file",),
    CopyNotStored: ("file",),
    CopyOfTooManyPixels: ("file",),
    CopyPdfRefused: ("file",),
    CopyTooLarge: ("file",),
    CopyUnreadable: ("file",),
}


@staff_route("parties.documents_of")
def documents(request: Request, slug: str, party: UUID) -> HttpResponse:
    """The documents that a party showed, those that count first."""
    strip = strip_beside(request.actor, party=party)
    rows = documents_of(request.actor, party=strip.id)
    staff = {row.seen_by for row in rows if row.seen_by}
    names = staff_names(request.actor, ids=staff) if staff else {}
    in_cases = _in_cases(request, rows)
    shown = [_document(request, strip, row, names, in_cases) for row in rows]
    context = {
        "current": [one for one in shown if one["row"].is_current],
        "former": [one for one in shown if not one["row"].is_current],
        "see_url": here(request, "desk:see_document", party=strip.id)
        if request.actor.may("parties.see_document")
        else "",
    }
    return party_page(
        request, "desk/facts/documents.html", context, party=strip.id, tab=TAB, strip=strip
    )


def _in_cases(
    request: Request, rows: "tuple[DocumentRow, ...]"
) -> "Mapping[str, tuple[ScannedCase, ...]]":
    scans = [scan for row in rows for scan in row.scans]
    if not scans or not request.actor.may("applications.applications_with_scan"):
        return {}
    return applications_with_scan(request.actor, scans=scans)


def _document(
    request: Request,
    strip: "PartyStrip",
    row: "DocumentRow",
    names: "Mapping[UUID, str]",
    in_cases: "Mapping[str, tuple[ScannedCase, ...]]",
) -> dict[str, Any]:
    text, tone = words.STATES[row.state]
    may_copy = request.actor.may("parties.note_copy") and row.is_current
    cases = dict.fromkeys(case for scan in row.scans for case in in_cases.get(scan, ()))
    return {
        "row": row,
        "title": row.kind.title,
        "state": text,
        "tone": tone,
        "basis": COPY_WORDS.get(row.copy_basis, ""),
        "seen_by": names.get(row.seen_by, "") if row.seen_by else "",
        "case_url": here(request, "desk:case", application=row.about) if row.about else "",
        "file_url": here(request, "desk:document_copy", party=strip.id, document=row.id)
        if row.has_copy and request.actor.may("parties.document_copy")
        else "",
        "copy_url": here(request, "desk:keep_copy", party=strip.id, document=row.id)
        if may_copy
        else "",
        "forget_url": here(request, "desk:forget_copy", party=strip.id, document=row.id)
        if row.has_copy and request.actor.may("parties.forget_copy")
        else "",
        "renew_url": f"{here(request, 'desk:see_document', party=strip.id)}?again={row.id}"
        if row.is_current and request.actor.may("parties.see_document")
        else "",
        "same_here": sum(place.party == strip.id for place in row.same_scan),
        "same_elsewhere": [
            here(request, TAB, party=place.party)
            for place in row.same_scan
            if place.party != strip.id
        ],
        "same_in_cases": [
            here(request, "desk:case", application=case.application) if case.is_open else ""
            for case in cases
            if case.application != row.about
        ],
    }


@staff_route("parties.see_document", "parties.documents_of", methods=("GET", "POST"))
def see(request: Request, slug: str, party: UUID) -> HttpResponse:
    """Record that the original lies here: the normal way, without a copy."""
    strip = strip_beside(request.actor, party=party)
    current = [row for row in documents_of(request.actor, party=strip.id) if row.is_current]
    kinds = [kind for kind in document_kinds_listed(request.actor) if kind.is_open]
    again = request.GET.get("again", "")
    renewed = next((row for row in current if str(row.id) == again), None)
    form = SeenForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        former=current,
        initial={"kind": str(renewed.kind.id), "replaces": again} if renewed else {},
    )

    def act() -> "PartyDocument":
        given = form.cleaned_data
        return see_document(
            request.actor,
            party=strip.id,
            kind=UUID(given["kind"]),
            number=given["number"],
            issued_on=given["issued_on"],
            valid_until=given["valid_until"],
            replaces=UUID(given["replaces"]) if given["replaces"] else None,
        )

    seen, status = attempt(form, act, at=_AT)
    if seen is not None:
        messages.success(request, _("It is recorded that you saw the original."))
        return redirect(f"{here(request, TAB, party=strip.id)}#d-{seen.pk}")
    context = {
        "form": form,
        "validities": [(kind.title, words.validity_told(kind)) for kind in kinds],
        "has_former": bool(current),
        "back_url": here(request, TAB, party=strip.id),
    }
    return party_page(
        request,
        "desk/facts/see.html",
        context,
        party=strip.id,
        tab=TAB,
        title=_("See an original"),
        strip=strip,
        status=status,
    )


@staff_route("parties.note_copy", "parties.document_sheet", methods=("GET", "POST"))
def copy(request: Request, slug: str, party: UUID, document: UUID) -> HttpResponse:
    """Keep a copy of a document, once its ground is said."""
    row = document_sheet(request.actor, document=document)
    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()

    def act() -> "PartyDocument":
        given = form.cleaned_data
        return keep_copy(
            request.actor,
            document=document,
            content=given["file"].chunks(),
            file_name=given["file"].name,
            basis=given["basis"],
            why=given["why"],
        )

    kept, status = attempt(form, act, at=_AT)
    if kept is not None:
        messages.success(request, _("The copy is kept, sealed for this person."))
        return redirect(f"{here(request, TAB, party=row.party)}#d-{document}")
    if form.errors and "file" in request.FILES and "file" not in form.errors:
        form.add_error("file", _("Choose the file again: a browser does not keep it."))
    context = {
        "form": form,
        "row": row,
        "back_url": here(request, TAB, party=row.party),
    }
    return party_page(
        request,
        "desk/facts/copy.html",
        context,
        party=row.party,
        tab=TAB,
        title=_("Keep a copy"),
        strip=strip_beside(request.actor, party=row.party),
        status=status,
    )


@staff_route("parties.document_copy")
def download(request: Request, slug: str, party: UUID, document: UUID) -> HttpResponse:
    """The copy, as an attachment which nothing runs; who opens it is in the trail."""
    file = document_copy(request.actor, document=document)
    answer = HttpResponse(file.content, content_type=file.kind)
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@staff_route("parties.forget_copy", "parties.document_sheet", methods=("GET", "POST"), fresh="now")
def forget(request: Request, slug: str, party: UUID, document: UUID) -> HttpResponse:
    """Destroy a copy whose ground is gone, after asking once more."""
    row = document_sheet(request.actor, document=document)
    if request.method == "POST":
        forget_copy(request.actor, document=document)
        messages.success(request, _("The copy is destroyed. That the original was seen stays."))
        return redirect(here(request, TAB, party=row.party))
    context = {"row": row, "back_url": here(request, TAB, party=row.party)}
    return party_page(
        request,
        "desk/facts/forget.html",
        context,
        party=row.party,
        tab=TAB,
        title=_("Destroy the copy"),
        strip=strip_beside(request.actor, party=row.party),
    )

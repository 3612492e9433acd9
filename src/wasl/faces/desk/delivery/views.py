"""From an accepted application to a service received: file number, code or paper, receipt."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.refusals import CodeExpired, CodeLocked, CodeWrong
from wasl.domains.delivery.actions import hand_over, register, send_delivery_code
from wasl.domains.delivery.queries import (
    deliveries_waiting,
    delivery_counts,
    delivery_sheet,
    handover_receipt,
    registrations_waiting,
)
from wasl.domains.delivery.refusals import (
    LACKING,
    AlreadyDelivered,
    EntitlementExpired,
    NoPhone,
    NotReady,
    NotToBeRegistered,
    PaperNotKept,
    PaperUnreadable,
    ProofMissing,
    ProofNotTaken,
    RequirementsIncomplete,
)
from wasl.faces.desk.delivery.forms import CodeForm, PaperForm
from wasl.faces.desk.doors import case_door
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.tabs import case_tabs
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import key_typed
from wasl.faces.ui import formats
from wasl.faces.ui.shapes import Tab
from wasl.foundation.refusal import NotFound

if TYPE_CHECKING:
    from django import forms

    from wasl.domains.delivery.queries import DeliverySheet, EntitlementRow, PartRow

PAGE = 25
_CODE_TROUBLES = (CodeWrong, CodeExpired, CodeLocked)
_STANDING = (AlreadyDelivered, EntitlementExpired, NotReady, ProofNotTaken, NoPhone)


@staff_route("delivery.deliveries_waiting")
def deliveries(request: Request, slug: str) -> HttpResponse:
    """What waits for its file number, and what is ready to be handed over."""
    counts = delivery_counts(request.actor)
    asked = request.GET.get("stage", "")
    stage = asked if asked in counts else ("ready" if counts["ready"] else "waiting")
    listed = registrations_waiting if stage == "waiting" else deliveries_waiting
    rows = listed(request.actor, after=key_typed(request.GET.get("after")), most=PAGE + 1)
    address = here(request, "desk:deliveries")
    more = f"?stage={stage}&after={rows[PAGE - 1].id}" if len(rows) > PAGE else ""
    context = {
        "stage": stage,
        "rows": [
            {
                "row": row,
                "what": what(row),
                "url": here(request, "desk:delivery", application=row.application),
            }
            for row in rows[:PAGE]
        ],
        "tabs": [
            Tab(
                _("To register"), f"{address}?stage=waiting", stage == "waiting", counts["waiting"]
            ),
            Tab(_("To hand over"), f"{address}?stage=ready", stage == "ready", counts["ready"]),
        ],
        "next_url": more,
        "has_rows": bool(rows),
    }
    return shown(
        request,
        "desk/delivery/deliveries.html",
        context,
        title=_("Registration and delivery"),
        place="desk:deliveries",
    )


@staff_route("delivery.delivery_sheet")
@case_door
def delivery(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Where the delivery of a case stands, and the next act."""
    return _page(request, delivery_sheet(request.actor, application=application))


@staff_route("delivery.register", methods=("POST",))
@case_door
def registration(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Register the file and give its number."""
    try:
        done = register(request.actor, application=application)
    except (RequirementsIncomplete, NotToBeRegistered) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("The file is registered under number %(number)s.") % {"number": done.file_number},
        )
    return _back(request, application)


@staff_route("delivery.send_delivery_code", methods=("POST",))
@case_door
def code(request: Request, slug: str, application: UUID) -> HttpResponse:
    """Send the code to the phone of the case."""
    entitlement = _entitlement(delivery_sheet(request.actor, application=application))
    try:
        send_delivery_code(request.actor, entitlement=entitlement.id)
    except _STANDING as refusal:
        messages.error(request, str(refusal))
        return _back(request, application)
    messages.success(request, _("The code is on its way. Ask the beneficiary to read it out."))
    return redirect(here(request, "desk:delivery", application=application) + "?sent=1#code")


@staff_route("delivery.record_handover", methods=("POST",))
@case_door
def handover(request: Request, slug: str, application: UUID, proof: str) -> HttpResponse:
    """Record the handover with its proof, then show the receipt."""
    sheet = delivery_sheet(request.actor, application=application)
    form: forms.Form = (
        PaperForm(request.POST, request.FILES) if proof == "paper" else CodeForm(request.POST)
    )
    if not form.is_valid():
        return _page(request, sheet, form)
    try:
        hand_over(
            request.actor,
            entitlement=_entitlement(sheet).id,
            proof=proof,
            code=form.cleaned_data.get("code", ""),
            paper=form.cleaned_data["paper"].read() if proof == "paper" else b"",
            received_by=form.cleaned_data.get("received_by", ""),
        )
    except (*_CODE_TROUBLES, PaperUnreadable, PaperNotKept, ProofMissing) as refusal:
        form.add_error("paper" if proof == "paper" else "code", str(refusal))
        return _page(request, sheet, form, status=refusal.status)
    except _STANDING as refusal:
        messages.error(request, str(refusal))
        return _page(
            request,
            delivery_sheet(request.actor, application=application),
            status=refusal.status,
        )
    messages.success(request, _("The handover is recorded and the case is closed."))
    return redirect(here(request, "desk:receipt", application=application))


@staff_route("delivery.handover_receipt")
@case_door
def receipt(request: Request, slug: str, application: UUID) -> HttpResponse:
    """The receipt, to be printed."""
    row = handover_receipt(request.actor, application=application)
    context = {
        "receipt": row,
        "parts": [_part(one) for one in row.parts],
        "back_url": here(request, "desk:delivery", application=application),
    }
    return shown(
        request,
        "desk/delivery/receipt.html",
        context,
        title=_("Receipt of delivery"),
        place="desk:deliveries",
    )


def what(row: "EntitlementRow") -> str:
    """What is handed over, in one line."""
    return formats.listed(_part(one) for one in row.parts)


def _part(part: "PartRow") -> str:
    title = formats.words(part.title)
    if part.amount is not None:
        return f"{title} ({formats.money(part.amount)})"
    if part.quantity and part.quantity > 1:
        return f"{title} ({formats.number(part.quantity)} {formats.words(part.unit)})"
    return title


def _entitlement(sheet: "DeliverySheet") -> "EntitlementRow":
    if sheet.entitlement is None:
        raise NotFound
    return sheet.entitlement


def _back(request: Request, application: UUID) -> HttpResponse:
    return redirect(here(request, "desk:delivery", application=application))


def _page(
    request: Request,
    sheet: "DeliverySheet",
    wrong: "forms.Form | None" = None,
    *,
    status: int = 422,
) -> HttpResponse:
    actor, row = request.actor, sheet.entitlement
    may_hand_over = (
        row is not None
        and row.stage == "ready"
        and not row.is_over
        and actor.may("delivery.record_handover")
    )
    proofs = row.proofs if row else ()
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "row": row,
        "parts": [_part(one) for one in row.parts] if row else [],
        "form": wrong,
        "code_form": wrong if isinstance(wrong, CodeForm) else CodeForm(),
        "paper_form": wrong if isinstance(wrong, PaperForm) else PaperForm(),
        "is_sent": "sent" in request.GET or isinstance(wrong, CodeForm),
        "lacking": [LACKING[key] for key in sheet.lacking],
        "may_register": sheet.may_register and actor.may("delivery.register"),
        "may_hand_over": may_hand_over,
        "takes_code": may_hand_over and "code" in proofs,
        "takes_paper": may_hand_over and "paper" in proofs,
        "phone_tail": sheet.case.phone[-4:],
        "tabs": case_tabs(request, sheet.case, "desk:delivery"),
        "receipt_url": here(request, "desk:receipt", application=sheet.case.id),
        "back_url": here(request, "desk:deliveries")
        if actor.may("delivery.deliveries_waiting")
        else here(request, "desk:case", application=sheet.case.id),
    }
    return shown(
        request,
        "desk/delivery/delivery.html",
        context,
        title=sheet.case.service_title,
        place="desk:deliveries",
        status=status if wrong or status == 409 else 200,
    )

"""Into an application: the phone, its code, or going on without a phone."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasl.domains.access.actions import confirm_code, send_code
from wasl.domains.applications.actions import start_application
from wasl.domains.applications.queries import drafts_held
from wasl.domains.catalogue.queries import ServiceRow, service_called
from wasl.faces.edge.actor import (
    confirmed_phone,
    forget_visitor,
    hold_application,
    keep_sealed,
    kept_sealed,
    remember_phone,
)
from wasl.faces.edge.language import safe_next
from wasl.faces.edge.limits import limited
from wasl.faces.edge.routes import Request, public_route
from wasl.faces.portal.forms import MobileForm, SmsCodeForm
from wasl.faces.portal.pages import page, sent, told_in
from wasl.foundation.identifiers import Malformed, mobile, uuid7
from wasl.foundation.refusal import Refusal

HOUR = timedelta(hours=1)
KEPT_FOR = timedelta(hours=12)
CHANNEL = "website"


@public_route
def start(request: Request, slug: str, service: str) -> HttpResponse:
    """Before one begins: what is waiting from last time, and how to go on."""
    row = service_called(request.actor, slug=service)
    here = request.get_full_path()
    if request.actor.kind != "applicant":
        return redirect(f"{reverse('portal:phone', args=[slug])}?{urlencode({'next': here})}")
    return page(
        request,
        "start",
        title=_("Before you begin"),
        back=reverse("portal:service", args=[slug, service]),
        service=row,
        drafts=drafts_held(request.actor),
        key=uuid7(),
    )


@public_route(methods=("POST",))
@limited("begin", most=60, per=HOUR)
def begin(request: Request, slug: str, service: str) -> HttpResponse:
    """Open the draft and go to its first page; pressing twice opens one."""
    has_phone = bool(request.actor.phone_index)
    draft = start_application(
        request.actor,
        key=_key(request.POST.get("key", "")),
        service=service,
        channel=CHANNEL,
        phone=confirmed_phone(request) if has_phone else "",
        language=(get_language() or "ar")[:2],
    )
    if not has_phone:
        hold_application(request, draft.pk)
    if not request.user.is_authenticated:
        # A form never expires while it is being filled; staff keep their half hour.
        request.session.set_expiry(KEPT_FOR)
    return redirect("portal:resume", slug, draft.pk)


@public_route(methods=("GET", "POST"))
@limited("ask for a code", most=60, per=HOUR)
def phone(request: Request, slug: str) -> HttpResponse:
    """Ask for the number and send it a code; the answer tells nothing about the number."""
    asked = {"phone": kept_sealed(request, "asked_phone")}
    form = MobileForm(sent(request), initial=asked)
    if form.is_valid():
        try:
            number = mobile(form.cleaned_data["phone"])
            _send(request, number)
            return redirect(f"{reverse('portal:code', args=[slug])}?{_onward(request)}")
        except Malformed as trouble:
            told_in(form, trouble, otherwise="phone")
    return page(
        request,
        "phone",
        title=_("What is your mobile number?"),
        back=reverse("portal:home", args=[slug]),
        form=form,
        service=_service_ahead(request, slug),
        key=uuid7(),
    )


@public_route(methods=("GET", "POST"))
@limited("try a code", most=120, per=HOUR)
def code(request: Request, slug: str) -> HttpResponse:
    """Take the code from the message; then the phone is confirmed for this visit."""
    number = kept_sealed(request, "asked_phone")
    if not number:
        return redirect(f"{reverse('portal:phone', args=[slug])}?{_onward(request)}")
    form = SmsCodeForm(sent(request))
    if form.is_valid():
        try:
            typed = form.cleaned_data["code"]
            index = confirm_code(request.actor, phone=number, code=typed, purpose="apply")
            remember_phone(request, phone=number, phone_index=index)
            return redirect(safe_next(request, reverse("portal:home", args=[slug])))
        except Refusal as refusal:
            told_in(form, refusal, otherwise="code")
    return _code_page(request, slug, form, number)


@public_route(methods=("POST",))
@limited("ask for a code", most=60, per=HOUR)
def code_again(request: Request, slug: str) -> HttpResponse:
    """Send another code to the same number."""
    number = kept_sealed(request, "asked_phone")
    if number:
        _send(request, number)
        messages.info(request, _("If the number is right, a new code is on its way."))
    return redirect(f"{reverse('portal:code', args=[slug])}?{_onward(request)}")


@public_route(methods=("POST",))
def leave(request: Request, slug: str) -> HttpResponse:
    """Forget who was here, as on a shared phone; what was written stays kept for him."""
    forget_visitor(request)
    messages.success(request, _("You are signed out on this phone."))
    return redirect("portal:home", slug)


def _send(request: Request, number: str) -> None:
    language = (get_language() or "ar")[:2]
    send_code(request.actor, phone=number, purpose="apply", language=language)
    keep_sealed(request, "asked_phone", number)


def _code_page(request: Request, slug: str, form: SmsCodeForm, number: str) -> HttpResponse:
    return page(
        request,
        "code",
        title=_("Write the code from the message"),
        back=f"{reverse('portal:phone', args=[slug])}?{_onward(request)}",
        form=form,
        number=number,
        onward=_onward(request),
        service=_service_ahead(request, slug),
        key=uuid7(),
    )


def _onward(request: Request) -> str:
    ahead = request.GET.get("next", "")
    return urlencode({"next": ahead}) if ahead else ""


def _service_ahead(request: Request, slug: str) -> ServiceRow | None:
    """The service for which the phone is asked, if it is asked for a new application."""
    ahead = request.GET.get("next", "")
    before, after = reverse("portal:start", args=[slug, "-"]).split("-/apply/")[0], "/apply/"
    if not (ahead.startswith(before) and ahead.endswith(after)):
        return None
    try:
        return service_called(request.actor, slug=ahead[len(before) : -len(after)])
    except Refusal:
        return None


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return uuid7()

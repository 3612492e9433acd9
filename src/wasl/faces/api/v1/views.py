"""The machines' face: services, sending an application whole, correcting one, receipts of SMS."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Status
from ninja.errors import HttpError, ValidationError
from ninja.utils import check_csrf

from wasl.domains.access.queries import visitor_actor
from wasl.domains.applications.actions import save_answers, submit_whole
from wasl.domains.catalogue.queries import ServiceRow, service_called, services_offered
from wasl.domains.notifications.actions import record_callback
from wasl.faces.api.body import StrictParser
from wasl.faces.api.v1.schemas import (
    Corrected,
    Correction,
    Receipt,
    Service,
    WholeApplication,
    WholeService,
)
from wasl.faces.edge.limits import limited
from wasl.faces.edge.refusals import ForeignForm, Unreadable, as_refusal, refused
from wasl.faces.edge.routes import Request, Scope, declare
from wasl.foundation.refusal import Refusal

SIGNATURE = "X-Wasl-Signature"

api = NinjaAPI(
    title="Wasl",
    version="1",
    description="Ask for services of a non-profit association.",
    parser=StrictParser(),
    docs_url=None,
    urls_namespace="api",
)


class KeyNeeded(Refusal):
    """An application came without a key that makes sending twice harmless."""

    status = 400
    sentence = _("Send an Idempotency-Key header: a new UUID for each application.")


class FieldUnknown(Refusal):
    """A body has a field that this address does not take; nothing was changed."""

    status = 400
    sentence = _("The body has a field that is not taken here. Nothing was changed.")


class FieldsWrong(Refusal):
    """Fields of a body are missing or of another kind."""

    status = 422
    sentence = _("Some fields are missing or of another kind. Correct them and send it again.")


@api.get("/{slug:slug}/services", response=list[Service])
def services(request: Request, slug: str) -> list[dict[str, Any]]:
    """The services of the association."""
    return [_service(row) for row in services_offered(request.actor)]


@api.get("/{slug:slug}/services/{slug:service}", response=WholeService)
def service(request: Request, slug: str, service: str) -> dict[str, Any]:
    """One service with its questions and documents."""
    row = service_called(request.actor, slug=service)
    return {
        **_service(row),
        "questions": [
            {
                "key": question.key,
                "kind": question.kind,
                "label": question.label,
                "required": question.required,
                "choices": [choice.key for choice in question.choices],
            }
            for question in row.definition.questions
        ],
        "documents": [
            {"key": document.key, "title": document.title, "required": document.required}
            for document in row.definition.documents
        ],
    }


@api.post("/{slug:slug}/applications", response={200: Receipt, 201: Receipt})
@limited("api application", most=300, per=timedelta(minutes=10))
def send_application(request: Request, slug: str, body: WholeApplication) -> Status[dict[str, Any]]:
    """Send an application whole: 201, or 200 with the same reference when it was sent before.

    The header `Idempotency-Key` holds a UUID; the same key with other content is refused 409.
    """
    sent = submit_whole(
        visitor_actor(request.association.id),
        key=_key(request),
        service=body.service,
        channel=body.channel,
        applies_as=body.applies_as,
        phone=body.phone,
        applicant=body.applicant,
        answers=body.answers,
        signed_name=body.signed_name,
        method="name",
        language=body.language,
    )
    receipt = {
        "id": sent.application,
        "reference": sent.reference,
        "secret": sent.secret,
        "reply_expected_on": sent.reply_expected_on,
    }
    return Status(200 if sent.already else 201, receipt)


@api.patch("/{slug:slug}/applications/{uuid:application}", response=Corrected)
def correct_application(
    request: Request, slug: str, application: UUID, body: Correction
) -> dict[str, Any]:
    """Correct an application as a signed-in member of staff; 409 with the differences when
    somebody saved in between."""
    if check_csrf(request) is not None:
        raise ForeignForm
    row = save_answers(
        request.actor,
        application=application,
        version=body.version,
        applies_as=body.applies_as,
        applicant=body.applicant,
        answers=body.answers,
    )
    return {"id": row.pk, "version": row.version, "stage": row.stage}


@api.post("/{slug:slug}/receipts/sms", response={200: None, 202: None})
def take_receipt(request: Request, slug: str) -> HttpResponse:
    """Take a receipt of the SMS provider, signed with the secret shared with it.

    200 once it is kept; 202 for a message that is not ours, which changes nothing.
    """
    is_known = record_callback(
        request.actor,
        body=request.body,
        signature=request.headers.get(SIGNATURE, ""),
    )
    return HttpResponse(status=200 if is_known else 202)


def _service(row: ServiceRow) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "summary": row.summary,
        "takes_applications": row.takes_applications,
        "applies_as": list(row.definition.applies_as),
    }


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise KeyNeeded from None


def _invalid(request: HttpRequest, trouble: Any) -> HttpResponse:
    # The messages of the schema may repeat what was sent; only its places go out.
    places = {
        ".".join(str(part) for part in error["loc"][2:]): error["type"] for error in trouble.errors
    }
    unknown = [place for place, kind in places.items() if kind == "extra_forbidden"]
    if unknown:
        return refused(request, FieldUnknown(fields=len(unknown)))
    sentence = str(_("This field is missing or of another kind."))
    return refused(request, FieldsWrong(errors=dict.fromkeys(places, sentence)))


def _unparsed(request: HttpRequest, trouble: Any) -> HttpResponse:
    return refused(request, Unreadable())


def _refusal(request: HttpRequest, trouble: Any) -> HttpResponse:
    refusal = as_refusal(trouble)
    if refusal is None:
        raise trouble
    return refused(request, refusal)


api.add_exception_handler(ValidationError, _invalid)
api.add_exception_handler(HttpError, _unparsed)
api.add_exception_handler(Exception, _refusal)

_PUBLIC_READ = Scope("public", ("GET",))
_PUBLIC_SEND = Scope("public", ("POST",))
_SCOPES = {
    "send_application": (_PUBLIC_SEND,),
    "correct_application": (Scope("staff", ("PATCH",), frozenset({"applications.save_answers"})),),
    "take_receipt": (_PUBLIC_SEND,),
    "services": (_PUBLIC_READ,),
    "service": (_PUBLIC_READ,),
    "openapi-json": (Scope("installation"),),
    "api-root": (Scope("installation"),),
}


def _declared() -> list[Any]:
    patterns: list[Any] = list(api.urls[0])
    kept = [pattern for pattern in patterns if pattern.name in _SCOPES]
    for pattern in kept:
        declare(pattern.callback, *_SCOPES[pattern.name])
    return kept


addresses = _declared()

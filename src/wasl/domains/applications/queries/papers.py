"""The request form on paper: empty for whoever wants it, filled for whoever works on the case."""

from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications import ports
from wasl.domains.applications.messages import DECLARATION
from wasl.domains.applications.models import Application, Declaration
from wasl.domains.applications.queries.cases import _case, _check_reader
from wasl.domains.applications.queries.sheets import _documents_of
from wasl.domains.applications.rules.frozen import declaration_wording
from wasl.domains.applications.rules.paper import Letterhead, RequestForm, Stated, request_form
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.queries import service_called
from wasl.domains.policies.queries import policy_in_force, policy_of
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address, qr_of
from wasl.foundation.calendar import Language
from wasl.foundation.identifiers import grouped
from wasl.foundation.query import query, recorded_query
from wasl.foundation.scoping import found
from wasl.foundation.trail import remark

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

__all__ = [
    "RequestForm",
    "empty_form",
    "empty_form_pdf",
    "filled_form",
    "filled_form_pdf",
]

_UNSAID = {"ar": "", "en": ""}


@query
def empty_form(by: Actor, *, service: str, language: Language) -> RequestForm:
    """The request form of a service to be filled in by hand (R45), as its present edition asks.

    Refuses with `NotFound` a service that is not offered.
    """
    return _empty(by, service, language)


@query
def empty_form_pdf(by: Actor, *, service: str, language: Language) -> bytes:
    """The same on A4. Refuses as `empty_form`."""
    return ports.form_printer().print_form(asdict(_empty(by, service, language)))


@recorded_query
def filled_form(by: Actor, *, application: UUID, language: Language) -> RequestForm:
    """The request form with all that a case states, as the edition and the policy it lives under
    have it; a draft's too, to be signed by hand.

    Refuses with `NotFound`, `FileNotAssigned` and `ConflictOfInterest` as the case itself does.
    """
    return _filled(by, application, language)


@recorded_query
def filled_form_pdf(by: Actor, *, application: UUID, language: Language) -> bytes:
    """The same on A4. Refuses as `filled_form`."""
    return ports.form_printer().print_form(asdict(_filled(by, application, language)))


def _empty(by: Actor, service: str, language: Language) -> RequestForm:
    system = by.as_system()
    row = service_called(system, slug=service)
    try:
        policy = policy_in_force(system)
    except NoPolicyInForce:
        policy = None
    head, slug = _head(system)
    where = address(f"/{slug}/services/{service}/")
    wording = (
        declaration_wording(policy.policy, DECLARATION, str(policy.id))[0]
        if policy
        else DECLARATION
    )
    promise, clause = _promise(policy.policy if policy else None)
    return request_form(
        row.definition,
        language=language,
        head=head,
        printed_on=timezone.localdate(),
        declaration=wording,
        promise=promise,
        promise_clause=clause,
        address=where,
        qr_svg=qr_of(where),
    )


def _filled(by: Actor, application: UUID, language: Language) -> RequestForm:
    row = found(Application.objects, pk=application)
    _check_reader(by, row)
    remark(row, language=language)
    case = _case(by, row)
    system = by.as_system()
    policy = policy_of(system, policy_version=case.policy_version)
    signed = Declaration.objects.filter(application=row).order_by("-id").first()
    head, slug = _head(system)
    where = address(f"/{slug}/follow/")
    wording, _version = declaration_wording(policy.policy, DECLARATION, str(policy.id))
    promise, clause = _promise(policy.policy)
    return request_form(
        case.definition,
        language=language,
        head=head,
        printed_on=timezone.localdate(),
        declaration=wording,
        promise=promise,
        promise_clause=clause,
        address=where,
        qr_svg=qr_of(where) if case.reference else "",
        stated=Stated(
            applies_as=case.applies_as or case.definition.applies_as[0],
            applicant=case.applicant,
            answers=case.answers,
            documents=frozenset(
                one.key for one in _documents_of(case) if one.stage in ("uploaded", "seen")
            ),
            reference=grouped(case.reference) if case.reference else "",
            phone=case.phone,
            signed_name=signed.signed_name if signed else "",
            signed_method=signed.method if signed else "",
            signed_on=timezone.localdate(signed.signed_at) if signed else None,
            witness=signed.witness if signed else "",
        ),
    )


def _head(system: Actor) -> tuple[Letterhead, str]:
    house = association_known(system, association=system.house)
    contacts = tuple(one for one in (house.phone, house.email, house.website) if one)
    head = Letterhead(house.name, house.licence, house.city, contacts, house.accent, house.digits)
    return head, house.slug


def _promise(policy: "Policy | None") -> tuple[dict[str, str], dict[str, str]]:
    """The promise of reply in its own words, and its clause as readers cite it."""
    if policy is None:
        return _UNSAID, _UNSAID
    promise = policy.promise
    clause = policy.clause(promise.clause)
    section = next((one for one in policy.sections if clause and one.key == clause.section), None)
    number = promise.clause.rpartition(".")[2]
    cited = {
        language: f"{title} {number if number.isdigit() else ''}".strip()
        for language, title in (section.title if section else _UNSAID).items()
    }
    return {"ar": promise.verbatim, "en": promise.translation}, cited

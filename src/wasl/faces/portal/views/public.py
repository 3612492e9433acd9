"""What anybody may read: the associations, one association, its policy and its services."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.domains.associations.queries import associations_listed, work_calendar
from wasl.domains.catalogue.queries import ServiceRow, service_called, services_offered
from wasl.domains.policies.queries import (
    adoption_of,
    public_policy,
    reply_promise,
)
from wasl.faces.edge.routes import (
    InstallationRequest,
    Request,
    installation_route,
    public_route,
)
from wasl.faces.portal.forms import FitForm
from wasl.faces.portal.pages import page, sent
from wasl.faces.ui.formats import cited
from wasl.foundation.actor import Actor


@installation_route
def associations(request: InstallationRequest) -> HttpResponse:
    """The associations of the installation; one alone goes straight to its page."""
    listed = associations_listed(Actor.installation())
    if len(listed) == 1:
        return redirect("portal:home", listed[0].slug)
    return page(request, "associations", title=_("Which association do you want?"), listed=listed)


@public_route
def home(request: Request, slug: str) -> HttpResponse:
    """The association's first page: ask for a service, or follow a request."""
    policy = public_policy(request.actor)
    return page(
        request,
        "home",
        title=_("How can we help you?"),
        services=services_offered(request.actor),
        policy=policy,
        adoption=policy and adoption_of(request.actor, policy_version=policy.id),
        is_open_today=work_calendar(request.actor).is_working_day(timezone.localdate()),
    )


@public_route
def services(request: Request, slug: str) -> HttpResponse:
    """All services, to choose one."""
    return page(
        request,
        "services",
        title=_("Which service do you need?"),
        back=reverse("portal:home", args=[slug]),
        services=services_offered(request.actor),
        policy=public_policy(request.actor),
    )


@public_route
def service(request: Request, slug: str, service: str) -> HttpResponse:
    """What a service is, for whom, what it needs, who decides and when."""
    row = service_called(request.actor, slug=service)
    return page(
        request,
        "service",
        title=row.title,
        back=reverse("portal:services", args=[slug]),
        service=row,
        next_url=_first_step(slug, row),
        **_decided(request, row),
    )


@public_route(methods=("GET", "POST"))
def fit(request: Request, slug: str, service: str) -> HttpResponse:
    """Is this for me? Not fitting is no error: the page says what else is possible."""
    row = service_called(request.actor, slug=service)
    form = FitForm(sent(request), questions=row.definition.fit_questions)
    if not form.is_valid():
        return _fit_page(request, slug, row, form)
    if misfits := form.misfits():
        return _not_fitting(request, slug, row, misfits)
    return redirect("portal:start", slug, service)


def _fit_page(request: Request, slug: str, row: ServiceRow, form: FitForm) -> HttpResponse:
    return page(
        request,
        "fit",
        title=_("Is this service for you?"),
        back=reverse("portal:service", args=[slug, row.slug]),
        service=row,
        form=form,
    )


def _not_fitting(
    request: Request, slug: str, row: ServiceRow, misfits: tuple[object, ...]
) -> HttpResponse:
    others = [one for one in services_offered(request.actor) if one.id != row.id]
    return page(
        request,
        "not_fitting",
        title=_("There may be something better for you"),
        back=reverse("portal:fit", args=[slug, row.slug]),
        service=row,
        misfits=misfits,
        others=[one for one in others if one.takes_applications],
    )


def _first_step(slug: str, row: ServiceRow) -> str:
    name = "portal:fit" if row.definition.fit_questions else "portal:start"
    return reverse(name, args=[slug, row.slug])


def _decided(request: Request, row: ServiceRow) -> dict[str, Any]:
    """Who decides and when the answer comes, by the policy in force."""
    policy = public_policy(request.actor)
    if policy is None:
        return {"policy": None}
    promise = reply_promise(
        request.actor,
        policy_version=policy.id,
        complete_on=timezone.localdate(),
        target_days=row.definition.target_days,
    )
    return {
        "policy": policy,
        "decider": policy.policy.decider(row.definition.decided_by),
        "promise": promise,
        "promise_clause": cited(policy.policy, policy.policy.promise.clause),
    }

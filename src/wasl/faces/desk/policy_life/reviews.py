"""The yearly review of the policy: when it is due, and what the board decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.actions import record_review
from wasl.domains.policies.queries import review_due, reviews_listed
from wasl.domains.policies.refusals import (
    DatesDisagree,
    DayToCome,
    NoPolicyInForce,
    NoSuchHijriDay,
    ReferenceMissing,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.policy_life import words
from wasl.faces.desk.policy_life.forms import ReviewForm
from wasl.faces.desk.policy_life.frame import policy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.foundation.identifiers import Malformed


@staff_route("policies.reviews_listed")
def reviews(request: Request, slug: str) -> HttpResponse:
    """When the next review is due, and those that were."""
    return _page(request)


@staff_route("policies.record_review", methods=("POST",))
def review(request: Request, slug: str) -> HttpResponse:
    """Record what the board decided; a new version leads to where its document is given."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    outcome = form.cleaned_data["outcome"]
    try:
        day, hijri = form.days()
        record_review(
            request.actor,
            outcome=outcome,
            kind=form.cleaned_data["kind"],
            reference=form.cleaned_data["reference"],
            reviewed_on=day,
            hijri=hijri,
            note=form.cleaned_data["note"],
        )
    except (DatesDisagree, NoSuchHijriDay) as refusal:
        form.add_error("other_date", str(refusal))
        return _page(request, form)
    except Malformed as trouble:
        form.add_error("other_date", str(trouble.sentence))
        return _page(request, form)
    except DayToCome as refusal:
        form.add_error("reviewed_on", str(refusal))
        return _page(request, form)
    except (ReferenceMissing, NoPolicyInForce) as refusal:
        form.add_error("reference", str(refusal))
        return _page(request, form)
    if outcome == "new_draft":
        messages.success(
            request,
            _(
                "The review is recorded, and a draft of the new version is begun. Give its document."
            ),
        )
        return redirect(here(request, "desk:upload_policy"))
    messages.success(request, _("The review is recorded: the policy stays as it is."))
    return redirect(here(request, "desk:reviews"))


def _page(request: Request, form: ReviewForm | None = None) -> HttpResponse:
    due = review_due(request.actor)
    context = {
        "due": due,
        "rows": [
            {
                "row": row,
                "outcome": words.OUTCOMES.get(row.outcome, row.outcome),
                "kind": words.KINDS.get(row.kind, row.kind),
            }
            for row in reviews_listed(request.actor)
        ],
        "form": form if form is not None and form.is_bound else None,
        "review_form": form or ReviewForm(),
        "may_record": due is not None and request.actor.may("policies.record_review"),
    }
    return policy_page(
        request,
        "reviews",
        context,
        title=_("Review of the policy"),
        tab="desk:reviews",
        status=422 if form is not None and form.errors else 200,
    )

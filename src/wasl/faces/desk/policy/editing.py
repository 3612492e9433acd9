"""Small things of a draft, changed by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.actions import revise_draft
from wasl.domains.policies.queries import policy_of
from wasl.domains.policies.refusals import PolicyNotADraft, PolicyUnreadable
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy.forms import ClauseForm, EditForm
from wasl.faces.desk.policy.versions import version_head
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import number_typed
from wasl.foundation.refusal import Stale

if TYPE_CHECKING:
    from django import forms

    from wasl.domains.policies.queries import PolicyRow


@staff_route("policies.revise_draft", methods=("GET", "POST"))
def edit(request: Request, slug: str, policy_version: UUID) -> HttpResponse:
    """Names, days and who does what; the clauses have pages of their own."""
    row = policy_of(request.actor, policy_version=policy_version)
    form = EditForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        definition = edited(row.policy.as_dict(), form.cleaned_data)
        if _is_revised(request, row, definition, form):
            return _back(request, row)
    context = {
        **version_head(request, row, "desk:policy_draft"),
        "form": form,
        "clauses": [
            {"clause": one, "url": _clause_url(request, row, one.ref)} for one in row.policy.clauses
        ],
        "draft_url": here(request, "desk:policy_draft", policy_version=row.id),
    }
    return shown(
        request,
        "desk/policy/edit.html",
        context,
        title=_("Change the draft"),
        place="desk:policies",
        status=422 if form.errors else 200,
    )


def _clause_url(request: Request, row: "PolicyRow", ref: str) -> str:
    return here(request, "desk:edit_clause", policy_version=row.id, ref=ref)


@staff_route("policies.revise_draft", methods=("GET", "POST"))
def clause(request: Request, slug: str, policy_version: UUID, ref: str) -> HttpResponse:
    """The words of one clause."""
    row = policy_of(request.actor, policy_version=policy_version)
    found = row.policy.clause(ref)
    if found is None:
        raise Http404
    form = ClauseForm(
        request.POST or None, initial={"arabic": found.text["ar"], "english": found.text["en"]}
    )
    if request.method == "POST" and form.is_valid():
        definition = row.policy.as_dict()
        for one in definition["clauses"]:
            if one["ref"] == ref:
                said = form.cleaned_data
                one["text"] = {"ar": said["arabic"].strip(), "en": said["english"].strip()}
        if _is_revised(request, row, definition, form):
            return _back(request, row)
    context = {
        **version_head(request, row, "desk:policy_draft"),
        "form": form,
        "clause": found,
        "edit_url": here(request, "desk:edit_policy", policy_version=row.id),
    }
    return shown(
        request,
        "desk/policy/clause.html",
        context,
        title=_("Change a clause"),
        place="desk:policies",
        status=422 if form.errors else 200,
    )


def _is_revised(
    request: Request, row: "PolicyRow", definition: Mapping[str, Any], form: "forms.Form"
) -> bool:
    """Whether the draft took the change; what it refuses is said on the form."""
    seen = number_typed(request.POST.get("version"))
    try:
        revise_draft(
            request.actor,
            policy_version=row.id,
            definition=definition,
            version=row.version if seen is None else seen,
        )
    except (PolicyNotADraft, PolicyUnreadable, Stale) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The draft is changed."))
    return True


def _back(request: Request, row: "PolicyRow") -> HttpResponse:
    return redirect(here(request, "desk:edit_policy", policy_version=row.id))


def edited(definition: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """A definition with the small things as they were written.

    An English name stays as long as its Arabic does; a changed one has no translation yet.
    """
    for name in ("title", "applicant_title", "referral_role", "tools_holder"):
        definition[name] = _renamed(definition[name], said[name])
    definition["referral_staff_role"] = said["referral_staff_role"]
    definition["beneficiary_kinds"] = list(said["beneficiary_kinds"])
    for name in ("target_days", "telling_days", "counting"):
        definition["promise"][name] = said[name]
    for one in definition["steps"]:
        one["performed_by"] = said[f"step-{one['kind']}"]
    for listed, start, named in (
        ("channels", "channel", "wording"),
        ("tools", "tool", "wording"),
        ("deciders", "decider", "title"),
    ):
        for one in definition[listed]:
            one[named] = _renamed(one[named], said[f"{start}-{one['kind']}"])
    return definition


def _renamed(before: Mapping[str, str], arabic: str) -> dict[str, str]:
    written = " ".join(arabic.split())
    return dict(before) if before["ar"] == written else {"ar": written, "en": written}

"""One question, without a name; and apart from it, the wish to be called."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wasl.domains.satisfaction.actions import answer_survey, ask_for_call
from wasl.domains.satisfaction.queries import SurveyRow, survey_by_token
from wasl.domains.satisfaction.refusals import SurveyUsed
from wasl.faces.edge.routes import Request, public_route
from wasl.faces.portal.forms import CallForm, SurveyForm
from wasl.faces.portal.pages import page, sent, told_in
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import NotFound, Refusal


@public_route
def survey(request: Request, slug: str, token: str) -> HttpResponse:
    """Two doors: answer without a name, or have somebody call."""
    row = _known(request, token)
    if row is None:
        return _unknown(request)
    if row.is_used:
        return page(request, "survey_used", title=_("You have answered already"), token=token)
    return page(request, "survey", title=_("How were you served?"), survey=row, token=token)


@public_route(methods=("GET", "POST"))
def survey_answer(request: Request, slug: str, token: str) -> HttpResponse:
    """The question, and words if wanted."""
    row = _known(request, token)
    if row is None:
        return _unknown(request)
    form = SurveyForm(sent(request))
    if form.is_valid():
        try:
            said = form.cleaned_data
            score = int(said["score"])
            answer_survey(request.actor, token=token, score=score, words=said["words"])
            return redirect("portal:survey_thanks", slug, token)
        except SurveyUsed:
            return redirect("portal:survey", slug, token)
        except Refusal as refusal:
            told_in(form, refusal, otherwise="score")
    if row.is_used and request.method == "GET":
        return redirect("portal:survey", slug, token)
    return page(
        request,
        "survey_answer",
        title=_("How were you served?"),
        back=reverse("portal:survey", args=[slug, token]),
        survey=row,
        form=form,
    )


@public_route
def survey_thanks(request: Request, slug: str, token: str) -> HttpResponse:
    """Thanks, and what becomes of the answer."""
    return page(request, "survey_thanks", title=_("Thank you"), token=token)


@public_route(methods=("GET", "POST"))
def survey_call(request: Request, slug: str, token: str) -> HttpResponse:
    """The wish to be called; it is kept apart from every answer."""
    if _known(request, token) is None:
        return _unknown(request)
    form = CallForm(sent(request))
    if form.is_valid():
        try:
            said = form.cleaned_data
            ask_for_call(request.actor, token=token, phone=said["phone"], words=said["words"])
            return page(request, "survey_called", title=_("We will call you"))
        except Malformed as trouble:
            told_in(form, trouble, otherwise="phone")
    return page(
        request,
        "survey_call",
        title=_("Have someone call you"),
        back=reverse("portal:survey", args=[slug, token]),
        form=form,
    )


def _known(request: Request, token: str) -> SurveyRow | None:
    try:
        return survey_by_token(request.actor, token=token)
    except NotFound:
        return None


def _unknown(request: Request) -> HttpResponse:
    return page(request, "survey_unknown", title=_("This link does not work"), status=404)

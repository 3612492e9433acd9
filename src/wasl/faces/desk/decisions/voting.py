"""One case before the committee: reading it, leaving it, voting on it, concluding it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wasl.domains.catalogue.refusals import NoPlaceLeft
from wasl.domains.decisions.actions import (
    cast_vote,
    conclude_item,
    declare_recusal,
    defer_item,
)
from wasl.domains.decisions.queries import item_sheet
from wasl.domains.decisions.refusals import (
    AlreadyVoted,
    ItemConcluded,
    MajorityDecided,
    MajorityDefers,
    NoMajority,
    NoQuorum,
    NotReady,
    ReasonRequired,
    Recused,
    SessionNotOpen,
    TermsWrong,
    VotesOutstanding,
)
from wasl.faces.desk.decisions import words
from wasl.faces.desk.decisions.forms import ConclusionForm, DeferForm, RecusalForm, VoteForm
from wasl.faces.desk.decisions.reading import case_page, choice_rows, names, vote_counts
from wasl.faces.desk.frame import here, shown
from wasl.faces.edge.routes import Request, staff_route

if TYPE_CHECKING:
    from django import forms

    from wasl.domains.decisions.queries import ItemSheet

_RECUSAL = "recusal_%s"
_LATE = (ItemConcluded, SessionNotOpen, VotesOutstanding, NoQuorum, NotReady)


@staff_route("decisions.item_sheet")
def item(request: Request, slug: str, item: UUID) -> HttpResponse:
    """The pre-reading, the member's own vote, and the votes once all are in."""
    return _page(request, item_sheet(request.actor, item=item))


@staff_route("decisions.cast_vote", methods=("POST",), fresh="sitting")
def vote(request: Request, slug: str, item: UUID) -> HttpResponse:
    """Cast a vote; a second one, from another tab too, is answered 409 with its sentence."""
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _page(request, item_sheet(request.actor, item=item), form)
    try:
        cast_vote(request.actor, item=item, **form.cleaned_data)
    except ReasonRequired:
        form.add_error("reason", _("Say in a few words why, then cast your vote."))
        return _page(request, item_sheet(request.actor, item=item), form)
    except AlreadyVoted as refusal:
        sheet = item_sheet(request.actor, item=item)
        return _page(request, sheet, said=str(refusal), status=409)
    messages.success(request, _("Your vote is in. It stays hidden until all have voted."))
    return _back(request, item)


@staff_route("decisions.declare_recusal", methods=("POST",))
def recuse(request: Request, slug: str, item: UUID) -> HttpResponse:
    """Leave a case because of a conflict; it disappears for the member."""
    sheet = item_sheet(request.actor, item=item)
    form = RecusalForm(request.POST, auto_id=_RECUSAL)
    if not form.is_valid():
        return _page(request, sheet, form)
    try:
        declare_recusal(request.actor, item=item, reason=form.cleaned_data["reason"])
    except ReasonRequired as refusal:
        form.add_error("reason", str(refusal))
        return _page(request, sheet, form)
    except Recused:
        pass
    messages.success(
        request, _("You have left this case. It is closed to you, and the quorum is recounted.")
    )
    return redirect(here(request, "desk:session", session=sheet.session))


@staff_route("decisions.conclude_item")
def conclusion(request: Request, slug: str, item: UUID) -> HttpResponse:
    """The page on which the presiding member states the decision of the majority."""
    return _conclusion(request, item_sheet(request.actor, item=item))


@staff_route("decisions.conclude_item", methods=("POST",), fresh="sitting")
def conclude(request: Request, slug: str, item: UUID) -> HttpResponse:
    """Issue the decision; the applicant is told, and the next case comes up."""
    sheet = item_sheet(request.actor, item=item)
    if sheet.majority is None or sheet.majority == "defer":
        messages.error(request, str((MajorityDefers if sheet.majority else NoMajority)()))
        return _back(request, item)
    form = ConclusionForm(request.POST, case=sheet.case, outcome=sheet.majority)
    if not form.is_valid():
        return _conclusion(request, sheet, form)
    try:
        decision = conclude_item(request.actor, item=item, **form.cleaned_data)
    except (ReasonRequired, TermsWrong, NoPlaceLeft) as refusal:
        form.add_error(None, str(refusal))
        return _conclusion(request, sheet, form)
    except _LATE as refusal:
        messages.error(request, str(refusal))
        return _back(request, item)
    messages.success(
        request,
        _("Decision number %(number)s is issued and the applicant is told.")
        % {"number": decision.number},
    )
    return _onwards(request, sheet)


@staff_route("decisions.defer_item", methods=("POST",), fresh="sitting")
def defer(request: Request, slug: str, item: UUID) -> HttpResponse:
    """Put the case off to another session."""
    sheet = item_sheet(request.actor, item=item)
    form = DeferForm(request.POST)
    if not form.is_valid():
        return _page(request, sheet, form)
    try:
        defer_item(request.actor, item=item, reasons=form.cleaned_data["reasons"])
    except (ReasonRequired, MajorityDecided) as refusal:
        form.add_error("reasons", str(refusal))
        return _page(request, sheet, form)
    messages.success(request, _("The case is deferred. It can go on the agenda of another day."))
    return _onwards(request, sheet)


def _back(request: Request, item: UUID) -> HttpResponse:
    return redirect(here(request, "desk:item", item=item))


def _onwards(request: Request, sheet: "ItemSheet") -> HttpResponse:
    """The next case of the agenda, else the session."""
    if sheet.next_item is not None:
        return redirect(here(request, "desk:item", item=sheet.next_item))
    return redirect(here(request, "desk:session", session=sheet.session))


def _page(
    request: Request,
    sheet: "ItemSheet",
    wrong: "forms.Form | None" = None,
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    is_wrong = isinstance(wrong, VoteForm)
    are_in = bool(sheet.votes)
    may_conclude = (
        sheet.do_i_preside
        and sheet.stage == "waiting"
        and sheet.session_stage == "open"
        and request.actor.may("decisions.conclude_item")
    )
    context = {
        **case_page(sheet.case),
        "sheet": sheet,
        "said": said,
        "form": wrong,
        "vote_form": wrong if is_wrong else VoteForm(),
        "choices": choice_rows(request.POST.get("choice", "") if is_wrong else ""),
        "recusal_form": wrong if isinstance(wrong, RecusalForm) else RecusalForm(auto_id=_RECUSAL),
        "defer_form": wrong if isinstance(wrong, DeferForm) else DeferForm(),
        "may_recuse": sheet.stage == "waiting"
        and request.actor.may("decisions.declare_recusal")
        and not sheet.decision,
        "may_conclude": may_conclude and are_in and sheet.has_quorum,
        "may_defer": may_conclude and (not are_in or sheet.majority in (None, "defer")),
        "counts": vote_counts(sheet),
        "votes": [
            {"name": one.name, "choice": words.CHOICES[one.choice], "reason": one.reason}
            for one in sheet.votes
        ],
        "mine": words.CHOICES[sheet.my_choice] if sheet.my_choice else None,
        "voted": range(sheet.votes_cast),
        "unvoted": range(max(0, sheet.voters - sheet.votes_cast)),
        "majority": words.CHOICES[sheet.majority] if sheet.majority else None,
        "outcome": words.OUTCOMES[sheet.decision.outcome] if sheet.decision else None,
        "letter_url": here(request, "desk:letter", decision=sheet.decision.id)
        if sheet.decision
        else "",
        "recused": names(sheet.recused),
        "former_url": here(request, "desk:item", item=sheet.former_item)
        if sheet.former_item
        else "",
        "next_url": here(request, "desk:item", item=sheet.next_item) if sheet.next_item else "",
        "back_url": here(request, "desk:session", session=sheet.session),
    }
    return shown(
        request,
        "desk/decisions/item.html",
        context,
        title=sheet.case.service,
        place="desk:sessions",
        status=422 if wrong else status,
    )


def _conclusion(
    request: Request, sheet: "ItemSheet", wrong: ConclusionForm | None = None
) -> HttpResponse:
    if sheet.decision or sheet.majority in (None, "defer") or not sheet.do_i_preside:
        return _back(request, sheet.item)
    outcome = str(sheet.majority)
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "form": wrong or ConclusionForm(case=sheet.case, outcome=outcome),
        "counts": vote_counts(sheet),
        "outcome": words.OUTCOMES[outcome],
        "recommended": words.RECOMMENDED[sheet.case.recommendation.outcome]
        if sheet.case.recommendation
        else None,
        "back_url": here(request, "desk:item", item=sheet.item),
    }
    return shown(
        request,
        "desk/decisions/conclusion.html",
        context,
        title=_("State the decision"),
        place="desk:sessions",
        status=422 if wrong else 200,
    )

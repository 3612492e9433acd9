"""Who has acknowledged the version in force, who owes it, and how long they may take."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.domains.access.queries import ROLE_WORDS
from wasl.domains.policies.actions import remind_acknowledgements, set_acknowledgement_grace
from wasl.domains.policies.queries import (
    AcknowledgementList,
    AcknowledgementRow,
    acknowledgements_owed,
)
from wasl.domains.policies.refusals import GraceOutOfRange, NoPolicyInForce
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.policy_life.forms import GraceForm
from wasl.faces.desk.policy_life.frame import policy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import digits, listed, moment, reader_language
from wasl.faces.ui.spreadsheet import XLSX, as_csv, as_xlsx
from wasl.foundation.refusal import NotFound


@staff_route("policies.acknowledgements_owed")
def acknowledgements(request: Request, slug: str) -> HttpResponse:
    """Everybody who works here: acknowledged when, or due by when."""
    return _page(request)


@staff_route("policies.set_acknowledgement_grace", methods=("POST",))
def grace(request: Request, slug: str) -> HttpResponse:
    """Set how long staff may take to read a version."""
    form = GraceForm(request.POST)
    if form.is_valid():
        try:
            set_acknowledgement_grace(request.actor, days=form.cleaned_data["days"])
        except GraceOutOfRange as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, _("The time to acknowledge is set."))
            return redirect(here(request, "desk:acknowledgements"))
    return _page(request, form)


@staff_route("policies.remind_acknowledgements", methods=("POST",))
def remind(request: Request, slug: str) -> HttpResponse:
    """Remind everybody who owes it by e-mail."""
    told = remind_acknowledgements(request.actor)
    if told:
        sentence = ngettext(
            "%(count)s colleague is reminded by e-mail.",
            "%(count)s colleagues are reminded by e-mail.",
            told,
        )
        messages.success(request, sentence % {"count": digits(told)})
    else:
        messages.info(request, _("Everybody who owes it was reminded today already."))
    return redirect(here(request, "desk:acknowledgements"))


@staff_route("policies.acknowledgements_owed", fresh="file")
def export(request: Request, slug: str, kind: str) -> HttpResponse:
    """The list as a workbook (`xlsx`) or as text (`csv`)."""
    owed = _owed(request)
    if owed is None or kind not in ("xlsx", "csv"):
        raise NotFound
    heads = [
        str(one)
        for one in (_("Name"), _("Roles"), _("Joined on"), _("Due by"), _("Acknowledged at"))
    ]
    cells = [
        [
            row.name,
            _roles(row),
            row.joined_on.isoformat(),
            row.due_on.isoformat(),
            timezone.localtime(row.acknowledged_at).isoformat(" ", "minutes")
            if row.acknowledged_at
            else "",
        ]
        for row in owed.rows
    ]
    if kind == "xlsx":
        is_arabic = reader_language() == "ar"
        content = as_xlsx(str(_("Acknowledgements")), heads, cells, right_to_left=is_arabic)
        answer = HttpResponse(content, content_type=XLSX)
    else:
        answer = HttpResponse(as_csv(heads, cells), content_type="text/csv; charset=utf-8")
    name = f"{slug}-acknowledgements-{owed.version.issue}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@staff_route("policies.acknowledgements_owed")
def sheet(request: Request, slug: str) -> HttpResponse:
    """The acknowledgement on paper: its sentence, and a line for everybody to sign."""
    owed = _owed(request)
    if owed is None:
        raise NotFound
    context = {
        "version": owed.version,
        "rows": [{"row": row, "roles": _roles(row)} for row in owed.rows],
        "back_url": here(request, "desk:acknowledgements"),
    }
    title = _("Acknowledgement of the policy")
    return shown(request, "desk/policy_life/sheet.html", context, title=title)


def _owed(request: Request) -> AcknowledgementList | None:
    try:
        return acknowledgements_owed(request.actor)
    except NoPolicyInForce:
        return None


def _page(request: Request, form: GraceForm | None = None) -> HttpResponse:
    owed = _owed(request)
    context = {
        "owed": owed,
        "rows": [
            {
                "row": row,
                "roles": _roles(row),
                "at": moment(row.acknowledged_at) if row.acknowledged_at else "",
            }
            for row in (owed.rows if owed else ())
        ],
        "overdue": sum(row.is_overdue for row in owed.rows) if owed else 0,
        "form": form if form is not None and form.is_bound else None,
        "grace_form": form or GraceForm(initial={"days": owed.version.grace_days if owed else ""}),
        "may_remind": request.actor.may("policies.remind_acknowledgements"),
        "may_set": request.actor.may("policies.set_acknowledgement_grace"),
    }
    return policy_page(
        request,
        "acknowledgements",
        context,
        title=_("Acknowledgements of the policy"),
        tab="desk:acknowledgements",
        status=422 if form is not None and form.errors else 200,
    )


def _roles(row: AcknowledgementRow) -> str:
    return listed(ROLE_WORDS.get(one, one) for one in row.roles)

"""The list of tools and articles, one tool with its versions, and uploading the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from wasl.domains.catalogue.queries import services_offered
from wasl.domains.knowledge.actions import upload_tool_version, write_noted_uses
from wasl.domains.knowledge.queries import (
    ArticleLine,
    ToolSheet,
    articles_found,
    articles_listed,
    tool_file,
    tool_sheet,
    tools_listed,
)
from wasl.domains.knowledge.refusals import (
    EffectiveOutOfReach,
    GuideActive,
    GuideNotKept,
    GuideOfTooManyPixels,
    GuideOfWrongKind,
    GuidePdfRefused,
    GuideTooLarge,
    GuideUnreadable,
    TextTooLong,
    TitleMissing,
    VersionEmpty,
)
from wasl.faces.desk.frame import here, shown
from wasl.faces.desk.knowledge import words
from wasl.faces.desk.knowledge.forms import VersionForm
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.ui.formats import words as spoken
from wasl.foundation.refusal import NotFound, Refusal

PLACE = "desk:knowledge"
_AT_FILE = (
    GuideActive,
    GuideNotKept,
    GuideOfTooManyPixels,
    GuideOfWrongKind,
    GuidePdfRefused,
    GuideTooLarge,
    GuideUnreadable,
    VersionEmpty,
)
_AT = {TitleMissing: "title_ar", EffectiveOutOfReach: "effective_from", TextTooLong: "text_ar"}


@staff_route("knowledge.tools_listed")
def library(request: Request, slug: str) -> HttpResponse:
    """The officer's tools with their gaps, and the articles."""
    listed = tools_listed(request.actor)
    asked = request.GET.get("q", "").strip()[:100]
    may_write = request.actor.may("knowledge.articles_listed")
    if may_write:
        write_noted_uses(request.actor)
    context: dict[str, Any] = {
        "tools": [
            {"row": one, "icon": words.ICONS.get(one.kind, "book-open")} for one in listed.tools
        ],
        "gaps": [one for one in listed.tools if one.is_gap],
        "holder": listed.holder,
        "has_policy": listed.policy_version is not None,
        "may_upload": request.actor.may("knowledge.record_tool_version"),
        "may_write": may_write,
        "lines": [line_shown(one) for one in articles_listed(request.actor)] if may_write else [],
        "articles": [] if may_write and not asked else articles_found(request.actor, text=asked),
        "asked": asked,
        "library_url": here(request, PLACE),
    }
    return shown(
        request, "desk/knowledge/library.html", context, title=_("Guides and answers"), place=PLACE
    )


def line_shown(line: ArticleLine) -> dict[str, Any]:
    """An article as the list of those who write shows it."""
    text, tone = words.STAGES[line.stage]
    return {
        "row": line,
        "kind": words.SHORT_KINDS[line.kind],
        "category": words.CATEGORIES[line.category],
        "stage": text,
        "tone": tone,
    }


@staff_route("knowledge.tool_sheet")
def tool(request: Request, slug: str, tool: str) -> HttpResponse:
    """A tool: what counts today, to be read or downloaded, and every version before."""
    sheet = tool_sheet(request.actor, tool=tool)
    return _tool_page(request, sheet, number=sheet.tool.current.number if sheet.tool.current else 0)


@staff_route("knowledge.tool_sheet")
def tool_version(request: Request, slug: str, tool: str, number: int) -> HttpResponse:
    """One version of a tool, also one that no longer counts."""
    sheet = tool_sheet(request.actor, tool=tool)
    if number not in {one.number for one in sheet.versions}:
        raise NotFound
    return _tool_page(request, sheet, number=number)


@staff_route("knowledge.tool_file")
def tool_download(request: Request, slug: str, tool: str, number: int) -> HttpResponse:
    """The file of a version, as an attachment which nothing runs."""
    file = tool_file(request.actor, tool=tool, number=number)
    name = f"{spoken(file.title)} {file.number}.{file.extension}"
    answer = HttpResponse(file.content, content_type=file.kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


@staff_route("knowledge.record_tool_version", methods=("GET", "POST"))
def new_version(request: Request, slug: str, tool: str) -> HttpResponse:
    """Upload or write the next version of a tool."""
    sheet = tool_sheet(request.actor, tool=tool)
    form = (
        VersionForm(request.POST, request.FILES)
        if request.method == "POST"
        else VersionForm(initial=_first_words(sheet))
    )
    status = 200
    if form.is_valid():
        try:
            version = _recorded(request, tool, form)
        except Refusal as refusal:
            status = _told(form, refusal)
        else:
            messages.success(
                request, _("Version %(number)s is recorded.") % {"number": version.number}
            )
            return redirect(here(request, "desk:tool", tool=tool))
    context = {"sheet": sheet, "form": form, "back_url": here(request, "desk:tool", tool=tool)}
    return shown(
        request,
        "desk/knowledge/new_version.html",
        context,
        title=_("A new version"),
        place=PLACE,
        status=status if status != 200 or not form.errors else 422,
    )


def _recorded(request: Request, tool: str, form: VersionForm) -> Any:
    given = form.cleaned_data
    return upload_tool_version(
        request.actor,
        tool=tool,
        title={"ar": given["title_ar"], "en": given["title_en"]},
        text={"ar": given["text_ar"], "en": given["text_en"]},
        content=given["file"].read() if given["file"] else b"",
        effective_from=given["effective_from"],
    )


def _told(form: VersionForm, refusal: Refusal) -> int:
    """Say a refusal at the field it is about; the status of the answer."""
    if isinstance(refusal, _AT_FILE):
        form.add_error("file", str(refusal))
    elif type(refusal) in _AT:
        form.add_error(_AT[type(refusal)], str(refusal))
    else:
        raise refusal
    return refusal.status


def _first_words(sheet: ToolSheet) -> dict[str, str]:
    """The title of the version before, else what the policy calls the tool."""
    known = sheet.versions[0].title if sheet.versions else sheet.tool.wording
    return {"title_ar": known.get("ar", ""), "title_en": known.get("en", "")}


def _tool_page(request: Request, sheet: ToolSheet, *, number: int) -> HttpResponse:
    version = next((one for one in sheet.versions if one.number == number), None)
    context = {
        "sheet": sheet,
        "tool": sheet.tool,
        "version": version,
        "is_current": version is not None and version == sheet.tool.current,
        "services": services_offered(request.actor) if sheet.tool.kind == "support_form" else (),
        "may_upload": request.actor.may("knowledge.record_tool_version") and sheet.tool.is_named,
        "back_url": here(request, PLACE),
    }
    return shown(
        request, "desk/knowledge/tool.html", context, title=sheet.tool.wording, place=PLACE
    )

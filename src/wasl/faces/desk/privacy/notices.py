"""What data is used for, and what people are told of it, version by version."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.privacy.actions import (
    end_purpose,
    name_purpose,
    name_usual_purposes,
    publish_notice,
    revise_purpose,
)
from wasl.domains.privacy.queries import (
    FIRST_NOTICE,
    NoticeRow,
    PurposeRow,
    notice_called,
    notices_listed,
    purposes_listed,
)
from wasl.domains.privacy.refusals import (
    BasisForbidden,
    NoticeBackdated,
    NoticeIncomplete,
    PurposeEnded,
    PurposeKnown,
    PurposeMalformed,
)
from wasl.faces.desk.acting import Places, acted
from wasl.faces.desk.frame import here
from wasl.faces.desk.privacy import words
from wasl.faces.desk.privacy.forms import NoticeForm, PurposeForm
from wasl.faces.desk.privacy.frame import privacy_page
from wasl.faces.edge.routes import Request, staff_route
from wasl.faces.edge.typed import version_typed
from wasl.faces.ui.formats import words as spoken
from wasl.foundation.refusal import NotFound

_AT: Final[Places] = {
    BasisForbidden: ("basis",),
    NoticeBackdated: ("published_from",),
    NoticeIncomplete: ("changes_ar",),
    PurposeKnown: ("key",),
    PurposeMalformed: ("title_ar",),
}


@staff_route("privacy.publish_notice")
def notices(request: Request, slug: str) -> HttpResponse:
    """The purposes and the versions of the notice."""
    context = {
        "notices": [notice_shown(row) for row in notices_listed(request.actor)],
        "purposes": [
            purpose_shown(request, row) for row in purposes_listed(request.actor, ended=True)
        ],
        "public_url": f"/{slug}/privacy/",
    }
    return privacy_page(
        request, "notices", context, title=_("Notices and purposes"), tab="desk:notices"
    )


@staff_route("privacy.publish_notice", methods=("GET", "POST"))
def publish(request: Request, slug: str) -> HttpResponse:
    """Write the next version, beginning with the words of the last one."""
    earlier = notices_listed(request.actor)
    begun = earlier[0].text if earlier else FIRST_NOTICE
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "text_ar": begun["ar"],
            "text_en": begun["en"],
            "published_from": f"{timezone.localdate():%Y/%m/%d}",
        },
    )
    back = here(request, "desk:notices")
    return acted(
        request,
        form,
        lambda: publish_notice(
            request.actor,
            text=form.both("text"),
            changes=form.both("changes"),
            published_from=form.cleaned_data["published_from"],
        ),
        at=_AT,
        done=_("The notice is published."),
        after=lambda _notice: back,
        again=lambda status: privacy_page(
            request,
            "notice_new",
            {"form": form, "is_first": not earlier, "back_url": back},
            title=_("Write a new version of the notice"),
            tab="desk:notices",
            status=status,
        ),
    )


@staff_route("privacy.notice_called")
def notice(request: Request, slug: str, number: int) -> HttpResponse:
    """One version of the notice, as people read it."""
    row = notice_called(request.actor, number=number)
    context = {"one": notice_shown(row), "back_url": here(request, "desk:notices")}
    return privacy_page(request, "notice", context, title=_("Privacy notice"), tab="desk:notices")


@staff_route("privacy.name_usual_purposes", methods=("POST",))
def usual(request: Request, slug: str) -> HttpResponse:
    """Begin with the purposes that every association has."""
    name_usual_purposes(request.actor)
    messages.success(request, spoken(_("The usual purposes are named. Make them your own.")))
    return redirect(here(request, "desk:notices"))


@staff_route("privacy.name_purpose", methods=("GET", "POST"))
def purpose_new(request: Request, slug: str) -> HttpResponse:
    """Name a purpose."""
    form = PurposeForm(request.POST if request.method == "POST" else None)
    return acted(
        request,
        form,
        lambda: name_purpose(request.actor, key=form.cleaned_data["key"], **_said(form)),
        at=_AT,
        done=_("The purpose is named."),
        after=lambda _purpose: here(request, "desk:notices"),
        again=lambda status: _purpose_page(request, form, title=_("Name a purpose"), status=status),
    )


@staff_route("privacy.revise_purpose", methods=("GET", "POST"))
def purpose(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Say a purpose anew."""
    rows = purposes_listed(request.actor)
    row = next((one for one in rows if one.id == key), None)
    if row is None:
        raise NotFound
    initial = {
        "key": row.key,
        "basis": row.basis,
        "law": row.law,
        "kinds": row.kinds,
        **{
            f"{name}_{language}": getattr(row, name).get(language, "")
            for name in ("title", "told", "kept_for", "given_to")
            for language in ("ar", "en")
        },
    }
    form = PurposeForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["key"].disabled = True
    version = version_typed(request)
    return acted(
        request,
        form,
        lambda: revise_purpose(request.actor, purpose=key, version=version, **_said(form)),
        at=_AT,
        done=_("The purpose is said anew."),
        after=lambda _purpose: here(request, "desk:notices"),
        again=lambda status: _purpose_page(request, form, title=row.title, row=row, status=status),
    )


@staff_route("privacy.end_purpose", methods=("POST",))
def end(request: Request, slug: str, key: UUID) -> HttpResponse:
    """Data is no longer used for this."""
    try:
        end_purpose(request.actor, purpose=key)
    except PurposeEnded as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, spoken(_("The purpose has ended.")))
    return redirect(here(request, "desk:notices"))


def purpose_shown(request: Request, row: PurposeRow) -> dict[str, Any]:
    """A purpose as the register shows it."""
    return {
        "row": row,
        "basis": words.BASES[row.basis],
        "kinds": [words.KINDS[kind] for kind in row.kinds if kind in words.KINDS],
        "url": ""
        if row.ended_at or not request.actor.may("privacy.revise_purpose")
        else here(request, "desk:purpose", key=row.id),
    }


def notice_shown(row: NoticeRow) -> dict[str, Any]:
    """A version of the notice with its state in words."""
    text, tone = words.NOTICES[row.state]
    return {"row": row, "state": text, "tone": tone}


def _said(form: PurposeForm) -> dict[str, Any]:
    return {
        "title": form.both("title"),
        "basis": form.cleaned_data["basis"],
        "law": form.cleaned_data["law"],
        "kinds": form.cleaned_data["kinds"],
        "told": form.both("told"),
        "kept_for": form.both("kept_for"),
        "given_to": form.both("given_to"),
    }


def _purpose_page(
    request: Request,
    form: PurposeForm,
    *,
    title: object,
    row: PurposeRow | None = None,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "row": row,
        "end_url": here(request, "desk:end_purpose", key=row.id) if row else "",
        "back_url": here(request, "desk:notices"),
    }
    return privacy_page(
        request,
        "purpose",
        context,
        title=title,
        tab="desk:notices",
        status=status,
    )

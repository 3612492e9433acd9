"""How every page of the portal is answered: its frame, its status, its way back."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from wasl.domains.applications.refusals import AnswersMalformed, AnswersMissing
from wasl.foundation.identifiers import Malformed
from wasl.foundation.refusal import Refusal

if TYPE_CHECKING:
    from wasl.faces.edge.routes import InstallationRequest, Request


def page(
    request: "Request | InstallationRequest",
    name: str,
    *,
    title: object,
    back: str = "",
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    """The page `portal/<name>.html`, 422 when it shows a form with errors."""
    form = shown.get("form")
    if status == 200 and isinstance(form, forms.BaseForm) and form.is_bound and form.errors:
        status = 422
    frame = {"page_title": title, "back_url": back}
    return render(request, f"portal/{name}.html", {**frame, **shown}, status=status)


def sent(request: "Request") -> QueryDict | None:
    """What a form sent, also when it sent nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def uploaded(request: "Request") -> tuple[QueryDict | None, Any]:
    """What a form sent, with its files."""
    if request.method != "POST":
        return None, None
    return request.POST, request.FILES


def told_in(form: forms.Form, trouble: Refusal | Malformed, *, otherwise: str) -> forms.Form:
    """The form with what the domain refused said at its field.

    A sentence about a field that the form has not goes to the field `otherwise`.
    """
    for path, sentence in sentences_of(trouble).items():
        name = path.split(".")[-1]
        form.add_error(name if name in form.fields else otherwise, str(sentence))
    return form


def sentences_of(trouble: Refusal | Malformed) -> dict[str, object]:
    """What a refusal says, by the field it speaks of; an empty name where it names none."""
    if isinstance(trouble, AnswersMalformed):
        return dict(trouble.errors)
    if isinstance(trouble, AnswersMissing):
        return dict.fromkeys(trouble.missing, str(trouble))
    if isinstance(trouble, Malformed):
        return {"": trouble.sentence}
    return {"": str(trouble)}

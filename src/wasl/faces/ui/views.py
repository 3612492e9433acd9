"""The gallery: every component and every page base, in both languages and directions."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wasl.faces.edge.routes import public_route
from wasl.faces.ui import samples
from wasl.faces.ui.bundle import COMPONENTS, PORTAL_LEAVES_OUT

_PAGES = {
    "portal": "ui/gallery/portal.html",
    "desk": "ui/gallery/desk.html",
    "letter": "ui/gallery/letter.html",
    "error": "ui/error.html",
    "form": "ui/gallery/form.html",
}


def _only_where_shown() -> None:
    if not (settings.DEBUG or getattr(settings, "WASL_SIMULATORS", False)):
        raise Http404


def _drawn(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    language = request.GET.get("lang", translation.get_language() or "ar")
    direction = request.GET.get("dir", "")
    accent = request.GET.get("accent", "teal")
    with translation.override("en" if language == "en" else "ar"):
        return render(
            request,
            template,
            {
                "direction": direction if direction in ("rtl", "ltr") else "",
                "association": samples.association(accent),
                "sample": samples.everything(),
                **samples.frame(),
                **context,
            },
        )


def component_names() -> list[str]:
    """Every component that has an example, in alphabetical order."""
    return sorted(path.parent.name for path in COMPONENTS.glob("*/example.html"))


@public_route
def gallery(request: HttpRequest) -> HttpResponse:
    """All components; `?dir=rtl|ltr`, `?lang=ar|en`, `?accent=…`, `?base=portal|desk`."""
    _only_where_shown()
    is_portal = request.GET.get("base") == "portal"
    left_out = PORTAL_LEAVES_OUT if is_portal else set()
    base = "ui/portal.html" if is_portal else "ui/desk.html"
    return _drawn(
        request,
        "ui/gallery.html",
        {
            "base": base,
            "page_title": _("Gallery"),
            "examples": [
                (name, f"ui/components/{name}/example.html")
                for name in component_names()
                if name not in left_out
            ],
        },
    )


@public_route
def gallery_page(request: HttpRequest, page: str) -> HttpResponse:
    """One page base filled with invented content; `error?code=503` for the pages that say no."""
    _only_where_shown()
    if page not in _PAGES:
        raise Http404
    return _drawn(request, _PAGES[page], samples.page(page, code=request.GET.get("code", "404")))

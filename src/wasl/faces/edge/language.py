"""Arabic, unless the reader chose English."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation

from wasl.faces.edge.routes import installation_route
from wasl.faces.edge.typed import own_address_typed

A_YEAR = 365 * 24 * 3600


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Speak the language that the reader's cookie names; a browser's wishes do not count."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_english = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en"
        language = "en" if is_english else "ar"
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware


@installation_route(methods=("POST",))
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of language and go back to where he was."""
    language = "en" if request.POST.get("language") == "en" else "ar"
    response = HttpResponseRedirect(safe_next(request, "/"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.LANGUAGE_COOKIE_SECURE),
    )
    return response


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """The address named by `next` when it is one of ours, else `otherwise`."""
    wanted = request.POST.get("next") or request.GET.get("next")
    return own_address_typed(wanted) or otherwise

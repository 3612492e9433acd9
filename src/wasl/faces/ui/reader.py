"""How this reader wants to see numbers, kept for the length of one request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from wasl.faces.ui.formats import use_digits
from wasl.foundation.identifiers import Digits


def digits_of_reader(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Show Arabic pages in the digits that the association set; English pages in 0–9.

    Stands after the middleware that knows the association, and after the one of the language.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        _use_digits_for(request)
        try:
            return get_response(request)
        finally:
            use_digits(Digits.LATIN)

    def process_view(
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        # The association is known only once the address has led to a view.
        _use_digits_for(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _use_digits_for(request: HttpRequest) -> None:
    association = getattr(request, "association", None)
    is_arabic_reader = getattr(request, "LANGUAGE_CODE", "ar") == "ar"
    wants_arabic = getattr(association, "digits", "") == Digits.ARABIC
    use_digits(Digits.ARABIC if wants_arabic and is_arabic_reader else Digits.LATIN)

"""How this reader wants to see numbers, kept for the length of one request."""

from collections.abc import Callable

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
        association = getattr(request, "association", None)
        is_arabic_reader = getattr(request, "LANGUAGE_CODE", "ar") == "ar"
        wants_arabic = getattr(association, "digits", "") == Digits.ARABIC
        use_digits(Digits.ARABIC if wants_arabic and is_arabic_reader else Digits.LATIN)
        return get_response(request)

    return middleware

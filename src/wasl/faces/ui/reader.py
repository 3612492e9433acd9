"""How this reader wants to see numbers, kept for the length of one request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from wasl.faces.ui.formats import use_digits
from wasl.foundation.identifiers import Digits


@dataclass(frozen=True, slots=True)
class DigitsOfReader:
    """Show Arabic pages in the digits that the association set; English pages in 0–9.

    Stands after the middleware that knows the association, and after the one of the language.
    """

    get_response: Callable[[HttpRequest], HttpResponseBase]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The reader's digits, and the plain ones again afterwards."""
        _use_digits_for(request)
        try:
            return self.get_response(request)
        finally:
            use_digits(Digits.LATIN)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """The association is known only once the address has led to a view."""
        _use_digits_for(request)


def _use_digits_for(request: HttpRequest) -> None:
    association = getattr(request, "association", None)
    is_arabic_reader = getattr(request, "LANGUAGE_CODE", "ar") == "ar"
    wants_arabic = getattr(association, "digits", "") == Digits.ARABIC
    use_digits(Digits.ARABIC if wants_arabic and is_arabic_reader else Digits.LATIN)

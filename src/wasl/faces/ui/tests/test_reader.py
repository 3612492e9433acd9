"""Each request is answered in its own reader's digits, whoever came before on the same thread."""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wasl.faces.ui import formats
from wasl.faces.ui.reader import DigitsOfReader


def answered(digits: str | None, language: str) -> str:
    request = RequestFactory().get("/")
    request.LANGUAGE_CODE = language
    if digits is not None:
        vars(request)["association"] = SimpleNamespace(digits=digits)

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(formats.digits(14))

    answer = DigitsOfReader(page)(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_the_association_chooses_the_digits_of_arabic_pages() -> None:
    assert answered("arabic", "ar") == "١٤"
    assert answered("latin", "ar") == "14"


def test_english_pages_and_pages_of_no_association_show_latin_digits() -> None:
    assert answered("arabic", "ar") == "١٤"
    assert answered("arabic", "en") == "14"
    assert answered(None, "ar") == "14"

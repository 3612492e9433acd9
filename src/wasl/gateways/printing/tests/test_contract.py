"""What every printer promises; the typesetter and its simulator keep it alike."""

import io
from collections.abc import Callable
from time import process_time

import pypdfium2
import pytest
import segno
import zxingcpp
from pypdf import PdfReader

from wasl.domains.applications.ports import FormPrinter
from wasl.domains.decisions.ports import LetterPrinter
from wasl.domains.policies.ports import PolicyPrinter
from wasl.gateways.printing.simulator import PrinterSimulator
from wasl.gateways.printing.tests.letters import given_form, given_letter, given_policy_words
from wasl.gateways.printing.typesetter import Typesetter

PRINTERS: dict[str, Callable[[], LetterPrinter]] = {
    "typesetter": Typesetter,
    "simulator": PrinterSimulator,
}


@pytest.fixture(params=PRINTERS.values(), ids=list(PRINTERS))
def printer(request: pytest.FixtureRequest) -> LetterPrinter:
    made: LetterPrinter = request.param()
    return made


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_letter_becomes_a_pdf_of_a4_pages(printer: LetterPrinter, language: str) -> None:
    pages = PdfReader(io.BytesIO(printer.print_letter(given_letter(language)))).pages
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert len(pages) >= 1
    assert sizes == {(595, 842)}


def test_letters_may_be_printed_one_after_another(printer: LetterPrinter) -> None:
    first = printer.print_letter(given_letter("ar"))
    second = printer.print_letter(given_letter("en"))
    assert first.startswith(b"%PDF-")
    assert second.startswith(b"%PDF-")


def test_a_letter_without_an_addressee_is_not_printed(printer: LetterPrinter) -> None:
    letter = given_letter("ar")
    del letter["addressee"]
    with pytest.raises((KeyError, RuntimeError)):
        printer.print_letter(letter)


def test_a_long_letter_runs_over_to_a_second_page() -> None:
    long = {"text": "تبين من الزيارة أن الأسرة تسكن بيتاً مستأجراً. " * 90, "direction": "rtl"}
    printed = Typesetter().print_letter(given_letter("ar", reasons=long))
    assert len(PdfReader(io.BytesIO(printed)).pages) == 2


def test_the_words_of_people_are_never_commands() -> None:
    marked = {"text": '#panic("no") $x$ *a* @b <c> #read("/etc/passwd")', "direction": "ltr"}
    printed = Typesetter().print_letter(given_letter("en", reasons=marked))
    assert '#panic("no") $x$ *a* @b <c> #read("/etc/passwd")' in " ".join(
        PdfReader(io.BytesIO(printed)).pages[0].extract_text().split()
    )


def test_the_code_on_paper_leads_to_the_verification_page() -> None:
    address = "https://wasl.example/manarat/letters/Qm3kq9s7Zb0xv1Lh2WcYdT5nRfA8uEjP/"
    printed = Typesetter().print_letter(
        given_letter("ar", verify_url=address, qr_svg=segno.make(address).svg_inline())
    )
    page = pypdfium2.PdfDocument(printed)[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [address]


def test_a_letter_is_set_within_fifty_milliseconds() -> None:
    typesetter = Typesetter()
    typesetter.print_letter(given_letter("ar"))
    spent = []
    for number in range(5):
        began = process_time()
        typesetter.print_letter(given_letter("ar", number=str(number)))
        spent.append(process_time() - began)
    assert sorted(spent)[2] < 0.05


def test_without_its_own_fonts_it_takes_those_of_the_system(tmp_path: object) -> None:
    from pathlib import Path

    printed = Typesetter(Path(str(tmp_path))).print_letter(given_letter("ar"))
    assert printed.startswith(b"%PDF-")


POLICY_PRINTERS: dict[str, Callable[[], PolicyPrinter]] = {
    "typesetter": Typesetter,
    "simulator": PrinterSimulator,
}


@pytest.fixture(params=POLICY_PRINTERS.values(), ids=list(POLICY_PRINTERS))
def policy_printer(request: pytest.FixtureRequest) -> PolicyPrinter:
    made: PolicyPrinter = request.param()
    return made


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_policy_becomes_a_pdf_of_a4_pages(policy_printer: PolicyPrinter, language: str) -> None:
    printed = policy_printer.print_policy(given_policy_words(language))
    pages = PdfReader(io.BytesIO(printed)).pages
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert len(pages) >= 1
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("part", ["title", "sections", "page_url"])
def test_a_policy_that_lacks_a_part_is_not_printed(
    policy_printer: PolicyPrinter, part: str
) -> None:
    policy = given_policy_words("ar")
    del policy[part]
    with pytest.raises((KeyError, RuntimeError)):
        policy_printer.print_policy(policy)


def test_a_long_policy_counts_its_pages() -> None:
    clause = {"number": "1", "text": "A clause of the policy, said at some length. " * 6}
    long = [{"title": "Steps", "clauses": [clause] * 20}]
    labels = given_policy_words("en")["labels"] | {"page": "Page", "of": "of"}
    printed = Typesetter().print_policy(given_policy_words("en", sections=long, labels=labels))
    pages = PdfReader(io.BytesIO(printed)).pages
    assert len(pages) > 1
    assert f"Page 2 of {len(pages)}" in " ".join(pages[1].extract_text().split())


def test_a_policy_is_signed_in_a_table_and_leads_to_its_page() -> None:
    address = "https://wasl.example/manarat/policy/2/"
    signed = {"order": "1", "name": "Saad", "capacity": "Chair", "signed": "Signed on 1 March"}
    printed = Typesetter().print_policy(
        given_policy_words(
            "en", signatures=[signed], page_url=address, qr_svg=segno.make(address).svg_inline()
        )
    )
    text = " ".join(PdfReader(io.BytesIO(printed)).pages[0].extract_text().split())
    assert "Saad Chair Signed on 1 March" in text
    page = pypdfium2.PdfDocument(printed)[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [address]


def test_the_words_of_a_policy_are_never_commands() -> None:
    marked = '#panic("no") $x$ *a* @b <c>'
    sections = [{"title": marked, "clauses": [{"number": "", "text": marked}]}]
    printed = Typesetter().print_policy(given_policy_words("en", sections=sections))
    text = " ".join(PdfReader(io.BytesIO(printed)).pages[0].extract_text().split())
    assert text.count(marked) == 2


FORM_PRINTERS: dict[str, Callable[[], FormPrinter]] = {
    "typesetter": Typesetter,
    "simulator": PrinterSimulator,
}


@pytest.fixture(params=FORM_PRINTERS.values(), ids=list(FORM_PRINTERS))
def form_printer(request: pytest.FixtureRequest) -> FormPrinter:
    made: FormPrinter = request.param()
    return made


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_request_form_becomes_a_pdf_of_a4_pages(form_printer: FormPrinter, language: str) -> None:
    pages = PdfReader(io.BytesIO(form_printer.print_form(given_form(language)))).pages
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert len(pages) >= 1
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("part", ["service", "questions", "declaration"])
def test_a_form_that_lacks_a_part_is_not_printed(form_printer: FormPrinter, part: str) -> None:
    form = given_form("ar")
    del form[part]
    with pytest.raises((KeyError, RuntimeError)):
        form_printer.print_form(form)


def test_a_filled_form_tells_what_is_stated_and_leads_to_its_page() -> None:
    address = "https://wasl.example/manarat/follow/"
    printed = Typesetter().print_form(
        given_form(
            "en",
            is_filled=True,
            reference="4821-553-907",
            qr_svg=segno.make(address).svg_inline(),
            address=address,
        )
    )
    pages = PdfReader(io.BytesIO(printed)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "4821-553-907" in text
    assert "#panic(1) $x$" in text
    page = pypdfium2.PdfDocument(printed)[len(pages) - 1].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [address]

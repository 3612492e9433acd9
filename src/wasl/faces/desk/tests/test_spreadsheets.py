"""Lists in and out at the desk: every page, every door, and files that nobody should open."""

import io
import random
import zipfile
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.workbooks.charity import MEN, valid_id
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import know_party
from wasl.domains.spreadsheets.actions import ask_for_export, ask_to_bring, ask_to_undo
from wasl.domains.spreadsheets.tests.given import given_tried, work, workbook
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.identifiers import ascii_digits
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

HEADS = ["الاسم", "رقم الهوية", "رقم الجوال", "تاريخ الميلاد"]
NOURA = ["نورة بنت عبدالله الحربي", "1012345672", "0551234567", "1405/3/2"]
SALEM = ["سالم عبد الله الحربي", "1098765439", "0551234567", "1370/1/1"]
WRONG = ["هند محمد القحطاني", "1012345673", "011", "31/2/1999"]


@pytest.fixture
def reem():
    return given_member(given_association(), "registrar", name="ريم الشهري")


@pytest.fixture
def browser(reem):
    return browser_of(reem)


def desk(rest=""):
    return f"/manarat/desk/spreadsheets/{rest}"


def sent(content, name="المستفيدون.xlsx", **changes):
    file = SimpleUploadedFile(name, content)
    return {"key": str(uuid4()), "kind": "people", "file": file} | changes


def upload(browser, content, name="المستفيدون.xlsx", **changes):
    return browser.post(desk("new/"), sent(content, name, **changes))


def test_a_list_goes_all_the_way_without_script(browser, reem):
    know_party(reem.as_system(), kind="person", name=SALEM[0], national_id=SALEM[1])
    assert browser.get(desk()).status_code == 200
    assert browser.get(desk("new/")).status_code == 200
    answer = upload(browser, workbook(["كشف"], HEADS, NOURA, SALEM, WRONG))
    assert answer.status_code == 302
    page = browser.get(answer["Location"])
    form = page.context["form"]
    posted = {name: form.initial.get(name, "") for name in form.fields}
    file = page.context["row"]
    assert posted["column-0"] == "name"
    answer = browser.post(answer["Location"], posted)
    assert answer["Location"] == desk(f"{file.id}/")
    assert "hx-get" in browser.get(desk(f"{file.id}/")).content.decode()
    work(reem)

    page = browser.get(desk(f"{file.id}/")).content.decode()
    assert "صف واحد لا يدخل كما هو" in page
    problems = browser.get(desk(f"{file.id}/problems/")).content.decode()
    assert "صف 5، عمود «رقم الهوية»" in ascii_digits(problems)
    assert "رقم خاطئ أو في غير موضعه" in problems
    made = browser.get(desk(f"{file.id}/problems/file/"))
    sheet = load_workbook(io.BytesIO(made.getvalue())).worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert sheet["A2"].value == "5"
    assert browser.post(desk(f"{file.id}/bring/")).status_code == 302
    assert "بعض الصفوف لا تدخل كما هي" in browser.get(desk(f"{file.id}/")).content.decode()
    assert browser.post(desk(f"{file.id}/leave-out/")).status_code == 302
    known = browser.get(desk(f"{file.id}/known/")).content.decode()
    assert "رقم الهوية نفسه" in known
    browser.post(desk(f"{file.id}/bring/"))
    work(reem)
    assert "الكشف الآن في السجل" in browser.get(desk(f"{file.id}/")).content.decode()
    assert browser.get(desk(f"{file.id}/undo/")).status_code == 200
    browser.post(desk(f"{file.id}/undo/"))
    work(reem)
    assert "أُخرجوا من السجل" in browser.get(desk(f"{file.id}/")).content.decode()
    assert browser.get(desk()).status_code == 200


def test_the_dates_are_asked_about_once_when_they_may_be_read_two_ways(browser):
    answer = upload(browser, workbook(HEADS, [*NOURA[:3], "3/4/1985"]))
    page = browser.get(answer["Location"])

    assert "order" in page.context["form"].fields


def test_a_column_that_is_missing_is_asked_for(browser):
    answer = upload(browser, workbook(["س", "ص"], ["أ", "ب"], ["ج", "د"]))
    page = browser.get(answer["Location"])
    form = page.context["form"]
    posted = {name: form.initial.get(name) or "" for name in form.fields}
    again = browser.post(answer["Location"], posted)

    assert again.status_code == 422
    assert "أي عمود فيه الاسم" in again.content.decode()


def test_two_columns_of_one_meaning_are_told_at_both(browser):
    answer = upload(browser, workbook(HEADS, NOURA))
    form = browser.get(answer["Location"]).context["form"]
    posted = {name: form.initial.get(name) or "" for name in form.fields}
    again = browser.post(answer["Location"], posted | {"column-1": "name"})

    assert again.status_code == 422
    assert again.content.decode().count("لعمودين المعنى نفسه") >= 2


def test_another_sheet_is_looked_at(browser):
    content = workbook(sheets={"غلاف": [["مرحبا"]], "كشف": [HEADS, NOURA, SALEM]})
    answer = upload(browser, content)
    page = browser.get(answer["Location"])
    assert page.context["preview"].sheet == 1
    version = page.context["row"].version
    other = answer["Location"].replace("columns/", "sheet/")
    browser.post(other, {"version": version, "sheet": "0"})
    assert browser.get(answer["Location"]).context["preview"].sheet == 0


def bomb():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(500):
                part.write(bytes(1024 * 1024))
    return written.getvalue()


def with_macros():
    written = io.BytesIO(workbook(HEADS, NOURA))
    with zipfile.ZipFile(written, "a") as package:
        package.writestr("xl/vbaProject.bin", b"program")
    return written.getvalue()


REFUSED = {
    "empty": (b"", "هذا الملف فارغ"),
    "blank": (b"\n\n , , \n", "هذا الملف فارغ"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "صيغة قديمة"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "كلمة مرور",
    ),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", "صيغة قديمة"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "ليس جدولًا"),
    "pdf": (b"%PDF-1.7 whatever", "ليس جدولًا"),
    "broken": (workbook(HEADS, NOURA)[:-400], "تالف"),
    "zip": (b"PK\x05\x06" + bytes(18), "ليس جدولًا"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_o14_a_file_that_cannot_be_read_has_its_own_sentence(browser, name):
    content, sentence = REFUSED[name]
    answer = upload(browser, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_o14_a_workbook_that_unfolds_to_half_a_gigabyte_is_not_unfolded(browser):
    answer = upload(browser, bomb())

    assert answer.status_code == 422
    assert "أكبر مما نستطيع" in answer.content.decode()


def test_a_workbook_with_programs_is_refused(browser):
    answer = upload(browser, with_macros())

    assert answer.status_code == 422
    assert "ماكرو" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["../../x.xlsx", "a\r\nb.xlsx", "س" * 300 + ".xlsx", "a\u202excod.xlsx"]
)
def test_o15_the_name_of_a_file_is_clean(browser, name):
    answer = upload(browser, workbook(HEADS, NOURA), name)
    shown = browser.get(answer["Location"]).context["row"].file_name

    assert len(shown) <= 120
    assert not any(sign in shown for sign in ("/", "\\", "\r", "\n", "\u202e", "\0"))


def test_o36_a_file_that_is_too_large_is_not_read(browser):
    assert upload(browser, b"1,2\n" * (4 * 1024 * 1024)).status_code == 413
    answer = upload(browser, b"1,2\n" * (int(2.8 * 1024 * 1024)))
    assert answer.status_code == 422
    assert "أكبر مما نستطيع" in answer.content.decode()


def fields(page):
    """What a browser would send of a page of problems or values if nobody touched it."""
    form, context = page.context["form"], page.context
    sent = {name: form[name].value() or "" for name in form.fields}
    for one in context["rows"]:
        if one.get("field") is not None and "name" in one:
            sent[f"was-{one['name']}"] = one["was"]
    return sent | {"row": [str(one["problem"].number) for one in context["rows"]]}


def test_problems_are_put_right_on_their_page_without_script(browser, reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG, SALEM))
    problems = desk(f"{file.pk}/problems/?only=stop")
    page = browser.get(problems)
    html = page.content.decode()
    assert 'inputmode="numeric"' in html
    assert 'value="1012345673"' in html
    answer = browser.post(problems, fields(page) | {"cell-3-1": "٢٠٩٨٧٦٥٤٣٧", "then": "stay"})
    assert answer["Location"] == problems
    page = browser.get(problems).content.decode()
    assert "صُحّحت خلية واحدة" in page
    assert "تصحيح واحد ينتظر" in page
    assert "2098765437" in ascii_digits(page)
    browser.post(desk(f"{file.pk}/bring/"))
    assert "جرّبوا الصفوف ثانية أولًا" in browser.get(desk(f"{file.pk}/")).content.decode()
    assert browser.post(desk(f"{file.pk}/again/"))["Location"] == desk(f"{file.pk}/")
    work(reem)
    assert "إدخال" in browser.get(desk(f"{file.pk}/")).content.decode()
    mended = browser.get(desk(f"{file.pk}/mended/"))
    assert "1012345673" in ascii_digits(mended.content.decode())
    assert "ريم الشهري" in mended.content.decode()
    (one,) = mended.context["rows"]
    browser.post(desk(f"{file.pk}/mended/withdraw/"), {"mending": str(one["one"].id)})
    assert "مسحوب" in browser.get(desk(f"{file.pk}/mended/")).content.decode()


def test_a_bad_value_has_its_sentence_beside_it_and_nothing_written_is_lost(browser, reem):
    file = given_tried(reem, workbook(HEADS, WRONG, ["123", SALEM[1], "", ""]))
    problems = desk(f"{file.pk}/problems/")
    sent = fields(browser.get(problems)) | {"cell-2-1": "1012345674", "cell-3-0": "سالم الحربي"}
    page = browser.post(problems, sent | {"out": "3", "then": "try"})

    assert page.status_code == 422
    form = page.context["form"]
    assert list(form.errors) == ["cell-2-1"]
    assert form["cell-2-1"].value() == "1012345674"
    assert form["cell-3-0"].value() == "سالم الحربي"
    html = page.content.decode()
    assert "رقم خاطئ أو في غير موضعه" in html
    assert 'aria-invalid="true"' in html
    assert 'name="out" value="3" checked' in html


def test_rows_are_left_out_and_taken_in_several_at_once(browser, reem):
    file = given_tried(reem, workbook(HEADS, WRONG, WRONG, SALEM))
    problems = desk(f"{file.pk}/problems/")
    sent = fields(browser.get(problems))
    browser.post(problems, sent | {"out": ["2", "3"], "then": "stay"})
    page = browser.get(problems)
    assert page.context["row"].counts["left_out"] == 2
    browser.post(problems, fields(page) | {"had": ["2", "3"], "out": ["3"], "then": "stay"})
    assert browser.get(problems).context["row"].counts["left_out"] == 1


def test_the_same_value_is_replaced_everywhere_from_one_field(browser, reem):
    rows = [[name, "لم يراجع", "", ""] for name in ("نورة علي", "سارة فهد", "هند سعد")]
    file = given_tried(reem, workbook(HEADS, *rows))
    problems = desk(f"{file.pk}/problems/?only=stop")
    page = browser.get(problems)
    assert "3 صفوف" in ascii_digits(page.content.decode())
    sent = fields(page) | {"cell-2-1": "", "all-2-1": "on", "then": "try"}
    assert browser.post(problems, sent)["Location"] == desk(f"{file.pk}/")
    work(reem)

    assert browser.get(desk(f"{file.pk}/")).context["row"].counts["stopped"] == 0


def test_a_spelling_is_replaced_in_its_whole_column(browser, reem):
    heads, rows = [*HEADS, "المدينة"], [[*NOURA, "جده"], [*SALEM, "جدة"]]
    file = given_tried(reem, workbook(heads, *rows))
    values = desk(f"{file.pk}/values/4/")
    assert values in browser.get(desk(f"{file.pk}/")).content.decode()
    page = browser.get(values)
    places = {one["value"].text: one["place"] for one in page.context["rows"]}
    sent = {f"was-{place}": text for text, place in places.items()}
    wrong = sent | {f"value-{places['جده']}": "ج" * 90, f"value-{places['جدة']}": "جدة"}
    page = browser.post(values, wrong)
    assert page.status_code == 422
    assert "أطول مما يُحفظ" in page.content.decode()
    browser.post(values, wrong | {f"value-{places['جده']}": "جدة"})

    assert [one["value"].rows for one in browser.get(values).context["rows"]] == [2]


def test_dates_of_one_style_are_put_right_from_their_kind(browser, reem):
    file = given_tried(reem, workbook(HEADS, [*NOURA[:3], "2/3/05"], SALEM))
    page = browser.get(desk(f"{file.pk}/problems/?only=warn&code=date_short_year"))
    (one,) = page.context["dates"]
    assert one["times"] == 1
    dates = desk(f"{file.pk}/problems/dates/")
    assert browser.post(dates, {"column": "3", "style": "x"}).status_code == 302
    browser.post(dates, {"column": "3", "style": "short_hijri"})
    browser.post(desk(f"{file.pk}/again/"))
    work(reem)

    assert not browser.get(desk(f"{file.pk}/problems/")).context["rows"]


@pytest.mark.parametrize(
    "sent",
    [
        {"cell-99-1": "x"},
        {"cell-2-9": "x"},
        {"cell-x-y": "1", "cell-2": "1", "was-2-1": "1"},
        {"cell-2-1": "x" * 5000},
        {"out": ["x", "-1", "٣", "99999999999"], "row": "2", "had": "y"},
        {"then": "next", "following": "//evil.example"},
        {"mending": "x", "column": "x", "style": "y"},
    ],
)
@pytest.mark.parametrize("rest", ["problems/", "problems/dates/", "values/1/", "mended/withdraw/"])
def test_whatever_is_sent_to_put_right_there_is_no_defect(browser, reem, rest, sent):
    file = given_tried(reem, workbook(HEADS, WRONG))
    answer = browser.post(desk(f"{file.pk}/{rest}"), sent)

    assert answer.status_code in (302, 404, 422)
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("rest", ["problems/", "known/"])
@pytest.mark.parametrize("query", ["after=x", "after=1.y", "after=-1", "only=%00", "code=%27--"])
def test_an_odd_address_is_answered_all_the_same(browser, reem, rest, query):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))

    assert browser.get(desk(f"{file.pk}/{rest}?{query}")).status_code == 200


ODD = {
    "file": [
        b"\x00\xff" * 50,
        "؟;؟\n".encode("cp1256") * 9,
        b'"' * 5000,
        b"a,b\n" + b"x" * 200_000,
    ],
}


@pytest.mark.parametrize("content", ODD["file"], ids=["bytes", "marks", "quotes", "long"])
def test_whatever_is_sent_there_is_no_defect(browser, content):
    assert upload(browser, content).status_code in (302, 415, 422)


def test_the_same_form_sent_twice_is_one_file(browser):
    known = sent(workbook(HEADS, NOURA))
    first = browser.post(desk("new/"), known)
    known["file"].seek(0)
    again = browser.post(desk("new/"), known)

    assert first["Location"] == again["Location"]


def test_ibrahim_sees_nothing(browser, reem):
    file = given_tried(reem, workbook(HEADS, NOURA))
    ibrahim = given_member(given_association("wahj"), "registrar", "director", name="إبراهيم")
    other = browser_of(ibrahim)
    for rest in (
        *("", "columns/", "problems/", "problems/file/", "known/", "undo/", "discard/"),
        *("mended/", "values/0/"),
    ):
        theirs = f"/wahj/desk/spreadsheets/{file.pk}/{rest}"
        assert other.get(theirs).status_code == 404, rest
        assert other.get(theirs.replace("wahj", "manarat")).status_code == 404, rest
    assert str(file.pk) not in other.get("/wahj/desk/spreadsheets/").content.decode()


@pytest.mark.parametrize("role", ["officer", "researcher", "committee_member", "auditor"])
def test_who_keeps_no_registry_may_not(reem, role):
    other = browser_of(given_member(reem.association, role))

    assert other.get(desk()).status_code == 403
    assert other.get(desk("export/")).status_code == 403


def export(browser, kind="people", why="كشف للباحثات لزيارات هذا الشهر"):
    answer = browser.post(desk("export/"), {"kind": kind, "why": why, "city": ""})
    return answer["Location"] if answer.status_code == 302 else answer


STARTERS = ['=HYPERLINK("http://x","y")', "+1 سالم", "-1+1 سالم", "@SUM سالم"]


def test_o16_nothing_in_a_list_taken_out_can_start(browser, reem):
    for number, name in enumerate(STARTERS):
        know_party(reem.as_system(), kind="person", name=name, phone=f"055000000{number}")
    place = export(browser)
    assert browser.get(place).status_code == 200
    book = load_workbook(io.BytesIO(browser.get(f"{place}xlsx/").getvalue()))
    cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert set(STARTERS) <= {cell.value for cell in cells}
    text = browser.get(f"{place}csv/").getvalue().decode("utf-8-sig")
    for name in STARTERS:
        assert '"' + "'" + name.replace('"', '""') + '"' in text


def test_a_list_is_taken_out_only_with_a_reason_and_by_the_one_who_asked(browser, reem):
    refused = export(browser, why="قصير")
    assert refused.status_code == 422
    place = export(browser)
    colleague = browser_of(given_member(reem.association, "registrar", name="مها"))
    assert colleague.get(place).status_code == 404
    assert colleague.get(f"{place}csv/").status_code == 404
    assert browser.get(f"{place}exe/").status_code == 404


def test_our_own_list_comes_back_without_loss(browser, reem):
    content = workbook(
        [*HEADS, "الجنس", "المدينة", "الآيبان", "رقم الملف", "الدخل", "عدد الأفراد", "نوع السكن"],
        [*NOURA, "أنثى", "مكة", "SA0380000000608010167519", 77, "3500", 5, "إيجار"],
        [*SALEM, "ذكر", "", "", 12, "", "", ""],
        ["@هند محمد", "", "", "1990", "", "", "", "", "", "", ""],
    )
    file = given_tried(reem, content)
    ask_to_bring(reem, spreadsheet=file.pk)
    assert work(reem, file).stage == "brought"
    ours = taken(browser, export(browser))
    there = given_member(given_association("wahj"), "registrar", name="إبراهيم")
    for content in ours:
        again = given_tried(there, content)
        assert again.counts["stopped"] == 0
        ask_to_bring(there, spreadsheet=again.pk)
        assert work(there, again).stage == "brought"
        other = browser_of(there)
        asked = other.post(
            "/wahj/desk/spreadsheets/export/",
            {"kind": "people", "why": "كشف للباحثات لزيارات هذا الشهر", "city": ""},
        )
        assert taken(other, asked["Location"])[1] == ours[1]
        ask_to_undo(there, spreadsheet=again.pk)
        work(there, again)


def test_our_own_list_of_families_comes_back_without_loss(browser, reem):
    heads = ["رقم الأسرة", "الصلة", "الاسم", "رقم الهوية", "الجوال", "تاريخ الميلاد", "الجنس"]
    content = workbook(
        heads,
        [7, "رب الأسرة", *SALEM, "ذكر"],
        [7, "زوجة", "هند محمد القحطاني", "", "", "1380", "أنثى"],
        [7, "ابن", "محمد سالم الحربي", "", "", "1435/1/1", "ذكر"],
        [8, "", *NOURA, "أنثى"],
    )
    file = given_tried(reem, content, kind="households")
    ask_to_bring(reem, spreadsheet=file.pk)
    assert work(reem, file).stage == "brought"
    ours = taken(browser, export(browser, kind="households"))
    there = given_member(given_association("wahj"), "registrar", name="إبراهيم")
    again = given_tried(there, ours[0], kind="households")
    ask_to_bring(there, spreadsheet=again.pk)
    assert work(there, again).counts["members"] == 2
    other = browser_of(there)
    asked = other.post(
        "/wahj/desk/spreadsheets/export/",
        {"kind": "households", "why": "كشف للباحثات لزيارات هذا الشهر", "city": ""},
    )
    assert taken(other, asked["Location"])[1] == ours[1]


def taken(browser, place):
    return [browser.get(f"{place}{kind}/").getvalue() for kind in ("xlsx", "csv")]


def test_an_unknown_address_of_a_file_is_not_found(browser):
    assert browser.get(desk(f"{uuid4()}/")).status_code == 404
    assert browser.post(desk(f"{uuid4()}/bring/")).status_code in (302, 404)


def test_the_number_of_queries_does_not_grow_with_the_rows(browser, reem):
    chance = random.Random(5)
    few, many = (_with_known_and_wrong(reem, chance, rows) for rows in (1, 9))

    for page in ("", "problems/", "problems/?only=stop", "known/", "mended/"):
        browser.get(desk(f"{few.pk}/{page}"))
        assert _queries(browser, f"{many.pk}/{page}") == _queries(browser, f"{few.pk}/{page}")


def test_the_number_of_queries_does_not_grow_with_the_files_and_the_lists_taken_out(browser, reem):
    def one_more():
        ask_to_undo(reem, spreadsheet=_brought(reem).pk)
        work(reem)
        ask_for_export(reem, kind="people", why="كشف الباحثات لهذا الشهر")

    one_more()
    pages = ("", "export/")
    few = [browser.get(desk(page)) and _queries(browser, page) for page in pages]
    for _ in range(4):
        one_more()

    assert [_queries(browser, page) for page in pages] == few


def test_the_number_of_queries_does_not_grow_with_those_whom_an_undo_kept(browser, reem):
    few, many = (_undone_but_for(reem, kept) for kept in (1, 7))
    browser.get(desk(f"{few.pk}/"))

    assert _queries(browser, f"{many.pk}/") == _queries(browser, f"{few.pk}/")


def _queries(browser, page) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(desk(page)).status_code == 200
    return len(asked)


def _somebody(chance):
    return [f"{chance.choice(MEN)} {chance.choice(MEN)} الحربي", valid_id(chance)]


def _with_known_and_wrong(by, chance, rows):
    known = [_somebody(chance) for _ in range(rows)]
    for name, national_id in known:
        know_party(by.as_system(), kind="person", name=name, national_id=national_id)
    file = given_tried(by, workbook(HEADS, *known, *[WRONG] * rows))
    assert (file.counts["matched"], file.counts["stopped"]) == (rows, rows)
    return file


def _brought(by, rows=1):
    chance = random.Random()
    file = given_tried(by, workbook(HEADS, *[_somebody(chance) for _ in range(rows)]))
    ask_to_bring(by, spreadsheet=file.pk)
    return work(by, file)


def _undone_but_for(by, kept):
    file = _brought(by, kept)
    with entered_scope(by.as_system(), writing=True):
        apps.get_model("parties", "Party").objects.filter(brought_by=file.pk).update(version=2)
    ask_to_undo(by, spreadsheet=file.pk)
    file = work(by, file)
    assert file.counts["kept"] == kept
    return file

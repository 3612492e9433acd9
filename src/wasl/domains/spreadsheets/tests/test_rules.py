"""What columns and cells are taken for, on plain values."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from wasl.domains.parties.queries import RELATION_WORDS
from wasl.domains.spreadsheets.rules.columns import (
    FIELDS,
    guessed_mapping,
    header_row_of,
    mapping_lacks,
)
from wasl.domains.spreadsheets.rules.reading import Sheet, has_dates_of_two_orders, read_row

PEOPLE = Sheet(
    "people",
    {"0": "name", "1": "national_id", "2": "phone", "3": "birth", "4": "gender", "5": "income"},
    ["الاسم", "الهوية", "الجوال", "الميلاد", "الجنس", "الدخل"],
    day_first=True,
    today=date(2026, 11, 21),
)


def read(*cells, sheet=PEOPLE):
    return read_row(7, list(cells), sheet)


def codes(row):
    return {(one.field, one.code, one.severity) for one in row.problems}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("اسم المستفيد رباعي", "name"),
        ("  الإسم  الكامل:", "name"),
        ("الاسم كما هو في بطاقة الهوية", "name"),
        ("السجل المدنى", "national_id"),
        ("رقم الهويه / الاقامه", "national_id"),
        ("هوية رب الأسرة", ""),
        ("ت. الميلاد", "birth"),
        ("رقم جوال المستفيد", "phone"),
        ("جوال ٢", "phone_2"),
        ("الآيبان (IBAN)", "iban"),
        ("Date of birth", "birth"),
        ("MOBILE NUMBER", "phone"),
        ("عدد افراد الاسره", "household_size"),
        ("الحالة الصحية", ""),
        ("لون الباب", ""),
    ],
)
def test_a_heading_is_understood_however_it_is_spelled(header, field):
    mapping = guessed_mapping([header], [[]], kind="people", remembered={})

    assert mapping == ({"0": field} if field else {})


def test_a_column_without_heading_is_known_by_what_stands_in_it():
    columns = [["1012345672", "1098765439", "x"], ["0551234567", "551234567"]]

    assert guessed_mapping(["", ""], columns, kind="people", remembered={}) == {
        "0": "national_id",
        "1": "phone",
    }


def test_what_was_said_the_last_time_comes_first():
    remembered = {"بيان": "name", "اسم": ""}

    assert guessed_mapping(["بيان", "الاسم"], [[], []], kind="people", remembered=remembered) == {
        "0": "name"
    }


def test_the_headings_are_found_below_titles():
    rows = [
        (1, ["كشف المستفيدين لعام ١٤٤٦"]),
        (3, ["جمعية كذا", "", "محرم"]),
        (4, ["م", "الاسم", "رقم الهوية", "الجوال"]),
        (5, ["1", "نورة", "1012345672", "0551234567"]),
    ]

    assert header_row_of(rows, "people") == 4


def test_assistance_needs_to_know_whom_and_what():
    assert mapping_lacks({"0": "name"}, "assistance") == ("who", "service")
    assert mapping_lacks({"0": "name", "1": "phone", "2": "service"}, "assistance") == ()
    assert mapping_lacks({"0": "phone"}, "people") == ("name",)
    assert set(FIELDS) == {"people", "households", "assistance"}


@pytest.mark.parametrize(
    "phone",
    ["551234567", "0551234567", "٠٥٥١٢٣٤٥٦٧", "+966 55 123 4567", "00966551234567", "055-123-4567"],
)
def test_a_mobile_comes_in_however_it_was_kept(phone):
    assert read("نورة الحربي", "1012345672", phone).values["phone"] == "+966551234567"


def test_two_mobiles_in_one_cell_are_two():
    row = read("نورة الحربي", "1012345672", "0551234567 / ٠٥٥٩٨٧٦٥٤٣")

    assert (row.values["phone"], row.values["phone_more"]) == ("+966551234567", ("+966559876543",))


@pytest.mark.parametrize(
    "birth",
    [
        "١٤٠٥/٣/٢",
        "2/3/1405هـ",
        "2-3-1405 هـ",
        "1405/3/2",
        "2 ربيع الأول 1405",
        {"date": "1984-11-24"},
    ],
)
def test_a_birth_in_either_calendar_is_one_day(birth):
    assert str(read("نورة الحربي", "", "", birth).values["birth"].gregorian_on) == "1984-11-24"


def test_the_month_stands_first_where_a_person_said_so():
    sheet = replace(PEOPLE, day_first=False)
    row = read("نورة الحربي", "", "", "3/4/2015", sheet=sheet)

    assert str(row.values["birth"].gregorian_on) == "2015-03-04"
    assert str(read("نورة", "", "", "25/4/2015", sheet=sheet).values["birth"].gregorian_on) == (
        "2015-04-25"
    )


def test_the_order_of_dates_is_asked_only_when_it_is_open():
    assert has_dates_of_two_orders(["3/4/2015", "25/4/2015"]) == (True, False, True)
    assert has_dates_of_two_orders(["3/25/2015"]) == (False, True, False)
    assert has_dates_of_two_orders(["2015-04-03", "١٤٠٥/٣/٢"]) == (False, False, False)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["", "1012345672"], ("name", "name_missing", "stop")),
        (["12345", "1012345672"], ("name", "name_no_letters", "stop")),
        (["نورة الحربي", "1012345673"], ("national_id", "national_id_check_digit", "stop")),
        (["نورة الحربي", "101234567"], ("national_id", "national_id_length", "stop")),
        (["نورة الحربي", "1.01235E+09"], ("national_id", "number_shortened", "stop")),
        (["نورة الحربي", "#N/A"], ("national_id", "excel_error", "stop")),
        (["نورة الحربي", ""], ("national_id", "identity_missing", "warn")),
        (["نورة الحربي", "1012345672", "011"], ("phone", "mobile_not_mobile", "warn")),
        (["نورة الحربي", "", "", "31/2/1999"], ("birth", "date_no_such_day", "warn")),
        (["نورة الحربي", "", "", "22/11/2026"], ("birth", "date_in_future", "warn")),
        (["نورة الحربي", "", "", "", "؟؟ذ"], ("gender", "gender_unknown", "warn")),
        (["نورة الحربي", "", "", "", "", "كثير"], ("income", "amount_unreadable", "warn")),
        (["نورة", "1012345672"], ("name", "name_single", "warn")),
    ],
)
def test_a_damaged_cell_is_told_and_the_others_are_read(cells, told):
    assert told in codes(read(*cells))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "relation",
    ["spouse", "wife", "husband", "son", "daughter", "child", "father", "mother", "brother"]
    + ["sister", "grandchild", "grandparent", "other"],
)
def test_what_a_list_taken_out_calls_a_member_is_read_when_it_comes_back(relation, language):
    families = replace(
        PEOPLE, kind="households", mapping={"0": "name", "1": "relation", "2": "family"}
    )
    with override(language):
        said = str(RELATION_WORDS[relation])
    row = read("نورة الحربي", said, "12", sheet=families)

    assert row.values["relation"] == relation


def test_a_warned_value_stays_out_and_the_row_comes_in():
    row = read("نورة الحربي", "1012345672", "011")

    assert row.state == "warned"
    assert "phone" not in row.values
    assert row.values["national_id"] == "1012345672"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["الإجمالي", "", "", "", "", "5000"], "totals_row"),
        (["", "المجموع", ""], "totals_row"),
        (["ملاحظة: حُدّثت البيانات"], "note_row"),
        (["* يعتمد مدير الجمعية"], "note_row"),
        (["الاسم", "الهوية", "الجوال"], "header_again"),
    ],
)
def test_what_is_nobody_is_passed_over_and_told(cells, why):
    row = read(*cells)

    assert row.skipped == why
    assert row.state == "skipped"


def test_whoever_has_an_id_is_never_passed_over():
    assert not read("إجمالي محمد الحربي", "1012345672").skipped
    assert not read("هند محمد الحربي").skipped

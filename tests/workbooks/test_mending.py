"""Cells put right in the browser: the file stays as it came, and nothing said before is lost."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tests.workbooks.test_bringing import (
    ALIKE,
    HEADS,
    NOURA,
    SALEM,
    WRONG,
    all_of,
    brought,
    names,
    undone,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import know_party
from wasl.domains.parties.models import Party
from wasl.domains.spreadsheets.actions import (
    CellMended,
    ask_to_bring,
    choose_sheet,
    discard_spreadsheet,
    leave_rows_out,
    map_columns,
    mend_dates,
    mend_rows,
    mend_values,
    settle_match,
    try_rows,
    withdraw_mending,
)
from wasl.domains.spreadsheets.models import Mending, SheetRow
from wasl.domains.spreadsheets.queries import (
    cells_to_mend,
    column_values,
    mendings_listed,
    row_problems,
    rows_matched,
    spreadsheet_at,
)
from wasl.domains.spreadsheets.refusals import CellsNotMended, MendingsUntried
from wasl.domains.spreadsheets.rules.mending import restyled
from wasl.domains.spreadsheets.rules.reading import Sheet, why_unread
from wasl.domains.spreadsheets.tests.given import given_registrar, given_tried, work, workbook
from wasl.faces.desk.spreadsheets.words import OFFERED
from wasl.foundation import trail
from wasl.foundation.calendar import parse_date
from wasl.foundation.refusal import NotFound, WrongStage
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

HOUSED = [*HEADS, "المدينة", "نوع السكن"]


@pytest.fixture
def reem(own_files):
    return given_registrar(given_association())


def tried_again(by, file):
    try_rows(by, spreadsheet=file.pk)
    return work(by, file)


def told(by, file):
    return {(one.number, one.code) for one in row_problems(by, spreadsheet=file.pk)}


def troubles(by, file, *cells):
    with pytest.raises(CellsNotMended) as refused:
        mend_rows(by, spreadsheet=file.pk, cells=cells)
    return refused.value.troubles


def test_a_wrong_id_is_put_right_and_the_row_comes_in(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    assert (3, "national_id_check_digit") in told(reem, file)
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(3, 1, WRONG[1], "٢٠٩٨٧٦٥٤٣٧")])
    with pytest.raises(MendingsUntried):
        ask_to_bring(reem, spreadsheet=file.pk)
    file = tried_again(reem, file)
    assert told(reem, file) == set()
    assert (file.counts["stopped"], file.counts["untried"], file.counts["mended"]) == (0, 0, 1)
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)

    with entered_scope(reem, writing=False):
        assert {row.national_id for row in Party.objects.all()} == {NOURA[1], "2098765437"}


def test_a_value_that_cannot_be_read_either_keeps_everything_out(reem):
    file = given_tried(reem, workbook(HEADS, WRONG, ["", "", "", ""], ["123", NOURA[1], "", ""]))
    found = troubles(
        reem,
        file,
        CellMended(2, 1, WRONG[1], "1012345674"),
        CellMended(4, 0, "123", NOURA[0]),
    )

    assert found == {(2, 1): "national_id_check_digit"}
    assert not all_of(reem, Mending)


def test_a_name_that_is_emptied_is_missed(reem):
    file = given_tried(reem, workbook(HEADS, ["123", NOURA[1], "", ""]))

    assert troubles(reem, file, CellMended(2, 0, "123", "")) == {(2, 0): "name_missing"}


def test_who_mends_second_is_told_what_the_first_wrote(reem):
    file = given_tried(reem, workbook(HEADS, WRONG))
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 1, WRONG[1], NOURA[1])])

    found = troubles(reem, file, CellMended(2, 1, WRONG[1], SALEM[1]))
    assert found == {(2, 1): "changed_meanwhile"}
    assert cells_to_mend(reem, spreadsheet=file.pk, cells=[(2, 1)])[2, 1].text == NOURA[1]


def test_cells_that_are_not_read_or_not_there_are_not_found(reem):
    file = given_tried(reem, workbook([*HEADS, "شيء"], [*WRONG, "كلام"]))
    for number, column, was in ((2, 4, "كلام"), (99, 1, "")):
        with pytest.raises(NotFound):
            mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(number, column, was, "x")])
    ibrahim = given_registrar(given_association("wahj"))
    with pytest.raises(NotFound):
        mend_rows(ibrahim, spreadsheet=file.pk, cells=[CellMended(2, 1, WRONG[1], NOURA[1])])
    with pytest.raises(NotFound):
        mendings_listed(ibrahim, spreadsheet=file.pk)


def test_the_same_word_is_replaced_everywhere_in_its_column(reem):
    rows = [[*NOURA[:1], "", "", "", "مكه", "شقة"], [*SALEM[:1], "", "", "", "شقة", "شقة"]]
    file = given_tried(reem, workbook(HOUSED, *rows))
    now = cells_to_mend(reem, spreadsheet=file.pk, cells=[(2, 5)])[2, 5]
    assert (now.text, now.alike, now.field) == ("شقة", 2, "housing")
    mend_rows(
        reem, spreadsheet=file.pk, cells=[CellMended(2, 5, "شقة", "إيجار", is_everywhere=True)]
    )
    file = tried_again(reem, file)

    assert not any(code == "choice_unknown" for _, code in told(reem, file))
    (mending,) = mendings_listed(reem, spreadsheet=file.pk)
    assert (mending.number, mending.rows, mending.cell, mending.becomes) == (
        None,
        2,
        "شقة",
        "إيجار",
    )
    assert cells_to_mend(reem, spreadsheet=file.pk, cells=[(3, 4)])[3, 4].text == "شقة"


def test_one_row_may_say_otherwise_than_all_the_others(reem):
    rows = [[name, "", "", "", "", "شقة"] for name in ("نورة علي", "سارة فهد", "هند سعد")]
    file = given_tried(reem, workbook(HOUSED, *rows))
    mend_rows(
        reem,
        spreadsheet=file.pk,
        cells=[CellMended(3, 5, "شقة", "ملك"), CellMended(2, 5, "شقة", "إيجار", True)],
    )
    now = cells_to_mend(reem, spreadsheet=file.pk, cells=[(number, 5) for number in (2, 3, 4)])

    assert [one.text for one in now.values()] == ["إيجار", "ملك", "إيجار"]


def test_an_id_is_never_the_same_in_many_rows_but_may_be_emptied(reem):
    rows = [["نورة علي", "لم يراجع", "", ""], ["سارة فهد", "لم يراجع", "", ""]]
    file = given_tried(reem, workbook(HEADS, *rows))
    found = troubles(reem, file, CellMended(2, 1, "لم يراجع", NOURA[1], is_everywhere=True))
    assert found == {(2, 1): "never_everywhere"}
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 1, "لم يراجع", "", True)])

    assert tried_again(reem, file).counts["stopped"] == 0


def test_a_spelling_is_replaced_by_what_the_column_says(reem):
    rows = [[f"نورة سعد علي {n}", "", "", "", "جده" if n % 3 else "جدة", ""] for n in range(9)]
    file = given_tried(reem, workbook(HOUSED, *rows))
    said = column_values(reem, spreadsheet=file.pk, column=4)
    assert {one.text: one.rows for one in said.values} == {"جده": 6, "جدة": 3}
    mend_values(reem, spreadsheet=file.pk, column=4, changes={"جده": "جدة"})

    (value,) = column_values(reem, spreadsheet=file.pk, column=4).values
    assert (value.text, value.rows) == ("جدة", 9)
    with pytest.raises(CellsNotMended):
        mend_values(reem, spreadsheet=file.pk, column=4, changes={"جدة": "ج" * 100})
    for column in (0, 1, 30):
        with pytest.raises(NotFound):
            column_values(reem, spreadsheet=file.pk, column=column)


def test_dates_of_one_style_are_put_right_at_once(reem):
    rows = [["نورة علي", "", "", "2/3/05"], ["سارة فهد", "", "", "1/7/90"], SALEM]
    file = given_tried(reem, workbook(HEADS, *rows))
    assert {(2, "date_short_year"), (3, "date_short_year")} <= told(reem, file)
    with pytest.raises(NotFound):
        mend_dates(reem, spreadsheet=file.pk, column=3, style="as_you_like")
    mend_dates(reem, spreadsheet=file.pk, column=3, style="short_hijri")
    file = tried_again(reem, file)
    assert not any(code.startswith("date") for _, code in told(reem, file))
    (mending,) = mendings_listed(reem, spreadsheet=file.pk)
    assert (mending.style, mending.rows) == ("short_hijri", 2)
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)

    born = {row.name: row.birth_entry["text"] for row in all_of(reem, Party)}
    assert born["نورة علي"] == "2/3/1405"
    assert born["سارة فهد"] == "1/7/1390"


@pytest.mark.parametrize(
    ("text", "style", "full"),
    [
        ("2/3/05", "short_hijri", "2/3/1405"),
        ("٢-٣-٩٩ هـ", "short_hijri", "2/3/1399"),
        ("85/3/12", "short_gregorian", "12/3/1985"),
        ("1.2.26", "short_gregorian", "1/2/2026"),
        ("12/25/1985", "month_first", "25/12/1985"),
        ("3/4/1985", "month_first", "3/4/1985"),
        ("2/3/1405", "short_hijri", "2/3/1405"),
        ("كلام", "short_hijri", "كلام"),
    ],
)
def test_a_style_writes_a_date_in_full(text, style, full):
    assert restyled(text, style, date(2026, 11, 21)) == full


@pytest.mark.parametrize("language", ["ar", "en"])
def test_all_words_offered_can_be_read(language):
    sheet = Sheet("people", {}, [], True, date(2026, 11, 21))
    with override(language):
        unread = [
            (field, str(word))
            for field, offered in OFFERED.items()
            for word in offered
            if why_unread(field, str(word), sheet)
        ]

    assert unread == []


def test_what_was_said_of_the_rows_outlives_another_trial(reem):
    noura = know_party(
        reem.as_system(), kind="person", name=NOURA[0], phone=NOURA[2], birth=parse_date(NOURA[3])
    )
    file = given_tried(reem, workbook(HEADS, ALIKE, SALEM, WRONG))
    settle_match(reem, spreadsheet=file.pk, number=2, choice="same")
    leave_rows_out(reem, spreadsheet=file.pk, numbers=[3])
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(4, 1, WRONG[1], "1098765439")])
    file = tried_again(reem, file)

    (row,) = rows_matched(reem, spreadsheet=file.pk)
    assert (row.choice, row.same_as) == ("same", noura.pk)
    kept = {one.number: one.is_left_out for one in all_of(reem, SheetRow)}
    assert kept == {2: False, 3: True, 4: False}


def test_whoever_is_no_longer_alike_is_no_longer_chosen(reem):
    know_party(
        reem.as_system(), kind="person", name=NOURA[0], phone=NOURA[2], birth=parse_date(NOURA[3])
    )
    file = given_tried(reem, workbook(HEADS, ALIKE))
    settle_match(reem, spreadsheet=file.pk, number=2, choice="same")
    mend_rows(
        reem,
        spreadsheet=file.pk,
        cells=[
            CellMended(2, 0, ALIKE[0], "فهد سعد العتيبي"),
            CellMended(2, 2, ALIKE[2], ""),
            CellMended(2, 3, ALIKE[3], ""),
        ],
    )
    tried_again(reem, file)

    assert [(one.choice, one.same_as) for one in all_of(reem, SheetRow)] == [("", None)]


def test_rows_are_left_out_and_taken_in_with_what_is_put_right(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, SALEM, WRONG))
    leave_rows_out(reem, spreadsheet=file.pk, numbers=[2])
    file = mend_rows(
        reem,
        spreadsheet=file.pk,
        cells=[CellMended(4, 1, WRONG[1], "")],
        leave_out=[3],
        take_in=[2],
    )

    assert {one.number for one in all_of(reem, SheetRow, is_left_out=True)} == {3}
    assert (file.counts["left_out"], file.counts["untried"]) == (1, 1)


def test_the_same_id_twice_is_put_right_in_one_of_the_rows(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, [SALEM[0], *NOURA[1:]]))
    assert (3, "identity_repeated") in told(reem, file)
    now = cells_to_mend(reem, spreadsheet=file.pk, cells=[(3, 1)])[3, 1]
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(3, 1, now.text, SALEM[1])])

    assert (3, "identity_repeated") not in told(reem, tried_again(reem, file))


def test_what_was_put_right_is_told_and_may_be_withdrawn(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(3, 1, WRONG[1], "2098765437")])
    file = tried_again(reem, file)
    (mending,) = mendings_listed(reem, spreadsheet=file.pk)
    assert (mending.number, mending.field, mending.mended_by) == (3, "national_id", reem.member)
    assert (mending.cell, mending.becomes, mending.is_tried) == (WRONG[1], "2098765437", True)

    file = withdraw_mending(reem, spreadsheet=file.pk, mending=mending.id)
    withdraw_mending(reem, spreadsheet=file.pk, mending=mending.id)
    assert file.counts["untried"] == 1
    assert (3, "national_id_check_digit") in told(reem, tried_again(reem, file))
    (mending,) = mendings_listed(reem, spreadsheet=file.pk)
    assert mending.withdrawn_by == reem.member


def test_the_values_stay_sealed_and_out_of_the_trail(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(3, 1, WRONG[1], "2098765437")])
    with entered_scope(reem, writing=False):
        sealed: Any = Mending.objects.values_list("cell", "becomes").get()
        last = trail.TrailEntry.objects.filter(verb="spreadsheets.mend_rows").get()

    assert not any(number.encode() in b"".join(sealed) for number in (WRONG[1], "2098765437"))
    assert '"cells": 1' in last.details
    assert "2098765437" not in last.details


def test_after_the_undo_it_is_told_that_a_cell_was_put_right_but_no_longer_what_it_said(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG, [SALEM[0], "12", "", ""]))
    mend_rows(
        reem,
        spreadsheet=file.pk,
        cells=[CellMended(3, 1, WRONG[1], "2098765437"), CellMended(4, 1, "12", "")],
    )
    file = tried_again(reem, file)
    leave_rows_out(reem, spreadsheet=file.pk, numbers=[4])
    ask_to_bring(reem, spreadsheet=file.pk)
    file = work(reem, file)
    assert file.counts["mended"] == 2
    other, hind = mendings_listed(reem, spreadsheet=file.pk)
    assert (hind.becomes, hind.are_values_kept) == ("2098765437", True)
    assert (other.cell, other.are_values_kept) == ("", False)
    party = next(row for row in all_of(reem, Party) if row.name == WRONG[0])
    assert {row.party for row in all_of(reem, Mending)} == {party.pk, None}

    undone(reem, file)
    assert not names(reem)
    told_of = mendings_listed(reem, spreadsheet=file.pk)
    assert {(one.number, one.cell, one.becomes) for one in told_of} == {(3, "", ""), (4, "", "")}


def test_a_family_number_put_right_joins_the_rows_of_a_family(reem):
    heads = ["رقم الأسرة", "صلة القرابة", "الاسم", "رقم الهوية"]
    rows = [[7, "رب الأسرة", SALEM[0], SALEM[1]], ["70", "زوجته", "هند محمد القحطاني", ""]]
    file = given_tried(reem, workbook(heads, *rows), kind="households")
    mend_rows(
        reem,
        spreadsheet=file.pk,
        cells=[CellMended(3, 0, "70", "7"), CellMended(3, 1, "زوجته", "زوجة")],
    )
    file = tried_again(reem, file)
    ask_to_bring(reem, spreadsheet=file.pk)
    file = work(reem, file)

    assert (file.counts["brought"], file.counts["members"]) == (1, 1)
    (household,) = all_of(reem, Party)
    assert {row.party for row in all_of(reem, Mending)} == {household.pk}


def test_whoever_was_helped_is_named_where_he_was_not_found(reem):
    brought(reem, HEADS, NOURA)
    heads = ["رقم الهوية", "نوع المساعدة"]
    file = given_tried(reem, workbook(heads, [SALEM[1], "سلة"]), kind="assistance")
    (problem,) = row_problems(reem, spreadsheet=file.pk)
    assert (problem.code, problem.column) == ("who_unknown", 0)
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 0, SALEM[1], NOURA[1])])

    assert told(reem, tried_again(reem, file)) == set()


def test_nothing_is_put_right_once_the_rows_are_on_their_way(reem):
    file = given_tried(reem, workbook(HEADS, NOURA))
    ask_to_bring(reem, spreadsheet=file.pk)
    with pytest.raises(WrongStage):
        mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 0, NOURA[0], SALEM[0])])
    assert cells_to_mend(reem, spreadsheet=file.pk, cells=[(2, 0)]) == {}
    with pytest.raises(NotFound):
        column_values(reem, spreadsheet=file.pk, column=0)


def test_columns_may_be_named_anew_and_what_was_put_right_stays_in_its_cells(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    file = mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(3, 1, WRONG[1], "2098765437")])
    file = map_columns(
        reem, spreadsheet=file.pk, version=file.version, mapping={"0": "name", "1": "national_id"}
    )
    file = tried_again(reem, file)
    assert told(reem, file) == set()

    content = workbook(sheets={"أ": [HEADS, WRONG], "ب": [HEADS, NOURA]})
    file = given_tried(reem, content)
    file = mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 1, WRONG[1], "2098765437")])
    choose_sheet(reem, spreadsheet=file.pk, version=file.version, sheet=1)
    assert mendings_listed(reem, spreadsheet=file.pk) == ()


def test_a_discarded_file_takes_what_was_put_right_with_it(reem):
    file = given_tried(reem, workbook(HEADS, WRONG))
    mend_rows(reem, spreadsheet=file.pk, cells=[CellMended(2, 1, WRONG[1], "2098765437")])
    discard_spreadsheet(reem, spreadsheet=file.pk)

    assert not all_of(reem, Mending)
    assert spreadsheet_at(reem.as_system(), spreadsheet=file.pk).blocks == []

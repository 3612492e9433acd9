"""Files taken, tried, settled, brought in and taken back: every refusal, and nothing half."""

from typing import Any
from uuid import uuid4

import pytest

from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.actions import Prepared, bring_parties, give_file_number, know_party
from wasl.domains.parties.models import (
    ContactWay,
    Fact,
    HouseholdMember,
    Party,
    PastAssistance,
)
from wasl.domains.spreadsheets import ports
from wasl.domains.spreadsheets.actions import (
    ask_for_export,
    ask_to_bring,
    ask_to_undo,
    bring_rows,
    choose_sheet,
    discard_spreadsheet,
    forget_brought_file,
    leave_rows_out,
    map_columns,
    settle_match,
    settle_matches,
    sweep_spreadsheets,
    take_rows_in,
    take_spreadsheet,
    try_rows,
)
from wasl.domains.spreadsheets.actions import bringing as bringing_actions
from wasl.domains.spreadsheets.models import (
    Addition,
    ColumnMemory,
    RowMatch,
    RowProblem,
    SheetRow,
    Spreadsheet,
)
from wasl.domains.spreadsheets.queries import (
    export_of,
    parties_kept,
    row_problems,
    rows_exported,
    rows_matched,
    spreadsheet_of,
)
from wasl.domains.spreadsheets.refusals import (
    BroughtBefore,
    ExportReasonMissing,
    FieldMappedTwice,
    MappingLacksFields,
    MatchesUnsettled,
    NoSuchMatch,
    NothingToBring,
    RowsStillStopped,
    SheetUnknown,
    SpreadsheetNotKept,
)
from wasl.domains.spreadsheets.tests.given import (
    given_file,
    given_registrar,
    given_tried,
    work,
    workbook,
)
from wasl.foundation import trail
from wasl.foundation.calendar import parse_date
from wasl.foundation.refusal import NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

HEADS = ["الاسم", "رقم الهوية", "رقم الجوال", "تاريخ الميلاد"]
NOURA = ["نورة بنت عبدالله الحربي", "1012345672", "0551234567", "1405/3/2"]
SALEM = ["سالم عبد الله الحربي", "1098765439", "0551234567", "1370/1/1"]
WRONG = ["هند محمد القحطاني", "1012345673", "", ""]
ALIKE = ["نورة عبد الله الحربي", "", "0551234567", "1405/3/2"]


@pytest.fixture
def reem(own_files):
    return given_registrar(given_association())


def brought(by, *rows, kind="people", **known):
    file = given_tried(by, workbook(*rows), kind=kind, **known)
    ask_to_bring(by, spreadsheet=file.pk)
    return work(by, file)


def undone(by, file):
    ask_to_undo(by, spreadsheet=file.pk)
    return work(by, file)


def all_of(by, model, **lookup):
    with entered_scope(by, writing=False):
        return list(model.objects.filter(**lookup))


def names(by):
    return {row.name for row in all_of(by, Party)}


def test_a_list_comes_in_and_goes_again(reem):
    file = brought(
        reem,
        ["كشف المستفيدين"],
        ["م", *HEADS, "المدينة", "الدخل", "جوال آخر"],
        [1, *NOURA, "مكة", "٣٥٠٠", "0559876543"],
        [2, SALEM[0], 1098765439, 551234567, "2/3/1405هـ", "مكة", None, None],
        ["الإجمالي", "2 مستفيد"],
    )
    assert (file.stage, file.counts["brought"], file.counts["skipped"]) == ("brought", 2, 1)
    kept = {row.name: row for row in all_of(reem, Party)}
    noura = kept[NOURA[0]]
    with entered_scope(reem, writing=False):
        assert (noura.national_id, noura.phone) == ("1012345672", "+966551234567")
        assert [way.value for way in ContactWay.objects.all()] == ["+966559876543"]
        assert [fact.value for fact in Fact.objects.all()] == [{"is": "3500.00"}]
    assert str(noura.birth_on) == "1984-11-24"
    assert noura.birth_entry["text"] == "1405/3/2"
    assert (noura.name_1, noura.name_4) != ("", "")
    assert noura.brought_by == file.pk
    assert file.file is None
    assert not all_of(reem, RowProblem)

    gone = undone(reem, file)
    assert (gone.stage, gone.counts["taken_back"], gone.counts["kept"]) == ("undone", 2, 0)
    assert not any(all_of(reem, model) for model in (Party, ContactWay, Fact))
    assert undone(reem, file).counts["taken_back"] == 2
    with entered_scope(reem, writing=False):
        assert trail.verify(reem.association).is_whole


def test_the_columns_are_remembered_for_the_next_file(reem):
    odd = [["بيان", "مفتاح"], ["نورة الحربي", "1012345672"], ["سالم الحربي", "1098765439"]]
    file = given_file(reem, workbook(*odd))
    mapping = {"0": "name", "1": "national_id"}
    map_columns(reem, spreadsheet=file.pk, version=file.version, mapping=mapping)
    assert {row.header for row in all_of(reem, ColumnMemory)} == {"بيان", "مفتاح"}

    assert given_file(reem, workbook(*odd, ["هند", ""])).mapping == mapping


def test_what_stops_a_row_must_be_left_out(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    with pytest.raises(RowsStillStopped):
        ask_to_bring(reem, spreadsheet=file.pk)
    leave_rows_out(reem, spreadsheet=file.pk)
    with pytest.raises(NotFound):
        leave_rows_out(reem, spreadsheet=file.pk, numbers=[99])
    assert spreadsheet_of(reem, spreadsheet=file.pk).counts["left_out"] == 1
    take_rows_in(reem, spreadsheet=file.pk, numbers=[3])
    with pytest.raises(RowsStillStopped):
        ask_to_bring(reem, spreadsheet=file.pk)
    leave_rows_out(reem, spreadsheet=file.pk, numbers=[2, 3])
    with pytest.raises(NothingToBring):
        ask_to_bring(reem, spreadsheet=file.pk)


def test_the_same_id_is_the_same_person_and_only_what_lacks_is_filled(reem):
    know_party(reem.as_system(), kind="person", name=NOURA[0], national_id=NOURA[1], city="جدة")
    file = given_tried(reem, workbook([*HEADS, "المدينة"], [*NOURA, "مكة"]))
    (row,) = rows_matched(reem, spreadsheet=file.pk)
    assert (row.choice, row.has_same_identity) == ("same", True)
    with pytest.raises(NoSuchMatch):
        settle_match(reem, spreadsheet=file.pk, number=2, choice="another")
    ask_to_bring(reem, spreadsheet=file.pk)
    done = work(reem, file)
    (noura,) = all_of(reem, Party)
    with entered_scope(reem, writing=False):
        assert (noura.phone, noura.city) == ("+966551234567", "جدة")
    assert (done.counts["brought"], done.counts["filled"]) == (0, 1)

    undone(reem, done)
    (noura,) = all_of(reem, Party)
    assert (noura.phone_index, noura.birth_on, noura.city) == ("", None, "جدة")


def test_what_was_filled_stays_when_the_record_was_changed_since(reem):
    know_party(reem.as_system(), kind="person", name=NOURA[0], national_id=NOURA[1])
    done = brought(reem, HEADS, NOURA)
    know_party(reem.as_system(), kind="person", name=NOURA[0], national_id=NOURA[1], city="الطائف")
    gone = undone(reem, done)

    assert gone.counts["kept"] == 1
    assert [why for _party, _name, why in parties_kept(reem, spreadsheet=gone.pk)] == ["changed"]
    assert all_of(reem, Party)[0].phone_index


def test_somebody_alike_is_settled_by_a_person(reem):
    noura = know_party(
        reem.as_system(),
        kind="person",
        name=NOURA[0],
        phone=NOURA[2],
        birth=parse_date(NOURA[3]),
    )
    file = given_tried(reem, workbook(HEADS, ALIKE, SALEM))
    with pytest.raises(MatchesUnsettled):
        ask_to_bring(reem, spreadsheet=file.pk)
    (row,) = rows_matched(reem, spreadsheet=file.pk, only_open=True)
    assert [one.party for one in row.known] == [noura.pk]
    for wrong in ({"choice": "perhaps"}, {"choice": "same", "party": uuid4()}):
        with pytest.raises(NoSuchMatch):
            settle_match(reem, spreadsheet=file.pk, number=2, **wrong)
    with pytest.raises(NotFound):
        settle_match(reem, spreadsheet=file.pk, number=3, choice="same")
    with pytest.raises(NoSuchMatch):
        settle_matches(reem, spreadsheet=file.pk, choice="same")
    settle_match(reem, spreadsheet=file.pk, number=2, choice="same")
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)
    assert len(all_of(reem, Party)) == 2


def test_all_who_are_alike_may_be_settled_at_once(reem):
    know_party(
        reem.as_system(), kind="person", name=NOURA[0], phone=NOURA[2], birth=parse_date(NOURA[3])
    )
    file = given_tried(reem, workbook(HEADS, ALIKE, SALEM))
    settle_matches(reem, spreadsheet=file.pk, choice="another")
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)
    assert len(all_of(reem, Party)) == 3


def test_rows_of_one_file_are_compared_with_one_another(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, NOURA, ALIKE, [ALIKE[0], "", *ALIKE[2:]]))
    told = {(one.number, one.code, one.severity) for one in row_problems(reem, spreadsheet=file.pk)}

    assert (3, "identity_repeated", "stop") in told
    assert (5, "alike_in_file", "warn") in told


def test_whoever_was_used_since_is_kept_and_told(reem):
    done = brought(reem, HEADS, NOURA, SALEM)
    salem = next(row for row in all_of(reem, Party) if row.name == SALEM[0])
    know_party(reem.as_system(), kind="person", name=SALEM[0], national_id=SALEM[1], city="الطائف")
    gone = undone(reem, done)

    assert (gone.counts["taken_back"], gone.counts["kept"]) == (1, 1)
    assert [(party, why) for party, _, why in parties_kept(reem, spreadsheet=gone.pk)] == [
        (salem.pk, "changed")
    ]
    assert names(reem) == {SALEM[0]}


def test_assistance_recorded_since_keeps_the_person(reem):
    people = brought(reem, HEADS, NOURA, SALEM)
    heads = ["رقم الهوية", "نوع المساعدة", "التاريخ", "المبلغ"]
    help_ = brought(reem, heads, [NOURA[1], "سلة غذائية", "1445/9/1", "٣٠٠"], kind="assistance")
    (given,) = all_of(reem, PastAssistance)
    assert (given.service_name, str(given.amount)) == ("سلة غذائية", "300.00")
    gone = undone(reem, people)
    assert [why for *_, why in parties_kept(reem, spreadsheet=gone.pk)] == ["assistance"]
    assert undone(reem, help_).counts["assistance_taken_back"] == 1
    assert not all_of(reem, PastAssistance)


def test_assistance_says_whom_it_cannot_find(reem):
    brought(reem, HEADS, NOURA, SALEM)
    heads = ["الاسم", "الجوال", "الخدمة"]
    rows = [[NOURA[0], NOURA[2], "سلة"], ["هند القحطاني", "0550000000", "سلة"], ["", "", "سلة"]]
    file = given_tried(reem, workbook(heads, *rows), kind="assistance")
    told = {(one.number, one.code) for one in row_problems(reem, spreadsheet=file.pk)}

    assert told == {(3, "who_unknown"), (4, "who_missing")}
    assert file.counts["good"] == 1


FAMILY = ["رقم الأسرة", "صلة القرابة", "الاسم", "رقم الهوية", "الجوال", "تاريخ الميلاد"]


def test_families_with_a_row_for_each_member(reem):
    done = brought(
        reem,
        FAMILY,
        [7, "رب الأسرة", SALEM[0], SALEM[1], SALEM[2], ""],
        ["", "زوجة", "هند محمد القحطاني", "", "", "1380/1/1"],
        [8, "", "فهد سعد العتيبي", "1012345672", "", ""],
        [7, "ابن", "محمد سالم الحربي", "", "", "1435"],
        [8, "بنت", "سارة فهد العتيبي", "", "", "1440/1/1"],
        kind="households",
    )
    assert (done.counts["brought"], done.counts["members"]) == (2, 3)
    households = {row.pk: row.name for row in all_of(reem, Party, kind="household")}
    found = {(households[row.household_id], row.relation) for row in all_of(reem, HouseholdMember)}
    assert found == {
        (SALEM[0], "wife"),
        (SALEM[0], "son"),
        ("فهد سعد العتيبي", "daughter"),
    }
    undone(reem, done)
    assert not all_of(reem, HouseholdMember)


def test_a_family_needs_one_head_and_goes_with_it(reem):
    file = given_tried(
        reem,
        workbook(
            FAMILY,
            ["", "زوجة", "هند محمد القحطاني", "", "", ""],
            [7, "رب الأسرة", SALEM[0], SALEM[1], "", ""],
            [7, "رب الأسرة", "فهد سعد العتيبي", "", "", ""],
            [7, "ابن", "محمد سالم الحربي", "", "", ""],
        ),
        kind="households",
    )
    told = {(one.number, one.code) for one in row_problems(reem, spreadsheet=file.pk)}
    assert {(2, "family_missing"), (4, "family_two_heads")} <= told
    leave_rows_out(reem, spreadsheet=file.pk, numbers=[3])
    assert spreadsheet_of(reem, spreadsheet=file.pk).counts["left_out"] == 3


def test_a_member_is_added_to_a_family_known_before_and_taken_back(reem):
    first = brought(reem, FAMILY, [7, "رب", SALEM[0], SALEM[1], "", ""], kind="households")
    again = brought(
        reem,
        FAMILY,
        [7, "رب", SALEM[0], SALEM[1], "", ""],
        [7, "ابن", "محمد سالم الحربي", "", "", ""],
        kind="households",
    )
    assert (again.counts["brought"], again.counts["members"]) == (0, 1)
    undone(reem, again)
    assert not all_of(reem, HouseholdMember)
    assert undone(reem, first).counts["taken_back"] == 1


def test_file_numbers_are_kept_and_the_next_is_greater(reem):
    brought(reem, [*HEADS, "رقم الملف"], [*NOURA, 120], [*SALEM, 120])
    kept = {row.name: row.file_number for row in all_of(reem, Party)}
    assert kept == {NOURA[0]: 120, SALEM[0]: None}
    salem = next(row for row in all_of(reem, Party) if row.name == SALEM[0])
    assert give_file_number(reem.as_system(), party=salem.pk) == 121


def test_whoever_registers_meanwhile_sends_the_file_back_to_trying(reem):
    file = given_tried(reem, workbook(HEADS, NOURA, SALEM))
    ask_to_bring(reem, spreadsheet=file.pk)
    know_party(reem.as_system(), kind="person", name=NOURA[0], national_id=NOURA[1])
    again = work(reem, file)

    assert (again.stage, again.trouble, again.counts["same"]) == ("tried", "brought_anew", 1)
    assert names(reem) == {NOURA[0]}
    ask_to_bring(reem, spreadsheet=file.pk)
    assert work(reem, file).stage == "brought"
    assert len(all_of(reem, Party)) == 2


def test_a_break_while_writing_leaves_nothing_half(reem, monkeypatch):
    file = given_tried(reem, workbook(HEADS, NOURA, SALEM))
    ask_to_bring(reem, spreadsheet=file.pk)

    def broken(*args, **known):
        bring_parties(*args, **known)
        raise RuntimeError("the disk is gone")

    with monkeypatch.context() as patched:
        patched.setattr(bringing_actions, "bring_parties", broken)
        with pytest.raises(RuntimeError):
            sweep_spreadsheets(reem.as_system())
    assert not all_of(reem, Party)
    assert not all_of(reem, Addition)
    assert work(reem, file).stage == "brought"
    assert len(all_of(reem, Party)) == 2


def test_a_file_that_came_in_is_forgotten_even_if_the_worker_was_killed_before(reem, tmp_path):
    file = given_tried(reem, workbook(HEADS, NOURA))
    ask_to_bring(reem, spreadsheet=file.pk)
    bringing_actions.carry_on_bringing(reem.as_system(), spreadsheet=file.pk)
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    assert all_of(reem, SheetRow)

    sweep_spreadsheets(reem.as_system())
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    assert not any(all_of(reem, model) for model in (SheetRow, RowProblem, RowMatch))
    assert all_of(reem, Spreadsheet)[0].headers == {}


def test_a_file_that_did_not_come_in_is_not_forgotten(reem):
    file = given_tried(reem, workbook(HEADS, NOURA))

    forget_brought_file(reem.as_system(), spreadsheet=file.pk)

    ask_to_bring(reem, spreadsheet=file.pk)
    assert work(reem, file).counts["brought"] == 1


def test_what_is_not_asked_for_is_not_done(reem):
    file = given_tried(reem, workbook(HEADS, NOURA))
    system = reem.as_system()
    assert bring_rows(system, spreadsheet=file.pk, prepared=Prepared()) == 0
    assert sweep_spreadsheets(system) == 0
    for deed in (ask_to_undo,):
        with pytest.raises(WrongStage):
            deed(reem, spreadsheet=file.pk)
    done = brought(reem, HEADS, SALEM)
    for deed in (discard_spreadsheet, try_rows, leave_rows_out):
        with pytest.raises(WrongStage):
            deed(reem, spreadsheet=done.pk)
    with pytest.raises(WrongStage):
        map_columns(reem, spreadsheet=done.pk, version=done.version, mapping={"0": "name"})


def test_asking_twice_is_asking_once(reem):
    file = given_tried(reem, workbook(HEADS, NOURA))
    ask_to_bring(reem, spreadsheet=file.pk)
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem)
    assert len(all_of(reem, Party)) == 1


def test_the_very_same_file_comes_in_once(reem):
    content = workbook(HEADS, NOURA)
    other = given_tried(reem, content)
    file = given_tried(reem, content)
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)
    with pytest.raises(BroughtBefore):
        given_file(reem, content)
    with pytest.raises(BroughtBefore):
        ask_to_bring(reem, spreadsheet=other.pk)
    undone(reem, file)
    assert given_file(reem, content).stage == "uploaded"


def test_columns_refuse_what_makes_no_sense(reem):
    file = given_file(reem, workbook(HEADS, NOURA))
    known: dict[str, Any] = {"spreadsheet": file.pk, "version": file.version}
    with pytest.raises(FieldMappedTwice):
        map_columns(reem, **known, mapping={"0": "name", "1": "name"})
    with pytest.raises(MappingLacksFields) as lacking:
        map_columns(reem, **known, mapping={"1": "phone"})
    assert lacking.value.fields == ("name",)
    with pytest.raises(Stale):
        map_columns(reem, spreadsheet=file.pk, version=9, mapping={"0": "name"})
    with pytest.raises(SheetUnknown):
        choose_sheet(reem, **known, sheet=4)
    with pytest.raises(SheetUnknown):
        choose_sheet(reem, **known, sheet=0, header_row=77)
    with pytest.raises(WrongStage):
        try_rows(reem, spreadsheet=file.pk)


def test_the_same_key_is_one_file(reem):
    content, key = workbook(HEADS, NOURA), uuid4()
    sent: dict[str, Any] = {"key": key, "kind": "people", "content": content, "file_name": "x.xlsx"}

    assert take_spreadsheet(reem, **sent).pk == take_spreadsheet(reem, **sent).pk


def test_a_discarded_file_leaves_nothing_on_the_disk(reem, tmp_path):
    file = given_tried(reem, workbook(HEADS, NOURA, WRONG))
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    discard_spreadsheet(reem, spreadsheet=file.pk)

    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    assert not any(all_of(reem, model) for model in (SheetRow, RowProblem, RowMatch))
    assert all_of(reem, Spreadsheet)[0].outline == {}


def test_o35_a_full_disk_keeps_nothing(reem):
    class Full:
        def put(self, content, /, *, association):
            raise ports.NoRoom

    full: Any = Full()
    ports.connect_spreadsheets(ports.workbooks(), full)
    with pytest.raises(SpreadsheetNotKept):
        given_file(reem, workbook(HEADS, NOURA))
    assert not all_of(reem, Spreadsheet)


def test_ibrahim_sees_nothing_of_it(reem):
    file = given_tried(reem, workbook(HEADS, NOURA))
    ibrahim = given_registrar(given_association("wahj"))
    for ask in (spreadsheet_of, row_problems, rows_matched, parties_kept):
        with pytest.raises(NotFound):
            ask(ibrahim, spreadsheet=file.pk)
    for deed in (try_rows, ask_to_bring, ask_to_undo, discard_spreadsheet, leave_rows_out):
        with pytest.raises(NotFound):
            deed(ibrahim, spreadsheet=file.pk)


def test_a_list_goes_out_with_a_reason_and_without_protected_phones(reem):
    party = know_party(
        reem.as_system(), kind="person", name=NOURA[0], national_id=NOURA[1], phone=NOURA[2]
    )
    with entered_scope(reem.as_system(), writing=True):
        Party.objects.filter(pk=party.pk).update(is_protected=True)
    with pytest.raises(ExportReasonMissing):
        ask_for_export(reem, kind="people", why="قصير")
    export = ask_for_export(reem, kind="people", why="كشف الباحثات لهذا الشهر")
    (row,) = rows_exported(reem, export=export.pk)
    assert (row.name, row.phone, export.rows) == (NOURA[0], "", 1)
    with pytest.raises(NotFound):
        export_of(given_registrar(reem.association), export=export.pk)
    with entered_scope(reem, writing=False):
        last = trail.TrailEntry.objects.filter(verb="spreadsheets.ask_for_export").last()
        assert last is not None
        assert '"rows": 1' in last.details


def test_the_columns_of_a_month_first_file(reem):
    file = given_tried(
        reem, workbook(HEADS, [*NOURA[:3], "3/4/1985"], [*SALEM[:3], "12/25/1970"]), day_first=False
    )
    ask_to_bring(reem, spreadsheet=file.pk)
    work(reem, file)
    assert {str(row.birth_on) for row in all_of(reem, Party)} == {"1985-03-04", "1970-12-25"}

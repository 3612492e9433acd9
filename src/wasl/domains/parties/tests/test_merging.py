"""Records are told apart and made one by people only, and every merge can be undone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    correct_party,
    give_file_number,
    know_party,
    merge_parties,
    point_out_pair,
    record_guardianship,
    register_party,
    settle_as_different,
    undo_merge,
)
from wasl.domains.parties.models import DuplicatePair, HouseholdMember, Merge, Party
from wasl.domains.parties.queries import (
    ASK_FROM,
    Named,
    conflict_indexes_of,
    find_parties,
    merge_called,
    merges_listed,
    merges_of,
    pair_of,
    pair_sheet,
    pairs_waiting,
    pairs_waiting_count,
    pairs_waiting_of,
    parties_meant,
)
from wasl.domains.parties.refusals import (
    AlreadyKnown,
    AlreadyMerged,
    AlreadyUndone,
    ChoicesMissing,
    ChoiceUnknown,
    GuardianOfOther,
    HeadsTwoHouseholds,
    KindsDiffer,
    LaterMergeStands,
    LikelyKnown,
    PairSettled,
    PartyErased,
    PlaceTaken,
    SameParty,
)
from wasl.domains.parties.rules.merging import COLUMNS
from wasl.domains.parties.tests.given import NOURA_IBAN, NOURA_ID, SALEM_ID, given_noura
from wasl.domains.privacy.actions import erase_person
from wasl.foundation.identifiers import uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, Stale
from wasl.foundation.scoping import entered_scope

pytestmark = pytest.mark.django_db

CITIES = {"city": "survivor"}


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "officer", "registrar")


@pytest.fixture
def ibrahim():
    return given_staff(given_association("wahj"), "ibrahim", "officer", "registrar")


@pytest.fixture
def two(system):
    """Noura as she is known by her ID, and as somebody registered her without one."""
    noura = given_noura(system, city="الرياض")
    again = given_noura(
        system, national_id="", phone="0559999999", city="جدة", email="n@example.org"
    )
    return noura, again


def stored(system, row):
    with entered_scope(system, writing=False):
        return Party.objects.get(pk=row.pk)


def columns(system, row):
    with entered_scope(system, writing=False):
        kept = Party.objects.get(pk=row.pk)
        return {name: getattr(kept, name) for name in (*COLUMNS, "merged_into_id")}


def versions(system, *rows):
    return tuple(stored(system, row).version for row in rows)


def merge(system, by, kept, gone, **chosen):
    return merge_parties(
        by,
        survivor=kept.pk,
        absorbed=gone.pk,
        chosen={"city": "survivor", "phone": "survivor"} | chosen,
        versions=versions(system, kept, gone),
    )


def test_the_survivor_is_chosen_and_so_is_each_field(system, huda, two):
    noura, again = two
    merge(system, huda, again, noura, city="absorbed", phone="survivor")

    kept, gone = columns(system, again), columns(system, noura)
    assert kept["city"] == "الرياض"
    assert kept["phone"] == "+966559999999"
    assert kept["email"] == "n@example.org"
    assert kept["national_id"] == NOURA_ID
    assert kept["merged_into_id"] is None
    assert gone["merged_into_id"] == again.pk
    assert gone["city"] == "الرياض"
    assert gone["national_id"] == NOURA_ID
    assert gone["national_id_index"] == ""


IQAMA = "2345678904"


@pytest.fixture
def on_two_papers(system):
    """A woman as she is known by her Iqama, and as somebody registered her by her national ID."""
    by_iqama = given_noura(system, national_id=IQAMA, phone="0559999999")
    return given_noura(system), by_iqama


@pytest.fixture
def english():
    with override("en"):
        yield


def found_by(by, typed):
    return {match.id: match.reason for match in find_parties(by, text=typed)}


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("side", ["survivor", "absorbed"])
def test_who_comes_with_the_number_that_was_not_kept_is_found(
    system, huda, on_two_papers, side
) -> None:
    noura, by_iqama = on_two_papers
    other = "absorbed" if side == "survivor" else "survivor"
    kept, gone = (noura, by_iqama) if side == "survivor" else (by_iqama, noura)
    merge(system, huda, kept, gone, identity=side, phone=side)
    told = {
        NOURA_ID: "same ID",
        IQAMA: "ID of a merged record",
        "٢٣٤٥ ٦٧٨٩ ٠٤": "ID of a merged record",
        "0551234567": "same mobile",
        "0559999999": "mobile of a merged record",
    }

    assert other != side
    for typed, reason in told.items():
        assert found_by(huda, typed) == {kept.pk: reason}, typed


@pytest.mark.usefixtures("english")
def test_who_is_registered_with_the_number_that_was_not_kept_is_asked_about_not_refused(
    system, huda, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    merge(system, huda, noura, by_iqama, identity="survivor")
    asked: dict[str, Any] = {"kind": "person", "name": "منيرة", "national_id": IQAMA}
    with pytest.raises(LikelyKnown) as refused:
        register_party(huda, key=uuid7(), **asked)
    [alike] = refused.value.matches
    assert alike.id == noura.pk
    assert "The ID number of a record that was merged into it" in alike.words
    anew = register_party(huda, key=uuid7(), **asked, seen_alike=[noura.pk])

    assert found_by(huda, IQAMA) == {anew.pk: "same ID", noura.pk: "ID of a merged record"}
    pair = pair_of(huda, one=noura.pk, other=anew.pk)
    assert pair is not None
    said = [one.words for one in pair_sheet(huda, pair=pair).reasons if one.kind == "identity"]
    assert said == ["The ID number of a record that was merged into it"]
    with pytest.raises(AlreadyKnown):
        register_party(huda, key=uuid7(), kind="person", name="منيرة", national_id=NOURA_ID)


def test_a_pair_of_a_merged_records_number_outlives_a_correction_of_the_name(
    system, huda, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    merge(system, huda, noura, by_iqama, identity="survivor")
    anew = given_noura(system, national_id=IQAMA, phone="")
    point_out_pair(huda, one=noura.pk, other=anew.pk)
    with entered_scope(system, writing=True):
        DuplicatePair.objects.update(found_by="newcomer")
    correct_party(
        huda.with_permissions("parties.correct_party"),
        party=anew.pk,
        version=1,
        changes={"name": "نوره"},
        why="من البطاقة",
    )

    [pair] = pairs_waiting(huda)
    assert pair.score > ASK_FROM


@pytest.mark.usefixtures("english")
def test_a_number_that_was_not_kept_goes_back_with_its_record(system, huda, on_two_papers) -> None:
    noura, by_iqama = on_two_papers
    done = merge(system, huda, noura, by_iqama, identity="survivor")
    undo_merge(huda, merge=done.pk)

    assert found_by(huda, IQAMA) == {by_iqama.pk: "same ID"}
    assert found_by(huda, "0559999999") == {by_iqama.pk: "same mobile"}
    row = stored(system, by_iqama)
    assert (row.former_id_index, row.former_phone_index) == ("", "")


@pytest.mark.usefixtures("english")
def test_a_number_that_was_not_kept_is_found_through_later_merges(
    system, huda, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    first = merge(system, huda, noura, by_iqama, identity="survivor")
    third = given_noura(system, national_id=SALEM_ID, phone="")
    second = merge(system, huda, third, noura, identity="survivor", phone="absorbed")
    for typed in (IQAMA, NOURA_ID):
        assert found_by(huda, typed) == {third.pk: "ID of a merged record"}
    undo_merge(huda, merge=second.pk)
    assert found_by(huda, IQAMA) == {noura.pk: "ID of a merged record"}
    undo_merge(huda, merge=first.pk)

    assert found_by(huda, IQAMA) == {by_iqama.pk: "same ID"}


def test_a_number_that_was_not_kept_finds_nobody_once_the_survivor_is_erased(
    system, huda, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    merge(system, huda, noura, by_iqama, identity="survivor")
    eraser = huda.with_permissions("privacy.erase_person")
    erase_person(eraser, party=noura.pk, why="طلبت ذلك صاحبة البيانات")

    assert found_by(huda, IQAMA) == found_by(huda, "0559999999") == {}
    assert parties_meant(system, named=[Named(row=1, national_id=IQAMA)]) == {}
    for one in on_two_papers:
        row = stored(system, one)
        assert (row.former_id_index, row.former_phone_index) == ("", "")
    anew = register_party(
        huda, key=uuid7(), kind="person", name="نورة بنت عبدالله الحربي", national_id=IQAMA
    )
    assert anew.pk not in (noura.pk, by_iqama.pk)


def test_a_list_that_names_a_merged_records_number_means_the_survivor(
    system, huda, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    merge(system, huda, noura, by_iqama, identity="survivor")
    named = [
        Named(row=1, national_id=IQAMA),
        Named(row=2, phone="+966559999999", name="نورة بنت عبدالله الحربي"),
    ]

    meant = parties_meant(system, named=named)
    assert {row: [one.party for one in some] for row, some in meant.items()} == {
        1: [noura.pk],
        2: [noura.pk],
    }


def test_another_association_finds_nobody_by_a_number_that_was_not_kept(
    system, huda, ibrahim, on_two_papers
) -> None:
    noura, by_iqama = on_two_papers
    merge(system, huda, noura, by_iqama, identity="survivor")

    assert found_by(ibrahim, IQAMA) == found_by(ibrahim, "0559999999") == {}


def test_who_comes_again_with_the_id_is_met_as_the_survivor(system, huda, two):
    noura, again = two
    merge(system, huda, again, noura)

    assert given_noura(system, national_id="١٠١٢ ٣٤٥٦ ٧٢").pk == again.pk


@pytest.mark.parametrize("direction", [0, 1])
def test_an_undone_merge_leaves_both_exactly_as_they_were(system, huda, two, direction):
    kept, gone = two if direction else two[::-1]
    before = columns(system, kept), columns(system, gone)
    done = merge(system, huda, kept, gone, city="absorbed", phone="absorbed")
    assert (columns(system, kept), columns(system, gone)) != before
    undo_merge(huda, merge=done.pk)

    assert (columns(system, kept), columns(system, gone)) == before
    with pytest.raises(AlreadyUndone):
        undo_merge(huda, merge=done.pk)


def test_what_was_filled_in_after_the_merge_stays_when_it_is_undone(system, huda, two):
    noura, again = two
    done = merge(system, huda, noura, again)
    given_noura(system, iban=NOURA_IBAN)
    undo_merge(huda, merge=done.pk)

    assert columns(system, noura)["iban"] == NOURA_IBAN
    assert columns(system, noura)["email"] == ""


def test_a_choice_that_was_not_made_is_asked_for(system, huda, two):
    noura, again = two
    with pytest.raises(ChoicesMissing) as refused:
        merge_parties(
            huda,
            survivor=noura.pk,
            absorbed=again.pk,
            chosen={"city": "survivor"},
            versions=versions(system, noura, again),
        )
    assert refused.value.fields == ("phone",)


@pytest.mark.parametrize(
    "chosen",
    [{"merged_into": "absorbed"}, {"association": "absorbed"}, {"city": "both"}, {"city": ""}],
)
def test_nothing_but_the_fields_can_be_chosen(system, huda, two, chosen):
    noura, again = two
    with pytest.raises(ChoiceUnknown):
        merge(system, huda, noura, again, **chosen)
    assert columns(system, again)["merged_into_id"] is None


def test_who_saw_an_older_version_is_refused(system, huda, two):
    noura, again = two
    seen = versions(system, noura, again)
    given_noura(system, iban=NOURA_IBAN)
    with pytest.raises(Stale):
        merge_parties(
            huda,
            survivor=noura.pk,
            absorbed=again.pk,
            chosen={"city": "survivor", "phone": "survivor"},
            versions=seen,
        )
    assert columns(system, again)["merged_into_id"] is None


def test_a_person_and_the_household_he_heads_are_never_one(system, huda):
    person, house = given_noura(system), given_noura(system, kind="household")
    with pytest.raises(KindsDiffer):
        merge(system, huda, person, house)


def test_a_record_is_not_merged_with_itself(system, huda, two):
    with pytest.raises(SameParty):
        merge(system, huda, two[0], two[0])


def test_what_was_merged_is_not_merged_again(system, huda, two):
    noura, again = two
    third = given_noura(system, national_id="", city="", phone="")
    merge(system, huda, noura, again)
    for kept, gone in ((noura, again), (again, noura), (third, again), (again, third)):
        with pytest.raises(AlreadyMerged):
            merge(system, huda, kept, gone)


def test_an_erased_record_is_not_merged(system, huda, two):
    noura, again = two
    with entered_scope(system, writing=True):
        Party.objects.filter(pk=again.pk).update(erased_at=timezone.now())
    with pytest.raises(PartyErased):
        merge(system, huda, noura, again)


def test_a_guardian_and_his_ward_are_two(system, huda, two):
    noura, again = two
    record_guardianship(system, guardian=noura.pk, ward=again.pk, relation="mother")
    with pytest.raises(GuardianOfOther):
        merge(system, huda, again, noura)


def test_the_heads_of_two_households_need_a_word_about_where_he_lives(system, huda, two):
    noura, again = two
    with entered_scope(system, writing=True):
        for head in two:
            house = Party.objects.create(kind="household", name=head.name, name_key="x")
            HouseholdMember.objects.create(
                household=house, party=head, name=head.name, relation="head"
            )
    with pytest.raises(HeadsTwoHouseholds):
        merge(system, huda, noura, again)
    assert merge(system, huda, noura, again, household="survivor").chosen["household"] == "survivor"


def test_nobody_merges_or_tells_apart_his_own_records(system, two):
    noura, again = two
    kin = frozenset({blind_index("phone", "+966559999999", association=system.association)})
    huda = replace(given_staff(system, "huda", "officer", "registrar"), kin=kin)
    pair = point_out_pair(given_staff(system, "majed", "officer"), one=noura.pk, other=again.pk).pk
    with pytest.raises(ConflictOfInterest):
        merge(system, huda, noura, again)
    with pytest.raises(ConflictOfInterest):
        settle_as_different(huda, pair=pair)
    with pytest.raises(ConflictOfInterest):
        point_out_pair(huda, one=noura.pk, other=again.pk)
    with pytest.raises(ConflictOfInterest):
        pair_sheet(huda, pair=pair)


def test_no_machinery_merges_tells_apart_or_undoes(system, huda, two):
    noura, again = two
    with pytest.raises(NotAllowed):
        merge(system, system, noura, again)
    with pytest.raises(NotAllowed):
        point_out_pair(system, one=noura.pk, other=again.pk)
    pair = point_out_pair(huda, one=noura.pk, other=again.pk)
    with pytest.raises(NotAllowed):
        settle_as_different(system, pair=pair.pk)
    done = merge(system, huda, noura, again)
    with pytest.raises(NotAllowed):
        undo_merge(system, merge=done.pk)


def test_an_officer_tells_apart_and_does_not_merge(system, two):
    noura, again = two
    officer = given_staff(system, "fahad", "officer")
    with pytest.raises(NotAllowed):
        merge(system, officer, noura, again)
    director = given_staff(system, "salma", "director")
    assert merge(system, director, noura, again)
    with pytest.raises(NotAllowed):
        settle_as_different(director, pair=uuid7())


def test_another_association_merges_sees_and_undoes_nothing(system, huda, ibrahim, two):
    noura, again = two
    pair = point_out_pair(huda, one=noura.pk, other=again.pk).pk
    assert pairs_waiting(ibrahim) == ()
    assert pair_of(ibrahim, one=noura.pk, other=again.pk) is None
    assert pairs_waiting_count(ibrahim) == 0
    hidden: tuple[Callable[[], object], ...] = (
        lambda: pair_sheet(ibrahim, pair=pair),
        lambda: settle_as_different(ibrahim, pair=pair),
        lambda: merges_of(ibrahim, party=noura.pk),
        lambda: point_out_pair(ibrahim, one=noura.pk, other=again.pk),
        lambda: merge_parties(
            ibrahim, survivor=noura.pk, absorbed=again.pk, chosen={}, versions=(1, 1)
        ),
    )
    for look in hidden:
        with pytest.raises(NotFound):
            look()
    done = merge(system, huda, noura, again)
    assert merges_listed(ibrahim) == ()
    hidden = (
        lambda: undo_merge(ibrahim, merge=done.pk),
        lambda: merge_called(ibrahim, merge=done.pk),
    )
    for look in hidden:
        with pytest.raises(NotFound):
            look()


def test_a_pair_told_apart_does_not_wait_any_more(system, huda, two):
    noura, again = two
    pair = point_out_pair(huda, one=noura.pk, other=again.pk)
    assert [row.id for row in pairs_waiting(huda)] == [pair.pk]
    assert pairs_waiting_count(huda) == 1
    assert pairs_waiting_of(huda, parties=[noura.pk, again.pk]) == {noura.pk: 1, again.pk: 1}
    settle_as_different(huda, pair=pair.pk, why="  أختان   ")

    assert pairs_waiting(huda) == ()
    assert pair_sheet(huda, pair=pair.pk).why == "أختان"
    with pytest.raises(PairSettled):
        settle_as_different(huda, pair=pair.pk)


def test_the_sheet_compares_field_by_field(system, huda, two):
    noura, again = two
    sheet = pair_sheet(huda, pair=point_out_pair(huda, one=noura.pk, other=again.pk).pk)
    rows = {row.field: row for row in sheet.rows}

    assert (sheet.first.id, sheet.second.id) == (noura.pk, again.pk)
    assert rows["name"].is_alike
    assert rows["city"].must_choose
    assert (rows["city"].first, rows["city"].second) == ("الرياض", "جدة")
    assert rows["identity"].first == NOURA_ID
    assert not rows["identity"].must_choose
    assert "iban" not in rows


def test_the_sheet_hides_where_a_protected_person_is(system, huda, two):
    noura, again = two
    with entered_scope(system, writing=True):
        Party.objects.filter(pk=again.pk).update(is_protected=True)
    sheet = pair_sheet(huda, pair=point_out_pair(huda, one=noura.pk, other=again.pk).pk)
    rows = {row.field: row for row in sheet.rows}

    for field in ("phone", "email", "city"):
        assert rows[field].is_hidden
        assert rows[field].first is rows[field].second is None
    assert rows["city"].must_choose


def test_the_most_alike_come_first_and_pages_follow(system, huda):
    people = [given_noura(system, national_id="", phone="") for _number in range(6)]
    with entered_scope(system, writing=True):
        for score, other in zip((14.0, 20.0, 20.0, 16.0, 15.0), people[1:], strict=True):
            DuplicatePair.objects.create(
                first=people[0],
                second=other,
                score=score,
                reasons=[{"kind": "identity", "weight": 7.0, "is": "near"}],
                stage="waiting",
                found_by="search",
                found_at=timezone.now(),
            )
    every = pairs_waiting(huda)
    paged = [*pairs_waiting(huda, most=2)]
    while more := pairs_waiting(huda, after=paged[-1].id, most=2):
        paged += more

    assert [row.score for row in every] == [20.0, 20.0, 16.0, 15.0, 14.0]
    assert tuple(paged) == every
    assert every[0].reasons[0].words


def test_the_pair_is_settled_by_the_merge_and_waits_again_after_the_undo(system, huda, two):
    noura, again = two
    pair = point_out_pair(huda, one=noura.pk, other=again.pk).pk
    done = merge(system, huda, noura, again)
    assert pair_sheet(huda, pair=pair).stage == "merged"
    assert pairs_waiting(huda) == ()
    undo_merge(huda, merge=done.pk)

    assert [row.id for row in pairs_waiting(huda)] == [pair]


def test_what_was_said_of_the_absorbed_is_said_of_the_survivor(system, huda, two):
    noura, again = two
    sister = given_noura(system, national_id="", phone="", city="")
    cousin = given_noura(system, national_id="", phone="", city="")
    told = point_out_pair(huda, one=again.pk, other=sister.pk)
    settle_as_different(huda, pair=told.pk, why="أختها")
    asked = point_out_pair(huda, one=again.pk, other=cousin.pk)
    done = merge(system, huda, noura, again)

    inherited = pair_of(huda, one=noura.pk, other=sister.pk)
    assert inherited is not None
    assert pair_sheet(huda, pair=inherited).stage == "different"
    waiting = pairs_waiting(huda)
    assert [{row.first, row.second} for row in waiting] == [{noura.pk, cousin.pk}]
    undo_merge(huda, merge=done.pk)

    assert pair_sheet(huda, pair=told.pk).stage == "different"
    assert pair_sheet(huda, pair=inherited).stage == "moot"
    assert asked.pk in {row.id for row in pairs_waiting(huda)}
    assert waiting[0].id not in {row.id for row in pairs_waiting(huda)}


def test_what_was_said_of_the_survivor_after_the_merge_outlives_its_undoing(system, huda, two):
    noura, again = two
    cousin = given_noura(system, national_id="", phone="", city="")
    point_out_pair(huda, one=again.pk, other=cousin.pk)
    done = merge(system, huda, noura, again)
    [carried] = pairs_waiting(huda)
    settle_as_different(huda, pair=carried.id)
    undo_merge(huda, merge=done.pk)

    assert pair_sheet(huda, pair=carried.id).stage == "different"


def test_chains_are_flat_and_are_undone_from_the_last(system, huda, two):
    noura, again = two
    third = given_noura(system, national_id="", phone="", city="")
    before = [columns(system, one) for one in (noura, again, third)]
    first = merge(system, huda, noura, again)
    second = merge_parties(
        huda,
        survivor=third.pk,
        absorbed=noura.pk,
        chosen={},
        versions=versions(system, third, noura),
    )
    assert stored(system, again).merged_into_id == third.pk
    assert [row.may_be_undone for row in merges_of(huda, party=third.pk)] == [True]
    with pytest.raises(LaterMergeStands):
        undo_merge(huda, merge=first.pk)
    undo_merge(huda, merge=second.pk)
    assert stored(system, again).merged_into_id == noura.pk
    undo_merge(huda, merge=first.pk)

    assert [columns(system, one) for one in (noura, again, third)] == before


def test_two_merges_of_one_survivor_are_undone_from_the_last(system, huda, two):
    noura, again = two
    third = given_noura(system, national_id="", phone="", city="")
    first = merge(system, huda, noura, again)
    second = merge_parties(
        huda,
        survivor=noura.pk,
        absorbed=third.pk,
        chosen={},
        versions=versions(system, noura, third),
    )
    listed = {row.id: row.may_be_undone for row in merges_listed(huda)}
    assert listed == {second.pk: True, first.pk: False}
    with pytest.raises(LaterMergeStands):
        undo_merge(huda, merge=first.pk)


def test_an_id_given_to_somebody_else_meanwhile_stops_the_undo(system, huda, two):
    noura, _again = two
    salem = know_party(system, kind="person", name="سالم", national_id=SALEM_ID)
    done = merge(system, huda, noura, salem, identity="survivor", name="survivor")
    other = know_party(system, kind="person", name="سالم", national_id=SALEM_ID)
    assert other.pk not in (noura.pk, salem.pk)
    with pytest.raises(PlaceTaken):
        undo_merge(huda, merge=done.pk)

    assert columns(system, salem)["merged_into_id"] == noura.pk


def test_a_conflict_reaches_what_the_absorbed_record_said(system, huda, two):
    noura, again = two
    merge(system, huda, noura, again)
    phone = blind_index("phone", "+966559999999", association=system.association)
    identity = blind_index("national_id", NOURA_ID, association=system.association)

    for party in two:
        assert {phone, identity} <= set(conflict_indexes_of(huda, party=party.pk))


def test_the_other_phone_and_file_number_still_find_the_survivor(system, huda, two):
    noura, again = two
    numbers = [give_file_number(system, party=one.pk) for one in two]
    done = merge(system, huda, noura, again, file_number="survivor")

    for typed in ("0559999999", str(numbers[1]), "0551234567"):
        [match] = find_parties(huda, text=typed)
        assert match.id == noura.pk
        assert match.reason
    undo_merge(huda, merge=done.pk)
    assert [match.id for match in find_parties(huda, text="0559999999")] == [again.pk]


def test_what_stood_before_a_merge_rests_encrypted(system, huda, two):
    noura, again = two
    done = merge(system, huda, noura, again)
    with entered_scope(system, writing=False):
        [kept] = Merge.objects.filter(pk=done.pk).values_list("before", flat=True)

    assert NOURA_ID.encode() not in bytes(kept)
    assert b"survivor" not in bytes(kept)

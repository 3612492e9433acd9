"""Documents: seen in the original, copied only on a ground, judged on a day, known again."""

import os
import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from wasl.domains.notifications.queries import messages_about
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    ShownDocument,
    close_document_kind,
    forget_copy,
    keep_copy,
    open_document_kind,
    open_starting_kinds,
    reopen_document_kind,
    revise_document_kind,
    see_document,
    sweep_copies,
    sweep_expiries,
    take_documents,
)
from wasl.domains.parties.messages import DOCUMENT_ENDS
from wasl.domains.parties.ports import copy_files
from wasl.domains.parties.queries import (
    document_copy,
    document_kind,
    document_kinds_listed,
    document_sheet,
    documents_expired,
    documents_expiring,
    documents_of,
    documents_with_scan,
)
from wasl.domains.parties.refusals import (
    BasisMissing,
    BasisNotEnough,
    CopyKindRefused,
    CopyNotStored,
    CopyOfNobody,
    CopyOfTooManyPixels,
    CopyPdfRefused,
    CopyTooLarge,
    CopyUnreadable,
    DataDestroyed,
    DocumentKindClosed,
    DocumentReplaced,
    ExpiryMissing,
    IssuedLater,
    IssueMissing,
    KindKeyTaken,
    KindUnsound,
)
from wasl.domains.parties.rules.documents import (
    BASES,
    BASES_FOR_IDENTITY,
    STARTING_KINDS,
    VALIDITIES,
    basis_suffices,
    good_until,
    kind_asked,
    last_four,
    months_after,
    validity_on,
)
from wasl.domains.parties.tests.files import (
    pdf,
    pdf_with_attachment,
    pdf_with_script,
    photo,
    photo_with_comment,
    photo_with_gps,
    png_claiming,
)
from wasl.domains.parties.tests.given import NOURA_ID, given_noura, given_salem
from wasl.domains.privacy.actions import erase_person
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import ScopeBroken, entered_scope
from wasl.foundation.trail import TrailEntry

database = pytest.mark.django_db
TODAY = date(2026, 6, 15)
WHY = "يلزم بحكم نظام مكافحة غسل الأموال"


@pytest.fixture
def system():
    system = given_association()
    open_starting_kinds(system)
    return system


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "officer", "director")


@pytest.fixture
def noura(system):
    return given_noura(system).pk


def kind_of(by, key):
    return next(one.id for one in document_kinds_listed(by) if one.key == key)


def seen(by, party, key="lease", **changes):
    known = (
        {"valid_until": timezone.localdate() + timedelta(days=200)} if key != "title_deed" else {}
    )
    return see_document(by, party=party, kind=kind_of(by, key), **(known | changes))


def copied(by, document, **changes):
    known = {"content": photo(), "file_name": "عقد.jpg", "basis": "law", "why": WHY}
    return keep_copy(by, document=document, **(known | changes))


def stored(by):
    return {one.id for one in copy_files().listed(association=by.house)}


DAYS = some.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(DAYS, some.integers(0, 120), some.integers(0, 120))
def test_months_add_up_and_never_leave_the_month(day, first, second):
    after = months_after(day, first)

    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == first
    assert after.day <= day.day
    assert after <= months_after(day, first + second)
    assert months_after(day, 0) == day


@given(DAYS, DAYS, some.integers(0, 365))
def test_a_document_is_good_through_its_last_day(until, day, warn):
    state = validity_on(until, day, warn)

    assert (state == "expired") == (day > until)
    assert (state == "near") == (0 <= (until - day).days <= warn)
    assert validity_on(None, day, warn) == "good"


@given(DAYS, some.integers(1, 120))
def test_how_long_one_is_good_follows_from_its_kind(day, months):
    assert good_until("unlimited", None, issued_on=day, valid_until=day) is None
    assert good_until("dated", None, issued_on=None, valid_until=day) == day
    assert good_until("months", months, issued_on=day, valid_until=None) > day
    with pytest.raises(LookupError):
        good_until("dated", None, issued_on=day, valid_until=None)
    with pytest.raises(LookupError):
        good_until("months", months, issued_on=None, valid_until=day)


def test_starting_kinds_are_sound_and_grounds_for_identity_are_fewer():
    assert len({one.key for one in STARTING_KINDS}) == len(STARTING_KINDS)
    for kind in STARTING_KINDS:
        assert kind.validity in VALIDITIES
        assert (kind.validity == "months") == bool(kind.months)
    assert set(BASES_FOR_IDENTITY) < set(BASES)
    assert not basis_suffices("consent", is_identity=True)
    assert basis_suffices("consent", is_identity=False)


def test_a_service_calls_documents_by_its_own_names():
    kinds = {one.key for one in STARTING_KINDS}
    assert {kind_asked("identity"), kind_asked("identity", "iqama")} <= kinds
    assert {kind_asked("housing_proof"), kind_asked("income_proof")} <= kinds
    assert kind_asked("identity", "other") not in kinds


@pytest.mark.parametrize(
    ("shown", "kind"),
    [("", "identity_card"), ("national", "identity_card"), ("passport", "passport")],
)
def test_a_passport_that_was_shown_is_not_kept_as_a_national_id(shown, kind):
    assert kind_asked("identity", shown) == kind
    assert kind_asked("identity", "gcc") not in {one.key for one in STARTING_KINDS}


def test_the_last_four_of_a_number_are_letters_and_digits():
    assert last_four("SA-12 345") == "2345"


@database
def test_the_original_seen_is_the_normal_way(huda, noura):
    seen(huda, noura, "identity_card", number=NOURA_ID)

    (row,) = documents_of(huda, party=noura)
    assert (row.last_four, row.number, row.has_copy) == (NOURA_ID[-4:], "", False)
    assert (row.state, row.is_current, row.seen_by) == ("good", True, huda.staff)
    with pytest.raises(CopyOfNobody):
        document_copy(huda, document=row.id)


@database
def test_the_number_of_a_lease_is_kept_and_that_of_an_identity_is_not(huda, noura):
    lease = seen(huda, noura, number="20-7788")
    assert document_sheet(huda, document=lease.pk).number == "20-7788"
    assert seen(huda, noura, "iqama", number="2012345678").number == ""


@database
def test_validity_is_judged_on_the_day_asked_about(huda, noura):
    seen(huda, noura, valid_until=TODAY)

    def state(day):
        return documents_of(huda, party=noura, on=day)[0].state

    assert state(TODAY - timedelta(days=100)) == "good"
    assert state(TODAY) == "near"
    assert state(TODAY + timedelta(days=1)) == "expired"


@database
def test_months_count_from_the_issue(huda, noura):
    issued = timezone.localdate() - timedelta(days=10)
    row = see_document(huda, party=noura, kind=kind_of(huda, "income_proof"), issued_on=issued)

    assert row.valid_until == months_after(issued, 3)


@database
def test_the_dates_that_a_kind_needs_are_asked_for(huda, noura):
    with pytest.raises(ExpiryMissing):
        seen(huda, noura, "lease", valid_until=None)
    with pytest.raises(IssueMissing):
        seen(huda, noura, "income_proof")
    with pytest.raises(IssuedLater):
        seen(huda, noura, issued_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(IssuedLater):
        seen(huda, noura, issued_on=date(2026, 2, 2), valid_until=date(2026, 2, 1))
    assert seen(huda, noura, "title_deed").valid_until is None


@database
def test_a_newer_document_takes_the_place_of_the_old_one(huda, noura):
    with time_machine.travel("2026-01-01 09:00+03:00"):
        old = seen(huda, noura, number="1111", valid_until=date(2026, 2, 1))
    new = seen(huda, noura, number="2222", replaces=old.pk)

    assert [row.is_current for row in documents_of(huda, party=noura)] == [True, False]
    with pytest.raises(DocumentReplaced):
        seen(huda, noura, replaces=old.pk)
    with pytest.raises(DocumentReplaced):
        copied(huda, old.pk)
    with pytest.raises(NotFound):
        seen(huda, given_salem(huda.as_system()).pk, replaces=new.pk)


@database
def test_the_same_card_seen_again_is_one_and_two_reports_are_two(huda, noura):
    for day, number in (("2026-01-01", "5555"), ("2026-01-02", "5555"), ("2026-01-03", "6666")):
        with time_machine.travel(f"{day} 09:00+03:00"):
            seen(huda, noura, number=number)

    assert [(r.last_four, r.is_current) for r in documents_of(huda, party=noura)] == [
        ("6666", True),
        ("5555", True),
        ("5555", False),
    ]


@database
def test_a_copy_needs_a_ground_and_of_an_identity_a_law_or_an_authority(huda, noura):
    lease = seen(huda, noura).pk
    card = seen(huda, noura, "identity_card", number=NOURA_ID).pk
    with pytest.raises(BasisMissing):
        copied(huda, lease, basis="")
    with pytest.raises(BasisMissing):
        copied(huda, lease, why=" . ")
    with pytest.raises(BasisNotEnough):
        copied(huda, card, basis="consent")
    assert not stored(huda)

    assert copied(huda, card, basis="authority").copy_basis == "authority"
    copied(huda, lease, basis="consent")
    copy = document_copy(huda, document=lease)
    assert (copy.kind, copy.name) == ("image/jpeg", "عقد.jpg")
    assert copy.content.startswith(b"\xff\xd8\xff")


@database
@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<svg onload='alert(1)'/>", CopyKindRefused),
        (b"PK\x03\x04" + b"\0" * 200, CopyKindRefused),
        (b"\xff\xd8\xff" + b"\0" * 50, CopyUnreadable),
        (b"\xff\xd8\xff" + b"\0" * (10 * 1024 * 1024), CopyTooLarge),
        (b"%PDF-1.7 broken", CopyUnreadable),
    ],
)
def test_a_file_that_cannot_be_taken_gets_its_own_sentence(huda, noura, content, refusal):
    lease = seen(huda, noura).pk
    with pytest.raises(refusal):
        copied(huda, lease, content=content)

    assert not stored(huda)
    assert not document_sheet(huda, document=lease).has_copy


@database
def test_an_enormous_picture_and_an_acting_pdf_are_refused(huda, noura):
    lease = seen(huda, noura).pk
    with pytest.raises(CopyOfTooManyPixels):
        copied(huda, lease, content=png_claiming(12_000, 12_000))
    for content in (pdf_with_script(), pdf_with_attachment()):
        with pytest.raises(CopyPdfRefused):
            copied(huda, lease, content=content)
    assert not stored(huda)


@database
def test_a_pdf_loses_who_made_it(huda, noura):
    lease = seen(huda, noura).pk
    copied(huda, lease, content=pdf(), file_name="عقد.exe")
    copy = document_copy(huda, document=lease)

    assert (copy.kind, copy.name) == ("application/pdf", "عقد.pdf")
    assert NOURA_ID.encode() not in copy.content


@database
def test_of_a_photo_only_what_is_seen_is_kept(huda, noura):
    lease = seen(huda, noura).pk
    tail = b"<script>alert(1)</script>PK\x03\x04"
    for content in (photo_with_gps(), photo_with_comment(NOURA_ID), photo() + tail):
        copied(huda, lease, content=content, file_name="../../\x00\u202egpj.exe")
        copy = document_copy(huda, document=lease)
        assert NOURA_ID.encode() not in copy.content
        assert b"Exif" not in copy.content
        assert b"<script>" not in copy.content
        assert copy.name == "gpj.jpg"


@database
def test_the_file_at_rest_holds_nothing_in_clear(huda, noura):
    copied(huda, seen(huda, noura).pk)
    folder = settings.WASL_FILES / str(huda.house) / "copies"
    (file,) = [one for one in folder.iterdir() if one.suffix != ".part"]

    assert b"\xff\xd8\xff" not in file.read_bytes()[:64]


@database
def test_a_full_disk_leaves_neither_row_nor_file(huda, noura, monkeypatch):
    lease = seen(huda, noura).pk

    def full(*_path, **_mode):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(CopyNotStored):
        copied(huda, lease)
    monkeypatch.undo()

    assert not document_sheet(huda, document=lease).has_copy
    assert not stored(huda)


@pytest.mark.django_db(transaction=True)
def test_a_second_copy_takes_the_place_of_the_first_and_one_may_be_destroyed():
    system = given_association()
    open_starting_kinds(system)
    huda = given_staff(system, "huda", "officer")
    lease = seen(huda, given_noura(system).pk).pk
    first = copied(huda, lease).file
    second = copied(huda, lease, content=photo(size=(300, 200))).file
    assert stored(huda) == {second} != {first}

    forget_copy(huda, document=lease)
    row = document_sheet(huda, document=lease)
    assert (row.has_copy, row.copy_basis, row.scans) == (False, "", ())
    assert not stored(huda)
    with pytest.raises(CopyOfNobody):
        forget_copy(huda, document=lease)


@pytest.mark.django_db(transaction=True)
def test_with_a_person_the_copies_go_and_none_is_added():
    system = given_association()
    open_starting_kinds(system)
    huda = given_staff(system, "huda", "officer")
    noura = given_noura(system).pk
    lease = copied(huda, seen(huda, noura).pk).pk
    assert len(stored(huda)) == 1
    erase_person(system, party=noura, why="طلب صاحب الشأن محو بياناته")

    assert documents_of(huda, party=noura) == ()
    assert not stored(huda)
    with pytest.raises(DataDestroyed):
        seen(huda, noura)
    with pytest.raises(NotFound):
        copied(huda, lease)


@database
def test_a_file_is_never_drawn_anew_inside_a_transaction(huda, noura):
    lease = seen(huda, noura).pk
    with entered_scope(huda, writing=True), pytest.raises(ScopeBroken):
        copied(huda, lease)


@database
def test_orphaned_copies_are_swept_after_an_hour(huda, noura):
    kept = copied(huda, seen(huda, noura).pk).file
    orphan = copy_files().keep(photo(), association=huda.house, owner=noura).id
    assert sweep_copies(huda.as_system()) == 0
    folder = settings.WASL_FILES / str(huda.house) / "copies"
    long_ago = time.time() - 7200
    for file in folder.iterdir():
        os.utime(file, (long_ago, long_ago))

    assert sweep_copies(huda.as_system()) == 1
    assert stored(huda) == {kept} != {orphan}


@database
def test_the_same_scan_in_two_files_is_noticed(huda, noura):
    salem = given_salem(huda.as_system()).pk
    hers = copied(huda, seen(huda, noura).pk, content=photo_with_comment("one"))
    his = copied(huda, seen(huda, salem).pk, content=photo_with_comment("another"))
    copied(
        huda,
        seen(huda, salem, "utility_bill", issued_on=timezone.localdate()).pk,
        content=photo(size=(99, 99)),
    )

    (row,) = documents_of(huda, party=noura)
    assert [(place.document, place.party) for place in row.same_scan] == [(his.pk, salem)]
    assert {len(one.same_scan) for one in documents_of(huda, party=salem)} == {0, 1}
    assert hers.upload_digest != his.upload_digest
    assert hers.file_digest == his.file_digest
    places = documents_with_scan(huda, scans=[hers.file_digest, "unknown"])
    assert [place.party for place in places[hers.file_digest]] == [noura, salem]


@database
def test_a_scan_is_not_known_again_in_another_association(huda, noura):
    mine = copied(huda, seen(huda, noura).pk)
    ibrahim = given_association("wahj")
    open_starting_kinds(ibrahim)
    theirs = copied(ibrahim, seen(ibrahim, given_noura(ibrahim).pk).pk)

    assert mine.file_digest != theirs.file_digest
    assert documents_with_scan(ibrahim, scans=[mine.file_digest]) == {}


@database
def test_what_was_shown_in_a_case_is_kept_with_the_party_once(huda, noura):
    shown = [
        ShownDocument("identity", number=NOURA_ID, valid_until=date(2028, 1, 1)),
        ShownDocument("housing_proof", valid_until=date(2027, 1, 1)),
        ShownDocument("case_papers"),
    ]
    case = uuid4()
    officer = huda.with_permissions("parties.take_documents")
    for _again in range(2):
        take_documents(officer, party=noura, shown=shown, identity_kind="national", about=case)

    rows = documents_of(huda, party=noura)
    assert {row.kind.key: row.last_four for row in rows} == {
        "identity_card": NOURA_ID[-4:],
        "lease": "",
    }
    assert all(row.about == case and row.is_current for row in rows)


@database
def test_documents_that_end_are_listed_in_pages(huda, noura):
    today = timezone.localdate()
    for place in range(7):
        seen(huda, noura, number=f"100{place}", valid_until=today + timedelta(days=place))
    with time_machine.travel("2026-01-01 09:00+03:00"):
        seen(huda, noura, number="2000", valid_until=date(2026, 3, 1))

    first = documents_expiring(huda, within_days=30, most=4)
    rest = documents_expiring(huda, within_days=30, after=(first[-1].ends_on, first[-1].id), most=4)
    assert [row.last_four for row in (*first, *rest)] == [f"100{place}" for place in range(7)]
    assert documents_expiring(huda, within_days=2)[-1].ends_on == today + timedelta(days=2)
    (expired,) = documents_expired(huda)
    assert (expired.last_four, expired.state) == ("2000", "expired")
    assert documents_expired(huda, after=(expired.ends_on, expired.id)) == ()


@database
def test_a_person_is_told_once_that_something_ends(huda, noura):
    today = timezone.localdate()
    seen(huda, noura, number="1001", valid_until=today + timedelta(days=5))
    seen(huda, noura, "disability_report", valid_until=today + timedelta(days=6))
    seen(huda, noura, "passport", valid_until=today + timedelta(days=300))
    system = huda.as_system()

    assert sweep_expiries(system) == 1
    assert sweep_expiries(system) == 0
    (message,) = messages_about(system, about=noura)
    assert (message.kind, message.carrier) == ("document_ends", "sms")
    words = DOCUMENT_ENDS.filled("ar", {"association": "منارات", "link": "https://w.example/"})
    for secret in ("1001", "عقد", "إعاقة", "نورة"):
        assert secret not in "".join(words)
    told = {row.last_four: row.told_at for row in documents_expiring(huda, within_days=365)}
    assert told["1001"] is not None


@database
def test_what_is_told_of_a_document_is_sealed_for_its_person_and_goes_with_him(huda, system, noura):
    seen(huda, noura, valid_until=timezone.localdate() + timedelta(days=5))
    sweep_expiries(system)
    with entered_scope(system, writing=False):
        owners = apps.get_model("notifications.Message").objects.values_list("owner", flat=True)
        assert list(owners) == [noura]


@database
def test_whoever_cannot_be_reached_holds_nobody_up(huda, system, noura):
    today = timezone.localdate()
    silent = given_salem(system, phone="", national_id="").pk
    for party in (silent, noura):
        seen(huda, party, valid_until=today + timedelta(days=5))

    assert sweep_expiries(system) == 1
    assert sweep_expiries(system) == 0


@database
def test_kinds_are_opened_changed_and_closed(huda, noura):
    kind = open_document_kind(
        huda, title={"ar": "شهادة قيد", "en": "Enrolment card"}, validity="months", months=6
    )
    assert document_kind(huda, kind=kind.pk).key == "enrolment_card"
    with pytest.raises(KindKeyTaken):
        open_document_kind(huda, title={"ar": "أخرى", "en": "Enrolment Card"}, validity="dated")
    revise_document_kind(
        huda, kind=kind.pk, title={"ar": "شهادة قيد", "en": "Card"}, validity="dated", months=6
    )
    row = document_kind(huda, kind=kind.pk)
    assert (row.title["en"], row.validity, row.months) == ("Card", "dated", None)

    close_document_kind(huda, kind=kind.pk)
    assert document_kinds_listed(huda)[-1].id == kind.pk
    with pytest.raises(DocumentKindClosed):
        see_document(huda, party=noura, kind=kind.pk, valid_until=TODAY)
    reopen_document_kind(huda, kind=kind.pk)
    see_document(huda, party=noura, kind=kind.pk, valid_until=TODAY)


@database
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": {"ar": "شهادة", "en": " "}}, "title"),
        ({"validity": "sometimes"}, "validity"),
        ({"validity": "months", "months": 0}, "months"),
        ({"validity": "months", "months": 121}, "months"),
        ({"warn_days": 366}, "warn_days"),
    ],
)
def test_an_unsound_kind_is_refused_by_field(huda, changes, field):
    known = {"title": {"ar": "شهادة", "en": "Certificate"}, "validity": "dated"}
    with pytest.raises(KindUnsound) as refused:
        open_document_kind(huda, **(known | changes))

    assert set(refused.value.errors) == {field}


@database
def test_the_usual_kinds_are_opened_once(system):
    assert open_starting_kinds(system) == 0
    assert len(document_kinds_listed(system)) == len(STARTING_KINDS)


@database
def test_another_association_sees_and_changes_nothing(huda, noura):
    lease = copied(huda, seen(huda, noura).pk).pk
    ibrahim = given_association("wahj")
    kind = kind_of(huda, "lease")

    assert documents_expiring(ibrahim, within_days=365) == ()
    assert document_kinds_listed(ibrahim) == ()
    for ask in (
        lambda: documents_of(ibrahim, party=noura),
        lambda: document_sheet(ibrahim, document=lease),
        lambda: document_copy(ibrahim, document=lease),
        lambda: document_kind(ibrahim, kind=kind),
        lambda: see_document(ibrahim, party=noura, kind=kind, valid_until=TODAY),
        lambda: copied(ibrahim, lease),
        lambda: forget_copy(ibrahim, document=lease),
        lambda: close_document_kind(ibrahim, kind=kind),
    ):
        with pytest.raises(NotFound):
            ask()
    assert not stored(ibrahim)


@database
def test_whose_role_does_not_allow_it_keeps_no_copy(system, huda, noura):
    lease = seen(huda, noura).pk
    auditor = given_staff(system, "auditor", "auditor")
    with pytest.raises(NotAllowed):
        copied(auditor, lease)
    with pytest.raises(NotAllowed):
        documents_of(auditor, party=noura)


@database
def test_nobody_opens_the_documents_of_a_relative(system, huda, noura):
    lease = copied(huda, seen(huda, noura).pk).pk
    index = blind_index("national_id", NOURA_ID, association=system.association)
    sister = given_staff(system, "amal", "officer")
    sister = type(sister)(
        **{name: getattr(sister, name) for name in sister.__slots__} | {"kin": frozenset({index})}
    )

    for ask in (
        lambda: documents_of(sister, party=noura),
        lambda: document_copy(sister, document=lease),
        lambda: copied(sister, lease),
    ):
        with pytest.raises(ConflictOfInterest):
            ask()


@database
def test_opening_a_copy_is_in_the_trail_without_the_name_of_the_file(system, huda, noura):
    lease = copied(huda, seen(huda, noura, number="20-7788").pk).pk
    document_copy(huda, document=lease)

    with entered_scope(system, writing=False):
        last = TrailEntry.objects.order_by("-sequence").first()
        everything = "".join(TrailEntry.objects.values_list("details", flat=True))
    assert last is not None
    assert (last.verb, last.subject) == ("parties.document_copy", str(noura))
    for word in ("7788", "عقد", WHY):
        assert word not in everything

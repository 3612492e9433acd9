"""Documents are taken by their content, kept encrypted, replaced, and swept when orphaned."""

import os
import resource
import time
from datetime import timedelta

import pytest
from django.conf import settings

from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_staff
from wasl.domains.applications.actions import (
    ask_for_missing,
    attach_document,
    postpone_document,
    remove_document,
    sweep_files,
    withdraw,
)
from wasl.domains.applications.ports import file_store
from wasl.domains.applications.queries import (
    application_sheet,
    document_content,
    draft_for_form,
)
from wasl.domains.applications.refusals import (
    CopyNotKept,
    FileKindRefused,
    FileNotAssigned,
    FileTooLarge,
    StorageFull,
)
from wasl.domains.applications.tests.given import (
    case_of,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
    photo,
)
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, NotFound, WrongStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def noura(association):
    return given_noura_visiting(association)


def attached(by, application, key="income_proof", **changes):
    fields = {"file_name": "IMG_1.jpg", "content": photo()} | changes
    return attach_document(by, application=application, key=key, **fields)


def stored_files(association):
    return [kept.file for kept in file_store().listed(association=association)]


def test_a_photo_is_kept_and_given_out_again(noura, association):
    draft = given_draft(noura)
    attached(noura, draft.pk)
    sheet = application_sheet(Actor.system(association), application=draft.pk)
    (document,) = [row for row in sheet.documents if row.key == "income_proof"]
    assert (document.stage, document.file_name, document.file_kind) == (
        "uploaded",
        "IMG_1.jpg",
        "image/jpeg",
    )
    served = document_content(Actor.system(association), application=draft.pk, key="income_proof")
    assert served.content.startswith(b"\xff\xd8\xff")
    assert served.kind == "image/jpeg"


def test_chunks_of_an_upload_are_gathered_and_limited(noura):
    draft = given_draft(noura)
    content = photo()
    attached(noura, draft.pk, content=iter([content[:100], content[100:]]))
    with pytest.raises(FileTooLarge):
        attached(noura, draft.pk, content=iter([b"\xff\xd8\xff"] + [b"\0" * 1024**2] * 11))


def test_a_script_named_photo_is_refused_and_nothing_stays(noura, association):
    draft = given_draft(noura)
    with pytest.raises(FileKindRefused):
        attached(noura, draft.pk, file_name="photo.jpg", content=b"<svg><script/></svg>")
    assert stored_files(association) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("a\0b\r\nc.png", "abc.jpg"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpg"),
        ("photo\u202egpj.exe", "photogpj.jpg"),
        ("", "document.jpg"),
        ("صورة الهوية.webp", "صورة الهوية.jpg"),
    ],
)
def test_names_are_for_show_only_and_clean(noura, association, typed, shown):
    draft = given_draft(noura)
    document = attached(noura, draft.pk, file_name=typed)
    assert document.file_name == shown
    folder = settings.WASL_FILES / str(association)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [str(document.file)]


def test_a_second_photo_takes_the_place_of_the_first(
    noura, association, django_capture_on_commit_callbacks
):
    draft = given_draft(noura)
    first = attached(noura, draft.pk)
    with django_capture_on_commit_callbacks(execute=True):
        second = attached(noura, draft.pk, content=photo(colour="red"))
    assert second.pk == first.pk
    assert stored_files(association) == [second.file]


def test_no_copy_is_kept_of_what_is_only_seen(noura, association):
    draft = given_draft(noura)
    with pytest.raises(CopyNotKept):
        attached(noura, draft.pk, key="national_id")
    assert stored_files(association) == []


def test_a_document_that_nobody_asked_for_is_refused(noura, association):
    draft = given_draft(noura)
    with pytest.raises(NotFound):
        attached(noura, draft.pk, key="passport")
    assert stored_files(association) == []


def test_a_full_disk_is_told_and_leaves_no_row_and_no_file(noura, association):
    draft = given_draft(noura)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        with pytest.raises(StorageFull) as refused:
            attached(noura, draft.pk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.status == 503
    assert all(row.id is None for row in draft_for_form(noura, application=draft.pk).documents)
    folder = settings.WASL_FILES / str(association)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert attached(noura, draft.pk).stage == "uploaded"


def test_not_with_me_now_becomes_a_to_do(noura):
    draft = given_draft(noura)
    postpone_document(noura, application=draft.pk, key="income_proof")
    stages = {row.key: row.stage for row in draft_for_form(noura, application=draft.pk).documents}
    assert stages == {"national_id": "missing", "income_proof": "later", "lease": "missing"}


def test_an_attached_file_is_taken_away_from_a_draft_only(
    noura, association, django_capture_on_commit_callbacks
):
    draft = given_draft(noura)
    attached(noura, draft.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_document(noura, application=draft.pk, key="income_proof").stage == "missing"
    assert stored_files(association) == []
    sent = given_submitted(noura)
    attached(noura, sent.application)
    with pytest.raises(WrongStage):
        remove_document(noura, application=sent.application, key="income_proof")
    with pytest.raises(WrongStage):
        postpone_document(noura, application=sent.application, key="income_proof")


def test_giving_all_that_was_asked_for_hands_the_case_back(noura, association):
    sent = given_submitted(noura)
    ask_for_missing(given_huda(association), application=sent.application, items=["income_proof"])
    attached(noura, sent.application)
    assert case_of(association, sent.application).stage == "submitted"


def test_nobody_else_attaches_or_reads(noura, association):
    draft = given_draft(noura)
    attached(noura, draft.pk)
    ibrahim = given_ibrahim(given_ready_association("wahj"))
    stranger = given_noura_visiting(association, "0559999999")
    for other in (ibrahim, stranger):
        with pytest.raises(NotFound):
            attached(other, draft.pk)
    with pytest.raises(NotFound):
        document_content(ibrahim, application=draft.pk, key="income_proof")
    with pytest.raises(NotAllowed):
        attached(Actor("public", association), draft.pk)
    assert len(stored_files(association)) == 1


def test_a_colleague_does_not_read_a_document(association):
    huda = given_huda(association)
    draft = given_draft(huda)
    attached(huda, draft.pk)
    reem = given_staff(association, "ريم", roles=["officer"])
    with pytest.raises(FileNotAssigned):
        document_content(reem, application=draft.pk, key="income_proof")


def test_orphans_are_swept_after_an_hour_and_nothing_else(noura, association):
    draft = given_draft(noura)
    kept = attached(noura, draft.pk)
    orphan = file_store().put(b"left by a killed worker", association=association)
    young = file_store().put(b"being noted just now", association=association)
    folder = settings.WASL_FILES / str(association) / "applications"
    long_ago = time.time() - timedelta(hours=2).total_seconds()
    for file in (kept.file, orphan):
        os.utime(folder / str(file), (long_ago, long_ago))
    assert sweep_files(Actor.system(association)) == 1
    assert set(stored_files(association)) == {kept.file, young}


def test_a_file_that_cannot_be_noted_is_deleted_again(noura, association):
    draft = given_draft(noura)
    with pytest.raises(NotFound):
        attached(noura, draft.pk, key="passport")
    sent = given_submitted(noura)
    withdraw(noura, application=sent.application)
    with pytest.raises(WrongStage):
        attached(noura, sent.application)
    assert stored_files(association) == []

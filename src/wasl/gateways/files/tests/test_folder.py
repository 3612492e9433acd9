"""Files rest encrypted, whole or not at all, each association's apart."""

import resource
from contextlib import contextmanager
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from wasl.domains.applications.ports import StoreTrouble
from wasl.domains.associations.tests.given import given_association
from wasl.foundation.actor import Actor
from wasl.foundation.keyring import OwnerKey, destroy_keys, forget_keys, keys_for_new
from wasl.foundation.scoping import entered_scope
from wasl.gateways.files.folder import EncryptedFolder

CONTENT = b"the lease of Noura" * 4000


@contextmanager
def disk_full_after(size: int):
    """Let the system refuse to write more than so many bytes into a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def folder(tmp_path):
    return EncryptedFolder(tmp_path, "shelf")


def test_a_file_comes_back_as_it_was_put(folder):
    association = uuid4()
    file = folder.put(CONTENT, association=association)
    assert folder.get(file, association=association) == CONTENT
    assert [kept.file for kept in folder.listed(association=association)] == [file]
    folder.forget(file, association=association)
    folder.forget(file, association=association)
    with pytest.raises(KeyError):
        folder.get(file, association=association)


def test_nothing_of_the_content_is_on_the_disk(folder, tmp_path):
    folder.put(CONTENT, association=uuid4())
    (stored,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert b"Noura" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o077 == 0


def test_a_file_moved_to_another_place_does_not_open(folder, tmp_path):
    first, second = uuid4(), uuid4()
    file = folder.put(CONTENT, association=first)
    with pytest.raises(KeyError):
        folder.get(file, association=second)
    other = folder.put(b"x", association=second)
    stored = tmp_path / str(first) / "shelf" / str(file)
    (tmp_path / str(second) / "shelf" / str(other)).write_bytes(stored.read_bytes())
    with pytest.raises(InvalidTag):
        folder.get(other, association=second)


def test_a_full_disk_leaves_nothing_behind(folder, tmp_path):
    association = uuid4()
    with disk_full_after(1000), pytest.raises(StoreTrouble):
        folder.put(CONTENT, association=association)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert folder.put(CONTENT, association=association)


@pytest.fixture
def by(db):
    return Actor.system(given_association())


def given_owner(by):
    owner = uuid4()
    with entered_scope(by, writing=True):
        keys_for_new([owner])
    forget_keys()
    return owner


def test_a_file_of_somebody_whose_key_was_destroyed_reads_as_gone_wherever_it_lies(folder, by):
    owner, other = given_owner(by), given_owner(by)
    file = folder.put(CONTENT, association=by.house, owner=owner)
    theirs = folder.put(CONTENT, association=by.house, owner=other)
    assert folder.get(file, association=by.house) == CONTENT
    with entered_scope(by, writing=True):
        destroy_keys([owner])

    with pytest.raises(KeyError):
        folder.get(file, association=by.house)
    assert folder.get(theirs, association=by.house) == CONTENT


def test_a_file_for_somebody_unknown_makes_no_key_and_still_comes_back(folder, by):
    owner = uuid4()

    file = folder.put(CONTENT, association=by.house, owner=owner)

    assert folder.get(file, association=by.house) == CONTENT
    with entered_scope(by, writing=False):
        assert not OwnerKey.objects.filter(pk=owner).exists()


def test_another_association_cannot_seal_or_open_with_the_key(folder, by, db):
    owner = given_owner(by)
    ibrahim = Actor.system(given_association("qabas"))
    file = folder.put(CONTENT, association=by.house, owner=owner)
    theirs = folder.put(CONTENT, association=ibrahim.house, owner=owner)

    with pytest.raises(KeyError):
        folder.get(file, association=ibrahim.house)
    with entered_scope(by, writing=True):
        destroy_keys([owner])
    assert folder.get(theirs, association=ibrahim.house) == CONTENT

"""A backup holds no key and nobody who was erased; restored elsewhere it is whole."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as known
from django.core.management import CommandError, call_command
from django.db import connection

from bench import w1
from tests.erasure.given import found, given_somebody_everywhere
from wasl.domains.parties.models import Party
from wasl.domains.parties.tests.given import given_noura
from wasl.domains.privacy.actions import erase_person
from wasl.faces.cli.backups import MANIFEST, REGISTER, AmongFiles, FolderNotEmpty, back_up, register
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WHY = "asked for it in person at the desk"


@pytest.fixture
def house(settings, own_files):
    if connection.vendor == "postgresql":
        settings.WASL_BACKUP_DATABASE_URL = superuser()
    return w1.given_house()


def superuser():
    return os.environ["DATABASE_URL"].replace("//wasl:", "//postgres:")


@pytest.fixture
def elsewhere(tmp_path):
    """An empty place: a database that does not exist yet, and a folder."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    if connection.vendor == "sqlite":
        yield {
            "DATABASE_URL": f"sqlite:///{place / 'wasl.sqlite3'}",
            "WASL_FILES": str(place / "f"),
        }
        return
    name = f"restored_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(os.environ["DATABASE_URL"])
    yield {
        "DATABASE_URL": parts._replace(path=f"/{name}").geturl(),
        "WASL_FILES": str(place / "f"),
        "WASL_BACKUP_DATABASE_URL": superuser(),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def wasl(place, *words):
    """What the command says and how it ends, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *map(str, words)],
        env={
            **os.environ,
            **place,
            "DJANGO_SETTINGS_MODULE": "tests.erasure.elsewhere",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LANGUAGE_CODE": "en",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def written(folder):
    """Everything in a folder as a thief would read it."""
    for place in sorted(folder.rglob("*")):
        if place.is_file():
            yield str(place), place.read_bytes().decode("utf-8", errors="replace")


def test_a_backup_made_after_an_erasure_holds_nothing_of_the_person(house, tmp_path):
    somebody = given_somebody_everywhere(house)
    plain = {name: value for name, value in somebody.canaries.items() if name != "paper"}
    back_up(tmp_path / "before")
    assert found(plain, readable(tmp_path / "before"))
    erase_person(somebody.system, party=somebody.party, why=WHY)

    back_up(tmp_path / "after")

    assert found(somebody.canaries, readable(tmp_path / "after")) == {}
    masters = {"key": known.WASL_MASTER_KEYS.partition(":")[2]}
    assert found(masters, readable(tmp_path / "after")) == {}


def readable(folder):
    """The files of a backup, and what a dump of PostgreSQL says when it is unpacked."""
    yield from written(folder)
    dump = folder / "wasl.dump"
    if dump.exists():
        done = subprocess.run(["pg_restore", "-f", "-", dump], capture_output=True, check=True)
        yield str(dump), done.stdout.decode("utf-8", errors="replace")


def test_a_backup_restored_elsewhere_is_whole_and_sends_nothing(house, tmp_path, elsewhere):
    given_somebody_everywhere(house)
    back_up(tmp_path / "backup")

    code, said = wasl(elsewhere, "restore", tmp_path / "backup")

    assert code == 0, said
    kept = sorted(one.name for one in Path(known.WASL_FILES).rglob("*") if one.is_file())
    there = Path(elsewhere["WASL_FILES"])
    assert sorted(one.name for one in there.rglob("*") if one.is_file()) == kept
    assert wasl(elsewhere, "trail", "verify")[0] == 0
    assert wasl(elsewhere, "restore", tmp_path / "backup")[0] == 1, "it is not empty any more"
    assert wasl(elsewhere, "release_messages")[0] == 0


def test_who_was_erased_after_the_backup_is_erased_again(house, tmp_path, elsewhere):
    somebody = given_somebody_everywhere(house)
    back_up(tmp_path / "backup")
    erase_person(somebody.system, party=somebody.party, why=WHY)
    (tmp_path / "register.json").write_text(json.dumps(register()))

    code, said = wasl(
        elsewhere, "restore", tmp_path / "backup", "--destructions", tmp_path / "register.json"
    )

    assert code == 0, said
    again = tmp_path / "again"
    code, said = wasl(elsewhere, "backup", again)
    assert code == 0, said
    assert found(somebody.canaries, readable(again)) == {}
    assert wasl(elsewhere, "trail", "verify")[0] == 0


def test_who_was_erased_while_the_backup_was_written_is_erased_again(house, tmp_path, elsewhere):
    system = Actor.system(house.association)
    noura = given_noura(system)
    back_up(tmp_path / "backup")
    erase_person(system, party=noura.pk, why=WHY)
    # The database is copied first and the register last, so the register may know more.
    told = json.dumps(register()).encode()
    (tmp_path / "backup" / REGISTER).write_bytes(told)
    manifest = json.loads((tmp_path / "backup" / MANIFEST).read_text())
    manifest["checksums"][REGISTER] = hashlib.sha256(told).hexdigest()
    (tmp_path / "backup" / MANIFEST).write_text(json.dumps(manifest))

    code, said = wasl(elsewhere, "restore", tmp_path / "backup")

    assert code == 0, said
    assert "Erased again: 1" in said
    assert str(noura.pk) in wasl(elsewhere, "destructions")[1]


def test_a_register_that_cannot_be_read_is_told_before_anything_is_written(house, tmp_path):
    back_up(tmp_path / "backup")
    (tmp_path / "wrong.json").write_text('[{"association": "x"}]')

    # The database here is not empty: whoever looked there first would say that instead.
    for name in ("missing.json", "wrong.json"):
        with pytest.raises(CommandError, match=name):
            call_command("restore", str(tmp_path / "backup"), destructions=tmp_path / name)
        with pytest.raises(CommandError, match=name):
            call_command("destructions", play=tmp_path / name)


def test_a_backup_in_a_folder_made_before_is_closed_to_everybody_else(house, tmp_path):
    (tmp_path / "there").mkdir(mode=0o755)

    back_up(tmp_path / "there")

    assert (tmp_path / "there").stat().st_mode & 0o077 == 0


def test_a_backup_goes_neither_over_a_file_nor_among_the_kept_files(house, tmp_path):
    (tmp_path / "file").write_text("mine")
    among = Path(known.WASL_FILES) / "backup"
    for place, why in (
        (tmp_path / "file", FolderNotEmpty),
        (among, AmongFiles),
        (tmp_path / "file/inside", NotADirectoryError),
    ):
        with pytest.raises(CommandError) as told:
            call_command("backup", str(place))
        assert isinstance(told.value.__cause__, why)

    assert (tmp_path / "file").read_text() == "mine"
    assert not among.exists()


@pytest.mark.parametrize("harm", ["changed", "gone", "added"])
def test_a_harmed_backup_is_refused(house, tmp_path, elsewhere, harm):
    with entered_scope(Actor.system(house.association), writing=True):
        Party.objects.create(kind="person", name="x", name_key="x")
    (Path(known.WASL_FILES)).mkdir(exist_ok=True)
    (Path(known.WASL_FILES) / "one").write_bytes(b"sealed")
    back_up(tmp_path / "backup")
    place = tmp_path / "backup/files/one"
    if harm == "changed":
        place.write_bytes(b"sealet")
    elif harm == "gone":
        place.unlink()
    else:
        place.with_name("two").write_bytes(b"x")

    code, said = wasl(elsewhere, "restore", tmp_path / "backup")

    assert code == 1
    assert "files/" in said
    assert not Path(elsewhere["WASL_FILES"]).exists()


def test_a_backup_never_overwrites_and_leaves_nothing_half_done(house, tmp_path, monkeypatch):
    (tmp_path / "there").mkdir()
    (tmp_path / "there/mine").write_text("x")
    with pytest.raises(FolderNotEmpty):
        back_up(tmp_path / "there")
    monkeypatch.setattr(shutil, "copyfile", full)
    (Path(known.WASL_FILES)).mkdir(exist_ok=True)
    (Path(known.WASL_FILES) / "one").write_bytes(b"sealed")

    with pytest.raises(OSError, match="No space"):
        back_up(tmp_path / "new")

    assert not (tmp_path / "new").exists()
    monkeypatch.undo()
    call_command("backup", str(tmp_path / "new"), verbosity=0)
    assert (tmp_path / "new" / MANIFEST).exists()


def full(*_args):
    raise OSError(28, "No space left on device")


OTHER_KEY = "2:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="


def test_a_backup_opens_only_with_the_keys_under_which_it_was_made(house, tmp_path, elsewhere):
    back_up(tmp_path / "backup")

    code, said = wasl(elsewhere | {"KEYS_ELSEWHERE": OTHER_KEY}, "restore", tmp_path / "backup")
    assert (code, "master keys" in said) == (1, True)

    more = f"{OTHER_KEY},{known.WASL_MASTER_KEYS}"
    code, said = wasl(elsewhere | {"KEYS_ELSEWHERE": more}, "restore", tmp_path / "backup")
    assert code == 0, said


def test_a_folder_without_a_backup_is_refused(tmp_path, elsewhere):
    code, said = wasl(elsewhere, "restore", tmp_path / "nothing")

    assert (code, "no backup" in said) == (1, True)

"""A backup of the whole installation in one folder, and its restoring elsewhere.

The master keys are never in it. What was erased before it was made is not in it either: not even
as the free pages of the database file.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import dj_database_url
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.associations.queries import associations_listed
from wasl.domains.notifications.actions import freeze_messages
from wasl.domains.privacy.actions import erase_again
from wasl.domains.privacy.queries import destruction_register
from wasl.faces.cli.trails import chains, verdict
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import Refusal

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
REGISTER: Final = "destructions.json"
FILES: Final = "files"
SQLITE: Final = "wasl.sqlite3"
DUMP: Final = "wasl.dump"


class FolderNotEmpty(Refusal):
    """A backup goes into a folder of its own."""

    sentence = _("There is something at this place already. Name a folder that does not exist yet.")


class AmongFiles(Refusal):
    """Each backup after it would hold it too, with everybody who was erased since."""

    sentence = _("This folder lies among the kept files. Name one outside of WASL_FILES.")


class NoDumpTool(Refusal):
    """PostgreSQL is copied by its own tool."""

    sentence = _("pg_dump or pg_restore is not installed here. Install the PostgreSQL client.")


class DumpFailed(Refusal):
    """The tool of PostgreSQL refused."""

    sentence = _("PostgreSQL could not be copied: %(said)s")


class BackupBroken(Refusal):
    """What lies in the folder is not what was written there."""

    sentence = _("This backup is not whole: %(what)s does not match its checksum.")


class BackupUnknown(Refusal):
    """There is no backup in the folder, or a later version wrote it."""

    sentence = _("There is no backup in this folder that this version can read.")


class OtherEngine(Refusal):
    """A copy of one engine does not go into the other."""

    sentence = _("The backup is of %(theirs)s, and this installation runs on %(ours)s.")


class RegisterUnreadable(Refusal):
    """What was named as the register of destructions is not one."""

    sentence = _("%(file)s cannot be read as a register that `wasl destructions` wrote.")


class DatabaseNotEmpty(Refusal):
    """A restoring writes into nothing but an empty place."""

    sentence = _(
        "There is a database here already. A backup is restored elsewhere, where there is none: "
        "set DATABASE_URL and WASL_FILES to new places."
    )


class OtherKeys(Refusal):
    """Without the master keys under which it was made, nothing of it opens."""

    sentence = _("The master keys here are not those under which the backup was made.")


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: how many files beside the database, and how many bytes in all."""

    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: files, chains whose trail was read and found whole, entries in them,
    erasures played again, and messages that wait until somebody confirms them."""

    files: int
    chains: int
    entries: int
    erased: int
    frozen: int


def back_up(folder: Path) -> Backup:
    """Write the database, the kept files and the register of destructions into a new folder.

    The database first and the files after it: a file that a row speaks of is there, and one that
    came in between does no harm. Refuses with `FolderNotEmpty`, `AmongFiles`, `NoDumpTool` and
    `DumpFailed`; then nothing is left behind.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderNotEmpty
    if folder.resolve().is_relative_to(Path(settings.WASL_FILES).resolve()):
        raise AmongFiles
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    try:
        database = _copy_database(folder)
        _copy_files(folder / FILES)
        (folder / REGISTER).write_text(json.dumps(register(), indent=1), encoding="utf-8")
        checksums = {name: _checksum(folder / name) for name in _listed(folder)}
        manifest = {
            "format": FORMAT,
            "engine": connection.vendor,
            "database": database,
            "made_at": timezone.now().isoformat(),
            "keys": _keys_told(),
            "checksums": checksums,
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    size = sum((folder / name).stat().st_size for name in checksums)
    return Backup(sum(name.startswith(f"{FILES}/") for name in checksums), size)


def restore(folder: Path, *, destructions: Path | None = None) -> Restored:
    """Open a backup in an empty place, and say whether it is whole.

    Every checksum is compared before anything is written and every trail is read afterwards.
    Messages wait until somebody confirms them; erasures that the copy of the database does not
    know are played again from the backup's own register and from the one in `destructions`, which
    `wasl destructions` writes. Refuses with `BackupUnknown`, `BackupBroken`, `OtherEngine`,
    `OtherKeys`, `RegisterUnreadable`, `DatabaseNotEmpty`, `NoDumpTool` and `DumpFailed`.
    """
    manifest = _manifest(folder)
    if manifest["engine"] != connection.vendor:
        raise OtherEngine(theirs=manifest["engine"], ours=connection.vendor)
    # Keys that came since do no harm.
    if not set(manifest["keys"]) <= set(_keys_told()):
        raise OtherKeys
    _compare(folder, manifest["checksums"])
    destroyed = read_register(folder / REGISTER)
    destroyed += read_register(destructions) if destructions else []
    _refuse_full()
    _bring_database(folder / manifest["database"])
    files = _bring_files(folder / FILES)
    whole, entries = 0, 0
    for name, by in chains():
        told = verdict(by)
        if not told.is_whole:
            raise BackupBroken(what=f"trail {name}")
        whole, entries = whole + 1, entries + told.entries
    frozen = sum(freeze_messages(by) for by in _houses())
    return Restored(files, whole, entries, play_again(destroyed), frozen)


def register() -> list[dict[str, Any]]:
    """Every destruction of every association, by keys alone, as it is kept beside a backup."""
    return [
        {
            "association": str(by.house),
            "number": row.number,
            "party": str(row.party),
            "parties": [str(one) for one in row.parties],
            "cases": [str(one) for one in row.case_ids],
            "ground": row.ground,
            "destroyed_at": row.destroyed_at.isoformat(),
        }
        for by in _houses()
        for row in destruction_register(by)
    ]


@dataclass(frozen=True, slots=True)
class Destroyed:
    """One destruction as a register tells it."""

    association: UUID
    number: int
    party: UUID
    parties: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    ground: str
    destroyed_at: datetime


def read_register(place: Path) -> list[Destroyed]:
    """What `wasl destructions` wrote there. Refuses with `RegisterUnreadable`."""
    try:
        return [
            Destroyed(
                association=UUID(row["association"]),
                number=int(row["number"]),
                party=UUID(row["party"]),
                parties=tuple(UUID(one) for one in row["parties"]),
                cases=tuple(UUID(one) for one in row["cases"]),
                ground=str(row["ground"]),
                destroyed_at=datetime.fromisoformat(row["destroyed_at"]),
            )
            for row in json.loads(place.read_text("utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise RegisterUnreadable(file=str(place)) from None


def play_again(destroyed: Sequence[Destroyed]) -> int:
    """Erase again whom the register names and the database still holds; returns how many."""
    known = {by.house: by for by in _houses()}
    played = 0
    for one in destroyed:
        by = known.get(one.association)
        if by is None:
            continue
        done = erase_again(
            by,
            party=one.party,
            number=one.number,
            parties=one.parties,
            cases=one.cases,
            ground=one.ground,
            destroyed_at=one.destroyed_at,
        )
        played += done is not None
    return played


def _houses() -> Iterator[Actor]:
    for association in associations_listed(Actor.installation()):
        yield Actor.system(association.id)


def _copy_database(folder: Path) -> str:
    if connection.vendor == "sqlite":
        # Only what is in use is copied: what was deleted may still lie in the pages of the file.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / SQLITE)])
        (folder / SQLITE).chmod(0o600)
        return SQLITE
    _tool("pg_dump", "--format=custom", "--no-owner", f"--file={folder / DUMP}")
    return DUMP


def _bring_database(copy: Path) -> None:
    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        _bring_file(copy, place)
        with closing(sqlite3.connect(place)) as opened:
            told = opened.execute("PRAGMA integrity_check").fetchone()
        if told != ("ok",):
            raise BackupBroken(what=copy.name)
        return
    _tool("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(copy))


def _tool(name: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, never by the command."""
    if shutil.which(name) is None:
        raise NoDumpTool
    known = connection.settings_dict
    if name == "pg_dump" and settings.WASL_BACKUP_DATABASE_URL:
        known = {**known, **_role(settings.WASL_BACKUP_DATABASE_URL)}
    place = [
        f"--host={known['HOST']}",
        f"--port={known['PORT']}",
        f"--username={known['USER']}",
        f"--dbname={known['NAME']}",
    ]
    done = subprocess.run(
        [name, "--no-password", *place, *arguments],
        env={**os.environ, "PGPASSWORD": str(known["PASSWORD"])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DumpFailed(said=done.stderr.strip()[-300:])


def _role(url: str) -> dict[str, Any]:
    """Who copies, and where; what is copied is the installation's own database."""
    told = dj_database_url.parse(url)
    return {name: told[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}


def _copy_files(place: Path) -> None:
    kept = Path(settings.WASL_FILES)
    place.mkdir(mode=0o700)
    if not kept.is_dir():
        return
    for file in sorted(kept.rglob("*")):
        if file.is_file() and file.suffix != ".part":
            copy = place / file.relative_to(kept)
            copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                shutil.copyfile(file, copy)
            except FileNotFoundError:  # forgotten since it was listed
                continue


def _bring_files(place: Path) -> int:
    kept = Path(settings.WASL_FILES)
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = 0
    for file in sorted(place.rglob("*")):
        if file.is_file():
            _bring_file(file, kept / file.relative_to(place))
            count += 1
    return count


def _bring_file(copy: Path, place: Path) -> None:
    """Copied so that at no moment anybody but its owner reads it."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.touch()
    place.chmod(0o600)
    shutil.copyfile(copy, place)


def _refuse_full() -> None:
    kept = Path(settings.WASL_FILES)
    if kept.is_dir() and any(kept.rglob("*")):
        raise DatabaseNotEmpty
    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        if place.exists() and place.stat().st_size:
            raise DatabaseNotEmpty
        return
    if connection.introspection.table_names():
        raise DatabaseNotEmpty


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise BackupUnknown from None
    if manifest.get("format") != FORMAT:
        raise BackupUnknown
    return manifest


def _compare(folder: Path, checksums: Mapping[str, str]) -> None:
    for name, checksum in checksums.items():
        place = folder / name
        if not place.is_file() or _checksum(place) != checksum:
            raise BackupBroken(what=name)
    for name in _listed(folder):
        if name not in checksums:
            raise BackupBroken(what=name)


def _listed(folder: Path) -> list[str]:
    return sorted(
        str(place.relative_to(folder))
        for place in folder.rglob("*")
        if place.is_file() and place.name != MANIFEST
    )


def _checksum(place: Path) -> str:
    with place.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _keys_told() -> list[str]:
    """A fingerprint of each master key, by which it is known whether they are the same."""
    return [
        f"{part.partition(':')[0]}:{hashlib.sha256(part.encode()).hexdigest()[:16]}"
        for part in sorted(filter(None, settings.WASL_MASTER_KEYS.split(",")))
    ]

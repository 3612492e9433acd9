"""A folder of encrypted files, one under each UUID, each association's apart."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from wasl.domains.applications.ports import KeptFile, StoreTrouble
from wasl.foundation.keyring import KeyGone, key_for_file
from wasl.foundation.keys import seal, seal_for, unseal_file

_UNFINISHED = ".part"


class EncryptedFolder:
    """Files under `root`/association/`shelf`, each sealed (AES-256-GCM) and bound to its key.

    A file with an owner is sealed under that person's or case's own key, if there is one: once
    that key is destroyed the file reads as gone, wherever a copy of it may lie.

    A file is written beside its place, flushed to the disk and then renamed: under its key it is
    whole or not there. A full disk leaves nothing behind.
    """

    def __init__(self, root: Path, shelf: str) -> None:
        self._root = root
        self._shelf = shelf

    def put(self, content: bytes, /, *, association: UUID, owner: UUID | None = None) -> UUID:
        """Keep the content durably and give its key. Raises `StoreTrouble` when it cannot."""
        file = uuid4()
        sealed = self._sealed(content, file, association, owner)
        place = self._place(file, association)
        unfinished = place.with_suffix(_UNFINISHED)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(unfinished, sealed)
            unfinished.rename(place)
            self._flush_folder(place.parent)
        except OSError as trouble:
            for left in (unfinished, place):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
            raise StoreTrouble from trouble
        return file

    def get(self, file: UUID, /, *, association: UUID) -> bytes:
        """The content. Raises `KeyError` when there is none."""
        try:
            sealed = self._place(file, association).read_bytes()
        except FileNotFoundError:
            raise KeyError(file) from None
        try:
            return unseal_file(sealed, association=association, bound_to=self._bound_to(file))
        except KeyGone:
            raise KeyError(file) from None

    def forget(self, file: UUID, /, *, association: UUID) -> None:
        """Forget a file; one that is already gone is no trouble."""
        self._place(file, association).unlink(missing_ok=True)

    def listed(self, *, association: UUID) -> Iterator[KeptFile]:
        """All files of the association; remains of a killed writing are removed on the way."""
        folder = self._folder(association)
        if not folder.is_dir():
            return
        for entry in os.scandir(folder):
            kept_at = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
            if entry.name.endswith(_UNFINISHED):
                if (datetime.now(UTC) - kept_at).total_seconds() > 3600:
                    Path(entry.path).unlink(missing_ok=True)
                continue
            with suppress(ValueError):
                yield KeptFile(UUID(entry.name), kept_at)

    def _folder(self, association: UUID) -> Path:
        return self._root / str(association) / self._shelf

    def _place(self, file: UUID, association: UUID) -> Path:
        return self._folder(association) / str(file)

    def _bound_to(self, file: UUID) -> str:
        return f"file.{self._shelf}.{file}"

    def _sealed(self, content: bytes, file: UUID, association: UUID, owner: UUID | None) -> bytes:
        bound_to = self._bound_to(file)
        key = key_for_file(owner, association=association) if owner is not None else None
        if owner is None or key is None:
            return seal(content, association=association, bound_to=bound_to)
        return seal_for(content, owner=owner, key=key, bound_to=bound_to)

    def _write(self, place: Path, sealed: bytes) -> None:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(sealed)
            opened.flush()
            os.fsync(opened.fileno())

    def _flush_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

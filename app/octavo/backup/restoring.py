"""Restoring a backup: all is unpacked and checked beside the present data first.

Then a note is written, the present data is moved aside, and the new takes its place;
`finish_restore` does the rest of that at the next start if it was cut off.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Final

import apsw

from octavo.backup.archive import (
    FILES,
    HOSTS,
    Backup,
    Progress,
    copy_part,
    damaged_backup,
    opened,
    silent,
    summary,
)
from octavo.data_folder import DATABASE
from octavo.days import of_iso
from octavo.engine.lock import DataFolder
from octavo.engine.store.durable import sync_file, sync_folder
from octavo.engine.store.sqlite_faults import damaged, explained
from octavo.engine.store.sqlite_schema import APPLICATION_ID, shipped_migrations
from octavo.errors import InputError, ProviderError, SchemaTooNewError
from octavo.providers import settings as hosts
from octavo.session.drops import JOURNAL_NAME
from octavo.words import say

ASIDE: Final = "before-restore-"
"""How the names of folders with the data of before a restore begin; a date follows."""

_PARTIAL: Final = "restoring"
_READY: Final = "restoring.ready"
_LOGS: Final = tuple(f"{one}{end}" for one in (DATABASE, JOURNAL_NAME) for end in ("-wal", "-shm"))
_MOVED: Final = (FILES, HOSTS, *_LOGS, JOURNAL_NAME, DATABASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Restored:
    """What restoring came to.

    Args:
        backup: What is in use now.
        aside: Where the data of before lies; None if there was none.
    """

    backup: Backup
    aside: Path | None

    @property
    def words(self) -> str:
        """It, for people."""
        text = say("Octavo works with the backup of {day}.", day=of_iso(self.backup.made))
        if self.aside is not None:
            text += " " + say("The data of before lies in “{aside}”.", aside=self.aside)
        return text


def restore(data_dir: Path, path: Path, progress: Progress | None = None) -> Restored:
    """Let a backup take the place of the data in a folder, which is moved aside.

    Raises:
        InputError: it is not a backup, or it is damaged; the present data is as it was.
        SchemaTooNewError: a newer Octavo made it.
        DataFolderError: the folder cannot be used, or another Octavo works in it.
    """
    folder = DataFolder(data_dir)
    partial = data_dir / _PARTIAL
    try:
        with explained(data_dir):
            _move_all(data_dir)  # of a restore that was cut off
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(mode=0o700)
            try:
                backup = _unpack(path, partial, progress or silent)
                _check_database(partial / DATABASE, path)
                _forget_consent(partial / HOSTS, path)
            except BaseException:
                shutil.rmtree(partial, ignore_errors=True)
                raise
            aside = _free_name(data_dir)
            _note(data_dir, aside)  # from here on it is done, come what may
            _move_all(data_dir)
    finally:
        folder.release()
    return Restored(backup, aside if aside.exists() else None)


def finish_restore(data_dir: Path) -> None:
    """Do the rest of a restore that was cut off after everything was checked.

    Raises:
        DataFolderError: the folder cannot be used, or another Octavo works in it.
    """
    if not (data_dir / _READY).exists():
        return
    folder = DataFolder(data_dir)
    try:
        with explained(data_dir):
            _move_all(data_dir)
    finally:
        folder.release()


def _unpack(path: Path, partial: Path, progress: Progress) -> Backup:
    with opened(path) as (archive, listing):
        backup = summary(path, listing)
        free = shutil.disk_usage(partial).free
        if backup.bytes > free:
            raise InputError(
                say(
                    "The backup needs {needed:,} MB of space; there are {free:,}.",
                    needed=backup.bytes // 2**20 + 1,
                    free=free // 2**20,
                ),
                hint=say("Free some space, or choose another data folder."),
            )
        done = 0
        for part in listing.parts:
            target = partial / part.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(part.name) as source, target.open("xb") as file:
                copy_part(source, file, part, path)
            sync_file(target)
            done += part.bytes
            progress(done, backup.bytes)
    return backup


def _check_database(database: Path, path: Path) -> None:
    flags = apsw.SQLITE_OPEN_READONLY
    with explained(path), contextlib.closing(apsw.Connection(str(database), flags=flags)) as read:
        if read.pragma("application_id") != APPLICATION_ID:
            raise damaged(path, say("it is a database of another program"))
        if int(str(read.pragma("user_version"))) > max(shipped_migrations()):
            raise SchemaTooNewError(
                say("A newer Octavo made the backup “{path}”.", path=path),
                hint=say("Install the newer version."),
            )
        if read.execute("PRAGMA quick_check(1)").get != "ok":
            raise damaged_backup(path)


def _forget_consent(file: Path, path: Path) -> None:
    """Let nothing be sent to a host of a backup before the person agrees here."""
    try:
        known = hosts.read(file)
    except ProviderError:
        raise damaged_backup(path) from None
    if known:
        hosts.write(file, tuple(hosts.without_consent(one) for one in known))


def _free_name(data_dir: Path) -> Path:
    day = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
    aside, number = data_dir / f"{ASIDE}{day}", 1
    while aside.exists():
        number += 1
        aside = data_dir / f"{ASIDE}{day}-{number}"
    return aside


def _note(data_dir: Path, aside: Path) -> None:
    """Write down that all is unpacked and checked, and what is to be moved aside."""
    draft = data_dir / f"{_READY}.partial"
    old = [part for part in _MOVED if (data_dir / part).exists()]
    draft.write_text(json.dumps({"aside": aside.name, "old": old}), encoding="utf-8")
    sync_file(draft)
    draft.replace(data_dir / _READY)
    sync_folder(data_dir)


def _move_all(data_dir: Path) -> None:
    """Move the present data aside and the new into its place; can be done again at any point."""
    ready, partial = data_dir / _READY, data_dir / _PARTIAL
    if not ready.exists():
        return
    noted = json.loads(ready.read_text(encoding="utf-8"))
    aside = data_dir / Path(str(noted["aside"])).name
    for part in _MOVED:
        if part in noted["old"] and not (aside / part).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            (data_dir / part).replace(aside / part)
        if (partial / part).exists():
            (partial / part).replace(data_dir / part)
    sync_folder(data_dir)
    ready.unlink()
    shutil.rmtree(partial, ignore_errors=True)

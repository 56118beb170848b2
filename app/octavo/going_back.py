"""The way back from a newer version: the copy that was made before the upgrade takes its place.

Nothing is thrown away. What the newer version kept becomes a data folder of its own inside the
data folder, which that version opens with ``--data-dir``; documents are linked, not copied, where
the disk can do that. In this order, so that a cut-off at any moment leaves the one or the other:
the newer data is laid aside whole → the copy, made durable, replaces the database → the newer list
of files that were still to be taken in is removed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Final

import apsw

from octavo.data_folder import DATABASE
from octavo.days import in_words
from octavo.engine.lock import DataFolder
from octavo.engine.store.durable import sync_file, sync_folder
from octavo.engine.store.sqlite_copies import SchemaCopy, newest_copy
from octavo.engine.store.sqlite_faults import damaged, explained
from octavo.engine.store.sqlite_schema import APPLICATION_ID, shipped_migrations
from octavo.errors import InputError
from octavo.session.drops import JOURNAL_NAME
from octavo.words import say

ASIDE: Final = "newer-"
"""How the names of folders with newer data begin; a date follows."""

_LINKED: Final = "files"
"""Documents by digest: they never change, so two data folders may share them."""


@dataclasses.dataclass(frozen=True, slots=True)
class WentBack:
    """What going back came to.

    Args:
        copy: What is in use now.
        aside: The data folder with what the newer version kept.
    """

    copy: SchemaCopy
    aside: Path

    @property
    def words(self) -> str:
        """It, for people."""
        return say(
            "Octavo works with the copy of {day}. What the newer version kept lies in "
            "“{aside}”; that version opens it with --data-dir.",
            day=in_words(self.copy.made.date()),
            aside=self.aside,
        )


def go_back(data_dir: Path) -> WentBack:
    """Put the newest copy that this program can read in the place of newer data.

    Blocks for as long as the disk needs.

    Args:
        data_dir: The data folder.

    Raises:
        InputError: the data is not newer than this program, or there is no copy.
        DataFolderError: the folder cannot be used, another Octavo works in it, or the copy is
            damaged.
    """
    database = data_dir / DATABASE
    if not database.is_file():
        raise InputError(say("There is no data of Octavo in “{data_dir}”.", data_dir=data_dir))
    newest = max(shipped_migrations())
    folder = DataFolder(data_dir)
    try:
        with explained(database):
            if _settled_version(database) <= newest:
                raise InputError(
                    say(
                        "This version can work with the data in “{data_dir}” as it is.",
                        data_dir=data_dir,
                    ),
                    hint=say("There is nothing to go back from."),
                )
            copy = newest_copy(database, newest)
            if copy is None:
                raise InputError(
                    say(
                        "There is no copy in “{data_dir}” that this version could go back to.",
                        data_dir=data_dir,
                    ),
                    hint=say("Install the newer version, or choose another data folder."),
                )
            _check(copy)
            aside = _lay_aside(data_dir)
            _replace(database, copy)
            _remove(data_dir / JOURNAL_NAME)
    finally:
        folder.release()
    return WentBack(copy, aside)


def _settled_version(database: Path) -> int:
    """Return the schema of a database, with all that was written to it in the one file."""
    with contextlib.closing(apsw.Connection(str(database))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(str(connection.pragma("user_version")))


def _check(copy: SchemaCopy) -> None:
    flags = apsw.SQLITE_OPEN_READONLY
    with contextlib.closing(apsw.Connection(str(copy.path), flags=flags)) as connection:
        if connection.pragma("application_id") != APPLICATION_ID:
            raise damaged(copy.path, say("it is a database of another program"))
        found = connection.execute("PRAGMA quick_check(1)").get
        if found != "ok":
            raise damaged(copy.path, str(found))


def _lay_aside(data_dir: Path) -> Path:
    """Make the data folder of the newer version; it has its name only when it is whole."""
    day = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
    aside, number = data_dir / f"{ASIDE}{day}", 1
    while aside.exists():
        number += 1
        aside = data_dir / f"{ASIDE}{day}-{number}"
    partial = data_dir / f"{ASIDE}partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    for name in (DATABASE, JOURNAL_NAME, f"{JOURNAL_NAME}-wal"):
        if (data_dir / name).exists():
            shutil.copy2(data_dir / name, partial / name)
            sync_file(partial / name)
    for source in sorted((data_dir / _LINKED).rglob("*")):
        target = partial / source.relative_to(data_dir)
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(source, target)
    partial.rename(aside)
    sync_folder(data_dir)
    return aside


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)  # not hardlink_to, whose arguments stand the other way round
    except OSError:  # a disk without links
        shutil.copy2(source, target)


def _replace(database: Path, copy: SchemaCopy) -> None:
    partial = database.with_name(f"{database.name}.partial")
    try:
        shutil.copyfile(copy.path, partial)
        sync_file(partial)
        _remove_log(database)  # it is empty, and would be taken for the copy's own
        partial.replace(database)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(database.parent)


def _remove(journal: Path) -> None:
    journal.unlink(missing_ok=True)
    _remove_log(journal)


def _remove_log(database: Path) -> None:
    for rest in ("-wal", "-shm"):
        database.with_name(database.name + rest).unlink(missing_ok=True)

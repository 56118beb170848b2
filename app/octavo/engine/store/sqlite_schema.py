"""Opens the database file and brings its schema up to date.

Order: open → is it ours, is it not newer → copy aside (if it holds anything) → all missing
migrations, the indexes where they changed, the checks of integrity and the new version in one
transaction.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import apsw

from octavo.days import in_words
from octavo.engine.store import sqlite_find
from octavo.engine.store.durable import sync_file, sync_folder
from octavo.engine.store.sqlite_copies import backup_path, newest_copy
from octavo.engine.store.sqlite_faults import damaged, explained
from octavo.engine.store.sqlite_progress import Tell, progress_of
from octavo.engine.store.sqlite_reindex import reindex
from octavo.errors import SchemaTooNewError
from octavo.words import later

APPLICATION_ID = 0x4F637476
"""``Octv``: marks the file as ours in SQLite's header."""

_BUSY_TIMEOUT = 5_000  # ms
_READER_CACHE = -16_000  # KiB, negative as SQLite wants it
_WRITER_CACHE = -32_000
_JOURNAL_LIMIT = 64 * 1024 * 1024  # bytes that the write-ahead log keeps when it is empty

READERS = 2
"""Threads that read: one may scan vectors or words while another answers a list."""

_STEMMED = 13
"""From this schema on the indexes hold today's stems; those of older ones are made anew."""

Migrations = dict[int, str]


def shipped_migrations() -> Migrations:
    """Return the program's migrations, SQL by version number."""
    folder = files("octavo.engine.store") / "migrations"
    found = {
        int(match[1]): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if (match := re.fullmatch(r"(\d{4})\.sql", entry.name))
    }
    return dict(sorted(found.items()))


def open_database(
    path: Path,
    readers: int = READERS,
    migrations: Migrations | None = None,
    tell: Tell | None = None,
) -> tuple[apsw.Connection, list[apsw.Connection]]:
    """Open the file, made if absent, and migrate it; return the writer's and readers' connections.

    Args:
        path: The file; its folder is made if absent.
        readers: How many connections that read are wanted.
        migrations: By version; those of the program if not given.
        tell: Told how far an upgrade of data that is there has come.

    Raises:
        SchemaTooNewError: a newer Octavo wrote it.
        StorageFullError: the disk is full or the folder is read-only.
        DataFolderError: it is not a database of ours, damaged, or cannot be opened.
    """
    with explained(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    opened: list[apsw.Connection] = []
    try:
        with explained(path):
            writer = apsw.Connection(
                str(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
            )
            opened.append(writer)
            _prepare(writer, _WRITER_CACHE)
            # Before anything is written: a newer or foreign file stays as it is.
            version = _version(writer, path)
            known = shipped_migrations() if migrations is None else migrations
            _refuse_newer(path, version, max(known))
            writer.execute("PRAGMA journal_mode = WAL")
            writer.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT}")
            writer.execute("PRAGMA synchronous = FULL")
            # What is deleted is written over at once, lest its text stay in the file's raw bytes.
            writer.execute("PRAGMA secure_delete = ON")
            if version < max(known):
                _migrate(writer, path, version, known, tell)
            writer.execute("PRAGMA foreign_keys = ON")
            for _ in range(readers):
                reader = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
                opened.append(reader)
                _prepare(reader, _READER_CACHE)
    except BaseException:
        for connection in opened:
            # The first error is the one to tell.
            with suppress(apsw.Error):
                connection.close()
        raise
    return writer, opened[1:]


def _prepare(connection: apsw.Connection, cache: int) -> None:
    connection.set_busy_timeout(_BUSY_TIMEOUT)
    connection.execute(f"PRAGMA cache_size = {cache}")
    connection.execute("PRAGMA temp_store = MEMORY")
    sqlite_find.prepare(connection)


def _version(connection: apsw.Connection, path: Path) -> int:
    version = connection.pragma("user_version")
    mark = connection.pragma("application_id")
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    if mark != APPLICATION_ID and not (empty and mark == 0 and version == 0):
        raise damaged(path, later("it is a database of another program"))
    return int(version)


def _refuse_newer(path: Path, version: int, newest: int) -> None:
    if version <= newest:
        return
    message = later(
        "{path} was written by a newer Octavo (schema {version}; this one knows {newest}).",
        path=path,
        version=version,
        newest=newest,
    )
    copy = newest_copy(path, newest)
    if copy is None:
        raise SchemaTooNewError(message)
    raise SchemaTooNewError(
        message,
        hint=later(
            "Install the newer version, or go back to the copy of {day}, which was made before"
            " the upgrade.",
            day=in_words(copy.made.date()),
        ),
        has_copy=True,
    )


def _check(connection: apsw.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").get
    if found != "ok":
        raise damaged(path, f"after the upgrade of its schema: {found}")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise damaged(path, "after the upgrade of its schema rows lack their parents")


def _migrate(
    connection: apsw.Connection,
    path: Path,
    version: int,
    migrations: Migrations,
    tell: Tell | None,
) -> None:
    missing = {number: sql for number, sql in migrations.items() if number > version}
    with progress_of(connection, tell if version else None) as progress:
        if version:
            target = backup_path(path, version)
            with progress.copying(path, _draft(target)):
                _copy(connection, path, target)
        # Tables may be rebuilt, which would cascade; the check below makes up for it. Inside a
        # transaction this pragma would have no effect.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            for done, sql in enumerate(missing.values()):
                progress.migrating(done / len(missing))
                connection.execute(sql)
            if 0 < version < _STEMMED and max(migrations) >= _STEMMED:
                reindex(connection, progress.indexing)
            progress.checking()
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {max(migrations)}")
            _check(connection, path)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _draft(target: Path) -> Path:
    return target.with_name(target.name + ".partial")


def _copy(connection: apsw.Connection, path: Path, target: Path) -> None:
    partial = _draft(target)
    partial.unlink(missing_ok=True)
    try:
        with explained(path):
            connection.execute("VACUUM INTO ?", (str(partial),))
            sync_file(partial)
            partial.replace(target)
            sync_folder(target.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise

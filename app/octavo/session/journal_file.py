"""The file that the journal of drops is kept in: opened, brought to today's form, or put aside."""

from __future__ import annotations

import logging
from pathlib import Path

import apsw

from octavo.errors import SchemaTooNewError
from octavo.session.journal_faults import explained
from octavo.words import say

logger = logging.getLogger(__name__)

VERSION = 3
"""Of its form, which the file itself has noted."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS drops (
    number INTEGER PRIMARY KEY,
    assistant_id TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    path BLOB,
    bytes INTEGER NOT NULL,
    digest TEXT,
    file_id TEXT,
    title TEXT,
    message TEXT,
    hint TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    UNIQUE (assistant_id, key)
) STRICT
"""

_BESIDES = """
CREATE TABLE IF NOT EXISTS watched (
    number INTEGER PRIMARY KEY,
    store_id TEXT NOT NULL,
    path BLOB NOT NULL,
    UNIQUE (store_id, path)
) STRICT;
CREATE TABLE IF NOT EXISTS seen (
    store_id TEXT NOT NULL,
    path BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (store_id, path)
) STRICT;
CREATE TABLE IF NOT EXISTS missing (
    store_id TEXT NOT NULL,
    path BLOB NOT NULL,
    PRIMARY KEY (store_id, path)
) STRICT;
CREATE TABLE IF NOT EXISTS sources (
    mark TEXT PRIMARY KEY,
    path BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS drafts (
    thread_id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    waiting TEXT NOT NULL
) STRICT
"""
"""Watched folders, what was taken in of them, what of that is missing, where documents came from by
their marks, and what was typed and not sent."""

_FROM_1 = "ALTER TABLE drops ADD COLUMN added INTEGER NOT NULL DEFAULT 0"


def opened(path: Path | None) -> apsw.Connection:
    """Return the journal's database, made if absent; in memory without a path.

    Raises:
        SchemaTooNewError: a newer Octavo wrote it.
        StorageFullError: the disk is full or the folder is read-only.
        DataFolderError: it cannot be opened.
    """
    with explained(path):
        if path is None:
            return _prepared(apsw.Connection(":memory:"))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _prepared(apsw.Connection(str(path)))
        except (apsw.NotADBError, apsw.CorruptError):
            logger.warning("the journal of drops is damaged: it is put aside, a new one begins")
            path.replace(path.with_suffix(".damaged"))
            for rest in ("-wal", "-shm"):
                path.with_name(path.name + rest).unlink(missing_ok=True)
            return _prepared(apsw.Connection(str(path)))


def _prepared(db: apsw.Connection) -> apsw.Connection:
    try:
        db.set_busy_timeout(5000)
        db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        version = int(str(db.pragma("user_version")))
        _require_known(version)
        with db:
            db.execute(_FROM_1 if version == 1 else _SCHEMA)
            db.execute(_BESIDES)
            db.pragma("user_version", VERSION)
    except BaseException:
        db.close()
        raise
    return db


def _require_known(version: int) -> None:
    if version > VERSION:
        raise SchemaTooNewError(
            say("A newer Octavo has worked in this data folder."),
            hint=say("Install that version, or choose another data folder."),
        )

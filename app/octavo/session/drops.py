"""The journal of drops: what was dropped and is not in a collection yet, kept through any end.

A drop is on disk before its row appears and leaves the journal when the engine has taken the file
in; what is then done to a document in several steps (removal, cancelling) is written down first.
Each call is one transaction of a small SQLite file, made in a thread of the journal's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar

import apsw

from octavo.errors import StorageFullError
from octavo.session.journal_faults import explained
from octavo.session.journal_file import VERSION, opened
from octavo.session.state import Problem

T = TypeVar("T")

JOURNAL_NAME = "drops.sqlite"
"""The journal in a data folder."""

_KEEP = """
INSERT INTO drops
    (assistant_id, key, state, name, path, bytes, digest, file_id, added, title, message, hint)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (assistant_id, key) DO UPDATE SET
    state = excluded.state, name = excluded.name, path = excluded.path, bytes = excluded.bytes,
    digest = excluded.digest, file_id = excluded.file_id, title = excluded.title,
    message = excluded.message, hint = excluded.hint
"""

_FORGET = "DELETE FROM drops WHERE assistant_id = ? AND key = ?"

_FORGET_ALL = "DELETE FROM drops WHERE assistant_id = ?"

_HAND_OVER = "UPDATE OR IGNORE drops SET assistant_id = ? WHERE assistant_id = ?"

_ALL = """
SELECT key, state, name, path, bytes, digest, file_id, added, title, message, hint
FROM drops WHERE assistant_id = ? ORDER BY number
"""


class DropState(StrEnum):
    """What is to be done with a drop."""

    WAITING = "waiting"  # to be uploaded
    UPLOADING = "uploading"  # its upload has begun: the engine may have the file already
    UPLOADED = "uploaded"  # to be put into the collection
    FAILED = "failed"  # to be shown with its problem
    DOUBLE = "double"  # the same, which is only that its content is there already
    CANCELLED = "cancelled"  # to be taken out, and shown
    REMOVING = "removing"  # to be taken out and deleted


@dataclasses.dataclass(frozen=True, slots=True)
class Drop:
    """One file on its way into a collection, or out of it.

    Args:
        key: The document's key in the list.
        state: What is to be done.
        name: Its name as shown.
        path: Where it was dropped from, if that is known.
        bytes: Size.
        digest: The content's sha256 in hex, from the beginning of the upload on.
        file_id: The engine's id, if it told one.
        problem: Why it failed.
        added: When it was dropped, in microseconds since 1970, different for each of one drop.
    """

    key: str
    state: DropState
    name: str
    path: str | None
    bytes: int
    digest: str | None = None
    file_id: str | None = None
    problem: Problem | None = None
    added: int = 0


class Journal:
    """The drops of all collections; made by ``open``."""

    def __init__(self, path: Path | None, thread: ThreadPoolExecutor, db: apsw.Connection) -> None:
        self._path = path
        self._thread = thread
        self._db = db
        self._was_full = False
        self.on_room: Callable[[], None] = lambda: None  # told when there was none before

    @classmethod
    async def open(cls, path: Path | None) -> Self:
        """Open a journal, made if absent; without a path it lasts as long as the session.

        A damaged one is put aside: the files themselves lie where they were dropped from.

        Raises:
            SchemaTooNewError: a newer Octavo wrote it.
            StorageFullError: the disk is full or the folder is read-only.
            DataFolderError: it cannot be opened.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="drops")
        try:
            loop = asyncio.get_running_loop()
            return cls(path, thread, await loop.run_in_executor(thread, opened, path))
        except BaseException:
            thread.shutdown(wait=False)
            raise

    def of(self, owner: str) -> CollectionDrops:
        """Return the drops of one collection, by its assistant or its vector store."""
        return CollectionDrops(self, owner)

    async def owners(self) -> list[str]:
        """Return the assistants and vector stores that have drops."""
        query = "SELECT DISTINCT assistant_id FROM drops"
        return await self.run(lambda db: [str(row[0]) for row in db.execute(query)])

    async def hand_over(self, owners: Iterable[str], to: str) -> None:
        """Let another owner have the drops of some, all at once; of what it knows its own stay.

        The order is given before anything is awaited: what is written down after the call finds
        the drops with their new owner.

        Args:
            owners: Who had them; the new owner may be among them.
            to: Who has them from now on.
        """
        rows = [(to, owner) for owner in dict.fromkeys(owners) if owner != to]

        def work(db: apsw.Connection) -> None:
            db.executemany(_HAND_OVER, rows).close()
            db.executemany(_FORGET_ALL, [(owner,) for _, owner in rows]).close()

        await self.run(work)

    async def run(self, work: Callable[[apsw.Connection], T]) -> T:
        """Do work on the journal as one transaction; once begun it is done, come what may.

        Raises:
            StorageFullError: the disk is full or the folder is read-only.
            DataFolderError: the journal cannot be read or written.
        """

        def transaction() -> tuple[T, bool]:
            before = self._db.total_changes()
            with explained(self._path):
                self._db.execute("BEGIN")
                try:
                    result = work(self._db)
                    self._db.execute("COMMIT")
                finally:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                return result, self._db.total_changes() != before

        # whoever is cancelled here leaves the order of the writes as it was
        running = asyncio.get_running_loop().run_in_executor(self._thread, transaction)
        try:
            result, has_written = await asyncio.shield(running)
        except StorageFullError:
            self._was_full = True
            raise
        if has_written:
            self._note_room()
        return result

    async def look_for_room(self) -> None:
        """Try to write, after somebody could not; `on_room` is told if it can be done.

        Raises:
            DataFolderError: the journal cannot be used.
        """
        with contextlib.suppress(StorageFullError):
            await self.run(lambda db: db.pragma("user_version", VERSION))
            self._was_full = True
            self._note_room()

    def _note_room(self) -> None:
        if self._was_full:
            self._was_full = False
            self.on_room()

    async def aclose(self) -> None:
        """Finish what was begun, and close; no error if closed already."""
        with contextlib.suppress(RuntimeError):  # the thread has ended
            await asyncio.get_running_loop().run_in_executor(self._thread, self._db.close)
        await asyncio.to_thread(self._thread.shutdown)


class CollectionDrops:
    """The drops of one collection; each call raises as ``Journal.run``.

    Attributes:
        owner: Under whose name they are kept: an assistant's, or the vector store's own.
    """

    def __init__(self, journal: Journal, owner: str) -> None:
        self._journal = journal
        self.owner = owner

    async def all(self) -> list[Drop]:
        """Return the drops in the order in which they came."""
        return await self._journal.run(
            lambda db: [_drop(row) for row in db.execute(_ALL, (self.owner,))]
        )

    async def keep(self, drops: Sequence[Drop]) -> None:
        """Write drops down, in place of what was kept of them."""
        rows = [(self.owner, *_row(drop)) for drop in drops]
        sources = [(mark_of(d.path), os.fsencode(d.path)) for d in drops if d.path is not None]
        await self._journal.run(lambda db: _keep(db, rows, sources))

    async def sources(self) -> dict[str, str]:
        """Return where documents came from, by the marks of their files."""
        query = "SELECT mark, path FROM sources"
        rows = await self._journal.run(lambda db: db.execute(query).fetchall())
        return {str(mark): os.fsdecode(path) for mark, path in rows if isinstance(path, bytes)}

    async def claimed_elsewhere(self) -> set[str]:
        """Return the files on their way into other collections.

        By their ids; by the digests of their contents where the engine told no id yet.
        """
        query = "SELECT coalesce(file_id, digest) FROM drops WHERE assistant_id <> ? AND state <> ?"
        given = (self.owner, DropState.REMOVING.value)
        rows = await self._journal.run(lambda db: db.execute(query, given).fetchall())
        return {str(row[0]) for row in rows if row[0] is not None}

    async def is_noted_elsewhere(self, file_id: str) -> bool:
        """Tell whether something is to be done with a file for another collection."""
        query = "SELECT 1 FROM drops WHERE assistant_id <> ? AND file_id = ? LIMIT 1"
        given = (self.owner, file_id)
        return bool(await self._journal.run(lambda db: db.execute(query, given).fetchall()))

    async def forget(self, key: str) -> None:
        """Strike a drop out: nothing is to be done any more."""
        await self._journal.run(lambda db: db.execute(_FORGET, (self.owner, key)).close())

    async def forget_all(self) -> None:
        """Strike all drops of the collection out."""
        await self._journal.run(lambda db: db.execute(_FORGET_ALL, (self.owner,)).close())


def mark_of(path: str) -> str:
    """Return what stands for a path in the engine, which need not know where files lie."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:32]


def _keep(
    db: apsw.Connection,
    rows: Sequence[tuple[apsw.SQLiteValue, ...]],
    sources: Sequence[tuple[apsw.SQLiteValue, ...]],
) -> None:
    db.executemany(_KEEP, rows).close()
    db.executemany("INSERT OR IGNORE INTO sources (mark, path) VALUES (?, ?)", sources).close()


def _row(drop: Drop) -> tuple[apsw.SQLiteValue, ...]:
    problem = drop.problem
    return (
        drop.key,
        drop.state.value,
        drop.name,
        # as bytes: a name on disk need not be text
        None if drop.path is None else os.fsencode(drop.path),
        drop.bytes,
        drop.digest,
        drop.file_id,
        drop.added,
        *((problem.title, problem.message, problem.hint) if problem else (None, None, None)),
    )


def _drop(row: tuple[apsw.SQLiteValue, ...]) -> Drop:
    key, state, name, path, size, digest, file_id, added, title, message, hint = row
    return Drop(
        key=str(key),
        state=DropState(str(state)),
        name=str(name),
        path=os.fsdecode(path) if isinstance(path, bytes) else None,
        bytes=int(str(size)),
        digest=None if digest is None else str(digest),
        file_id=None if file_id is None else str(file_id),
        problem=None
        if title is None
        else Problem(
            str(title), str(message), str(hint), is_double=state == DropState.DOUBLE.value
        ),
        added=int(str(added)),
    )

"""Takes files in: reads their pages, words first, and has their passages embedded behind it.

Order of things, per file: facts → pages in batches, each kept with its passages and words in one
transaction → ``completed`` → vectors in small parts → sealed. What is kept is never done again: a
restart goes on at the page and the passage where it was, and so does a file that let others pass.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from functools import partial

from octavo.engine.embedders import Embedders
from octavo.engine.ingest.cutting import Cutting
from octavo.engine.ingest.embedding import Embedding
from octavo.engine.ingest.keeping import Keeping
from octavo.engine.ingest.leaving import Leaving
from octavo.engine.ingest.order import TURN, Order
from octavo.engine.ingest.pages import Pages
from octavo.engine.ingest.pausing import Pausing
from octavo.engine.ingest.text_files import NotTextError, TextFileError
from octavo.engine.ingest.turns import Key
from octavo.engine.passwords import Passwords
from octavo.engine.reports import failed_fields, file_notes, why_unread, without_text
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.records import Document, Remark
from octavo.engine.store.store import Amend, Change, MissingError, Store
from octavo.errors import AppError, PdfEncryptedError, PdfError, StorageFullError, Text
from octavo.pdf.port import PdfReader
from octavo.pdf.recognition import how_to_get
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    FileNotes,
    LockState,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
)
from octavo.words import later

_log = logging.getLogger(__name__)

_LARGEST_BATCH = 2_000
_WAITING = {"status": "in_progress"}

_READING = "reading"

_RETRY_AFTER = 5.0
"""Seconds to wait after the disk was full."""


class Ingest:
    """Works off what waits in the store; ``wake`` tells it that there is something new."""

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        reader: PdfReader,
        embedders: Embedders,
        passwords: Passwords,
        pausing: Pausing,
        *,
        turn: float = TURN,
    ) -> None:
        self._store = store
        self._passwords = passwords
        self.pausing = pausing
        self._on_kept = partial(pausing.note_room, _READING)
        self._paused: set[Key] = set()  # files that were being read when they were paused
        self._pages = Pages(store, blobs, reader, passwords)
        self.embedding = Embedding(store, embedders, lambda: self._reading or self.is_paused)
        self.on_change: Callable[[], None] = lambda: None  # a file was read, or removed
        self._new_files = asyncio.Event()
        self._order = Order(turn)
        self._changed = asyncio.Condition()
        self._reading = False
        # What is being read; no longer so once it is abandoned. Whoever writes to an entry looks
        # here first and waits for nothing until the store has the change in its queue: so a file
        # that is put in anew gets nothing of what was meant for the one before.
        self._current: Key | None = None
        self._leaving = Leaving()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin working, on what an earlier process left first."""
        self._new_files.set()
        self._tasks = [
            asyncio.create_task(self._read_all(), name="ingest: read"),
            *self.embedding.start(),
        ]

    def wake(self) -> None:
        """Look for new files; cheap enough to be called after every change."""
        self._new_files.set()

    @property
    def is_paused(self) -> bool:
        """Whether all reading is paused."""
        return self.pausing.is_paused

    def recognising(self, key: Key) -> int:
        """Return the page of a file whose text is being recognised in a picture, or 0."""
        return self._pages.recognising(key)

    async def pause(self, *, paused: bool) -> None:
        """Pause all reading and embedding, or go on; raises as ``Pausing.set``."""
        await self.pausing.set(paused=paused)
        if paused:
            self._leaving.ask()
        self.wake()
        self.embedding.wake()
        await self.moved_on()

    async def pause_file(self, key: Key, *, paused: bool) -> None:
        """Pause a file of a store that is not read yet, or go on with it.

        Raises:
            MissingError: it is not there.
        """
        fields: dict[str, object] = {"paused": True if paused else None}
        await self._store.apply(Amend(VectorStoreFileObject, key[1], fields, key[0], "in_progress"))
        # Only now: a file that lets others pass before that would be taken up again at once.
        if not paused:
            self._paused.discard(key)
        elif self._current == key:
            self._paused.add(key)
            self._leaving.ask()
        self.wake()
        await self.moved_on()

    def abandon(self, entries: Iterable[Key]) -> None:
        """Stop working on these files in stores: they are about to go, and may be put in anew.

        Args:
            entries: Ids of store and file.
        """
        for entry in entries:
            if self._current == entry:
                self._current = None
                self._leaving.ask()
            self._forget(entry)
            self.embedding.abandon(entry)

    async def unlocked(self, sha256: str) -> None:
        """Go on with all that waits for the password of a content: it is known now."""
        again = {"status": "in_progress", "last_error": None, "lock": "opened"}
        for one in await self._store.entries(sha256):
            if one.lock == "closed":
                key = one.vector_store_id
                with contextlib.suppress(MissingError):  # removed meanwhile
                    await self._store.apply(
                        Amend(VectorStoreFileObject, one.id, again, key, "failed")
                    )
        self.wake()

    async def moved_on(self) -> None:
        """Let those who wait for files to be read look again."""
        self.on_change()
        async with self._changed:
            self._changed.notify_all()

    async def aclose(self) -> None:
        """Stop; what is not done is gone on with at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def cancel_batch(self, batch: VectorStoreFileBatchObject) -> None:
        """Cancel the files of a batch that are not taken in yet, and the batch."""
        waiting = await self._store.select(
            VectorStoreFileObject, parent=batch.id, limit=_LARGEST_BATCH, where=_WAITING
        )
        cancelled = {"status": "cancelled"}
        changes: list[Change] = [
            Amend(VectorStoreFileObject, one.id, cancelled, one.vector_store_id, "in_progress")
            for one in waiting.data
        ]
        changes.append(
            Amend(VectorStoreFileBatchObject, batch.id, cancelled, batch.vector_store_id)
        )
        await self._store.apply(*changes)
        if self._current in {(one.vector_store_id, one.id) for one in waiting.data}:
            self._leaving.ask()
        await self.moved_on()

    async def wait_until_read(self, vector_store_id: str, seconds: float) -> None:
        """Wait until no file of the store is being read, at most ``seconds``; they come first."""
        with contextlib.suppress(TimeoutError), self._order.asked(vector_store_id):
            self.wake()
            if await self._being_read(vector_store_id):
                current = self._current
                if current is not None and self._order.is_before(vector_store_id, current):
                    self._leaving.ask()
            async with asyncio.timeout(seconds), self._changed:
                while not self.is_paused and await self._being_read(vector_store_id):
                    await self._changed.wait()

    async def _being_read(self, vector_store_id: str) -> bool:
        page = await self._store.select(
            VectorStoreFileObject,
            parent=vector_store_id,
            limit=1,
            where=_WAITING,
        )
        if not page.data or not page.data[0].paused:
            return bool(page.data)
        waiting = await self._store.unfinished()
        return any(one.vector_store_id == vector_store_id for one in waiting)

    # -- reading ---------------------------------------------------------------------------

    async def _read_all(self) -> None:
        while True:
            await self._new_files.wait()
            self._reading = True
            try:
                await self._read_waiting()
                self._on_kept()
            except StorageFullError:
                # Nothing of it is lost: the same files are gone on with when there is room.
                self.pausing.note_full(_READING)
                await asyncio.sleep(_RETRY_AFTER)
                self._new_files.set()
            except Exception:  # noqa: BLE001 - a bug with one file must not end the reading
                _log.exception("bug while looking for files to read")
                await asyncio.sleep(_RETRY_AFTER)
                self._new_files.set()
            finally:
                self._reading = False
                self.embedding.wake()

    async def _read_waiting(self) -> None:
        while True:
            if self._new_files.is_set():
                self._new_files.clear()
                self._order.put(await self._store.unfinished())
            key = None if self.is_paused else self._order.take()
            if key is None:
                if self._new_files.is_set():
                    continue
                return
            await self._read_or_fail(key)
            await self.moved_on()

    async def _read_or_fail(self, key: Key) -> None:
        try:
            if not await self._read(key):
                self._order.passed(key)
                self._new_files.set()
                return
        except StorageFullError:
            raise
        except MissingError:
            pass  # removed meanwhile
        except NotTextError as error:
            await self._end(key, "unsupported_file", error)
        except PdfEncryptedError as error:
            closed: LockState | None = None if error.state == "useless" else "closed"
            await self._end(key, "invalid_file", error, lock=closed)
        except (PdfError, TextFileError) as error:
            await self._end(key, "invalid_file", error)
        except AppError as error:
            await self._end(key, "server_error", error)
        except Exception as error:  # noqa: BLE001 - logged as a bug and shown as such
            _log.exception("bug while reading a file")
            words = AppError(later("An unexpected error happened while this file was read."))
            words.__cause__ = error
            await self._end(key, "server_error", words)
        self._forget(key)

    def _forget(self, key: Key) -> None:
        self._order.forget(key)
        self._leaving.forget(key)
        self._pages.forget(key)

    async def _end(
        self,
        key: Key,
        code: str,
        error: AppError,
        *,
        lock: LockState | None = None,
        notes: FileNotes | None = None,
    ) -> None:
        await self._amend(key, failed_fields(code, error, lock, notes))

    async def _amend(self, key: Key, fields: dict[str, object]) -> None:
        """Change what became of a file, if it is still there and was not cancelled."""
        store_id, file_id = key
        if self._current != key:
            return
        change = Amend(VectorStoreFileObject, file_id, fields, store_id, "in_progress")
        with contextlib.suppress(MissingError):
            await self._store.apply(change)

    async def _entry(self, key: Key) -> VectorStoreFileObject | None:
        """Return a file in a store as it is now, if it is still to be read."""
        store_id, file_id = key
        found = await self._store.get(VectorStoreFileObject, file_id, parent=store_id)
        waits = found is not None and found.status == "in_progress" and not found.paused
        return found if waits else None

    async def _read(self, key: Key) -> bool:
        """Read a file; False if it lets others pass before it is done."""
        self._current = key
        self._leaving.begin()
        self._paused.discard(key)
        entry = await self._entry(key)
        file = await self._store.get(FileObject, key[1])
        if entry is None or file is None:
            return True
        document = await self._pages.document(file)
        done = await self._store.pages_indexed(*key)
        cutting = Cutting(document, file, entry)
        keeping = Keeping(
            self._store, entry, document.sha256, lambda: self._current == key, self._on_kept
        )
        passes = False
        watching = self._leaving.watching(key, done, partial(self._is_over, key))
        async with (
            keeping,
            watching,
            aclosing(self._pages.after(key, document, file, done)) as pages,
        ):
            while not passes and (page := await self._leaving.next(pages)) is not None:
                if keeping.add(page, await cutting.cut(page)) and not await keeping.flush():
                    return True
                passes = page.number < document.facts.page_count and await self._is_over(key)
            passes = passes or self._leaving.is_asked
            if not await keeping.finish() or self._current != key:
                return True
        if not passes:
            await self._finish(key, document)
        return not passes

    async def _is_over(self, key: Key) -> bool:
        if self.is_paused or key in self._paused:
            return True
        if self._new_files.is_set() and self._order.may_be_over(key):
            self._new_files.clear()
            waiting = await self._store.unfinished()
            self._order.put(one for one in waiting if (one.vector_store_id, one.id) != key)
        return self._order.is_over(key)

    async def _finish(self, key: Key, document: Document) -> None:
        entry = await self._entry(key)
        if entry is None:
            return
        remarks = await self._store.remarks(document.sha256)
        notes = file_notes(document, remarks)
        progress = entry.progress
        if progress is not None and progress.text + progress.ocr == 0:
            error = PdfError(without_text(progress), hint=await self._hint(notes, remarks))
            await self._end(key, "invalid_file", error, notes=notes)
            return
        done: dict[str, object] = {"status": "completed", "notes": notes}
        if self._passwords.of(document.sha256) is not None:
            done["lock"] = "opened"
        await self._amend(key, done)

    async def _hint(self, notes: FileNotes | None, remarks: Sequence[Remark]) -> Text:
        """Say what can be done about a file without text, or else why it has none."""
        if notes is None or notes.needs_recognition == 0:
            return why_unread(remarks)
        if await self._pages.recognises():
            return later("Its pages say why text recognition did not help.")
        return how_to_get()

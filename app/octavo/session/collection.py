"""One collection of documents: files go in two at a time and are watched until they are ready.

A file is waiting, then uploading (its content is compared with what is there first), then the
engine reads it; it is searchable by words as soon as its pages are in, and ready with its vectors.
Each step is in the journal before it begins, so that the next session goes on wherever this one
ends: `load` puts what the engine holds and what the journal keeps together.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from octavo.client import Client
from octavo.errors import ApiError, AppError, InputError
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    VectorStoreFileObject,
)
from octavo.session.drops import CollectionDrops, Drop, DropState
from octavo.session.entry import Entry, entry_of
from octavo.session.files import FoundFile, digest, find_files, look_at
from octavo.session.lists import every
from octavo.session.names import display_name
from octavo.session.problems import is_missing, problem_of
from octavo.session.progress import loaded_item, progressed
from octavo.session.removal import FILES_AT_ONCE, delete_unshared, loose_copies
from octavo.session.state import DocumentItem, DocumentState, Problem
from octavo.session.tasks import SessionTasks

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.25
"""Between two looks at what the engine has done; longer if looking itself takes long."""

LONGEST_PAUSE = 8.0
"""Seconds between two looks while they fail one after the other."""

FAILURES_TOLD = 5
"""Looks that fail one after the other before that is told."""

UPLOADS_AT_ONCE = 2

STARTED_AT_ONCE = 100
"""Tasks begun before the loop may breathe."""

_ENGINE_WORKS = (DocumentState.READING, DocumentState.SEARCHABLE)
_WE_WORK = (DocumentState.WAITING, DocumentState.UPLOADING)
_ENDED_WITHOUT = (DocumentState.FAILED, DocumentState.CANCELLED)
_OUT_OF_IT = (DropState.CANCELLED, DropState.REMOVING)


class StoreOfCollection(Protocol):
    """Where the documents of a collection go."""

    def current(self) -> str | None:
        """Return the id of the vector store, if it was made."""
        ...

    async def make(self) -> str:
        """Return the id of the vector store, made now if need be."""
        ...

    async def lost(self) -> None:
        """The vector store was deleted by somebody else."""
        ...


class Collection:
    """The documents of one vector store.

    Args:
        client: The way to the engine.
        tasks: Owner of uploads and of the watch over progress.
        store: The vector store.
        drops: What the journal keeps of this collection.
        uploads: Limits how many files are uploaded at once, over all collections.
        on_list: Told of the whole list when documents come or go.
        on_item: Told of one document's new value.
    """

    def __init__(
        self,
        client: Client,
        tasks: SessionTasks,
        store: StoreOfCollection,
        drops: CollectionDrops,
        uploads: asyncio.Semaphore,
        *,
        on_list: Callable[[tuple[DocumentItem, ...]], None],
        on_item: Callable[[DocumentItem], None],
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._drops = drops
        self._uploads = uploads
        self._on_list = on_list
        self._on_item = on_item
        self._entries: dict[str, Entry] = {}
        self._loading = asyncio.Lock()
        self._comparing = asyncio.Lock()
        self._loaded = False
        self._leaving: set[str] = set()  # keys of what an earlier session began to remove
        self._watcher: asyncio.Task[None] | None = None

    @property
    def items(self) -> tuple[DocumentItem, ...]:
        """The documents in the order in which they came."""
        return tuple(entry.item for entry in self._entries.values())

    def digests(self) -> dict[str, str]:
        """Return the sha256 of each document whose content is known, by key."""
        return {key: entry.digest for key, entry in self._entries.items() if entry.digest}

    async def load(self) -> None:
        """Read what the vector store holds, and go on with what earlier sessions left undone.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        async with self._loading:
            drops = [d for d in await self._drops.all() if d.key not in self._entries]
            listed = await self._listed()
            files: dict[str, FileObject] = {}
            if listed or any(drop.file_id or drop.digest for drop in drops):
                found = await every(self._client.get_files, limit=FILES_AT_ONCE)
                files = {file.id: file for file in found}
            leaving = {drop.file_id for drop in drops if drop.state in _OUT_OF_IT}
            known = {entry.item.file_id for entry in self._entries.values()} | leaving
            for listing in listed:
                if listing.id not in known:
                    file = files.get(listing.id)
                    entry = Entry(loaded_item(listing, file), file.sha256 if file else None)
                    self._entries[entry.item.key] = entry
            held = {listing.id for listing in listed} - leaving
            resumed = [await self._resumed(drop, held, files) for drop in drops]
            self._loaded = True
        self._on_list(self.items)
        await self._start_all([left for left in resumed if left is not None])
        self._watch_if_needed()

    async def _listed(self) -> list[VectorStoreFileObject]:
        store_id = self._store.current()
        if store_id is None:
            return []
        try:
            return await every(self._client.get_vector_store_files, store_id)
        except ApiError as error:
            if not is_missing(error):
                raise
            await self._store.lost()
            return []

    async def _resumed(
        self, drop: Drop, held: set[str], files: dict[str, FileObject]
    ) -> Entry | None:
        """Make the document of a drop that an earlier session left, unless it is in already."""
        if drop.file_id in held:
            await self._drops.forget(drop.key)
            return None
        file_id = drop.file_id if drop.file_id in files else None
        if file_id is None and drop.digest is not None:  # it ended before the engine told the id
            taken = {entry.item.file_id for entry in self._entries.values()}
            copies = await loose_copies(self._client, drop.digest, tuple(files.values()))
            file_id = next((file.id for file in copies if file.id not in taken), None)
        entry = entry_of(drop, file_id)
        if drop.state is not DropState.REMOVING:
            self._entries[drop.key] = entry
            return entry
        if drop.key not in self._leaving:
            self._leaving.add(drop.key)
            self._tasks.start(self._finish_removal(entry), name=f"remove {drop.name}")
        return None

    async def _start_all(self, entries: Sequence[Entry]) -> None:
        for number, entry in enumerate(entries, start=1):
            if entry.item.key in self._entries:  # nobody has removed it meanwhile
                self._go_on(entry)
            if number % STARTED_AT_ONCE == 0:
                await asyncio.sleep(0)  # thousands at once would hold the window up

    def _go_on(self, entry: Entry) -> None:
        if entry.item.state is DocumentState.WAITING and entry.task is None:
            self._start(entry)
        elif entry.item.state is DocumentState.CANCELLED and entry.item.file_id is not None:
            self._tasks.start(self._finish_cancelling(entry), name=f"cancel {entry.item.name}")

    async def _finish_removal(self, entry: Entry) -> None:
        try:
            await self._discard(entry)
            await self._drops.forget(entry.item.key)
        finally:
            self._leaving.discard(entry.item.key)

    async def _finish_cancelling(self, entry: Entry) -> None:
        async with entry.acting:
            if entry.item.state is DocumentState.CANCELLED:
                await self._leave(entry)

    async def add(self, paths: Sequence[Path]) -> tuple[DocumentItem, ...]:
        """Put files, and the PDFs in folders, into the collection; return their first state.

        What cannot be used is in the list too, with its problem.

        Raises:
            ApiError: the present content of the collection could not be read.
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        if not self._loaded:
            await self.load()
        return await self.put(await asyncio.to_thread(find_files, paths))

    async def put(self, found: Sequence[FoundFile]) -> tuple[DocumentItem, ...]:
        """Put files into the collection that were looked at already.

        Raises:
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        if not found:
            return ()
        entries, drops = await asyncio.to_thread(_new_entries, found)
        await self._drops.keep(drops)
        self._entries |= {entry.item.key: entry for entry in entries}
        self._on_list(self.items)
        items = tuple(entry.item for entry in entries)
        await self._start_all(entries)
        return items

    # -- what a person may do to a document --------------------------------------------------

    async def cancel(self, key: str) -> None:
        """Stop taking a document in; it stays in the list and can be tried again.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        async with entry.acting:
            if entry.item.state not in (*_WE_WORK, *_ENGINE_WORKS):
                return
            await self._stop(entry)
            self._change(entry, state=DocumentState.CANCELLED, problem=None, uploaded=0.0)
            await self._note(entry, DropState.CANCELLED)
            await self._leave(entry)

    async def remove(self, key: str) -> None:
        """Take a document out of the collection; its file is deleted unless others hold it.

        Raises:
            ApiError: the engine refused or could not be reached; the next session tries again.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        async with entry.acting:
            await self._drop(entry)
        self._on_list(self.items)

    async def retry(self, key: str) -> None:
        """Try a document again that failed or was cancelled.

        Raises:
            InputError: it has to be dropped again, since nobody knows where it came from.
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        async with entry.acting:
            if entry.task is not None or entry.item.state not in _ENDED_WITHOUT:
                return  # somebody was quicker
            if entry.item.file_id is None and entry.item.path is None:
                raise InputError(
                    f"“{entry.item.name}” is not known any more.", hint="Drop it again."
                )
            before = entry.item
            self._change(entry, **_AFRESH)
            try:
                if entry.item.file_id is not None and await self._add_anew(entry):
                    return
                await self._note(entry, DropState.WAITING)
            except BaseException:
                self._set(entry, before)
                raise
            self._start(entry)

    def _entry(self, key: str) -> Entry:
        try:
            return self._entries[key]
        except KeyError:
            raise InputError("This document was removed.", title="No such document") from None

    async def _add_anew(self, entry: Entry) -> bool:
        """Have the engine read a file again that it has; False if it has it no more.

        The file leaves the store and comes back in one change.
        """
        file_id = entry.item.file_id or ""
        if entry.noted:
            await self._note(entry, DropState.UPLOADED)
        store_id = await self._store.make()
        try:
            await self._client.create_vector_store_file_batch(
                store_id, CreateVectorStoreFileBatchRequest(file_ids=[file_id])
            )
        except ApiError as error:
            if not is_missing(error) or entry.item.path is None:
                raise
            await self._forget_lost(entry)
            return False
        entry.times_added += 1
        self._change(entry, state=DocumentState.READING)
        await self._forget(entry)
        self._watch_if_needed()
        return True

    async def _drop(self, entry: Entry) -> None:
        """Remove a document; whoever calls holds ``acting``."""
        if entry.item.key not in self._entries:
            return
        await self._stop(entry)
        if entry.item.file_id is not None or entry.sent:
            await self._note(entry, DropState.REMOVING)
            await self._discard(entry)
        await self._forget(entry)
        self._entries.pop(entry.item.key, None)

    async def _stop(self, entry: Entry) -> None:
        if entry.task is not None:
            entry.task.cancel()
            await asyncio.wait([entry.task])
            entry.task = None  # one that had not begun cannot say so itself
            if entry.item.state in _WE_WORK:
                self._change(entry, state=DocumentState.CANCELLED)

    async def _leave(self, entry: Entry) -> None:
        """Take a cancelled document out; its file is kept only if it cannot come back."""
        if entry.item.path is None:
            await self._take_out(entry.item.file_id)
        else:
            await self._discard(entry)
            entry.sent = False
            self._change(entry, file_id=None)
        await self._note(entry, DropState.CANCELLED)

    async def _discard(self, entry: Entry) -> None:
        """Take a file out and delete it, also one whose id the engine could not tell any more."""
        if entry.item.file_id is not None:
            await self._take_out(entry.item.file_id)
            await delete_unshared(self._client, entry.item.file_id)
        elif entry.sent and entry.digest is not None:
            for file in await loose_copies(self._client, entry.digest):
                await delete_unshared(self._client, file.id)

    async def _take_out(self, file_id: str | None) -> None:
        store_id = self._store.current()
        if store_id is None or file_id is None:
            return
        try:
            await self._client.delete_vector_store_file(store_id, file_id)
        except ApiError as error:
            if not is_missing(error):
                raise

    # -- what the journal keeps --------------------------------------------------------------

    async def _note(self, entry: Entry, state: DropState) -> None:
        entry.noted = True  # perhaps even if this fails
        await self._drops.keep([entry.drop(state)])

    async def _forget(self, entry: Entry) -> None:
        if entry.noted:
            await self._drops.forget(entry.item.key)
            entry.noted = False

    # -- how a file goes in ------------------------------------------------------------------

    def _start(self, entry: Entry) -> None:
        entry.task = self._tasks.start(self._take_in(entry), name=f"add {entry.item.name}")

    async def _take_in(self, entry: Entry) -> None:
        try:
            async with self._uploads:
                await self._upload(entry)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must not wait for ever
            await self._give_up(entry, error)
        finally:
            entry.task = None
        self._watch_if_needed()

    async def _give_up(self, entry: Entry, error: Exception) -> None:
        try:
            if is_missing(error):
                await self._forget_lost(entry)
        except AppError as failure:
            logger.warning("it is not known what is missing: %s", failure)
        await self._fail(entry, problem_of(error))

    async def _forget_lost(self, entry: Entry) -> None:
        """The store or the file was deleted by somebody else: find out which, and begin anew."""
        store_id = self._store.current()
        if store_id is not None:
            try:
                await self._client.get_vector_store(store_id)
            except ApiError as error:
                if not is_missing(error):
                    raise
                await self._store.lost()
                return
        if entry.item.path is not None:
            entry.sent = False
            self._change(entry, file_id=None)

    async def _upload(self, entry: Entry) -> None:
        if entry.item.file_id is None and entry.sent and entry.digest is not None:
            copies = await loose_copies(self._client, entry.digest)  # of a try that broke off
            if copies:
                self._change(entry, file_id=copies[0].id, bytes=copies[0].bytes)
        if entry.item.file_id is None:
            path = Path(entry.item.path or "")
            if (problem := await self._look_again(entry, path)) is not None:
                await self._fail(entry, problem)
                return
            entry.sent = True
            await self._note(entry, DropState.UPLOADING)
            file = await self._client.upload_file(
                path,
                filename=display_name(path),
                on_progress=lambda sent, _: self._uploaded(entry, sent),
            )
            self._change(entry, file_id=file.id, bytes=file.bytes, uploaded=1.0)
            entry.digest = file.sha256 or entry.digest
        await self._note(entry, DropState.UPLOADED)
        store_id = await self._store.make()
        listing = await self._client.create_vector_store_file(
            store_id, CreateVectorStoreFileRequest(file_id=entry.item.file_id or "")
        )
        entry.times_added += 1
        self._change(entry, state=DocumentState.READING)
        self._show(entry, listing)
        await self._forget(entry)

    async def _look_again(self, entry: Entry, path: Path) -> Problem | None:
        """Check the file just before it is uploaded: its turn may come long after the drop."""
        self._change(entry, state=DocumentState.UPLOADING)
        found = await asyncio.to_thread(look_at, path)
        if found.problem is not None:
            return found.problem
        self._change(entry, bytes=found.bytes)
        stop = threading.Event()
        async with self._comparing:  # one after the other: of two alike the first one stays
            try:
                entry.digest = await asyncio.to_thread(digest, path, stop)
            finally:
                stop.set()
            return await self._same_content(entry)

    async def _same_content(self, entry: Entry) -> Problem | None:
        for other in tuple(self._entries.values()):
            if other is entry or other.digest != entry.digest:
                continue
            if other.item.state in _ENDED_WITHOUT:
                if other.task is None:
                    async with other.acting:
                        if other.item.state in _ENDED_WITHOUT:
                            await self._drop(other)  # this is its next try
                    self._on_list(self.items)
                continue
            words = (
                "is in this collection already"
                if other.item.name == entry.item.name
                else (f"has the same content as “{other.item.name}”")
            )
            entry.digest = None  # the content's document is the other one
            return Problem("Already there", f"“{entry.item.name}” {words}.", "Nothing was added.")
        return None

    def _uploaded(self, entry: Entry, sent: int) -> None:
        share = min(1.0, sent / max(1, entry.item.bytes))
        if share - entry.item.uploaded >= 0.01 or share == 1.0:
            self._change(entry, uploaded=share)

    # -- what becomes of it ------------------------------------------------------------------

    def _watch_if_needed(self) -> None:
        waiting = any(e.item.state in _ENGINE_WORKS for e in self._entries.values())
        if waiting and (self._watcher is None or self._watcher.done()):
            self._watcher = self._tasks.start(self._watch(), name="watch a collection")

    async def _watch(self) -> None:
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                await self._look()
                failures = 0
            except ApiError as error:
                failures += 1
                if is_missing(error):
                    await self._give_up_store(error)
                elif failures == FAILURES_TOLD:
                    self._tasks.report(error)
            if not any(e.item.state in _ENGINE_WORKS for e in self._entries.values()):
                return
            looked = loop.time() - began  # looking takes at most a fifth of the time
            pause = min(POLL_SECONDS * 2 ** min(failures, 10), LONGEST_PAUSE)
            await asyncio.sleep(max(pause, 4 * looked))

    async def _give_up_store(self, error: ApiError) -> None:
        """The store was deleted by somebody else: its documents can go into a new one."""
        await self._store.lost()
        for entry in self._entries.values():
            if entry.item.state in _ENGINE_WORKS:
                await self._fail(entry, problem_of(error))

    async def _look(self) -> None:
        asked = [
            (entry, entry.times_added)
            for entry in self._entries.values()
            if entry.item.state in _ENGINE_WORKS
        ]
        store_id = self._store.current()
        if store_id is None or not asked:
            return
        listed = await every(self._client.get_vector_store_files, store_id)
        by_id = {listing.id: listing for listing in listed}
        gone = False
        for entry, times_added in asked:
            if entry.item.state not in _ENGINE_WORKS or entry.times_added != times_added:
                continue  # cancelled or begun anew while we asked
            listing = by_id.get(entry.item.file_id or "")
            if listing is None:  # somebody else took it out
                gone = self._entries.pop(entry.item.key, None) is not None or gone
            else:
                self._show(entry, listing)
        if gone:
            self._on_list(self.items)

    def _show(self, entry: Entry, listing: VectorStoreFileObject) -> None:
        self._set(entry, progressed(entry.item, listing))

    async def _fail(self, entry: Entry, problem: Problem) -> None:
        self._change(entry, state=DocumentState.FAILED, problem=problem, uploaded=0.0)
        try:
            await self._note(entry, DropState.FAILED)
        except AppError as error:  # the next session will find out for itself
            logger.warning("a failure is not written down: %s", error)

    def _change(self, entry: Entry, **values: object) -> None:
        self._set(entry, dataclasses.replace(entry.item, **values))  # type: ignore[arg-type]

    def _set(self, entry: Entry, item: DocumentItem) -> None:
        if item != entry.item:
            entry.item = item
            if item.key in self._entries:
                self._on_item(item)


def _new_entries(found: Sequence[FoundFile]) -> tuple[list[Entry], list[Drop]]:
    """Make the documents of a drop, and what is to be written down of them."""
    name = uuid.uuid4().hex
    entries = [
        Entry(
            DocumentItem(
                key=f"drop-{name}-{number}",
                file_id=None,
                name=one.name,
                path=str(one.path),
                bytes=one.bytes,
                state=DocumentState.FAILED if one.problem else DocumentState.WAITING,
                problem=one.problem,
            ),
            noted=True,
        )
        for number, one in enumerate(found)
    ]
    return entries, [
        entry.drop(DropState.FAILED if entry.item.problem else DropState.WAITING)
        for entry in entries
    ]


_AFRESH: dict[str, object] = {
    "state": DocumentState.WAITING,
    "problem": None,
    "uploaded": 0.0,
    "pages_total": 0,
    "pages_done": 0,
    "pages_text": 0,
    "pages_empty": 0,
    "pages_failed": 0,
    "passages": 0,
    "embedded": 0.0,
}

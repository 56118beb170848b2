"""One collection of documents: files go in two at a time and are watched until they are ready.

A file is waiting, then uploading (its content is compared with what is there first), then the
engine reads it; it is searchable by words as soon as its pages are in, and ready with its vectors.
"""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, VectorStoreFileObject
from octavo.session.files import FoundFile, digest, display_name, find_files, look_at
from octavo.session.lists import every
from octavo.session.problems import is_missing, problem_of
from octavo.session.progress import loaded_item, progressed
from octavo.session.removal import delete_unshared
from octavo.session.state import DocumentItem, DocumentState, Problem
from octavo.session.tasks import SessionTasks

POLL_SECONDS = 0.25
"""Between two looks at what the engine has done; longer if looking itself takes long."""

MAX_POLL_FAILURES = 5
"""Looks that may fail one after the other before the collection gives up watching."""

UPLOADS_AT_ONCE = 2

_ENGINE_WORKS = (DocumentState.READING, DocumentState.SEARCHABLE)
_ENDED_WITHOUT = (DocumentState.FAILED, DocumentState.CANCELLED)


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


@dataclasses.dataclass(slots=True, eq=False)
class _Entry:
    item: DocumentItem
    digest: str | None = None
    task: asyncio.Task[None] | None = None
    times_added: int = 0  # tells an answer about an earlier entry of the same file


class Collection:
    """The documents of one vector store.

    Args:
        client: The way to the engine.
        tasks: Owner of uploads and of the watch over progress.
        store: The vector store.
        uploads: Limits how many files are uploaded at once, over all collections.
        on_list: Told of the whole list when documents come or go.
        on_item: Told of one document's new value.
    """

    _keys = itertools.count(1)

    def __init__(
        self,
        client: Client,
        tasks: SessionTasks,
        store: StoreOfCollection,
        uploads: asyncio.Semaphore,
        *,
        on_list: Callable[[tuple[DocumentItem, ...]], None],
        on_item: Callable[[DocumentItem], None],
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._uploads = uploads
        self._on_list = on_list
        self._on_item = on_item
        self._entries: dict[str, _Entry] = {}
        self._loading = asyncio.Lock()
        self._comparing = asyncio.Lock()
        self._loaded = False
        self._watcher: asyncio.Task[None] | None = None

    @property
    def items(self) -> tuple[DocumentItem, ...]:
        """The documents in the order in which they came."""
        return tuple(entry.item for entry in self._entries.values())

    def digests(self) -> dict[str, str]:
        """Return the sha256 of each document whose content is known, by key."""
        return {key: entry.digest for key, entry in self._entries.items() if entry.digest}

    async def load(self) -> None:
        """Read what the vector store holds; what is in progress there is watched.

        Raises:
            ApiError: the engine could not be reached.
        """
        async with self._loading:
            store_id = self._store.current()
            if store_id is not None:
                await self._load(store_id)
            self._loaded = True
        self._on_list(self.items)
        self._watch_if_needed()

    async def _load(self, store_id: str) -> None:
        try:
            listed = await every(self._client.get_vector_store_files, store_id)
        except ApiError as error:
            if not is_missing(error):
                raise
            await self._store.lost()
            return
        files: dict[str, FileObject] = {}
        if listed:
            found = await every(self._client.get_files, limit=10_000)
            files = {file.id: file for file in found}
        known = {entry.item.file_id for entry in self._entries.values()}
        for listing in listed:
            if listing.id not in known:
                file = files.get(listing.id)
                item = loaded_item(listing, file)
                self._entries[item.key] = _Entry(item, file.sha256 if file else None)

    async def add(self, paths: Sequence[Path]) -> tuple[DocumentItem, ...]:
        """Put files, and the PDFs in folders, into the collection; return their first state.

        What cannot be used is in the list too, with its problem.

        Raises:
            ApiError: the present content of the collection could not be read.
        """
        if not self._loaded:
            await self.load()
        return self.put(await asyncio.to_thread(find_files, paths))

    def put(self, found: Sequence[FoundFile]) -> tuple[DocumentItem, ...]:
        """Put files into the collection that were looked at already."""
        entries = [self._new_entry(one) for one in found]
        if entries:
            self._on_list(self.items)
        for entry in entries:
            if entry.item.problem is None:
                self._start(entry)
        return tuple(entry.item for entry in entries)

    def _new_entry(self, found: FoundFile) -> _Entry:
        item = DocumentItem(
            key=f"drop-{next(self._keys)}",
            file_id=None,
            name=found.name,
            path=str(found.path),
            bytes=found.bytes,
            state=DocumentState.FAILED if found.problem else DocumentState.WAITING,
            problem=found.problem,
        )
        entry = self._entries[item.key] = _Entry(item)
        return entry

    # -- what a person may do to a document --------------------------------------------------

    async def cancel(self, key: str) -> None:
        """Stop taking a document in; it stays in the list and can be tried again.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        entry = self._entry(key)
        if entry.task is None and entry.item.state not in _ENGINE_WORKS:
            return
        await self._stop(entry)
        await self._take_out(entry)
        self._change(entry, state=DocumentState.CANCELLED, problem=None, uploaded=0.0)

    async def remove(self, key: str) -> None:
        """Take a document out of the collection; its file is deleted unless others hold it.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        await self._drop(self._entry(key))
        self._on_list(self.items)

    async def retry(self, key: str) -> None:
        """Try a document again that failed or was cancelled.

        Raises:
            InputError: it has to be dropped again, since nobody knows where it came from.
            ApiError: the engine refused or could not be reached.
        """
        entry = self._entry(key)
        if entry.task is not None or entry.item.state not in _ENDED_WITHOUT:
            return
        if entry.item.file_id is not None:
            await self._take_out(entry)
        elif entry.item.path is None:
            raise InputError(f"“{entry.item.name}” is not known any more.", hint="Drop it again.")
        self._change(entry, **_AFRESH)
        self._start(entry)

    async def aclose(self) -> None:
        """Delete the files of cancelled documents: nobody will come back to them."""
        for entry in tuple(self._entries.values()):
            if entry.item.state == DocumentState.CANCELLED and entry.item.file_id is not None:
                await delete_unshared(self._client, entry.item.file_id)

    def _entry(self, key: str) -> _Entry:
        try:
            return self._entries[key]
        except KeyError:
            raise InputError("This document was removed.", title="No such document") from None

    async def _drop(self, entry: _Entry) -> None:
        await self._stop(entry)
        if entry.item.file_id is not None:
            await self._take_out(entry)
            await delete_unshared(self._client, entry.item.file_id)
        self._entries.pop(entry.item.key, None)

    async def _stop(self, entry: _Entry) -> None:
        if entry.task is not None:
            entry.task.cancel()
            await asyncio.wait([entry.task])
            entry.task = None  # one that had not begun cannot say so itself

    async def _take_out(self, entry: _Entry) -> None:
        store_id, file_id = self._store.current(), entry.item.file_id
        if store_id is None or file_id is None:
            return
        try:
            await self._client.delete_vector_store_file(store_id, file_id)
        except ApiError as error:
            if not is_missing(error):
                raise

    # -- how a file goes in ------------------------------------------------------------------

    def _start(self, entry: _Entry) -> None:
        entry.task = self._tasks.start(self._take_in(entry), name=f"add {entry.item.name}")

    async def _take_in(self, entry: _Entry) -> None:
        try:
            async with self._uploads:
                await self._upload(entry)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must not wait for ever
            if is_missing(error) and entry.item.path is not None:
                self._loaded = False  # the store or the file was deleted: begin from the start
                self._change(entry, file_id=None)
            self._fail(entry, problem_of(error))
        finally:
            entry.task = None
        self._watch_if_needed()

    async def _upload(self, entry: _Entry) -> None:
        if entry.item.file_id is None:
            path = Path(entry.item.path or "")
            if (problem := await self._look_again(entry, path)) is not None:
                self._fail(entry, problem)
                return
            file = await self._client.upload_file(
                path,
                filename=display_name(path),
                on_progress=lambda sent, _: self._uploaded(entry, sent),
            )
            self._change(entry, file_id=file.id, bytes=file.bytes, uploaded=1.0)
            entry.digest = file.sha256 or entry.digest
        file_id = entry.item.file_id
        if file_id is None:  # pragma: no cover - set just above
            raise AssertionError
        store_id = await self._store.make()
        listing = await self._client.create_vector_store_file(
            store_id, CreateVectorStoreFileRequest(file_id=file_id)
        )
        entry.times_added += 1
        self._change(entry, state=DocumentState.READING)
        self._show(entry, listing)

    async def _look_again(self, entry: _Entry, path: Path) -> Problem | None:
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

    async def _same_content(self, entry: _Entry) -> Problem | None:
        for other in tuple(self._entries.values()):
            if other is entry or other.digest != entry.digest:
                continue
            if other.item.state in _ENDED_WITHOUT:
                if other.task is None:
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

    def _uploaded(self, entry: _Entry, sent: int) -> None:
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
                if failures == MAX_POLL_FAILURES or is_missing(error):
                    raise
            if not any(e.item.state in _ENGINE_WORKS for e in self._entries.values()):
                return
            looked = loop.time() - began  # looking takes at most a fifth of the time
            await asyncio.sleep(max(POLL_SECONDS * 2**failures, 4 * looked))

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

    def _show(self, entry: _Entry, listing: VectorStoreFileObject) -> None:
        self._set(entry, progressed(entry.item, listing))

    def _fail(self, entry: _Entry, problem: Problem) -> None:
        self._change(entry, state=DocumentState.FAILED, problem=problem, uploaded=0.0)

    def _change(self, entry: _Entry, **values: object) -> None:
        self._set(entry, dataclasses.replace(entry.item, **values))  # type: ignore[arg-type]

    def _set(self, entry: _Entry, item: DocumentItem) -> None:
        if item != entry.item:
            entry.item = item
            if item.key in self._entries:
                self._on_item(item)


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

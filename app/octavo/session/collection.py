"""One collection of documents: files go in two at a time and are watched until they are ready.

A file is waiting, then uploading (its content is compared with what is there first), then the
engine reads it; it is searchable by words as soon as its pages are in, and ready with its vectors.
Each step is in the journal before it begins, so that the next session goes on wherever this one
ends: `load` puts what the engine holds and what the journal keeps together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.files import FileObject
from octavo.protocol.reports import FileReport
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    VectorStoreFileObject,
)
from octavo.session.collection_store import StoreOfCollection
from octavo.session.drops import CollectionDrops, Drop, DropState
from octavo.session.entry import (
    ENDED_WITHOUT,
    ENGINE_WORKS,
    WE_WORK,
    Entry,
    entry_of,
    loaded_entry,
    new_entries,
)
from octavo.session.files import FoundFile, find_files
from octavo.session.intake import Intake
from octavo.session.lists import every
from octavo.session.passwords import Passwords
from octavo.session.problems import is_missing
from octavo.session.removal import FILES_AT_ONCE, delete_unshared, loose_copies
from octavo.session.rows import Rows
from octavo.session.state import DocumentItem, DocumentState
from octavo.session.tasks import SessionTasks
from octavo.session.unlocking import Unlocking
from octavo.session.watch import Watch
from octavo.words import say

AT_ONCE = 100
"""Documents dealt with before the loop may breathe: thousands would hold the window up."""

_OUT_OF_IT = (DropState.CANCELLED, DropState.REMOVING)


class Collection:
    """The documents of one vector store.

    Args:
        client: The way to the engine.
        tasks: Owner of uploads and of the watch over progress.
        store: The vector store.
        drops: What the journal keeps of this collection.
        uploads: Limits how many files are uploaded at once, over all collections.
        passwords: Of locked documents.
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
        passwords: Passwords,
        *,
        on_list: Callable[[tuple[DocumentItem, ...]], None],
        on_item: Callable[[DocumentItem], None],
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._rows = Rows(drops, on_list, on_item)
        self._passwords = passwords
        self._unlocking = Unlocking(tasks, self._rows, passwords, self._on_open)
        self._watch = Watch(client, tasks, store, self._rows, self._unlocking.begin)
        self._intake = Intake(client, tasks, store, self._rows, self._watch, uploads, self._replace)
        self._loading = asyncio.Lock()
        self._loaded = False
        self._leaving: set[str] = set()  # keys of what an earlier session began to remove

    def _on_open(self) -> None:
        self._watch.begin()

    @property
    def items(self) -> tuple[DocumentItem, ...]:
        """The documents in the order in which they came."""
        return self._rows.items

    def digests(self) -> dict[str, str]:
        """Return the sha256 of each document whose content is known, by key."""
        return {key: entry.digest for key, entry in self._rows.entries.items() if entry.digest}

    async def load(self) -> None:
        """Read what the vector store holds, and go on with what earlier sessions left undone.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        async with self._loading:
            drops = [d for d in await self._rows.drops.all() if d.key not in self._rows.entries]
            listed = await self._listed()
            files: dict[str, FileObject] = {}
            if listed or any(drop.file_id or drop.digest for drop in drops):
                found = await every(self._client.get_files, limit=FILES_AT_ONCE)
                files = {file.id: file for file in found}
            leaving = {drop.file_id for drop in drops if drop.state in _OUT_OF_IT}
            known = {entry.item.file_id for entry in self._rows.entries.values()} | leaving
            for listing in reversed(listed):  # the oldest first
                if listing.id not in known:
                    file = files.get(listing.id)
                    entry = loaded_entry(listing, file)
                    self._rows.entries[entry.item.key] = entry
            held = {listing.id for listing in listed} - leaving
            resumed = await self._all_resumed(drops, held, files)
            self._rows.sort()
            self._loaded = True
        self._rows.tell()
        for entry in self._rows.entries.values():
            if entry.item.needs_password:  # the engine forgets passwords when it ends
                self._unlocking.begin(entry)
        await self._start_all(resumed)
        self._watch.begin()

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

    async def _all_resumed(
        self, drops: Sequence[Drop], held: set[str], files: dict[str, FileObject]
    ) -> list[Entry]:
        alike: dict[str | None, list[FileObject]] = {}
        for file in files.values():
            alike.setdefault(file.sha256, []).append(file)
        resumed: list[Entry] = []
        try:
            for number, drop in enumerate(drops, start=1):
                known = drop.file_id if drop.file_id in files else None
                copies = alike.get(drop.digest, ()) if drop.digest else ()
                entry = await self._resumed(drop, held, known, copies)
                if entry is not None:
                    resumed.append(entry)
                if number % AT_ONCE == 0:
                    await asyncio.sleep(0)
        except BaseException:  # whoever loads again begins from the start
            for entry in resumed:
                self._rows.entries.pop(entry.item.key)
            raise
        return resumed

    async def _resumed(
        self, drop: Drop, held: set[str], file_id: str | None, alike: Sequence[FileObject]
    ) -> Entry | None:
        """Make the document of a drop that an earlier session left, unless it is in already.

        Args:
            drop: What the journal keeps.
            held: The files in the vector store.
            file_id: Its file, if it is known and still there.
            alike: All files with its content.
        """
        if drop.file_id in held:
            await self._rows.drops.forget(drop.key)
            return None
        if file_id is None and drop.digest is not None:  # it ended before the engine told the id
            taken = {entry.item.file_id for entry in self._rows.entries.values()}
            copies = await loose_copies(self._client, drop.digest, alike)
            file_id = next((file.id for file in copies if file.id not in taken), None)
        entry = entry_of(drop, file_id)
        if drop.state is not DropState.REMOVING:
            self._rows.entries[drop.key] = entry
            return entry
        if drop.key not in self._leaving:
            self._leaving.add(drop.key)
            self._tasks.start(self._finish_removal(entry), name=f"remove {drop.name}")
        return None

    async def _start_all(self, entries: Sequence[Entry]) -> None:
        for number, entry in enumerate(entries, start=1):
            if entry.item.key in self._rows.entries:  # nobody has removed it meanwhile
                self._go_on(entry)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)

    def _go_on(self, entry: Entry) -> None:
        if entry.item.state is DocumentState.WAITING and entry.task is None:
            self._intake.start(entry)
        elif entry.item.state is DocumentState.CANCELLED and entry.item.file_id is not None:
            self._tasks.start(self._finish_cancelling(entry), name=f"cancel {entry.item.name}")

    async def _finish_removal(self, entry: Entry) -> None:
        try:
            await self._discard(entry)
            await self._rows.drops.forget(entry.item.key)
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
        entries, drops = await asyncio.to_thread(new_entries, found)
        async with self._loading:  # else it would take them for what an earlier session left
            await self._rows.drops.keep(drops)
            self._rows.entries |= {entry.item.key: entry for entry in entries}
        self._rows.tell()
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
            if entry.item.state not in (*WE_WORK, *ENGINE_WORKS):
                return
            await self._stop(entry)
            self._rows.change(entry, state=DocumentState.CANCELLED, problem=None, uploaded=0.0)
            await self._rows.note(entry, DropState.CANCELLED)
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
        self._rows.tell()

    async def retry(self, key: str) -> None:
        """Try a document again that failed or was cancelled.

        Raises:
            InputError: it has to be dropped again, since nobody knows where it came from.
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        async with entry.acting:
            if entry.task is not None or entry.item.state not in ENDED_WITHOUT:
                return  # somebody was quicker
            if entry.item.file_id is None and entry.item.path is None:
                raise InputError(
                    say("“{name}” is not known any more.", name=entry.item.name),
                    hint=say("Drop it again."),
                )
            before = entry.item
            self._rows.change(entry, **_AFRESH)
            try:
                if entry.item.file_id is not None and await self._add_anew(entry):
                    return
                await self._rows.note(entry, DropState.WAITING)
            except BaseException:
                self._rows.set(entry, before)
                raise
            self._intake.start(entry)

    async def report(self, key: str) -> FileReport:
        """Fetch what became of a document's pages, and what was found in it.

        Raises:
            InputError: the engine does not have it.
            ApiError: the engine refused or could not be reached.
        """
        entry = self._entry(key)
        if entry.item.file_id is None:
            raise InputError(say("“{name}” is not taken in.", name=entry.item.name))
        return await self._client.get_file_report(entry.item.file_id)

    async def read_again(self, key: str) -> None:
        """Read those pages anew that may come out better now; the others are not read again.

        Raises:
            InputError: text recognition is needed and not there.
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        report = await self.report(key)
        if not report.recognition.available:
            raise InputError(
                say("Text recognition is not installed."),
                title=say("Text recognition is missing"),
                hint=say(
                    "Install Tesseract, then try again: {install}",
                    install=report.recognition.install,
                ),
            )
        async with entry.acting:
            if entry.item.state in (*WE_WORK, *ENGINE_WORKS, DocumentState.LOCKED):
                return
            before = entry.item
            self._rows.change(entry, **_AFRESH)
            try:
                if not await self._add_anew(entry):
                    self._rows.set(entry, before)
            except BaseException:
                self._rows.set(entry, before)
                raise

    async def unlock(self, key: str, password: str, *, remember: bool = False) -> None:
        """Open a document with a password; raises as ``Unlocking.unlock``."""
        await self._unlocking.unlock(self._entry(key), password, remember=remember)

    async def offer(self, key: str) -> bool:
        """Try the passwords that are known on a document; return whether it is open now.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        return await self._unlocking.offer(self._entry(key))

    def _entry(self, key: str) -> Entry:
        try:
            return self._rows.entries[key]
        except KeyError:
            raise InputError(
                say("This document was removed."), title=say("No such document")
            ) from None

    async def _add_anew(self, entry: Entry) -> bool:
        """Have the engine read a file again that it has; False if it has it no more.

        The file leaves the store and comes back in one change.
        """
        if entry.noted:
            await self._rows.note(entry, DropState.UPLOADED)
        store_id = await self._store.make()
        try:
            wanted = entry.wanted_by_store(self._store.chunking())
            await self._client.create_vector_store_file_batch(
                store_id, CreateVectorStoreFileBatchRequest(files=[wanted])
            )
        except ApiError as error:
            if not is_missing(error) or entry.item.path is None:
                raise
            await self._intake.forget_lost(entry)
            return False
        entry.times_added += 1
        self._rows.change(entry, state=DocumentState.READING)
        await self._rows.forget(entry)
        self._watch.begin()
        return True

    async def _drop(self, entry: Entry) -> None:
        """Remove a document; whoever calls holds ``acting``."""
        if entry.item.key not in self._rows.entries:
            return
        await self._stop(entry)
        if entry.item.file_id is not None or entry.sent:
            await self._rows.note(entry, DropState.REMOVING)
            await self._discard(entry)
        if entry.item.needs_password and entry.digest is not None:
            await self._passwords.forget(entry.digest)
        await self._rows.forget(entry)
        self._rows.entries.pop(entry.item.key, None)

    async def _replace(self, entry: Entry) -> None:
        """Remove a document that ended without being taken in: its next try takes its place."""
        async with entry.acting:
            if entry.item.state in ENDED_WITHOUT and entry.task is None:
                await self._drop(entry)
        self._rows.tell()

    async def _stop(self, entry: Entry) -> None:
        if entry.task is not None:
            entry.task.cancel()
            await asyncio.wait([entry.task])
            entry.task = None  # one that had not begun cannot say so itself
            if entry.item.state in WE_WORK:
                self._rows.change(entry, state=DocumentState.CANCELLED)

    async def _leave(self, entry: Entry) -> None:
        """Take a cancelled document out; its file is kept only if it cannot come back."""
        if entry.item.path is None:
            await self._take_out(entry.item.file_id)
        else:
            await self._discard(entry)
            entry.sent = False
            self._rows.change(entry, file_id=None)
        await self._rows.note(entry, DropState.CANCELLED)

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

"""One collection of documents: files go in two at a time and are watched until they are ready.

A file is waiting, then uploading (its content is compared with what is there first), then the
engine reads it; it is searchable by words as soon as its pages are in, and ready with its vectors.
Each step is in the journal before it begins, so that the next session goes on wherever this one
ends: `load` puts what the engine holds and what the journal keeps together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from pathlib import Path

from octavo.client import Client
from octavo.errors import ApiStatusError, InputError
from octavo.protocol.reading import PauseRequest, ReadingObject
from octavo.protocol.reports import FileReport
from octavo.session.collection_store import StoreOfCollection, deleted_error
from octavo.session.drops import CollectionDrops, DropState
from octavo.session.entry import AFRESH, ENDED_WITHOUT, IN_STORE, WE_WORK, Entry, new_entries
from octavo.session.files import FoundFile, find_files
from octavo.session.intake import Intake
from octavo.session.leaving import Leaving
from octavo.session.passwords import Passwords
from octavo.session.resuming import Resuming, one_by_one
from octavo.session.rows import Rows
from octavo.session.state import DocumentItem, DocumentState
from octavo.session.tasks import SessionTasks
from octavo.session.unlocking import Unlocking
from octavo.session.watch import Watch
from octavo.words import say


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
        reading: Asks whether files are read at all; without it, the engine is asked.
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
        reading: Callable[[], Awaitable[ReadingObject]] | None = None,
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._rows = Rows(drops, on_list, on_item)
        self._unlocking = Unlocking(tasks, self._rows, passwords, self._on_open)
        ask = reading or client.get_reading
        self._watch = Watch(client, tasks, store, self._rows, self._unlocking.begin, ask)
        self._leaving = Leaving(client, tasks, store, self._rows, passwords)
        self._resuming = Resuming(client, store, self._rows, self._leaving)
        self._intake = Intake(
            client, tasks, store, self._rows, self._watch, uploads, self._leaving.replace
        )
        self._loading = asyncio.Lock()
        self.is_loaded = False

    def _on_open(self) -> None:
        self._watch.begin()

    @property
    def items(self) -> tuple[DocumentItem, ...]:
        """The documents in the order in which they came."""
        return self._rows.items

    @property
    def sources(self) -> dict[str, list[str]]:
        """The keys of documents by the paths that they came from, as far as these are known."""
        found: dict[str, list[str]] = {}
        for key, entry in self._rows.entries.items():
            if entry.item.source is not None:
                found.setdefault(entry.item.source, []).append(key)
        return found

    @property
    def store_id(self) -> str | None:
        """The vector store, if it was made."""
        return self._store.current()

    @property
    def owner(self) -> str:
        """Under whose name the journal keeps what is to be done: an assistant, or the store."""
        return self._rows.drops.owner

    def stay(self, drops: CollectionDrops) -> None:
        """Stay with the present vector store, which its owner is about to leave.

        Args:
            drops: What the journal keeps of the collection from now on.
        """
        self._store.stay()
        self.belong(drops)

    def belong(self, drops: CollectionDrops) -> None:
        """Have the journal keep this collection under another owner's name from now on."""
        self._rows.drops = drops

    def has_away(self, file_id: str) -> bool:
        """Tell whether a file belongs to a document that was put away and can come back."""
        return self._leaving.has_away(file_id)

    def digests(self) -> dict[str, str]:
        """Return the sha256 of each document whose content is known, by key."""
        return {key: entry.digest for key, entry in self._rows.entries.items() if entry.digest}

    async def load(self) -> None:
        """Read what the vector store holds, and go on with what earlier sessions left undone.

        One that was put away is left as it is.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        async with self._loading:
            if self._store.is_put_away():
                return
            resumed = await self._resuming.load()
            self.is_loaded = True
        self._rows.tell()
        for entry in self._rows.entries.values():
            if entry.item.needs_password:  # the engine forgets passwords when it ends
                self._unlocking.begin(entry)
        await one_by_one(resumed, self._rows, self._go_on)
        self._watch.begin()

    async def ensure_loaded(self) -> None:
        """Load the collection unless that was done; raises as ``load``."""
        if not self.is_loaded:
            await self.load()

    async def halt(self) -> None:
        """Stop all work, since the collection is put away; what waits stays in the journal."""
        async with self._loading:  # what is just being added is among what is stopped
            await self._intake.halt()
        self._watch.stop()

    async def go_on(self) -> None:
        """Go on after ``halt`` where the work was stopped; raises as ``load``."""
        for key, entry in tuple(self._rows.entries.items()):
            if entry.item.state in WE_WORK and entry.task is None:
                del self._rows.entries[key]  # it comes back out of the journal
        await self.load()

    def _go_on(self, entry: Entry) -> None:
        if entry.item.state is DocumentState.WAITING and entry.task is None:
            self._intake.start(entry)
        elif entry.item.state is DocumentState.CANCELLED and entry.item.file_id is not None:
            self._tasks.start(self._finish_cancelling(entry), name=f"cancel {entry.item.name}")

    async def _finish_cancelling(self, entry: Entry) -> None:
        async with entry.acting:
            if entry.item.state is DocumentState.CANCELLED:
                await self._leaving.cancelled(entry)

    async def add(self, paths: Sequence[Path]) -> tuple[DocumentItem, ...]:
        """Put files, and the PDFs in folders, into the collection; return their first state.

        What cannot be used is in the list too, with its problem.

        Raises:
            ApiError: the present content of the collection could not be read.
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        await self.ensure_loaded()
        return await self.put(await asyncio.to_thread(find_files, paths))

    async def put(self, found: Sequence[FoundFile]) -> tuple[DocumentItem, ...]:
        """Put files into the collection that were looked at already.

        Raises:
            InputError: the collection was put away.
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        if not found:
            return ()
        await self.ensure_loaded()
        entries, drops = await asyncio.to_thread(new_entries, found)
        async with self._loading:  # else it would take them for what an earlier session left
            if self._store.is_put_away():
                raise deleted_error()
            await self._rows.drops.keep(drops)
            self._rows.entries |= {entry.item.key: entry for entry in entries}
        self._rows.tell()
        items = tuple(entry.item for entry in entries)
        await one_by_one(entries, self._rows, self._go_on)
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
            if entry.item.state not in (*WE_WORK, *IN_STORE):
                return
            await self._leaving.stop(entry)
            self._rows.change(entry, state=DocumentState.CANCELLED, problem=None, uploaded=0.0)
            await self._rows.note(entry, DropState.CANCELLED)
            await self._leaving.cancelled(entry)

    async def remove(self, key: str) -> None:
        """Take a document out of the collection; its file is deleted unless others hold it.

        Raises:
            ApiError: the engine refused or could not be reached; the next session tries again.
            DataFolderError: it cannot be written down.
        """
        entry = self._entry(key)
        async with entry.acting:
            await self._leaving.drop(entry)
        self._rows.tell()

    async def put_away(self, keys: Sequence[str]) -> None:
        """Take documents out of the collection; for a while `bring_back` undoes it.

        Answers no longer use them from now on; their files are deleted later unless others hold
        them.

        Raises:
            ApiError: the engine refused or could not be reached; the next session tries again.
            DataFolderError: it cannot be written down.
        """
        try:
            for key in keys:
                entry = self._rows.entries.get(key)
                if entry is not None:
                    async with entry.acting:
                        await self._leaving.put_away(entry)
        finally:
            self._rows.tell()

    async def bring_back(self, keys: Sequence[str]) -> None:
        """Bring documents back that were put away; those gone for good stay away.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        back = [entry for key in keys if (entry := await self._leaving.bring_back(key))]
        self._rows.tell()
        for entry in back:
            async with entry.acting:
                await self._take_in_again(entry)

    async def _take_in_again(self, entry: Entry) -> None:
        if entry.item.file_id is None and entry.item.state is DocumentState.FAILED:
            return  # it was never in
        self._rows.change(entry, **AFRESH)
        if entry.item.file_id is not None and await self._intake.add_anew(entry):
            return
        await self._rows.note(entry, DropState.WAITING)
        self._intake.start(entry)

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
            self._rows.change(entry, **AFRESH)
            try:
                if entry.item.file_id is not None and await self._intake.add_anew(entry):
                    return
                await self._rows.note(entry, DropState.WAITING)
            except BaseException:
                self._rows.set(entry, before)
                raise
            self._intake.start(entry)

    async def pause(self, key: str, *, paused: bool) -> None:
        """Stop reading a document for now, or go on where it was; it outlasts the session.

        One that is not being read (any more) stays as it is.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        entry = self._entry(key)
        async with entry.acting:
            store_id, file_id = self._store.current(), entry.item.file_id
            if entry.item.state not in IN_STORE or store_id is None or file_id is None:
                return
            try:
                listing = await self._client.pause_vector_store_file(
                    store_id, file_id, PauseRequest(paused=paused)
                )
            except ApiStatusError as error:
                if error.status != HTTPStatus.BAD_REQUEST:  # else it has just been read
                    raise
            else:
                entry.times_added += 1  # what was asked before is out of date
                self._rows.show(entry, listing)
        self._watch.begin()

    def look(self) -> None:
        """See what the engine does with the documents, also with those that are paused."""
        if self.is_loaded:
            self._watch.look()

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
            if entry.item.state in (*WE_WORK, *IN_STORE, DocumentState.LOCKED):
                return
            before = entry.item
            self._rows.change(entry, **AFRESH)
            try:
                if not await self._intake.add_anew(entry):
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

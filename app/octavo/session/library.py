"""The documents of each assistant's collection: drop, progress, cancel, remove, retry."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from octavo.client import Client
from octavo.errors import InputError
from octavo.protocol.reports import FileReport
from octavo.protocol.vector_stores import StaticChunkingStrategy
from octavo.session.assistant_settings import chunking_of
from octavo.session.assistants import Assistants
from octavo.session.collection import Collection
from octavo.session.drops import Journal
from octavo.session.entry import ENGINE_WORKS, WE_WORK
from octavo.session.events import DocumentChanged, DocumentsChanged, Events
from octavo.session.intake import UPLOADS_AT_ONCE
from octavo.session.passwords import Passwords
from octavo.session.state import DocumentItem
from octavo.session.tasks import SessionTasks
from octavo.words import say


class Library:
    """One collection per assistant; each change is told as an event."""

    def __init__(
        self,
        client: Client,
        events: Events,
        tasks: SessionTasks,
        assistants: Assistants,
        journal: Journal,
        passwords: Passwords,
    ) -> None:
        self._client = client
        self._events = events
        self._tasks = tasks
        self._assistants = assistants
        self._journal = journal
        self._passwords = passwords
        self._uploads = asyncio.Semaphore(UPLOADS_AT_ONCE)
        self._collections: dict[str, Collection] = {}

    def items(self, assistant_id: str) -> tuple[DocumentItem, ...]:
        """Return the documents that are known now, in the order in which they came."""
        collection = self._collections.get(assistant_id)
        return collection.items if collection else ()

    async def resume(self) -> None:
        """Go on with what earlier sessions left undone, in every collection.

        Raises:
            DataFolderError: the journal cannot be read.
        """
        known = {assistant.id for assistant in self._assistants.items}
        for assistant_id in await self._journal.assistants():
            if assistant_id in known:
                self._tasks.start(self.load(assistant_id), name=f"resume {assistant_id}")

    async def load(self, assistant_id: str) -> None:
        """Read the collection from the engine, and watch what is in progress there.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        await self._collection(assistant_id).load()

    def let_go(self, assistant_id: str) -> None:
        """Forget a collection, so that `load` reads the one that the assistant has by then.

        Raises:
            InputError: documents of it are still being taken in.
        """
        if any(item.state in (*WE_WORK, *ENGINE_WORKS) for item in self.items(assistant_id)):
            raise InputError(
                say("Documents are still being added to the present collection."),
                title=say("The collection cannot be changed now"),
                hint=say("Wait until they are ready, or cancel them."),
            )
        self._collections.pop(assistant_id, None)

    async def add(self, assistant_id: str, paths: Sequence[Path]) -> tuple[DocumentItem, ...]:
        """Put files, and the PDFs in folders, into the collection.

        Returns as soon as the folders are walked; the work goes on in the library's own tasks.
        A file that cannot be used becomes an item with a problem.

        Raises:
            ApiError: the present content of the collection could not be read.
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        return await self._collection(assistant_id).add(paths)

    async def cancel(self, assistant_id: str, key: str) -> None:
        """Stop taking a document in; ``retry`` begins again."""
        await self._collection(assistant_id).cancel(key)

    async def remove(self, assistant_id: str, key: str) -> None:
        """Take a document out of the collection and delete its file."""
        await self._collection(assistant_id).remove(key)

    async def retry(self, assistant_id: str, key: str) -> None:
        """Try a failed or cancelled document again."""
        await self._collection(assistant_id).retry(key)

    async def report(self, assistant_id: str, key: str) -> FileReport:
        """Fetch what became of a document's pages, and what was found in it."""
        return await self._collection(assistant_id).report(key)

    async def read_again(self, assistant_id: str, key: str) -> None:
        """Read those pages of a document anew that may come out better now."""
        await self._collection(assistant_id).read_again(key)

    async def unlock(
        self, assistant_id: str, key: str, password: str, *, remember: bool = False
    ) -> None:
        """Open a document with a password, and others that wait and open with it."""
        await self._collection(assistant_id).unlock(key, password, remember=remember)

    def _collection(self, assistant_id: str) -> Collection:
        if assistant_id not in self._collections:
            self._assistants.get(assistant_id)
            self._collections[assistant_id] = Collection(
                self._client,
                self._tasks,
                _AssistantStore(self._assistants, assistant_id),
                self._journal.of(assistant_id),
                self._uploads,
                self._passwords,
                on_list=lambda items: self._events.emit(DocumentsChanged(assistant_id, items)),
                on_item=lambda item: self._events.emit(DocumentChanged(assistant_id, item)),
            )
        return self._collections[assistant_id]


class _AssistantStore:
    """The vector store that is attached to an assistant."""

    def __init__(self, assistants: Assistants, assistant_id: str) -> None:
        self._assistants = assistants
        self._assistant_id = assistant_id

    def current(self) -> str | None:
        return self._assistants.get(self._assistant_id).vector_store_id

    async def make(self) -> str:
        return await self._assistants.collection(self._assistant_id)

    async def lost(self) -> None:
        await self._assistants.detach(self._assistant_id)

    def chunking(self) -> StaticChunkingStrategy | None:
        return chunking_of(self._assistants.get(self._assistant_id).settings)

"""The documents of each assistant's collection: drop, progress, cancel, remove, retry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Sequence
from pathlib import Path

from octavo.client import Client
from octavo.errors import AppError, InputError
from octavo.protocol.reading import PauseRequest, ReadingObject
from octavo.protocol.reports import FileReport
from octavo.protocol.vector_stores import StaticChunkingStrategy
from octavo.session.assistant_settings import chunking_of
from octavo.session.assistants import Assistants
from octavo.session.collection import Collection
from octavo.session.drops import Journal
from octavo.session.entry import WE_WORK
from octavo.session.events import (
    DocumentChanged,
    DocumentsChanged,
    Events,
    ReadingChanged,
    SessionEvent,
)
from octavo.session.files import FoundFile
from octavo.session.intake import UPLOADS_AT_ONCE
from octavo.session.owners_store import OwnersStore, is_store
from octavo.session.passwords import Passwords
from octavo.session.state import AssistantItem, DocumentItem
from octavo.session.tasks import SessionTasks
from octavo.words import say


class Library:
    """One collection per vector store; each change is told as an event to all that look into it.

    An owner of a collection is an assistant, or a vector store that no assistant looks into.
    """

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
        self._put_away: set[str] = set()
        self._reading = ReadingObject(paused=False)
        self.on_back: Callable[[Sequence[str]], None] = lambda _: (
            None
        )  # told whose removal is undone

    def items(self, assistant_id: str) -> tuple[DocumentItem, ...]:
        """Return the documents that are known now, in the order in which they came."""
        collection = self._collections.get(assistant_id)
        return collection.items if collection else ()

    def count(self, store_id: str) -> int | None:
        """Return how many documents a vector store's list has; None while it is not read.

        That can be more than the engine knows of: some fail before they are sent there.
        """
        known = (one for one in self._collections.values() if one.store_id == store_id)
        read = next((one for one in known if one.is_loaded), None)
        return None if read is None else len(read.items)

    def is_away(self, file_id: str) -> bool:
        """Tell whether a file is of documents that were put away, and of no other one."""
        collections = set(self._collections.values())
        held = (item.file_id for one in collections for item in one.items)
        return any(one.has_away(file_id) for one in collections) and file_id not in held

    async def resume(self, there: Container[str]) -> list[str]:
        """Go on with what earlier sessions left undone, in every collection that is there.

        Args:
            there: The vector stores of collections that were not put away. Of one that is gone,
                what waits goes on only with an assistant that still looks into it.

        Returns:
            Assistants and vector stores of which something waits, and nobody goes on with it.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read.
        """
        await self._ask_reading()
        known = {assistant.id for assistant in self._assistants.items}
        left: list[str] = []
        for owner in await self._journal.owners():
            looking = self.owner_of(owner) if is_store(owner) else owner
            if looking in known or looking in there:
                self._tasks.start(self.load(looking), name=f"resume {owner}")
            else:
                left.append(owner)
        return left

    async def halt(self, store_id: str) -> None:
        """Stop all work on a collection that is put away; nobody looks into it from now on.

        What waits stays in the journal under the vector store's name, for `go_on`.

        Raises:
            DataFolderError: it cannot be written down.
        """
        looking = [a.id for a in self._assistants.items if a.vector_store_id == store_id]
        for assistant_id in looking:
            await self.let_go(assistant_id)
        self._put_away.add(store_id)
        await self._journal.hand_over(looking, store_id)  # also what was never looked at
        for collection in {c for c in self._collections.values() if c.store_id == store_id}:
            await collection.halt()

    async def go_on(self, store_id: str) -> None:
        """Go on with a collection that is not put away any more; raises as ``load``."""
        self._put_away.discard(store_id)
        await (await self._opened(store_id)).go_on()

    async def load(self, owner: str) -> None:
        """Read the collection from the engine, and watch what is in progress there.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        await (await self._opened(owner)).load()

    async def refresh(self, store_id: str) -> None:
        """Read a collection anew that somebody changed, if it was read before; as ``load``."""
        for collection in {c for c in self._collections.values() if c.store_id == store_id}:
            await collection.load()

    async def let_go(self, assistant_id: str) -> None:
        """Have an assistant look elsewhere soon: `load` reads the collection that it has by then.

        The documents stay where they are, and those that are being taken in go on.

        Raises:
            ApiError: documents are on their way, and their collection could not be made.
            DataFolderError: it cannot be written down.
        """
        left = self._collections.get(assistant_id)
        if left is None:
            return
        if left.store_id is None and any(item.state in WE_WORK for item in left.items):
            await self._assistants.collection(assistant_id)
        del self._collections[assistant_id]
        store_id = left.store_id
        if store_id is not None:  # what the journal keeps stays with the documents
            self._collections[store_id] = left
            aliases = [owner for owner, one in self._collections.items() if one is left]
            owners = [assistant_id, left.owner, *aliases]
            left.stay(self._journal.of(store_id))
            # in the same step: what is noted from here on finds its row under the store's name
            await self._journal.hand_over(owners, store_id)

    def owner_of(self, store_id: str) -> str:
        """Return an assistant that looks into a collection, else the collection's own id."""
        found = (a.id for a in self._assistants.items if a.vector_store_id == store_id)
        return next(found, store_id)

    def chunking(self, store_id: str) -> StaticChunkingStrategy | None:
        """Return how documents of a vector store are cut; None lets the engine choose."""
        owner = self.owner_of(store_id)
        return None if is_store(owner) else chunking_of(self._assistants.get(owner).settings)

    async def add(self, assistant_id: str, paths: Sequence[Path]) -> tuple[DocumentItem, ...]:
        """Put files, and the PDFs in folders, into the collection.

        Returns as soon as the folders are walked; the work goes on in the library's own tasks.
        A file that cannot be used becomes an item with a problem.

        Raises:
            ApiError: the present content of the collection could not be read.
            DataFolderError: the drop cannot be written down; nothing was added.
        """
        return await (await self._opened(assistant_id)).add(paths)

    async def sources(self, owner: str) -> dict[str, list[str]]:
        """Return the keys of a collection's documents by the paths that they came from.

        Raises:
            ApiError: the collection could not be read.
        """
        collection = await self._opened(owner)
        await collection.ensure_loaded()
        return collection.sources

    async def put(self, owner: str, found: Sequence[FoundFile]) -> tuple[DocumentItem, ...]:
        """Put files into a collection that were looked at already; raises as ``add``."""
        return await (await self._opened(owner)).put(found)

    async def cancel(self, assistant_id: str, key: str) -> None:
        """Stop taking a document in; ``retry`` begins again."""
        await self._collection(assistant_id).cancel(key)

    async def remove(self, assistant_id: str, key: str) -> None:
        """Take a document out of the collection and delete its file."""
        await self._collection(assistant_id).remove(key)

    async def put_away(self, assistant_id: str, keys: Sequence[str]) -> None:
        """Take documents out of the collection; for a while ``bring_back`` undoes it."""
        await self._collection(assistant_id).put_away(keys)

    async def bring_back(self, assistant_id: str, keys: Sequence[str]) -> None:
        """Bring documents back that were put away; those gone for good stay away."""
        await self._collection(assistant_id).bring_back(keys)
        self.on_back(keys)

    async def retry(self, assistant_id: str, key: str) -> None:
        """Try a failed or cancelled document again."""
        await self._collection(assistant_id).retry(key)

    async def pause(self, assistant_id: str, key: str, *, paused: bool) -> None:
        """Stop reading a document for now, or go on where it was; it outlasts the session."""
        await self._collection(assistant_id).pause(key, paused=paused)

    @property
    def is_paused(self) -> bool:
        """Whether all reading is paused."""
        return self._reading.paused

    async def pause_all(self, *, paused: bool) -> None:
        """Stop all reading for now, or go on; it outlasts the session.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        told = await self._client.pause_reading(PauseRequest(paused=paused))
        self._show_reading(told)

    @property
    def disk_is_full(self) -> bool:
        """Whether documents are not read on because there is no room for what is in them."""
        return self._reading.disk_full

    async def _ask_reading(self) -> ReadingObject:
        told = await self._client.get_reading()
        if told != self._reading:
            self._show_reading(told)
        return told

    def _show_reading(self, told: ReadingObject) -> None:
        self._reading = told
        self._events.emit(ReadingChanged(told.paused))
        for collection in set(self._collections.values()):
            collection.look()

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

    def _collection(self, owner: str) -> Collection:
        """Return the collection of an assistant, or of a vector store; one for each store."""
        store = self._store_of(owner)
        store_id = store.current()
        known = self._collections.get(owner)
        if known is not None and known.store_id == store_id:
            return known
        shared = (c for c in self._collections.values() if store_id and c.store_id == store_id)
        self._collections[owner] = next(shared, None) or self._made(store, owner)
        return self._collections[owner]

    def _store_of(self, owner: str) -> OwnersStore:
        return OwnersStore(self._assistants, owner, self._put_away, self._on_lost)

    async def _on_lost(self, store_id: str, looked: Sequence[AssistantItem]) -> None:
        """Somebody else deleted a collection: the first that looked into it has what is left."""
        heir, *others = [item.id for item in looked]
        for collection in {c for c in self._collections.values() if c.owner == store_id}:
            collection.belong(self._journal.of(heir))
            # Whoever asks for the heir's from now on gets this one: a second one would take what
            # waits in once more.
            self._collections.setdefault(heir, collection)
        for other in others:  # each has a new collection of its own
            self._collections.pop(other, None)
        await self._journal.hand_over([store_id], heir)
        self._tasks.report(_lost(looked))

    def _made(self, store: OwnersStore, owner: str) -> Collection:
        made = Collection(
            self._client,
            self._tasks,
            store,
            self._journal.of(owner),
            self._uploads,
            self._passwords,
            on_list=lambda items: self._tell_all(made, lambda one: DocumentsChanged(one, items)),
            on_item=lambda item: self._tell_all(made, lambda one: DocumentChanged(one, item)),
            reading=self._ask_reading,
        )
        return made

    async def _opened(self, owner: str) -> Collection:
        """Return the collection of an owner with what the journal keeps of it under other names.

        It keeps it under the vector store's name as soon as there is one: that is known also when
        the assistant is deleted.
        """
        collection = self._collection(owner)
        name, before = collection.store_id or collection.owner, collection.owner
        if name != before:
            collection.belong(self._journal.of(name))
        others = {owner, before} - {name}
        if others:  # in the same step, as in `let_go`
            await self._journal.hand_over(others, name)
        return collection

    def _tell_all(self, collection: Collection, event: Callable[[str], SessionEvent]) -> None:
        """Tell of a collection to all that look into it."""
        for owner in [o for o, one in self._collections.items() if one is collection]:
            self._events.emit(event(owner))


def _lost(looked: Sequence[AssistantItem]) -> AppError:
    return InputError(
        say(
            "The collection of {names} was deleted by another program.",
            names=", ".join(f"“{item.name}”" for item in looked),
        ),
        title=say("A collection is gone"),
        hint=say("What is added from now on goes into a new one."),
    )

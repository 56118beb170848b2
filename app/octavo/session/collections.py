"""Collections of documents: made, named, chosen, put away.

A collection is a vector store. One that is deleted is put away first: nobody looks into it from
then on, and it can be brought back until the next session begins, which deletes it for good.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterable, Sequence
from typing import Final

from octavo.client import Client
from octavo.errors import ApiError, DataFolderError, InputError
from octavo.protocol.vector_stores import (
    CreateVectorStoreRequest,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)
from octavo.session.assistants import Assistants
from octavo.session.collection_store import ASKED, DELETED, deleted_error
from octavo.session.events import CollectionsChanged, Events
from octavo.session.hosting import choose_host, host_of
from octavo.session.library import Library
from octavo.session.lists import every
from octavo.session.purging import Purging
from octavo.session.state import CollectionItem
from octavo.session.threads import Threads
from octavo.words import say

logger = logging.getLogger(__name__)

MAX_NAME: Final = 100
"""Characters of a collection's name."""

_USERS: Final = "used_by"
"""Metadata key: the assistants and threads that looked into what was put away."""

_HOST: Final = "octavo_hosted_by"
"""Metadata key: the host at which what was put away was searched."""

_MOST_USERS: Final = 512
"""Characters that a value of metadata has at most."""


class Collections:
    """The collections that the window shows.

    Args:
        client: The way to the engine.
        events: Where changes are told.
        assistants: Which of them looks into which.
        threads: They may look into one besides.
        library: Told when documents came or went.
        purging: Deletes them for good.
    """

    def __init__(
        self,
        client: Client,
        events: Events,
        assistants: Assistants,
        threads: Threads,
        library: Library,
        purging: Purging,
    ) -> None:
        self._client = client
        self._events = events
        self._assistants = assistants
        self._threads = threads
        self._library = library
        self._purging = purging
        self._kept: dict[str, VectorStoreObject] = {}

    @property
    def items(self) -> tuple[CollectionItem, ...]:
        """The collections as they were read last, by name."""
        found = [self._item(one) for key, one in self._kept.items() if not self._is_put_away(key)]
        return tuple(sorted(found, key=lambda item: (item.name.casefold(), item.id)))

    @property
    def stores(self) -> dict[str, VectorStoreObject]:
        """The vector stores of all collections as they were read last, put away or not."""
        return dict(self._kept)

    def get(self, collection_id: str) -> CollectionItem:
        """Return one collection.

        Raises:
            InputError: there is none with this id.
        """
        found = next((item for item in self.items if item.id == collection_id), None)
        if found is None:
            raise deleted_error()
        return found

    async def load(self) -> tuple[CollectionItem, ...]:
        """Read all collections; those that serve the command line are not among them.

        Raises:
            ApiError: the engine could not be reached.
        """
        found = await every(self._client.get_vector_stores)
        self._kept = {store.id: store for store in found if ASKED not in store.metadata}
        self._events.emit(CollectionsChanged(self.items))
        return self.items

    async def create(self, name: str) -> CollectionItem:
        """Make an empty collection.

        Raises:
            InputError: the name is empty, too long, or another collection's.
            ApiError: the engine refused or could not be reached.
        """
        await self.load()
        request = CreateVectorStoreRequest(name=self._checked(name))
        return self._keep(await self._client.create_vector_store(request))

    async def rename(self, collection_id: str, name: str) -> CollectionItem:
        """Give a collection another name; raises as ``create``."""
        await self.load()
        self.get(collection_id)
        request = ModifyVectorStoreRequest(name=self._checked(name, but=collection_id))
        return self._keep(await self._client.modify_vector_store(collection_id, request))

    async def put_away(self, collection_id: str) -> None:
        """Let nobody look into a collection any more; `bring_back` undoes it.

        Documents that are on their way into it wait until then. One that another window has put
        away meanwhile is left here, too.

        Raises:
            InputError: it is gone.
            ApiError: the engine refused or could not be reached.
            DataFolderError: what waits cannot be written down.
        """
        await self.load()
        if collection_id not in self._kept:
            await self._library.load(collection_id)  # finds that out, and has all leave it
            raise deleted_error()
        assistants = [a.id for a in self._assistants.items if a.vector_store_id == collection_id]
        users = " ".join([*assistants, *self._threads.looking_into(collection_id)])
        if len(users) > _MOST_USERS:
            users = users[:_MOST_USERS].rpartition(" ")[0]
        try:
            await self._library.halt(collection_id)
            # Whoever is killed from here on finds it put away: the next start ends what was begun.
            if not self._is_put_away(collection_id):
                host = await host_of(self._client, collection_id)
                since = str(int(time.time()))
                await self._note(collection_id, {DELETED: since, _USERS: users, _HOST: host})
        except BaseException:
            await self._library.go_on(collection_id)
            raise
        try:
            await self._left(collection_id)
        except (ApiError, DataFolderError):
            # Who sees that it failed expects to find it as it was.
            with contextlib.suppress(ApiError, DataFolderError):
                await self.bring_back(collection_id)
            raise
        self._events.emit(CollectionsChanged(self.items))

    async def bring_back(self, collection_id: str) -> None:
        """Bring a collection back, to those who looked into it and have no other one by now.

        What was on its way into it goes on.

        Raises:
            InputError: it is gone for good.
            ApiError: the engine refused or could not be reached.
            DataFolderError: what waits cannot be read.
        """
        await self.load()
        if not self._is_put_away(collection_id):
            self.get(collection_id)
        known = self._kept[collection_id].metadata
        users, host = known.get(_USERS, "").split(), known.get(_HOST, "")
        await self._note(collection_id, {DELETED: "", _USERS: "", _HOST: ""})
        await self._library.go_on(collection_id)
        for item in self._assistants.items:
            if item.id in users and item.vector_store_id is None:
                await self._library.let_go(item.id)
                await self._assistants.use_collection(item.id, collection_id)
        for thread in self._threads.items:
            if thread.id in users and thread.collection_id is None:
                await self._threads.look_into(thread.id, collection_id)
        self._events.emit(CollectionsChanged(self.items))
        if host:  # last: whatever comes in between, the collection is back
            await choose_host(self._client, collection_id, host)

    async def resume(self) -> list[str]:
        """Read all collections, and leave those that an earlier session was about to put away.

        Returns:
            The ids of those that were put away, for `purge`.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: what waits cannot be written down.
        """
        await self.load()
        put_away = [store_id for store_id in self._kept if self._is_put_away(store_id)]
        for collection_id in put_away:
            await self.leave(collection_id)
        return put_away

    async def leave(self, collection_id: str) -> None:
        """Let nobody look into a collection that is put away; raises as ``resume``."""
        await self._library.halt(collection_id)
        await self._left(collection_id)

    async def purge(self, put_away: Sequence[str], left: Sequence[str]) -> None:
        """Delete collections for good, with the files that nobody else has.

        Args:
            put_away: Those that an earlier session put away.
            left: Those, and assistants, of which something waits, and nobody goes on with it.
        """
        for collection_id in dict.fromkeys([*put_away, *left]):
            try:
                if collection_id in put_away:
                    store = self._kept.get(collection_id)
                    host = "" if store is None else store.metadata.get(_HOST, "")
                    await self._purging.delete(collection_id, host)
                else:
                    await self._purging.end_lost(collection_id)
            except (ApiError, DataFolderError) as error:  # the next start will try again
                logger.warning("of a deleted collection something is still there: %s", error)
            else:
                self._kept.pop(collection_id, None)

    def _is_put_away(self, collection_id: str) -> bool:
        store = self._kept.get(collection_id)
        return store is not None and DELETED in store.metadata

    async def _left(self, collection_id: str) -> None:
        """Let nobody look into a collection, and send nothing of it to its host any more."""
        if await host_of(self._client, collection_id):
            await choose_host(self._client, collection_id, "", delete=False)
        for assistant in self._assistants.items:
            if assistant.vector_store_id == collection_id:
                await self._assistants.use_collection(assistant.id, None)
        for thread_id in self._threads.looking_into(collection_id):
            await self._threads.look_into(thread_id, None)

    async def _note(self, collection_id: str, values: dict[str, str]) -> None:
        known = self._kept[collection_id].metadata
        metadata = {key: text for key, text in {**known, **values}.items() if text}
        request = ModifyVectorStoreRequest(metadata=metadata)
        self._kept[collection_id] = await self._client.modify_vector_store(collection_id, request)

    def _keep(self, store: VectorStoreObject) -> CollectionItem:
        self._kept[store.id] = store
        self._events.emit(CollectionsChanged(self.items))
        return self._item(store)

    def _checked(self, name: str, *, but: str = "") -> str:
        name = " ".join(name.split())
        if not name:
            raise InputError(say("A collection needs a name."), title=say("No name"))
        if len(name) > MAX_NAME:
            raise InputError(
                say(
                    "The name has {n:,} characters; at most {most} fit.",
                    n=len(name),
                    most=MAX_NAME,
                ),
                title=say("The name is too long"),
            )
        if name.casefold() in {one.name.casefold() for one in self._others(but)}:
            raise InputError(
                say("There is a collection “{name}” already.", name=name),
                title=say("This name is taken"),
            )
        return name

    def _others(self, but: str) -> Iterable[CollectionItem]:
        return (item for item in self.items if item.id != but)

    def _item(self, store: VectorStoreObject) -> CollectionItem:
        listed = self._library.count(store.id)
        count = store.file_counts.total if listed is None else listed
        return CollectionItem(store.id, store.name or "", count)

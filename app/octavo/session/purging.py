"""Deletes collections for good, so that an end at any moment leaves nothing that nobody deletes.

Its files go first, then what the journal keeps of it, then the vector store itself: as long as
that is there and marked as put away, the next session finds it and does the same again.
"""

from __future__ import annotations

import logging

from octavo.client import Client
from octavo.errors import ApiError, ApiStatusError
from octavo.session.drops import CollectionDrops, Journal
from octavo.session.hosting import choose_host
from octavo.session.lists import every
from octavo.session.owners_store import is_store
from octavo.session.problems import is_missing
from octavo.session.removal import delete_unshared, is_held, loose_copies, take_out

logger = logging.getLogger(__name__)


class Purging:
    """Deletes collections with all that belongs to them and to no other one.

    Args:
        client: The way to the engine.
        journal: What was on its way into them.
    """

    def __init__(self, client: Client, journal: Journal) -> None:
        self._client = client
        self._journal = journal

    async def delete(self, store_id: str, host: str = "") -> None:
        """Delete a collection that nobody looks into or works on any more, and its files.

        Args:
            store_id: The collection.
            host: The host at which it was searched, which is to delete them, too.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        drops = self._journal.of(store_id)
        for file in await every(self._client.get_vector_store_files, store_id):
            if await self._is_wanted(file.id, drops, but=store_id):
                # Whoever takes it out of the other store at this moment leaves it to this one.
                await take_out(self._client, store_id, file.id)
                if await self._is_wanted(file.id, drops):
                    continue
            await delete_unshared(self._client, file.id, but=store_id)
        await self._end(drops)
        if host:
            await self._delete_there(store_id, host)
        try:
            await self._client.delete_vector_store(store_id)
        except ApiError as error:
            if not is_missing(error):  # another window was quicker
                raise

    async def end_lost(self, owner: str) -> None:
        """End what was on its way into a collection that another program deleted.

        Args:
            owner: Its vector store, or an assistant that had not made one yet.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        if await self._is_gone(owner):
            await self._end(self._journal.of(owner))

    async def _is_wanted(self, file_id: str, drops: CollectionDrops, *, but: str = "") -> bool:
        """Tell whether another collection has a file, or may get it back.

        A file that was put away there is noted before it is taken out, and until it is in again:
        so it is looked for in the store, in the journal, and in the store once more.
        """
        return (
            await is_held(self._client, file_id, but=but)
            or await drops.is_noted_elsewhere(file_id)
            or await is_held(self._client, file_id, but=but)
        )

    async def _delete_there(self, store_id: str, host: str) -> None:
        """Have what was left at a host for as long as the collection was put away deleted there.

        Nothing is sent, since nothing is in the collection any more.
        """
        try:
            await choose_host(self._client, store_id, host)
        except ApiStatusError as error:  # the host may not be used any more
            logger.info("a deleted collection is taken from all its hosts: %s", error)
            await choose_host(self._client, store_id, "")

    async def _is_gone(self, owner: str) -> bool:
        get = self._client.get_vector_store if is_store(owner) else self._client.get_assistant
        try:
            await get(owner)
        except ApiError as error:
            if not is_missing(error):
                raise
            return True
        return False

    async def _end(self, drops: CollectionDrops) -> None:
        """Delete uploads that are in no collection, and strike the drops out.

        What another collection waits for stays.
        """
        claimed = await drops.claimed_elsewhere()
        for drop in await drops.all():
            if drop.digest in claimed:
                continue
            files = [drop.file_id]
            if drop.file_id is None and drop.digest is not None:
                # its upload had begun, and nobody was told the id
                files = [file.id for file in await loose_copies(self._client, drop.digest)]
            for file_id in files:
                if file_id is not None and file_id not in claimed:
                    await delete_unshared(self._client, file_id, but=drops.owner)
        await drops.forget_all()

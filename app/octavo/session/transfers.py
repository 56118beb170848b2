"""Documents go from one collection into another: copied, moved, and taken back out."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from typing import Final

from octavo.client import Client
from octavo.protocol.base import AttributeValue
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
)
from octavo.session.collections import Collections
from octavo.session.entry import ADDED
from octavo.session.library import Library
from octavo.session.lists import each
from octavo.session.removal import FILES_AT_ONCE, take_out

_FILES_IN_BATCH: Final = 500


Attributes = Mapping[str, Mapping[str, AttributeValue]]
"""Attributes of a vector store's files, by the files' ids."""


@dataclasses.dataclass(frozen=True, slots=True)
class Transferred:
    """What became of documents that were to go into another collection, by their files.

    ``attributes`` are those that the moved ones had where they were: with them they come back to
    the same place in its list.
    """

    moved: tuple[str, ...]
    there_already: tuple[str, ...]
    attributes: Attributes


class Transfers:
    """Puts documents of one collection into another one.

    Args:
        client: The way to the engine.
        collections: Those that are there.
        library: Told when documents came or went.
    """

    def __init__(self, client: Client, collections: Collections, library: Library) -> None:
        self._client = client
        self._collections = collections
        self._library = library

    async def copy(
        self,
        file_ids: Sequence[str],
        source: str,
        target: str,
        *,
        attributes: Attributes | None = None,
    ) -> Transferred:
        """Put documents of one collection into another one as well.

        What is there already, as the same file or as another one with its content, is left out.

        Args:
            file_ids: Of the documents.
            source: The collection that has them.
            target: The other one.
            attributes: What they had there, if they come back; else they are the last of its list.

        Raises:
            InputError: there is no such collection.
            ApiError: the engine refused or could not be reached.
        """
        await self._collections.load()
        self._collections.get(target)
        moved, there = await self._sorted_out(file_ids, target)
        listed = each(self._client.get_vector_store_files, source)
        before = {one.id: one.attributes or {} async for one in listed}
        added = time.time_ns() // 1000
        new = {
            file_id: {**before.get(file_id, {}), ADDED: added + number}
            for number, file_id in enumerate(moved)
        }
        given = {**new, **(attributes or {})}
        chunking = self._library.chunking(target)
        for start in range(0, len(moved), _FILES_IN_BATCH):
            some = moved[start : start + _FILES_IN_BATCH]
            wanted = [
                CreateVectorStoreFileRequest(
                    file_id=file_id,
                    attributes=dict(given[file_id]),
                    chunking_strategy=chunking,
                )
                for file_id in some
            ]
            await self._client.create_vector_store_file_batch(
                target, CreateVectorStoreFileBatchRequest(files=wanted)
            )
        await self._library.refresh(target)
        had = {file_id: before[file_id] for file_id in moved if file_id in before}
        return Transferred(tuple(moved), tuple(there), had)

    async def move(
        self,
        file_ids: Sequence[str],
        source: str,
        target: str,
        *,
        attributes: Attributes | None = None,
    ) -> Transferred:
        """Put documents into another collection and take them out of this one.

        Each is in the other one before it is taken out here, so no end of the program loses it.
        What is there already stays where it is. Raises as ``copy``.
        """
        done = await self.copy(file_ids, source, target, attributes=attributes)
        await self.take_out(done.moved, source)
        return done

    async def take_out(self, file_ids: Sequence[str], source: str) -> None:
        """Take documents out of a collection; the files stay.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        for file_id in file_ids:
            await take_out(self._client, source, file_id)
        await self._library.refresh(source)

    async def _sorted_out(
        self, file_ids: Sequence[str], target: str
    ) -> tuple[list[str], list[str]]:
        """Return which files a collection lacks, and which contents it has."""
        files = each(self._client.get_files, limit=FILES_AT_ONCE)
        digests = {file.id: file.sha256 async for file in files}
        held = each(self._client.get_vector_store_files, target)
        ids = {one.id async for one in held}
        contents = {digests.get(file_id) for file_id in ids} - {None}
        lacking: list[str] = []
        there: list[str] = []
        for file_id in dict.fromkeys(file_ids):
            known = file_id in ids or digests.get(file_id) in contents
            (there if known else lacking).append(file_id)
        return lacking, there

"""Which sets of files the command line keeps, read, for its next question about the same ones.

Each set has a vector store of its own. The sets used longest ago go. One with a file that needs a
password is not kept: whoever closes the file again takes it to be locked, and text that was read
of it would answer without the password.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Final

from octavo.client import Client
from octavo.errors import ApiError
from octavo.protocol.vector_stores import (
    CreateVectorStoreRequest,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)
from octavo.session.collection_store import ASKED
from octavo.session.lists import every
from octavo.session.removal import delete_unshared

_log = logging.getLogger(__name__)

KEPT_SETS = 20
"""Sets of files whose reading is kept for later questions."""

UNLOCKED: Final = "octavo_ask_unlocked"
"""Metadata key of stores whose files were all read, and none of which needs a password."""


@contextlib.asynccontextmanager
async def store_of(
    client: Client, digests: Iterable[str], names: Sequence[str]
) -> AsyncIterator[str]:
    """Work with the vector store of a set of files, which is made if there is none.

    At the end of the block it is deleted if one of the files needs a password.

    Args:
        client: The way to the engine.
        digests: The contents of the files, each its sha256 in hex.
        names: Of the files.

    Raises:
        ApiError: the engine could not be reached.
    """
    store = await _find_or_make(client, digests, names)
    try:
        yield store.id
    except BaseException:
        try:
            await _remove_if_locked(client, store)
        except ApiError as error:  # it goes the next time; what ended the work is to be told now
            _log.warning("it is not known whether a set of files is to be removed: %s", error)
        raise
    await _remove_if_locked(client, store)


async def remove_locked(client: Client) -> None:
    """Remove the sets with a file that needs a password, which are there after a kill.

    Raises:
        ApiError: the engine could not be reached.
    """
    for store in await _all(client):
        await _remove_if_locked(client, store)


async def remove_old(client: Client, store_id: str) -> None:
    """Remove the sets used longest ago, but not one that is in use.

    Raises:
        ApiError: the engine could not be reached.
    """
    stores = await _all(client)
    stores.sort(key=lambda s: (s.id == store_id, s.last_active_at or s.created_at))
    for store in stores[: max(0, len(stores) - KEPT_SETS)]:
        await _remove(client, store.id)


async def _all(client: Client) -> list[VectorStoreObject]:
    return [store for store in await every(client.get_vector_stores) if ASKED in store.metadata]


async def _find_or_make(
    client: Client, digests: Iterable[str], names: Sequence[str]
) -> VectorStoreObject:
    key = hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
    for store in await _all(client):
        if store.metadata[ASKED] == key:
            return store
    wanted = CreateVectorStoreRequest(name=f"ask: {', '.join(names)}"[:256], metadata={ASKED: key})
    return await client.create_vector_store(wanted)


async def _remove_if_locked(client: Client, store: VectorStoreObject) -> None:
    """Remove a set if a file of it needs a password; note it if none does, to look only once."""
    if UNLOCKED in store.metadata:
        return
    held = await every(client.get_vector_store_files, store.id)
    if any(file.lock is not None for file in held):
        await _remove(client, store.id)
    elif held and all(file.status == "completed" for file in held):
        noted = ModifyVectorStoreRequest(metadata={**store.metadata, UNLOCKED: "yes"})
        await client.modify_vector_store(store.id, noted)


async def _remove(client: Client, store_id: str) -> None:
    held = await every(client.get_vector_store_files, store_id)
    await client.delete_vector_store(store_id)
    for file in held:
        await delete_unshared(client, file.id)

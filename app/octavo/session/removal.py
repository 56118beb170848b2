"""Deletes uploaded files that nobody needs any more, and finds those that nobody holds."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.client import Client
from octavo.errors import ApiError
from octavo.protocol.files import FileObject
from octavo.session.lists import every
from octavo.session.problems import is_missing

FILES_AT_ONCE = 200
"""Files asked for in one request: engine and client need 5 ms each for them."""


async def delete_unshared(client: Client, file_id: str, *, but: str = "") -> None:
    """Delete a file, unless a vector store holds it; one that is gone already is no error.

    Args:
        client: The way to the engine.
        file_id: The file.
        but: A vector store that is being deleted: it does not count, and is left by the file.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    if await is_held(client, file_id, but=but):
        if not but:
            return
        # Whoever takes it out of the other store at this moment leaves it to this one.
        await take_out(client, but, file_id)
        if await is_held(client, file_id):
            return
    try:
        await client.delete_file(file_id)
    except ApiError as error:
        if not is_missing(error):
            raise


async def take_out(client: Client, store_id: str, file_id: str) -> None:
    """Take a file out of a vector store; one that is not in it is no error.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    try:
        await client.delete_vector_store_file(store_id, file_id)
    except ApiError as error:
        if not is_missing(error):
            raise


async def loose_copies(
    client: Client, digest: str, files: Sequence[FileObject] | None = None
) -> list[FileObject]:
    """Return the files with a content that no vector store holds.

    Args:
        client: The way to the engine.
        digest: The content's sha256 in hex.
        files: All files, if they are known already.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    if files is None:
        files = await every(client.get_files, limit=FILES_AT_ONCE)
    alike = [file for file in files if file.sha256 == digest]
    return [file for file in alike if not await is_held(client, file.id)]


async def is_held(client: Client, file_id: str, *, but: str = "") -> bool:
    """Tell whether a vector store holds a file; one that does not count may be named.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    for store in await every(client.get_vector_stores):
        if store.id != but and await _holds(client, store.id, file_id):
            return True
    return False


async def _holds(client: Client, store_id: str, file_id: str) -> bool:
    try:
        await client.get_vector_store_file(store_id, file_id)
    except ApiError as error:
        if not is_missing(error):
            raise
        return False
    return True


async def content_is_held(client: Client, digest: str) -> bool:
    """Tell whether any vector store holds a file with a content, given by its sha256 in hex.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    files = await every(client.get_files, limit=FILES_AT_ONCE)
    for file in files:
        if file.sha256 == digest and await is_held(client, file.id):
            return True
    return False

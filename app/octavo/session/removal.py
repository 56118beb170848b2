"""Deletes uploaded files that nobody needs any more."""

from __future__ import annotations

from octavo.client import Client
from octavo.errors import ApiError
from octavo.session.lists import every
from octavo.session.problems import is_missing


async def delete_unshared(client: Client, file_id: str) -> None:
    """Delete a file, unless a vector store holds it; one that is gone already is no error.

    Raises:
        ApiError: the engine refused or could not be reached.
    """
    for store in await every(client.get_vector_stores):
        if await _holds(client, store.id, file_id):
            return
    try:
        await client.delete_file(file_id)
    except ApiError as error:
        if not is_missing(error):
            raise


async def _holds(client: Client, store_id: str, file_id: str) -> bool:
    try:
        await client.get_vector_store_file(store_id, file_id)
    except ApiError as error:
        if not is_missing(error):
            raise
        return False
    return True

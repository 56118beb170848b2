"""What lies at a host that is to be forgotten: nobody could search or delete it there any more."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.client import Client
from octavo.protocol.hosting import HostedFileObject
from octavo.session.hosting import choose_host, host_of, size_words, wait_until_settled
from octavo.words import say_many

_NAMED = 3
"""Collections that are named at most."""


class HostedRest:
    """Finds, deletes or leaves what lies at a provider.

    Args:
        client: The way to the engine. Its errors, all of them `ApiError`, pass.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def at(self, provider: str) -> tuple[HostedFileObject, ...]:
        """Return what lies at a provider or may have reached it, that which was left there too."""
        listed = (await self._client.list_hosted_files()).data
        return tuple(one for one in listed if one.provider == provider and one.state != "waiting")

    async def delete(self, files: Sequence[HostedFileObject]) -> str:
        """Delete at their host what was not left there; return what failed, or nothing.

        A collection that is searched there is searched on this computer from now on; one that is
        searched at another host stays so.
        """
        for store_id, provider in _collections(files):
            used = await host_of(self._client, store_id)
            await choose_host(self._client, store_id, "" if used == provider else used)
            found = await wait_until_settled(self._client, store_id)
            if found.problem and not found.is_settled:
                return found.problem
        return ""

    async def leave(self, files: Sequence[HostedFileObject]) -> None:
        """Leave at their host what lies there; what was searched there, is so here from now on."""
        for store_id, provider in _collections(files):
            if await host_of(self._client, store_id) == provider:
                await choose_host(self._client, store_id, "", delete=False)

    async def places(self, files: Sequence[HostedFileObject]) -> dict[str, str]:
        """Return where the collections of files at one host are searched without it.

        By the collection's name, or its id where it has none: another host, or empty for this
        computer.
        """
        found: dict[str, str] = {}
        for one in files:
            name = one.vector_store_name or one.vector_store_id
            if name not in found:
                used = await host_of(self._client, one.vector_store_id)
                found[name] = "" if used == one.provider else used
        return found


def is_left(files: Sequence[HostedFileObject]) -> bool:
    """Tell whether all of it was left there on purpose."""
    return all(one.state == "kept" for one in files)


def lying_words(files: Sequence[HostedFileObject]) -> str:
    """Return how much lies there, and of which collections; at least one file."""
    names = list(dict.fromkeys(f"“{one.vector_store_name}”" for one in files))
    shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return say_many(
        "At {place} lies {n:,} document ({size}) of {names}.",
        "At {place} lie {n:,} documents ({size}) of {names}.",
        len(files),
        size=size_words(sum(one.bytes for one in files)),
        place=files[0].origin.partition("://")[2],
        names=shown,
    )


def _collections(files: Sequence[HostedFileObject]) -> list[tuple[str, str]]:
    """Return the collections of files that were not left on purpose, and where these lie."""
    used = [(one.vector_store_id, one.provider) for one in files if one.state != "kept"]
    return list(dict.fromkeys(used))

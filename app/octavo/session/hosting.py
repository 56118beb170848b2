"""Where a collection is searched: on this computer, or at a host that keeps its documents."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Sequence

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.hosting import HostedFileObject, HostStoreRequest, StoreHostingObject
from octavo.protocol.phrases import retold
from octavo.providers.settings import Provider
from octavo.session.model_hosts import ModelHosts
from octavo.session.problems import is_missing
from octavo.words import say, say_many

_LOOKS_EVERY = 0.25
"""Seconds between two looks at how far a host is."""

_AFTER_PROBLEM = 3.0
"""Seconds that somebody waits on after something failed: it was tried several times by then."""

_MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Hosting:
    """What of a collection lies at hosts, for people.

    Args:
        provider: The host at which it is searched; empty for none.
        place: Where that is, without the scheme.
        files: Documents that are to be there, or are.
        ready: Documents that are searched there.
        failed: Documents that the host does not take, or cannot read.
        size: Bytes that lie at hosts.
        kept: Documents that were left at a host on purpose.
        leaving: Documents that are to be deleted at a host, and were not yet.
        problem: What failed the last time.
    """

    provider: str = ""
    place: str = ""
    files: int = 0
    ready: int = 0
    failed: int = 0
    size: int = 0
    kept: int = 0
    leaving: int = 0
    problem: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to be sent or deleted any more."""
        return self.ready + self.failed == self.files and not self.leaving

    @property
    def lies_there(self) -> bool:
        """Whether anything of it lies at a host, or is about to."""
        return bool(self.provider or self.size or self.kept or self.leaving)


def hosting_of(told: StoreHostingObject) -> Hosting:
    """Return what an engine tells of a store."""
    return Hosting(
        provider=told.provider or "",
        place=(told.origin or "").partition("://")[2],
        files=told.files,
        ready=told.files_ready,
        failed=told.files_failed,
        size=told.bytes_sent,
        kept=told.files_kept,
        leaving=told.files_leaving,
        problem=retold(told.problem or "", told.problem_phrases),
    )


def hosting_words(hosting: Hosting) -> str:
    """Return where a collection is searched and what lies at hosts, in a sentence or two."""
    said: list[str] = []
    if not hosting.provider:
        said.append(say("The collection is searched on this computer."))
    elif hosting.ready == hosting.files:
        said.append(say("The collection is searched at {place}.", place=hosting.place))
    else:
        said.append(
            say(
                "{n:,} of {all:,} documents are searched at {place}, the others on this computer.",
                n=hosting.ready,
                all=hosting.files,
                place=hosting.place,
            )
        )
    if hosting.kept:
        said.append(
            say_many(
                "{n:,} document was left at a host.",
                "{n:,} documents were left at a host.",
                hosting.kept,
            )
        )
    if hosting.leaving:
        said.append(
            say_many(
                "{n:,} document is still to be deleted at a host.",
                "{n:,} documents are still to be deleted at a host.",
                hosting.leaving,
            )
        )
    return " ".join(said)


def size_words(size: int) -> str:
    """Return a size in bytes for people."""
    if size < _MEGABYTE // 10:
        return say("{n:,} kB", n=-(-size // 1000))
    return say("{n:,.1f} MB", n=size / _MEGABYTE)


def amount_words(files: int, size: int) -> str:
    """Return how many documents of how many bytes there are."""
    return say_many(
        "{n:,} document, {size}", "{n:,} documents, {size}", files, size=size_words(size)
    )


def is_at_host(file: HostedFileObject) -> bool:
    """Whether a file lies at its host, as far as is known."""
    return file.sent_at is not None


async def files_here(client: Client, collection_id: str) -> tuple[int, int]:
    """Return how many documents would go to a host now, and their size in bytes.

    Raises:
        ApiError: the collection is gone, or the engine could not be reached.
    """
    told = await client.get_vector_store_hosting(collection_id)
    return told.files_here, told.bytes_here


async def names_here(client: Client, collection_id: str, most: int) -> list[str]:
    """Return ``most`` names of documents that would go to a host now, those added last first.

    Raises:
        ApiError: the collection is gone, or the engine could not be reached.
    """
    found = await client.get_vector_store_files(
        collection_id, limit=most, order="desc", filter="completed"
    )
    names: list[str] = []
    for one in found.data:
        try:
            names.append((await client.get_file(one.id)).filename)
        except ApiStatusError as error:
            if not is_missing(error):  # removed a moment ago
                raise
    return names


async def choose_host(
    client: Client, store_id: str, provider: str, *, delete: bool = True
) -> Hosting:
    """Choose where a collection is searched.

    Args:
        client: The way to the engine.
        store_id: The collection.
        provider: The host; empty for this computer alone.
        delete: Whether what lies at hosts is deleted there, where none is chosen.

    Raises:
        ApiError: it cannot be done, or nobody agreed to it.
    """
    request = HostStoreRequest(provider=provider or None, delete=delete)
    try:
        return hosting_of(await client.host_vector_store(store_id, request))
    except ApiStatusError as error:
        if provider or not is_missing(error):
            raise
        return Hosting()  # the collection is gone, and so is what lay at hosts


async def host_of(client: Client, store_id: str) -> str:
    """Return the host at which a collection is searched; empty for none, or if it is gone.

    Raises:
        ApiError: the engine could not be reached.
    """
    try:
        return hosting_of(await client.get_vector_store_hosting(store_id)).provider
    except ApiStatusError as error:
        if not is_missing(error):
            raise
        return ""


async def wait_until_settled(
    client: Client, store_id: str, on_progress: Callable[[Hosting], None] = lambda _: None
) -> Hosting:
    """Wait until all is sent or deleted, or something fails that does not pass; return that.

    A collection that is gone has nothing any more once all is deleted.

    Raises:
        ApiError: the engine could not be reached.
    """
    seen: Hosting | None = None
    since = asyncio.get_running_loop().time()
    while True:
        try:
            found = hosting_of(await client.get_vector_store_hosting(store_id))
        except ApiStatusError as error:
            if not is_missing(error):
                raise
            found = Hosting()
        now = asyncio.get_running_loop().time()
        if found != seen:
            on_progress(found)
            since = now
        seen = found
        if found.is_settled or (found.problem and now - since >= _AFTER_PROBLEM):
            return found
        await asyncio.sleep(_LOOKS_EVERY)


class CollectionHosting:
    """Where the collections of the window are searched.

    Args:
        client: The way to the engine.
        hosts: That may be chosen; None where there are none.
    """

    def __init__(self, client: Client, hosts: ModelHosts | None = None) -> None:
        self._client = client
        self._hosts = hosts

    async def of(self, collection_id: str) -> Hosting:
        """Return what of a collection lies at hosts.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        return hosting_of(await self._client.get_vector_store_hosting(collection_id))

    async def listed(self, collection_id: str | None = None) -> list[HostedFileObject]:
        """Return what lies at hosts, of one collection or of all, those that are gone too.

        Raises:
            ApiError: the engine could not be reached.
        """
        found = (await self._client.list_hosted_files()).data
        return [one for one in found if collection_id in (None, one.vector_store_id)]

    async def providers(self) -> Sequence[Provider]:
        """Return the hosts that may be chosen.

        Raises:
            ProviderError: they cannot be read.
        """
        return () if self._hosts is None else await self._hosts.all()

    async def choose(self, collection_id: str, provider: str, *, delete: bool = True) -> Hosting:
        """Choose where a collection is searched; arguments and errors as of ``choose_host``."""
        return await choose_host(self._client, collection_id, provider, delete=delete)

    async def amount(self, collection_id: str) -> tuple[int, int]:
        """Return how many documents would go to a host now, and their size in bytes.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        return await files_here(self._client, collection_id)

    async def names(self, collection_id: str, most: int) -> list[str]:
        """Return names of documents that would go to a host now, those added last first.

        Args:
            collection_id: The collection.
            most: Names that are wanted.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        return await names_here(self._client, collection_id, most)

    async def delete_left(self, collection_id: str) -> None:
        """Delete at hosts what is not searched there, and try again what could not be deleted.

        Raises:
            ApiError: the engine could not be reached.
        """
        try:
            used = (await self.of(collection_id)).provider
            await choose_host(self._client, collection_id, used)
        except ApiStatusError as error:
            if not is_missing(error):  # gone meanwhile, and so is what lay at hosts
                raise

    async def agree(self, provider: Provider) -> None:
        """Note that whole files of collections may be sent to a host."""
        if self._hosts is not None:
            await self._hosts.allow(provider.name, "files")

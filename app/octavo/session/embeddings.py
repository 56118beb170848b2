"""Which embedder a collection has: shown, chosen, and waited for."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable

from octavo.client import Client
from octavo.protocol.embeddings import (
    ChooseEmbedderRequest,
    StoreEmbeddingObject,
    VectorSetObject,
)
from octavo.protocol.phrases import retold
from octavo.providers.settings import Provider
from octavo.session.model_hosts import ModelHosts
from octavo.words import say

_LOOKS_EVERY = 0.25
"""Seconds between two looks at how far the vectors are."""

_AFTER_PROBLEM = 3.0
"""Seconds that a question waits on after something failed: it was tried several times by then."""


@dataclasses.dataclass(frozen=True, slots=True)
class Embedding:
    """The vectors of a collection, for people.

    Args:
        embedder: The one that was chosen; empty for the one that comes with Octavo.
        is_made: Whether all passages are compared by its vectors.
        passages: Of the documents that are read.
        embedded: Passages of these that have a vector of it.
        searched: The embedder whose vectors are compared meanwhile; None if there are none.
        model: Model, revision, dimension, and how the text was cut, of what is compared.
        problem: What failed the last time.
    """

    embedder: str
    is_made: bool
    passages: int
    embedded: int
    searched: str | None
    model: str
    problem: str


def embedding_of(told: StoreEmbeddingObject) -> Embedding:
    """Return what an engine tells of a store's vectors."""
    made = told.next or told.searched
    searched = told.searched
    return Embedding(
        embedder=told.embedder or "",
        is_made=told.next is None
        and (searched is None or searched.passages_embedded >= searched.passages),
        passages=0 if made is None else made.passages,
        embedded=0 if made is None else made.passages_embedded,
        searched=None if searched is None else searched.embedder or "",
        model="" if searched is None else _model(searched),
        problem=retold(told.problem or "", told.problem_phrases),
    )


def embedder_name(embedder: str) -> str:
    """Return what people call an embedder."""
    return embedder or say("the model that comes with Octavo")


def state_of(embedding: Embedding) -> str:
    """Return how far the vectors of a collection are, in a sentence."""
    if embedding.is_made:
        return say("Meanings are compared by {name}.", name=embedder_name(embedding.embedder))
    counts = {"n": embedding.embedded, "all": embedding.passages}
    if embedding.searched is None or embedding.searched == embedding.embedder:
        return say(
            "{n:,} of {all:,} passages are embedded by {name}.",
            name=embedder_name(embedding.embedder),
            **counts,
        )
    return say(
        "{n:,} of {all:,} passages are embedded by {name}. Until all are, meanings are compared by"
        " {before}.",
        name=embedder_name(embedding.embedder),
        before=embedder_name(embedding.searched),
        **counts,
    )


async def choose_embedder(client: Client, store_id: str, embedder: str) -> Embedding:
    """Choose what embeds a collection; empty for the model that comes with Octavo.

    Raises:
        ApiError: it cannot be asked, or nobody agreed to it.
    """
    request = ChooseEmbedderRequest(embedder=embedder or None)
    return embedding_of(await client.choose_vector_store_embedder(store_id, request))


async def wait_until_embedded(
    client: Client,
    store_id: str,
    on_progress: Callable[[Embedding], None] = lambda _: None,
    *,
    stalls_after: float | None = None,
) -> Embedding:
    """Wait until a collection is compared by the embedder chosen for it; return how it stands.

    Args:
        client: The way to the engine.
        store_id: The collection.
        on_progress: Told of each change.
        stalls_after: Seconds without a new vector after which nobody waits any more.

    Raises:
        ApiError: the engine could not be reached.
    """
    seen: Embedding | None = None
    since = asyncio.get_running_loop().time()
    while True:
        found = embedding_of(await client.get_vector_store_embedding(store_id))
        if found != seen:
            on_progress(found)
        now = asyncio.get_running_loop().time()
        if seen is None or found.embedded != seen.embedded:
            since = now
        seen = found
        if found.is_made or (stalls_after is not None and now - since >= stalls_after):
            return found
        if stalls_after is not None and found.problem and now - since >= _AFTER_PROBLEM:
            return found
        await asyncio.sleep(_LOOKS_EVERY)


def _model(searched: VectorSetObject) -> str:
    revision = f" ({searched.revision})" if searched.revision else ""
    parts = [f"{searched.model}{revision}", str(searched.dimension), *searched.chunkers]
    return " · ".join(parts)


class CollectionEmbedders:
    """What embeds the collections of the window.

    Args:
        client: The way to the engine.
        hosts: Whose models may be chosen; None where there are only those of Octavo.
    """

    def __init__(self, client: Client, hosts: ModelHosts | None = None) -> None:
        self._client = client
        self._hosts = hosts

    async def of(self, collection_id: str) -> Embedding:
        """Return what a collection is compared by, and what is made to follow it.

        Raises:
            ApiError: the collection is gone, or the engine could not be reached.
        """
        return embedding_of(await self._client.get_vector_store_embedding(collection_id))

    async def choose(self, collection_id: str, embedder: str) -> Embedding:
        """Choose what embeds a collection; raises as ``choose_embedder``."""
        return await choose_embedder(self._client, collection_id, embedder)

    async def choices(self) -> tuple[str, ...]:
        """Return the models of all hosts that answer; no host tells which of them embed."""
        if self._hosts is None:
            return ()
        listed = await self._hosts.choices()
        return tuple(model.name for host in listed for model in host.models)

    async def lacks_consent(self, embedder: str) -> Provider | None:
        """Return the host to which all text would go, if nobody has agreed to that yet.

        Raises:
            ProviderError: the hosts cannot be read.
        """
        provider = None if self._hosts is None else await self._hosts.of(embedder)
        return None if provider is None or provider.embeds else provider

    async def place_of(self, embedding: Embedding) -> str | None:
        """Return where a collection's text and the questions to it go; None for nowhere.

        Raises:
            ProviderError: the hosts cannot be read.
        """
        for name in (embedding.embedder, embedding.searched):
            provider = await self._hosts.of(name) if name and self._hosts is not None else None
            if provider is not None and provider.embeds:
                return provider.origin.partition("://")[2]
        return None

    async def agree(self, provider: Provider) -> None:
        """Note that all text of collections may be sent to a host."""
        if self._hosts is not None:
            await self._hosts.allow(provider.name, "embeddings")

"""All models that can write: those on this computer, and those of the user's providers."""

from __future__ import annotations

from octavo.providers.embeddings import HostedEmbeddings
from octavo.providers.hosted_stores import OpenAIStores
from octavo.providers.local.models import LocalModels, is_local
from octavo.providers.port import ChatModel, OfferedModel
from octavo.providers.registry import Providers


class AllModels:
    """Implements `octavo.providers.port.ChatModels`, ``EmbeddingHosts`` and ``HostedStoreHosts``.

    Args:
        providers: The hosts.
        local: The models on this computer.
    """

    def __init__(self, providers: Providers, local: LocalModels) -> None:
        self.providers = providers
        self.local = local

    async def offered(self) -> list[OfferedModel]:
        """Return the models that can be named now; see ``ChatModels``."""
        return [*await self.local.offered(), *await self.providers.offered()]

    async def has(self, name: str) -> bool:
        """Return whether a model of this name may be asked; see ``ChatModels``."""
        return await (self.local if is_local(name) else self.providers).has(name)

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        """Return the model of a name; see ``ChatModels``."""
        if is_local(name):
            return await self.local.find(name)
        return await self.providers.find(name, to_summarise=to_summarise)

    async def find_embeddings(self, name: str) -> HostedEmbeddings:
        """Return a model that makes vectors, which only hosts have; see ``EmbeddingHosts``."""
        return await self.providers.find_embeddings(name)

    async def find_stores(self, provider: str, *, to_send: bool = True) -> OpenAIStores:
        """Return the way to a host's files; see ``HostedStoreHosts``."""
        return await self.providers.find_stores(provider, to_send=to_send)

    async def origin_of(self, provider: str) -> str:
        """Return scheme, host and port of a provider; see ``HostedStoreHosts``."""
        return await self.providers.origin_of(provider)

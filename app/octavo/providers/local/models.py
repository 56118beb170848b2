"""The models on this computer, as what answers chats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from octavo.providers.chat_completions import ChatCompletionsModel
from octavo.providers.local.folder import KeptModel, ModelFolder
from octavo.providers.local.getting import Getting
from octavo.providers.local.gguf import GgufFacts
from octavo.providers.local.memory import context_of
from octavo.providers.local.runner import HOST, LocalRunner
from octavo.providers.names import LOCAL, joined, split
from octavo.providers.port import ChatModel, OfferedModel


class LocalModels:
    """Knows and runs the models of a folder; implements `octavo.providers.port.ChatModels`.

    Args:
        folder: Where they are.
        runner: What runs them.

    Attributes:
        getting: Brings new ones.
    """

    def __init__(self, folder: ModelFolder, runner: LocalRunner) -> None:
        self.folder = folder
        self.getting = Getting(folder)
        self._runner = runner

    async def all(self) -> list[KeptModel]:
        """Return the models that are there."""
        return await asyncio.to_thread(self.folder.all)

    async def offered(self) -> list[OfferedModel]:
        """Return the models that are there; see ``ChatModels``."""
        return [OfferedModel(joined(LOCAL, kept.name), HOST) for kept in await self.all()]

    async def has(self, name: str) -> bool:
        """Return whether a name is one of a model on this computer, which may be gone."""
        return is_local(name)

    async def find(self, name: str) -> ChatModel | None:
        """Return the model of a name; see ``ChatModels``."""
        parts = split(name)
        if parts is None or parts[0] != LOCAL:
            return None
        kept = await asyncio.to_thread(self.folder.get, parts[1])
        facts = await asyncio.to_thread(self.folder.facts, kept)
        return ChatCompletionsModel(
            _Events(self._runner, kept, facts),
            kept.name,
            name=joined(LOCAL, kept.name),
            context_tokens=context_of(facts),
        )

    async def remove(self, name: str) -> KeptModel:
        """Delete a model, and end its process first.

        Raises:
            ProviderError: there is none of this name.
            StorageFullError: it cannot be deleted.
        """
        await self._runner.forget(self.folder.file(name))
        return await asyncio.to_thread(self.folder.remove, name)

    async def aclose(self) -> None:
        """End the process of the model that runs."""
        await self._runner.aclose()


class _Events:
    """A model's process as the way to a host that speaks chat completions."""

    def __init__(self, runner: LocalRunner, kept: KeptModel, facts: GgufFacts) -> None:
        self._runner = runner
        self._kept = kept
        self._facts = facts

    @property
    def host(self) -> str:
        return HOST

    def events(self, _path: str, body: dict[str, Any]) -> AsyncGenerator[str, None]:
        return self._runner.chat(self._kept.name, self._kept.path, self._facts, body)


def is_local(name: str) -> bool:
    """Whether a name is one of a model on this computer."""
    parts = split(name)
    return parts is not None and parts[0] == LOCAL

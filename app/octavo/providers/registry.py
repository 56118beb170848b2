"""The providers of a data folder: kept, tried out, and found by the names of their models."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path

from octavo.errors import InputError, ProviderError
from octavo.providers import settings
from octavo.providers.chat_completions import (
    DEFAULT_CONTEXT,
    ChatCompletionsModel,
    Dialect,
    HostedModel,
    hosted_models,
)
from octavo.providers.connection import Connection, KeyOf
from octavo.providers.embeddings import HostedEmbeddings
from octavo.providers.hosted_stores import OpenAIStores
from octavo.providers.names import LOCAL, check_provider, joined, split
from octavo.providers.network import Network
from octavo.providers.port import ChatEnd, ChatMessage, ChatModel, ChatRequest, OfferedModel
from octavo.providers.responses import ResponsesModel
from octavo.providers.settings import Consent, Provider
from octavo.wire.addresses import check_base_url
from octavo.words import later

_LIST_KEPT = 600.0
"""Seconds that a host's list of models is good for."""

_LISTED_WITHIN = 2.0
"""Seconds for a host to tell its models where those of all are wanted."""

_TRIED_TOKENS = 16

_CONSENTS: dict[Consent, str] = {
    "answers": "allowed",
    "embeddings": "allowed_text",
    "files": "allowed_files",
    "summaries": "allowed_summaries",
}
"""Where each consent is kept."""


@dataclasses.dataclass(slots=True)
class _Host:
    connection: Connection
    dialects: dict[str, Dialect] = dataclasses.field(default_factory=dict)
    models: list[HostedModel] = dataclasses.field(default_factory=list)
    listed_at: float = float("-inf")


class Providers:
    """Implements `octavo.providers.port.ChatModels`, ``EmbeddingHosts`` and ``HostedStoreHosts``.

    The file is read anew for each call: the command line may change it while a window is open.

    Args:
        file: Where they are kept.
        key_of: Knows the keys by origin.
    """

    def __init__(self, file: Path, key_of: KeyOf) -> None:
        self._file = file
        self._key_of = key_of
        self._hosts: dict[tuple[str, str, str], _Host] = {}
        self._changing = asyncio.Lock()

    async def all(self) -> tuple[Provider, ...]:
        """Return all providers in the order in which they were added.

        Raises:
            ProviderError: the file cannot be read.
        """
        return await asyncio.to_thread(settings.read, self._file)

    async def get(self, name: str) -> Provider:
        """Return one provider.

        Raises:
            ProviderError: there is none of this name.
        """
        known = await self.all()
        for one in known:
            if one.name == name:
                return one
        if name == LOCAL:
            raise ProviderError(
                later(
                    "“{local}” stands for the models on this computer and is no provider.",
                    local=LOCAL,
                ),
                part="settings",
                hint=later("octavo models shows what is on this computer."),
            )
        names = ", ".join(one.name for one in known)
        raise ProviderError(
            later("There is no provider “{name}”.", name=name),
            part="settings",
            hint=later("There are: {names}.", names=names)
            if names
            else later("Add it: octavo providers add {name}", name=name),
        )

    async def put(self, provider: Provider) -> Provider:
        """Add a provider, or change the one of the same name.

        Returns:
            The provider as it is kept; a consent to another address is gone, and one that was
            given before answers were kept at the host for a while.

        Raises:
            InputError: its name or an address cannot be used.
        """
        checked = provider.model_copy(
            update={
                "name": check_provider(provider.name),
                "base_url": str(check_base_url(provider.base_url)),
            }
        )
        if checked.kind != "responses":
            checked = checked.model_copy(update={"background": False})
        if checked.ca_file and not await asyncio.to_thread(Path(checked.ca_file).is_file):
            raise InputError(later("There is no file “{ca_file}”.", ca_file=checked.ca_file))
        async with self._changing:
            known = await self.all()
            before = next((one for one in known if one.name == checked.name), None)
            more = before is not None and checked.background and not before.background
            if more or not checked.is_allowed:
                checked = checked.model_copy(update={"allowed": ""})
            if not checked.embeds:
                checked = checked.model_copy(update={"allowed_text": ""})
            if not checked.keeps_files:
                checked = checked.model_copy(update={"allowed_files": ""})
            if checked.allowed_summaries != checked.origin:
                checked = checked.model_copy(update={"allowed_summaries": ""})
            if before is not None:
                changed = tuple(checked if one.name == checked.name else one for one in known)
            else:
                changed = (*known, checked)
            await asyncio.to_thread(settings.write, self._file, changed)
        return checked

    async def allow(self, name: str, consent: Consent = "answers") -> Provider:
        """Note what the user lets be sent to a provider's present address."""
        provider = await self.get(name)
        field = _CONSENTS[consent]
        return await self.put(provider.model_copy(update={field: provider.origin}))

    async def withdraw(self, name: str, consent: Consent = "answers") -> Provider:
        """Note that the user lets something be sent to a provider no more."""
        provider = await self.get(name)
        return await self.put(provider.model_copy(update={_CONSENTS[consent]: ""}))

    async def withdraw_all(self, name: str) -> Provider:
        """Note that the user lets nothing at all be sent to a provider any more."""
        return await self.put(settings.without_consent(await self.get(name)))

    async def remove(self, name: str) -> Provider:
        """Forget a provider; assistants that name its models say so when they are asked.

        Raises:
            ProviderError: there is none of this name.
        """
        gone = await self.get(name)
        async with self._changing:
            left = tuple(one for one in await self.all() if one.name != name)
            await asyncio.to_thread(settings.write, self._file, left)
        return gone

    async def models(self, name: str) -> Sequence[HostedModel]:
        """Return the models that a provider has now.

        Raises:
            ProviderError: it cannot be asked; ``part`` tells why.
        """
        return await self._list(self._host(await self.get(name)))

    async def try_model(self, name: str, model: str) -> None:
        """Have a model say a word; nothing of the user's is sent.

        Raises:
            ProviderError: it does not answer; ``part`` tells why.
        """
        provider = await self.get(name)
        asked = self._model(self._host(provider), provider, model, DEFAULT_CONTEXT)
        request = ChatRequest(
            (ChatMessage("user", "Reply with the word: ready"),), max_tokens=_TRIED_TOKENS
        )
        ended = [part async for part in asked.chat(request) if isinstance(part, ChatEnd)]
        if not ended:
            raise RuntimeError("a chat ended without its end")

    async def offered(self) -> list[OfferedModel]:
        """Return the models of all providers that the user has agreed to; see ``ChatModels``."""
        allowed = [one for one in await self.all() if one.is_allowed]
        return [
            OfferedModel(
                joined(provider.name, model.id),
                provider.origin.partition("://")[2],
                model.created,
                model.shutdown_date,
            )
            for provider, models in zip(
                allowed, await asyncio.gather(*map(self._known, allowed)), strict=True
            )
            for model in models
        ]

    async def shutdown_date(self, name: str) -> str:
        """Return when a model's host will switch it off; empty if it does not tell.

        The host is asked for its list of models, which says so, unless it was lately.

        Raises:
            ProviderError: there is no such provider.
        """
        parts = split(name)
        if parts is None:
            return ""
        listed = await self._known(await self.get(parts[0]))
        return next((one.shutdown_date or "" for one in listed if one.id == parts[1]), "")

    async def has(self, name: str) -> bool:
        """Return whether a name is one of a provider's model; see ``ChatModels``."""
        parts = split(name)
        return parts is not None and any(one.name == parts[0] for one in await self.all())

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        """Return the model of a name; see ``ChatModels``."""
        parts = split(name)
        if parts is None:
            return None
        provider = await self.get(parts[0])
        if to_summarise and not provider.summarises:
            raise ProviderError(
                later(
                    "No text was sent to {origin}: nobody has agreed to summaries there yet.",
                    origin=provider.origin,
                ),
                part="consent",
                hint=later(
                    "Agree to it in the window, or with: octavo providers allow {name} summaries",
                    name=provider.name,
                ),
            )
        if not (to_summarise or provider.is_allowed):
            raise ProviderError(
                later(
                    "Nothing was sent to {origin}: nobody has agreed to it yet.",
                    origin=provider.origin,
                ),
                part="consent",
                hint=later(
                    "Agree to it in the window, or with: octavo providers allow {name}",
                    name=provider.name,
                ),
            )
        host = self._host(provider)
        context = provider.context_tokens or await self._context(host, parts[1])
        return self._model(host, provider, parts[1], context)

    async def find_embeddings(self, name: str) -> HostedEmbeddings:
        """Return a model that makes vectors; see ``EmbeddingHosts``."""
        parts = split(name)
        if parts is None:
            raise ProviderError(
                later("“{name}” does not name a model of a provider.", name=name),
                part="settings",
                hint=later("Name provider and model, such as ollama/nomic-embed-text."),
            )
        provider = await self.get(parts[0])
        if not provider.embeds:
            raise ProviderError(
                later(
                    "No text was sent to {origin}: nobody has agreed to it yet.",
                    origin=provider.origin,
                ),
                part="consent",
                hint=later(
                    "Agree to it in the window, or with: octavo providers allow {name} embeddings",
                    name=provider.name,
                ),
            )
        return HostedEmbeddings(self._host(provider).connection, parts[1], name=name)

    async def find_stores(self, provider: str, *, to_send: bool = True) -> OpenAIStores:
        """Return the way to a host's files; see ``HostedStoreHosts``."""
        known = await self.get(provider)
        if to_send and not known.keeps_files:
            raise ProviderError(
                later(
                    "No file was sent to {origin}: nobody has agreed to it yet.",
                    origin=known.origin,
                ),
                part="consent",
                hint=later(
                    "Agree to it in the window, or with: octavo providers allow {name} files",
                    name=known.name,
                ),
            )
        return OpenAIStores(self._host(known).connection)

    async def origin_of(self, provider: str) -> str:
        """Return scheme, host and port of a provider; see ``HostedStoreHosts``."""
        return (await self.get(provider)).origin

    async def aclose(self) -> None:
        """Close all connections."""
        for host in self._hosts.values():
            await host.connection.aclose()
        self._hosts.clear()

    def _host(self, provider: Provider) -> _Host:
        key = (provider.base_url, provider.proxy, provider.ca_file)
        if key not in self._hosts:
            network = Network(proxy=provider.proxy, ca_file=provider.ca_file)
            connection = Connection(provider.base_url, key_of=self._key_of, network=network)
            self._hosts[key] = _Host(connection)
        return self._hosts[key]

    def _model(self, host: _Host, provider: Provider, model: str, context: int) -> ChatModel:
        if provider.kind == "responses":
            return ResponsesModel(
                host.connection,
                model,
                name=joined(provider.name, model),
                context_tokens=context,
                background=provider.background,
            )
        return ChatCompletionsModel(
            host.connection,
            model,
            name=joined(provider.name, model),
            context_tokens=context,
            dialect=host.dialects.setdefault(model, Dialect()),
        )

    async def _known(self, provider: Provider) -> Sequence[HostedModel]:
        """Return a provider's models as they were listed lately; none if it does not answer."""
        host = self._host(provider)
        if time.monotonic() - host.listed_at > _LIST_KEPT:
            with contextlib.suppress(ProviderError, TimeoutError):
                async with asyncio.timeout(_LISTED_WITHIN):
                    await self._list(host)
        return host.models

    async def _list(self, host: _Host) -> list[HostedModel]:
        host.models = await hosted_models(host.connection)
        host.listed_at = time.monotonic()
        return host.models

    async def _context(self, host: _Host, model: str) -> int:
        """Return what the host tells of a model's context, or what is safe with all."""
        if time.monotonic() - host.listed_at > _LIST_KEPT:
            try:
                await self._list(host)
            except ProviderError as error:
                if error.part != "reply" and error.status != 404:
                    raise  # the model itself would fail by the same
        told = next((one.context_tokens for one in host.models if one.id == model), None)
        return told or DEFAULT_CONTEXT

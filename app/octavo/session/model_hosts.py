"""Who can write answers: the hosts that the user has set up, their keys, and their models."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools

from octavo.errors import ProviderError
from octavo.protocol.tools import DEFAULT_RESULTS, MOST_SEARCHES
from octavo.providers.chat_completions import DEFAULT_CONTEXT, HostedModel
from octavo.providers.discovery import find_hosts
from octavo.providers.names import joined
from octavo.providers.registry import Providers
from octavo.providers.settings import Consent, Provider
from octavo.session.keys import Keys
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import say

LONGEST_PASSAGE = 1840
"""Characters: 200 word pieces of at most seven letters with a space behind each, and as small a
rest of the page, 30 of them, as makes no passage of its own."""

_LISTED_WITHIN = 5.0
"""Seconds for a host to list its models where several are asked at once."""


@dataclasses.dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that can be chosen.

    Args:
        name: As assistants name it.
        context_tokens: That it reads and writes in one go at most.
        is_told: Whether host or user name that number; else it is what is safe with all.
        shutdown_date: When its host will switch it off, as the host tells it; empty if it does not.
        label: What people call it; its name if empty.
    """

    name: str
    context_tokens: int
    is_told: bool = False
    shutdown_date: str = ""
    label: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class HostModels:
    """A host with the models that it has now.

    Args:
        provider: The host.
        models: The models.
        problem: Why they are not known.
    """

    provider: Provider
    models: tuple[ModelChoice, ...] = ()
    problem: Problem | None = None


class ModelHosts:
    """Keeps hosts and keys, and lists models.

    Args:
        providers: The hosts.
        keys: Their keys.
    """

    def __init__(self, providers: Providers, keys: Keys) -> None:
        self._providers = providers
        self._keys = keys

    async def find_key_place(self) -> str | None:
        """Return where keys are kept beyond this session; None if nowhere."""
        return await self._keys.find_place()

    async def all(self) -> tuple[Provider, ...]:
        """Return all hosts.

        Raises:
            ProviderError: they cannot be read.
        """
        return await self._providers.all()

    async def of(self, model: str) -> Provider | None:
        """Return the host of a model, or None if it is none of an outside model."""
        name, slash, _ = model.partition("/")
        if not slash:
            return None
        return next((one for one in await self.all() if one.name == name), None)

    async def put(self, provider: Provider, key: str = "") -> Provider:
        """Keep a host, and a key for it if one is given.

        Raises:
            InputError: its name or address cannot be used.
            KeychainError: the key cannot be kept.
        """
        kept = await self._providers.put(provider)
        if key.strip():
            await self._keys.set(kept.origin, key)
        return kept

    async def allow(self, name: str, consent: Consent = "answers") -> None:
        """Note what the user lets be sent to a host."""
        await self._providers.allow(name, consent)

    async def withdraw(self, name: str) -> None:
        """Let nothing be sent to a host any more, whatever was agreed to.

        Raises:
            ProviderError: there is none of this name.
        """
        await self._providers.withdraw_all(name)

    async def remove(self, name: str) -> None:
        """Forget a host, and its key unless another one has the same origin."""
        gone = await self._providers.remove(name)
        if not any(one.origin == gone.origin for one in await self.all()):
            await self._keys.delete(gone.origin)

    async def models(self, provider: Provider) -> tuple[ModelChoice, ...]:
        """Return the models that a host has now.

        Raises:
            ProviderError: it cannot be asked; ``part`` tells what is wrong.
        """
        found = await self._providers.models(provider.name)
        return tuple(_choice(provider, model) for model in found)

    async def shutdown_date(self, model: str) -> str:
        """Return when a model's host will switch it off; empty if it does not tell.

        Raises:
            ProviderError: there is no such host.
        """
        return await self._providers.shutdown_date(model)

    async def find_hosts(self) -> tuple[Provider, ...]:
        """Look for hosts at the usual ports of this computer, and keep those that are new.

        Returns:
            The new ones. Nothing may be sent to them until the user agrees.
        """
        known = await self.all()
        taken, origins = {one.name for one in known}, {one.origin for one in known}
        added: list[Provider] = []
        for found in await find_hosts():
            fresh = Provider(name=found.name, base_url=found.base_url)
            if fresh.origin in origins:
                continue
            numbers = (f"{found.name}-{number}" for number in itertools.count(2))
            name = next(n for n in itertools.chain([found.name], numbers) if n not in taken)
            added.append(await self._providers.put(fresh.model_copy(update={"name": name})))
            taken.add(name)
        return tuple(added)

    async def choices(self) -> list[HostModels]:
        """Return all hosts with their models, asked at once; one that does not answer says so."""
        return list(await asyncio.gather(*(self._listed(one) for one in await self.all())))

    async def _listed(self, provider: Provider) -> HostModels:
        try:
            async with asyncio.timeout(_LISTED_WITHIN):
                return HostModels(provider, await self.models(provider))
        except ProviderError as error:
            return HostModels(provider, problem=problem_of(error))
        except TimeoutError:
            words = say("{origin} did not answer in time.", origin=provider.origin)
            return HostModels(provider, problem=Problem(say("No answer"), words))


def _choice(provider: Provider, model: HostedModel) -> ModelChoice:
    told = provider.context_tokens or model.context_tokens
    return ModelChoice(
        joined(provider.name, model.id),
        told or DEFAULT_CONTEXT,
        told is not None,
        model.shutdown_date or "",
    )


def what_was_agreed(provider: Provider) -> str:
    """Return what the user has agreed to be sent to a host; nothing if that is nothing."""
    given = {
        say("passages, to answer from"): provider.is_allowed,
        say("the text of collections, to compare meanings"): provider.embeds,
        say("whole documents, to be kept and searched there"): provider.keeps_files,
        say("the text of documents, to summarise them"): (
            provider.allowed_summaries == provider.origin
        ),
    }
    what = "; ".join(words for words, is_given in given.items() if is_given)
    return say("You agreed that these are sent there: {what}.", what=what) if what else ""


def what_is_sent(provider: Provider) -> str:
    """Return what goes to a host that writes answers, and where that is."""
    where = _where(provider)
    text = say(
        "To answer, these are sent to {where}: the question, the thread so far, the assistant’s"
        " instructions, and the passages of your documents that fit the question, with file name"
        " and page. With the usual settings these are up to {n:,} passages, {characters:,}"
        " characters in all; the model may look for as many again up to {more} times. Whole files"
        " are not sent.",
        where=where,
        n=DEFAULT_RESULTS,
        characters=DEFAULT_RESULTS * LONGEST_PASSAGE,
        more=MOST_SEARCHES,
    )
    if provider.background:
        text += " " + say(
            "The host keeps each answer, with what was sent for it, until the answer is whole;"
            " then it is told to delete it."
        )
    elif provider.kind == "responses":
        text += " " + say("The host is told to keep none of it.")
    return text + _if_open(provider)


def what_is_summarised(provider: Provider | None) -> str:
    """Return what a summary sends, and where; None is a model that runs in this program."""
    if provider is None:
        return say("Nothing leaves this computer.")
    return say("All the text is sent to {where}, part by part.", where=_where(provider))


def what_is_read_whole(provider: Provider) -> str:
    """Return what goes to a host that summarises documents, and where that is."""
    return say(
        "To be summarised, the whole text of a document is sent to {where}, part by part, with its"
        " file name. That is far more than the passages of an answer. Files are not sent.",
        where=_where(provider),
    ) + _if_open(provider)


def what_is_embedded(provider: Provider) -> str:
    """Return what goes to a host that embeds a collection, and where that is."""
    return say(
        "To compare meanings, the whole text of the collection’s documents, and each question that"
        " is put to it, are sent to {where}. The files themselves are not sent.",
        where=_where(provider),
    ) + _if_open(provider)


def what_is_kept(provider: Provider) -> str:
    """Return what goes to a host that keeps a collection's files, and where that is."""
    return say(
        "To be searched there, the collection’s documents are sent whole, with their file names,"
        " to {where}, which keeps them until they are deleted there. Each question that is put to"
        " the collection is sent, too.",
        where=_where(provider),
    ) + _if_open(provider)


def _where(provider: Provider) -> str:
    computer = say("this computer") if provider.is_local else say("another computer")
    return f"{provider.origin} ({computer})"


def _if_open(provider: Provider) -> str:
    if not provider.is_open:
        return ""
    return " " + say("The connection is not encrypted: others on the way can read it.")

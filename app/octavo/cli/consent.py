"""Which model writes, and the question on the terminal before its host is sent anything."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from octavo.cli.faults import printable, say
from octavo.errors import InputError, ProviderError
from octavo.providers.everywhere import AllModels
from octavo.providers.local.models import is_local
from octavo.providers.names import LOCAL, joined, split
from octavo.providers.registry import Providers
from octavo.providers.settings import Consent, Provider
from octavo.session.model_hosts import (
    what_is_embedded,
    what_is_kept,
    what_is_read_whole,
    what_is_sent,
)

_YES = frozenset({"y", "yes"})

_NAMED = 5
"""Files that are named at most where it is asked whether they may be sent."""

_SHOWN = 8
"""Models that are named at most where one has to be chosen."""


async def ensure_allowed(
    providers: Providers, name: str, consent: Consent = "answers", what: str = ""
) -> None:
    """Ask for consent if there is none yet, where somebody sits at the terminal.

    Args:
        providers: The hosts.
        name: Of the host.
        consent: To what.
        what: What would be sent now, in a sentence that names it.

    Raises:
        ProviderError: there is no such provider, or nobody agrees.
    """
    provider = await providers.get(name)
    if consent in agreed(provider):
        return
    sent = f"{what_goes(provider, consent)} {what}".strip()
    how = f"octavo providers allow {name}" + ("" if consent == "answers" else f" {consent}")
    if sys.stdin is None or not sys.stdin.isatty():
        raise ProviderError(
            f"Nothing was sent to {provider.origin}: nobody has agreed to it yet.",
            part="consent",
            hint=f"{sent} Agree with: {how}",
        )
    sys.stderr.write(printable(f"{sent}\nAgree? [y/N] "))
    sys.stderr.flush()
    answer = await asyncio.to_thread(sys.stdin.readline)
    if answer.strip().lower() not in _YES:
        raise ProviderError(f"Nothing was sent to {provider.origin}.", part="consent", hint="")
    await providers.allow(name, consent)


def agreed(provider: Provider) -> tuple[Consent, ...]:
    """Return what the user has agreed to for a provider."""
    given: dict[Consent, bool] = {
        "answers": provider.is_allowed,
        "embeddings": provider.embeds,
        "files": provider.keeps_files,
        "summaries": provider.summarises,
    }
    return tuple(what for what, is_agreed in given.items() if is_agreed)


def named_files(names: Sequence[str], more: int = 0) -> str:
    """Return the first names of files, and how many more there are."""
    shown = [f"“{name}”" for name in names[:_NAMED]]
    left = more + len(names) - len(shown)
    return ", ".join(shown) + (f" and {left:,} more" if left else "")


def what_goes(provider: Provider, consent: Consent) -> str:
    """Return what is agreed to, for people."""
    tell = {
        "answers": what_is_sent,
        "embeddings": what_is_embedded,
        "files": what_is_kept,
        "summaries": what_is_read_whole,
    }
    return tell[consent](provider)


async def agreed_embedder(providers: Providers, name: str) -> str:
    """Return the name of the model that shall embed, once all text may be sent to its host.

    Raises:
        InputError: it names no model of a provider.
        ProviderError: there is no such provider, or nobody agrees.
    """
    parts = split(name)
    if parts is None:
        raise InputError(
            f"“{name}” does not name a model of a provider.",
            hint="Name both: PROVIDER/MODEL, such as ollama/nomic-embed-text.",
        )
    await ensure_allowed(providers, parts[0], "embeddings")
    return name


async def chosen_model(
    models: AllModels,
    provider: str,
    model: str,
    consent: Consent = "answers",
    what: str = "",
) -> str:
    """Return the name of the model that shall write, once what it reads may be sent to it.

    Args:
        models: All that there are.
        provider: Whose model.
        model: Which one; empty for the only one.
        consent: What is sent to it.
        what: What would be sent now, in a sentence that names it.

    Raises:
        InputError: there is not just one.
        ProviderError: the provider cannot be asked, or nobody agrees.
    """
    if provider == LOCAL:
        there = [one.name for one in await models.local.all()]
        chosen = model or _only(provider, there, "Get one: octavo models get NAME")
        await models.local.find(joined(LOCAL, chosen))  # says what is wrong before files are read
        return joined(LOCAL, chosen)
    if not model:
        listed = [one.id for one in await models.providers.models(provider)]
        model = _only(provider, listed, "Start one there, then ask again.")
    await ensure_allowed(models.providers, provider, consent, what)
    return joined(provider, model)


async def warn_of_end(models: AllModels, name: str) -> None:
    """Say when the model's host will switch it off, if it has told that with its list of models."""
    if is_local(name):
        return
    if date := await models.providers.shutdown_date(name):
        host = name.partition("/")[0]
        say(
            f"{name} will be switched off by its host: {date}.",
            f"Choose another one before: octavo providers models {host}",
        )


def _only(provider: str, names: Sequence[str], hint: str) -> str:
    """Return the only name.

    Raises:
        InputError: there is not just one; ``hint`` says what helps where there is none.
    """
    if len(names) == 1:
        return names[0]
    shown = ", ".join(names[:_SHOWN]) + (", …" if names[_SHOWN:] else "")
    raise InputError(
        f"{provider} has {len(names) or 'no'} models: choose one with --model.",
        hint=f"There are: {shown}." if shown else hint,
    )

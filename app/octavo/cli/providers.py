"""``octavo providers``: which hosts of models there are, tried out and kept on the terminal."""

from __future__ import annotations

import asyncio
import getpass
import json
import shlex
import sys

from octavo.assembly import open_client, open_providers
from octavo.cli.arguments import Arguments
from octavo.cli.consent import agreed, what_goes
from octavo.cli.faults import EXIT_DONE, printable, say
from octavo.cli.provider_arguments import ProviderArguments
from octavo.cli.usage import price_words, tell_usage
from octavo.data_folder import DATABASE
from octavo.errors import InputError
from octavo.providers.names import joined
from octavo.providers.registry import Providers
from octavo.providers.settings import PRESETS, Provider, preset_kind
from octavo.session.hosted_rest import HostedRest, is_left, lying_words
from octavo.session.keychain import open_secrets
from octavo.session.keys import VARIABLE, Keys
from octavo.session.model_hosts import ModelHosts
from octavo.session.prices import FILE_NAME, Prices


def providers(arguments: Arguments) -> int:
    """Do what is asked for; the exit code tells whether that worked.

    Raises:
        InputError: the arguments make no sense.
        AppError: it could not be done.
    """
    asyncio.run(_run(arguments, arguments.providers or ProviderArguments()))
    return EXIT_DONE


async def _run(arguments: Arguments, wanted: ProviderArguments) -> None:
    secrets = await open_secrets()
    async with open_providers(arguments.data_dir, secrets) as known:
        match wanted.action:
            case "list":
                await _list(known, as_json=arguments.json)
            case "find":
                await _find(ModelHosts(known, Keys(secrets)))
            case "add":
                await _add(known, Keys(secrets), wanted)
            case "key":
                await _keep_key(await known.get(wanted.name), Keys(secrets))
            case "test":
                await _test(known, wanted)
            case "models":
                await _models(known, wanted.name)
            case "usage":
                await tell_usage(arguments)
            case "price":
                await Prices(arguments.data_dir / FILE_NAME).put(wanted.name, wanted.price)
                _tell(price_words(wanted.name, wanted.price))
            case "allow" | "withdraw":
                await _agree(known, wanted)
            case _:
                await known.get(wanted.name)
                await _leave(arguments, wanted)
                await ModelHosts(known, Keys(secrets)).remove(wanted.name)
                _tell(f"{wanted.name} is removed, and its key if it had one.")


async def _agree(known: Providers, wanted: ProviderArguments) -> None:
    """Note what may be sent to a provider, or may no more."""
    consent = wanted.consent
    if wanted.action == "allow":
        provider = await known.allow(wanted.name, consent)
        _tell(f"Agreed. {what_goes(provider, consent)}")
    else:
        provider = await known.withdraw(wanted.name, consent)
        _tell(f"Withdrawn: “{consent}” is not agreed to any more for {provider.origin}.")


async def _list(known: Providers, *, as_json: bool) -> None:
    found = await known.all()
    if as_json:
        _tell(json.dumps([one.model_dump() for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        _tell("There are no providers. Add one, for example: octavo providers add ollama")
    for one in found:
        # what a host on this computer may do without being asked is nothing that was agreed to
        given = [what for what in agreed(one) if what != "summaries" or one.allowed_summaries]
        state = f"agreed: {', '.join(given)}" if given else "not agreed yet"
        _tell(f"{one.name}\t{one.base_url}\t{state}")


async def _find(hosts: ModelHosts) -> None:
    found = await hosts.find_hosts()
    for one in found:
        _tell(f"{one.name} is added: {one.base_url}")
    if not found:
        _tell("Nothing new answers at the usual ports of this computer.")


async def _add(known: Providers, keys: Keys, wanted: ProviderArguments) -> None:
    before = next((one for one in await known.all() if one.name == wanted.name.lower()), None)
    url = wanted.more or (before.base_url if before else PRESETS.get(wanted.name.lower(), ""))
    if not url:
        raise InputError(
            f"The address of “{wanted.name}” is not known.",
            hint=f"Give it: octavo providers add {wanted.name} http://HOST:PORT/v1",
        )
    name = wanted.name.lower()
    provider = before or Provider(name=name, base_url=url, kind=preset_kind(name))
    if wanted.background and (wanted.kind or provider.kind) != "responses":
        raise InputError(
            "Only hosts that speak the Responses interface can work in the background.",
            hint="Say that it does: --api responses",
        )
    changes: dict[str, object] = {
        "base_url": url,
        "proxy": wanted.proxy,
        "ca_file": None if wanted.ca_file is None else str(wanted.ca_file),
        "context_tokens": wanted.context,
        "kind": wanted.kind,
        "background": wanted.background,
    }
    given = {name: value for name, value in changes.items() if value is not None}
    kept = await known.put(provider.model_copy(update=given))
    _tell(f"{kept.name} is {'changed' if before else 'added'}: {kept.base_url}")
    if kept.is_open:
        say(f"The connection to {kept.origin} is not encrypted.", "Others can read what is sent.")
    if wanted.key:
        await _keep_key(kept, keys)
    _tell(f"Try it with: octavo providers test {kept.name}")


async def _keep_key(provider: Provider, keys: Keys) -> None:
    place = await keys.find_place()
    if place is None:
        raise InputError(
            "There is no keychain here, and keys are kept nowhere else.",
            hint=f"Give it for one command in the environment: {VARIABLE}={provider.origin}=KEY",
        )
    key = await asyncio.to_thread(_read_key, provider.origin)
    if not key:
        raise InputError("The key is empty.")
    await keys.set(provider.origin, key)
    _tell(f"The key for {provider.origin} is kept in {place}.")


def _read_key(origin: str) -> str:
    """Read a key without showing it; never from the arguments, which others can see."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"Key for {origin}: ").strip()
    return sys.stdin.readline().strip() if sys.stdin is not None else ""


async def _leave(arguments: Arguments, wanted: ProviderArguments) -> None:
    """Leave at a provider what lies there, where that is wanted.

    Raises:
        InputError: something lies there, and nobody said that it is to stay.
    """
    if not (arguments.data_dir / DATABASE).exists():
        return
    async with open_client(arguments.data_dir) as client:
        rest = HostedRest(client)
        files = await rest.at(wanted.name)
        if not files or is_left(files):
            return
        if wanted.keep_files:
            await rest.leave(files)
            return
        places = await rest.places(files)
    commands = "; ".join(
        f"octavo collections host {shlex.quote(name)} {place or 'here'}"
        for name, place in places.items()
    )
    raise InputError(
        f"{wanted.name} is not removed: {lying_words(files)}",
        hint=f"Without it they can be deleted there by nobody here. Delete them first: {commands}"
        f" – or leave them there: octavo providers remove {wanted.name} --keep-files",
    )


async def _test(known: Providers, wanted: ProviderArguments) -> None:
    provider = await known.get(wanted.name)
    models = await known.models(wanted.name)
    noun = "model" if len(models) == 1 else "models"
    _tell(f"{provider.origin} answers and has {len(models)} {noun}.")
    if wanted.more:
        await known.try_model(wanted.name, wanted.more)
        _tell(f"{wanted.more} answers.")
        if date := await known.shutdown_date(joined(wanted.name, wanted.more)):
            say(f"{wanted.more} will be switched off by its host: {date}.")


async def _models(known: Providers, name: str) -> None:
    for model in await known.models(name):
        notes = []
        if model.context_tokens:
            notes.append(f"{model.context_tokens:,} tokens")
        if model.shutdown_date:
            notes.append(f"will be switched off on {model.shutdown_date}")
        _tell("\t".join([model.id, *notes]))


def _tell(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()

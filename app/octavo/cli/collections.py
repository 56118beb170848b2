"""``octavo collections``: the window's collections on the terminal, and what embeds them."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence

from octavo.assembly import open_client, open_models
from octavo.cli.arguments import Arguments
from octavo.cli.collection_arguments import HERE, SHIPPED, CollectionArguments
from octavo.cli.consent import agreed, agreed_embedder, ensure_allowed, named_files
from octavo.cli.faults import EXIT_DONE, log_to, printable, say
from octavo.cli.hosted import host_collection, left_over, list_hosted
from octavo.client import Client
from octavo.errors import InputError
from octavo.protocol.vector_stores import VectorStoreObject
from octavo.providers.registry import Providers
from octavo.session.collection_store import ASKED, DELETED
from octavo.session.embeddings import (
    Embedding,
    choose_embedder,
    embedder_name,
    embedding_of,
    state_of,
    wait_until_embedded,
)
from octavo.session.hosting import amount_words, files_here, names_here
from octavo.session.lists import every

_NAMED = 5
"""Files that are looked up to be named before they are sent."""


def collections(arguments: Arguments) -> int:
    """Do what is asked for; the exit code tells whether that worked.

    Raises:
        InputError: there is no such collection, or the arguments make no sense.
        AppError: it could not be done.
    """
    return asyncio.run(_run(arguments, arguments.collections or CollectionArguments()))


async def _run(arguments: Arguments, wanted: CollectionArguments) -> int:
    async with open_models(arguments.data_dir) as outside:
        embedder = wanted.embedder
        if embedder not in ("", SHIPPED):
            embedder = await agreed_embedder(outside.providers, embedder)
        if wanted.provider not in ("", HERE):
            await outside.providers.get(wanted.provider)  # says what is wrong before all else
        async with open_client(arguments.data_dir, outside) as client:
            log_to(arguments.data_dir)
            found = [s for s in await every(client.get_vector_stores) if _is_shown(s)]
            if wanted.action == "list":
                await _list(client, found, as_json=arguments.json)
                return EXIT_DONE
            if wanted.action == "hosted":
                await list_hosted(client, as_json=arguments.json)
                return EXIT_DONE
            if wanted.action == "host":
                gone = wanted.provider == HERE and not _fitting(found, wanted.name)
                store_id = (
                    await left_over(client, wanted.name) if gone else _named(found, wanted.name).id
                )
                if wanted.provider not in ("", HERE):
                    await _agree_to_send(outside.providers, client, store_id, wanted)
                return await host_collection(client, store_id, wanted)
            chosen = _named(found, wanted.name)
            if embedder:
                await choose_embedder(client, chosen.id, "" if embedder == SHIPPED else embedder)
                _tell_end(await wait_until_embedded(client, chosen.id, _Shown().show))
            else:
                _tell_end(embedding_of(await client.get_vector_store_embedding(chosen.id)))
            return EXIT_DONE


async def _agree_to_send(
    providers: Providers, client: Client, store_id: str, wanted: CollectionArguments
) -> None:
    """Name what is sent to a host before any of it is, and have that agreed to.

    Raises:
        ProviderError: nobody agrees.
    """
    files, size = await files_here(client, store_id)
    names = await names_here(client, store_id, _NAMED)
    named = named_files(names, files - len(names)) if names else "nothing yet"
    what = (
        f"Now this sends {named} ({amount_words(files, size)}) of “{wanted.name}”, and what is"
        " added to it later."
    )
    if "files" in agreed(await providers.get(wanted.provider)):
        say(what)
    else:
        await ensure_allowed(providers, wanted.provider, "files", what)


async def _list(client: Client, found: Sequence[VectorStoreObject], *, as_json: bool) -> None:
    rows = []
    for store in sorted(found, key=lambda one: one.name.casefold()):
        embedding = embedding_of(await client.get_vector_store_embedding(store.id))
        rows.append((store, embedding))
    if as_json:
        listed = [
            {
                "id": store.id,
                "name": store.name,
                "documents": store.file_counts.total,
                "embedder": embedding.embedder or SHIPPED,
                "is_made": embedding.is_made,
                "compared_by": embedding.model,
                "problem": embedding.problem,
            }
            for store, embedding in rows
        ]
        _tell(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    if not rows:
        _tell("There are no collections. They are made in the window.")
    for store, embedding in rows:
        count = store.file_counts.total
        noun = "document" if count == 1 else "documents"
        _tell(f"{store.name or store.id}\t{count:,} {noun}\t{embedder_name(embedding.embedder)}")


def _named(found: Sequence[VectorStoreObject], name: str) -> VectorStoreObject:
    """Return the collection of a name or an id.

    Raises:
        InputError: there is none, or several.
    """
    fitting = _fitting(found, name)
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"“{one.name}”" for one in found)
    if fitting:
        raise InputError(
            f"{len(fitting)} collections are called “{name}”.",
            hint=f"Give the id of one: {', '.join(one.id for one in fitting)}",
        )
    raise InputError(
        f"There is no collection “{name}”.",
        hint=f"There are: {names}." if names else "Collections are made in the window.",
    )


def _fitting(found: Sequence[VectorStoreObject], name: str) -> list[VectorStoreObject]:
    return [one for one in found if name == one.id or name.casefold() == one.name.casefold()]


def _is_shown(store: VectorStoreObject) -> bool:
    return ASKED not in store.metadata and DELETED not in store.metadata


def _tell_end(embedding: Embedding) -> None:
    _tell(state_of(embedding))
    if embedding.model:
        _tell(embedding.model)
    if embedding.problem:
        say(embedding.problem)


class _Shown:
    """Tells each state and problem once, on the error stream."""

    def __init__(self) -> None:
        self._problem = ""

    def show(self, embedding: Embedding) -> None:
        """Tell what is new."""
        if not embedding.is_made:
            say(state_of(embedding))
        if embedding.problem and embedding.problem != self._problem:
            say(embedding.problem, "It is tried again.")
        self._problem = embedding.problem


def _tell(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()

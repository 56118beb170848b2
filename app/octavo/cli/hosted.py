"""``octavo collections host`` and ``hosted``: where collections are searched, what lies there."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence

from octavo.cli.collection_arguments import HERE, CollectionArguments
from octavo.cli.faults import EXIT_DONE, EXIT_FAILED, printable, say
from octavo.client import Client
from octavo.errors import InputError
from octavo.protocol.hosting import HostedFileObject
from octavo.session.hosting import (
    Hosting,
    amount_words,
    choose_host,
    hosting_of,
    hosting_words,
    is_at_host,
    size_words,
    wait_until_settled,
)


async def host_collection(client: Client, store_id: str, wanted: CollectionArguments) -> int:
    """Tell where a collection is searched, or choose it and wait until that is so.

    Raises:
        ApiError: it could not be done.
    """
    if not wanted.provider:
        found = hosting_of(await client.get_vector_store_hosting(store_id))
    else:
        provider = "" if wanted.provider == HERE else wanted.provider
        await choose_host(client, store_id, provider, delete=not wanted.keep)
        found = await wait_until_settled(client, store_id, _Shown().show)
    _tell(hosting_words(found))
    if found.problem:
        say(found.problem)
    return EXIT_DONE if found.is_settled else EXIT_FAILED


async def left_over(client: Client, name: str) -> str:
    """Return the id of a collection that is gone and of which something lies at a host.

    Raises:
        InputError: nothing does.
    """
    for one in (await client.list_hosted_files()).data:
        if name == one.vector_store_id or name.casefold() == one.vector_store_name.casefold():
            return one.vector_store_id
    raise InputError(
        f"There is no collection “{name}”, and nothing of one lies at a host.",
        hint="octavo collections hosted shows all that does.",
    )


async def list_hosted(client: Client, *, as_json: bool) -> None:
    """Tell all that lies at hosts.

    Raises:
        ApiError: the engine could not be reached.
    """
    listed = (await client.list_hosted_files()).data
    if as_json:
        data = [one.model_dump(mode="json", exclude={"object"}) for one in listed]
        _tell(json.dumps(data, ensure_ascii=False, indent=2))
        return
    if not listed:
        _tell("Nothing of your documents lies at a host to be searched there.")
        return
    for one in listed:
        parts = [_collection(one), one.filename, size_words(one.bytes), _since(one), one.state]
        _tell("\t".join([*parts, *([one.problem] if one.problem else [])]))
    _tell(_sum(listed))


def _collection(one: HostedFileObject) -> str:
    return f"{one.vector_store_name or one.vector_store_id} at {one.origin}"


def _since(one: HostedFileObject) -> str:
    if one.sent_at is None:
        return "not sent yet"
    sent = dt.datetime.fromtimestamp(one.sent_at, dt.UTC).astimezone()
    return f"since {sent:%Y-%m-%d %H:%M}"


def _sum(listed: Sequence[HostedFileObject]) -> str:
    there = [one for one in listed if is_at_host(one)]
    return f"In all: {amount_words(len(there), sum(one.bytes for one in there))}"


class _Shown:
    """Tells each state and problem once, on the error stream."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def show(self, hosting: Hosting) -> None:
        """Tell what is new."""
        if hosting.is_settled:
            return
        said = [(hosting_words(hosting), "")]
        if hosting.problem:
            said.append((hosting.problem, "It is tried again."))
        for words, hint in said:
            if words not in self._said:
                self._said.add(words)
                say(words, hint)


def _tell(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()

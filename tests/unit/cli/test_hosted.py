"""``octavo collections host`` and ``hosted``, as somebody uses them at a terminal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from octavo.assembly import open_client
from octavo.client import Client
from octavo.protocol.hosting import HostedFileObject, StoreHostingObject
from octavo.session import hosting
from octavo.session.hosted_rest import HostedRest
from support.model_server import refuses
from support.model_server_thread import threaded_model_server
from support.stores_host import StoresServer
from unit.cli.conftest import Octavo, fill

RENT = "The rent is due on the first day of each month."


@pytest.fixture
def host() -> Iterator[StoresServer]:
    with threaded_model_server() as made:
        yield StoresServer(made)


async def delete(data: Path, store_id: str) -> None:
    async with open_client(data) as client:
        await client.delete_vector_store(store_id)


def test_a_collection_goes_to_a_host_is_listed_and_deleted_there(
    octavo: Octavo, host: StoresServer, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "_AFTER_PROBLEM", 0.1)
    store_id = asyncio.run(fill(data, RENT))
    octavo("providers", "add", "tiny", host.url)
    place = host.url.split("/")[2]

    code, _, err = octavo("collections", "host", "Leases", "tiny")
    assert code == 2
    assert "documents are sent whole" in err
    assert "octavo providers allow tiny files" in err
    assert "Now this sends “lease.txt” (1 document, 1 kB) of “Leases”" in err
    assert host.files == {}

    octavo("providers", "allow", "tiny", "files")
    code, out, err = octavo("collections", "host", "leases", "tiny")
    assert "Now this sends “lease.txt” (1 document, 1 kB)" in err
    assert (code, out) == (0, f"The collection is searched at {place}.\n")
    (file,) = host.files.values()
    assert file.content == RENT.encode()

    code, out, _ = octavo("collections", "hosted")
    first, last = out.splitlines()
    assert first.startswith(f"Leases at http://{place}\tlease.txt\t1 kB\tsince 20")
    assert last == "In all: 1 document, 1 kB"
    (listed,) = json.loads(octavo("collections", "hosted", "--json")[1])
    assert (listed["bytes"], listed["state"]) == (len(RENT), "ready")

    # It is deleted here while the host does not answer; so it stays in the list.
    host.faults["GET", "/files/.*"] = [refuses(401, "No key.")] * 99
    asyncio.run(delete(data, store_id))
    code, out, err = octavo("collections", "host", "Leases", "here")
    assert code == 3
    assert "1 document is still to be deleted at a host." in out
    assert "needs a key" in err
    assert "\tleaving\t" in octavo("collections", "hosted")[1]
    host.faults.clear()
    code, out, _ = octavo("collections", "host", store_id, "here")
    if code:  # all was deleted as soon as the engine was open
        assert code == 2
    else:
        assert out == "The collection is searched on this computer.\n"
    assert (host.files, host.stores) == ({}, {})
    assert octavo("collections", "hosted")[1].startswith("Nothing of your documents")

    code, _, err = octavo("collections", "host", "Leases", "here")
    assert code == 2
    assert "nothing of one lies at a host" in err
    assert octavo("collections", "host", "Leases", "tiny", "--keep")[0] == 2
    assert octavo("collections", "host")[0] == 2


def test_a_provider_is_not_removed_while_documents_lie_there_unless_they_are_to_stay(
    octavo: Octavo, host: StoresServer, data: Path
) -> None:
    asyncio.run(fill(data, RENT))
    octavo("providers", "add", "tiny", host.url)
    octavo("providers", "allow", "tiny", "files")
    assert octavo("collections", "host", "Leases", "tiny")[0] == 0
    place = host.url.split("/")[2]

    code, _, err = octavo("providers", "remove", "tiny")
    assert code == 2
    assert f"At {place} lies 1 document (1 kB) of “Leases”." in err
    assert "octavo collections host Leases here" in err
    assert "octavo providers remove tiny --keep-files" in err
    assert "tiny" in octavo("providers")[1]

    assert octavo("providers", "remove", "tiny", "--keep-files")[0] == 0
    assert len(host.files) == 1
    assert "\tkept" in octavo("collections", "hosted")[1]
    told = octavo("collections", "host", "Leases")[1]
    assert told.startswith("The collection is searched on this computer.")
    # There again, it can be deleted after all; what somebody has deleted there is no failure.
    octavo("providers", "add", "tiny", host.url)
    host.files.clear()
    assert octavo("collections", "host", "Leases", "here")[0] == 0
    assert octavo("collections", "hosted")[1].startswith("Nothing of your documents")
    assert octavo("providers", "remove", "tiny")[0] == 0


async def test_a_collection_that_is_searched_at_another_host_stays_there() -> None:
    """What is named to delete leftovers must not take the collection from its new host."""

    class Reached:
        async def get_vector_store_hosting(self, store_id: str) -> StoreHostingObject:
            provider = {"vs_moved": "second", "vs_there": "first"}[store_id]
            return StoreHostingObject.model_construct(
                provider=provider,
                origin="",
                files=1,
                files_ready=1,
                files_failed=0,
                bytes_sent=9,
                files_kept=0,
                files_leaving=0,
                problem=None,
            )

    files = [
        HostedFileObject.model_construct(
            vector_store_id=store_id, vector_store_name=name, provider="first"
        )
        for store_id, name in (("vs_moved", "Moved"), ("vs_there", ""), ("vs_moved", "Moved"))
    ]
    rest = HostedRest(cast("Client", Reached()))
    assert await rest.places(files) == {"Moved": "second", "vs_there": ""}

"""A collection at a host that is deleted in the window, while it can still be brought back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from octavo.session.session import Session
from support.stores_host import StoresServer
from support.waiting import until
from unit.engine.hosting.conftest import Place

RENT = "The rent is due on the first day of each month."
PUMPS = "Pumps are inspected every year by the landlord."


@asynccontextmanager
async def _session(place: Place, folder: Path) -> AsyncIterator[Session]:
    session = await Session.open(
        place.client, place.reader, cache=folder / "cache", drops=folder / "drops.sqlite"
    )
    try:
        yield session
    finally:
        await session.aclose()


async def test_nothing_more_is_sent_of_a_collection_put_away_until_it_is_brought_back(
    place: Place, host: StoresServer, tmp_path: Path
) -> None:
    store_id = await place.put(rent=RENT, pumps=PUMPS)
    async with _session(place, tmp_path) as session:
        host.gate.clear()
        await place.choose(store_id)
        await until(lambda: host.requests("POST", "/files"), "the first is being sent")
        await session.collections.put_away(store_id)
        host.gate.set()
        seen = await place.client.get_vector_store_hosting(store_id)
        assert seen.provider is None
        assert seen.files_kept <= 1  # the one that was on its way
        assert len(host.requests("POST", "/files")) == 1

        await session.collections.bring_back(store_id)
        await place.when(store_id, lambda seen: seen.files_ready == 2)
        contents = sorted(one.content for one in host.files.values())
        assert contents == sorted([RENT.encode(), PUMPS.encode()])


async def test_what_lay_at_the_host_of_a_deleted_collection_is_deleted_by_the_next_session(
    place: Place, host: StoresServer, tmp_path: Path
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    async with _session(place, tmp_path) as session:
        await session.collections.put_away(store_id)
    assert len(host.files) == 1  # for as long as it may come back
    async with _session(place, tmp_path):
        await until(lambda: not host.stores and not host.files, "it is deleted there")
        await place.when_listed(lambda listed: not listed)
    assert len(host.requests("POST", "/files")) == 1


async def test_what_lay_at_a_host_that_is_used_no_more_is_deleted_with_the_collection(
    place: Place, host: StoresServer, tmp_path: Path
) -> None:
    store_id = await place.put(rent=RENT)
    await place.hosted(store_id, 1)
    async with _session(place, tmp_path) as session:
        await session.collections.put_away(store_id)
        entry = await place.providers.get("host")
        await place.providers.put(entry.model_copy(update={"allowed_files": ""}))
    async with _session(place, tmp_path):
        await until(lambda: not host.stores and not host.files, "it is deleted there")
        await place.when_listed(lambda listed: not listed)

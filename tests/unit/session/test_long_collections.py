"""Collections of more documents than are dealt with between two turns of the loop."""

from __future__ import annotations

import asyncio
import collections
from typing import TYPE_CHECKING

from octavo.engine.factory import new_store_file
from octavo.engine.store.store import Amend, Insert
from octavo.protocol.files import FileObject
from octavo.protocol.ids import new_id
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.resuming import AT_ONCE
from octavo.session.state import DocumentState

if TYPE_CHECKING:
    from conftest import World

COUNT = 3 * AT_ONCE + 1


def _file(number: int) -> FileObject:
    return FileObject(
        id=new_id("file"),
        bytes=1000,
        created_at=1_700_000_000 + number,
        filename=f"volume {number}.pdf",
        purpose="assistants",
        status="processed",
        sha256=f"{number:064x}",
    )


async def _filled(world: World) -> tuple[str, list[str]]:
    """Put documents that nobody reads into the collection; return its store and their ids."""
    await world.session.library.pause_all(paused=True)
    store_id = await world.session.assistants.collection(world.assistant_id)
    files = [_file(number) for number in range(COUNT)]
    await world.engine._services.store.apply(
        *map(Insert, files), *(Insert(new_store_file(store_id, file.id)) for file in files)
    )
    return store_id, [file.id for file in files]


async def test_they_are_listed_in_the_order_in_which_they_were_added(world: World) -> None:
    _, ids = await _filled(world)
    await world.session.library.load(world.assistant_id)
    (told,) = world.recorder.of(DocumentsChanged)
    assert {item.state for item in told.documents} == {DocumentState.PAUSED}
    assert [item.file_id for item in told.documents] == ids
    assert told.documents[-1].name == f"volume {COUNT - 1}.pdf"


async def test_many_that_changed_are_told_of_in_several_turns_of_the_loop(world: World) -> None:
    store_id, ids = await _filled(world)
    library = world.session.library
    await library.load(world.assistant_id)
    turns = 0
    told: collections.Counter[int] = collections.Counter()

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    def on_event(event: SessionEvent) -> None:
        if isinstance(event, DocumentChanged):
            told[turns] += 1

    world.session.events.subscribe(on_event)
    await world.engine._services.store.apply(
        *(Amend(VectorStoreFileObject, one, {"status": "cancelled"}, store_id) for one in ids)
    )
    counting = asyncio.create_task(count())
    await library.pause_all(paused=True)  # has it look
    await world.recorder.until(lambda: told.total() == COUNT)
    counting.cancel()
    assert {item.state for item in library.items(world.assistant_id)} == {DocumentState.CANCELLED}
    assert max(told.values()) <= AT_ONCE

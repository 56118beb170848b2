"""What others change is seen when somebody looks for it: they are the command line, or a server's.

The client of the tests changes things without the session, as they would.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.session.events import AssistantsChanged, DocumentsChanged, ProblemRaised, ThreadsChanged
from support.pdfs import make_pdf

if TYPE_CHECKING:
    from conftest import World


async def test_a_thread_that_others_deleted_leaves_the_list(world: World) -> None:
    session = world.session
    gone, kept = await session.threads.create(), await session.threads.create()
    await world.client.delete_thread(gone.id)
    await session.catching_up.look()
    assert [item.id for item in session.threads.items] == [kept.id]
    assert world.recorder.of(ThreadsChanged)[-1].threads == session.threads.items


async def test_an_assistant_that_others_deleted_or_renamed_is_followed(world: World) -> None:
    session = world.session
    settings = session.assistants.default.settings
    gone, other = (
        await session.assistants.create(settings),
        await session.assistants.create(settings),
    )
    thread = await session.threads.create(gone.id)
    await world.client.delete_assistant(gone.id)
    await world.client.modify_assistant(other.id, ModifyAssistantRequest(name="Mills"))
    await session.catching_up.look()
    assert [item.name for item in session.assistants.items] == [settings.name, "Mills"]
    assert session.threads.get(thread.id).assistant_id == session.assistants.default.id
    assert world.recorder.of(AssistantsChanged)


async def test_a_document_that_others_took_out_leaves_the_list(
    world: World, tmp_path: Path
) -> None:
    first, second = await world.add(
        make_pdf(tmp_path / "a.pdf", ["The rent."]), make_pdf(tmp_path / "b.pdf", ["The mill."])
    )
    store_id = world.session.assistants.default.vector_store_id or ""
    await world.session.catching_up.look()
    await world.client.delete_vector_store_file(store_id, first.file_id or "")
    await world.session.catching_up.look()
    library = world.session.library
    await world.recorder.until(
        lambda: [item.key for item in library.items(world.assistant_id)] == [second.key]
    )


async def test_a_collection_that_others_deleted_is_left_and_that_is_said(
    world: World, lease: Path
) -> None:
    await world.add(lease)
    store_id = world.session.assistants.default.vector_store_id or ""
    await world.session.collections.load()
    await world.client.delete_vector_store(store_id)
    await world.session.catching_up.look()
    await world.recorder.until(lambda: bool(world.recorder.of(ProblemRaised)))
    assert world.session.library.items(world.assistant_id) == ()
    assert store_id not in {one.id for one in world.session.collections.items}


async def test_nothing_is_told_where_nothing_has_changed(world: World, lease: Path) -> None:
    await world.add(lease)
    await world.session.threads.create()
    await world.session.catching_up.look()
    del world.recorder.events[:]
    await world.session.catching_up.look()
    told = (AssistantsChanged, ThreadsChanged, DocumentsChanged, ProblemRaised)
    assert not [event for event in world.recorder.events if isinstance(event, told)]


async def test_what_is_changed_here_while_it_is_read_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = world.session.threads
    item = await threads.create()
    listing = world.client.list_threads

    async def list_threads(**query: object) -> object:
        page = await listing(**query)  # type: ignore[arg-type]
        await threads.rename(item.id, "Mills")
        return page

    monkeypatch.setattr(world.client, "list_threads", list_threads)
    await world.session.catching_up.look()
    assert threads.get(item.id).title == "Mills"


async def test_a_server_that_is_away_changes_nothing(world: World) -> None:
    item = await world.session.threads.create()
    world.transport.refuse_stores = True
    await world.session.catching_up.look()
    assert world.session.threads.items == (item,)
    assert not world.recorder.of(ProblemRaised)

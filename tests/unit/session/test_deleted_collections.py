"""Collections that are deleted while documents are on their way into them, by us or by others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError, StorageFullError
from octavo.session.drops import Drop, DropState
from octavo.session.events import ProblemRaised
from octavo.session.lists import every
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from support.pdfs import make_pdf

if TYPE_CHECKING:
    from conftest import World


def _papers(folder: Path, number: int) -> list[Path]:
    return [make_pdf(folder / f"{n}.pdf", [f"The mill has {n} wheels."]) for n in range(number)]


def _names(world: World, owner: str) -> list[str]:
    return [item.name for item in world.session.library.items(owner)]


async def _until_ready(world: World, owner: str, number: int) -> None:
    def ready() -> bool:
        items = world.session.library.items(owner)
        return [item.state for item in items] == [DocumentState.READY] * number

    await world.recorder.until(ready)


async def _loose(world: World) -> set[str]:
    """Return the files that no store holds."""
    held = {
        entry.id
        for store in await every(world.client.get_vector_stores)
        for entry in await every(world.client.get_vector_store_files, store.id)
    }
    return {file.id for file in await every(world.client.get_files)} - held


async def _until_all_is_gone(world: World) -> None:
    """Wait until there is no collection, no file, and nothing in the journal."""

    async def gone() -> bool:
        stores = await every(world.client.get_vector_stores)
        files = await every(world.client.get_files)
        return not stores and not files and not await world.session.library._journal.owners()

    await world.eventually(gone)


async def _waiting(world: World, paths: Sequence[Path]) -> tuple[str, tuple[DocumentItem, ...]]:
    """Drop files that wait for as long as the caller holds the uploads; return their collection."""
    store_id = await world.session.assistants.collection(world.assistant_id)
    items = await world.session.library.add(world.assistant_id, paths)
    assert {item.state for item in items} == {DocumentState.WAITING}
    return store_id, items


# -- put away while documents wait -----------------------------------------------------------


async def test_what_waits_for_a_collection_that_is_deleted_goes_with_it(
    world: World, tmp_path: Path
) -> None:
    library = world.session.library
    async with library._uploads, library._uploads:
        store_id, _ = await _waiting(world, _papers(tmp_path, 4))
        await world.session.collections.put_away(store_id)
        assert not [t for t in asyncio.all_tasks() if t.get_name().startswith("add ")]
    await world.restart()
    await _until_all_is_gone(world)
    await world.session.library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []


async def test_what_waits_goes_on_when_its_collection_is_brought_back(
    world: World, tmp_path: Path
) -> None:
    library, collections = world.session.library, world.session.collections
    paths = _papers(tmp_path, 4)
    async with library._uploads, library._uploads:
        store_id, _ = await _waiting(world, paths)
        await collections.put_away(store_id)
    await library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []
    await collections.bring_back(store_id)
    await library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == [path.name for path in paths]
    await _until_ready(world, world.assistant_id, len(paths))
    assert await library._journal.owners() == []
    assert await _loose(world) == set()


async def test_uploads_that_run_are_stopped_and_come_back(world: World, tmp_path: Path) -> None:
    library, collections = world.session.library, world.session.collections
    paths = _papers(tmp_path, 12)
    store_id = await world.session.assistants.collection(world.assistant_id)
    await library.add(world.assistant_id, paths)

    def begun() -> bool:
        items = library.items(world.assistant_id)
        return sum(item.state is not DocumentState.WAITING for item in items) >= 3

    await world.recorder.until(begun)
    await collections.put_away(store_id)
    assert not [t for t in asyncio.all_tasks() if t.get_name().startswith(("add ", "watch a"))]
    await collections.bring_back(store_id)
    await _until_ready(world, store_id, len(paths))
    assert _names(world, store_id) == [path.name for path in paths]
    assert len((await world.client.get_files()).data) == len(paths)
    assert await library._journal.owners() == []


async def test_nothing_is_added_to_a_collection_that_is_being_deleted(
    world: World, lease: Path
) -> None:
    library = world.session.library
    store_id = await world.session.assistants.collection(world.assistant_id)
    await library.halt(store_id)
    with pytest.raises(InputError, match="was deleted"):
        await library.add(world.assistant_id, [lease])
    assert await library._journal.owners() == []


async def test_a_collection_that_cannot_be_deleted_for_a_full_disk_goes_on(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = world.session.library
    store_id = await world.session.assistants.collection(world.assistant_id)

    async def full(*_: object) -> None:
        raise StorageFullError("There is no space left.")

    with monkeypatch.context() as patched:
        patched.setattr(library._journal, "hand_over", full)
        with pytest.raises(StorageFullError):
            await world.session.collections.put_away(store_id)
    assert [one.id for one in world.session.collections.items] == [store_id]
    assert (await world.add(lease))[0].state is DocumentState.READY


async def test_a_collection_that_not_all_could_leave_is_as_it_was(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = world.session
    store_id = await session.assistants.collection(world.assistant_id)
    thread = await session.threads.create()
    await session.threads.look_into(thread.id, store_id)

    async def full(*_: object) -> None:
        raise StorageFullError("There is no space left.")

    with monkeypatch.context() as patched:
        patched.setattr(session.threads, "look_into", full)
        with pytest.raises(StorageFullError):
            await session.collections.put_away(store_id)
    assert [one.id for one in session.collections.items] == [store_id]
    assert session.assistants.default.vector_store_id == store_id
    assert (await world.add(lease))[0].state is DocumentState.READY
    assert await session.collections.resume() == []


async def test_a_document_tried_again_in_a_collection_put_away_waits_for_its_return(
    world: World, tmp_path: Path
) -> None:
    library, collections = world.session.library, world.session.collections
    late = tmp_path / "late.pdf"
    (item,) = await world.add(late)
    store_id = await world.session.assistants.collection(world.assistant_id)
    await collections.put_away(store_id)
    make_pdf(late, ["The text came late."])
    await library.retry(store_id, item.key)
    assert library.items(store_id)[0].state is DocumentState.WAITING
    await collections.bring_back(store_id)
    await _until_ready(world, store_id, 1)


async def test_a_collection_that_cannot_be_put_away_goes_on(world: World, tmp_path: Path) -> None:
    library = world.session.library
    paths = _papers(tmp_path, 3)
    async with library._uploads, library._uploads:
        store_id, _ = await _waiting(world, paths)
        await world.client.delete_vector_store(store_id)
        with pytest.raises(InputError, match="was deleted"):
            await world.session.collections.put_away(store_id)
    assert len(library.items(world.assistant_id)) == len(paths)


# -- cut off in the middle -------------------------------------------------------------------


async def _put_away_with_all_kinds(world: World, folder: Path) -> None:
    """Put a collection away that has what a deletion has to care for."""
    library, collections = world.session.library, world.session.collections
    ready, shared, uploaded, unknown, waiting = _papers(folder, 5)
    added = await world.add(ready, shared)
    store_id = await world.session.assistants.collection(world.assistant_id)
    other = await collections.create("Other")
    await world.session.transfers.copy([added[1].file_id or ""], store_id, other.id)
    drops = [Drop("waiting", DropState.WAITING, waiting.name, str(waiting), 1)]
    for path, is_known in ((uploaded, True), (unknown, False)):
        file = await world.client.upload_file(path)
        state = DropState.UPLOADED if is_known else DropState.UPLOADING
        file_id = file.id if is_known else None
        drops.append(Drop(path.name, state, path.name, str(path), 1, file.sha256, file_id))
    await collections.put_away(store_id)
    await library._journal.of(store_id).keep(drops)


@pytest.mark.parametrize("deletes", range(6))
async def test_a_deletion_that_is_cut_off_is_ended_by_the_next_start(
    world: World, tmp_path: Path, deletes: int
) -> None:
    """Files: its own, the one that is shared (taken out), two uploads; then the store."""
    await _put_away_with_all_kinds(world, tmp_path)
    put_away = await world.session.collections.resume()
    world.transport.deletes_left = deletes
    await world.session.collections.purge(put_away, [])
    assert world.transport.deletes_left == 0
    await world.restart()
    await _until_only_the_other_is_left(world)


async def test_a_deletion_whose_journal_cannot_be_written_is_ended_by_the_next_start(
    world: World, tmp_path: Path
) -> None:
    await _put_away_with_all_kinds(world, tmp_path)
    put_away = await world.session.collections.resume()
    journal = world.session.library._journal
    await journal.run(lambda db: db.execute("PRAGMA query_only = on").close())
    await world.session.collections.purge(put_away, [])
    assert len(await every(world.client.get_vector_stores)) == 2  # else nobody would find the rest
    await world.restart()
    await _until_only_the_other_is_left(world)


async def _until_only_the_other_is_left(world: World) -> None:
    async def only() -> bool:
        stores = await every(world.client.get_vector_stores)
        return [store.name for store in stores] == ["Other"]

    await world.eventually(only)
    (other,) = await every(world.client.get_vector_stores)
    held = await every(world.client.get_vector_store_files, other.id)
    assert [file.id for file in await every(world.client.get_files)] == [held[0].id]
    assert await world.session.library._journal.owners() == []


@pytest.mark.parametrize("is_known", [True, False])
async def test_an_upload_that_another_collection_waits_for_stays(
    world: World, lease: Path, *, is_known: bool
) -> None:
    collections, journal = world.session.collections, world.session.library._journal
    mills, leases = [await collections.create(name) for name in ("Mills", "Leases")]
    file = await world.client.upload_file(lease)
    of_mills = Drop("a", DropState.UPLOADING, "lease.pdf", str(lease), 1, file.sha256)
    of_leases = Drop("b", DropState.UPLOADED, "lease.pdf", str(lease), 1, file.sha256, file.id)
    await journal.of(mills.id).keep([of_mills if is_known else of_leases])
    await journal.of(leases.id).keep([of_leases if is_known else of_mills])
    await collections.put_away(mills.id)
    await world.restart()
    await _until_ready(world, leases.id, 1)

    async def deleted() -> bool:
        return len(await every(world.client.get_vector_stores)) == 1

    await world.eventually(deleted)
    assert [one.id for one in await every(world.client.get_files)] == [file.id]


async def test_a_start_after_a_kill_lets_nobody_look_into_what_was_put_away(
    world: World, lease: Path
) -> None:
    """Killed between the mark and what follows: assistant and thread still have it."""
    session = world.session
    await world.add(lease)
    store_id = await session.assistants.collection(world.assistant_id)
    thread = await session.threads.create()
    await session.threads.look_into(thread.id, store_id)
    await session.collections.load()
    await session.collections._note(store_id, {"octavo_deleted_at": "1"})
    waiting = a_waiting_drop(lease.parent)
    await session.library._journal.of(world.assistant_id).keep([waiting])
    await world.restart()
    assert world.session.assistants.default.vector_store_id is None
    assert world.session.threads.get(thread.id).collection_id is None
    await world.session.library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []
    await _until_all_is_gone(world)


def a_waiting_drop(folder: Path) -> Drop:
    path = make_pdf(folder / "waits.pdf", ["The mill waits."])
    return Drop("waits", DropState.WAITING, path.name, str(path), 1)


async def test_a_document_that_can_be_brought_back_elsewhere_outlasts_a_deleted_collection(
    world: World, lease: Path
) -> None:
    """It is in both, and is put away in the one while the other is deleted for good."""
    await world.add(lease)
    await world.restart()  # from now on nobody knows where it came from
    collections, library = world.session.collections, world.session.library
    await library.load(world.assistant_id)
    (item,) = library.items(world.assistant_id)
    own = await world.session.assistants.collection(world.assistant_id)
    other = await collections.create("Mills")
    assert item.file_id is not None
    await world.session.transfers.copy([item.file_id], own, other.id)
    await collections.put_away(other.id)
    await library.put_away(world.assistant_id, [item.key])
    await collections.purge([other.id], [])
    assert [store.id for store in await every(world.client.get_vector_stores)] == [own]
    await library.bring_back(world.assistant_id, [item.key])
    await _until_ready(world, world.assistant_id, 1)


# -- deleted by somebody else ----------------------------------------------------------------


async def test_what_waits_for_a_collection_that_others_deleted_is_not_uploaded_into_nothing(
    world: World, tmp_path: Path, lease: Path
) -> None:
    made = await world.session.collections.create("Mills")
    file = await world.client.upload_file(lease)
    uploaded = Drop("b", DropState.UPLOADED, "lease.pdf", str(lease), 1, file.sha256, file.id)
    journal = world.session.library._journal.of(made.id)
    await journal.keep([a_waiting_drop(tmp_path), uploaded])
    await world.client.delete_vector_store(made.id)
    await world.restart()
    await _until_all_is_gone(world)


async def test_all_that_share_a_collection_leave_it_when_others_delete_it_and_it_is_said_once(
    world: World, tmp_path: Path
) -> None:
    session, library = world.session, world.session.library
    mine = world.assistant_id
    settings = session.assistants.default.settings
    shared = await session.assistants.collection(mine)
    second, third = [
        (await session.assistants.create(settings, vector_store_id=shared)).id for _ in range(2)
    ]
    elsewhere = (await session.collections.create("Mills")).id
    for assistant_id in (mine, second, third):
        await library.load(assistant_id)
    async with library._uploads, library._uploads:
        await library.add(second, _papers(tmp_path, 3))
        await library.let_go(mine)  # the change: who opened the collection leaves it
        await session.assistants.use_collection(mine, elsewhere)
        await library.load(mine)
        await world.client.delete_vector_store(shared)

    def ended() -> bool:
        items = library.items(second)
        states = {DocumentState.FAILED, DocumentState.READY}
        return len(items) == 3 and {item.state for item in items} <= states

    await world.recorder.until(ended)  # those begun before it was known have failed
    assert session.assistants.get(mine).vector_store_id == elsewhere
    assert session.assistants.get(second).vector_store_id != shared
    assert session.assistants.get(third).vector_store_id is None
    (told,) = world.recorder.of(ProblemRaised)
    assert "deleted by another program" in told.problem.message
    assert _names(world, third) == []

    failed = [one for one in library.items(second) if one.state is DocumentState.FAILED]
    assert {one.problem.title for one in failed if one.problem} == {"The collection is gone"}
    for one in failed:
        await library.retry(second, one.key)
    await _until_ready(world, second, 3)
    (other,) = await library.add(third, _papers(tmp_path, 1))
    await _until_ready(world, third, 1)
    stores = {item.vector_store_id for item in session.assistants.items}
    assert len(stores) == 3
    assert shared not in stores
    assert other.key not in {item.key for item in library.items(second)}
    assert await _loose(world) == set()


async def test_who_hears_last_that_the_collection_is_gone_says_it_like_the_first(
    world: World, tmp_path: Path
) -> None:
    library, mine = world.session.library, world.assistant_id
    shared = await world.session.assistants.collection(mine)
    await library.load(mine)

    def failed() -> list[DocumentItem]:
        return [one for one in library.items(mine) if one.state is DocumentState.FAILED]

    both_asked = asyncio.Event()

    async def when_both_asked() -> None:
        await both_asked.wait()

    async def after_the_first() -> None:
        both_asked.set()
        await world.recorder.until(lambda: bool(failed()))

    world.transport.before_refusals = (when_both_asked, after_the_first)
    async with library._uploads, library._uploads:
        await library.add(mine, _papers(tmp_path, 2))
        await world.client.delete_vector_store(shared)
    await world.recorder.until(lambda: len(failed()) == 2)
    assert world.transport.before_refusals == ()
    assert [one.problem.title for one in failed() if one.problem] == ["The collection is gone"] * 2


async def test_what_is_left_of_a_deleted_collection_is_taken_in_once_by_one_who_never_opened_it(
    world: World, tmp_path: Path
) -> None:
    session, library = world.session, world.session.library
    shared = await session.assistants.collection(world.assistant_id)
    settings = session.assistants.default.settings
    heir = (await session.assistants.create(settings, vector_store_id=shared)).id
    elsewhere = (await session.collections.create("Mills")).id
    async with library._uploads, library._uploads:
        await library.add(world.assistant_id, _papers(tmp_path, 3))
        await library.let_go(world.assistant_id)
        await session.assistants.use_collection(world.assistant_id, elsewhere)
        await world.client.delete_vector_store(shared)
        await library.load(shared)  # finds it gone
        await library.load(heir)
    await _until_ready(world, heir, 3)
    assert await _loose(world) == set()
    assert len(await every(world.client.get_files)) == 3


async def test_a_removal_leaves_what_is_on_its_way_into_another_collection(
    world: World, lease: Path, tmp_path: Path
) -> None:
    """Both were cut off before the engine could tell the ids of their uploads."""
    mine = await world.session.assistants.collection(world.assistant_id)
    other = await world.session.collections.create("Mills")
    file = await world.client.upload_file(lease)
    alone = await world.client.upload_file(make_pdf(tmp_path / "alone.pdf", ["The mill."]))
    journal = world.session.library._journal
    removed = [
        Drop(key, DropState.REMOVING, f"{key}.pdf", None, 1, one.sha256, None)
        for key, one in (("a", file), ("b", alone))
    ]
    waits = Drop("c", DropState.WAITING, "lease.pdf", str(lease), 1, file.sha256, None)
    await journal.of(mine).keep(removed)
    await journal.of(other.id).keep([waits])
    async with world.session.library._uploads, world.session.library._uploads:
        await world.session.library.load(world.assistant_id)

        async def is_ended() -> bool:
            return await journal.of(mine).all() == []

        await world.eventually(is_ended)
        assert await _loose(world) == {file.id}


# -- assistants that are deleted -------------------------------------------------------------


async def _sharing(world: World) -> tuple[str, str]:
    """Make two assistants over one collection, and a third party's view of it; return their ids."""
    settings = world.session.assistants.default.settings
    first = await world.session.assistants.create(settings)
    shared = await world.session.assistants.collection(first.id)
    second = await world.session.assistants.create(settings, vector_store_id=shared)
    return first.id, second.id


async def test_an_assistant_is_deleted_while_uploads_run_into_the_collection_that_it_shares(
    world: World, tmp_path: Path
) -> None:
    library = world.session.library
    first, second = await _sharing(world)
    await library.load(second)
    async with library._uploads, library._uploads:
        await library.add(first, _papers(tmp_path, 3))
        await library.let_go(first)
        await world.session.assistants.delete(first)
    await _until_ready(world, second, 3)
    assert await library._journal.owners() == []


@pytest.mark.parametrize("is_shared", [True, False])
async def test_what_waits_goes_into_its_collection_after_another_program_deleted_the_assistant(
    world: World, tmp_path: Path, *, is_shared: bool
) -> None:
    library = world.session.library
    first, second = await _sharing(world)
    shared = world.session.assistants.get(first).vector_store_id or ""
    async with library._uploads, library._uploads:
        await library.add(first, _papers(tmp_path, 3))
        await world.client.delete_assistant(first)
        if not is_shared:
            await world.client.delete_assistant(second)
        await world.close()
    await world.open()
    owner = second if is_shared else shared
    await world.session.library.load(owner)
    await _until_ready(world, owner, 3)


async def test_what_waits_for_an_assistant_without_a_collection_ends_with_it(
    world: World, tmp_path: Path
) -> None:
    library = world.session.library
    made = await world.session.assistants.create(world.session.assistants.default.settings)
    async with library._uploads, library._uploads:
        await library.add(made.id, _papers(tmp_path, 1))
        await world.client.delete_assistant(made.id)
        await world.close()
    await world.open()
    await _until_all_is_gone(world)


# -- two windows -----------------------------------------------------------------------------


async def test_a_collection_that_two_windows_delete_is_gone_in_both(
    world: World, tmp_path: Path, lease: Path
) -> None:
    await world.add(lease)
    store_id = await world.session.assistants.collection(world.assistant_id)
    other = await Session.open(
        world.client, world.reader, cache=tmp_path / "cache", drops=tmp_path / "drops.sqlite"
    )
    try:
        await world.session.collections.put_away(store_id)
        await other.collections.put_away(store_id)
        assert other.assistants.default.vector_store_id is None
        assert other.collections.items == ()
        await other.collections.purge([store_id], [])
        await other.collections.purge([store_id], [])
        with pytest.raises(InputError, match="was deleted"):
            await world.session.collections.bring_back(store_id)
    finally:
        await other.aclose()
    assert await every(world.client.get_files) == []


async def test_a_collection_that_was_deleted_for_good_elsewhere_is_left_by_all(
    world: World, lease: Path
) -> None:
    await world.add(lease)
    store_id = await world.session.assistants.collection(world.assistant_id)
    await world.session.collections.load()
    await world.client.delete_vector_store(store_id)
    with pytest.raises(InputError, match="was deleted"):
        await world.session.collections.put_away(store_id)
    assert world.session.assistants.default.vector_store_id is None

"""Several collections: made, renamed, put away and brought back; documents between them."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError
from octavo.session import leaving
from octavo.session.drops import DropState
from octavo.session.state import DocumentState
from support.pdfs import encrypt, make_pdf

if TYPE_CHECKING:
    from conftest import World


def _names(world: World, owner: str) -> list[str]:
    return [item.name for item in world.session.library.items(owner)]


async def _own_collection(world: World) -> str:
    return await world.session.assistants.collection(world.assistant_id)


async def _until_ready(world: World, owner: str, number: int) -> None:
    def ready() -> bool:
        items = world.session.library.items(owner)
        return [item.state for item in items] == [DocumentState.READY] * number

    await world.recorder.until(ready)


async def test_collections_are_made_and_renamed_and_stay_so(world: World) -> None:
    collections = world.session.collections
    made = await collections.create("  Leases of  Overton ")
    assert made.name == "Leases of Overton"
    with pytest.raises(InputError, match="already"):
        await collections.create("leases of overton")
    with pytest.raises(InputError, match="needs a name"):
        await collections.rename(made.id, " ")
    await collections.rename(made.id, "Mills")
    await world.restart()
    assert [item.name for item in await world.session.collections.load()] == ["Mills"]


async def test_a_collection_counts_what_its_list_shows_also_what_never_reached_the_engine(
    world: World, lease: Path, tmp_path: Path
) -> None:
    await _own_collection(world)
    no_pdf = tmp_path / "letter.pdf"
    no_pdf.write_text("Dear all,")
    await world.add(lease, no_pdf, tmp_path / "absent.pdf")
    assert len(_names(world, world.assistant_id)) == 3
    assert [item.documents for item in await world.session.collections.load()] == [3]
    await world.restart()
    await world.session.library.load(world.assistant_id)
    assert [item.documents for item in await world.session.collections.load()] == [3]


async def test_documents_are_copied_and_moved_and_what_is_there_is_said(
    world: World, lease: Path, tmp_path: Path
) -> None:
    session = world.session
    source = await _own_collection(world)
    first, second = await world.add(lease, make_pdf(tmp_path / "rent.pdf", ["The rent is due."]))
    target = (await session.collections.create("Other")).id
    made = await session.assistants.create(
        session.assistants.default.settings, vector_store_id=target
    )
    await session.library.load(made.id)

    copied = await session.transfers.copy([first.file_id or ""], source, target)
    assert copied.moved == (first.file_id,)
    assert _names(world, made.id) == ["lease.pdf"]
    assert _names(world, world.assistant_id) == ["lease.pdf", "rent.pdf"]

    ids = [first.file_id or "", second.file_id or ""]
    moved = await session.transfers.move(ids, source, target)
    assert moved.moved == (second.file_id,)
    assert moved.there_already == (first.file_id,)
    assert _names(world, world.assistant_id) == ["lease.pdf"]
    assert _names(world, made.id) == ["lease.pdf", "rent.pdf"]
    await world.recorder.until(
        lambda: all(i.state is DocumentState.READY for i in session.library.items(made.id))
    )
    await world.restart()
    await world.session.library.load(made.id)
    assert _names(world, made.id) == ["lease.pdf", "rent.pdf"]


async def test_a_collection_is_put_away_and_brought_back_to_all_that_used_it(
    world: World, lease: Path
) -> None:
    session = world.session
    await world.add(lease)
    store_id = await _own_collection(world)
    thread = await session.threads.create()
    await session.threads.look_into(thread.id, store_id)

    await session.collections.put_away(store_id)
    assert session.assistants.default.vector_store_id is None
    assert session.threads.get(thread.id).collection_id is None
    assert session.collections.items == ()
    assert await session.collections.load() == ()
    with pytest.raises(InputError, match="was deleted"):
        await session.transfers.copy([], store_id, store_id)

    await session.collections.bring_back(store_id)
    assert session.assistants.default.vector_store_id == store_id
    assert session.threads.get(thread.id).collection_id == store_id
    await session.library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == ["lease.pdf"]


async def test_what_was_put_away_is_deleted_by_the_next_session_with_its_files(
    world: World, lease: Path
) -> None:
    await world.add(lease)
    store_id = await _own_collection(world)
    await world.session.collections.put_away(store_id)
    await world.restart()

    async def gone() -> bool:
        stores = await world.client.get_vector_stores()
        return not stores.data and not (await world.client.get_files()).data

    await world.eventually(gone)


async def test_two_assistants_over_one_collection_see_the_same_at_once(
    world: World, lease: Path, tmp_path: Path
) -> None:
    await world.add(lease)
    shared = world.session.assistants.default.vector_store_id
    made = await world.session.assistants.create(
        world.session.assistants.default.settings, vector_store_id=shared
    )
    await world.session.library.load(made.id)
    await world.add(make_pdf(tmp_path / "rent.pdf", ["The rent is due."]))
    assert _names(world, made.id) == ["lease.pdf", "rent.pdf"]
    await world.session.library.remove(made.id, world.session.library.items(made.id)[0].key)
    assert _names(world, world.assistant_id) == ["rent.pdf"]


async def test_removed_documents_come_back(world: World, lease: Path, tmp_path: Path) -> None:
    library = world.session.library
    broken = tmp_path / "broken.pdf"
    broken.write_text("These are notes, not a PDF.")
    ready, failed = await world.add(lease, broken)
    await library.put_away(world.assistant_id, [ready.key, failed.key])
    assert _names(world, world.assistant_id) == []
    store_id = await _own_collection(world)
    assert (await world.client.get_vector_store_files(store_id)).data == []  # no answer uses it
    await library.load(world.assistant_id)  # the undo outlasts another look at the collection

    await library.bring_back(world.assistant_id, [ready.key, failed.key])
    assert _names(world, world.assistant_id) == ["lease.pdf", "broken.pdf"]
    back = await world.settled(ready.key, DocumentState.READY)
    assert (back.pages_text, back.file_id) == (3, ready.file_id)
    await world.settled(failed.key, DocumentState.FAILED)
    await world.restart()
    await world.session.library.load(world.assistant_id)
    assert "lease.pdf" in _names(world, world.assistant_id)


async def test_what_is_not_brought_back_is_deleted(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "UNDO_SECONDS", 0.0)
    (item,) = await world.add(lease)
    await world.session.library.put_away(world.assistant_id, [item.key])

    async def gone() -> bool:
        return not (await world.client.get_files()).data

    await world.eventually(gone)
    await world.session.library.bring_back(world.assistant_id, [item.key])
    assert _names(world, world.assistant_id) == []


async def test_what_was_put_away_is_deleted_after_a_restart(world: World, lease: Path) -> None:
    (item,) = await world.add(lease)
    await world.session.library.put_away(world.assistant_id, [item.key])
    await world.restart()

    async def gone() -> bool:
        return not (await world.client.get_files()).data

    await world.eventually(gone)
    await world.session.library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []


async def test_a_file_dropped_again_is_there_once_when_the_first_comes_back(
    world: World, lease: Path
) -> None:
    (item,) = await world.add(lease)
    await world.session.library.put_away(world.assistant_id, [item.key])
    (again,) = await world.add(lease)
    await world.session.library.bring_back(world.assistant_id, [item.key])
    assert [one.key for one in world.session.library.items(world.assistant_id)] == [again.key]


async def test_a_password_stays_while_another_collection_has_the_file(
    world: World, lease: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked.pdf"
    encrypt(lease, locked, user="a heron")
    (item,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, item.key, "a heron", remember=True)
    await world.settled(item.key, DocumentState.READY)
    digest = (await world.client.get_file(item.file_id or "")).sha256 or ""
    copy = tmp_path / "copy.pdf"
    shutil.copy(locked, copy)
    other = await world.session.assistants.create(world.session.assistants.default.settings)
    (second,) = await world.session.library.add(other.id, [copy])
    await world.recorder.until(
        lambda: world.session.library.items(other.id)[0].state is DocumentState.READY
    )

    await world.session.library.remove(world.assistant_id, item.key)
    assert await world.session.passwords.of(digest) == "a heron"
    await world.session.library.remove(other.id, second.key)
    assert await world.session.passwords.of(digest) is None


async def test_another_collection_is_chosen_while_documents_are_taken_in(
    world: World, lease: Path, tmp_path: Path
) -> None:
    library, assistants = world.session.library, world.session.assistants
    world.embedder.gate.clear()
    (reading,) = await library.add(world.assistant_id, [lease])
    await world.settled(reading.key, DocumentState.SEARCHABLE)
    first = await _own_collection(world)
    second = (await world.session.collections.create("Mills")).id

    await library.let_go(world.assistant_id)
    await assistants.use_collection(world.assistant_id, second)
    await library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []
    (other,) = await library.add(world.assistant_id, [make_pdf(tmp_path / "b.pdf", ["The mill."])])
    world.embedder.gate.set()
    await world.settled(other.key, DocumentState.READY)

    await library.let_go(world.assistant_id)
    await assistants.use_collection(world.assistant_id, first)
    await library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == ["lease.pdf"]
    await world.settled(reading.key, DocumentState.READY)
    held = await world.client.get_vector_store_files(second)
    assert [one.id for one in held.data] == [world.session.library.items(second)[0].file_id]


async def test_what_still_waits_stays_with_the_collection_that_it_was_added_to(
    world: World, lease: Path
) -> None:
    library = world.session.library
    second = (await world.session.collections.create("Mills")).id
    async with library._uploads, library._uploads:
        (waiting,) = await library.add(world.assistant_id, [lease])
        await library.let_go(world.assistant_id)
        await world.session.assistants.use_collection(world.assistant_id, second)
        await library.load(world.assistant_id)
        assert waiting.state is DocumentState.WAITING
        assert _names(world, world.assistant_id) == []
    collections = await world.session.collections.load()
    (first,) = [one.id for one in collections if one.id != second]

    async def taken_in() -> bool:
        return bool((await world.client.get_vector_store_files(first)).data)

    await world.eventually(taken_in)
    assert (await world.client.get_vector_store_files(second)).data == []
    await world.restart()
    assert (await world.client.get_vector_store_files(second)).data == []
    await world.session.library.load(first)
    assert _names(world, first) == ["lease.pdf"]


async def test_what_is_noted_while_a_collection_is_left_stays_with_it(
    world: World, lease: Path, tmp_path: Path
) -> None:
    library = world.session.library
    first = await _own_collection(world)
    second = (await world.session.collections.create("Mills")).id
    rent = make_pdf(tmp_path / "rent.pdf", ["The rent is due."])
    async with library._uploads, library._uploads:
        taken_in, begun = await library.add(world.assistant_id, [lease, rent])
        left = library._collections[world.assistant_id]
        going = asyncio.create_task(library.let_go(world.assistant_id))
        while left.owner != first:  # noqa: ASYNC110 - the owner changes without an event
            await asyncio.sleep(0)
        # what two uploads write down just then: one is in, the other one begins
        rows = left._rows
        await asyncio.gather(
            rows.forget(rows.entries[taken_in.key]),
            rows.note(rows.entries[begun.key], DropState.UPLOADING),
        )
        await going
        kept = await library._journal.of(first).all()
        assert [(drop.key, drop.state) for drop in kept] == [(begun.key, DropState.UPLOADING)]
        assert await library._journal.owners() == [first]
        await world.session.assistants.use_collection(world.assistant_id, second)
        await library.load(world.assistant_id)
        assert _names(world, world.assistant_id) == []
    await _until_ready(world, first, 2)


async def test_another_collection_is_chosen_while_uploads_run(world: World, tmp_path: Path) -> None:
    library = world.session.library
    paths = [make_pdf(tmp_path / f"{n}.pdf", [f"The mill has {n} wheels."]) for n in range(20)]
    first = await _own_collection(world)
    second = (await world.session.collections.create("Mills")).id
    await library.add(world.assistant_id, paths)

    def begun() -> bool:
        items = library.items(world.assistant_id)
        return sum(item.state is not DocumentState.WAITING for item in items) >= 5

    await world.recorder.until(begun)
    await library.let_go(world.assistant_id)
    await world.session.assistants.use_collection(world.assistant_id, second)
    await library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []
    await _until_ready(world, first, len(paths))
    assert await library._journal.owners() == []
    assert (await world.client.get_vector_store_files(second)).data == []


async def test_removed_documents_come_back_when_another_collection_is_in_view(
    world: World, lease: Path
) -> None:
    library = world.session.library
    (item,) = await world.add(lease)
    first = await _own_collection(world)
    second = (await world.session.collections.create("Mills")).id
    await library.put_away(world.assistant_id, [item.key])
    await library.let_go(world.assistant_id)
    await world.session.assistants.use_collection(world.assistant_id, second)
    await library.load(world.assistant_id)

    await library.bring_back(first, [item.key])
    assert _names(world, first) == ["lease.pdf"]
    assert _names(world, world.assistant_id) == []
    assert len((await world.client.get_vector_store_files(first)).data) == 1


async def test_a_collection_is_put_away_while_it_is_read(world: World, lease: Path) -> None:
    world.embedder.gate.clear()
    (item,) = await world.session.library.add(world.assistant_id, [lease])
    await world.settled(item.key, DocumentState.SEARCHABLE)
    first = await _own_collection(world)
    await world.session.collections.put_away(first)
    await world.session.library.load(world.assistant_id)
    assert _names(world, world.assistant_id) == []

    await world.session.collections.bring_back(first)
    world.embedder.gate.set()
    await world.session.library.load(world.assistant_id)
    await world.settled(item.key, DocumentState.READY)


async def test_moved_documents_come_back_to_their_places_and_know_where_they_came_from(
    world: World, lease: Path, tmp_path: Path
) -> None:
    collections = world.session.collections
    first, _last = await world.add(lease, make_pdf(tmp_path / "b.pdf", ["The mill."]))
    source = await _own_collection(world)
    target = (await collections.create("Mills")).id
    done = await world.session.transfers.move([first.file_id or ""], source, target)
    await world.session.library.load(target)
    assert [one.source for one in world.session.library.items(target)] == [str(lease)]
    assert _names(world, world.assistant_id) == ["b.pdf"]

    await world.session.transfers.move(done.moved, target, source, attributes=done.attributes)
    assert _names(world, world.assistant_id) == ["lease.pdf", "b.pdf"]
    assert world.session.library.items(world.assistant_id)[0].source == str(lease)
    await world.recorder.until(lambda: _names(world, target) == [])

"""Documents of a collection: drop, progress, duplicates, cancel, remove, retry (lines 10, 16)."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from octavo.engine.ingest import jobs
from octavo.errors import InputError, StorageFullError
from octavo.protocol.vector_stores import Progress
from octavo.session.drops import Drop, DropState
from octavo.session.events import DocumentsChanged
from octavo.session.state import DocumentState
from support.pdfs import encrypt, make_many, make_pdf, make_scan
from support.waiting import until

if TYPE_CHECKING:
    from conftest import World


async def test_a_dropped_file_becomes_ready_and_tells_each_state(world: World, lease: Path) -> None:
    (added,) = await world.session.library.add(world.assistant_id, [lease])
    assert (added.state, added.name, added.path) == (
        DocumentState.WAITING,
        "lease.pdf",
        str(lease),
    )
    item = await world.settled(added.key)
    assert item.state == DocumentState.READY
    assert (item.pages_total, item.pages_done, item.pages_text, item.embedded) == (3, 3, 3, 1.0)
    assert (item.uploaded, item.bytes) == (1.0, added.bytes)
    told = world.recorder.states(added.key)
    assert told[:3] == [DocumentState.WAITING, DocumentState.UPLOADING, DocumentState.READING]
    assert told[-1] == DocumentState.READY


async def test_words_are_searchable_before_vectors_are_in(world: World, lease: Path) -> None:
    world.embedder.gate.clear()
    (added,) = await world.session.library.add(world.assistant_id, [lease])
    item = await world.settled(added.key, DocumentState.SEARCHABLE)
    assert (item.embedded, item.passages) == (0.0, 3)
    world.embedder.gate.set()
    assert (await world.settled(added.key)).state == DocumentState.READY


async def test_documents_are_there_after_a_restart(world: World, lease: Path) -> None:
    (before,) = await world.add(lease)
    await world.restart()
    assert world.session.library.items(world.assistant_id) == ()
    await world.session.library.load(world.assistant_id)
    (after,) = world.session.library.items(world.assistant_id)
    assert (after.name, after.file_id, after.state, after.bytes) == (
        "lease.pdf",
        before.file_id,
        DocumentState.READY,
        before.bytes,
    )


async def test_documents_keep_the_order_in_which_they_were_added(
    world: World, tmp_path: Path
) -> None:
    """Also those that failed, were tried again, or were ready before those that came earlier."""
    bodies = {"c.pdf": 40, "a.pdf": 1, "b.pdf": 3}
    paths = [make_pdf(tmp_path / name, [f"Text of {name}."] * n) for name, n in bodies.items()]
    (tmp_path / "broken.pdf").write_text("These are notes, not a PDF.")
    added = await world.add(*paths[:1], tmp_path / "broken.pdf", *paths[1:])
    names = ["c.pdf", "broken.pdf", "a.pdf", "b.pdf"]
    assert [item.name for item in added] == names
    await world.session.library.retry(world.assistant_id, added[1].key)
    await world.settled(added[1].key)
    for _ in range(2):
        await world.restart()
        await world.session.library.load(world.assistant_id)
        items = world.session.library.items(world.assistant_id)
        assert [item.name for item in items] == names
        late = make_pdf(tmp_path / f"late {len(names)}.pdf", [f"Late text {len(names)}."])
        await world.add(late)
        names.append(late.name)


async def test_what_was_in_progress_goes_on_after_a_restart(world: World, tmp_path: Path) -> None:
    many = make_many(tmp_path / "many.pdf", 400)
    (added,) = await world.session.library.add(world.assistant_id, [many])
    await world.recorder.until(lambda: world.item(added.key).pages_done > 0)
    await world.restart()
    await world.session.library.load(world.assistant_id)
    (item,) = world.session.library.items(world.assistant_id)
    assert (await world.settled(item.key)).pages_done == 400


async def test_a_folder_is_added_with_the_files_that_fail_told_one_by_one(
    world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    make_pdf(folder / "a.pdf", ["Some text of the first paper."])
    make_pdf(folder / "deep" / "b.pdf", ["Some text of the second paper."])
    (folder / "empty.pdf").touch()
    (folder / "notes.pdf").write_text("These are notes, not a PDF.")
    make_scan(folder / "scan.pdf")
    encrypt(folder / "a.pdf", folder / "locked.pdf", user="secret")
    items = {item.name: item for item in await world.add(folder)}
    ready = {name for name, item in items.items() if item.state == DocumentState.READY}
    assert ready == {"a.pdf", "b.pdf"}
    assert items["locked.pdf"].state is DocumentState.LOCKED
    for name in ("empty.pdf", "notes.pdf", "scan.pdf"):
        problem = items[name].problem
        assert problem is not None, name
        assert problem.message, name


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
async def test_pipes_and_devices_neither_hang_nor_stop_the_rest(
    world: World, lease: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    async with asyncio.timeout(20):
        states = [i.state for i in await world.add(tmp_path / "pipe.pdf", Path("/dev/zero"), lease)]
    assert states == [DocumentState.FAILED, DocumentState.FAILED, DocumentState.READY]


async def test_odd_names_survive_upload_and_restart(
    world: World, lease: Path, tmp_path: Path
) -> None:
    names = ["Übersicht 🦉.pdf", 'a "quoted" name.pdf', "semi;colon=1.pdf", "x" * 150 + ".pdf"]
    for number, name in enumerate(names):
        make_pdf(tmp_path / name, [f"This is text number {number}."])
    added = await world.add(*(tmp_path / name for name in names))
    assert [item.state for item in added] == [DocumentState.READY] * len(names)
    await world.restart()
    await world.session.library.load(world.assistant_id)
    kept = {item.name for item in world.session.library.items(world.assistant_id)}
    assert kept == set(names)


async def test_of_two_files_alike_the_first_of_the_drop_is_kept(
    world: World, tmp_path: Path
) -> None:
    pairs = []
    for number in range(8):
        first = make_pdf(tmp_path / f"{number} first.pdf", [f"This is text number {number}."])
        pairs += [first, Path(shutil.copy(first, tmp_path / f"{number} again.pdf"))]
    added = await world.add(*pairs)
    assert [item.state for item in added] == [DocumentState.READY, DocumentState.FAILED] * 8
    await world.restart()
    await world.session.library.load(world.assistant_id)
    kept = world.session.library.items(world.assistant_id)
    doubles = [item.name for item in kept if item.problem and item.problem.is_double]
    assert doubles == [f"{number} again.pdf" for number in range(8)]


async def test_the_same_content_is_not_added_twice_and_that_is_said(
    world: World, lease: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "copy.pdf"
    shutil.copy(lease, twin)
    (first,) = await world.add(lease)
    (second,) = await world.add(twin)
    assert first.state == DocumentState.READY
    assert second.problem is not None
    assert second.problem.message == "“copy.pdf” has the same content as “lease.pdf”."
    assert second.problem.is_double
    (again,) = await world.add(lease)
    assert again.problem is not None
    assert again.problem.message == "“lease.pdf” is in this collection already."
    assert len((await world.client.get_files()).data) == 1


async def test_of_twins_dropped_together_one_is_kept(
    world: World, lease: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "copy.pdf"
    shutil.copy(lease, twin)
    both = await world.add(lease, twin)  # either upload may end first
    assert sorted(item.state for item in both) == [DocumentState.FAILED, DocumentState.READY]
    assert len((await world.client.get_files()).data) == 1


async def test_duplicates_are_known_after_a_restart(world: World, lease: Path) -> None:
    await world.add(lease)
    await world.restart()
    (item,) = await world.add(lease)
    assert item.problem is not None
    assert item.problem.title == "Already there"


async def test_dropping_a_failed_file_again_is_its_next_try(world: World, tmp_path: Path) -> None:
    path = make_scan(tmp_path / "scan.pdf")
    (first,) = await world.add(path)
    (second,) = await world.add(path)
    assert second.state == DocumentState.FAILED
    assert [i.key for i in world.session.library.items(world.assistant_id)] == [second.key]
    assert first.key != second.key


async def test_reading_can_be_cancelled_and_tried_again(world: World, tmp_path: Path) -> None:
    many = make_many(tmp_path / "many.pdf", 2000)
    (added,) = await world.session.library.add(world.assistant_id, [many])
    await world.recorder.until(lambda: world.item(added.key).pages_done > 0)
    await world.session.library.cancel(world.assistant_id, added.key)
    assert world.item(added.key).state == DocumentState.CANCELLED
    store_id = world.session.assistants.default.vector_store_id
    assert store_id is not None
    assert (await world.client.get_vector_store_files(store_id)).data == []
    await world.session.library.retry(world.assistant_id, added.key)
    assert (await world.settled(added.key)).pages_done == 2000


async def test_a_waiting_and_an_uploading_file_can_be_cancelled(
    world: World, tmp_path: Path
) -> None:
    paths = [make_many(tmp_path / f"{n}.pdf", 50, f"File {n} {{number}}") for n in range(6)]
    added = await world.session.library.add(world.assistant_id, paths)
    await asyncio.gather(
        *(world.session.library.cancel(world.assistant_id, item.key) for item in added)
    )
    assert {world.item(i.key).state for i in added} == {DocumentState.CANCELLED}
    store_id = world.session.assistants.default.vector_store_id
    if store_id is not None:
        assert (await world.client.get_vector_store_files(store_id)).data == []
    await world.session.library.retry(world.assistant_id, added[-1].key)
    assert (await world.settled(added[-1].key)).state == DocumentState.READY


async def test_the_file_of_a_cancelled_document_goes_with_the_session(
    world: World, tmp_path: Path
) -> None:
    many = make_many(tmp_path / "many.pdf", 2000)
    (added,) = await world.session.library.add(world.assistant_id, [many])
    await world.settled(added.key, DocumentState.READING)
    await world.session.library.cancel(world.assistant_id, added.key)
    await world.restart()
    assert (await world.client.get_files()).data == []


async def test_a_removed_document_is_gone_with_its_file(world: World, lease: Path) -> None:
    (added,) = await world.add(lease)
    await world.session.library.remove(world.assistant_id, added.key)
    assert world.recorder.of(DocumentsChanged)[-1].documents == ()
    assert (await world.client.get_files()).data == []


async def test_a_file_that_another_store_holds_is_kept(world: World, lease: Path) -> None:
    from octavo.protocol.vector_stores import CreateVectorStoreRequest

    (added,) = await world.add(lease)
    assert added.file_id is not None
    await world.client.create_vector_store(CreateVectorStoreRequest(file_ids=[added.file_id]))
    await world.session.library.remove(world.assistant_id, added.key)
    assert [file.id for file in (await world.client.get_files()).data] == [added.file_id]


async def test_a_failed_file_can_be_repaired_and_tried_again(world: World, tmp_path: Path) -> None:
    path = tmp_path / "late.pdf"
    (added,) = await world.add(path)
    assert added.problem is not None
    make_pdf(path, ["The text came late."])
    await world.session.library.retry(world.assistant_id, added.key)
    assert (await world.settled(added.key, DocumentState.READY)).problem is None


async def test_the_engine_keeps_a_failed_file_for_the_next_try(
    world: World, tmp_path: Path
) -> None:
    path = make_scan(tmp_path / "scan.pdf")
    (added,) = await world.add(path)
    path.unlink()
    await world.session.library.retry(world.assistant_id, added.key)
    item = await world.settled(added.key)
    assert item.problem is not None
    assert "no readable text" in item.problem.message


async def test_an_unknown_document_is_an_input_error(world: World) -> None:
    with pytest.raises(InputError):
        await world.session.library.cancel(world.assistant_id, "gone")


async def test_a_store_that_somebody_deleted_is_made_anew(world: World, lease: Path) -> None:
    await world.add(lease)
    store_id = world.session.assistants.default.vector_store_id
    assert store_id is not None
    await world.client.delete_vector_store(store_id)
    await world.restart()
    (item,) = await world.add(lease)
    assert item.state == DocumentState.READY
    assert world.session.assistants.default.vector_store_id not in (None, store_id)


async def test_polling_ends_when_nothing_is_in_progress(world: World, lease: Path) -> None:
    await world.add(lease)

    def polling() -> bool:
        return "watch a collection" in {task.get_name() for task in asyncio.all_tasks()}

    # That the document is ready is told from within the last look.
    await until(lambda: not polling(), "the last look has ended")


async def test_closing_during_uploads_and_reading_leaves_no_task(
    world: World, tmp_path: Path
) -> None:
    paths = [make_many(tmp_path / f"{n}.pdf", 300, f"File {n} {{number}}") for n in range(4)]
    await world.session.library.add(world.assistant_id, paths)
    await asyncio.sleep(0)
    async with asyncio.timeout(2):
        await world.session.aclose()
    assert not [t for t in asyncio.all_tasks() if t.get_name().startswith(("add ", "watch"))]


async def test_what_the_journal_of_a_backup_still_keeps_and_is_in_already_is_there_once(
    world: World, lease: Path
) -> None:
    (item,) = await world.add(lease)
    store_id = world.session.assistants.default.vector_store_id or ""
    (held,) = (await world.client.get_vector_store_files(store_id)).data
    added = (held.attributes or {})["octavo_added"]
    assert isinstance(added, int)
    drop = Drop("drop", DropState.WAITING, item.name, str(lease), 1, added=added)
    await world.session.library._journal.of(store_id).keep([drop])
    await world.restart()
    await world.session.library.load(world.assistant_id)
    items = world.session.library.items(world.assistant_id)
    assert [(one.file_id, one.state) for one in items] == [(item.file_id, DocumentState.READY)]
    assert await world.session.library._journal.owners() == []


async def test_a_pause_that_ends_while_documents_are_looked_at_does_not_end_the_watch(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = world.session.library

    async def is_left() -> bool:
        return not [t for t in asyncio.all_tasks() if t.get_name().startswith(("add ", "watch a"))]

    await library.pause_all(paused=True)
    (item,) = await library.add(world.assistant_id, [lease])
    await world.eventually(is_left)
    begun, gate, listed = asyncio.Event(), asyncio.Event(), world.client.get_vector_store_files

    async def held(*given: Any, **named: Any) -> Any:
        begun.set()
        await gate.wait()
        return await listed(*given, **named)

    monkeypatch.setattr(world.client, "get_vector_store_files", held)
    await library.pause_all(paused=True)
    await begun.wait()
    await library.pause_all(paused=False)
    gate.set()
    assert (await world.settled(item.key)).state is DocumentState.READY


async def test_pages_that_come_in_after_a_pause_began_are_counted(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, listed = world.session.library, world.client.get_vector_store_files
    told = [1, 3]

    async def counted(*given: Any, **named: Any) -> Any:
        page = await listed(*given, **named)
        done = told.pop(0) if len(told) > 1 else told[0]
        progress = Progress(pages_total=3, pages_done=done)
        data = [one.model_copy(update={"progress": progress}) for one in page.data]
        return page.model_copy(update={"data": data})

    async def is_counted() -> bool:
        return [one.pages_done for one in library.items(world.assistant_id)] == [3]

    await library.pause_all(paused=True)
    monkeypatch.setattr(world.client, "get_vector_store_files", counted)
    await library.add(world.assistant_id, [lease])
    await world.eventually(is_counted)


async def test_a_document_that_came_at_the_time_of_another_is_taken_in_all_the_same(
    world: World, lease: Path, tmp_path: Path
) -> None:
    """The times of two large drops at once overlap."""
    (item,) = await world.add(lease)
    store_id = world.session.assistants.default.vector_store_id or ""
    (held,) = (await world.client.get_vector_store_files(store_id)).data
    added = (held.attributes or {})["octavo_added"]
    assert isinstance(added, int)
    other = make_pdf(tmp_path / "other.pdf", ["The mill has two wheels."])
    drop = Drop("drop", DropState.WAITING, other.name, str(other), 1, added=added)
    await world.session.library._journal.of(store_id).keep([drop])
    await world.restart()
    await world.session.library.load(world.assistant_id)
    assert (await world.settled("drop")).state is DocumentState.READY
    names = {one.name for one in world.session.library.items(world.assistant_id)}
    assert names == {item.name, other.name}


async def test_a_full_disk_that_stops_the_reading_is_told_of_until_there_is_room(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_RETRY_AFTER", 0.02)
    store = world.engine._services.store
    is_full = True
    save = store.add_pages

    async def save_if_there_is_room(*given: object, **named: object) -> object:
        if is_full:
            raise StorageFullError("There is no space left.")
        return await save(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "add_pages", save_if_there_is_room)
    (item,) = await world.session.library.add(
        world.assistant_id, [make_many(tmp_path / "a.pdf", 3)]
    )
    await world.recorder.until(lambda: world.session.library.disk_is_full)
    assert world.item(item.key).state is DocumentState.READING
    is_full = False
    await world.settled(item.key, DocumentState.READY)
    await world.recorder.until(lambda: not world.session.library.disk_is_full)

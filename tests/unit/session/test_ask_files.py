"""One question about some files, outside all threads."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.client import Client
from octavo.errors import InputError, StorageFullError
from octavo.protocol.messages import FileCitation, FileCitationAnnotation, TextContent
from octavo.protocol.reading import PauseRequest
from octavo.session import asked_sets
from octavo.session import taking_in as module
from octavo.session.ask_files import FilesAnswer, ask_files
from octavo.session.one_question import AnswerFailedError
from octavo.session.state import DocumentItem, DocumentState
from support.pdfs import make_pdf, make_scan

if TYPE_CHECKING:
    from conftest import World

DEADLINE = 30.0
QUESTION = "When may the tenant terminate the lease?"


def cited(answer: FilesAnswer) -> list[FileCitation]:
    assert answer.message is not None
    return [
        note.file_citation
        for block in answer.message.content
        if isinstance(block, TextContent)
        for note in block.text.annotations
        if isinstance(note, FileCitationAnnotation)
    ]


async def counts(client: Client) -> tuple[int, int, int]:
    stores = (await client.get_vector_stores()).data
    return (
        len((await client.get_files()).data),
        len(stores),
        len((await client.list_threads()).data),
    )


async def test_the_answer_cites_file_and_page(world: World, lease: Path) -> None:
    answer = await ask_files(world.client, [lease], QUESTION)
    best = cited(answer)[0]
    assert (best.page, best.verified) == (2, True)
    file = answer.file(best.file_id)
    assert file is not None
    assert file.path == lease


async def test_a_second_question_reads_nothing_anew(world: World, lease: Path) -> None:
    await ask_files(world.client, [lease], QUESTION)
    told: list[tuple[DocumentItem, ...]] = []
    await ask_files(world.client, [lease], "How high is the rent?", on_progress=told.append)
    assert {item.state for items in told for item in items} == {DocumentState.READY}
    assert await counts(world.client) == (1, 1, 0)


async def test_a_full_disk_is_told_of_rather_than_waited_for(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def add_pages(*_given: object, **_named: object) -> None:
        raise StorageFullError("There is no space left.")

    monkeypatch.setattr(world.engine._services.store, "add_pages", add_pages)
    path = make_pdf(tmp_path / "a.pdf", ["The mill has two wheels."])
    async with asyncio.timeout(DEADLINE):
        with pytest.raises(AnswerFailedError, match="disk is full"):
            await ask_files(world.client, [path], QUESTION)


async def test_the_documents_of_the_window_are_not_searched(
    world: World, lease: Path, tmp_path: Path
) -> None:
    await world.add(make_pdf(tmp_path / "other.pdf", ["The tenant may terminate at any time."]))
    answer = await ask_files(world.client, [lease], QUESTION)
    assert {answer.file(c.file_id) is not None for c in cited(answer)} == {True}


async def test_the_question_leaves_no_thread_in_the_window(world: World, lease: Path) -> None:
    await ask_files(world.client, [lease], QUESTION)
    await world.restart()
    assert world.session.threads.items == ()
    assert [item.name for item in world.session.assistants.items] == ["Octavo"]


async def test_bad_files_are_told_and_the_rest_answers(
    world: World, lease: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.pdf"
    notes.write_text("No PDF at all.")
    scan = make_scan(tmp_path / "scan.pdf")
    answer = await ask_files(world.client, [tmp_path / "gone.pdf", notes, scan, lease], QUESTION)
    assert cited(answer)[0].page == 2
    problems = {file.name: file.problem.message for file in answer.files if file.problem}
    assert set(problems) == {"gone.pdf", "notes.pdf", "scan.pdf"}


async def test_without_any_usable_file_there_is_no_message(world: World, tmp_path: Path) -> None:
    answer = await ask_files(world.client, [make_scan(tmp_path / "scan.pdf")], QUESTION)
    assert answer.message is None
    (file,) = answer.files
    assert file.problem is not None
    assert "text" in file.problem.message


async def test_the_same_content_is_taken_once(world: World, lease: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copy(lease, tmp_path / "twin.pdf"))
    answer = await ask_files(world.client, [lease, twin], QUESTION)
    assert [file.same_as for file in answer.files] == [None, lease]


async def test_a_file_is_named_as_it_was_given_this_time(
    world: World, lease: Path, tmp_path: Path
) -> None:
    await ask_files(world.client, [lease], QUESTION)
    moved = tmp_path / "renamed.pdf"
    shutil.move(lease, moved)
    answer = await ask_files(world.client, [moved], QUESTION)
    file = answer.file(cited(answer)[0].file_id)
    assert file is not None
    assert (file.name, file.path) == ("renamed.pdf", moved)


async def test_old_collections_go_with_their_files(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_sets, "KEPT_SETS", 2)
    for number in range(4):
        path = make_pdf(tmp_path / f"{number}.pdf", [f"The tenant of mill {number} may leave."])
        await ask_files(world.client, [path], QUESTION)
    assert await counts(world.client) == (2, 2, 0)


async def test_a_stalled_embedder_leaves_the_answer_to_words(
    world: World, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "VECTORS_STALL_SECONDS", 0.2)
    world.embedder.gate.clear()
    answer = await ask_files(world.client, [lease], QUESTION)
    assert cited(answer)[0].page == 2
    world.embedder.gate.set()


async def test_nobody_waits_for_reading_that_is_paused(world: World, lease: Path) -> None:
    await world.client.pause_reading(PauseRequest(paused=True))
    with pytest.raises(InputError, match="pause all reading"):
        await ask_files(world.client, [lease], QUESTION)


async def test_a_long_document_is_asked_before_its_vectors_are_there(
    world: World, lease: Path
) -> None:
    """Nobody waits for the embedder, which embeds nothing but questions here."""
    world.embedder.gate.clear()
    seen: list[set[DocumentState]] = []

    def on_progress(items: tuple[DocumentItem, ...]) -> None:
        seen.append({item.state for item in items})

    answer = await ask_files(world.client, [lease], QUESTION, on_progress=on_progress, waits_for=1)
    assert not {DocumentState.SEARCHABLE, DocumentState.READY} & set[DocumentState]().union(*seen)
    assert answer.unembedded > 1
    assert cited(answer)[0].page == 2
    world.embedder.gate.set()
    answer = await ask_files(world.client, [lease], QUESTION)
    assert answer.unembedded == 0

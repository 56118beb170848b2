"""Searching a store, narrowed by attributes; and all passages of a file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.search import Passage
from octavo.engine.store.records import Chunk
from octavo.engine.store_search import shared_out
from octavo.errors import ApiStatusError, PdfDamagedError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.search import (
    ComparisonFilter,
    SearchRankingOptions,
    SearchVectorStoreRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    ModifyVectorStoreFileRequest,
    StaticChunking,
    StaticChunkingStrategy,
)
from support.pdfs import make_pdf

LEASE = ("The rent is due on the first day of each month.", "Pets may stay near the fire.")


async def make_store(client: Client, files: dict[str, Path | bytes]) -> tuple[str, dict[str, str]]:
    """Put files into a new store, with their names as an attribute; return the ids."""
    store = await client.create_vector_store(CreateVectorStoreRequest())
    ids = {
        name: (await client.upload_file(content, filename=name)).id
        for name, content in files.items()
    }
    await client.create_vector_store_file_batch(
        store.id,
        CreateVectorStoreFileBatchRequest(
            files=[
                CreateVectorStoreFileRequest(file_id=file_id, attributes={"name": name})
                for name, file_id in ids.items()
            ]
        ),
    )
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    return store.id, ids


async def test_a_result_tells_what_where_and_how_well(client: Client, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lease.pdf", LEASE)
    store_id, ids = await make_store(client, {"lease.pdf": path})
    found = await client.search_vector_store(store_id, SearchVectorStoreRequest(query="rent due"))
    assert (found.search_query, found.has_more, found.next_page) == (["rent due"], False, None)
    best = found.data[0]
    assert (best.file_id, best.filename, best.attributes) == (
        ids["lease.pdf"],
        "lease.pdf",
        {"name": "lease.pdf"},
    )
    assert best.content[0].text == best.quote == LEASE[0]
    assert (best.page, best.page_label) == (1, "1")
    assert 0 < best.score <= 1
    ((left, bottom, right, top),) = best.rects
    assert left < right
    assert bottom < top


async def test_without_places_passages_are_found_all_the_same(
    client: Client,
    reader: PdfiumReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", LEASE)
    store_id, _ = await make_store(client, {"lease.pdf": path})

    async def fails(*_: object, **__: object) -> None:
        raise PdfDamagedError("The file is broken.")

    monkeypatch.setattr(reader, "rectangles", fails)
    with caplog.at_level(logging.WARNING):
        found = await client.search_vector_store(store_id, SearchVectorStoreRequest(query="rent"))
    assert found.data[0].quote == LEASE[0]
    assert found.data[0].rects is None
    assert "no rectangles on page 1" in caplog.text


async def test_the_reader_is_asked_once_per_page(
    client: Client, reader: PdfiumReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = " ".join(
        f"Stone number {n} is grey and heavy and lies in the gravel." for n in range(40)
    )
    path = make_pdf(tmp_path / "stones.pdf", [lines, lines.replace("grey", "white")])
    store_id, _ = await make_store(client, {"stones.pdf": path})
    asked: list[int] = []
    rectangles: Callable[..., Any] = reader.rectangles

    async def counted(path: Path, page: int, spans: Any, **given: Any) -> Any:
        asked.append(page)
        return await rectangles(path, page, spans, **given)

    monkeypatch.setattr(reader, "rectangles", counted)
    found = await client.search_vector_store(store_id, SearchVectorStoreRequest(query="stone"))
    assert len(found.data) > 2
    assert sorted(asked) == sorted({one.page for one in found.data})
    assert all(one.rects for one in found.data)


async def test_filters_look_only_into_the_files_they_allow(client: Client) -> None:
    """The best passage of an allowed file is found behind any number of better ones elsewhere."""
    better = {f"rent-{n}.txt": f"The rent, the rent, the rent {n}!".encode() for n in range(120)}
    other = b"This page on gardens speaks of pets, fires, and in passing of a rent."
    store_id, ids = await make_store(client, {**better, "garden.txt": other})
    request = SearchVectorStoreRequest(
        query="the rent",
        filters=ComparisonFilter(type="eq", key="name", value="garden.txt"),
    )
    found = await client.search_vector_store(store_id, request)
    assert [one.file_id for one in found.data] == [ids["garden.txt"]]
    request = SearchVectorStoreRequest(
        query="the rent", filters=ComparisonFilter(type="eq", key="name", value="nobody")
    )
    assert (await client.search_vector_store(store_id, request)).data == []


async def test_attributes_can_be_changed_and_are_searched_by(client: Client) -> None:
    store_id, ids = await make_store(client, {"a.txt": b"The rent is low."})
    changed = await client.modify_vector_store_file(
        store_id,
        ids["a.txt"],
        ModifyVectorStoreFileRequest(
            attributes={"year": 2026, "share": 0.5, "signed": True, "kind": "lease"}
        ),
    )
    assert changed.attributes == {"year": 2026, "share": 0.5, "signed": True, "kind": "lease"}
    entry = await client.get_vector_store_file(store_id, ids["a.txt"])
    assert type(entry.attributes["year"]) is int
    assert type(entry.attributes["signed"]) is bool
    assert entry.status == "completed"
    for value, count in ((2026, 1), (2025, 0)):
        request = SearchVectorStoreRequest(
            query="rent", filters=ComparisonFilter(type="gte", key="year", value=value)
        )
        found = await client.search_vector_store(store_id, request)
        assert len(found.data) == 1
        assert found.data[0].attributes["year"] == 2026
        request = SearchVectorStoreRequest(
            query="rent", filters=ComparisonFilter(type="eq", key="year", value=value)
        )
        assert len((await client.search_vector_store(store_id, request)).data) == count
    cleared = await client.modify_vector_store_file(
        store_id, ids["a.txt"], ModifyVectorStoreFileRequest(attributes=None)
    )
    assert cleared.attributes == {}


async def test_several_queries_share_the_results(client: Client) -> None:
    files = {f"rent-{n}.txt": f"The rent of flat {n} is {n}00 euros.".encode() for n in range(1, 9)}
    pets = b"Whether dogs or cats may live in the house is asked of the neighbours first."
    store_id, ids = await make_store(client, {**files, "pets.txt": pets})
    request = SearchVectorStoreRequest(query=["rent of flat", "cats"], max_num_results=4)
    found = await client.search_vector_store(store_id, request)
    assert found.search_query == ["rent of flat", "cats"]
    assert len(found.data) == 4
    assert ids["pets.txt"] in {one.file_id for one in found.data}
    scores = [one.score for one in found.data]
    assert scores == sorted(scores, reverse=True)


def test_queries_take_turns_and_a_passage_counts_once() -> None:
    def passage(number: int, score: float) -> Passage:
        chunk = Chunk(number, "vs_1", "file-1", "", 1, 0, 1, "", "", "1")
        return Passage(chunk, score, None, None)

    found = [
        [passage(1, 0.9), passage(2, 0.8), passage(3, 0.7)],
        [passage(2, 0.3), passage(4, 0.2)],
    ]
    shared = shared_out(found, 3)
    assert [(one.chunk.id, one.score) for one in shared] == [(1, 0.9), (2, 0.8), (4, 0.2)]
    assert [one.chunk.id for one in shared_out(found, 9)] == [1, 2, 3, 4]
    assert shared_out([], 3) == shared_out([[]], 3) == []


async def test_limits_and_thresholds_are_kept(client: Client) -> None:
    files = {f"rent-{n}.txt": f"The rent of flat {n} is {n}00 euros.".encode() for n in range(1, 9)}
    store_id, _ = await make_store(client, files)
    request = SearchVectorStoreRequest(query="rent", max_num_results=2)
    assert len((await client.search_vector_store(store_id, request)).data) == 2
    request = SearchVectorStoreRequest(
        query="penicillin and rent",
        ranking_options=SearchRankingOptions(ranker="none", score_threshold=1),
    )
    assert (await client.search_vector_store(store_id, request)).data == []


async def test_a_rewritten_query_shows_the_words_looked_for(client: Client) -> None:
    store_id, _ = await make_store(client, {"a.txt": b"The rent is low."})
    request = SearchVectorStoreRequest(query="What is the rent of it?", rewrite_query=True)
    found = await client.search_vector_store(store_id, request)
    assert found.search_query == ["rent"]
    assert len(found.data) == 1


async def test_a_store_that_is_not_there_cannot_be_searched(client: Client) -> None:
    with pytest.raises(ApiStatusError, match="No vector store found with id 'vs_no'"):
        await client.search_vector_store("vs_no", SearchVectorStoreRequest(query="rent"))


# -- content -------------------------------------------------------------------------------


async def test_all_passages_of_a_file_come_in_order(client: Client, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lease.pdf", [f"Page {n} about stones." for n in range(250)])
    store_id, ids = await make_store(client, {"lease.pdf": path})
    content = await client.get_vector_store_file_content(store_id, ids["lease.pdf"])
    assert [one.text for one in content.data] == [f"Page {n} about stones." for n in range(250)]
    assert [one.page for one in content.data] == list(range(1, 251))
    assert {one.page_label == str(one.page) and one.quote == one.text for one in content.data} == {
        True
    }
    assert (content.has_more, content.next_page) == (False, None)
    assert content.data[0].rects is None


async def test_content_can_be_read_in_portions(client: Client, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lease.pdf", [f"Page {n} about stones." for n in range(7)])
    store_id, ids = await make_store(client, {"lease.pdf": path})
    pages: list[list[int]] = []
    after: str | None = None
    while True:
        content = await client.get_vector_store_file_content(
            store_id, ids["lease.pdf"], limit=3, after=after
        )
        pages.append([one.page for one in content.data])
        after = content.next_page
        assert content.has_more == (after is not None)
        if after is None:
            break
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]


async def test_content_comes_with_its_places_where_asked(client: Client, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lease.pdf", LEASE)
    store_id, ids = await make_store(client, {"lease.pdf": path, "a.txt": b"The rent is low."})
    content = await client.get_vector_store_file_content(
        store_id, ids["lease.pdf"], include=["rects"]
    )
    assert all(len(one.rects) == 1 for one in content.data)
    content = await client.get_vector_store_file_content(store_id, ids["a.txt"], include=["rects"])
    assert [one.rects for one in content.data] == [None]
    with pytest.raises(ApiStatusError, match="'rects' can"):
        await client.get_vector_store_file_content(store_id, ids["a.txt"], include=["pictures"])
    with pytest.raises(ApiStatusError, match="next_page"):
        await client.get_vector_store_file_content(store_id, ids["a.txt"], after="abc")


async def test_a_file_that_could_not_be_read_has_no_passages(client: Client) -> None:
    store_id, ids = await make_store(client, {"a.bin": b"\0"})
    content = await client.get_vector_store_file_content(store_id, ids["a.bin"])
    assert (content.data, content.has_more) == ([], False)


# -- sizes ---------------------------------------------------------------------------------


async def test_chunk_sizes_are_honoured_and_told(client: Client, engine: Engine) -> None:
    text = " ".join(f"Sentence {n} about stones and gravel." for n in range(300)).encode()
    store = await client.create_vector_store(CreateVectorStoreRequest())
    counts: dict[int, int] = {}
    for size in (100, 800):
        file = await client.upload_file(text, filename="a.txt")
        sizes = StaticChunking(max_chunk_size_tokens=size, chunk_overlap_tokens=0)
        strategy = StaticChunkingStrategy(type="static", static=sizes)
        entry = await client.create_vector_store_file(
            store.id, CreateVectorStoreFileRequest(file_id=file.id, chunking_strategy=strategy)
        )
        assert entry.chunking_strategy == strategy
        await client.wait_for_vector_store_file_to_complete(store.id, file.id, poll_interval=0.02)
        content = await client.get_vector_store_file_content(store.id, file.id)
        counts[size] = len(content.data)
    assert counts[100] > 3 * counts[800]
    file = await client.upload_file(text, filename="b.txt")
    entry = await client.create_vector_store_file(
        store.id, CreateVectorStoreFileRequest(file_id=file.id)
    )
    assert entry.chunking_strategy.static == StaticChunking(
        max_chunk_size_tokens=200, chunk_overlap_tokens=30
    )

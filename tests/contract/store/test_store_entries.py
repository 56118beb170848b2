"""Files in stores: pages, chunks, progress, counts, and what goes with them."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from octavo.engine.store.records import NewChunk, PageBatch
from octavo.engine.store.store import Delete, Insert, MissingError, Replace, Store
from octavo.pdf.page import PageText, Segment
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    FileCounts,
    Progress,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
    VectorStoreObject,
)
from support import stores
from support.stores import MODEL, TEXT_VERSION, Opener

SHA = stores.digest("file-1")


@pytest.fixture
async def entry(store: Store) -> VectorStoreFileObject:
    value = stores.store_file()
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()), Insert(value))
    await store.begin_document(SHA, stores.facts(), TEXT_VERSION)
    return value


async def _progress(store: Store, file_id: str = "file-1") -> Progress:
    found = await store.get(VectorStoreFileObject, file_id, parent="vs_1")
    assert found is not None
    assert found.progress is not None
    return found.progress


# -- documents and pages -------------------------------------------------------------------


async def test_a_document_begins_once(store: Store, entry: VectorStoreFileObject) -> None:
    await store.add_pages(entry, SHA, stores.page_batch(stores.page(1)))
    again = await store.begin_document(SHA, stores.facts(), TEXT_VERSION)
    assert (again.pages_read, again.facts) == (1, stores.facts())
    assert await store.document(SHA) == again
    assert await store.document(stores.digest("other")) is None


async def test_pages_come_back_character_by_character(
    store: Store, entry: VectorStoreFileObject
) -> None:
    """The raw text is a coordinate: lone surrogates, NUL and line ends have to survive."""
    nasty = "a\r\nb\ud83d \udca9\x00\ufffe\U0001f600 ﬁ e\u0301"
    pages = (
        PageText(1, "iv", "text", nasty + "\ud83d", "\udc00 clean\ud83d", (Segment(0, 3, 2),)),
        PageText(2, "2", "failed", "", "", (), reason="It took too long."),
        PageText(
            3, "3", "ocr", "x" * 70_000, "y" * 70_000, tuple(Segment(n, n, 1) for n in range(999))
        ),
    )
    await store.add_pages(entry, SHA, PageBatch(pages, (NewChunk(1, 0, 8, "\udc00 title"),)))
    assert await store.pages(SHA, 1, 10) == list(pages)
    assert await store.pages(SHA, 2, 1) == [pages[1]]
    (chunk,) = await store.unembedded("vs_1", "file-1", MODEL, 9)
    assert chunk.text == pages[0].clean[:8]


async def test_chunks_are_spans_of_the_clean_text(
    store: Store, entry: VectorStoreFileObject
) -> None:
    text = "The rent is due monthly."
    batch = PageBatch((stores.page(1, text),), (NewChunk(1, 4, 8, "Rent"), NewChunk(1, 0, 24, "")))
    await store.add_pages(entry, SHA, batch)
    first, second = await store.unembedded("vs_1", "file-1", MODEL, 9)
    assert (first.text, second.text) == ("rent", text)
    assert (first.vector_store_id, first.file_id, first.sha256) == ("vs_1", "file-1", SHA)
    assert (first.page, first.start, first.end, first.context) == (1, 4, 8, "Rent")
    assert await store.chunks([second.id, 999, first.id]) == [second, first]


async def test_a_batch_that_comes_twice_counts_once(
    store: Store, entry: VectorStoreFileObject
) -> None:
    await store.add_pages(entry, SHA, stores.page_batch(stores.page(1), stores.page(2)))
    assert await store.add_pages(entry, SHA, stores.page_batch(stores.page(2), stores.page(3)))
    progress = await _progress(store)
    assert (progress.pages_done, progress.passages) == (3, 3)
    assert await store.pages_indexed("vs_1", "file-1") == 3
    assert [p.number for p in await store.pages(SHA, 1, 9)] == [1, 2, 3]


async def test_pages_follow_each_other(store: Store, entry: VectorStoreFileObject) -> None:
    with pytest.raises(ValueError, match="page 1 has to come next"):
        await store.add_pages(entry, SHA, stores.page_batch(stores.page(2)))
    with pytest.raises(ValueError, match="without its page"):
        await store.add_pages(entry, SHA, PageBatch((stores.page(1),), (NewChunk(2, 0, 1, ""),)))
    assert await store.pages(SHA, 1, 9) == []
    assert await store.pages_indexed("vs_1", "file-1") == 0


async def test_pages_need_their_document(store: Store) -> None:
    value = stores.store_file()
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()), Insert(value))
    with pytest.raises(MissingError):
        await store.add_pages(value, SHA, stores.page_batch(stores.page(1)))


async def test_nothing_is_added_to_an_entry_that_ended_or_is_gone(
    store: Store, entry: VectorStoreFileObject
) -> None:
    await store.apply(Replace(stores.store_file(status="cancelled")))
    assert not await store.add_pages(entry, SHA, stores.page_batch(stores.page(1)))
    assert await store.pages(SHA, 1, 9) == []
    await store.apply(Delete(VectorStoreFileObject, "file-1", "vs_1"))
    assert not await store.add_pages(entry, SHA, stores.page_batch(stores.page(1)))


async def test_another_version_reads_the_pages_anew(
    store: Store, entry: VectorStoreFileObject
) -> None:
    await store.add_pages(entry, SHA, stores.page_batch(stores.page(1, "The rent is due.")))
    (chunk,) = await store.unembedded("vs_1", "file-1", MODEL, 9)
    await store.add_vectors("vs_1", "file-1", MODEL, [chunk.id], stores.vectors(1))
    await store.seal_vectors("vs_1", "file-1", MODEL)
    await store.apply(Replace(stores.store_file(status="completed")))
    begun = await store.begin_document(SHA, stores.facts(), TEXT_VERSION + 1)
    assert (begun.text_version, begun.pages_read) == (TEXT_VERSION + 1, 0)
    assert await store.pages(SHA, 1, 9) == []
    assert await store.search_words(["vs_1"], ["rent"], 9) == []
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == []
    (left,) = await store.unfinished()
    assert (left.vector_store_id, left.id) == ("vs_1", "file-1")
    waiting = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
    assert waiting is not None
    assert (waiting.status, waiting.progress) == ("in_progress", Progress(pages_total=3))
    assert await store.add_pages(waiting, SHA, stores.page_batch(stores.page(1, "Rent anew.")))
    assert len(await store.search_words(["vs_1"], ["rent"], 9)) == 1


async def test_two_files_of_one_content_share_its_pages(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, "file-1", content="same")
    await stores.add_file(store, "file-2", content="same")
    sha256 = stores.digest("same")
    assert len(await store.pages(sha256, 1, 99)) == 3
    await store.apply(Delete(FileObject, "file-1"))
    assert len(await store.pages(sha256, 1, 99)) == 3
    await store.apply(Delete(FileObject, "file-2"))
    assert await store.pages(sha256, 1, 99) == []
    assert await store.document(sha256) is None


# -- what is computed ----------------------------------------------------------------------


async def test_progress_counts_pages_by_what_became_of_them(
    store: Store, entry: VectorStoreFileObject
) -> None:
    assert await _progress(store) == Progress(pages_total=3)
    ocr = dataclasses.replace(stores.page(1, "scanned"), state="ocr")
    failed = dataclasses.replace(stores.page(3, ""), state="failed", reason="broken")
    await store.add_pages(entry, SHA, stores.page_batch(ocr, stores.page(2, ""), failed))
    assert await _progress(store) == Progress(
        pages_total=3, pages_done=3, ocr=1, empty=1, failed=1, passages=1
    )


async def test_all_passages_are_embedded_when_they_are_searched(
    store: Store, entry: VectorStoreFileObject
) -> None:
    await store.add_pages(entry, SHA, stores.page_batch(*(stores.page(n) for n in (1, 2, 3))))
    ids = [chunk.id for chunk in await store.unembedded("vs_1", "file-1", MODEL, 9)]
    await store.add_vectors("vs_1", "file-1", MODEL, ids[:1], stores.vectors(1))
    assert (await _progress(store)).passages_embedded == 1
    await store.add_vectors("vs_1", "file-1", MODEL, ids[1:], stores.vectors(2))
    assert (await _progress(store)).passages_embedded == 2
    await store.seal_vectors("vs_1", "file-1", MODEL)
    assert (await _progress(store)).passages_embedded == 3


async def test_a_store_counts_its_files_and_bytes(store: Store) -> None:
    empty = stores.vector_store()
    await store.apply(Insert(empty))
    assert await store.get(VectorStoreObject, "vs_1") == empty
    indexed = await stores.add_file(store, "file-1")
    await store.apply(
        Insert(stores.file("file-2")), Insert(stores.store_file("file-2", status="failed"))
    )
    found = await store.get(VectorStoreObject, "vs_1")
    assert found is not None
    assert found.file_counts == FileCounts(in_progress=1, failed=1, total=2)
    assert found.status == "in_progress"
    words_only = found.usage_bytes
    assert words_only > 0
    await stores.embed_file(store, indexed, stores.vectors(3))
    await store.apply(Replace(stores.store_file("file-1", status="completed")))
    (found,) = (await store.select(VectorStoreObject)).data
    assert found.file_counts == FileCounts(completed=1, failed=1, total=2)
    assert found.status == "completed"
    assert found.usage_bytes > words_only
    entry = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
    assert entry is not None
    assert entry.usage_bytes == found.usage_bytes


async def test_an_expired_store_stays_expired(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()))
    await store.apply(
        Replace(stores.vector_store().model_copy(update={"status": "expired"})),
        Insert(stores.store_file()),
    )
    found = await store.get(VectorStoreObject, "vs_1")
    assert found is not None
    assert found.status == "expired"


async def test_a_batch_ends_with_its_files(store: Store) -> None:
    await store.apply(
        Insert(stores.vector_store()),
        *(Insert(stores.file(f"file-{n}")) for n in (1, 2)),
        Insert(stores.batch()),
        *(Insert(stores.store_file(f"file-{n}"), parent="vsfb_1") for n in (1, 2)),
    )

    async def seen() -> tuple[str, FileCounts]:
        found = await store.get(VectorStoreFileBatchObject, "vsfb_1", parent="vs_1")
        assert found is not None
        return found.status, found.file_counts

    await store.apply(Replace(stores.store_file("file-1", status="completed")))
    assert await seen() == ("in_progress", FileCounts(in_progress=1, completed=1, total=2))
    await store.apply(Replace(stores.store_file("file-2", status="failed")))
    assert await seen() == ("completed", FileCounts(completed=1, failed=1, total=2))
    await store.apply(Replace(stores.batch().model_copy(update={"status": "cancelled"})))
    assert (await seen())[0] == "cancelled"
    await store.apply(Delete(VectorStoreFileObject, "file-1", "vs_1"))
    assert (await seen())[1] == FileCounts(failed=1, total=1)


# -- going on and going --------------------------------------------------------------------


async def test_unfinished_entries_are_those_to_go_on_with(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    ended = []
    for number, at in enumerate([4, 3, 2, 1]):
        ended.append(await stores.add_file(store, f"file-{number}", created_at=at))
    await stores.add_file(store, "file-empty", texts=("",), created_at=9)
    await stores.embed_file(store, ended[0], stores.vectors(3))
    for number, status in enumerate(["completed", "completed", "cancelled", "in_progress"]):
        value = ended[number].entry.model_copy(update={"status": status})
        await store.apply(Replace(value))
    await store.apply(Replace(stores.store_file("file-empty", status="completed")))
    assert [item.id for item in await store.unfinished()] == ["file-3"]
    # The oldest first; a file without text, and one that was cancelled, lack nothing.
    assert await store.lacking_vectors(MODEL, ["vs_1"]) == {("vs_1", "file-1"): 3}
    other = dataclasses.replace(MODEL, revision="2")
    lacking = await store.lacking_vectors(other, ["vs_1", "vs_9"])
    assert list(lacking.items()) == [(("vs_1", "file-1"), 3), (("vs_1", "file-0"), 3)]
    assert await store.lacking_vectors(other, ["vs_9"]) == {}
    ids = ended[1].chunk_ids
    for part, left in ((ids[:2], 1), (ids[2:], 0)):
        await store.add_vectors("vs_1", "file-1", MODEL, part, stores.vectors(len(part)))
        assert await store.lacking_vectors(MODEL, ["vs_1"]) == {("vs_1", "file-1"): left}
    await store.seal_vectors("vs_1", "file-1", MODEL)
    assert await store.lacking_vectors(MODEL, ["vs_1"]) == {}


async def test_deleting_a_file_takes_it_out_of_every_store(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.vector_store("vs_2")))
    for place in ("vs_1", "vs_2"):
        indexed = await stores.add_file(store, "file-1", vector_store_id=place)
        await stores.embed_file(store, indexed, stores.vectors(3))
    other = await stores.add_file(store, "file-2")
    await stores.embed_file(store, other, stores.vectors(3))
    both = ["vs_1", "vs_2"]
    assert len(await store.search_vectors(both, stores.vectors(1), MODEL, 99)) == 9
    await store.apply(Delete(FileObject, "file-1"))
    words = await store.search_words(both, ["rent"], 99)
    hits = await store.search_vectors(both, stores.vectors(1), MODEL, 99, also=indexed.chunk_ids)
    assert {hit.chunk_id for hit in words} <= set(other.chunk_ids)
    assert {hit.chunk_id for hit in hits} == set(other.chunk_ids)
    assert await store.chunks(indexed.chunk_ids) == []
    assert await store.document(indexed.sha256) is None
    assert (await store.select(VectorStoreFileObject, parent="vs_2")).data == []
    assert await store.pages_indexed("vs_2", "file-1") == 0


async def test_taking_a_file_out_of_a_store_leaves_the_file(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    indexed = await stores.add_file(store)
    await stores.embed_file(store, indexed, stores.vectors(3))
    await store.apply(Delete(VectorStoreFileObject, "file-1", "vs_1"))
    assert await store.search_words(["vs_1"], ["rent"], 9) == []
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == []
    assert len(await store.pages(indexed.sha256, 1, 9)) == 3
    again = await stores.add_file(store)
    assert not set(again.chunk_ids) & set(indexed.chunk_ids)
    assert len(await store.search_words(["vs_1"], ["rent", "pets"], 9)) == 3


async def test_deleting_a_store_leaves_others(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.vector_store("vs_2")))
    gone = await stores.add_file(store, "file-1")
    await stores.embed_file(store, gone, stores.vectors(3))
    kept = await stores.add_file(store, "file-1", vector_store_id="vs_2")
    await stores.embed_file(store, kept, stores.vectors(3))
    both = ["vs_1", "vs_2"]
    assert len(await store.search_vectors(both, stores.vectors(1), MODEL, 9)) == 6
    await store.apply(Delete(VectorStoreObject, "vs_1"))
    hits = await store.search_vectors(both, stores.vectors(1), MODEL, 9)
    assert {hit.chunk_id for hit in hits} == set(kept.chunk_ids)
    assert len(await store.search_words(both, ["pets"], 9)) == 1
    assert await store.get(FileObject, "file-1") is not None
    await store.apply(Insert(stores.vector_store()))
    assert await store.search_words(["vs_1"], ["pets"], 9) == []
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == []


async def test_everything_is_there_after_opening_again(open_store: Opener) -> None:
    store = await open_store()
    await store.apply(Insert(stores.vector_store()), Insert(stores.assistant()))
    indexed = await stores.add_file(store)
    await stores.embed_file(store, indexed, stores.vectors(3))
    chunks = await store.chunks(indexed.chunk_ids)
    hits = await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9)
    await store.aclose()
    store = await open_store()
    assert await store.chunks(indexed.chunk_ids) == chunks
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == hits
    assert len(await store.search_words(["vs_1"], ["pets"], 9)) == 1
    assert await store.pages(indexed.sha256, 1, 1) == [stores.page(1, "The rent is due monthly.")]
    await store.aclose()


async def test_closing_finishes_what_was_asked_for(open_store: Opener) -> None:
    store = await open_store()
    writes = [
        asyncio.create_task(store.apply(Insert(stores.assistant(f"asst_{n}")))) for n in range(30)
    ]
    await asyncio.sleep(0)
    await store.aclose()
    await asyncio.gather(*writes)
    store = await open_store()
    assert len((await store.select(type(stores.assistant()), limit=100)).data) == 30
    await store.aclose()
    await store.aclose()


async def test_the_entries_of_a_content_are_found_in_all_stores(
    store: Store, entry: VectorStoreFileObject
) -> None:
    other = stores.store_file("file-1", vector_store_id="vs_2")
    await store.apply(Insert(stores.vector_store("vs_2")), Insert(other))
    found = await store.entries(SHA)
    assert [(one.vector_store_id, one.id) for one in found] == [
        ("vs_1", "file-1"),
        ("vs_2", "file-1"),
    ]
    assert await store.entries(stores.digest("other")) == []

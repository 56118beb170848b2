"""What search asks of whole documents: which there are, how they begin, the chunks of a page."""

from __future__ import annotations

import pytest

from octavo.engine.store.store import Insert, Store
from support import stores


@pytest.fixture
async def two(store: Store) -> Store:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, "file-1", texts=["The rent is due.", "Pets may stay."])
    await stores.add_file(store, "file-2", texts=["The deposit is two rents."])
    return store


async def test_files_with_chunks_are_listed_up_to_a_limit(two: Store) -> None:
    entry = stores.store_file("file-3")
    await two.apply(Insert(stores.file("file-3")), Insert(entry))  # nothing of it is read yet
    found = await two.files_with_text(["vs_1"], 9)
    assert sorted(found) == [
        ("file-1", stores.digest("file-1")),
        ("file-2", stores.digest("file-2")),
    ]
    assert len(await two.files_with_text(["vs_1"], 1)) == 1
    only = await two.files_with_text(["vs_1"], 9, ["file-2", "file-9"])
    assert [file_id for file_id, _ in only] == ["file-2"]
    assert await two.files_with_text(["vs_9"], 9) == []


async def test_files_with_pages_tell_what_they_are_called(two: Store) -> None:
    await two.apply(Insert(stores.vector_store("vs_2")))
    await two.apply(Insert(stores.file("file-3")), Insert(stores.store_file("file-3")))
    await stores.add_file(two, "file-2", vector_store_id="vs_2", texts=["The deposit."])
    found = await two.names(["vs_1", "vs_2"])
    assert [(one.vector_store_id, one.file_id, one.filename, one.title) for one in found] == [
        ("vs_1", "file-1", "file-1.pdf", ""),
        ("vs_1", "file-2", "file-2.pdf", ""),
    ]
    (only,) = await two.names(["vs_2", "vs_1"], ["file-2", "file-9"], titles=True)
    assert (only.vector_store_id, only.title) == ("vs_2", "Lease")


async def test_an_opening_has_name_title_and_first_page(two: Store) -> None:
    (opening,) = await two.openings(["file-1", "file-9"])
    assert (opening.filename, opening.title) == ("file-1.pdf", "Lease")
    assert opening.text == "The rent is due."
    assert opening.sha256 == stores.digest("file-1")


@pytest.mark.parametrize("name", ["2", "p2"])
async def test_chunks_of_a_page_are_found_by_number_and_label(two: Store, name: str) -> None:
    (chunk,) = await two.chunks(await two.chunks_on_pages(["vs_1"], [name], 9))
    assert (chunk.file_id, chunk.page) == ("file-1", 2)
    assert await two.chunks_on_pages(["vs_1"], [name], 9, ["file-2"]) == []


async def test_chunks_of_a_page_come_from_some_files_first(two: Store) -> None:
    async def files(limit: int, *first: str) -> list[str]:
        ids = await two.chunks_on_pages(["vs_1"], ["1"], limit, None, first)
        return [chunk.file_id for chunk in await two.chunks(ids)]

    assert await files(9, "file-2", "file-1") == ["file-2", "file-1"]
    assert await files(9, "file-9", "file-2") == ["file-2", "file-1"]
    assert await files(1, "file-2") == ["file-2"]
    assert await files(9) == ["file-1", "file-2"]


async def test_odd_page_names_find_nothing(two: Store) -> None:
    assert await two.chunks_on_pages(["vs_1"], ["", "x", "99999", "'"], 9) == []

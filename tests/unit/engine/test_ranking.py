"""Which of the passages that have a question's words comes first, where words alone decide."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.engine.search import Searcher
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from support.minilm import BrokenEmbedder
from support.stores import add_file, vector_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(vector_store("vs_1")))
    yield made
    await made.aclose()


async def first(store: SqliteStore, question: str) -> tuple[str, int]:
    """Return file and page of the best passage."""
    (best, *_) = await Searcher(store, BrokenEmbedder()).search(["vs_1"], question, limit=5)
    return best.chunk.file_id, best.chunk.page


async def add(store: SqliteStore, key: str, texts: Sequence[str]) -> None:
    await add_file(store, key, vector_store_id="vs_1", texts=texts)


async def test_a_named_page_comes_before_all_words_elsewhere(store: SqliteStore) -> None:
    texts = [
        "The date of the hearing mentioned in the motion: the date is mentioned in the file.",
        "Nothing is said here.",
        "Signed at Montreal on 8 February.",
    ]
    await add(store, "file-1", texts)
    asked = "Which date of the hearing is mentioned in the motion on page 3?"
    assert await first(store, asked) == ("file-1", 3)


async def test_a_named_page_is_that_of_the_document_with_the_words(store: SqliteStore) -> None:
    await add(store, "file-1", ["The reactor has a coolant pump.", "It runs at 40 bar."])
    await add(store, "file-2", ["The system has a level and a pump.", "It weighs 12 tons."])
    asked = "What does page 2 say of the pump of the reactor coolant system?"
    assert await first(store, asked) == ("file-1", 2)


async def test_a_page_of_the_last_of_very_many_documents_is_found(store: SqliteStore) -> None:
    # More of them have a page 2 than are looked at.
    for number in range(70):
        await add(store, f"file-{number}", [f"Of pumps, part {number}.", "It has valves."])
    await add(store, "file-70", ["The reactor has a coolant system.", "It weighs 12 tons."])
    assert await first(store, "What of the reactor coolant system is on page 2?") == ("file-70", 2)


async def test_a_document_without_such_a_page_takes_nothing_from_those_that_have_it(
    store: SqliteStore,
) -> None:
    most = "The reactor has a coolant system, and of the coolant system the pump is the heart."
    await add(store, "file-1", [most])
    await add(store, "file-2", ["The reactor is old.", "It weighs 12 tons."])
    await add(store, "file-3", ["The ship is new.", "It weighs 80 tons."])
    asked = "What does page 2 say of the pump of the reactor coolant system?"
    assert await first(store, asked) == ("file-2", 2)


async def test_slides_and_several_pages_are_named(store: SqliteStore) -> None:
    texts = [
        "Sales of boats: sales of all boats.",
        "Of boats.",
        "Nothing.",
        "Of wind.",
        "Boat sales.",
    ]
    await add(store, "file-1", texts)
    assert await first(store, "What are the sales of boats on slide 3?") == ("file-1", 3)
    found = await Searcher(store, BrokenEmbedder()).search(
        ["vs_1"], "What are the sales of boats on pages 2 to 4?", limit=3
    )
    assert {one.chunk.page for one in found} == {2, 3, 4}


async def test_a_named_page_is_one_that_has_what_is_asked_for(store: SqliteStore) -> None:
    await add(store, "file-1", ["Dates are mentioned here.", "Nobody signed this."])
    await add(store, "file-2", ["A date is mentioned here, too.", "Signed on 8 February 2021."])
    await add(store, "file-3", ["Of the dates mentioned one is right.", "It is a long way."])
    assert await first(store, "Format the date mentioned on page 2 as YYYY-MM-DD.") == ("file-2", 2)


@pytest.mark.parametrize(
    ("question", "page"),
    [("How many guests stayed in the old tower?", 2), ("Who stayed in the old tower?", 3)],
)
async def test_what_is_asked_for_stands_beside_the_words(
    store: SqliteStore, question: str, page: int
) -> None:
    # All of the same length, so that words do not prefer any.
    guests = "The guests who stayed in the old tower were"
    texts = [
        f"{guests} {rest}. In 1990 it rained." for rest in ("all content", "48 men", "Ada Byron")
    ]
    await add(store, "file-1", texts)
    assert await first(store, question) == ("file-1", page)


async def test_of_like_passages_that_of_the_document_about_it_comes_first(
    store: SqliteStore,
) -> None:
    likely = "Exams are held in each unit at the end of term."
    await add(store, "file-1", [likely + " Bring a pen.", "The garden is open."])
    await add(store, "file-2", [likely + " Bring paper.", "The chemistry course has six parts."])
    asked = "When are exams held in the units of the chemistry course?"
    assert (await first(store, asked))[0] == "file-2"

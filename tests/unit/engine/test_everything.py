"""Searching threads and pages at once, as somebody types."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.everything import FoundEverything, SearchEverythingRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_pdf

PAGES = (
    "# Lease\n\nThe tenant may terminate this lease with three months' notice.",
    "The rent of 950 pounds is due on the first day of each month. Café owners pay more.",
    "Terminals and buses are described elsewhere.",
)


@pytest.fixture
async def store_id(client: Client, tmp_path: Path) -> str:
    path = make_pdf(tmp_path / "lease.pdf", PAGES)
    file = await client.upload_file(path)
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    return store.id


async def search(client: Client, query: str, **options: object) -> FoundEverything:
    return await client.search_everything(SearchEverythingRequest(query=query, **options))


async def pages(client: Client, query: str) -> list[int]:
    return [one.page for one in (await search(client, query)).pages]


def marked(text: str, marks: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in marks]


async def test_a_page_is_found_at_each_letter_of_a_word(client: Client, store_id: str) -> None:
    word = "terminate"
    for length in range(3, len(word) + 1):
        assert 1 in await pages(client, word[:length]), word[:length]
    # They have the same stem; what was typed comes first.
    assert await pages(client, "terminate") == [1, 3]
    assert await pages(client, "terminals") == [3, 1]


async def test_all_words_have_to_be_on_the_page(client: Client, store_id: str) -> None:
    assert await pages(client, "rent pounds") == [2]
    assert await pages(client, "rent notice") == []
    assert await pages(client, "mon rent ") == [], "a word with white space behind it is whole"
    assert await pages(client, "rent mon") == [2]


async def test_case_and_accents_do_not_matter(client: Client, store_id: str) -> None:
    found = (await search(client, "CAFE")).pages
    assert [marked(one.text, one.marks) for one in found] == [["Café"]]


async def test_a_page_tells_where_its_words_are(client: Client, store_id: str) -> None:
    [found] = (await search(client, "each mont")).pages
    assert (found.filename, found.page, found.page_label) == ("lease.pdf", 2, "2")
    assert found.vector_store_id == store_id
    assert marked(found.text, found.marks) == ["each", "month"]
    place = await client.get_page_place(found.file_id, found.page, start=found.start, end=found.end)
    assert place.rects
    left, bottom, right, top = place.rects[0]
    assert left < right
    assert bottom < top


async def test_only_the_stores_that_are_named_are_searched(client: Client, store_id: str) -> None:
    other = await client.create_vector_store()
    assert (await search(client, "rent", vector_store_ids=[other.id])).pages == []
    assert (await search(client, "rent", vector_store_ids=[store_id, "vs_gone"])).pages


async def test_messages_are_found_and_forgotten_with_their_thread(client: Client) -> None:
    asked = CreateMessageRequest(role="user", content="When may the Lessee leave?")
    thread = await client.create_thread(CreateThreadRequest(messages=[asked]))
    [found] = (await search(client, "lessee lea")).messages
    assert (found.thread_id, found.role) == (thread.id, "user")
    assert marked(found.text, found.marks) == ["Lessee", "leave"]
    await client.delete_thread(thread.id)
    assert (await search(client, "lessee")).messages == []


async def test_a_deleted_message_is_not_found(client: Client) -> None:
    thread = await client.create_thread()
    message = await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="A word about oysters.")
    )
    assert (await search(client, "oysters")).messages
    await client.delete_thread_message(thread.id, message.id)
    assert (await search(client, "oysters")).messages == []


@pytest.mark.parametrize("query", ["", "  ", "?!", '"', "NEAR(", "a*b", "x" * 500, "rent\x00due"])
async def test_nothing_that_is_typed_is_syntax(client: Client, store_id: str, query: str) -> None:
    found = await search(client, query)
    assert found.messages == []


async def test_a_span_that_makes_no_sense_is_refused(client: Client, store_id: str) -> None:
    [found] = (await search(client, "pounds")).pages
    with pytest.raises(ApiStatusError, match="'end'"):
        await client.get_page_place(found.file_id, 1, start=5, end=5)
    with pytest.raises(ApiStatusError, match="No file"):
        await client.get_page_place("file-gone", 1, start=0, end=5)
    far = await client.get_page_place(found.file_id, 99, start=0, end=5)
    assert far.rects == []
    beyond = await client.get_page_place(found.file_id, 1, start=10**7, end=10**7 + 5)
    assert beyond.rects == []

"""Summaries and comparisons over the client: verbatim, placed, complete, quick enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.insight import CompareFilesRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_pdf

LEASE = (
    """# Lease of the mill

The lease is a contract between the landlord and the tenant of the mill.
The landlord lets the mill to the tenant for ten years in all.""",
    """# Termination

The tenant may terminate the lease of the mill with three months' notice.
The landlord may terminate the lease only if the rent of the mill is not paid.""",
    """# Rent

The rent of the mill is payable to the landlord on the first day of each month.
However, it is raised by the landlord every second year of the lease.""",
)
PETS = ("# House rules\n\nNo tenant may keep a goat in the yard of the house without consent.",)


async def taken_in(client: Client, *paths: Path) -> tuple[str, list[str]]:
    files = [(await client.upload_file(path)).id for path in paths]
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=files))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    return store.id, files


async def test_a_summary_quotes_the_document_as_a_whole_and_by_section(
    client: Client, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", LEASE, title="The lease")
    store_id, [file_id] = await taken_in(client, path)
    summary = await client.get_file_summary(store_id, file_id)
    assert (summary.filename, summary.title, summary.pages) == ("lease.pdf", "The lease", 3)
    text = " ".join(" ".join(LEASE).split())
    quotes = [*summary.quotes, *(q for section in summary.sections for q in section.quotes)]
    quotes += [term.quote for term in summary.key_terms]
    assert 3 <= len(summary.quotes) <= 5
    for quote in quotes:
        assert quote.verified
        assert quote.quote in text
    assert [q.page for q in summary.quotes] == sorted(q.page for q in summary.quotes)
    titles = [(section.title, section.page) for section in summary.sections]
    assert titles == [("Lease of the mill", 1), ("Termination", 2), ("Rent", 3)]
    for section in summary.sections:
        assert {quote.page for quote in section.quotes} == {section.page}
    assert {"mill", "rent", "tenant"} <= {term.term for term in summary.key_terms}
    assert "May the tenant terminate the lease of the mill?" in [
        one.question for one in summary.questions
    ]
    place = summary.quotes[0]
    found = await client.get_page_place(file_id, place.page, start=place.start, end=place.end)
    assert found.rects


async def test_a_document_without_sentences_has_an_empty_summary(
    client: Client, tmp_path: Path
) -> None:
    store_id, [file_id] = await taken_in(client, make_pdf(tmp_path / "a.pdf", ["Cover", ""]))
    summary = await client.get_file_summary(store_id, file_id)
    assert (summary.quotes, summary.key_terms, summary.questions) == ([], [], [])
    text_id = (
        await client.upload_file(b"The notes are kept for three years.", filename="n.txt")
    ).id
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[text_id]))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    assert (await client.get_file_summary(store.id, text_id)).pages == 1


async def test_each_file_is_asked_by_itself(client: Client, tmp_path: Path) -> None:
    lease = make_pdf(tmp_path / "lease.pdf", LEASE)
    rules = make_pdf(tmp_path / "rules.pdf", PETS)
    store_id, [first, second] = await taken_in(client, lease, rules)
    request = CompareFilesRequest(
        question="May the tenant keep a goat?", file_ids=[second, first, second]
    )
    compared = await client.compare_files(store_id, request)
    assert [one.file_id for one in compared.data] == [second, first]
    goats, mill = compared.data
    assert (goats.filename, goats.kind) == ("rules.pdf", "quotes")
    assert goats.quotes[0].quote.endswith(PETS[0].partition("\n\n")[2])
    assert all(quote.verified for one in compared.data for quote in one.quotes)
    assert mill.quotes
    assert mill.fit < goats.fit


async def test_what_is_not_there_is_said(client: Client, tmp_path: Path) -> None:
    store_id, [file_id] = await taken_in(client, make_pdf(tmp_path / "a.pdf", PETS))
    other = await client.create_vector_store()
    with pytest.raises(ApiStatusError, match="No vector store"):
        await client.get_file_summary("vs_gone", file_id)
    for ids in ([file_id], ["file-gone"]):
        with pytest.raises(ApiStatusError) as refused:
            await client.compare_files(other.id, CompareFilesRequest(question="?", file_ids=ids))
        assert refused.value.status == 404
    with pytest.raises(ApiStatusError, match="file_ids"):
        await client.compare_files(
            store_id, CompareFilesRequest.model_construct(question="?", file_ids=[])
        )

"""Summaries and comparisons over the client: verbatim, placed, complete, quick enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.insight import CompareFilesRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.session.insight import sections_told
from octavo.ui.language import Language
from support.languages import spoken
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


CONTRACT = (
    "# § 1 Things\n\nCar: a red one of the year 2019 with four doors\n\nExtras: keys and tyres",
    "# § 2 Price\n\n(1) The price of the car is 11,900 euros.\n\nIn words: some eleven thousand",
    """# § 3 Handing over

(1) The car is handed over to its buyer in the yard of the seller.

(2) The seller hands over both of the keys of the car on the same day.""",
    "# Annex\n\n" + "\n\n".join(f"Key {n} of the car with the number {n}" for n in range(1, 9)),
)


async def test_each_clause_is_told_of_and_those_that_cannot_be_quoted_are_named(
    client: Client, tmp_path: Path
) -> None:
    store_id, [file_id] = await taken_in(client, make_pdf(tmp_path / "car.pdf", CONTRACT))
    summary = await client.get_file_summary(store_id, file_id)
    told = [(one.title, [quote.quote for quote in one.quotes]) for one in summary.sections]
    fields = ["Car: a red one of the year 2019 with four doors", "Extras: keys and tyres"]
    assert told == [
        ("§ 1 Things", fields),
        ("§ 2 Price", ["The price of the car is 11,900 euros.", "In words: some eleven thousand"]),
        (
            "§ 3 Handing over",
            [
                "The car is handed over to its buyer in the yard of the seller.",
                "The seller hands over both of the keys of the car on the same day.",
            ],
        ),
    ]
    assert summary.sections_left == ["Annex"]
    said = sections_told(summary)
    assert said is not None
    assert said.english == ("3 of 4 sections. No sentence can be quoted of: Annex.")
    with spoken(Language.GERMAN):
        assert str(said).startswith("3 von 4 Abschnitten. Kein Satz")


async def test_a_document_of_short_sentences_is_told_by_them(
    client: Client, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "short.pdf", ["# Rent\n\nThe rent is 900 euros. It is due at once."])
    store_id, [file_id] = await taken_in(client, path)
    summary = await client.get_file_summary(store_id, file_id)
    assert [one.quote for one in summary.quotes] == [
        "The rent is 900 euros.",
        "It is due at once.",
    ]


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

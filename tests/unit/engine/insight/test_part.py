"""A part of a document is what stands under a heading of its outline, and nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.http import RequestError
from octavo.engine.insight.part import part_of
from octavo.errors import ApiStatusError
from octavo.pdf.page import Heading, OutlineEntry, PageText
from octavo.protocol.insight import FileSummary
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.protocol.written_summaries import WriteSummaryRequest, WrittenSummary
from octavo.resources import resource
from support.model_server import ModelServer
from support.summarising import repeats, shown

MODEL = "test/tiny"
OUTLINE = (
    OutlineEntry(0, "Lease", 1),
    OutlineEntry(1, "Rent", 1),
    OutlineEntry(1, "Notice period", 2),
    OutlineEntry(0, "Pets", 2),
    OutlineEntry(0, "Lost", 9),
)
TEXTS = ("Lease\nIt holds.\nRent\nIt is due.", "More rent.\nNotice\nperiod\nThree.\nPets\nNo goat.")


def page(number: int, text: str) -> PageText:
    return PageText(number, f"p{number}", "text", "", text, ())


PAGES = tuple(page(number, text) for number, text in enumerate(TEXTS, 1))


def said(section: int | None) -> list[str]:
    """Return the text of each page of a part."""
    return [one.clean.strip() for one in part_of(PAGES, OUTLINE, section).pages]


def test_it_ends_where_the_next_heading_that_is_as_high_begins() -> None:
    assert said(0) == [TEXTS[0], "More rent.\nNotice\nperiod\nThree."]
    assert said(1) == ["Rent\nIt is due.", "More rent."]
    assert said(2) == ["Notice\nperiod\nThree."]
    assert said(3) == ["Pets\nNo goat."]
    assert said(None) == list(TEXTS)


def test_positions_are_those_of_the_whole_page() -> None:
    for section in range(4):
        for cut in part_of(PAGES, OUTLINE, section).pages:
            whole = TEXTS[cut.number - 1]
            assert len(cut.clean) == len(whole)
            text = cut.clean.strip()
            assert cut.clean.index(text) == whole.index(text)


def test_it_has_the_headings_below_its_own_and_its_pages_are_told() -> None:
    part = part_of(PAGES, OUTLINE, 0)
    assert part.outline == (OutlineEntry(0, "Rent", 1), OutlineEntry(0, "Notice period", 2))
    assert part.told is not None
    assert (part.told.title, part.told.page_label, part.told.last_page_label) == (
        "Lease",
        "p1",
        "p2",
    )


def test_of_two_headings_whose_places_are_not_known_the_first_has_the_page() -> None:
    outline = (OutlineEntry(0, "I.", 1), OutlineEntry(0, "II.", 1), OutlineEntry(0, "III.", 2))
    pages = (page(1, "One."), page(2, "Two."))
    assert [one.clean for one in part_of(pages, outline, 0).pages] == ["One."]
    assert [one.clean for one in part_of(pages, outline, 1).pages] == ["One."]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("More on Rent below. Rent is due.\nRent\nIt is due.", "Rent\nIt is"),
        ("See 2 Rent, which is due.\n2 Rent\nIt is due.", "Rent\nIt is"),
        ("Rent is due.\nChapter II. Rent\nIt is due.", "Rent\nIt is"),
        ("Pets and Rent\nRent is due by then.", "Rent is due"),
        ("It is the Rent.", "Rent."),
    ],
)
def test_it_begins_at_the_line_of_its_heading(text: str, heading: str) -> None:
    (cut,) = part_of((page(1, text),), (OutlineEntry(0, "Rent", 1),), 0).pages
    assert cut.clean.strip() == text[text.index(heading) :]


def test_of_two_lines_alike_the_one_in_larger_type_is_the_heading() -> None:
    text = "Rent\nIt holds.\nRent\nIt is due."
    whole = dataclasses.replace(page(1, text), headings=(Heading(15, 19, 18.0),))
    (cut,) = part_of((whole,), (OutlineEntry(0, "Rent", 1),), 0).pages
    assert cut.clean.strip() == "Rent\nIt is due."


@pytest.mark.parametrize("section", [4, 5])
def test_a_heading_that_is_not_there_is_refused(section: int) -> None:
    with pytest.raises(RequestError, match=f"no section {section}"):
        part_of(PAGES, OUTLINE, section)


CITATIONS = 9
"""“Reading citations” among the guide's headings; “Threads and assistants” is below it."""


async def guide_in(client: Client) -> tuple[str, str]:
    file = await client.upload_file(resource("samples", "guide.pdf"))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    return store.id, file.id


def pages_of(summary: FileSummary | WrittenSummary) -> set[int]:
    if isinstance(summary, WrittenSummary):
        return {quote.page for one in summary.statements for quote in one.quotes}
    parts = (quote.page for section in summary.sections for quote in section.quotes)
    terms = (one.quote.page for one in summary.key_terms)
    asked = (one.quote.page for one in summary.questions)
    return {quote.page for quote in summary.quotes} | {*parts, *terms, *asked}


async def test_a_section_is_summarised_by_its_own_sentences(client: Client) -> None:
    store_id, file_id = await guide_in(client)
    summary = await client.get_file_summary(store_id, file_id, section=CITATIONS)
    assert summary.part is not None
    assert (summary.part.title, summary.part.page_label) == ("Reading citations", "6")
    assert summary.pages == 1
    assert len(summary.quotes) >= 3
    assert pages_of(summary) == {7}
    whole = await client.get_file_summary(store_id, file_id)
    assert whole.part is None
    assert whole.pages == 11
    assert whole.characters > 5 * summary.characters
    with pytest.raises(ApiStatusError, match="no section 99") as refused:
        await client.get_file_summary(store_id, file_id, section=99)
    assert refused.value.status == 404


async def test_a_model_writes_of_a_section_alone_and_that_is_kept_by_itself(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    store_id, file_id = await guide_in(writing_client)
    host.script = [repeats()]
    request = WriteSummaryRequest(model=MODEL, section=CITATIONS)
    written = await writing_client.write_file_summary(store_id, file_id, request)
    assert written.part is not None
    assert written.part.title == "Reading citations"
    assert pages_of(written) == {7}
    sent = " ".join(body for seen in host.seen for _, body in shown(seen))
    assert "A citation names the document" in sent
    assert "Octavo needs no language model" not in sent
    kept = await writing_client.get_written_summary(store_id, file_id, MODEL, section=CITATIONS)
    assert kept == written
    with pytest.raises(ApiStatusError, match="no summary"):
        await writing_client.get_written_summary(store_id, file_id, MODEL)

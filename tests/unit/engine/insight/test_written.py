"""Summaries in a model's words: in one go and by parts, attributed, kept, stopped, counted."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.client import Client
from octavo.errors import ApiError, ApiStatusError
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.protocol.written_summaries import (
    SummaryProgress,
    WriteSummaryRequest,
    WrittenSummary,
)
from support.asking import LEASE
from support.model_server import DONE, ModelServer, chunk, head, refuses, says, sends
from support.pdfs import make_pdf
from support.summarising import is_of_notes, repeats, shown
from support.waiting import until

if TYPE_CHECKING:
    from conftest import OneHost

MODEL = "test/tiny"
WRITE = WriteSummaryRequest(model=MODEL)
SUBJECTS = ("harbour", "orchard", "quarry", "foundry", "chapel", "viaduct", "brewery", "lighthouse")
REPORT = [
    f"# The {name}\n\nThe {name} was opened in {1850 + number} by the council of the town. "
    + " ".join(f"The {name} keeps a list of its visitors in room {room}." for room in range(8))
    for number, name in enumerate(SUBJECTS)
]
"""Eight pages, of which a small model takes in one at a time."""


async def taken_in(client: Client, path: Path) -> tuple[str, str]:
    """Return the ids of a store and of the file in it, once it is read."""
    file = await client.upload_file(path)
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    return store.id, file.id


@pytest.fixture
async def lease(writing_client: Client, tmp_path: Path) -> tuple[str, str]:
    return await taken_in(writing_client, make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease"))


@pytest.fixture
async def report(writing_client: Client, models: OneHost, tmp_path: Path) -> tuple[str, str]:
    """A document that the model cannot read in one go."""
    models.context_tokens = 1200
    return await taken_in(writing_client, make_pdf(tmp_path / "report.pdf", REPORT))


async def followed(
    client: Client, place: tuple[str, str], request: WriteSummaryRequest = WRITE
) -> tuple[list[SummaryProgress], WrittenSummary]:
    """Return how far it was told to be, and the summary."""
    async with client.stream_file_summary(*place, request) as events:
        told = [event async for event in events]
    *progress, summary = told
    assert isinstance(summary, WrittenSummary)
    return [one for one in progress if isinstance(one, SummaryProgress)], summary


async def test_each_statement_has_its_place_whatever_the_model_marks(
    writing_client: Client, host: ModelServer, lease: tuple[str, str]
) -> None:
    host.script = [
        says(
            "- The deposit amounts to 2,400 euros [99].\n",
            "The deposit amounts to 9,900 euros [3].\n",
            "See [the register](http://example.org/?q=1) for details of the landlord's taxes.\n",
            "In short:",
        )
    ]
    progress, summary = await followed(writing_client, lease)
    assert [(one.done, one.total) for one in progress] == [(0, 1), (1, 1)]
    deposit, wrong, link = summary.statements
    assert deposit.text == "The deposit amounts to 2,400 euros."
    [quote] = deposit.quotes
    assert (quote.page, quote.verified) == (3, True)
    assert quote.quote == "The deposit amounts to 2,400 euros and is returned within six weeks."
    assert deposit.supported
    assert (wrong.supported, wrong.quotes) == (False, [])
    assert "](" not in link.text
    assert not link.supported
    assert (summary.model, summary.title, summary.pages) == (MODEL, "Lease", 3)
    [part] = summary.parts
    assert (part.page, part.last_page, part.statements) == (1, 3, [])
    place = await writing_client.get_page_place(lease[1], 3, start=quote.start, end=quote.end)
    assert place.rects
    [seen] = host.seen
    assert [number for number, _ in shown(seen)] == [1, 2, 3]


async def test_a_long_document_is_read_by_parts_and_summed_up(
    writing_client: Client, host: ModelServer, report: tuple[str, str]
) -> None:
    host.script = [repeats(2)]
    progress, summary = await followed(writing_client, report)
    parts, whole = len(summary.parts), sum(map(is_of_notes, host.seen))
    assert parts > 3
    assert whole >= 1
    assert not is_of_notes(host.seen[0])
    assert is_of_notes(host.seen[-1])
    assert len(host.seen) == parts + whole
    done = [one.done for one in progress]
    assert done == sorted(done)
    assert (progress[-1].done, progress[-1].total) == (len(host.seen), len(host.seen))
    assert [one.part for one in progress if one.part is not None] == summary.parts
    pages = [(part.page, part.last_page) for part in summary.parts]
    assert pages == sorted(pages)
    assert (pages[0][0], pages[-1][1]) == (1, len(REPORT))
    assert all(part.statements for part in summary.parts)
    text = " ".join(" ".join(REPORT).split())
    for statement in summary.statements:
        assert statement.supported
        for quote in statement.quotes:
            assert quote.verified
            assert quote.quote in text
    counted = len(host.seen)
    usage = summary.usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (100 * counted, 10 * counted)


async def test_what_stands_nowhere_is_marked_and_not_passed_on(
    writing_client: Client, host: ModelServer, report: tuple[str, str]
) -> None:
    host.script = [says("The airport was closed in 1999 [1].\nThe harbour was opened in 1850 [1].")]
    _, summary = await followed(writing_client, report)
    first = summary.parts[0].statements
    assert [one.supported for one in first] == [False, True]
    notes = [body for seen in host.seen if is_of_notes(seen) for _, body in shown(seen)]
    assert notes
    assert not any("airport" in body for body in notes)


async def test_a_summary_is_written_once_and_goes_with_its_document(
    writing_client: Client, host: ModelServer, lease: tuple[str, str], tmp_path: Path
) -> None:
    host.script = [repeats()]
    store_id, file_id = lease
    with pytest.raises(ApiStatusError, match="written no summary of it yet") as missing:
        await writing_client.get_written_summary(store_id, file_id, MODEL)
    assert missing.value.status == 404
    written = await writing_client.write_file_summary(store_id, file_id, WRITE)
    again = await writing_client.write_file_summary(store_id, file_id, WRITE)
    assert again == written == await writing_client.get_written_summary(store_id, file_id, MODEL)
    assert len(host.seen) == 1
    same, copy = await taken_in(writing_client, tmp_path / "lease.pdf")
    known = await writing_client.get_written_summary(same, copy, MODEL)
    assert (known.file_id, known.statements) == (copy, written.statements)
    anew = WriteSummaryRequest(model=MODEL, anew=True)
    await writing_client.write_file_summary(store_id, file_id, anew)
    assert len(host.seen) == 2
    [used] = (await writing_client.get_usage()).data
    assert (used.model, used.answers, used.prompt_tokens) == (MODEL, 2, 200)

    for one in (file_id, copy):
        await writing_client.delete_file(one)
    back = await taken_in(writing_client, tmp_path / "lease.pdf")
    with pytest.raises(ApiStatusError):
        await writing_client.get_written_summary(*back, MODEL)


async def test_two_who_ask_at_once_have_it_written_once(
    writing_client: Client, host: ModelServer, lease: tuple[str, str]
) -> None:
    host.script = [repeats()]
    one, other = await asyncio.gather(
        *(writing_client.write_file_summary(*lease, WRITE) for _ in range(2))
    )
    assert one == other
    assert len(host.seen) == 1


async def test_whoever_leaves_ends_it_and_what_it_has_cost_is_counted(
    writing_client: Client, host: ModelServer, report: tuple[str, str]
) -> None:
    begun = chunk({"role": "assistant", "content": "The harbour was"})
    host.script = [repeats(2), sends(head(), begun, close=False)]
    async with writing_client.stream_file_summary(*report, WRITE) as events:
        async for event in events:
            if isinstance(event, SummaryProgress) and event.done == 1:
                break
        await until(lambda: len(host.seen) == 2, "the second part is asked for")
    await asyncio.wait_for(host.gone.wait(), 20)
    with pytest.raises(ApiStatusError):
        await writing_client.get_written_summary(*report, MODEL)
    [used] = (await writing_client.get_usage()).data
    assert used.answers == 0
    assert used.prompt_tokens >= 100


async def test_a_wait_of_the_host_is_told(
    writing_client: Client, host: ModelServer, lease: tuple[str, str]
) -> None:
    host.script = [refuses(429, "Slow down", retry_after_ms="20"), repeats()]
    progress, summary = await followed(writing_client, lease)
    [wait] = [one.wait for one in progress if one.wait is not None]
    assert wait.seconds == pytest.approx(0.02)
    assert "Slow down" in wait.reason
    assert summary.statements


async def test_a_host_that_takes_less_than_it_is_said_to_is_given_smaller_parts(
    writing_client: Client, host: ModelServer, lease: tuple[str, str]
) -> None:
    too_long = refuses(400, "too long", "context_length_exceeded")
    host.script = [too_long, repeats()]
    progress, summary = await followed(writing_client, lease)
    assert [(part.page, part.last_page) for part in summary.parts] == [(1, 1), (2, 3)]
    assert progress[-1].done == progress[-1].total == 3


async def test_a_host_that_fails_ends_it_with_its_words(
    writing_client: Client, host: ModelServer, report: tuple[str, str]
) -> None:
    host.script = [repeats(2), refuses(401, "Who are you?")]
    with pytest.raises(ApiError, match="Who are you"):
        await followed(writing_client, report)
    host.script = [repeats(2)]
    _, summary = await followed(writing_client, report)
    assert summary.statements


async def test_a_sentence_that_is_cut_off_is_left_out(
    writing_client: Client, host: ModelServer, lease: tuple[str, str]
) -> None:
    said = "The deposit amounts to 2,400 euros [3]. The tenant may terminate the lease by giving"
    host.script = [sends(head(), chunk({"content": said}), chunk(reason="length"), DONE)]
    _, summary = await followed(writing_client, lease)
    assert [one.text for one in summary.statements] == ["The deposit amounts to 2,400 euros."]


async def test_what_cannot_be_summarised_is_said_before_any_request(
    writing_client: Client, host: ModelServer, tmp_path: Path, lease: tuple[str, str]
) -> None:
    empty = await taken_in(writing_client, make_pdf(tmp_path / "empty.pdf", [""]))
    with pytest.raises(ApiStatusError, match=r"no text in “empty\.pdf”"):
        await followed(writing_client, empty)
    for model in ("test2/tiny", "octavo-extractive"):
        with pytest.raises(ApiStatusError, match="writes no summaries") as missing:
            await followed(writing_client, lease, WriteSummaryRequest(model=model))
        assert missing.value.status == 404
    assert host.seen == []

"""What a search found, read with its text and its places where that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.running.steps import by_words_alone
from octavo.errors import PdfDamagedError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.runs import CreateRunRequest, RunObject
from octavo.protocol.steps import INCLUDE_RESULTS, FileSearchCall, RunStepObject, ToolCallsDetails
from support.asking import Post, asked, with_lease


async def searched(client: Client, folder: Path) -> RunObject:
    assistant = await with_lease(client, folder)
    thread = await asked(client, "How much is the deposit?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    return await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)


def search_of(step: RunStepObject) -> FileSearchCall:
    assert isinstance(step.step_details, ToolCallsDetails)
    call = step.step_details.tool_calls[0]
    assert isinstance(call, FileSearchCall)
    return call


async def test_results_that_are_asked_for_carry_text_and_place(
    client: Client, tmp_path: Path
) -> None:
    run = await searched(client, tmp_path)
    listed = await client.get_run_steps(
        run.thread_id, run.id, order="asc", include=[INCLUDE_RESULTS]
    )
    step = listed.data[0]
    one = await client.get_run_step(run.thread_id, run.id, step.id, include=[INCLUDE_RESULTS])
    assert one == step
    for result in search_of(step).file_search.results or []:
        assert result.content is not None
        assert result.content[0].text
        assert result.rects
    bare = await client.get_run_step(run.thread_id, run.id, step.id)
    for result in search_of(bare).file_search.results or []:
        assert (result.content, result.rects) == (None, None)


async def test_results_whose_place_is_not_found_come_without_it(
    client: Client, engine: Engine, tmp_path: Path, reader: PdfiumReader
) -> None:
    run = await searched(client, tmp_path)

    async def broken(*_: Any, **__: Any) -> Any:
        raise PdfDamagedError("It broke.")

    reader.rectangles = broken  # type: ignore[method-assign]
    steps = await client.get_run_steps(
        run.thread_id, run.id, order="asc", include=[INCLUDE_RESULTS]
    )
    results = search_of(steps.data[0]).file_search.results or []
    assert results
    assert all(result.content and result.rects is None for result in results)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/threads/{thread}/runs/{run}/steps"),
        ("GET", "/threads/{thread}/runs/{run}/steps/{step}"),
        ("GET", "/threads/{thread}/runs/{run}/events"),
        ("POST", "/threads/{thread}/runs"),
        ("POST", "/threads/runs"),
    ],
)
async def test_only_what_is_known_can_be_included(
    client: Client, post: Post, tmp_path: Path, method: str, path: str
) -> None:
    run = await searched(client, tmp_path)
    step = (await client.get_run_steps(run.thread_id, run.id)).data[0]
    place = path.format(thread=run.thread_id, run=run.id, step=step.id)
    body = {"assistant_id": run.assistant_id}
    status, answer = await post(f"{place}?include[]=everything", body, method)
    assert (status, answer["error"]["param"]) == (400, "include[]")
    assert len((await client.get_runs(run.thread_id)).data) == 1


async def test_a_run_that_is_taken_up_knows_what_words_alone_decided_about(
    client: Client, tmp_path: Path
) -> None:
    run = await searched(client, tmp_path)
    kept = (await client.get_run_steps(run.thread_id, run.id, order="asc")).data
    assert by_words_alone(kept) == 0
    step = kept[0]
    call = search_of(step)
    alone = call.file_search.model_copy(update={"by_words_alone": 4})
    details = ToolCallsDetails(tool_calls=[call.model_copy(update={"file_search": alone})])
    more = step.model_copy(update={"step_details": details})
    assert by_words_alone([*kept, more]) == 4

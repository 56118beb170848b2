"""Runs that search only files with certain attributes."""

from __future__ import annotations

from typing import Any

import pytest

from octavo.client import Client
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import FileSearchCall, ToolCallsDetails
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, CreateVectorStoreRequest
from support.asking import Post, asked

QUESTION = "How much is the deposit?"


def search(filters: dict[str, Any] | None, **options: Any) -> FileSearchTool:
    given = options if filters is None else {**options, "filters": filters}
    return FileSearchTool.model_validate({"type": "file_search", "file_search": given})


def year(value: float, kind: str = "eq") -> dict[str, Any]:
    return {"type": kind, "key": "year", "value": value}


async def with_leases(client: Client) -> tuple[str, dict[int, str]]:
    """Return a store with a lease of two years, and their files."""
    store = await client.create_vector_store(CreateVectorStoreRequest())
    files: dict[int, str] = {}
    for number in (2021, 2022):
        text = f"The deposit amounts to {number} euros and is returned within six weeks."
        files[number] = (await client.upload_file(text.encode(), filename=f"{number}.txt")).id
        request = CreateVectorStoreFileRequest(
            file_id=files[number], attributes={"year": float(number)}
        )
        await client.create_vector_store_file(store.id, request)
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    return store.id, files


async def found(client: Client, store: str, tool: FileSearchTool, **run: Any) -> set[str]:
    """Return the files that a run's search found."""
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[tool],
            tool_resources=ToolResourcesRequest(
                file_search=FileSearchResourcesRequest(vector_store_ids=[store])
            ),
        )
    )
    assert assistant.tools == [tool]
    thread = await asked(client, QUESTION)
    made = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id, **run))
    done = await client.wait_for_run_to_complete(thread.id, made.id, poll_interval=0.02)
    assert done.status == "completed"
    steps = (await client.get_run_steps(thread.id, done.id, order="asc")).data
    calls = [
        call.file_search.results or []
        for step in steps
        if isinstance(step.step_details, ToolCallsDetails)
        for call in step.step_details.tool_calls
        if isinstance(call, FileSearchCall)
    ]
    return {result.file_id for results in calls for result in results}


async def test_only_files_that_a_filter_lets_through_are_searched(client: Client) -> None:
    store, files = await with_leases(client)
    assert await found(client, store, search(None)) == set(files.values())
    assert await found(client, store, search(year(2021))) == {files[2021]}
    both = {"type": "or", "filters": [year(2022), year(1999)]}
    assert await found(client, store, search(both)) == {files[2022]}
    assert await found(client, store, search(year(3000, "gt"))) == set()
    # A run's own tools take the place of its assistant's.
    own = [search(year(2022), max_num_results=1)]
    assert await found(client, store, search(year(2021)), tools=own) == {files[2022]}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"type": "near", "key": "year", "value": 1}, "filters"),
        ({"type": "in", "key": "year", "value": 1}, "compares with a list"),
        ({"type": "and", "filters": []}, "filters"),
    ],
)
async def test_a_filter_that_makes_no_sense_is_refused(
    post: Post, filters: dict[str, Any], said: str
) -> None:
    tool = {"type": "file_search", "file_search": {"filters": filters}}
    status, answer = await post("/assistants", {"model": EXTRACTIVE_MODEL, "tools": [tool]})
    assert status == 400
    assert said in str(answer["error"])

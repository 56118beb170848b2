"""Written answers over a store at a host: the same search, and nothing unverified shown as true."""

from __future__ import annotations

from pathlib import Path

from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.messages import FileCitationAnnotation, Text, TextContent
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import FileSearchCall, StepSearchResult, ToolCallsDetails
from support.asking import asked, with_lease
from support.model_server import call, says
from support.stores_host import StoresServer
from unit.engine.hosting.conftest import Place

QUESTION = "How much is the deposit?"
EXTRA = " and the garden behind the house is tended by two old gardeners from Bremen"


async def answered(place: Place, folder: Path) -> tuple[Text, list[StepSearchResult]]:
    """Have the model ``host/tiny`` answer; return its text, and all that was found for it."""
    client = place.client
    await place.providers.allow("host", "answers")
    assistant = await with_lease(client, folder)
    assert assistant.tool_resources is not None
    assert assistant.tool_resources.file_search is not None
    (store_id,) = assistant.tool_resources.file_search.vector_store_ids
    await place.hosted(store_id, 1)
    await client.modify_assistant(assistant.id, ModifyAssistantRequest(model="host/tiny"))
    thread = await asked(client, QUESTION)
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "completed"
    (message, *_) = (await client.get_thread_messages(thread.id)).data
    (content,) = message.content
    assert isinstance(content, TextContent)
    steps = await client.get_run_steps(thread.id, run.id)
    results = [
        result
        for step in steps.data
        if isinstance(step.step_details, ToolCallsDetails)
        for one in step.step_details.tool_calls
        if isinstance(one, FileSearchCall)
        for result in one.file_search.results or []
    ]
    return content.text, results


async def test_a_model_searches_at_the_host_and_is_cited_from_the_page_here(
    place: Place, host: StoresServer, tmp_path: Path
) -> None:
    host.words_of_passage = 15
    host.server.script = [
        says(calls=[call(0, "file_search", query="working day notice")]),
        says("The deposit amounts to 2,400 euros."),
    ]
    text, results = await answered(place, tmp_path)
    asked_for = [seen.json["query"] for seen in host.requests("POST", ".*/search")]
    assert asked_for == [QUESTION, "working day notice"]
    (note,) = text.annotations
    assert isinstance(note, FileCitationAnnotation)
    assert (note.file_citation.page, note.file_citation.verified) == (3, True)
    assert {one.page for one in results} >= {2, 3}


async def test_what_stands_only_in_what_the_host_returned_is_marked_as_unsupported(
    place: Place, host: StoresServer, tmp_path: Path
) -> None:
    host.words_of_passage = 4
    host.extra = EXTRA
    statement = "The garden behind the house is tended by two old gardeners from Bremen."
    host.server.script = [says(f"The deposit amounts to 2,400 euros [1]. {statement} [1]")]
    text, results = await answered(place, tmp_path)
    (prompt,) = host.server.seen
    assert EXTRA in prompt.json["messages"][-1]["content"]
    assert results
    assert all(one.page is None and one.quote is None for one in results)
    assert text.annotations == []
    assert text.unsupported
    marked = [text.value[start:end] for start, end in text.unsupported]
    assert any("gardeners from Bremen" in one for one in marked)

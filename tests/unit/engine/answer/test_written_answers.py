"""Answers in a model's own words, over a real engine and a host that says what it is told to."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.answer import generative
from octavo.engine.answer.placing import Placer
from octavo.engine.answer.quoting import NO_DOCUMENTS, NOT_COVERED
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.errors import ApiStatusError
from octavo.protocol.assistants import AssistantObject, ModifyAssistantRequest
from octavo.protocol.messages import (
    CreateMessageRequest,
    FileCitation,
    FileCitationAnnotation,
    MessageObject,
    Text,
    TextContent,
)
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, RunObject, SubmitToolOutputsRequest, ToolOutput
from octavo.protocol.steps import FileSearchCall, ToolCallsDetails
from octavo.protocol.tools import (
    MOST_SEARCHES,
    FileSearchResources,
    FileSearchTool,
    ResponseFormat,
    ToolResources,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.asking import asked, function, with_lease
from support.model_server import (
    Answer,
    ModelServer,
    call,
    chunk,
    head,
    refuses,
    replies,
    says,
    sends,
)

QUESTION = "How much is the deposit?"
DEPOSIT = "The deposit amounts to 2,400 euros and is returned within six weeks."


async def lease(client: Client, folder: Path, **fields: Any) -> AssistantObject:
    """Return an assistant over the lease that the model ``test/tiny`` answers for."""
    made = await with_lease(client, folder)
    change = ModifyAssistantRequest(model="test/tiny", **fields)
    return await client.modify_assistant(made.id, change)


async def run_on(client: Client, assistant: AssistantObject, **fields: Any) -> RunObject:
    thread = await asked(client, fields.pop("question", QUESTION))
    request = CreateRunRequest(assistant_id=assistant.id, **fields)
    run = await client.create_run(thread.id, request)
    return await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)


async def messages_of(client: Client, run: RunObject) -> list[MessageObject]:
    found = await client.get_thread_messages(run.thread_id, run_id=run.id, order="asc")
    return found.data


async def message_of(client: Client, run: RunObject) -> tuple[MessageObject, Text]:
    (message,) = await messages_of(client, run)
    (block,) = message.content
    assert isinstance(block, TextContent)
    return message, block.text


def cited(text: Text) -> list[FileCitation]:
    return [n.file_citation for n in text.annotations if isinstance(n, FileCitationAnnotation)]


def plain(text: Text) -> str:
    """Return the text without markers."""
    return re.sub(r" ?【.*?】", "", text.value)


async def test_a_statement_gets_its_page_quote_and_place_whatever_the_model_marks(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("The depo", "sit amounts to 2,400 eu", "ros [", "99", "].")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "written"
    assert message.answered_by == "test/tiny"
    assert plain(text) == "The deposit amounts to 2,400 euros."
    (citation,) = cited(text)
    assert citation.page == 3
    assert citation.quote == DEPOSIT
    assert citation.verified
    assert citation.rects
    (note,) = text.annotations
    assert text.value[note.start_index : note.end_index] == note.text == "【1†lease p. 3】"
    assert text.unsupported is None


async def test_what_nothing_supports_is_marked_even_if_the_model_cites_something(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    said = (
        "The deposit amounts to 3,400 euros [1]. The landlord keeps two large dogs in the garden"
        " [1][2]. The notice must reach the landlord on a working day."
    )
    host.script = [says(said)]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    _, text = await message_of(writing_client, run)
    assert text.unsupported is not None
    assert [text.value[a:b] for a, b in text.unsupported] == [
        "The deposit amounts to 3,400 euros.",
        "The landlord keeps two large dogs in the garden.",
    ]
    assert [c.page for c in cited(text)] == [2]


async def test_usage_is_what_the_host_counts(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("The deposit amounts to 2,400 euros.", usage=(321, 12))]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.usage is not None
    assert (run.usage.prompt_tokens, run.usage.completion_tokens) == (321, 12)


@pytest.mark.parametrize(
    "answer",
    [
        says("The deposit amounts to 2,400 euros.", usage=None),
        sends(head(), chunk({"content": "The deposit amounts to 2,400 euros."})),
    ],
)
async def test_what_no_host_counts_is_estimated_also_where_the_answer_breaks_off(
    writing_client: Client, host: ModelServer, tmp_path: Path, answer: Answer
) -> None:
    host.script = [answer]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    sent = host.seen[0].json["messages"]
    assert run.usage is not None
    assert run.usage.prompt_tokens == sum(estimate_tokens(one["content"]) for one in sent) > 100
    assert run.usage.completion_tokens > 5
    (used,) = (await writing_client.get_usage()).data
    assert used.prompt_tokens == run.usage.prompt_tokens


async def test_a_model_that_only_searches_is_let_go_and_the_documents_are_quoted(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says(calls=[call(0, "file_search", query="deposit")])]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    assert len(host.seen) == MOST_SEARCHES + 1
    assert "tools" not in host.seen[-1].json
    message, text = await message_of(writing_client, run)
    assert text.value.startswith("“test/tiny” wrote no answer. Instead, ")
    assert message.answered_by == EXTRACTIVE_MODEL
    assert DEPOSIT in text.value
    details = await writing_client.get_run_steps(run.thread_id, run.id)
    searches = [s for s in details.data if isinstance(s.step_details, ToolCallsDetails)]
    assert len(searches) == MOST_SEARCHES + 1  # the first one is ours


async def test_passages_go_to_the_model_numbered_and_escaped_with_the_values_of_the_run(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("Yes.")]
    assistant = await lease(writing_client, tmp_path, instructions="Be kind.")
    await run_on(writing_client, assistant, temperature=0.3, top_p=0.9, max_completion_tokens=300)
    sent = host.seen[0].json
    assert (sent["temperature"], sent["top_p"], sent["max_tokens"]) == (0.3, 0.9, 300)
    system, user = sent["messages"]
    assert "Be kind." in system["content"]
    assert '<passage number="1" file="lease.pdf" page="3">' in user["content"]
    assert user["content"].endswith(f"Question: {QUESTION}")


async def test_what_is_not_there_is_said_in_our_own_words(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("NOT_IN", "_DOCUMENTS", ".")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "not_covered"
    assert text.value.startswith(f"{NOT_COVERED} The closest pages are:\n\n【1†lease p. ")
    assert text.unsupported is None


@pytest.mark.parametrize("pieces", [("[", "1", "]"), ("[1, 3].", "\n", "[2"), ("",)])
async def test_a_model_that_only_names_passages_is_replaced_by_what_stands_there(
    writing_client: Client, host: ModelServer, tmp_path: Path, pieces: tuple[str, ...]
) -> None:
    host.script = [says(*pieces)]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "quotes"
    assert message.answered_by == EXTRACTIVE_MODEL
    assert text.value.startswith("“test/tiny” wrote no answer. Instead, this is what the documents")
    assert DEPOSIT in text.value
    assert cited(text)[0].page == 3
    assert run.usage is not None
    assert run.usage.total_tokens > 0  # the host counts them all the same


async def test_an_answer_before_another_search_is_kept_though_nothing_comes_after_it(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says(DEPOSIT, calls=[call(0, "file_search", query="deposit")]), says("")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "written"
    assert text.value.startswith(DEPOSIT)
    assert cited(text)[0].page == 3


async def test_an_answer_that_begins_with_a_mark_is_written_all_the_same(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("[1]", " ", "4", "2")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "written"
    assert text.value.lstrip().startswith("42")


async def test_an_answer_that_nothing_supports_is_followed_by_the_closest_pages(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("The landlord owns nine old horses.")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "written"
    said, _, places = text.value.partition("\n\nThe closest pages are:\n\n")
    assert said == "The landlord owns nine old horses."
    assert text.unsupported == [(0, len(said))]
    assert text.closest == len(said)
    assert places.startswith("【1†lease p. ")
    notes = [n for n in text.annotations if isinstance(n, FileCitationAnnotation)]
    assert notes
    assert all(note.file_citation.verified for note in notes)


async def test_a_bare_value_that_may_be_anothers_is_cited_and_followed_by_the_closest_pages(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("2,400"), says("2,400 euros")]
    assistant = await lease(writing_client, tmp_path)
    run = await run_on(writing_client, assistant, question="How many windows of the flat are new?")
    _, unsure = await message_of(writing_client, run)
    assert unsure.unsupported is None
    assert unsure.value.startswith(
        "2,400 【1†lease p. 3】\n\nThe closest pages are:\n\n【2†lease p. "
    )
    assert unsure.closest == unsure.value.index("\n\nThe closest")
    assert 3 not in [citation.page for citation in cited(unsure)[1:]]
    _, sure = await message_of(writing_client, await run_on(writing_client, assistant))
    assert sure.closest is None
    assert sure.value == "2,400 euros 【1†lease p. 3】"


async def test_the_thread_so_far_is_told_without_its_markers(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    whole = says("When is the deposit returned?")
    host.script = [says("The deposit amounts to 2,400 euros."), whole, says("Six weeks.")]
    assistant = await lease(writing_client, tmp_path)
    first = await run_on(writing_client, assistant)
    thread_id = first.thread_id
    await writing_client.create_thread_message(
        thread_id, CreateMessageRequest(role="user", content="And when is it returned?")
    )
    run = await writing_client.create_run(thread_id, CreateRunRequest(assistant_id=assistant.id))
    await writing_client.wait_for_run_to_complete(thread_id, run.id, poll_interval=0.02)
    roles = [(m["role"], m["content"]) for m in host.seen[2].json["messages"]]
    assert roles[1:3] == [
        ("user", QUESTION),
        ("assistant", "The deposit amounts to 2,400 euros."),
    ]


async def test_a_model_that_fails_is_replaced_by_the_extract_which_says_why(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [refuses(404, "model 'tiny' not found")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "quotes"
    assert message.answered_by == EXTRACTIVE_MODEL
    assert "does not have the model: model 'tiny' not found." in text.value
    assert "Instead, this is what the documents say word for word" in text.value
    assert cited(text)[0].page == 3


async def test_what_answers_used_is_told_by_month_and_model_without_those_that_no_model_wrote(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("2,400 euros.", usage=(70, 7)), refuses(404, "model 'tiny' not found")]
    assistant = await lease(writing_client, tmp_path)
    run = await run_on(writing_client, assistant)
    failed = await run_on(writing_client, assistant)
    assert failed.usage is not None
    assert failed.usage.total_tokens == 0
    (used,) = (await writing_client.get_usage()).data
    assert (used.model, used.answers) == ("test/tiny", 1)
    assert (used.prompt_tokens, used.completion_tokens) == (70, 7)
    assert (await writing_client.get_usage(run.thread_id)).data == [used]
    assert (await writing_client.get_usage(failed.thread_id)).data == []
    with pytest.raises(ApiStatusError, match="No thread found"):
        await writing_client.get_usage("thread_of_nobody")


async def test_an_answer_that_breaks_off_is_kept_and_fails_with_the_reason(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [sends(head(), chunk({"content": "The deposit amounts to"}))]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "failed"
    assert run.last_error is not None
    assert "broke off before its end" in run.last_error.message
    message, text = await message_of(writing_client, run)
    assert message.status == "incomplete"
    assert text.value == "The deposit amounts to"


async def test_an_answer_at_its_greatest_length_is_incomplete(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("The deposit amounts to", reason="length")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "incomplete"


async def test_a_model_may_search_again_and_its_new_passages_can_be_cited(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [
        says(calls=[call(0, "file_search", query="termination notice working day")]),
        says("The notice must reach the landlord on a working day."),
    ]
    assistant = await lease(writing_client, tmp_path)
    search = FileSearchTool.model_validate(
        {"type": "file_search", "file_search": {"max_num_results": 1}}
    )
    run = await run_on(writing_client, assistant, tools=[search])
    _, text = await message_of(writing_client, run)
    assert [c.page for c in cited(text)] == [2]
    tool = host.seen[1].json["messages"][-1]
    assert tool["role"] == "tool"
    assert 'number="2"' in tool["content"]
    steps = (await writing_client.get_run_steps(run.thread_id, run.id, order="asc")).data
    searches = [
        one
        for step in steps
        if isinstance(step.step_details, ToolCallsDetails)
        for one in step.step_details.tool_calls
    ]
    assert [isinstance(one, FileSearchCall) for one in searches] == [True, True]


async def test_a_model_that_only_ever_searches_is_stopped_after_a_few_times(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says(calls=[call(0, "file_search", query="deposit")])] * 3 + [says("Yes.")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    assert len(host.seen) == 4
    assert "tools" in host.seen[2].json
    assert "tools" not in host.seen[3].json


async def test_a_host_that_takes_no_tools_is_asked_without_them(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [
        refuses(400, "registry.ollama.ai/library/tiny does not support tools"),
        says("The deposit amounts to 2,400 euros."),
    ]
    assistant = await lease(writing_client, tmp_path)
    for _ in range(2):
        run = await run_on(writing_client, assistant)
        assert run.status == "completed"
        _, text = await message_of(writing_client, run)
        assert [c.page for c in cited(text)] == [3]
    assert ["tools" in seen.json for seen in host.seen] == [True, False, False]


async def test_functions_of_the_caller_go_to_the_caller_and_their_outputs_to_the_model(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says(calls=[call(0, "rate", "call_a", money="EUR")]), says("It is 1.08.")]
    assistant = await lease(writing_client, tmp_path)
    tools = [function("rate", {"type": "object", "properties": {"money": {"type": "string"}}})]
    run = await run_on(writing_client, assistant, tools=tools)
    assert run.status == "requires_action"
    assert run.required_action is not None
    (wanted,) = run.required_action.submit_tool_outputs.tool_calls
    assert json.loads(wanted.function.arguments) == {"money": "EUR"}
    output = ToolOutput(tool_call_id=wanted.id, output="1.08")
    await writing_client.submit_tool_outputs(
        run.thread_id, run.id, SubmitToolOutputsRequest(tool_outputs=[output])
    )
    done = await writing_client.wait_for_run_to_complete(run.thread_id, run.id, poll_interval=0.02)
    assert done.status == "completed"
    assert host.seen[1].json["messages"][-1]["content"] == "1.08"


async def test_json_is_passed_on_as_it_is(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    said = '{"deposit": "2,400 euros [1]"}'
    host.script = [says(said)]
    run = await run_on(
        writing_client,
        await lease(writing_client, tmp_path),
        response_format=ResponseFormat(type="json_object"),
    )
    _, text = await message_of(writing_client, run)
    assert text.value == said
    assert host.seen[0].json["response_format"] == {"type": "json_object"}


async def test_a_prompt_that_is_too_long_is_halved(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [
        refuses(400, "the maximum context length is 300 tokens", "context_length_exceeded"),
        says("The deposit amounts to 2,400 euros."),
    ]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    _, text = await message_of(writing_client, run)
    assert cited(text)
    assert len(host.seen) == 2


async def test_the_prompt_fits_the_context_of_the_model(
    writing_client: Client, host: ModelServer, tmp_path: Path, models: Any
) -> None:
    models.context_tokens = 600
    host.script = [says("Yes.")]
    await run_on(writing_client, await lease(writing_client, tmp_path))
    models.context_tokens = 8192
    await run_on(writing_client, await lease(writing_client, tmp_path))
    small, large = (len(seen.json["messages"][1]["content"]) for seen in host.seen)
    assert small < large
    assert host.seen[0].json["max_tokens"] <= 300


async def test_cancelling_a_run_hangs_up_within_a_second(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [sends(head(), chunk({"content": "The deposit "}), close=False)]
    assistant = await lease(writing_client, tmp_path)
    thread = await asked(writing_client, QUESTION)
    run = await writing_client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    async with asyncio.timeout(10), writing_client.follow_run(thread.id, run.id) as events:
        async for event in events:
            if event.event == "thread.message.delta":
                break
    async with asyncio.timeout(1):
        await writing_client.cancel_run(thread.id, run.id)
        await host.gone.wait()
    done = await writing_client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert done.status == "cancelled"


@pytest.mark.parametrize("status", [401, 500])
async def test_without_anything_found_a_failure_is_a_failure(
    writing_client: Client, host: ModelServer, tmp_path: Path, status: int
) -> None:
    host.script = [replies(status, {"error": {"message": "no"}}, x_should_retry="false")]
    assistant = await lease(writing_client, tmp_path)
    run = await run_on(writing_client, assistant, tool_choice="none")
    assert run.status == "failed"
    assert run.last_error is not None
    assert "127.0.0.1" in run.last_error.message


async def test_where_nothing_is_found_no_model_is_asked(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("The moon is made of cheese.")]
    assistant = await lease(writing_client, tmp_path)
    store = await writing_client.create_vector_store(CreateVectorStoreRequest())
    resources = ToolResources(file_search=FileSearchResources(vector_store_ids=[store.id]))
    await writing_client.modify_assistant(
        assistant.id, ModifyAssistantRequest(tool_resources=resources)
    )
    run = await run_on(writing_client, assistant)
    message, text = await message_of(writing_client, run)
    assert message.answer_kind == "not_covered"
    assert message.answered_by == EXTRACTIVE_MODEL
    assert text.value == NO_DOCUMENTS
    assert not host.seen


async def test_the_model_is_asked_before_what_was_found_is_made_ready_to_be_told(
    writing_client: Client, host: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are work for the same processor, and the model is what people wait for."""
    asked: list[int] = []
    results = Placer.results

    async def noted(self: Placer, *args: Any) -> Any:
        asked.append(len(host.seen))
        return await results(self, *args)

    monkeypatch.setattr(Placer, "results", noted)
    monkeypatch.setattr(generative, "_ASKING", 30.0)  # however busy this computer is
    host.script = [says(DEPOSIT + " [1]")]
    run = await run_on(writing_client, await lease(writing_client, tmp_path))
    assert run.status == "completed"
    assert asked == [1]

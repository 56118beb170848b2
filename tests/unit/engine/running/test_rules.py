"""What runs, threads and messages may ask for; what is refused, and what a run takes over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError, PdfDamagedError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.messages import (
    Attachment,
    CreateMessageRequest,
    FileSearchToolName,
    ModifyMessageRequest,
)
from octavo.protocol.runs import CreateRunRequest, ModifyRunRequest, RunObject
from octavo.protocol.steps import INCLUDE_RESULTS, FileSearchCall, RunStepObject, ToolCallsDetails
from octavo.protocol.threads import CreateThreadRequest, ModifyThreadRequest
from octavo.protocol.tools import (
    CodeInterpreterTool,
    FileSearchResources,
    FileSearchTool,
    ToolResources,
    TruncationStrategy,
)
from support.asking import SlowGenerator, asked, function, plain_assistant, with_lease
from support.embedding import HashEmbedder
from support.pdfs import make_pdf

Post = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
def post(engine: Engine) -> Post:
    """Send what our client would not."""

    async def call(path: str, body: Any, method: str = "POST") -> tuple[int, dict[str, Any]]:
        transport = httpx.ASGITransport(engine.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as plain:
            answer = await plain.request(method, path, json=body)
        return answer.status_code, answer.json()

    return call


@pytest.fixture
def slow(engine: Engine) -> SlowGenerator:
    made = engine._services.runs._generator = SlowGenerator()
    return made


FUNCTION = {"type": "function", "function": {"name": "f"}}
SEARCH = {"type": "file_search"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"tool_choice": {"type": "function", "function": {"name": "g"}}}, "no function 'g'"),
        ({"tool_choice": {"type": "function"}}, "'tool_choice.function'"),
        ({"tool_choice": {"type": "file_search"}}, "no tool 'file_search'"),
        ({"tool_choice": {"type": "code_interpreter"}}, "no tool 'code_interpreter'"),
        ({"tool_choice": "required", "tools": []}, "'required' needs a tool"),
        ({"tool_choice": "sometimes"}, "tool_choice"),
        ({"tools": [FUNCTION, FUNCTION]}, "Two functions are named 'f'"),
        ({"tools": [SEARCH] * 21}, "tools"),
        ({"tools": [{"type": "function", "function": {"name": "a b"}}]}, "name"),
        ({"tools": [{"type": "browser"}]}, "tools"),
        ({"truncation_strategy": {"type": "last_messages"}}, "last_messages"),
        ({"truncation_strategy": {"type": "last_messages", "last_messages": 0}}, "last_messages"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
        ({"response_format": "json"}, "response_format"),
        ({"max_prompt_tokens": 255}, "max_prompt_tokens"),
        ({"max_completion_tokens": 1}, "max_completion_tokens"),
        ({"temperature": 2.5}, "temperature"),
        ({"top_p": -1}, "top_p"),
        ({"metadata": {"a": 1}}, "metadata"),
        ({"metadata": {str(n): "x" for n in range(17)}}, "16 pairs"),
        ({"metadata": {"k" * 65: "x"}}, "64 characters"),
        ({"metadata": {"k": "x" * 513}}, "512 characters"),
        ({"additional_messages": [{"role": "system", "content": "x"}]}, "role"),
        ({"stream": "yes"}, "stream"),
        ({"colour": 1}, "Unknown parameter: 'colour'"),
    ],
)
async def test_a_run_that_does_not_fit_together_is_refused(
    client: Client, post: Post, fields: dict[str, Any], words: str
) -> None:
    assistant = await plain_assistant(client, tools=[function("f")])
    thread = await asked(client, "Q")
    body = {"assistant_id": assistant.id, **fields}
    status, answer = await post(f"/threads/{thread.id}/runs", body)
    assert status == 400
    assert words in answer["error"]["message"]
    assert (await client.get_runs(thread.id)).data == []
    thread_id = thread.id  # nothing was locked by it
    await client.create_thread_message(thread_id, CreateMessageRequest(role="user", content="x"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"tools": [FUNCTION, FUNCTION]}, "Two functions are named 'f'"),
        ({"tools": [SEARCH] * 129}, "tools"),
        ({"name": "n" * 257}, "name"),
        ({"description": "n" * 513}, "description"),
        ({"instructions": "n" * 256_001}, "instructions"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
    ],
)
async def test_an_assistant_keeps_to_its_limits(
    client: Client, post: Post, body: dict[str, Any], words: str
) -> None:
    status, answer = await post("/assistants", {"model": "m", **body})
    assert (status, words in answer["error"]["message"]) == (400, True)
    made = await plain_assistant(client)
    status, answer = await post(f"/assistants/{made.id}", body)
    assert (status, words in answer["error"]["message"]) == (400, True)


@pytest.mark.parametrize(
    "content",
    ["", [], "x" * 256_001, None, 3, [{"type": "text"}], [{"type": "sound", "sound": "x"}]],
)
async def test_a_message_keeps_to_its_limits(client: Client, post: Post, content: Any) -> None:
    thread = await asked(client, "Q")
    status, answer = await post(
        f"/threads/{thread.id}/messages", {"role": "user", "content": content}
    )
    assert (status, "content" in answer["error"]["message"]) == (400, True)


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("GET", "/threads/asst_1", "No thread found with id 'asst_1'."),
        ("GET", "/assistants/thread_1", "No assistant found with id 'thread_1'."),
        ("GET", "/threads/{thread}/runs/step_1", "No run found with id 'step_1'."),
        ("GET", "/threads/{thread}/messages/run_1", "No message found with id 'run_1'."),
        ("GET", "/threads/{thread}/runs/run_1/events", "No run found with id 'run_1'."),
        ("GET", "/threads/{thread}/runs/run_1/steps", "No run found with id 'run_1'."),
        ("POST", "/threads/{thread}/runs/run_1/cancel", "No run found with id 'run_1'."),
        ("POST", "/threads/{thread}/runs", "No assistant found with id 'run_1'."),
        ("POST", "/threads/runs", "No assistant found with id 'run_1'."),
    ],
)
async def test_an_id_of_the_wrong_kind_is_not_found(
    client: Client, post: Post, method: str, path: str, words: str
) -> None:
    thread = await asked(client, "Q")
    body = {"assistant_id": "run_1"} if path.endswith("runs") else {}
    status, answer = await post(path.format(thread=thread.id), body, method)
    assert (status, answer["error"]["message"]) == (404, words)


async def test_a_run_takes_over_values_and_what_is_given_wins(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(
        client, instructions="Be brief.", temperature=0.5, top_p=0.25, tools=[function("f")]
    )
    thread = await asked(client, "First question")
    request = CreateRunRequest(
        assistant_id=assistant.id,
        model="other-model",
        top_p=0.75,
        additional_instructions="In English.",
        additional_messages=[CreateMessageRequest(role="user", content="Second question")],
        metadata={"from": "test"},
        max_prompt_tokens=1000,
        max_completion_tokens=500,
        parallel_tool_calls=False,
    )
    run = await client.create_run(thread.id, request)
    await slow.began.wait()
    await client.modify_assistant(assistant.id, ModifyAssistantRequest(instructions="Be long."))
    assert run.instructions == "Be brief.\n\nIn English."
    assert (run.model, run.temperature, run.top_p) == ("other-model", 0.5, 0.75)
    assert run.metadata == {"from": "test"}
    assert run.truncation_strategy == TruncationStrategy(type="auto")
    (turn,) = slow.turns
    assert (turn.instructions, turn.model) == (run.instructions, "other-model")
    assert (turn.question, len(turn.messages)) == ("Second question", 2)
    assert [one.name for one in turn.functions] == ["f"]
    assert (turn.max_prompt_tokens, turn.max_completion_tokens) == (1000, 500)
    assert (turn.temperature, turn.top_p, turn.parallel_tool_calls) == (0.5, 0.75, False)


async def test_a_locked_thread_takes_no_additional_messages(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    more = [CreateMessageRequest(role="user", content="More")]
    with pytest.raises(ApiStatusError, match="active run"):
        await client.create_run(
            thread.id, CreateRunRequest(assistant_id=assistant.id, additional_messages=more)
        )
    messages = (await client.get_thread_messages(thread.id)).data
    question = messages[-1]
    with pytest.raises(ApiStatusError, match="active run"):
        await client.delete_thread_message(thread.id, question.id)
    rated = ModifyMessageRequest(metadata={"rated": "good"})
    assert (await client.modify_thread_message(thread.id, question.id, rated)).metadata
    with pytest.raises(ApiStatusError, match="still being written"):
        await client.modify_thread_message(thread.id, messages[0].id, rated)
    assert len((await client.get_thread_messages(thread.id)).data) == len(messages)


@pytest.mark.parametrize(("last", "seen"), [(1, ["third"]), (2, ["second", "third"]), (9, None)])
async def test_only_the_last_messages_are_looked_at_where_so_wished(
    client: Client, slow: SlowGenerator, last: int, seen: list[str] | None
) -> None:
    assistant = await plain_assistant(client)
    texts = ["first", "second", "third"]
    thread = await client.create_thread(
        CreateThreadRequest(
            messages=[CreateMessageRequest(role="user", content=text) for text in texts]
        )
    )
    strategy = TruncationStrategy(type="last_messages", last_messages=last)
    await client.create_run(
        thread.id, CreateRunRequest(assistant_id=assistant.id, truncation_strategy=strategy)
    )
    await slow.began.wait()
    (turn,) = slow.turns
    blocks = [message.content[0] for message in turn.messages]
    assert [b.text.value for b in blocks if b.type == "text"] == (seen or texts)


async def test_a_thread_whose_last_messages_hold_no_question_fails_in_words(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(client)
    thread = await client.create_thread(
        CreateThreadRequest(
            messages=[
                CreateMessageRequest(role="user", content="Q"),
                CreateMessageRequest(role="assistant", content="A"),
            ]
        )
    )
    strategy = TruncationStrategy(type="last_messages", last_messages=1)
    run = await client.create_run(
        thread.id, CreateRunRequest(assistant_id=assistant.id, truncation_strategy=strategy)
    )
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.last_error is not None
    assert run.last_error.code == "invalid_prompt"
    assert "hold no question" in run.last_error.message


async def test_a_run_goes_on_when_its_assistant_is_deleted(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    await client.delete_assistant(assistant.id)
    slow.go.set()
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert (run.status, run.assistant_id) == ("completed", assistant.id)
    with pytest.raises(ApiStatusError, match="No assistant found") as caught:
        await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    assert caught.value.status == 404


async def test_a_run_in_progress_expires(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    engine = await Engine.open(tmp_path / "short", reader=reader, embedder=embedder, run_lifetime=2)
    slow = engine._services.runs._generator = SlowGenerator()
    async with Client(InProcessTransport(engine.app)) as client:
        assistant = await plain_assistant(client)
        thread = await asked(client, "Q")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        run = await client.wait_for_run_to_complete(thread.id, run.id, deadline=10)
        assert (run.status, slow.closed.is_set()) == ("expired", True)
        (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
        assert message.incomplete_details is not None
        assert message.incomplete_details.reason == "run_expired"
    await engine.aclose()


async def test_a_timeout_of_the_generator_is_no_expiry(
    client: Client, slow: SlowGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    slow.error = TimeoutError("of its own")
    slow.go.set()
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "failed"


async def test_a_run_cancelled_at_once_ends(client: Client, slow: SlowGenerator) -> None:
    assistant = await plain_assistant(client)
    for _ in range(5):
        thread = await asked(client, "Q")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        await client.cancel_run(thread.id, run.id)
        run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
        assert run.status == "cancelled"


async def test_metadata_of_a_run_can_be_changed_while_it_runs(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    await client.modify_run(thread.id, run.id, ModifyRunRequest(metadata={"a": "b"}))
    slow.go.set()
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert (run.status, run.metadata) == ("completed", {"a": "b"})


async def test_the_code_interpreter_is_kept_in_assistants(client: Client) -> None:
    made = await plain_assistant(client, tools=[CodeInterpreterTool(type="code_interpreter")])
    assert (await client.get_assistant(made.id)).tools == made.tools


async def test_an_attached_file_is_found_in_the_threads_own_store(
    client: Client, tmp_path: Path
) -> None:
    file = await client.upload_file(
        make_pdf(tmp_path / "a.pdf", ["# Costs\n\nThe deposit amounts to 2,400 euros."])
    )
    assistant = await plain_assistant(client, tools=[FileSearchTool(type="file_search")])
    thread = await client.create_thread()
    attached = Attachment(file_id=file.id, tools=[FileSearchToolName(type="file_search")])
    more = CreateMessageRequest(
        role="user", content="How much is the deposit?", attachments=[attached]
    )
    run = await client.create_run(
        thread.id, CreateRunRequest(assistant_id=assistant.id, additional_messages=[more])
    )
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    answer = await client.wait_for_assistant_message(thread.id, run_id=run.id)
    assert answer.answer_kind == "quotes"
    resources = (await client.get_thread(thread.id)).tool_resources
    assert resources is not None
    assert resources.file_search is not None
    assert run.vector_store_ids == resources.file_search.vector_store_ids


@pytest.mark.parametrize(
    "message",
    [
        {"attachments": [{"file_id": "file-no", "tools": [SEARCH]}]},
        {"attachments": [{"file_id": "file-no", "tools": [{"type": "code_interpreter"}]}]},
        {"content": [{"type": "image_file", "image_file": {"file_id": "file-no"}}]},
    ],
)
async def test_a_file_that_is_not_there_cannot_come_with_a_message(
    client: Client, post: Post, message: dict[str, Any]
) -> None:
    thread = await asked(client, "Q")
    body = {"role": "user", "content": "Q", **message}
    status, answer = await post(f"/threads/{thread.id}/messages", body)
    assert (status, answer["error"]["message"]) == (404, "No file found with id 'file-no'.")
    assert len((await client.get_thread_messages(thread.id)).data) == 1


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


async def test_resources_without_their_tools_are_kept(client: Client) -> None:
    resources = ToolResources(file_search=FileSearchResources(vector_store_ids=[]))
    thread = await client.create_thread()
    kept = await client.modify_thread(thread.id, ModifyThreadRequest(tool_resources=resources))
    assert kept.tool_resources == resources


async def test_many_runs_at_once_each_have_their_answer(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)

    async def one(number: int) -> str:
        thread = await asked(client, f"How much is the deposit? ({number})")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        return (await client.wait_for_run_to_complete(thread.id, run.id)).status

    assert set(await asyncio.gather(*map(one, range(30)))) == {"completed"}

"""What a run takes over from assistant, thread and request; its lock, and its life."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.messages import (
    AttachmentRequest,
    CreateMessageRequest,
    FileSearchToolName,
    ModifyMessageRequest,
)
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, ModifyRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    CodeInterpreterTool,
    FileSearchTool,
    TruncationStrategy,
)
from support.asking import SlowGenerator, asked, function, plain_assistant
from support.embedding import HashEmbedder
from support.pdfs import make_pdf


async def test_a_run_takes_over_values_and_what_is_given_wins(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(
        client,
        model="of-the-assistant",
        instructions="Be brief.",
        temperature=0.5,
        top_p=0.25,
        tools=[function("f")],
    )
    thread = await asked(client, "First question")
    request = CreateRunRequest(
        assistant_id=assistant.id,
        model=EXTRACTIVE_MODEL,
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
    assert (run.model, run.temperature, run.top_p) == (EXTRACTIVE_MODEL, 0.5, 0.75)
    assert run.metadata == {"from": "test"}
    assert run.truncation_strategy == TruncationStrategy(type="auto")
    (turn,) = slow.turns
    assert (turn.instructions, turn.model) == (run.instructions, EXTRACTIVE_MODEL)
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


async def test_an_answer_and_who_waits_for_it_survive_the_sleep_of_the_computer(
    client: Client, slow: SlowGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sleep moves the calendar's clock on and not the one that limits go by."""
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    waiting = asyncio.create_task(
        client.wait_for_run_to_complete(thread.id, run.id, deadline=60, poll_interval=0.02)
    )
    await slow.began.wait()
    awake = time.time
    monkeypatch.setattr(time, "time", lambda: awake() + 8 * 3600)
    slow.go.set()
    run = await waiting
    assert run.status == "completed"
    assert run.completed_at is not None
    assert run.expires_at is not None
    assert run.completed_at > run.expires_at, "the clock has moved on"


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
    attached = AttachmentRequest(file_id=file.id, tools=[FileSearchToolName(type="file_search")])
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

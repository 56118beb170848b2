"""What of a long thread reaches a host: what ``truncation_strategy`` and the context leave."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.answer.prompt import size
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.runs import CreateRunRequest, TruncationStrategy
from octavo.protocol.threads import CreateThreadRequest
from support.asking import with_lease
from support.model_server import ModelServer, says

QUESTION = "And when is it returned?"
WHOLE = "When is the deposit of the lease returned?"
ANSWER = "The deposit amounts to 2,400 euros and is returned within six weeks [1]."
LONG = "We spoke of the house, its garden and its keys at some length that day. " * 6


async def told(
    client: Client, host: ModelServer, folder: Path, *, said: int, **fields: Any
) -> list[list[int]]:
    """Ask after so many messages; return the numbers of those that each request to the host has."""
    host.script = [says(WHOLE), says(ANSWER)]
    made = await with_lease(client, folder)
    await client.modify_assistant(made.id, ModifyAssistantRequest(model="test/tiny"))
    messages = [
        CreateMessageRequest(role="assistant" if n % 2 else "user", content=f"Message {n}. {LONG}")
        for n in range(said)
    ]
    messages.append(CreateMessageRequest(role="user", content=QUESTION))
    thread = await client.create_thread(CreateThreadRequest(messages=messages))
    request = CreateRunRequest(assistant_id=made.id, **fields)
    run = await client.create_run(thread.id, request)
    done = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert done.status == "completed"
    texts = [" ".join(m["content"] for m in seen.json["messages"]) for seen in host.seen]
    assert all(QUESTION in text for text in texts)
    return [[int(n) for n in re.findall(r"Message (\d+)\.", text)] for text in texts]


@pytest.mark.parametrize(("last", "left"), [(1, []), (3, [10, 11]), (7, [6, 7, 8, 9, 10, 11])])
async def test_only_the_last_messages_reach_the_host_where_so_wished(
    writing_client: Client, host: ModelServer, tmp_path: Path, last: int, left: list[int]
) -> None:
    strategy = TruncationStrategy(type="last_messages", last_messages=last)
    requests = await told(writing_client, host, tmp_path, said=12, truncation_strategy=strategy)
    assert requests[-1] == left
    if left:
        # The follow-up, too, is completed from what is left alone.
        assert requests[0] == left[-4:]
    else:
        assert len(requests) == 1


async def test_of_a_thread_too_long_for_the_context_the_newest_messages_reach_the_host(
    writing_client: Client, host: ModelServer, tmp_path: Path, models: Any
) -> None:
    models.context_tokens = 4096
    *_, answering = await told(writing_client, host, tmp_path, said=80)
    assert answering == [*range(answering[0], 80)]
    assert 0 < len(answering) < 40
    sent = host.seen[-1].json
    assert "2,400 euros" in sent["messages"][-1]["content"]  # passages have room beside them
    assert sum(size(m["content"]) for m in sent["messages"]) + sent["max_tokens"] <= 4096


async def test_a_limit_of_what_is_read_trims_the_thread(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    (answering,) = await told(writing_client, host, tmp_path, said=12, max_prompt_tokens=1000)
    assert answering == [*range(answering[0], 12)]
    assert len(answering) < 12
    messages = host.seen[-1].json["messages"]
    assert sum(size(m["content"]) for m in messages) <= 1000

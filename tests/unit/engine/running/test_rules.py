"""What runs, threads and messages may ask for, and how they refuse what does not fit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.protocol.messages import (
    CreateMessageRequest,
)
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import ModifyThreadRequest
from octavo.protocol.tools import (
    FileSearchResources,
    ToolResources,
)
from support.asking import Post, asked, function, plain_assistant, with_lease

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


@pytest.mark.parametrize(
    ("attachment", "words", "param"),
    [
        ({"tools": [SEARCH]}, "Missing required parameter", "attachments.0.file_id"),
        ({"file_id": None, "tools": [SEARCH]}, "valid string", "attachments.0.file_id"),
        ({"file_id": "FILE"}, "Missing required parameter", "attachments.0.tools"),
        ({"file_id": "FILE", "tools": None}, "valid array", "attachments.0.tools"),
        ({"file_id": "FILE", "tools": []}, "at least 1 item", "attachments.0.tools"),
    ],
)
async def test_an_attachment_names_its_file_and_what_it_is_for(
    client: Client, post: Post, attachment: dict[str, Any], words: str, param: str
) -> None:
    file = await client.upload_file(b"keys", filename="keys.txt")
    given = {**attachment, **({"file_id": file.id} if attachment.get("file_id") else {})}
    thread = await asked(client, "Q")
    body = {"role": "user", "content": "Q", "attachments": [given]}
    status, answer = await post(f"/threads/{thread.id}/messages", body)
    assert (status, answer["error"]["param"]) == (400, param)
    assert words in answer["error"]["message"]
    run = {"assistant_id": "a", "additional_messages": [body]}
    assert (await post(f"/threads/{thread.id}/runs", run))[0] == 400
    assert (await post("/threads", {"messages": [body]}))[0] == 400
    assert len((await client.get_thread_messages(thread.id)).data) == 1


@pytest.mark.parametrize(
    ("content", "is_picture"),
    [
        (b"\x89PNG\r\n\x1a\n", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"GIF89a", True),
        (b"RIFF\x10\0\0\0WEBPVP8 ", True),
        (b"RIFF\x10\0\0\0WAVEfmt ", False),
        (b"A letter.", False),
        (b"%PDF-1.7", False),
    ],
)
async def test_only_a_picture_is_shown_as_one(
    client: Client, post: Post, content: bytes, is_picture: bool
) -> None:
    file = await client.upload_file(content, filename="shown.txt", purpose="vision")
    thread = await asked(client, "Q")
    picture = {"type": "image_file", "image_file": {"file_id": file.id}}
    body = {"role": "user", "content": [{"type": "text", "text": "Look."}, picture]}
    status, answer = await post(f"/threads/{thread.id}/messages", body)
    assert len((await client.get_thread_messages(thread.id)).data) == 1 + is_picture
    if is_picture:
        assert status == 200
        return
    assert (status, answer["error"]["param"]) == (400, "image_file.file_id")
    assert "'shown.txt' is not a picture; PNG, JPEG, GIF and WebP are" in answer["error"]["message"]
    assert (await post("/threads", {"messages": [body]}))[0] == 400


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

"""The helpers that wait by looking again: what ends them, how often they look, their deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from octavo.client import Client, HttpTransport, InProcessTransport
from octavo.errors import ApiError, WaitTimeoutError
from octavo.protocol.runs import CreateRunRequest
from support.answering import Answering, FakeTime, list_json, message_json, run_json

Connect = Callable[..., tuple[Client, Answering]]
REQUEST = CreateRunRequest(assistant_id="asst_1")


def store_json(status: str) -> dict[str, Any]:
    return {
        "id": "vs_1",
        "object": "vector_store",
        "created_at": 1,
        "name": "s",
        "usage_bytes": 0,
        "file_counts": {},
        "status": status,
        "last_active_at": None,
        "metadata": {},
    }


def store_file_json(status: str) -> dict[str, Any]:
    return {
        "id": "file-1",
        "object": "vector_store.file",
        "usage_bytes": 0,
        "created_at": 1,
        "vector_store_id": "vs_1",
        "status": status,
        "last_error": None,
    }


@pytest.mark.parametrize(
    "status",
    ["requires_action", "cancelled", "completed", "failed", "expired", "incomplete"],
)
async def test_a_run_is_waited_for_until_it_settles(connect: Connect, status: str) -> None:
    unsettled = [run_json("queued"), run_json("in_progress"), run_json("cancelling")]
    client, app = connect(*unsettled, run_json(status))
    run = await client.wait_for_run_to_complete("thread_1", "run_1")
    assert run.status == status
    assert [asked.path for asked in app.asked] == ["/v1/threads/thread_1/runs/run_1"] * 4


@pytest.mark.parametrize("status", ["completed", "incomplete"])
async def test_a_message_is_waited_for_until_it_is_whole(connect: Connect, status: str) -> None:
    client, app = connect(message_json(status="in_progress"), message_json(status=status))
    message = await client.wait_for_thread_message_to_complete("thread_1", "msg_1")
    assert message.status == status
    assert len(app.asked) == 2


@pytest.mark.parametrize("status", ["completed", "failed", "cancelled"])
async def test_a_store_file_is_waited_for_until_it_is_done(connect: Connect, status: str) -> None:
    client, _ = connect(store_file_json("in_progress"), store_file_json(status))
    file = await client.wait_for_vector_store_file_to_complete("vs_1", "file-1")
    assert file.status == status


@pytest.mark.parametrize("status", ["completed", "expired"])
async def test_a_store_is_waited_for_until_it_is_done(connect: Connect, status: str) -> None:
    client, _ = connect(store_json("in_progress"), store_json(status))
    store = await client.wait_for_vector_store_to_complete("vs_1")
    assert store.status == status


async def test_a_store_is_made_and_waited_for(connect: Connect) -> None:
    client, app = connect(store_json("in_progress"), store_json("completed"))
    store = await client.create_vector_store_and_wait_to_complete()
    assert store.status == "completed"
    assert [(a.method, a.path) for a in app.asked] == [
        ("POST", "/v1/vector_stores"),
        ("GET", "/v1/vector_stores/vs_1"),
    ]


async def test_the_assistants_message_is_the_one_after_the_users_last(connect: Connect) -> None:
    old, user = message_json("old"), message_json("question", id="msg_2", role="user")
    growing = message_json("new", id="msg_3", status="in_progress")
    whole = message_json("new", id="msg_3")
    client, app = connect(
        list_json(),
        list_json(user, old),
        list_json(growing, user, old),
        list_json(whole, user, old),
    )
    message = await client.wait_for_assistant_message("thread_1", run_id="run_1")
    assert message.id == "msg_3"
    assert len(app.asked) == 4
    assert ("run_id", "run_1") in app.asked[0].query
    assert ("order", "desc") in app.asked[0].query


async def test_it_looks_ten_times_a_second_in_process(
    connect: Connect, fake_time: FakeTime
) -> None:
    client, _ = connect(run_json(), run_json(), run_json("completed"))
    await client.wait_for_run_to_complete("thread_1", "run_1")
    assert fake_time.waits == [0.1, 0.1]


async def test_it_looks_once_a_second_elsewhere() -> None:
    async with Client(HttpTransport("http://127.0.0.1:1/v1")) as client:
        assert client._caller.poll_interval == 1.0


@pytest.mark.parametrize(
    ("asked", "given", "wait"),
    [
        ("700", None, 0.7),
        ("700", 0.3, 0.3),
        ("0", None, 0.02),
        ("99999999", None, 60.0),
        ("soon", None, 0.25),
        ("-5", None, 0.25),
        (None, None, 0.25),
        (None, 0.0, 0.02),
    ],
)
async def test_the_server_is_asked_as_often_as_it_wishes(
    connect: Connect, fake_time: FakeTime, asked: str | None, given: float | None, wait: float
) -> None:
    headers = {} if asked is None else {"openai-poll-after-ms": asked}
    client, _ = connect((200, headers, run_json()), run_json("completed"), poll_interval=0.25)
    await client.wait_for_run_to_complete("thread_1", "run_1", poll_interval=given)
    assert fake_time.waits == pytest.approx([wait])


async def test_the_deadline_ends_a_wait(connect: Connect, fake_time: FakeTime) -> None:
    client, app = connect(run_json("in_progress"))
    with pytest.raises(WaitTimeoutError, match=r"run_1 was not ready within 1 s"):
        await client.wait_for_run_to_complete("thread_1", "run_1", deadline=1, poll_interval=0.4)
    assert sum(fake_time.waits) == pytest.approx(1)
    assert len(app.asked) >= 3


async def test_the_deadline_ends_a_look_that_hangs() -> None:
    async def silent(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    async with Client(InProcessTransport(silent, grace=0)) as client:
        with pytest.raises(WaitTimeoutError):
            await client.wait_for_run_to_complete("thread_1", "run_1", deadline=0.02)


async def test_a_wait_can_be_cancelled(connect: Connect) -> None:
    client, _ = connect(run_json("in_progress"))
    task = asyncio.create_task(client.wait_for_run_to_complete("thread_1", "run_1", deadline=1e9))
    for _ in range(20):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def cited(text: str, *marks: str) -> dict[str, Any]:
    annotations = [
        {
            "type": "file_citation",
            "text": mark,
            "file_citation": {"file_id": "file-1"},
            "start_index": start,
            "end_index": start + len(mark),
        }
        for mark in marks
        for start in range(len(text))
        if text.startswith(mark, start)
    ]
    return {"type": "text", "text": {"value": text, "annotations": annotations}}


async def test_the_answer_as_plain_text_with_numbers_for_markers(connect: Connect) -> None:
    one, two = "【1†lease.pdf p. 12】", "【2†ü.pdf p. 3】"
    content = [
        cited(f"𝔘 rent{one}, deposit{two}; rent again{one}.", two, one),
        {"type": "refusal", "refusal": "No."},
    ]
    client, app = connect(
        run_json(), run_json("completed"), list_json(message_json(content=content))
    )
    answer = await client.run_and_get_assistant_response("thread_1", REQUEST)
    assert answer == "𝔘 rent[1], deposit[2]; rent again[1].\n\nNo."
    assert app.asked[-1].query == [("order", "desc"), ("run_id", "run_1")]


async def test_a_marker_whose_span_is_wrong_stays_as_it_is(connect: Connect) -> None:
    block = cited("rent【1】", "【1】")
    block["text"]["annotations"][0]["start_index"] = 2
    page = list_json(message_json(content=[block]))
    client, _ = connect(run_json(), run_json("completed"), page)
    assert await client.run_and_get_assistant_response("thread_1", REQUEST) == "rent【1】"


async def test_two_annotations_on_one_marker_make_one_number(connect: Connect) -> None:
    page = list_json(message_json(content=[cited("rent【1】.", "【1】", "【1】")]))
    client, _ = connect(run_json(), run_json("completed"), page)
    assert await client.run_and_get_assistant_response("thread_1", REQUEST) == "rent[1]."


async def test_a_failed_run_says_why(connect: Connect) -> None:
    failed = run_json("failed", last_error={"code": "server_error", "message": "no model"})
    client, _ = connect(run_json(), failed)
    with pytest.raises(ApiError, match="failed: no model"):
        await client.run_and_get_assistant_response("thread_1", REQUEST)


async def test_a_run_without_an_answer_says_so(connect: Connect) -> None:
    client, _ = connect(run_json(), run_json("completed"), list_json())
    with pytest.raises(ApiError, match="without an answer"):
        await client.run_and_get_assistant_response("thread_1", REQUEST)

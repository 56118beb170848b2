"""Every operation sends what the interface says: method, path, query and body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from octavo.client import Client
from octavo.client.caller import json_bytes
from octavo.errors import InputError
from octavo.protocol.assistants import CreateAssistantRequest, ModifyAssistantRequest
from octavo.protocol.completion_messages import UserMessage
from octavo.protocol.completions import CreateCompletionRequest
from octavo.protocol.files import UnlockFileRequest
from octavo.protocol.messages import CreateMessageRequest, ModifyMessageRequest
from octavo.protocol.runs import (
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    SubmitToolOutputsRequest,
    ToolOutput,
)
from octavo.protocol.search import (
    ComparisonFilter,
    CompoundFilter,
    SearchRankingOptions,
    SearchVectorStoreRequest,
)
from octavo.protocol.steps import INCLUDE_RESULTS
from octavo.protocol.threads import CopyThreadRequest, CreateThreadRequest, ModifyThreadRequest
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    ModifyVectorStoreFileRequest,
    ModifyVectorStoreRequest,
)
from support.answering import Answering, list_json, message_json, run_json, thread_json

Connect = Callable[..., tuple[Client, Answering]]
Operation = Callable[[Client], Awaitable[Any]]

THREAD, MESSAGE, RUN = thread_json(), message_json(), run_json()
ASSISTANT = {
    "id": "asst_1",
    "object": "assistant",
    "created_at": 1,
    "name": None,
    "description": None,
    "model": "m",
    "instructions": None,
    "tools": [],
    "metadata": {},
}
STEP = {
    "id": "step_1",
    "object": "thread.run.step",
    "created_at": 1,
    "assistant_id": "asst_1",
    "thread_id": "thread_1",
    "run_id": "run_1",
    "type": "message_creation",
    "status": "completed",
    "step_details": {"type": "message_creation", "message_creation": {"message_id": "msg_1"}},
    "last_error": None,
    "expired_at": None,
    "cancelled_at": None,
    "failed_at": None,
    "completed_at": 1,
    "metadata": {},
    "usage": None,
}
FILE = {
    "id": "file-1",
    "object": "file",
    "bytes": 3,
    "created_at": 1,
    "filename": "a.pdf",
    "purpose": "assistants",
    "status": "processed",
}
COUNTS = {"in_progress": 0, "completed": 1, "failed": 0, "cancelled": 0, "total": 1}
STORE = {
    "id": "vs_1",
    "object": "vector_store",
    "created_at": 1,
    "name": "s",
    "usage_bytes": 0,
    "file_counts": COUNTS,
    "status": "completed",
    "last_active_at": None,
    "metadata": {},
}
PAGES = {
    "object": "octavo.file_pages",
    "file_id": "file-1",
    "pages_total": 9,
    "pages_read": 9,
    "data": [
        {
            "page": 3,
            "page_label": "iii",
            "state": "ocr",
            "text": "two words",
            "words": [[0, 3, 72.0, 700.0, 90.0, 712.0], [4, 9, 94.0, 700.0, 120.0, 712.0]],
        }
    ],
    "has_more": True,
}
REPORT = {
    "id": "file-1",
    "object": "octavo.file_report",
    "filename": "lease.pdf",
    "pages_total": 9,
    "pages_read": 9,
    "encryption": None,
    "remarks": [
        {"state": "empty", "reason": None, "needs_recognition": False, "pages": [[2, 3], [7, 7]]}
    ],
    "findings": [{"kind": "tiny", "count": 12, "sample": "Ignore all.", "pages": [[1, 1]]}],
    "recognition": {"available": False, "install": "brew install tesseract"},
}
STORE_FILE = {
    "id": "file-1",
    "object": "vector_store.file",
    "usage_bytes": 0,
    "created_at": 1,
    "vector_store_id": "vs_1",
    "status": "completed",
    "last_error": None,
}
BATCH = {
    "id": "vsfb_1",
    "object": "vector_store.files_batch",
    "created_at": 1,
    "vector_store_id": "vs_1",
    "status": "completed",
    "file_counts": COUNTS,
}
FOUND = {
    "object": "vector_store.search_results.page",
    "search_query": ["rent", "deposit"],
    "data": [
        {
            "file_id": "file-1",
            "filename": "a.pdf",
            "score": 0.5,
            "attributes": None,
            "content": [{"type": "text", "text": "The rent is due."}],
        }
    ],
    "has_more": False,
    "next_page": None,
}
CONTENT = {
    "object": "vector_store.file_content.page",
    "data": [{"type": "text", "text": "The rent is due."}],
    "has_more": False,
    "next_page": None,
}
MODEL = {"id": "m", "object": "model", "created": 1, "owned_by": "us"}
COMPLETION = {
    "id": "c", "object": "chat.completion", "created": 1, "model": "m",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "hi", "refusal": None},
            "finish_reason": "stop",
            "logprobs": None,
        }
    ],
}  # fmt: skip


def deleted(id_: str, kind: str) -> dict[str, Any]:
    return {"id": id_, "object": kind, "deleted": True}


PAGE = {"limit": 7, "order": "asc", "after": "a", "before": "b"}
PAGE_QUERY = [("limit", "7"), ("order", "asc"), ("after", "a"), ("before", "b")]

CASES: dict[str, tuple[Operation, str, str, list[tuple[str, str]], Any, dict[str, Any]]] = {
    "create_assistant": (
        lambda c: c.create_assistant(CreateAssistantRequest(model="m", name="n")),
        "POST", "/assistants", [], {"model": "m", "name": "n"}, ASSISTANT,
    ),
    "get_assistant": (
        lambda c: c.get_assistant("asst_1"), "GET", "/assistants/asst_1", [], None, ASSISTANT,
    ),
    "get_assistants": (
        lambda c: c.get_assistants(**PAGE),  # type: ignore[arg-type]
        "GET", "/assistants", PAGE_QUERY, None, list_json(ASSISTANT),
    ),
    "modify_assistant": (
        lambda c: c.modify_assistant("asst_1", ModifyAssistantRequest(name=None)),
        "POST", "/assistants/asst_1", [], {"name": None}, ASSISTANT,
    ),
    "delete_assistant": (
        lambda c: c.delete_assistant("asst_1"),
        "DELETE", "/assistants/asst_1", [], None, deleted("asst_1", "assistant.deleted"),
    ),
    "create_thread": (
        lambda c: c.create_thread(CreateThreadRequest(metadata={"a": "b"})),
        "POST", "/threads", [], {"metadata": {"a": "b"}}, THREAD,
    ),
    "get_thread": (
        lambda c: c.get_thread("thread_1"), "GET", "/threads/thread_1", [], None, THREAD,
    ),
    "list_threads": (
        lambda c: c.list_threads(limit=3),
        "GET", "/threads", [("limit", "3")], None, list_json(THREAD),
    ),
    "modify_thread": (
        lambda c: c.modify_thread("thread_1", ModifyThreadRequest(metadata={})),
        "POST", "/threads/thread_1", [], {"metadata": {}}, THREAD,
    ),
    "delete_thread": (
        lambda c: c.delete_thread("thread_1"),
        "DELETE", "/threads/thread_1", [], None, deleted("thread_1", "thread.deleted"),
    ),
    "copy_thread": (
        lambda c: c.copy_thread("thread_1", CopyThreadRequest(last_message_id="msg_1")),
        "POST", "/threads/thread_1/copy", [], {"last_message_id": "msg_1"}, THREAD,
    ),
    "create_thread_message": (
        lambda c: c.create_thread_message(
            "thread_1", CreateMessageRequest(role="user", content="hi")
        ),
        "POST", "/threads/thread_1/messages", [], {"role": "user", "content": "hi"}, MESSAGE,
    ),
    "get_thread_message": (
        lambda c: c.get_thread_message("thread_1", "msg_1"),
        "GET", "/threads/thread_1/messages/msg_1", [], None, MESSAGE,
    ),
    "get_thread_messages": (
        lambda c: c.get_thread_messages("thread_1", run_id="run_1", **PAGE),  # type: ignore[arg-type]
        "GET", "/threads/thread_1/messages", [*PAGE_QUERY, ("run_id", "run_1")], None,
        list_json(MESSAGE),
    ),
    "modify_thread_message": (
        lambda c: c.modify_thread_message("thread_1", "msg_1", ModifyMessageRequest(metadata={})),
        "POST", "/threads/thread_1/messages/msg_1", [], {"metadata": {}}, MESSAGE,
    ),
    "delete_thread_message": (
        lambda c: c.delete_thread_message("thread_1", "msg_1"),
        "DELETE", "/threads/thread_1/messages/msg_1", [], None,
        deleted("msg_1", "thread.message.deleted"),
    ),
    "create_run": (
        lambda c: c.create_run(
            "thread_1", CreateRunRequest(assistant_id="asst_1"), include=[INCLUDE_RESULTS]
        ),
        "POST", "/threads/thread_1/runs", [("include[]", INCLUDE_RESULTS)],
        {"assistant_id": "asst_1", "stream": False}, RUN,
    ),
    "create_thread_and_run": (
        lambda c: c.create_thread_and_run(
            CreateThreadAndRunRequest(assistant_id="asst_1", thread=CreateThreadRequest()),
            include=[INCLUDE_RESULTS],
        ),
        "POST", "/threads/runs", [("include[]", INCLUDE_RESULTS)],
        {"assistant_id": "asst_1", "thread": {}, "stream": False}, RUN,
    ),
    "get_run": (
        lambda c: c.get_run("thread_1", "run_1"),
        "GET", "/threads/thread_1/runs/run_1", [], None, RUN,
    ),
    "get_runs": (
        lambda c: c.get_runs("thread_1", **PAGE),  # type: ignore[arg-type]
        "GET", "/threads/thread_1/runs", PAGE_QUERY, None, list_json(RUN),
    ),
    "modify_run": (
        lambda c: c.modify_run("thread_1", "run_1", ModifyRunRequest(metadata={})),
        "POST", "/threads/thread_1/runs/run_1", [], {"metadata": {}}, RUN,
    ),
    "cancel_run": (
        lambda c: c.cancel_run("thread_1", "run_1"),
        "POST", "/threads/thread_1/runs/run_1/cancel", [], None, RUN,
    ),
    "submit_tool_outputs": (
        lambda c: c.submit_tool_outputs(
            "thread_1",
            "run_1",
            SubmitToolOutputsRequest(tool_outputs=[ToolOutput(tool_call_id="c", output="o")]),
        ),
        "POST", "/threads/thread_1/runs/run_1/submit_tool_outputs", [],
        {"tool_outputs": [{"tool_call_id": "c", "output": "o"}], "stream": False}, RUN,
    ),
    "get_run_step": (
        lambda c: c.get_run_step("thread_1", "run_1", "step_1", include=[INCLUDE_RESULTS]),
        "GET", "/threads/thread_1/runs/run_1/steps/step_1", [("include[]", INCLUDE_RESULTS)],
        None, STEP,
    ),
    "get_run_steps": (
        lambda c: c.get_run_steps("thread_1", "run_1", include=["x", "y"], **PAGE),  # type: ignore[arg-type]
        "GET", "/threads/thread_1/runs/run_1/steps",
        [*PAGE_QUERY, ("include[]", "x"), ("include[]", "y")], None, list_json(STEP),
    ),
    "get_file": (lambda c: c.get_file("file-1"), "GET", "/files/file-1", [], None, FILE),
    "get_files": (
        lambda c: c.get_files(purpose="vision", limit=9, order="desc", after="a"),
        "GET", "/files",
        [("purpose", "vision"), ("limit", "9"), ("order", "desc"), ("after", "a")], None,
        list_json(FILE),
    ),
    "delete_file": (
        lambda c: c.delete_file("file-1"),
        "DELETE", "/files/file-1", [], None, deleted("file-1", "file"),
    ),
    "create_vector_store": (
        lambda c: c.create_vector_store(CreateVectorStoreRequest(file_ids=["file-1"])),
        "POST", "/vector_stores", [], {"file_ids": ["file-1"]}, STORE,
    ),
    "get_vector_store": (
        lambda c: c.get_vector_store("vs_1"), "GET", "/vector_stores/vs_1", [], None, STORE,
    ),
    "get_vector_stores": (
        lambda c: c.get_vector_stores(**PAGE),  # type: ignore[arg-type]
        "GET", "/vector_stores", PAGE_QUERY, None, list_json(STORE),
    ),
    "modify_vector_store": (
        lambda c: c.modify_vector_store("vs_1", ModifyVectorStoreRequest(expires_after=None)),
        "POST", "/vector_stores/vs_1", [], {"expires_after": None}, STORE,
    ),
    "delete_vector_store": (
        lambda c: c.delete_vector_store("vs_1"),
        "DELETE", "/vector_stores/vs_1", [], None, deleted("vs_1", "vector_store.deleted"),
    ),
    "create_vector_store_file": (
        lambda c: c.create_vector_store_file(
            "vs_1", CreateVectorStoreFileRequest(file_id="file-1")
        ),
        "POST", "/vector_stores/vs_1/files", [], {"file_id": "file-1"}, STORE_FILE,
    ),
    "get_vector_store_file": (
        lambda c: c.get_vector_store_file("vs_1", "file-1"),
        "GET", "/vector_stores/vs_1/files/file-1", [], None, STORE_FILE,
    ),
    "get_vector_store_files": (
        lambda c: c.get_vector_store_files("vs_1", filter="failed", **PAGE),  # type: ignore[arg-type]
        "GET", "/vector_stores/vs_1/files", [*PAGE_QUERY, ("filter", "failed")], None,
        list_json(STORE_FILE),
    ),
    "modify_vector_store_file": (
        lambda c: c.modify_vector_store_file(
            "vs_1", "file-1", ModifyVectorStoreFileRequest(attributes={"year": 2026, "ok": True})
        ),
        "POST", "/vector_stores/vs_1/files/file-1", [],
        {"attributes": {"year": 2026, "ok": True}}, STORE_FILE,
    ),
    "get_vector_store_file_content": (
        lambda c: c.get_vector_store_file_content(
            "vs_1", "file-1", limit=5, after="9", include=["rects"]
        ),
        "GET", "/vector_stores/vs_1/files/file-1/content",
        [("limit", "5"), ("after", "9"), ("include[]", "rects")], None, CONTENT,
    ),
    "search_vector_store": (
        lambda c: c.search_vector_store("vs_1", SearchVectorStoreRequest(
            query=["rent", "deposit"],
            max_num_results=3,
            filters=CompoundFilter(
                type="or",
                filters=[
                    ComparisonFilter(type="gte", key="year", value=2025),
                    ComparisonFilter(type="in", key="kind", value=["lease", "letter"]),
                ],
            ),
            ranking_options=SearchRankingOptions(ranker="auto", score_threshold=0.5),
        )),
        "POST", "/vector_stores/vs_1/search", [],
        {
            "query": ["rent", "deposit"],
            "max_num_results": 3,
            "filters": {
                "type": "or",
                "filters": [
                    {"type": "gte", "key": "year", "value": 2025},
                    {"type": "in", "key": "kind", "value": ["lease", "letter"]},
                ],
            },
            "ranking_options": {"ranker": "auto", "score_threshold": 0.5},
        },
        FOUND,
    ),
    "delete_vector_store_file": (
        lambda c: c.delete_vector_store_file("vs_1", "file-1"),
        "DELETE", "/vector_stores/vs_1/files/file-1", [], None,
        deleted("file-1", "vector_store.file.deleted"),
    ),
    "unlock_file": (
        lambda c: c.unlock_file("file-1", UnlockFileRequest(password="a heron")),
        "POST", "/octavo/files/file-1/password", [], {"password": "a heron"}, FILE,
    ),
    "get_file_report": (
        lambda c: c.get_file_report("file-1"),
        "GET", "/octavo/files/file-1/report", [], None, REPORT,
    ),
    "get_file_pages": (
        lambda c: c.get_file_pages("file-1", after=2, limit=1),
        "GET", "/octavo/files/file-1/pages", [("after", "2"), ("limit", "1")], None, PAGES,
    ),
    "create_vector_store_file_batch": (
        lambda c: c.create_vector_store_file_batch(
            "vs_1", CreateVectorStoreFileBatchRequest(file_ids=["file-1"])
        ),
        "POST", "/vector_stores/vs_1/file_batches", [], {"file_ids": ["file-1"]}, BATCH,
    ),
    "get_vector_store_file_batch": (
        lambda c: c.get_vector_store_file_batch("vs_1", "vsfb_1"),
        "GET", "/vector_stores/vs_1/file_batches/vsfb_1", [], None, BATCH,
    ),
    "cancel_vector_store_file_batch": (
        lambda c: c.cancel_vector_store_file_batch("vs_1", "vsfb_1"),
        "POST", "/vector_stores/vs_1/file_batches/vsfb_1/cancel", [], None, BATCH,
    ),
    "get_vector_store_file_batch_files": (
        lambda c: c.get_vector_store_file_batch_files("vs_1", "vsfb_1", filter="completed", **PAGE),  # type: ignore[arg-type]
        "GET", "/vector_stores/vs_1/file_batches/vsfb_1/files",
        [*PAGE_QUERY, ("filter", "completed")], None, list_json(STORE_FILE),
    ),
    "list_models": (
        lambda c: c.list_models(), "GET", "/models", [], None, {"object": "list", "data": [MODEL]},
    ),
    "get_model": (lambda c: c.get_model("org/m"), "GET", "/models/org/m", [], None, MODEL),
    "create_completion": (
        lambda c: c.create_completion(
            CreateCompletionRequest(model="m", messages=[UserMessage(role="user", content="hi")])
        ),
        "POST", "/chat/completions", [],
        {"model": "m", "messages": [{"role": "user", "content": "hi"}], "stream": False},
        COMPLETION,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_operation(connect: Connect, name: str) -> None:
    operation, method, path, query, body, answer = CASES[name]
    client, app = connect(answer)
    reply = await operation(client)
    [asked] = app.asked
    assert (asked.method, asked.path, asked.query) == (method, "/v1" + path, query)
    assert (asked.json if asked.body else None) == body
    got = reply.model_dump(mode="json")
    assert {key: got[key] for key in answer} == answer or got["data"][0]["id"]


async def test_what_is_sent_besides(connect: Connect) -> None:
    client, app = connect(THREAD, {"object": "list", "data": []}, token="secret-1")
    await client.create_thread()
    await client.list_models()
    first, second = app.asked
    assert first.json == {}
    assert first.headers["authorization"] == "Bearer secret-1"
    assert first.headers["accept"] == "application/json"
    assert first.headers["accept-encoding"] == "identity"
    assert first.headers["content-type"] == "application/json"
    assert first.headers["openai-beta"] == "assistants=v2"
    assert first.headers["host"] == "octavo"
    assert "openai-beta" not in second.headers
    assert "content-type" not in second.headers


async def test_the_method_decides_whether_a_run_is_streamed(connect: Connect) -> None:
    client, app = connect(RUN)
    await client.create_run("thread_1", CreateRunRequest(assistant_id="a", stream=True))
    assert app.asked[0].json["stream"] is False


async def test_unknown_fields_of_a_reply_are_kept(connect: Connect) -> None:
    client, _ = connect({**THREAD, "shiny": {"new": 1}})
    thread = await client.get_thread("thread_1")
    assert thread.model_dump()["shiny"] == {"new": 1}


async def test_an_id_stays_one_part_of_the_path(connect: Connect) -> None:
    client, app = connect(THREAD)
    await client.get_thread("a/b?c#d%2F ü")
    assert app.asked[0].path == "/v1/threads/a/b?c#d%2F ü"  # as the application decodes it
    assert app.asked[0].query == []


@pytest.mark.parametrize("bad", ["", " ", ".", ".."])
async def test_an_id_that_names_another_place_is_refused(connect: Connect, bad: str) -> None:
    client, app = connect(THREAD)
    with pytest.raises(InputError, match="not an id"):
        await client.delete_thread(bad)
    assert app.asked == []


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(InputError, match="JSON"):
        json_bytes({"a": float("nan")})

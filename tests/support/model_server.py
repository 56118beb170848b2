"""A host of models on this computer that says what it was told to: well, badly, or not at all.

It speaks HTTP by hand, since most of what it has to do no server library would let it.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

EVENTS = "text/event-stream"


@dataclasses.dataclass
class Seen:
    """A request as it came; ``path`` is what stands in the first line."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = Callable[[asyncio.StreamWriter, Seen], Awaitable[None]]


class ModelServer:
    """Listens; takes its answers from ``script``, the last of which is repeated.

    Attributes:
        seen: Chats that were asked for, in order.
        gone: Set when somebody hangs up before an answer is over.
    """

    def __init__(self) -> None:
        self.script: list[Answer] = []
        self.models: list[dict[str, Any]] = [{"id": "tiny", "object": "model"}]
        self.models_answer: Answer | None = None
        self.seen: list[Seen] = []
        self.others: list[Seen] = []
        self.gone = asyncio.Event()
        self.connections = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            if (first := await reader.read(1)) == b"\x16":  # TLS where none is spoken
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
            while (seen := await _request(reader, first)) is not None:
                first = b""
                await self._answer(seen, reader, writer)
        except (ConnectionError, ssl.SSLError):
            self.gone.set()
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, TimeoutError):
                async with asyncio.timeout(1):
                    await writer.wait_closed()

    async def _answer(
        self, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if not _is_chat(seen):
            self.others.append(seen)
            listed = {"object": "list", "data": self.models}
            await (self.models_answer or replies(200, listed))(writer, seen)
            return
        self.seen.append(seen)
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        leaving = asyncio.create_task(reader.read(1))
        answering = asyncio.create_task(_answered(answer, writer, seen))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                self.gone.set()
        finally:
            for task in (answering, leaving):
                task.cancel()
            await asyncio.wait({answering, leaving})
        if not answering.cancelled():
            answering.result()
        if leaving.done() and not leaving.cancelled():
            leaving.exception()  # hung up in the middle: noted above


def _is_chat(seen: Seen) -> bool:
    """Tell whether an answer is asked for, or the rest of one."""
    path = seen.path.partition("?")[0]
    if seen.method == "GET":
        return path.rpartition("/")[0].endswith("/responses")
    return path.endswith(("/chat/completions", "/responses", "/embeddings"))


async def _answered(answer: Answer, writer: asyncio.StreamWriter, seen: Seen) -> None:
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        await answer(writer, seen)


@contextlib.asynccontextmanager
async def model_server(context: ssl.SSLContext | None = None) -> AsyncIterator[ModelServer]:
    """Serve on a free port until the block ends."""
    made = ModelServer()
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(made.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    made.url = f"{'http' if context is None else 'https'}://127.0.0.1:{port}/v1"
    try:
        yield made
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


async def _request(reader: asyncio.StreamReader, begun: bytes) -> Seen | None:
    try:
        head = begun + await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode().strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (h.partition(":") for h in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, path, headers, body)


# -- answers --------------------------------------------------------------------------------------


def head(status: int = 200, kind: str = EVENTS, **headers: str) -> bytes:
    """Return the beginning of a reply whose end is the end of the connection."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\n{more}\r\n".encode()


def replies(status: int, body: Any, kind: str = "application/json", **headers: str) -> Answer:
    """Answer with a whole reply."""

    async def answer(writer: asyncio.StreamWriter, _: Seen) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        writer.write(head(status, kind, content_length=str(len(content)), **headers) + content)
        await writer.drain()

    return answer


def refuses(status: int, message: str, code: str | None = None, **headers: str) -> Answer:
    """Answer with an error."""
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return replies(status, {"error": error}, **headers)


def sends(*pieces: bytes | float, close: bool = True) -> Answer:
    """Send bytes as they are; a number is a pause in seconds. Then close, or stay and be silent."""

    async def answer(writer: asyncio.StreamWriter, _: Seen) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                writer.write(piece)
                await writer.drain()
            else:
                await asyncio.sleep(piece)
        if close:
            writer.close()
        else:
            await asyncio.Event().wait()

    return answer


def chunk(delta: dict[str, Any] | None = None, reason: str | None = None, **more: Any) -> bytes:
    """Return one event of a streamed chat completion."""
    choice = {"index": 0, "delta": delta or {}, "finish_reason": reason}
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "tiny",
        "choices": [choice],
        **more,
    }
    return b"data: " + json.dumps(whole).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def says(
    *pieces: str,
    reason: str = "stop",
    usage: tuple[int, int] | None = (100, 10),
    calls: Sequence[dict[str, Any]] = (),
) -> Answer:
    """Stream an answer piece by piece, the way hosts do."""
    events = [chunk({"role": "assistant", "content": ""})]
    events += [chunk({"content": piece}) for piece in pieces]
    events += [chunk({"tool_calls": [call]}) for call in calls]
    events.append(chunk(reason="tool_calls" if calls else reason))
    if usage is not None:
        counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
        events.append(chunk(choices=[], usage={**counts, "total_tokens": sum(usage)}))
    return sends(head(), *events, DONE)


def call(index: int, name: str, call_id: str = "", **arguments: Any) -> dict[str, Any]:
    """Return a function call as it stands in a chunk."""
    return {
        "index": index,
        "id": call_id or f"call_{index}",
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments)},
    }

"""The streaming ASGI transport: calls an application in this process, without a socket.

``httpx.ASGITransport`` collects the whole reply before it hands over the first byte; here a reply
passes through a bounded pipe while the application runs in a task of its own. The order of an
exchange: the task starts; the reply's start (or a failure) ends `handle_async_request`; chunks
flow, the application waiting when the reader is slow; closing the reply early shows the application
``http.disconnect``, and cancels it if it has not ended after a grace period.
"""

from __future__ import annotations

import asyncio
import collections
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

import httpx

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_log = logging.getLogger(__name__)


class InProcessTransport(httpx.AsyncBaseTransport):
    """Carries requests to an ASGI application in the running event loop.

    Behaves towards the application as uvicorn does (ASGI 2.3), so that it answers alike behind
    both. The lifespan of the application is not this transport's business.

    Args:
        app: The ASGI application.
        grace: Seconds that an application has after ``http.disconnect`` before it is cancelled.
        max_pending: Bytes of a reply that may wait for the reader; the application's ``send``
            waits beyond that. One chunk may exceed it.
    """

    def __init__(
        self, app: Application, *, grace: float = 0.2, max_pending: int = 256 * 1024
    ) -> None:
        self._app = app
        self._grace = grace
        self._max_pending = max_pending
        self._exchanges: set[_Exchange] = set()
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Run the application for the request; return when its reply has begun.

        Raises:
            httpx.ReadTimeout: The application stayed silent for the request's read timeout.
            httpx.RemoteProtocolError: The application failed before its reply began.
            httpx.ConnectError: The transport is closed.
        """
        if self._closed:
            raise httpx.ConnectError("the transport is closed", request=request)
        exchange = _Exchange(self._app, request, self._grace, self._max_pending)
        self._exchanges.add(exchange)
        exchange.task.add_done_callback(lambda _: self._exchanges.discard(exchange))
        try:
            status, headers = await exchange.started()
        except BaseException:
            await exchange.close()
            raise
        return httpx.Response(status, headers=headers, stream=_Body(exchange))

    async def aclose(self) -> None:
        """Break all exchanges off, and wait until the application has ended every one of them."""
        self._closed = True
        tasks = {exchange.task for exchange in self._exchanges}
        for exchange in tuple(self._exchanges):
            exchange.break_off()
        if not tasks:
            return
        try:
            await asyncio.wait(tasks, timeout=self._grace)
        finally:
            for task in tasks:
                task.cancel()
        await asyncio.wait(tasks)


class _Body(httpx.AsyncByteStream):
    """The reply's body as httpx wants it; an iterator object, so nothing is left to finalise."""

    def __init__(self, exchange: _Exchange) -> None:
        self._exchange = exchange

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        chunk = await self._exchange.read()
        if chunk is None:
            raise StopAsyncIteration
        return chunk

    async def aclose(self) -> None:
        await self._exchange.close()


class _Exchange:
    """One request and its reply: the application's task and what passes between it and us."""

    def __init__(
        self, app: Application, request: httpx.Request, grace: float, max_pending: int
    ) -> None:
        loop = asyncio.get_running_loop()
        self._app = app
        self._request = request
        self._grace = grace
        self._read_timeout: float | None = request.extensions.get("timeout", {}).get("read")
        if not isinstance(request.stream, httpx.AsyncByteStream):
            raise TypeError("the body of a request must be readable without blocking")
        self._upload: AsyncIterator[bytes] | None = aiter(request.stream)
        self._uploading = asyncio.Lock()
        self._limit: asyncio.Timeout | None = None
        self._begun = False
        self._complete = False
        self._over = asyncio.Event()
        self._start: asyncio.Future[tuple[int, list[tuple[bytes, bytes]]]] = loop.create_future()
        self._pipe = _Pipe(max_pending)
        self.task = loop.create_task(
            self._run(), name=f"{request.method} {request.url.path} in process"
        )

    async def started(self) -> tuple[int, list[tuple[bytes, bytes]]]:
        """Wait for the reply's start: its status and headers."""
        try:
            async with asyncio.timeout(self._read_timeout) as limit:
                self._limit = limit
                return await self._start
        except TimeoutError:
            if not limit.expired():
                raise  # the upload's own, an OSError
            message = "the application did not begin its reply in time"
            raise httpx.ReadTimeout(message, request=self._request) from None

    async def read(self) -> bytes | None:
        """Return the next chunk, or None at the end of the reply."""
        if self._pipe.ready:
            return await self._pipe.get()
        try:
            async with asyncio.timeout(self._read_timeout) as limit:
                return await self._pipe.get()
        except TimeoutError:
            if not limit.expired():
                raise
            message = "the application did not go on with its reply in time"
            raise httpx.ReadTimeout(message, request=self._request) from None

    def break_off(self) -> None:
        """Tell both sides that the exchange is over."""
        self._over.set()
        self._fail(httpx.ReadError("the transport was closed", request=self._request))

    async def close(self) -> None:
        """Leave the reply: the application is told, and cancelled if it does not end soon.

        After a complete reply it is left alone: what it still does is its own, after the reply,
        and awaited when the transport is closed.
        """
        self._over.set()
        self._pipe.close()
        if self._complete or self.task.done():
            return
        try:
            await asyncio.wait([self.task], timeout=self._grace)
        finally:
            self.task.cancel()
        await asyncio.wait([self.task])

    async def _run(self) -> None:
        problem = "the application ended before its reply did"
        cause: Exception | None = None
        try:
            await self._app(self._scope(), self._receive, self._send)
        except asyncio.CancelledError:
            problem = "the application was cancelled"
            raise
        except Exception as error:  # noqa: BLE001 - whatever it raises is told to the reader
            problem = f"the application failed: {type(error).__name__}"
            cause = error
            abandoned = self._over.is_set() and not self._complete
            level = logging.DEBUG if abandoned else logging.ERROR
            where = f"{self._request.method} {self._request.url.path}"
            _log.log(level, "the application failed in %s", where, exc_info=error)
        finally:
            self._over.set()
            if not self._complete:
                failure = httpx.RemoteProtocolError(problem, request=self._request)
                failure.__cause__ = cause
                self._fail(failure)
            close = getattr(self._upload, "aclose", None)
            if close is not None:
                await close()

    def _fail(self, error: Exception) -> None:
        """Raise the error to whoever waits for the start, or for the rest of the reply."""
        if not self._start.done():
            self._start.set_exception(error)
        self._pipe.finish(error)

    def _scope(self) -> dict[str, Any]:
        url = self._request.url
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self._request.method,
            "scheme": url.scheme,
            "path": url.path,
            "raw_path": url.raw_path.partition(b"?")[0],
            "query_string": url.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in self._request.headers.raw],
            "server": (url.host, url.port),
            "client": ("127.0.0.1", 0),
        }

    async def _receive(self) -> Message:
        async with self._uploading:
            if self._upload is not None and not self._over.is_set():
                return await self._next_upload(self._upload)
        await self._over.wait()
        return {"type": "http.disconnect"}

    async def _next_upload(self, upload: AsyncIterator[bytes]) -> Message:
        self._allow(None)  # while the caller has nothing to send, the application owes nothing
        try:
            chunk = await anext(upload)
        except StopAsyncIteration:
            self._upload = None
            return {"type": "http.request", "body": b"", "more_body": False}
        except Exception as error:  # noqa: BLE001 - the caller's own error goes back to the caller
            self._upload = None
            self._over.set()
            self._fail(error)
            return {"type": "http.disconnect"}
        finally:
            self._allow(self._read_timeout)
        return {"type": "http.request", "body": chunk, "more_body": True}

    def _allow(self, seconds: float | None) -> None:
        """Begin the wait for the reply's start anew: the application got a piece of the body."""
        if self._limit is not None and not self._start.done():
            loop = asyncio.get_running_loop()
            self._limit.reschedule(None if seconds is None else loop.time() + seconds)

    async def _send(self, message: Message) -> None:
        kind = message["type"]
        if kind == "http.response.start":
            if self._begun:
                raise RuntimeError("the reply has already begun")
            self._begun = True
            if not self._start.done():
                self._start.set_result((message["status"], list(message.get("headers", ()))))
        elif kind == "http.response.body":
            await self._send_body(message.get("body", b""), more=message.get("more_body", False))
        else:
            raise RuntimeError(f"unexpected message {kind!r}")

    async def _send_body(self, body: bytes, *, more: bool) -> None:
        if not self._begun or self._complete:
            raise RuntimeError("a body belongs between the start and the end of a reply")
        if self._over.is_set():
            await asyncio.sleep(0)  # nobody reads; like uvicorn, say nothing, but let others run
            return
        if body and self._request.method != "HEAD":
            await self._pipe.put(bytes(body))
        if not more:
            self._complete = True
            self._over.set()
            self._pipe.finish(None)


class _Pipe:
    """Chunks on their way from one writer to one reader, bounded."""

    def __init__(self, max_pending: int) -> None:
        self._chunks: collections.deque[bytes] = collections.deque()
        self._max_pending = max_pending
        self._pending = 0
        self._finished = False
        self._closed = False
        self._error: Exception | None = None
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()

    @property
    def ready(self) -> bool:
        """Whether `get` returns without waiting."""
        return bool(self._chunks) or self._finished

    async def put(self, chunk: bytes) -> None:
        """Add a chunk as soon as there is room; after `close` it is dropped."""
        while self._pending >= self._max_pending and not self._closed:
            self._drained.clear()
            await self._drained.wait()
        if not self._closed:
            self._chunks.append(chunk)
            self._pending += len(chunk)
            self._filled.set()

    async def get(self) -> bytes | None:
        """Return the next chunk; at the end None, or raise what ended the reply."""
        while not self.ready:
            self._filled.clear()
            await self._filled.wait()
        if self._chunks:
            chunk = self._chunks.popleft()
            self._pending -= len(chunk)
            self._drained.set()
            return chunk
        if self._error is not None:
            raise self._error
        return None

    def finish(self, error: Exception | None) -> None:
        """Nothing more comes; the first word counts."""
        if not self._finished:
            self._finished = True
            self._error = error
        self._filled.set()

    def close(self) -> None:
        """Nothing more is read."""
        self._closed = True
        self._chunks.clear()
        self._pending = 0
        self._drained.set()

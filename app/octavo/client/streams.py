"""Event streams of runs: server-sent events become typed events, bounded and checked."""

from __future__ import annotations

import asyncio
import collections
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any, Self

from pydantic import ValidationError

from octavo.client import failures
from octavo.client.call import Call
from octavo.client.caller import Answer, Caller, json_bytes
from octavo.errors import ApiConnectionError, ApiError, ApiReplyError
from octavo.protocol.base import Reply
from octavo.protocol.envelope import ErrorObject, ErrorResponse
from octavo.protocol.events import EVENT_TYPES, StreamEvent
from octavo.protocol.runs import SETTLED, RunObject
from octavo.wire.addresses import Query
from octavo.wire.sse import ServerSentEvent, SseDecoder, SseLimitError
from octavo.words import later

MAX_STREAM_BYTES = 256 * 1024 * 1024
"""The largest stream that is read; a run's events come to a few megabytes."""

# After the last event the server only has to close; a moment of patience keeps the connection
# usable and lets an application in this process end by itself.
_FAREWELL = 0.5

_log = logging.getLogger(__name__)


class EventStream(AsyncIterator[StreamEvent]):
    """The events of one run, in order, as they come.

    Ends after the event ``done`` or ``error``. A stream that breaks off before raises
    `ApiConnectionError`; what came until then stands. Events with names that the interface does
    not know are passed over and logged.
    """

    def __init__(self, answer: Answer, name: str) -> None:
        self._answer = answer
        self._name = name
        self._decoder = SseDecoder()
        self._waiting: collections.deque[ServerSentEvent] = collections.deque()
        self._settled = False
        self._ended = False
        self._unknown: set[str] = set()

    @property
    def request_id(self) -> str | None:
        """The reply's ``x-request-id``, if any."""
        value: str | None = self._answer.headers.get("x-request-id")
        return value

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> StreamEvent:
        """Return the next event.

        Raises:
            ApiConnectionError: The stream broke off.
            ApiTimeoutError: Nothing came for too long, or all of it takes too long.
            ApiReplyError: What came cannot be understood or is too large.
        """
        while not self._ended:
            if not self._waiting:
                await self._fill()
                continue
            raw = self._waiting.popleft()
            if raw.event == "done" or raw.data == "[DONE]":
                await self._end()
                break
            event = self._typed(raw)
            if event is None:
                continue
            if event.event == "error":
                self._ended = True
            elif isinstance(event.data, RunObject):
                self._settled = event.data.status in SETTLED
            return event
        raise StopAsyncIteration

    async def _fill(self) -> None:
        piece = await self._answer.read()
        if piece is None:
            if not self._settled:
                raise ApiConnectionError(
                    later("The stream of {name} broke off before its end.", name=self._name)
                )
            self._ended = True
            return
        try:
            self._waiting.extend(self._decoder.feed(piece))
        except SseLimitError as error:
            raise ApiReplyError(
                later("The stream of {name} is too large: {error}.", name=self._name, error=error)
            ) from None

    async def _end(self) -> None:
        self._ended = True
        self._waiting.clear()
        with contextlib.suppress(TimeoutError, ApiError):
            async with asyncio.timeout(_FAREWELL):
                while await self._answer.read() is not None:
                    pass

    def _typed(self, raw: ServerSentEvent) -> StreamEvent | None:
        kind = EVENT_TYPES.get(raw.event)
        if kind is None:
            self._pass_over(raw.event)
            return None
        try:
            return StreamEvent(raw.event, _parsed(kind, raw.data))
        except ValidationError as error:
            raise failures.not_understood(error, f"{self._name} ({raw.event})", "json") from None

    def _pass_over(self, name: str) -> None:
        if name not in self._unknown and len(self._unknown) < 20:
            self._unknown.add(name)
            _log.warning("%s: unknown event %.80r passed over", self._name, name)


def _parsed(kind: type[Reply], data: str) -> Reply:
    if kind is ErrorObject:
        # both forms are about: the bare object, and the envelope of a reply that says no
        with contextlib.suppress(ValidationError):
            return ErrorResponse.model_validate_json(data).error
    return kind.model_validate_json(data)


@contextlib.asynccontextmanager
async def open_stream(
    caller: Caller, path: str, body: dict[str, Any] | None, query: Query = ()
) -> AsyncIterator[EventStream]:
    """Start what answers with events, and yield them; leaving closes the stream.

    Without a body, what is there already is only followed.
    """
    call = Call(
        "GET" if body is None else "POST",
        path,
        query,
        None if body is None else json_bytes({**body, "stream": True}),
        accept="text/event-stream",
        silence=caller.timeout.stream_read,
        total=caller.timeout.stream_total,
        max_bytes=MAX_STREAM_BYTES,
    )
    async with caller.open(call) as answer:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "text/event-stream":
            raise ApiReplyError(
                later(
                    "The answer to {name} is {kind}, not a stream of events.",
                    name=call.name,
                    kind=kind[:80] or "of no kind",
                )
            )
        yield EventStream(answer, call.name)

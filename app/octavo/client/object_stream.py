"""Streams of objects without names, as chat completions have them: events become typed objects."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Generic, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from octavo.client import failures
from octavo.client.call import Call
from octavo.client.caller import Answer, Caller, json_bytes
from octavo.client.streams import MAX_STREAM_BYTES
from octavo.errors import ApiConnectionError, ApiError, ApiReplyError
from octavo.protocol.completions import CompletionChunk
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.phrases import retold
from octavo.wire.sse import SseDecoder, SseLimitError
from octavo.words import later

T = TypeVar("T")


class ObjectStream(AsyncIterator[T], Generic[T]):
    """The objects of one stream, in order, as they come.

    Ends after ``[DONE]``. A stream that breaks off before raises `ApiConnectionError`, one whose
    model fails an `ApiError` with its words; what came until then stands.
    """

    def __init__(self, answer: Answer, name: str, kind: TypeAdapter[T]) -> None:
        self._answer = answer
        self._name = name
        self._kind = kind
        self._objects = self._read()

    @property
    def request_id(self) -> str | None:
        """The reply's ``x-request-id``, if any."""
        value: str | None = self._answer.headers.get("x-request-id")
        return value

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        """Return the next object.

        Raises:
            ApiConnectionError: The stream broke off.
            ApiTimeoutError: Nothing came for too long, or all of it takes too long.
            ApiReplyError: What came cannot be understood or is too large.
            ApiError: The model failed.
        """
        return await anext(self._objects)

    async def aclose(self) -> None:
        """Leave the rest of the stream."""
        await self._objects.aclose()

    async def _read(self) -> AsyncGenerator[T, None]:
        decoder = SseDecoder()
        while (piece := await self._answer.read()) is not None:
            try:
                events = decoder.feed(piece)
            except SseLimitError as error:
                raise ApiReplyError(
                    later(
                        "The stream of {name} is too large: {error}.", name=self._name, error=error
                    )
                ) from None
            for event in events:
                if event.data == "[DONE]":
                    return
                yield self._typed(event.data)
        raise ApiConnectionError(
            later("The stream of {name} broke off before its end.", name=self._name)
        )

    def _typed(self, data: str) -> T:
        try:
            return self._kind.validate_json(data)
        except ValidationError as error:
            with contextlib.suppress(ValidationError):
                told = ErrorResponse.model_validate_json(data).error
                raise ApiError(retold(told.message, told.phrases)) from None
            raise failures.not_understood(error, self._name, "json") from None


CompletionStream = ObjectStream[CompletionChunk]
"""The chunks of one completion."""


@contextlib.asynccontextmanager
async def open_objects(
    caller: Caller,
    path: str,
    body: dict[str, Any],
    adapter: TypeAdapter[T],
    *,
    total: float | None,
) -> AsyncIterator[ObjectStream[T]]:
    """Start what answers with objects, and yield them; leaving closes the stream.

    Args:
        caller: The way to the server.
        path: Where.
        body: The request, which is told to stream.
        adapter: Of the objects.
        total: Seconds for all of it, or None.
    """
    call = Call(
        "POST",
        path,
        body=json_bytes({**body, "stream": True}),
        accept="text/event-stream",
        silence=caller.timeout.stream_read,
        total=total,
        max_bytes=MAX_STREAM_BYTES,
    )
    async with caller.open(call) as answer:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "text/event-stream":
            raise ApiReplyError(
                later(
                    "The answer to {name} is {kind}, not a stream of events.",
                    name=call.name,
                    kind=kind[:80] or later("of no kind"),
                )
            )
        async with contextlib.aclosing(ObjectStream(answer, call.name, adapter)) as stream:
            yield stream

"""The chunks of a streamed chat completion: server-sent events become typed chunks."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Self

from pydantic import ValidationError

from octavo.client import failures
from octavo.client.caller import Answer, Call, Caller, json_bytes
from octavo.client.streams import MAX_STREAM_BYTES
from octavo.errors import ApiConnectionError, ApiError, ApiReplyError
from octavo.protocol.completions import CompletionChunk
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.phrases import retold
from octavo.wire.sse import SseDecoder, SseLimitError
from octavo.words import later


class CompletionStream(AsyncIterator[CompletionChunk]):
    """The chunks of one completion, in order, as they come.

    Ends after ``[DONE]``. A stream that breaks off before raises `ApiConnectionError`, one whose
    model fails an `ApiError` with its words; what came until then stands.
    """

    def __init__(self, answer: Answer, name: str) -> None:
        self._answer = answer
        self._name = name
        self._chunks = self._read()

    @property
    def request_id(self) -> str | None:
        """The reply's ``x-request-id``, if any."""
        value: str | None = self._answer.headers.get("x-request-id")
        return value

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> CompletionChunk:
        """Return the next chunk.

        Raises:
            ApiConnectionError: The stream broke off.
            ApiTimeoutError: Nothing came for too long, or all of it takes too long.
            ApiReplyError: What came cannot be understood or is too large.
            ApiError: The model failed.
        """
        return await anext(self._chunks)

    async def aclose(self) -> None:
        """Leave the rest of the stream."""
        await self._chunks.aclose()

    async def _read(self) -> AsyncGenerator[CompletionChunk, None]:
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

    def _typed(self, data: str) -> CompletionChunk:
        try:
            return CompletionChunk.model_validate_json(data)
        except ValidationError as error:
            with contextlib.suppress(ValidationError):
                told = ErrorResponse.model_validate_json(data).error
                raise ApiError(retold(told.message, told.phrases)) from None
            raise failures.not_understood(error, self._name, "json") from None


@contextlib.asynccontextmanager
async def open_completion(
    caller: Caller, path: str, body: dict[str, Any]
) -> AsyncIterator[CompletionStream]:
    """Start a streamed completion and yield its chunks; leaving closes the stream."""
    call = Call(
        "POST",
        path,
        body=json_bytes({**body, "stream": True}),
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
                    kind=kind[:80] or later("of no kind"),
                )
            )
        async with contextlib.aclosing(CompletionStream(answer, call.name)) as stream:
            yield stream

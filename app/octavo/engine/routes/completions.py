"""Chat completions: whole, or streamed in chunks."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from octavo.engine.answer.completer import CompletionPart, gathered
from octavo.engine.clock import now
from octavo.engine.http import body, error_object, reply
from octavo.engine.services import Services
from octavo.errors import AppError
from octavo.protocol.completions import (
    ChunkChoice,
    CompletionChunk,
    CompletionObject,
    CreateCompletionRequest,
)
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.ids import new_id

_DONE = b"data: [DONE]\n\n"

_log = logging.getLogger(__name__)


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateCompletionRequest)
        completer = await services.models.completer(wanted.model)
        parts = completer.complete(wanted)
        if not wanted.stream:
            async with aclosing(parts):
                choices, usage = await gathered(parts)
            return reply(
                CompletionObject(
                    id=new_id("completion"),
                    created=now(),
                    model=wanted.model,
                    choices=choices,
                    usage=usage,
                )
            )
        # What the model cannot do shows before its first part: as a status, not in the stream.
        first = await anext(parts)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(
            _chunks(wanted, first, parts), headers=headers, media_type="text/event-stream"
        )

    return [Route("/chat/completions", create, methods=["POST"])]


async def _chunks(
    wanted: CreateCompletionRequest,
    first: CompletionPart,
    parts: AsyncGenerator[CompletionPart, None],
) -> AsyncIterator[bytes]:
    """Yield a completion as server-sent events without names."""
    id, created = new_id("completion"), now()  # noqa: A001 - the interface's own word
    options = wanted.stream_options

    def encoded(part: CompletionPart) -> bytes:
        counted = not isinstance(part, ChunkChoice)
        chunk = CompletionChunk(
            id=id,
            created=created,
            model=wanted.model,
            choices=[] if counted else [part],
            usage=part if counted else None,
        )
        return f"data: {chunk.model_dump_json()}\n\n".encode()

    async with aclosing(parts):
        try:
            yield encoded(first)
            async for part in parts:
                if isinstance(part, ChunkChoice) or (options and options.include_usage):
                    yield encoded(part)
        except AppError as error:
            _log.warning("a completion broke off: %s", error.message)
            words = ErrorResponse(error=error_object(error))
            yield f"data: {words.model_dump_json()}\n\n".encode()
    yield _DONE

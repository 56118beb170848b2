"""Chat completions: whole, or streamed in chunks."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.answer.completer import CompletionPart, gathered
from octavo.engine.clock import now
from octavo.engine.http import body, error_object, error_reply, reply, while_wanted
from octavo.engine.services import Services
from octavo.engine.streaming import begun_events
from octavo.errors import AppError, ProviderError
from octavo.protocol.completions import (
    ChunkChoice,
    CompletionChunk,
    CompletionObject,
    CreateCompletionRequest,
)
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.ids import new_id
from octavo.protocol.told import Told

_DONE = b"data: [DONE]\n\n"
_BUSY = 429

_log = logging.getLogger(__name__)


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateCompletionRequest)
        completer = await services.models.completer(wanted.model)
        parts = completer.complete(wanted)
        if not wanted.stream:
            try:
                async with aclosing(parts):
                    choices, usage = await while_wanted(request, gathered(parts))
            except ProviderError as error:
                return _host_failed(error)
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
        try:
            return await begun_events(request, _chunks(wanted, parts))
        except ProviderError as error:
            return _host_failed(error)

    return [Route("/chat/completions", create, methods=["POST"])]


def _host_failed(error: ProviderError) -> Response:
    """Tell what failed with a host, so that nobody takes it for a failure of this server.

    Nor is a key that the host refuses the token of who asks here: that is no 401.
    """
    status, code = 502, None
    match error.part:
        case "consent":
            status = 403
        case "settings":
            status = 400
        case "model":
            status, code = 404, "model_not_found"
        case "limit" if error.status == _BUSY:
            status, code = _BUSY, "rate_limit_exceeded"
        case "limit":
            status, code = 400, "context_length_exceeded"
        case "reply" if error.status in {400, 413, 422}:
            status = 400
    said = Told.by(error)
    failed = error_reply(said.message, status, code=code, phrases=said.phrases)
    failed.headers["x-should-retry"] = "false"  # the host was asked again already where it helps
    return failed


async def _chunks(
    wanted: CreateCompletionRequest, parts: AsyncGenerator[CompletionPart, None]
) -> AsyncGenerator[bytes, None]:
    """Yield a completion as server-sent events without names.

    Raises:
        AppError: It fails before its first part; later that is an event.
    """
    id, created = new_id("completion"), now()  # noqa: A001 - the interface's own word
    options = wanted.stream_options
    has_begun = False

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
            async for part in parts:
                if isinstance(part, ChunkChoice) or (options and options.include_usage):
                    has_begun = True
                    yield encoded(part)
        except AppError as error:
            if not has_begun:
                raise
            _log.warning("a completion broke off: %s", error.message)
            words = ErrorResponse(error=error_object(error))
            yield f"data: {words.model_dump_json()}\n\n".encode()
    yield _DONE

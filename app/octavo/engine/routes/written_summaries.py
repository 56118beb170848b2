"""Summaries that models write, whole or with how far they are. Octavo's own."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import (
    RequestError,
    body,
    error_object,
    not_found,
    query,
    reply,
    while_wanted,
)
from octavo.engine.routes.store_files import require_entry
from octavo.engine.routes.vector_stores import require_store
from octavo.engine.services import Services
from octavo.engine.streaming import begun_events
from octavo.errors import AppError, ProviderError
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.files import FileObject
from octavo.protocol.phrases import phrases_of
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.protocol.written_summaries import (
    SummaryProgress,
    WriteSummaryRequest,
    WrittenSummary,
    WrittenSummaryQuery,
)

_DONE = b"data: [DONE]\n\n"
_HOST_FAILED = 424
"""Status where a model's host is what failed."""

_log = logging.getLogger(__name__)


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def subject(request: Request) -> tuple[VectorStoreFileObject, FileObject]:
        parent = await require_store(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        file = await services.store.get(FileObject, entry.id)
        if file is None:
            raise not_found("file", entry.id)
        return entry, file

    async def get(request: Request) -> Response:
        wanted = query(request, WrittenSummaryQuery)
        entry, file = await subject(request)
        found = await services.written.kept(entry, file, wanted.model, wanted.section)
        if found is None:
            raise RequestError(
                f"The model '{wanted.model}' has written no summary of it yet.",
                status=404,
                code="not_written",
            )
        return reply(found)

    async def write(request: Request) -> Response:
        wanted = await body(request, WriteSummaryRequest)
        entry, file = await subject(request)
        await services.written.require_model(wanted.model)
        parts = services.written.write(
            entry, file, wanted.model, section=wanted.section, anew=bool(wanted.anew)
        )
        try:
            if not wanted.stream:
                return reply(await while_wanted(request, _last(parts)))
            # What cannot be done at all shows before the first part: as a status, not in the
            # stream.
            return await begun_events(request, _events(parts))
        except ProviderError as error:
            # It is not for the caller to ask again: that was done already.
            raise RequestError(
                error.english,
                status=_HOST_FAILED,
                code=f"model_{error.part}",
                phrases=phrases_of(error),
            ) from error

    path = "/octavo/vector_stores/{vector_store_id}/files/{file_id}/written_summary"
    return [Route(path, get, methods=["GET"]), Route(path, write, methods=["POST"])]


async def _last(
    parts: AsyncGenerator[SummaryProgress | WrittenSummary, None],
) -> WrittenSummary:
    async with aclosing(parts):
        async for part in parts:
            if isinstance(part, WrittenSummary):
                return part
    raise AssertionError("the summary is the last part")


async def _events(
    parts: AsyncGenerator[SummaryProgress | WrittenSummary, None],
) -> AsyncGenerator[bytes, None]:
    """Yield how far a summary is, and itself, as server-sent events without names.

    Raises:
        AppError: It fails before its first part; later that is an event.
    """
    has_begun = False
    async with aclosing(parts):
        try:
            async for part in parts:
                has_begun = True
                yield _encoded(part)
        except AppError as error:
            if not has_begun:
                raise
            _log.warning("a summary broke off: %s", error.english)
            told = error_object(error)
            yield f"data: {ErrorResponse(error=told).model_dump_json()}\n\n".encode()
    yield _DONE


def _encoded(part: SummaryProgress | WrittenSummary) -> bytes:
    return f"data: {part.model_dump_json()}\n\n".encode()

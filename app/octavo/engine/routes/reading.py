"""Pausing: one file of a vector store, or all reading. Octavo's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import RequestError, body, not_found, reply
from octavo.engine.routes.store_files import as_shown, require_entry
from octavo.engine.routes.vector_stores import require_store
from octavo.engine.services import Services
from octavo.engine.store.store import MissingError
from octavo.protocol.reading import PauseRequest, ReadingObject


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    ingest = services.ingest

    def told() -> Response:
        pausing = ingest.pausing
        return reply(ReadingObject(paused=pausing.is_paused, disk_full=pausing.disk_is_full))

    async def get(request: Request) -> Response:  # noqa: ARG001 - as all routes
        return told()

    async def pause(request: Request) -> Response:
        wanted = await body(request, PauseRequest)
        await ingest.pause(paused=wanted.paused)
        return told()

    async def pause_file(request: Request) -> Response:
        wanted = await body(request, PauseRequest)
        parent = await require_store(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        if wanted.paused and entry.status != "in_progress":
            raise RequestError(f"The file '{entry.id}' is not being read: it is {entry.status}.")
        try:
            await ingest.pause_file((parent.id, entry.id), paused=wanted.paused)
        except MissingError:
            raise not_found("vector store file", entry.id) from None
        return reply(as_shown(services, await require_entry(services, parent.id, entry.id)))

    return [
        Route("/octavo/reading", get, methods=["GET"]),
        Route("/octavo/reading", pause, methods=["POST"]),
        Route(
            "/octavo/vector_stores/{vector_store_id}/files/{file_id}/pause",
            pause_file,
            methods=["POST"],
        ),
    ]

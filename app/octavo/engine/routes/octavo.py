"""What Octavo offers beyond the interface, under a path of its own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import RequestError, body, not_found, query, reply
from octavo.engine.routes.store_files import require_entry
from octavo.engine.routes.vector_stores import require_store, require_usable
from octavo.engine.services import Services
from octavo.protocol.everything import SearchEverythingRequest
from octavo.protocol.files import FileObject
from octavo.protocol.insight import CompareFilesRequest, PagePlace, PlaceQuery, SummaryQuery


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def search(request: Request) -> Response:
        wanted = await body(request, SearchEverythingRequest)
        return reply(await services.everything.search(wanted))

    async def place(request: Request) -> Response:
        wanted = query(request, PlaceQuery)
        if wanted.end <= wanted.start:
            raise RequestError("Invalid value for 'end': it lies behind 'start'.", param="end")
        file_id = request.path_params["file_id"]
        file = await services.store.get(FileObject, file_id)
        if file is None:
            raise not_found("file", file_id)
        rects = None
        if file.sha256 is not None:
            span = (wanted.start, wanted.end)
            rects = await services.places.on_page(file.sha256, wanted.page, [span])
        return reply(PagePlace(file_id=file_id, page=wanted.page, rects=rects[0] if rects else []))

    async def summary(request: Request) -> Response:
        section = query(request, SummaryQuery).section
        parent = await require_store(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        file = await services.store.get(FileObject, entry.id)
        if file is None:
            raise not_found("file", entry.id)
        return reply(await services.summaries.of(entry, file, section))

    async def compare(request: Request) -> Response:
        wanted = await body(request, CompareFilesRequest)
        parent = await require_usable(services, request.path_params["vector_store_id"])
        for file_id in wanted.file_ids:
            await require_entry(services, parent.id, file_id)
        found = await services.comparison.compare(parent.id, wanted.question, wanted.file_ids)
        return reply(found)

    store = "/octavo/vector_stores/{vector_store_id}"
    return [
        Route(store + "/files/{file_id}/summary", summary, methods=["GET"]),
        Route(store + "/comparison", compare, methods=["POST"]),
        Route("/octavo/search", search, methods=["POST"]),
        Route("/octavo/files/{file_id}/place", place, methods=["GET"]),
    ]

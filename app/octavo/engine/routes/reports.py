"""Reports on files: what became of the pages, what was found. Octavo's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import reply
from octavo.engine.reports import file_report
from octavo.engine.routes.files import require_file
from octavo.engine.services import Services


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:
        file = await require_file(services, request)
        sha256 = file.sha256 or ""
        document = await services.store.document(sha256)
        remarks = await services.store.remarks(sha256)
        recognises = await services.reader.recognises()
        return reply(file_report(file, document, remarks, recognises=recognises))

    return [Route("/octavo/files/{file_id}/report", get, methods=["GET"])]

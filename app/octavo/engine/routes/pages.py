"""The text of a file's pages. Octavo's own."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import query, reply
from octavo.engine.routes.files import require_file
from octavo.engine.services import Services
from octavo.pdf.page import PageText
from octavo.protocol.pages import FilePage, FilePages, FilePagesQuery

_LONGEST: Final = 1_000_000
"""Characters of the pages in one reply, unless a single page has more."""


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:
        wanted = query(request, FilePagesQuery)
        file = await require_file(services, request)
        sha256 = file.sha256 or ""
        document = await services.store.document(sha256)
        read = 0 if document is None else document.pages_read
        pages = await services.store.pages(sha256, wanted.after + 1, wanted.limit) if read else []
        pages = _bounded(pages)
        return reply(
            FilePages(
                file_id=file.id,
                pages_total=0 if document is None else document.facts.page_count,
                pages_read=read,
                data=[_told(page) for page in pages],
                has_more=bool(pages) and pages[-1].number < read,
            )
        )

    return [Route("/octavo/files/{file_id}/pages", get, methods=["GET"])]


def _bounded(pages: list[PageText]) -> list[PageText]:
    """Return the first pages, at least one, that together are not too long for one reply."""
    sizes = accumulate(len(page.raw) for page in pages)
    return [page for page, size in zip(pages, sizes, strict=True) if size <= _LONGEST] or pages[:1]


def _told(page: PageText) -> FilePage:
    return FilePage(
        page=page.number,
        page_label=page.label,
        state=page.state,
        text=page.raw,
        words=[(one.start, one.end, *one.rect) for one in page.words],
    )

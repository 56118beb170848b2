"""Passages of vector stores: searched for, or all of a file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import RequestError, body, query, reply
from octavo.engine.routes.store_files import require_entry
from octavo.engine.routes.vector_stores import require_store, require_usable
from octavo.engine.services import Services
from octavo.engine.store.records import Chunk
from octavo.engine.streaming import Streamed
from octavo.protocol.search import (
    INCLUDE_RECTS,
    FileContentPage,
    FileContentQuery,
    FilePassage,
    SearchVectorStoreRequest,
)
from octavo.protocol.vector_stores import VectorStoreFileObject

_STORE = "/vector_stores/{vector_store_id}"

_PORTION = 100
"""Passages fetched and sent at once: a few milliseconds of work."""


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def search(request: Request) -> Response:
        wanted = await body(request, SearchVectorStoreRequest)
        parent = await require_usable(services, request.path_params["vector_store_id"])
        found = await services.search.search(parent.id, wanted)
        await services.expiry.settled()
        return reply(found)

    async def content(request: Request) -> Response:
        page = query(request, FileContentQuery)
        with_rects = _asks_for_rects(request)
        parent = await require_store(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        after = _cursor(page.after)
        pieces = _pieces(services, entry, page.limit, after, with_rects=with_rects)
        return Streamed(pieces, media_type="application/json")

    return [
        Route(_STORE + "/search", search, methods=["POST"]),
        Route(_STORE + "/files/{file_id}/content", content, methods=["GET"]),
    ]


def _asks_for_rects(request: Request) -> bool:
    included = request.query_params.getlist("include[]")
    for one in included:
        if one != INCLUDE_RECTS:
            message = f"Nothing called '{one}' can be included; '{INCLUDE_RECTS}' can."
            raise RequestError(message, param="include[]")
    return bool(included)


def _cursor(after: str | None) -> int:
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        message = "Invalid value for 'after': use the next_page of the reply before."
        raise RequestError(message, param="after")
    return int(after)


async def _pieces(
    services: Services,
    entry: VectorStoreFileObject,
    limit: int | None,
    after: int,
    *,
    with_rects: bool,
) -> AsyncGenerator[bytes, None]:
    """Yield a FileContentPage as JSON, portion by portion: a file may have thousands of passages.

    Its data comes first and what tells of more last, when that is known.
    """
    yield b'{"object":"vector_store.file_content.page","data":['
    sent, more = 0, True
    while more and (limit is None or sent < limit):
        wanted = _PORTION if limit is None else min(_PORTION, limit - sent)
        found = await services.store.entry_chunks(
            entry.vector_store_id, entry.id, after, wanted + 1
        )
        more, chunks = len(found) > wanted, found[:wanted]
        if chunks:
            data = await _passages(services, chunks, with_rects=with_rects)
            yield (("," if sent else "") + ",".join(data)).encode()
            sent, after = sent + len(chunks), chunks[-1].id
    end = FileContentPage(data=[], has_more=more, next_page=str(after) if more else None)
    rest = end.model_dump_json(include={"has_more", "next_page"})
    yield b"]," + rest.removeprefix("{").encode()


async def _passages(services: Services, chunks: Sequence[Chunk], *, with_rects: bool) -> list[str]:
    rects = await services.places.rects(chunks) if with_rects else {}
    return [
        FilePassage(
            text=chunk.text,
            page=chunk.page,
            page_label=chunk.label,
            quote=chunk.text,
            rects=rects.get(chunk.id),
        ).model_dump_json()
        for chunk in chunks
    ]

"""Files: upload, list, get, content, delete."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.clock import now
from octavo.engine.http import RequestError, not_found, query, reply
from octavo.engine.opening import opened
from octavo.engine.services import Services
from octavo.engine.store.store import Insert, MissingError
from octavo.engine.streaming import Streamed
from octavo.engine.uploads import receive_upload
from octavo.protocol.files import FileObject
from octavo.protocol.ids import new_id
from octavo.protocol.paging import Deleted, FileListQuery

_PIECE = 256 * 1024


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        async with services.contents.receiving() as blobs:
            upload = await receive_upload(request, blobs)
            created = now()
            file = FileObject(
                id=new_id("file"),
                bytes=upload.size,
                created_at=created,
                expires_at=None if upload.expires is None else created + upload.expires.seconds,
                filename=upload.filename,
                purpose=upload.purpose,
                status="processed",
                sha256=upload.sha256,
            )
            await store.apply(Insert(file))
        return reply(file)

    async def select(request: Request) -> Response:
        page = query(request, FileListQuery)
        where = {} if page.purpose is None else {"purpose": page.purpose}
        options = page.model_dump(exclude={"purpose"})
        found = await store.select(FileObject, where=where, **options)
        # Up to 10,000 files: as JSON they are made beside the loop.
        text = await asyncio.to_thread(found.model_dump_json)
        return Response(text, media_type="application/json")

    async def get(request: Request) -> Response:
        return reply(await require_file(services, request))

    async def content(request: Request) -> Response:
        return await _content(services, await require_file(services, request))

    async def delete(request: Request) -> Response:
        file = await require_file(services, request)
        try:
            await services.contents.delete(file)
        except MissingError:
            raise not_found("file", file.id) from None
        return reply(Deleted(id=file.id, object="file"))

    return [
        Route("/files", create, methods=["POST"]),
        Route("/files", select, methods=["GET"]),
        Route("/files/{file_id}", get, methods=["GET"]),
        Route("/files/{file_id}/content", content, methods=["GET"]),
        Route("/files/{file_id}", delete, methods=["DELETE"]),
    ]


async def _content(services: Services, file: FileObject) -> Response:
    path = services.blobs.path(file.sha256 or "")
    if not await asyncio.to_thread(os.access, path, os.R_OK):
        message = f"The content of '{file.filename}' is missing from the data folder."
        raise RequestError(message, status=500, code="content_missing")

    async def pieces() -> AsyncGenerator[bytes, None]:
        # Opened here: of a response that nobody takes, this never begins.
        async with opened(path) as content:
            while piece := await asyncio.to_thread(content.read, _PIECE):
                yield piece

    headers = {
        "content-length": str(file.bytes),
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.filename)}",
        "x-content-type-options": "nosniff",
    }
    return Streamed(pieces(), headers=headers, media_type="application/octet-stream")


async def require_file(services: Services, request: Request) -> FileObject:
    """Return the file that a request names.

    Raises:
        RequestError: 404 if there is none, or it has expired.
    """
    file_id = request.path_params["file_id"]
    found = await services.store.get(FileObject, file_id)
    if found is None or services.expiry.is_gone(found):
        raise not_found("file", file_id)
    return found

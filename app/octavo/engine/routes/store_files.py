"""Files of a vector store, one by one and in batches."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.clock import now
from octavo.engine.factory import new_store_file, require_files
from octavo.engine.http import RequestError, body, not_found, query, reply
from octavo.engine.routes.vector_stores import require_store
from octavo.engine.services import Services
from octavo.engine.store.store import Change, Delete, Insert, MissingError
from octavo.protocol.ids import new_id
from octavo.protocol.paging import Deleted, ListPage, StoreFileListQuery
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    FileCounts,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
)

_FILES = "/vector_stores/{vector_store_id}/files"
_BATCHES = "/vector_stores/{vector_store_id}/file_batches"


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    return [*_file_routes(services), *_batch_routes(services)]


def _file_routes(services: Services) -> list[Route]:
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateVectorStoreFileRequest)
        parent = await require_store(services, request.path_params["vector_store_id"])
        await require_files(store, [wanted.file_id])
        known = await store.get(VectorStoreFileObject, wanted.file_id, parent=parent.id)
        if known is not None:
            # As the hosted interface does, adding a file again is no error.
            return reply(known)
        entry = new_store_file(
            parent.id, wanted.file_id, wanted.chunking_strategy, wanted.attributes
        )
        await store.apply(Insert(entry))
        services.ingest.wake()
        return reply(await _require_entry(services, parent.id, entry.id))

    async def select(request: Request) -> Response:
        page = query(request, StoreFileListQuery)
        parent = await require_store(services, request.path_params["vector_store_id"])
        return reply(await _select(services, parent.id, page))

    async def get(request: Request) -> Response:
        parent = await require_store(services, request.path_params["vector_store_id"])
        return reply(await _require_entry(services, parent.id, request.path_params["file_id"]))

    async def delete(request: Request) -> Response:
        parent = await require_store(services, request.path_params["vector_store_id"])
        file_id = request.path_params["file_id"]
        services.ingest.abandon(parent.id, file_id)
        try:
            await store.apply(Delete(VectorStoreFileObject, file_id, parent.id))
        except MissingError:
            raise not_found("vector store file", file_id) from None
        return reply(Deleted(id=file_id, object="vector_store.file.deleted"))

    return [
        Route(_FILES, create, methods=["POST"]),
        Route(_FILES, select, methods=["GET"]),
        Route(_FILES + "/{file_id}", get, methods=["GET"]),
        Route(_FILES + "/{file_id}", delete, methods=["DELETE"]),
    ]


def _batch_routes(services: Services) -> list[Route]:
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateVectorStoreFileBatchRequest)
        parent = await require_store(services, request.path_params["vector_store_id"])
        files = wanted.files or [
            CreateVectorStoreFileRequest(
                file_id=file_id,
                chunking_strategy=wanted.chunking_strategy,
                attributes=wanted.attributes,
            )
            for file_id in wanted.file_ids or []
        ]
        await require_files(store, [file.file_id for file in files])
        batch = VectorStoreFileBatchObject(
            id=new_id("batch"),
            created_at=now(),
            vector_store_id=parent.id,
            status="in_progress",
            file_counts=FileCounts(in_progress=len(files), total=len(files)),
        )
        entries = [
            new_store_file(parent.id, file.file_id, file.chunking_strategy, file.attributes)
            for file in files
        ]
        changes: list[Change] = [Insert(batch)]
        for entry in entries:
            # A file that is in the store already is taken in anew, with the settings given now.
            if await store.get(VectorStoreFileObject, entry.id, parent=parent.id) is not None:
                services.ingest.abandon(parent.id, entry.id)
                changes.append(Delete(VectorStoreFileObject, entry.id, parent.id))
            changes.append(Insert(entry, parent=batch.id))
        await store.apply(*changes)
        services.ingest.wake()
        return reply(await _require_batch(services, request, batch.id))

    async def get(request: Request) -> Response:
        return reply(await _require_batch(services, request))

    async def select(request: Request) -> Response:
        page = query(request, StoreFileListQuery)
        batch = await _require_batch(services, request)
        return reply(await _select(services, batch.id, page))

    async def cancel(request: Request) -> Response:
        batch = await _require_batch(services, request)
        if batch.status != "in_progress":
            message = f"The batch '{batch.id}' has ended already ({batch.status})."
            raise RequestError(message)
        await services.ingest.cancel_batch(batch)
        return reply(await _require_batch(services, request))

    return [
        Route(_BATCHES, create, methods=["POST"]),
        Route(_BATCHES + "/{batch_id}", get, methods=["GET"]),
        Route(_BATCHES + "/{batch_id}/files", select, methods=["GET"]),
        Route(_BATCHES + "/{batch_id}/cancel", cancel, methods=["POST"]),
    ]


async def _select(
    services: Services, parent: str, page: StoreFileListQuery
) -> ListPage[VectorStoreFileObject]:
    where = {} if page.filter is None else {"status": page.filter}
    options = page.model_dump(exclude={"filter"})
    return await services.store.select(VectorStoreFileObject, parent=parent, where=where, **options)


async def _require_entry(services: Services, store_id: str, file_id: str) -> VectorStoreFileObject:
    found = await services.store.get(VectorStoreFileObject, file_id, parent=store_id)
    if found is None:
        raise not_found("vector store file", file_id)
    return found


async def _require_batch(
    services: Services, request: Request, batch_id: str | None = None
) -> VectorStoreFileBatchObject:
    parent = await require_store(services, request.path_params["vector_store_id"])
    wanted = batch_id or request.path_params["batch_id"]
    found = await services.store.get(VectorStoreFileBatchObject, wanted, parent=parent.id)
    if found is None:
        raise not_found("file batch", wanted)
    return found

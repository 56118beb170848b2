"""Files of a vector store, one by one and in batches."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.clock import now
from octavo.engine.factory import chunking, new_store_file, require_files
from octavo.engine.http import RequestError, body, not_found, query, reply
from octavo.engine.routes.vector_stores import require_store, require_usable
from octavo.engine.services import Services
from octavo.engine.store.store import Amend, Change, Delete, Insert, MissingError
from octavo.protocol.ids import new_id
from octavo.protocol.paging import Deleted, ListPage, StoreFileListQuery
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    FileCounts,
    ModifyVectorStoreFileRequest,
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
        parent = await require_usable(services, request.path_params["vector_store_id"])
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
        return reply(await require_entry(services, parent.id, entry.id))

    async def select(request: Request) -> Response:
        page = query(request, StoreFileListQuery)
        parent = await require_store(services, request.path_params["vector_store_id"])
        return reply(await _select(services, parent.id, page))

    async def get(request: Request) -> Response:
        parent = await require_store(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        return reply(as_shown(services, entry))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyVectorStoreFileRequest)
        parent = await require_usable(services, request.path_params["vector_store_id"])
        entry = await require_entry(services, parent.id, request.path_params["file_id"])
        fields = {"attributes": wanted.attributes or {}}
        try:
            await store.apply(Amend(VectorStoreFileObject, entry.id, fields, parent.id))
        except MissingError:
            raise not_found("vector store file", entry.id) from None
        return reply(await require_entry(services, parent.id, entry.id))

    async def delete(request: Request) -> Response:
        parent = await require_store(services, request.path_params["vector_store_id"])
        file_id = request.path_params["file_id"]
        services.ingest.abandon([(parent.id, file_id)])
        try:
            await store.apply(Delete(VectorStoreFileObject, file_id, parent.id))
        except MissingError:
            raise not_found("vector store file", file_id) from None
        await services.ingest.moved_on()
        return reply(Deleted(id=file_id, object="vector_store.file.deleted"))

    return [
        Route(_FILES, create, methods=["POST"]),
        Route(_FILES, select, methods=["GET"]),
        Route(_FILES + "/{file_id}", get, methods=["GET"]),
        Route(_FILES + "/{file_id}", modify, methods=["POST"]),
        Route(_FILES + "/{file_id}", delete, methods=["DELETE"]),
    ]


def _batch_routes(services: Services) -> list[Route]:
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateVectorStoreFileBatchRequest)
        parent = await require_usable(services, request.path_params["vector_store_id"])
        # Up to 2,000 of them, so they are made beside the loop.
        entries = await asyncio.to_thread(_entries, parent.id, wanted)
        ids = [entry.id for entry in entries]
        await require_files(store, ids)
        batch = VectorStoreFileBatchObject(
            id=new_id("batch"),
            created_at=now(),
            vector_store_id=parent.id,
            status="in_progress",
            file_counts=FileCounts(in_progress=len(entries), total=len(entries)),
        )
        # A file that is in the store already is taken in anew, with the settings given now.
        known = await store.existing(VectorStoreFileObject, ids, parent=parent.id)
        services.ingest.abandon([(parent.id, file_id) for file_id in known])
        changes: list[Change] = [Insert(batch)]
        changes += [Delete(VectorStoreFileObject, one, parent.id) for one in ids if one in known]
        changes += [Insert(entry, parent=batch.id) for entry in entries]
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


def _entries(
    vector_store_id: str, wanted: CreateVectorStoreFileBatchRequest
) -> list[VectorStoreFileObject]:
    """Return the entries that a batch asks for, each file once.

    Raises:
        RequestError: a file is named twice with different settings.
    """
    model = new_store_file(
        vector_store_id, "", wanted.chunking_strategy, dict(wanted.attributes or {})
    )
    if wanted.files is None:
        ids = dict.fromkeys(wanted.file_ids or [])
        return [model.model_copy(update={"id": file_id}) for file_id in ids]
    settings: dict[str, CreateVectorStoreFileRequest] = {}
    for file in wanted.files:
        known = settings.setdefault(file.file_id, file)
        if known is not file and known != file:
            message = f"The file '{file.file_id}' is named twice with different settings."
            raise RequestError(message, param="files")
    return [
        model.model_copy(
            update={
                "id": file.file_id,
                "chunking_strategy": chunking(file.chunking_strategy),
                "attributes": file.attributes or {},
            }
        )
        for file in settings.values()
    ]


async def _select(
    services: Services, parent: str, page: StoreFileListQuery
) -> ListPage[VectorStoreFileObject]:
    where = {} if page.filter is None else {"status": page.filter}
    options = page.model_dump(exclude={"filter"})
    found = await services.store.select(
        VectorStoreFileObject, parent=parent, where=where, **options
    )
    return found.model_copy(update={"data": [as_shown(services, one) for one in found.data]})


def as_shown(services: Services, entry: VectorStoreFileObject) -> VectorStoreFileObject:
    """Return a file of a store as it is told: with what nobody writes down.

    It is paused, too, while all reading is, and a page of it may be recognised just now.
    """
    if entry.status != "in_progress":
        return entry
    if services.ingest.is_paused:
        return entry.model_copy(update={"paused": True})
    page = services.ingest.recognising((entry.vector_store_id, entry.id))
    if not page or entry.progress is None:
        return entry
    return entry.model_copy(
        update={"progress": entry.progress.model_copy(update={"recognising": page})}
    )


async def require_entry(services: Services, store_id: str, file_id: str) -> VectorStoreFileObject:
    """Return a file of a store.

    Raises:
        RequestError: 404 if it is not in there.
    """
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

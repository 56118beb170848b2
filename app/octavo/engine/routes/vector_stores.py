"""Vector stores: create, list, get, modify, delete."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.factory import new_store_files, new_vector_store, require_files
from octavo.engine.http import body, not_found, query, reply
from octavo.engine.services import Services
from octavo.engine.store.store import Amend, Delete, Insert, MissingError
from octavo.protocol.paging import Deleted, ListQuery
from octavo.protocol.vector_stores import (
    CreateVectorStoreRequest,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateVectorStoreRequest)
        file_ids = wanted.file_ids or []
        await require_files(store, file_ids)
        made = new_vector_store(
            wanted.name or "", metadata=wanted.metadata, description=wanted.description
        )
        if wanted.expires_after is not None:
            made = made.model_copy(update=services.expiry.renewed(wanted.expires_after))
        entries = new_store_files(made.id, file_ids, wanted.chunking_strategy)
        await store.apply(Insert(made), *map(Insert, entries))
        services.ingest.wake()
        return reply(await require_store(services, made.id))

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        found = await store.select(VectorStoreObject, **page.model_dump())
        shown = [services.expiry.shown(one) for one in found.data]
        return reply(found.model_copy(update={"data": shown}))

    async def get(request: Request) -> Response:
        return reply(await require_store(services, request.path_params["vector_store_id"]))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyVectorStoreRequest)
        store_id = request.path_params["vector_store_id"]
        try:
            await store.apply(Amend(VectorStoreObject, store_id, _changes(services, wanted)))
        except MissingError:
            raise not_found("vector store", store_id) from None
        return reply(await require_store(services, store_id))

    async def delete(request: Request) -> Response:
        store_id = request.path_params["vector_store_id"]
        try:
            await store.apply(Delete(VectorStoreObject, store_id))
        except MissingError:
            raise not_found("vector store", store_id) from None
        services.hosting.wake()
        return reply(Deleted(id=store_id, object="vector_store.deleted"))

    return [
        Route("/vector_stores", create, methods=["POST"]),
        Route("/vector_stores", select, methods=["GET"]),
        Route("/vector_stores/{vector_store_id}", get, methods=["GET"]),
        Route("/vector_stores/{vector_store_id}", modify, methods=["POST"]),
        Route("/vector_stores/{vector_store_id}", delete, methods=["DELETE"]),
    ]


def _changes(services: Services, wanted: ModifyVectorStoreRequest) -> dict[str, object]:
    update: dict[str, object] = {}
    if wanted.name is not None:
        update["name"] = wanted.name
    if wanted.metadata is not None:
        update["metadata"] = wanted.metadata
    if "expires_after" in wanted.model_fields_set:
        # This counts as use: a store that has expired lives again.
        update |= services.expiry.renewed(wanted.expires_after)
    return update


async def require_store(services: Services, vector_store_id: str) -> VectorStoreObject:
    """Return the vector store.

    Raises:
        RequestError: 404 if there is none.
    """
    found = await services.store.get(VectorStoreObject, vector_store_id)
    if found is None:
        raise not_found("vector store", vector_store_id)
    return services.expiry.shown(found)


async def require_usable(services: Services, vector_store_id: str) -> VectorStoreObject:
    """Return the vector store, which is being used by this.

    Raises:
        RequestError: 404 if there is none.
        StoreExpiredError: it has expired.
    """
    found = await require_store(services, vector_store_id)
    await services.expiry.used([vector_store_id])
    return found

"""Vector stores: create, list, get, modify, delete."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.factory import new_store_file, new_vector_store, require_files
from octavo.engine.http import body, not_found, query, reply
from octavo.engine.services import Services
from octavo.engine.store.store import Delete, Insert, MissingError, Replace
from octavo.protocol.paging import Deleted, ListQuery
from octavo.protocol.vector_stores import (
    CreateVectorStoreRequest,
    ExpiresAfter,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)

_DAY = 86_400


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
        made = _with_expiry(made, wanted.expires_after)
        entries = [new_store_file(made.id, one, wanted.chunking_strategy) for one in file_ids]
        await store.apply(Insert(made), *map(Insert, entries))
        services.ingest.wake()
        return reply(await require_store(services, made.id))

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        return reply(await store.select(VectorStoreObject, **page.model_dump()))

    async def get(request: Request) -> Response:
        return reply(await require_store(services, request.path_params["vector_store_id"]))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyVectorStoreRequest)
        found = await require_store(services, request.path_params["vector_store_id"])
        update: dict[str, object] = {}
        if wanted.name is not None:
            update["name"] = wanted.name
        if wanted.metadata is not None:
            update["metadata"] = wanted.metadata
        changed = found.model_copy(update=update)
        if "expires_after" in wanted.model_fields_set:
            changed = _with_expiry(changed, wanted.expires_after)
        await store.apply(Replace(changed))
        return reply(await require_store(services, found.id))

    async def delete(request: Request) -> Response:
        store_id = request.path_params["vector_store_id"]
        try:
            await store.apply(Delete(VectorStoreObject, store_id))
        except MissingError:
            raise not_found("vector store", store_id) from None
        return reply(Deleted(id=store_id, object="vector_store.deleted"))

    return [
        Route("/vector_stores", create, methods=["POST"]),
        Route("/vector_stores", select, methods=["GET"]),
        Route("/vector_stores/{vector_store_id}", get, methods=["GET"]),
        Route("/vector_stores/{vector_store_id}", modify, methods=["POST"]),
        Route("/vector_stores/{vector_store_id}", delete, methods=["DELETE"]),
    ]


def _with_expiry(store: VectorStoreObject, expires: ExpiresAfter | None) -> VectorStoreObject:
    active = store.last_active_at or store.created_at
    at = None if expires is None else active + expires.days * _DAY
    return store.model_copy(update={"expires_after": expires, "expires_at": at})


async def require_store(services: Services, vector_store_id: str) -> VectorStoreObject:
    """Return the vector store.

    Raises:
        RequestError: 404 if there is none.
    """
    found = await services.store.get(VectorStoreObject, vector_store_id)
    if found is None:
        raise not_found("vector store", vector_store_id)
    return found

"""Threads: create, list (ours), get, modify, delete, copy (ours)."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.attachments import attach
from octavo.engine.clock import now
from octavo.engine.factory import new_message, resolve_resources
from octavo.engine.http import RequestError, body, not_found, query, reply
from octavo.engine.services import Services
from octavo.engine.store.store import Change, Delete, Insert, MissingError, Replace
from octavo.engine.thread_copy import NoSuchMessageError, copied
from octavo.protocol.ids import new_id
from octavo.protocol.paging import Deleted, ListQuery
from octavo.protocol.threads import (
    CopyThreadRequest,
    CreateThreadRequest,
    ModifyThreadRequest,
    ThreadObject,
)


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateThreadRequest)
        thread, changes = await new_thread(services, wanted)
        await store.apply(*changes)
        services.ingest.wake()
        return reply(thread)

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        return reply(await store.select(ThreadObject, **page.model_dump()))

    async def get(request: Request) -> Response:
        return reply(await require_thread(services, request.path_params["thread_id"]))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyThreadRequest)
        thread = await require_thread(services, request.path_params["thread_id"])
        resources, changes = await resolve_resources(store, wanted.tool_resources)
        update: dict[str, object] = {}
        if "tool_resources" in wanted.model_fields_set:
            update["tool_resources"] = resources
        if wanted.metadata is not None:
            update["metadata"] = wanted.metadata
        changed = thread.model_copy(update=update)
        await store.apply(*changes, Replace(changed))
        return reply(changed)

    async def delete(request: Request) -> Response:
        thread_id = request.path_params["thread_id"]
        await services.runs.abandon_thread(thread_id)
        try:
            await store.apply(Delete(ThreadObject, thread_id))
        except MissingError:
            raise not_found("thread", thread_id) from None
        return reply(Deleted(id=thread_id, object="thread.deleted"))

    return [
        Route("/threads", create, methods=["POST"]),
        Route("/threads", select, methods=["GET"]),
        Route("/threads/{thread_id}", get, methods=["GET"]),
        Route("/threads/{thread_id}", modify, methods=["POST"]),
        Route("/threads/{thread_id}", delete, methods=["DELETE"]),
        Route("/threads/{thread_id}/copy", partial(_copy, services), methods=["POST"]),
    ]


async def _copy(services: Services, request: Request) -> Response:
    wanted = await body(request, CopyThreadRequest)
    thread = await require_thread(services, request.path_params["thread_id"])
    try:
        made, changes = await copied(services.store, thread, wanted)
    except NoSuchMessageError:
        raise RequestError(
            f"The thread has no message '{wanted.last_message_id}'.", param="last_message_id"
        ) from None
    await services.store.apply(*changes)
    return reply(made)


async def new_thread(
    services: Services, wanted: CreateThreadRequest
) -> tuple[ThreadObject, list[Change]]:
    """Return a new thread, and the changes that keep it with its messages and stores."""
    resources, changes = await resolve_resources(services.store, wanted.tool_resources)
    thread = ThreadObject(
        id=new_id("thread"),
        created_at=now(),
        tool_resources=resources,
        metadata=wanted.metadata or {},
    )
    requests = wanted.messages or []
    thread, more = await attach(
        services.store, services.blobs, services.expiry, thread, requests, is_new=True
    )
    messages = [Insert(new_message(thread.id, request)) for request in requests]
    return thread, [*changes, Insert(thread), *more, *messages]


async def require_thread(services: Services, thread_id: str) -> ThreadObject:
    """Return the thread.

    Raises:
        RequestError: 404 if there is none.
    """
    found = await services.store.get(ThreadObject, thread_id)
    if found is None:
        raise not_found("thread", thread_id)
    return found

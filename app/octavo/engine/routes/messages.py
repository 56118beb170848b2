"""Messages of a thread: create, list, get, modify, delete."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.attachments import attach
from octavo.engine.factory import new_message
from octavo.engine.http import RequestError, body, not_found, query, reply
from octavo.engine.routes.threads import require_thread
from octavo.engine.services import Services
from octavo.engine.store.store import Delete, Insert, MissingError, Replace
from octavo.protocol.messages import CreateMessageRequest, MessageObject, ModifyMessageRequest
from octavo.protocol.paging import Deleted, MessageListQuery


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateMessageRequest)
        thread = await require_thread(services, request.path_params["thread_id"])
        services.runs.require_unlocked(thread.id)
        message = new_message(thread.id, wanted)
        _, changes = await attach(store, services.blobs, services.expiry, thread, [wanted])
        await store.apply(*changes, Insert(message))
        services.ingest.wake()
        return reply(message)

    async def select(request: Request) -> Response:
        page = query(request, MessageListQuery)
        thread = await require_thread(services, request.path_params["thread_id"])
        where = {} if page.run_id is None else {"run_id": page.run_id}
        options = page.model_dump(exclude={"run_id"})
        return reply(await store.select(MessageObject, parent=thread.id, where=where, **options))

    async def get(request: Request) -> Response:
        return reply(await _require(services, request))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyMessageRequest)
        message = await _require(services, request)
        if message.status == "in_progress":
            # Its run keeps it again and again as it grows, and would lose the change.
            raise RequestError(
                f"The message '{message.id}' is still being written: change it when it is whole."
            )
        if wanted.metadata is not None:
            message = message.model_copy(update={"metadata": wanted.metadata})
            await store.apply(Replace(message))
        return reply(message)

    async def delete(request: Request) -> Response:
        message = await _require(services, request)
        services.runs.require_unlocked(message.thread_id)
        try:
            await store.apply(Delete(MessageObject, message.id, message.thread_id))
        except MissingError:
            raise not_found("message", message.id) from None
        return reply(Deleted(id=message.id, object="thread.message.deleted"))

    return [
        Route("/threads/{thread_id}/messages", create, methods=["POST"]),
        Route("/threads/{thread_id}/messages", select, methods=["GET"]),
        Route("/threads/{thread_id}/messages/{message_id}", get, methods=["GET"]),
        Route("/threads/{thread_id}/messages/{message_id}", modify, methods=["POST"]),
        Route("/threads/{thread_id}/messages/{message_id}", delete, methods=["DELETE"]),
    ]


async def _require(services: Services, request: Request) -> MessageObject:
    thread = await require_thread(services, request.path_params["thread_id"])
    message_id = request.path_params["message_id"]
    found = await services.store.get(MessageObject, message_id, parent=thread.id)
    if found is None:
        raise not_found("message", message_id)
    return found

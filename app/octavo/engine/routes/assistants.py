"""Assistants: create, list, get, modify, delete."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.clock import now
from octavo.engine.factory import resolve_resources
from octavo.engine.http import body, not_found, query, reply
from octavo.engine.running.rules import check_format, check_tools
from octavo.engine.services import Services
from octavo.engine.store.store import Delete, Insert, MissingError, Replace
from octavo.protocol.assistants import (
    AssistantObject,
    CreateAssistantRequest,
    ModifyAssistantRequest,
)
from octavo.protocol.ids import new_id
from octavo.protocol.paging import Deleted, ListQuery


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateAssistantRequest)
        check_tools(wanted.tools)
        check_format(wanted.response_format)
        resources, changes = await resolve_resources(store, wanted.tool_resources)
        assistant = AssistantObject(
            id=new_id("assistant"),
            created_at=now(),
            name=wanted.name,
            description=wanted.description,
            model=wanted.model,
            instructions=wanted.instructions,
            tools=wanted.tools,
            tool_resources=resources,
            metadata=wanted.metadata or {},
            temperature=1.0 if wanted.temperature is None else wanted.temperature,
            top_p=1.0 if wanted.top_p is None else wanted.top_p,
            response_format=wanted.response_format or "auto",
        )
        await store.apply(*changes, Insert(assistant))
        services.ingest.wake()
        return reply(assistant)

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        return reply(await store.select(AssistantObject, **page.model_dump()))

    async def get(request: Request) -> Response:
        return reply(await require_assistant(services, request.path_params["assistant_id"]))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyAssistantRequest)
        check_tools(wanted.tools or [])
        check_format(wanted.response_format)
        assistant = await require_assistant(services, request.path_params["assistant_id"])
        resources, changes = await resolve_resources(store, wanted.tool_resources)
        update = {name: getattr(wanted, name) for name in wanted.model_fields_set}
        update.pop("reasoning_effort", None)
        if "tool_resources" in update:
            update["tool_resources"] = resources
        for name in ("model", "tools", "metadata"):
            # These are never null: an explicit null leaves them as they are.
            if update.get(name, "") is None:
                del update[name]
        changed = assistant.model_copy(update=update)
        await store.apply(*changes, Replace(changed))
        return reply(changed)

    async def delete(request: Request) -> Response:
        assistant_id = request.path_params["assistant_id"]
        try:
            await store.apply(Delete(AssistantObject, assistant_id))
        except MissingError:
            raise not_found("assistant", assistant_id) from None
        return reply(Deleted(id=assistant_id, object="assistant.deleted"))

    return [
        Route("/assistants", create, methods=["POST"]),
        Route("/assistants", select, methods=["GET"]),
        Route("/assistants/{assistant_id}", get, methods=["GET"]),
        Route("/assistants/{assistant_id}", modify, methods=["POST"]),
        Route("/assistants/{assistant_id}", delete, methods=["DELETE"]),
    ]


async def require_assistant(services: Services, assistant_id: str) -> AssistantObject:
    """Return the assistant.

    Raises:
        RequestError: 404 if there is none.
    """
    found = await services.store.get(AssistantObject, assistant_id)
    if found is None:
        raise not_found("assistant", assistant_id)
    return found

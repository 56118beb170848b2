"""Runs: create, with a thread too, list, get, modify, cancel, submit outputs; follow (ours)."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.attachments import attach
from octavo.engine.factory import new_message, resolve_resources
from octavo.engine.http import body, query, reply
from octavo.engine.routes.assistants import require_assistant
from octavo.engine.routes.steps import includes_results, require_run
from octavo.engine.routes.threads import new_thread, require_thread
from octavo.engine.services import Services
from octavo.engine.store.store import Change, Insert
from octavo.engine.streaming import events
from octavo.protocol.events import StreamEvent
from octavo.protocol.paging import ListQuery
from octavo.protocol.runs import (
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
)
from octavo.protocol.threads import CreateThreadRequest

_RUNS = "/threads/{thread_id}/runs"


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    return [*_starting_routes(services), *_following_routes(services), *_kept_routes(services)]


def _starting_routes(services: Services) -> list[Route]:
    store = services.store

    async def create(request: Request) -> Response:
        full = includes_results(request)
        wanted = await body(request, CreateRunRequest)
        thread = await require_thread(services, request.path_params["thread_id"])
        assistant = await require_assistant(services, wanted.assistant_id)
        services.runs.require_unlocked(thread.id)
        more = wanted.additional_messages or []
        thread, changes = await attach(store, services.blobs, services.expiry, thread, more)
        messages: list[Change] = [Insert(new_message(thread.id, message)) for message in more]
        run = await services.runs.start(thread, assistant, wanted, [*changes, *messages])
        if changes:  # files came with the messages
            services.ingest.wake()
        if not wanted.stream:
            return reply(run)
        return events((await services.runs.log(run)).follow(full=full))

    async def create_with_thread(request: Request) -> Response:
        full = includes_results(request)
        wanted = await body(request, CreateThreadAndRunRequest)
        assistant = await require_assistant(services, wanted.assistant_id)
        thread, changes = await new_thread(services, wanted.thread or CreateThreadRequest())
        await resolve_resources(store, wanted.tool_resources)  # are they there?
        run = await services.runs.start(thread, assistant, wanted, changes)
        services.ingest.wake()
        if not wanted.stream:
            return reply(run)
        following = (await services.runs.log(run)).follow(full=full)
        return events(_after(StreamEvent("thread.created", thread), following))

    return [
        Route("/threads/runs", create_with_thread, methods=["POST"]),
        Route(_RUNS, create, methods=["POST"]),
    ]


def _following_routes(services: Services) -> list[Route]:
    async def submit(request: Request) -> Response:
        full = includes_results(request)
        wanted = await body(request, SubmitToolOutputsRequest)
        run = await require_run(services, request)
        run, log, before = await services.runs.submit(run, wanted.tool_outputs)
        return events(log.follow(before, full=full)) if wanted.stream else reply(run)

    async def follow(request: Request) -> Response:
        full = includes_results(request)
        run = await require_run(services, request)
        return events((await services.runs.log(run)).follow(full=full))

    return [
        Route(_RUNS + "/{run_id}/submit_tool_outputs", submit, methods=["POST"]),
        Route(_RUNS + "/{run_id}/events", follow, methods=["GET"]),
    ]


def _kept_routes(services: Services) -> list[Route]:
    store = services.store

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        thread = await require_thread(services, request.path_params["thread_id"])
        return reply(await store.select(RunObject, parent=thread.id, **page.model_dump()))

    async def get(request: Request) -> Response:
        return reply(await require_run(services, request))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyRunRequest)
        run = await require_run(services, request)
        if wanted.metadata is not None:
            run = await services.runs.modify(run, wanted.metadata)
        return reply(run)

    async def cancel(request: Request) -> Response:
        run = await require_run(services, request)
        return reply(await services.runs.cancel(run))

    return [
        Route(_RUNS, select, methods=["GET"]),
        Route(_RUNS + "/{run_id}", get, methods=["GET"]),
        Route(_RUNS + "/{run_id}", modify, methods=["POST"]),
        Route(_RUNS + "/{run_id}/cancel", cancel, methods=["POST"]),
    ]


async def _after(
    first: StreamEvent, rest: AsyncGenerator[bytes, None]
) -> AsyncGenerator[bytes, None]:
    async with aclosing(rest):
        yield first.encode()
        async for event in rest:
            yield event

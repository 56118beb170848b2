"""Runs and their steps: create, with a thread too, list, get, modify, cancel."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from octavo.engine.attachments import attach
from octavo.engine.factory import new_message
from octavo.engine.http import body, not_found, query, reply
from octavo.engine.routes.assistants import require_assistant
from octavo.engine.routes.threads import new_thread, require_thread
from octavo.engine.run_log import RunLog
from octavo.engine.services import Services
from octavo.engine.store.store import Change, Insert
from octavo.protocol.events import StreamEvent
from octavo.protocol.paging import ListQuery
from octavo.protocol.runs import (
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    RunObject,
)
from octavo.protocol.steps import INCLUDE_RESULTS, FileSearchCall, RunStepObject, ToolCallsDetails
from octavo.protocol.threads import CreateThreadRequest

_RUNS = "/threads/{thread_id}/runs"


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store

    async def create(request: Request) -> Response:
        wanted = await body(request, CreateRunRequest)
        thread = await require_thread(services, request.path_params["thread_id"])
        assistant = await require_assistant(services, wanted.assistant_id)
        services.runs.require_unlocked(thread.id)
        more = wanted.additional_messages or []
        thread, changes = await attach(store, thread, more)
        messages: list[Change] = [Insert(new_message(thread.id, message)) for message in more]
        run, log = await services.runs.start(thread, assistant, wanted, [*changes, *messages])
        services.ingest.wake()
        return _stream(services, log) if wanted.stream else reply(run)

    async def create_with_thread(request: Request) -> Response:
        wanted = await body(request, CreateThreadAndRunRequest)
        assistant = await require_assistant(services, wanted.assistant_id)
        thread, changes = await new_thread(services, wanted.thread or CreateThreadRequest())
        created = StreamEvent("thread.created", thread)
        run, log = await services.runs.start(thread, assistant, wanted, changes, created)
        services.ingest.wake()
        return _stream(services, log) if wanted.stream else reply(run)

    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        thread = await require_thread(services, request.path_params["thread_id"])
        return reply(await store.select(RunObject, parent=thread.id, **page.model_dump()))

    async def get(request: Request) -> Response:
        return reply(await _require(services, request))

    async def modify(request: Request) -> Response:
        wanted = await body(request, ModifyRunRequest)
        run = await _require(services, request)
        if wanted.metadata is not None:
            run = await services.runs.modify(run, wanted.metadata)
        return reply(run)

    async def cancel(request: Request) -> Response:
        run = await _require(services, request)
        return reply(await services.runs.cancel(run))

    return [
        Route("/threads/runs", create_with_thread, methods=["POST"]),
        Route(_RUNS, create, methods=["POST"]),
        Route(_RUNS, select, methods=["GET"]),
        Route(_RUNS + "/{run_id}", get, methods=["GET"]),
        Route(_RUNS + "/{run_id}", modify, methods=["POST"]),
        Route(_RUNS + "/{run_id}/cancel", cancel, methods=["POST"]),
        *_step_routes(services),
    ]


def _step_routes(services: Services) -> list[Route]:
    async def select(request: Request) -> Response:
        page = query(request, ListQuery)
        run = await _require(services, request)
        found = await services.store.select(RunStepObject, parent=run.id, **page.model_dump())
        shown = [_shown(step, request) for step in found.data]
        return reply(found.model_copy(update={"data": shown}))

    async def get(request: Request) -> Response:
        run = await _require(services, request)
        step_id = request.path_params["step_id"]
        step = await services.store.get(RunStepObject, step_id, parent=run.id)
        if step is None:
            raise not_found("run step", step_id)
        return reply(_shown(step, request))

    return [
        Route(_RUNS + "/{run_id}/steps", select, methods=["GET"]),
        Route(_RUNS + "/{run_id}/steps/{step_id}", get, methods=["GET"]),
    ]


def _shown(step: RunStepObject, request: Request) -> RunStepObject:
    """Leave out the text of search results unless it was asked for."""
    details = step.step_details
    if not isinstance(details, ToolCallsDetails):
        return step
    if INCLUDE_RESULTS in request.query_params.getlist("include[]"):
        return step
    calls = [
        call.model_copy(
            update={
                "file_search": call.file_search.model_copy(
                    update={
                        "results": [
                            result.model_copy(update={"content": None})
                            for result in call.file_search.results or []
                        ]
                    }
                )
            }
        )
        if isinstance(call, FileSearchCall)
        else call
        for call in details.tool_calls
    ]
    return step.model_copy(
        update={"step_details": details.model_copy(update={"tool_calls": calls})}
    )


def _stream(services: Services, log: RunLog) -> Response:
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    events = services.runs.follow(log)
    return StreamingResponse(events, headers=headers, media_type="text/event-stream")


async def _require(services: Services, request: Request) -> RunObject:
    thread = await require_thread(services, request.path_params["thread_id"])
    run_id = request.path_params["run_id"]
    found = await services.store.get(RunObject, run_id, parent=thread.id)
    if found is None:
        raise not_found("run", run_id)
    return found

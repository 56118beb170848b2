"""Steps of runs: list and get, with the text of search results where it is asked for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import RequestError, not_found, query, reply
from octavo.engine.routes.threads import require_thread
from octavo.engine.running.steps import shown
from octavo.engine.services import Services
from octavo.engine.step_places import StepPlaces
from octavo.engine.store.store import Store
from octavo.protocol.paging import ListQuery
from octavo.protocol.runs import RunObject
from octavo.protocol.steps import INCLUDE_RESULTS, RunStepObject

_STEPS = "/threads/{thread_id}/runs/{run_id}/steps"


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""
    store = services.store
    places = StepPlaces(store, services.places)

    async def select(request: Request) -> Response:
        full = includes_results(request)
        page = query(request, ListQuery)
        run = await require_run(services, request)
        found = await store.select(RunStepObject, parent=run.id, **page.model_dump())
        steps = [await places.placed(step) if full else shown(step) for step in found.data]
        return reply(found.model_copy(update={"data": steps}))

    async def get(request: Request) -> Response:
        full = includes_results(request)
        run = await require_run(services, request)
        step = await _require(store, run, request.path_params["step_id"])
        return reply(await places.placed(step) if full else shown(step))

    return [
        Route(_STEPS, select, methods=["GET"]),
        Route(_STEPS + "/{step_id}", get, methods=["GET"]),
    ]


def includes_results(request: Request) -> bool:
    """Return whether the text of search results is asked for.

    Raises:
        RequestError: 400 if something else is.
    """
    given = request.query_params.getlist("include[]")
    for value in given:
        if value != INCLUDE_RESULTS:
            raise RequestError(
                f"Invalid value for 'include[]': '{value}'. It can be '{INCLUDE_RESULTS}'.",
                param="include[]",
            )
    return bool(given)


async def require_run(services: Services, request: Request) -> RunObject:
    """Return the run that the address names.

    Raises:
        RequestError: 404 if there is none, or its thread is not there.
    """
    thread = await require_thread(services, request.path_params["thread_id"])
    run_id = request.path_params["run_id"]
    found = await services.store.get(RunObject, run_id, parent=thread.id)
    if found is None:
        raise not_found("run", run_id)
    return found


async def _require(store: Store, run: RunObject, step_id: str) -> RunStepObject:
    found = await store.get(RunStepObject, step_id, parent=run.id)
    if found is None:
        raise not_found("run step", step_id)
    return found

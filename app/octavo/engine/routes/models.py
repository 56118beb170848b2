"""Models: those that can answer here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import reply
from octavo.engine.services import Services
from octavo.protocol.models import ModelList


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def select(request: Request) -> Response:  # noqa: ARG001 - a route takes its request
        return reply(ModelList(data=await services.models.described()))

    async def get(request: Request) -> Response:
        return reply(await services.models.describe(request.path_params["model_id"]))

    return [
        Route("/models", select, methods=["GET"]),
        Route("/models/{model_id:path}", get, methods=["GET"]),
    ]

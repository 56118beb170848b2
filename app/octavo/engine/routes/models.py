"""Models: those that can answer runs here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import not_found, reply
from octavo.protocol.models import EXTRACTIVE_MODEL, ModelList, ModelObject

_MODELS = (ModelObject(id=EXTRACTIVE_MODEL, created=1_793_491_200, owned_by="octavo"),)


def routes() -> list[Route]:
    """Return the routes of this family."""

    async def select(request: Request) -> Response:  # noqa: ARG001 - a route takes its request
        return reply(ModelList(data=list(_MODELS)))

    async def get(request: Request) -> Response:
        wanted = request.path_params["model_id"]
        for model in _MODELS:
            if model.id == wanted:
                return reply(model)
        raise not_found("model", wanted)

    return [
        Route("/models", select, methods=["GET"]),
        Route("/models/{model_id}", get, methods=["GET"]),
    ]

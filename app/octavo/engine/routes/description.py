"""The description of the interface, for programs that read OpenAPI."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from octavo.protocol.openapi import describe


def routes() -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:  # noqa: ARG001 - a route takes its request
        return JSONResponse(await asyncio.to_thread(describe))  # the first time, it takes a while

    return [Route("/openapi.json", get, methods=["GET"])]

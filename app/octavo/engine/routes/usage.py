"""What answers have cost. Octavo's own."""

from __future__ import annotations

import dataclasses

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import not_found, query, reply
from octavo.engine.services import Services
from octavo.protocol.threads import ThreadObject
from octavo.protocol.usage import UsageItem, UsageObject, UsageQuery


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:
        thread_id = query(request, UsageQuery).thread_id
        if thread_id is not None and await services.store.get(ThreadObject, thread_id) is None:
            raise not_found("thread", thread_id)
        used = await services.store.used_tokens(thread_id)
        return reply(UsageObject(data=[UsageItem(**dataclasses.asdict(one)) for one in used]))

    return [Route("/octavo/usage", get, methods=["GET"])]

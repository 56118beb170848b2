"""The port between the client and whatever answers it."""

from __future__ import annotations

from typing import Protocol

import httpx

from octavo.errors import ApiConnectionError
from octavo.words import later


class Transport(Protocol):
    """Carries one request at a time to an engine or server and brings its reply, streamed.

    Every ``httpx.AsyncBaseTransport`` is one; ours are
    `octavo.client.InProcessTransport` and `octavo.client.HttpTransport`.
    Failures are raised as ``httpx.TransportError``; the time limits come in the request's
    ``timeout`` extension (``connect``, ``read``, ``write``, ``pool``, seconds or None).
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and return as soon as the reply has begun."""

    async def aclose(self) -> None:
        """End all exchanges and give back all that is held."""


class Line:
    """A transport with an end: once closed, it refuses, whatever the transport would do.

    Args:
        transport: Carries the requests until then.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request.

        Raises:
            ApiConnectionError: The line is closed.
        """
        if self._closed:
            raise ApiConnectionError(later("The client is closed."))
        return await self._transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the transport; closing twice does no harm."""
        if not self._closed:
            self._closed = True
            await self._transport.aclose()

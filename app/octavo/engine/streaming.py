"""Replies that come piece by piece, and whose maker is ended with them.

The order: the first piece is waited for while somebody wants it, so that what fails before shows as
a status; the pieces go out; however that ends, what makes them is closed.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from octavo.engine.http import while_wanted

_EVENTS = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Streamed(StreamingResponse):
    """A reply in pieces. When it is over, finished or left, what makes them is closed.

    Starlette leaves a generator whose reader went away as it stands: with a request to a host that
    goes on, or an open file, until Python collects its garbage.

    Args:
        pieces: They come from here.
        first: A piece before them.
        headers: Of the reply.
        media_type: Of the reply.
    """

    def __init__(
        self,
        pieces: AsyncGenerator[bytes, None],
        *,
        media_type: str,
        first: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._pieces = pieces
        self._all = _after(first, pieces) if first else pieces
        super().__init__(self._all, headers=headers, media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the reply."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._all.aclose()
            await self._pieces.aclose()  # of a reply that was left at once, the rest never began


def events(pieces: AsyncGenerator[bytes, None]) -> Streamed:
    """Answer with server-sent events."""
    return Streamed(pieces, media_type="text/event-stream", headers=_EVENTS)


async def begun_events(request: Request, pieces: AsyncGenerator[bytes, None]) -> Streamed:
    """Answer with server-sent events as soon as the first one is there.

    Raises:
        ClientDisconnect: whoever asked went away before.
        Exception: what making the first one raises.
    """
    try:
        first = await while_wanted(request, anext(pieces))
    except BaseException:
        await pieces.aclose()
        raise
    return Streamed(pieces, first=first, media_type="text/event-stream", headers=_EVENTS)


async def _after(first: bytes, pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    yield first
    async for piece in pieces:
        yield piece

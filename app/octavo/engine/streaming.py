"""Replies that come piece by piece, and whose maker is ended with them.

The order: the first piece is waited for while somebody wants it, so that what fails before shows as
a status; the pieces go out; however that ends, what makes them is closed.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Mapping
from types import AsyncGeneratorType

from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from octavo.engine.http import while_wanted

_EVENTS = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Streamed(StreamingResponse):
    """A reply in pieces. When it is over, finished or left, what makes them is closed.

    Starlette leaves a generator whose reader went away as it stands: with a request to a host that
    goes on, or an open file, until Python collects its garbage. Or it cancels again and again what
    the generator does at its end, such as to tell the host to delete what it has.

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
        """Send the reply while somebody reads it."""
        try:
            with contextlib.suppress(ClientDisconnect):  # nobody is there to be told
                await while_wanted(Request(scope, receive), self.stream_response(send))
        finally:
            # The rest of a reply that was left at once has not begun. What still runs ends itself.
            for pieces in (self._all, self._pieces):
                if not (isinstance(pieces, AsyncGeneratorType) and pieces.ag_running):
                    await pieces.aclose()


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

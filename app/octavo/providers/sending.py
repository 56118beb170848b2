"""What is sent to a host: JSON, or a file as a form, open for as long as it is sent."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
from collections.abc import AsyncIterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent as a form.

    Args:
        path: Where it lies.
        name: What the host is told that it is called.
        fields: What else the form says.
    """

    path: Path
    name: str
    fields: Mapping[str, str]


Body = dict[str, Any] | Upload | None
"""What is sent: as JSON, as a form, or nothing."""


@contextlib.asynccontextmanager
async def form_of(body: Body) -> AsyncIterator[dict[str, Any]]:
    """Yield a body as httpx takes it; a file is open, from its beginning, until the block ends."""
    if not isinstance(body, Upload):
        yield {"content": None if body is None else json.dumps(body, ensure_ascii=False).encode()}
        return
    opening = asyncio.ensure_future(asyncio.to_thread(body.path.open, "rb"))
    try:
        # Whoever is cancelled here leaves a thread behind that opens it all the same.
        file = await asyncio.shield(opening)
        kind = "application/octet-stream"
        yield {"data": dict(body.fields), "files": {"file": (body.name, file, kind)}}
    finally:
        opening.add_done_callback(_close)


def _close(opening: asyncio.Future[BufferedReader]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()

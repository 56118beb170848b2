"""Files that the person asked for: written whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from pathlib import Path

from octavo.errors import FileWriteError
from octavo.words import say


async def write_file(path: Path, content: bytes) -> None:
    """Write a file in the place of what was there.

    Raises:
        FileWriteError: it cannot be written; what was there is still there.
    """
    await asyncio.to_thread(_write, path, content)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=path, value=error.strerror or error),
            hint=say("Choose another folder or name."),
        ) from error

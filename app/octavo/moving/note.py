"""The note in a folder that data is moved to: from where, and what."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from octavo.engine.store.durable import sync_file, sync_folder

FILLING: Final = "octavo.moving"
"""Name of the note while the folder is being filled, and until its place is remembered."""

FILLED: Final = "octavo.moved"
"""Name of the note while the old folder is emptied."""


DRAFT: Final = f"{FILLING}.partial"
"""Name of the note while it is written."""


class Part(BaseModel):
    """A file that was moved, as it was in the old folder.

    Args:
        name: Its path in the folder, with slashes.
        bytes: Its size.
        changed: When it was changed last, in nanoseconds since 1970.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    bytes: int
    changed: int


class Note(BaseModel):
    """What is known of a move.

    Args:
        source: The old folder.
        remembered: Whether starts that name no folder are to find the new one.
        parts: All that was moved; empty until all is copied and compared.
    """

    model_config = ConfigDict(frozen=True)

    source: Path
    remembered: bool
    parts: tuple[Part, ...] = ()


def write(folder: Path, note: Note) -> None:
    """Write the note of a folder that is being filled; it lasts when this returns."""
    draft = folder / DRAFT
    try:
        draft.write_text(note.model_dump_json(), encoding="utf-8")
        sync_file(draft)
        draft.replace(folder / FILLING)
    finally:
        with contextlib.suppress(OSError):  # why it could not be written is said
            draft.unlink(missing_ok=True)
    sync_folder(folder)


def read(path: Path) -> Note | None:
    """Read a note; None if there is none, or nothing that could be one."""
    try:
        return Note.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None

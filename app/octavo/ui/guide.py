"""Shows the guide that comes with the program, in the language that the window speaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from octavo.resources import guide
from octavo.session.state import DocumentItem, DocumentState

_SHOWN = (DocumentState.READY, DocumentState.SEARCHABLE, DocumentState.READING)


_LOOKS_EVERY = 0.1
_LOOKS = 200
"""Seconds between two looks whether a guide that was added is there, and how many."""


async def show_guide(
    documents: Callable[[], Sequence[DocumentItem]],
    add: Callable[[Sequence[Path]], object],
    open_document: Callable[[str], Awaitable[None]],
    *,
    opens_added: bool,
) -> None:
    """Open the guide, which the collection gets if it lacks it; one in another language stays.

    Args:
        documents: Returns those of the collection in view.
        add: Puts files into it.
        open_document: Shows a document by the id of its file.
        opens_added: Whether a guide that was lacking is opened, too, as soon as it is there.

    Raises:
        ResourceError: the guide is missing from the program's files.
        ApiError: it cannot be shown.
    """
    path = guide()
    if (file_id := _shown(documents(), path.name)) is not None:
        await open_document(file_id)
        return
    add([path])
    if not opens_added:
        return
    for _ in range(_LOOKS):  # that it cannot be added is told where it is added
        await asyncio.sleep(_LOOKS_EVERY)
        if (file_id := _shown(documents(), path.name)) is not None:
            await open_document(file_id)
            return


def _shown(documents: Sequence[DocumentItem], name: str) -> str | None:
    """Return the file's id of the document of this name, if there is one that can be looked at."""
    found = (item.file_id for item in documents if item.name == name and item.state in _SHOWN)
    return next((one for one in found if one is not None), None)

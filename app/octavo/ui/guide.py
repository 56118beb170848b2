"""Shows the guide that comes with the program, in the language that the window speaks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from octavo.resources import guide
from octavo.session.state import DocumentItem, DocumentState

_SHOWN = (DocumentState.READY, DocumentState.SEARCHABLE, DocumentState.READING)


async def show_guide(
    documents: Sequence[DocumentItem],
    add: Callable[[Sequence[Path]], object],
    open_document: Callable[[str], Awaitable[None]],
) -> None:
    """Open the guide if the collection has it, else add it; one in another language stays.

    Args:
        documents: Of the collection in view.
        add: Puts files into it.
        open_document: Shows a document by the id of its file.

    Raises:
        ResourceError: the guide is missing from the program's files.
        ApiError: it cannot be shown.
    """
    path = guide()
    for item in documents:
        if item.name == path.name and item.file_id is not None and item.state in _SHOWN:
            await open_document(item.file_id)
            return
    add([path])

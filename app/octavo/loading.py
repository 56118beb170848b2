"""Loads the rest of the program while its window is on the screen already."""

from __future__ import annotations

import asyncio
import gc
import sys
from importlib import import_module
from typing import Final

_LOADED_IN_THREAD: Final = (
    "octavo.client",
    "octavo.engine.app",
    "octavo.models.minilm",
    "octavo.pdf.reader",
    "octavo.providers.registry",
    "octavo.session.session",
    "markdown_it",
    # What starlette otherwise loads during the first request.
    "anyio._backends._asyncio",
)
_LOADED_IN_SLICES: Final = (
    "octavo.ui.chat.markdown",
    "octavo.ui.chat.document",
    "octavo.ui.chat.transcript",
    "octavo.ui.chat.composer",
    "octavo.ui.chat.panel",
    "octavo.ui.chat.presenter",
    "octavo.ui.pdf.view",
    "octavo.ui.pdf.presenter",
    "octavo.ui.pdf.pane",
    "octavo.ui.pdf.sides_presenter",
    "octavo.ui.printing.presenter",
    "octavo.ui.assistants.presenter",
    "octavo.ui.documents.collections_presenter",
    "octavo.ui.documents.presenter",
    "octavo.ui.preferences.presenter",
    "octavo.ui.sidebar.threads_presenter",
    "octavo.ui.window_presenter",
)

_NOT_LOADED: Final = "httpx._main"
"""httpx's own command line: it comes along with click and more, two megabytes that nobody uses."""


async def load() -> None:
    """Import the rest of the program without holding the window up."""
    sys.modules.setdefault(_NOT_LOADED, None)  # type: ignore[arg-type]  # as Python marks it
    for name in _LOADED_IN_THREAD:
        await asyncio.to_thread(import_module, name)
    for name in _LOADED_IN_SLICES:  # they make Qt classes, which belong to this thread
        import_module(name)
        await asyncio.sleep(0)
    # What is loaded stays: the garbage collector need not look at it again and again, which
    # would hold the loop up for 60 ms at a time.
    gc.freeze()

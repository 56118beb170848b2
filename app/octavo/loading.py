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
    "octavo.providers.everywhere",
    "octavo.providers.registry",
    "octavo.backup.offered",
    "octavo.moving",
    "octavo.session.session",
    "octavo.session.assistant_file",
    "octavo.session.assistant_templates",
    "octavo.session.report_words",
    "octavo.session.run_words",
    "octavo.session.trials.figures",
    "octavo.session.trials.files",
    "octavo.window_session",
    "markdown_it",
    # What starlette otherwise loads during the first request.
    "anyio._backends._asyncio",
)
_LOADED_IN_SLICES: Final = (  # none of more than some ten milliseconds
    "octavo.ui.chat.source",
    "octavo.ui.chat.markdown",
    "octavo.ui.chat.styles",
    "octavo.ui.chat.parting",
    "octavo.ui.chat.message",
    "octavo.ui.chat.document",
    "octavo.ui.chat.hand",
    "octavo.ui.chat.transcript",
    "octavo.ui.chat.composer",
    "octavo.ui.chat.panel",
    "octavo.ui.chat.presenter",
    "octavo.ui.pdf.images",
    "octavo.ui.pdf.canvas",
    "octavo.ui.pdf.text_sheet",
    "octavo.ui.pdf.side_panel",
    "octavo.ui.pdf.view",
    "octavo.ui.pdf.texts",
    "octavo.ui.pdf.selection_presenter",
    "octavo.ui.pdf.presenter",
    "octavo.ui.pdf.pane",
    "octavo.ui.pdf.sides_presenter",
    "octavo.ui.printing.dialog",
    "octavo.ui.printing.presenter",
    "octavo.ui.providers.picker",
    "octavo.ui.assistants.dialog",
    "octavo.ui.providers.presenter",
    "octavo.ui.assistants.presenter",
    "octavo.ui.documents.embedder_presenter",
    "octavo.ui.documents.collections_presenter",
    "octavo.ui.documents.details_dialog",
    "octavo.ui.documents.unlocking",
    "octavo.ui.documents.presenter",
    "octavo.ui.preferences.keys",
    "octavo.ui.preferences.usage",
    "octavo.ui.preferences.dialog",
    "octavo.ui.preferences.presenter",
    "octavo.ui.sidebar.threads_presenter",
    "octavo.ui.local_models.presenter",
    "octavo.ui.chat.message_presenter",
    "octavo.ui.chat.preview_presenter",
    "octavo.ui.insight.comparison_view",
    "octavo.ui.insight.page",
    "octavo.ui.insight.presenter",
    "octavo.ui.search.presenter",
    "octavo.ui.trials.presenter",
    "octavo.ui.updates",
    "octavo.ui.window_presenter",
    "octavo.ui.attention",
    "octavo.keeping",
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

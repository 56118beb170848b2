"""Threads taken out of the session: for files, and for the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from octavo.session.assistants import Assistants
from octavo.session.conversation import Conversation
from octavo.session.export.data import thread_json
from octavo.session.export.files import write_file
from octavo.session.export.html import thread_html
from octavo.session.export.markdown import thread_markdown
from octavo.session.export.text import thread_text
from octavo.session.export.thread import ExportedThread, Format, whole
from octavo.session.threads import Threads

_TEXTS: dict[Format, Callable[[ExportedThread], str]] = {
    Format.MARKDOWN: thread_markdown,
    Format.HTML: thread_html,
    Format.JSON: thread_json,
    Format.TEXT: thread_text,
}


class Exports:
    """Makes files and texts of threads.

    A page-wise format (`Format.PDF`) is drawn by the window, which has the fonts.
    """

    def __init__(
        self, threads: Threads, conversation: Conversation, assistants: Assistants
    ) -> None:
        self._threads = threads
        self._conversation = conversation
        self._assistants = assistants

    async def thread(self, thread_id: str) -> ExportedThread:
        """Return a thread as it is now, without an answer that is still being written.

        Raises:
            InputError: there is no such thread.
            ApiError: its messages could not be read.
        """
        item = self._threads.get(thread_id)
        messages = whole(await self._conversation.messages(thread_id))
        name = self._assistants.get(item.assistant_id).name
        return ExportedThread(item.title, item.created_at, name, messages)

    async def text(self, thread_id: str, form: Format) -> str:
        """Return a thread in a format of text; raises as `thread`."""
        thread = await self.thread(thread_id)
        return await asyncio.to_thread(_TEXTS[form], thread)

    async def save(self, thread_id: str, form: Format, path: Path) -> None:
        """Write a thread to a file in a format of text.

        Raises:
            InputError: there is no such thread.
            ApiError: its messages could not be read.
            FileWriteError: the file cannot be written.
        """
        await write_file(path, (await self.text(thread_id, form)).encode("utf-8", "replace"))

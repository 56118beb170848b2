"""Has the languages of code loaded, beside the window, when the first code is to be shown.

Messages that are kept wait for that. What is written just now is shown plain, and anew afterwards.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from octavo.session.events import MessageAdded, MessageChanged, MessageGrew, SessionEvent
from octavo.session.state import ChatMessage
from octavo.ui.chat import highlighting
from octavo.ui.chat.transcript import Transcript
from octavo.ui.tasks import TaskOwner

if TYPE_CHECKING:
    from octavo.ui.chat.highlighting import Languages

_CODE: Final = re.compile(r"(?:`{3}|~{3})[ \t]*[A-Za-z]")

_BEGUN: Final = 8
"""Characters of a growing answer that are looked at again: the mark of code may be cut in two."""


class CodeShown:
    """Follows what is shown in a transcript.

    Args:
        transcript: Shows it.
        tasks: Owner of the loading.
    """

    def __init__(self, transcript: Transcript, tasks: TaskOwner) -> None:
        self._transcript = transcript
        self._tasks = tasks
        self._last = ""
        self._is_loading = False

    async def prepare(self, messages: Iterable[ChatMessage]) -> bool:
        """Load the languages if some messages, which are to be shown, have code.

        Returns:
            Whether it did, so that more may have come meanwhile.
        """
        if highlighting.are_known() or not any(_CODE.search(one.text) for one in messages):
            return False
        await self._load()
        return True

    def hear(self, event: SessionEvent) -> None:
        """Take note of what comes to the thread in view."""
        if self._is_loading or highlighting.are_known():
            return
        match event:
            case MessageGrew(_, _, text):
                text = self._last + text
                self._last = text[-_BEGUN:]
            case MessageAdded(_, message) | MessageChanged(_, message):
                text = message.text
            case _:
                return
        if _CODE.search(text):
            self._is_loading = True
            self._tasks.start(self._load(), name="load the languages of code")

    async def _load(self) -> None:
        languages = await asyncio.to_thread(_languages)
        if not highlighting.are_known():
            # at once with what is written: an answer that grows is cut where its tones allow it
            highlighting.know(languages)
            self._transcript.write_anew(lambda message: _CODE.search(message.text) is not None)


def _languages() -> Languages:
    made: Languages = import_module("octavo.ui.chat.languages").all_languages()
    return made

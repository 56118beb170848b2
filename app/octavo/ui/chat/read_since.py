"""Answers that were made while documents were read: offers to ask again once they have been."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.half_read import is_read_since
from octavo.session.session import Session
from octavo.session.state import DocumentItem, MessageState
from octavo.ui.chat.panel import ChatPanel


class ReadSince:
    """Watches the documents for the answers in view.

    Args:
        session: Where the documents are.
        panel: Shows the answers.
        thread_id: Tells the thread that is in view.
    """

    def __init__(
        self, session: Session, panel: ChatPanel, thread_id: Callable[[], str | None]
    ) -> None:
        self._session = session
        self._panel = panel
        self._thread_id = thread_id
        self._waits_for: frozenset[str] = frozenset()  # ids of files

    def look(self) -> None:
        """Offer it below the answers whose documents have been read; call it on new messages."""
        waiting: set[str] = set()
        documents = None
        for message in self._panel.messages:
            if not message.half_read or message.read_since:
                continue
            if message.state is MessageState.STREAMING:
                continue
            documents = self._documents() if documents is None else documents
            if is_read_since(message, documents):
                self._panel.transcript.change_message(dataclasses.replace(message, read_since=True))
            else:
                waiting.update(one.file_id for one in message.half_read)
        self._waits_for = frozenset(waiting)

    def hear(self, event: SessionEvent) -> None:
        """Look again if the session tells of a document that is waited for."""
        if not self._waits_for:
            return
        match event:
            case DocumentChanged(_, document) if document.file_id in self._waits_for:
                self.look()
            case DocumentsChanged():
                self.look()
            case _:
                pass

    def _documents(self) -> tuple[DocumentItem, ...]:
        thread_id = self._thread_id()
        if thread_id is None:
            return ()
        thread = self._session.threads.get(thread_id)
        owners = filter(None, (thread.assistant_id, thread.collection_id))
        return tuple(one for owner in owners for one in self._session.library.items(owner))

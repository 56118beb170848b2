"""What is done with selected text: copied, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QGuiApplication

from octavo.errors import AppError
from octavo.protocol.labels import in_short
from octavo.session.engine_words import quoted as in_quotes
from octavo.session.session import Session
from octavo.session.state import OpenDocument
from octavo.ui.pdf.selecting import Selection
from octavo.ui.pdf.view import PageView
from octavo.ui.tasks import TaskOwner

MOST_PAGES: Final = 200
"""Pages of one copy."""

LONGEST_QUOTE: Final = 2_000
"""Characters of a selection that a question is about."""


class SelectionPresenter:
    """Fetches the text of what is selected, also of pages that are not in view any more.

    Args:
        session: Where the texts come from.
        view: The page view.
        tasks: Owner of the fetching.

    Attributes:
        ask: Begins a question about a text.
    """

    def __init__(self, session: Session, view: PageView, tasks: TaskOwner) -> None:
        self._session = session
        self._view = view
        self._tasks = tasks
        self._document: OpenDocument | None = None
        self.ask: Callable[[str], object] | None = None
        view.copy_asked.connect(lambda: tasks.start(self._copy(), name="copy"))
        view.ask_asked.connect(lambda: tasks.start(self._ask(), name="ask about the selection"))

    def open(self, document: OpenDocument) -> None:
        """Take the selection as one of this document."""
        self._document = document

    async def _copy(self) -> None:
        text = await self._selected()
        if text:
            QGuiApplication.clipboard().setText(text)

    async def _ask(self) -> None:
        selection, document = self._view.selector.selection, self._document
        text = " ".join((await self._selected()).split())
        if text and self.ask is not None and selection is not None and document is not None:
            self.ask(quoted(text, document, selection.first.page))

    async def _selected(self) -> str:
        selection, document = self._view.selector.selection, self._document
        if selection is None or document is None:
            return ""
        return await self._text_of(document.file_id, selection)

    async def _text_of(self, file_id: str, selection: Selection) -> str:
        parts: list[str] = []
        last = min(selection.last.page, selection.first.page + MOST_PAGES - 1)
        for page in range(selection.first.page, last + 1):
            try:
                text = await self._session.page_texts.placed(file_id, page)
            except AppError:  # a page between that cannot be read has no text to be copied
                continue
            parts.append(text.copied(*selection.span(page, len(text.text))))
        return "\n".join(parts).strip()


def quoted(text: str, document: OpenDocument, page: int) -> str:
    """Return how a question about a text begins: the quote, its file, the page as printed."""
    labels = document.facts.labels
    label = labels[page - 1] if page <= len(labels) else str(page)
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"{in_quotes(text)} ({document.filename}, {in_short(label)})\n"

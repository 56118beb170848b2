"""A page view over real documents, drawn by a real worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import cast

from octavo.errors import AppError
from octavo.pdf.page import PageImage, Rect
from octavo.pdf.placed import PlacedText
from octavo.pdf.reader import PdfiumReader
from octavo.session.page_text import Found, Search, pattern_of
from octavo.session.pages import DocumentRemovedError
from octavo.session.plain_text import PlainText
from octavo.session.session import Session
from octavo.session.state import OpenDocument
from octavo.ui.pdf.presenter import PagePresenter
from octavo.ui.pdf.view import PageView
from octavo.ui.tasks import TaskOwner

_SMALL = 0.4
"""Pixels per point: small pages are smaller, those of a view of ordinary width larger."""


class LocalPages:
    """Documents by path, drawn by a real worker; calls are noted and may be made to fail."""

    def __init__(self, reader: PdfiumReader) -> None:
        self._reader = reader
        self.opened: list[str] = []
        self.drawn: list[tuple[int, float]] = []
        self.cancelled: list[int] = []
        self.removed: set[str] = set()
        self.broken: dict[int, AppError] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def open(self, file_id: str, name: str = "") -> OpenDocument:
        self.opened.append(file_id)
        if file_id in self.removed:
            raise DocumentRemovedError("It was removed.")
        facts = await self._reader.facts(Path(file_id))
        return OpenDocument(file_id, Path(file_id).name, facts)

    async def displayed(self, file_id: str, page: int, rects: Sequence[Rect]) -> list[Rect]:
        return await self._reader.displayed(Path(file_id), page, rects)

    async def render(self, file_id: str, page: int, scale: float, turn: int = 0) -> PageImage:
        try:
            await self.gate.wait()
            if page in self.broken:
                raise self.broken[page]
            image = await self._reader.render(Path(file_id), page, scale, turn=turn)
        except asyncio.CancelledError:
            self.cancelled.append(page)
            raise
        self.drawn.append((page, scale))
        return image

    def drawn_small(self) -> list[int]:
        """Return the pages that were drawn as small as in the list of pages."""
        return [page for page, scale in self.drawn if scale < _SMALL]


class Desk:
    """Everything that a test of the page view needs."""

    def __init__(self, view: PageView, reader: PdfiumReader) -> None:
        self.view = view
        self.canvas = view.canvas
        self.reader = reader
        self.pages = LocalPages(reader)
        self.errors: list[BaseException] = []
        self.tasks = TaskOwner(self.errors.append)
        self.presenter = PagePresenter(local_session(self.pages, reader), view, self.tasks)

    def is_drawn(self, page: int) -> bool:
        """Whether a page is there as sharp as the view can show it."""
        scale = self.canvas.transform().m11() * self.canvas.viewport().devicePixelRatioF()
        return self.canvas.has_image(page, self.canvas.drawing_scale(page, scale))


class NoPlainTexts:
    """No text files: what is no PDF here was never read by an engine."""

    async def open(self, file_id: str, page: int | None) -> PlainText | None:
        return None


class LocalTexts:
    """Texts of documents by path; those that the engine would know are read by the same reader."""

    def __init__(self, reader: PdfiumReader) -> None:
        self._reader = reader
        self.batch = 40

    async def placed(self, file_id: str, page: int) -> PlacedText:
        return await self._reader.characters(Path(file_id), page)

    async def find(self, file_id: str, words: str) -> AsyncGenerator[Search, None]:
        count = (await self._reader.facts(Path(file_id))).page_count
        pattern = pattern_of(words)
        found: list[Found] = []
        async with aclosing(self._reader.pages(Path(file_id), range(1, count + 1))) as pages:
            async for page in pages:
                if pattern is not None:
                    spans = (match.span() for match in pattern.finditer(page.raw))
                    found.extend(Found(page.number, *span) for span in spans)
                if page.number % self.batch == 0 or page.number == count:
                    done = page.number == count
                    yield Search(tuple(found), count, count, complete=done)


def local_session(pages: LocalPages, reader: PdfiumReader) -> Session:
    """Return as much of a session as a page view needs."""
    return cast("Session", _LocalSession(pages, reader))


class _LocalSession:
    def __init__(self, pages: LocalPages, reader: PdfiumReader) -> None:
        self.pages = pages
        self.page_texts = LocalTexts(reader)
        self.plain_texts = NoPlainTexts()

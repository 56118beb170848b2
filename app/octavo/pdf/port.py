"""What the floors above ask of a PDF reader."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import Protocol

from octavo.pdf.page import DocumentFacts, PageImage, PageText, Rect
from octavo.pdf.patience import Patience
from octavo.pdf.placed import PlacedText


class PdfReader(Protocol):
    """Reads PDFs outside this process; every call has a deadline and may be cancelled.

    Raises:
        PdfError: one of its subclasses, for a file that cannot be read.
        WorkerError: if the worker process cannot be started at all.
    """

    async def recognises(self) -> bool:
        """Tell whether pages that are pictures can be read: whether text recognition is there."""
        ...

    async def facts(self, path: Path, *, password: str | None = None) -> DocumentFacts:
        """Open a file and tell what is known of it."""
        ...

    async def unlock(self, path: Path, password: str) -> bool:
        """Open a file with a password; return False if it opens without.

        Raises:
            PdfEncryptedError: another password is needed, or none helps.
        """
        ...

    def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        """Yield the text of the pages with these numbers (from 1), in that order.

        A page that breaks the worker or its deadline is yielded as failed; the rest goes on, as
        long as the patience lasts. Without one, it is measured by the number of pages.
        """
        ...

    async def rectangles(
        self,
        path: Path,
        page: int,
        spans: Sequence[tuple[int, int]],
        *,
        password: str | None = None,
    ) -> list[list[Rect]]:
        """Return the rectangles of each raw span on a page, one per line of text."""
        ...

    async def displayed(
        self, path: Path, page: int, rects: Sequence[Rect], *, password: str | None = None
    ) -> list[Rect]:
        """Return where rectangles lie on the page as it is shown.

        Left, bottom, right, top in points, origin at the bottom left of the rotated and cropped
        page, as the pictures show it and ``DocumentFacts.sizes`` measure it.
        """
        ...

    async def characters(self, path: Path, page: int, *, password: str | None = None) -> PlacedText:
        """Return a page's raw text with the place of each character on the page as displayed."""
        ...

    async def render(
        self, path: Path, page: int, scale: float, *, turn: int = 0, password: str | None = None
    ) -> PageImage:
        """Draw a page at ``scale`` pixels per point, as displayed (rotation applied).

        ``turn`` is how often it is turned to the right by 90 degrees beyond that, 0 to 3.
        """
        ...

    async def aclose(self) -> None:
        """End the worker process."""
        ...

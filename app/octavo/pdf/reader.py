"""The PDF reader of the program: a worker process over PDFium, and words for what goes wrong."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from octavo.errors import (
    WorkerError,
)
from octavo.pdf.page import (
    DocumentFacts,
    PageImage,
    PageText,
    Rect,
)
from octavo.pdf.page_reading import PageReading, as_too_hard
from octavo.pdf.patience import Patience
from octavo.pdf.placed import PlacedText
from octavo.pdf.recogniser import Recogniser
from octavo.pdf.recognition import RecognitionSetting
from octavo.words import later
from octavo.worker import WorkerInterruptedError, WorkerProcess

_log = logging.getLogger(__name__)

MEMORY_LIMIT = 2 << 30
"""Bytes of address space; PDFium starts with 0.2 GB of it."""

_RECYCLE_AFTER = 2_000
"""Results after which the process is replaced: what leaked goes with it."""

_RESTS_AFTER = 20.0
"""Seconds without work after which the second process, which is rarely needed, ends."""

_ACTIVE_DEADLINE = 10.0
"""Seconds to look for scripts and such."""


class PdfiumReader:
    """Reads PDFs in a worker process of its own; implements `octavo.pdf.port.PdfReader`.

    A second process takes turns with it where a long file is read, and takes its place while it is
    at a page of a file that was left.

    Args:
        name: For log and threads.
        page_deadline: Seconds for the text, picture or rectangles of one page.
        open_deadline: Seconds to open a file and list its pages and outline.
        memory_limit: Bytes that the process may use.
        find_recognition: Tells how pages without readable text are recognised, in a process of
            its own; asked again for each file until it knows, for a person may install it
            meanwhile. Where nothing is known they are failed pages, whose reason says so.
        target: What runs in the processes, as ``module:function``.
    """

    def __init__(
        self,
        *,
        name: str = "reader",
        page_deadline: float = 20.0,
        open_deadline: float = 60.0,
        memory_limit: int = MEMORY_LIMIT,
        find_recognition: Callable[[], RecognitionSetting | None] = lambda: None,
        target: str = "octavo.pdf.inside:serve",
    ) -> None:
        self._page_deadline = page_deadline
        self._open_deadline = open_deadline
        self._worker, self._second = (
            WorkerProcess(
                target,
                name=each,
                memory_limit=memory_limit,
                recycle_after=_RECYCLE_AFTER,
                rests_after=rests_after,
            )
            for each, rests_after in ((name, None), (f"{name}: second", _RESTS_AFTER))
        )
        self._reading = PageReading(
            self._worker,
            self._second,
            open_deadline=open_deadline,
            page_deadline=page_deadline,
            recogniser=lambda: self._recogniser,
        )
        self._find_recognition = find_recognition
        self._recogniser: Recogniser | None = None
        self._name = name
        self._memory_limit = memory_limit

    @property
    def pid(self) -> int | None:
        """The worker process's id, or None while there is none."""
        return self._worker.pid

    async def recognises(self) -> bool:
        if self._recogniser is None:
            setting = await asyncio.to_thread(self._find_recognition)
            if setting is not None and self._recogniser is None:
                self._recogniser = Recogniser(
                    setting, name=f"{self._name}: recognition", memory_limit=self._memory_limit
                )
        return self._recogniser is not None

    def warm(self) -> None:
        """Start the process ahead of the first file."""
        self._worker.start()

    async def facts(self, path: Path, *, password: str | None = None) -> DocumentFacts:
        facts: DocumentFacts = await self._open("facts", path, password)
        self._reading.expect(facts.page_count)
        try:
            findings = await self._reading.free().call(
                "active", str(path), password, deadline=min(self._open_deadline, _ACTIVE_DEADLINE)
            )
        except WorkerInterruptedError:
            raise
        except WorkerError:
            # The second library, which looks for actions, is overtaxed by some files that PDFium
            # reads; what is not known of them is not what they were added for.
            _log.warning("active content of a file cannot be told", exc_info=True)
            return facts
        return dataclasses.replace(facts, findings=findings)

    async def unlock(self, path: Path, password: str) -> bool:
        with as_too_hard(f"“{path.name}”"):
            needed: bool = await self._worker.call(
                "unlock", str(path), password, deadline=self._open_deadline, urgent=True
            )
        return needed

    async def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        await self.recognises()
        patience = patience or Patience.for_pages(len(numbers))
        async with aclosing(self._reading.pages(path, numbers, password, patience)) as pages:
            async for page in pages:
                yield page

    async def rectangles(
        self,
        path: Path,
        page: int,
        spans: Sequence[tuple[int, int]],
        *,
        password: str | None = None,
    ) -> list[list[Rect]]:
        with as_too_hard(later("Page {page} of “{name}”", page=page, name=path.name)):
            found: list[list[Rect]] = await self._worker.call(
                "rectangles",
                str(path),
                page,
                list(spans),
                password,
                deadline=self._page_deadline,
                urgent=True,
            )
        return found

    async def displayed(
        self, path: Path, page: int, rects: Sequence[Rect], *, password: str | None = None
    ) -> list[Rect]:
        with as_too_hard(later("Page {page} of “{name}”", page=page, name=path.name)):
            shown: list[Rect] = await self._worker.call(
                "displayed",
                str(path),
                page,
                list(rects),
                password,
                deadline=self._page_deadline,
                urgent=True,
            )
        return shown

    async def characters(self, path: Path, page: int, *, password: str | None = None) -> PlacedText:
        with as_too_hard(later("Page {page} of “{name}”", page=page, name=path.name)):
            placed: PlacedText = await self._worker.call(
                "characters",
                str(path),
                page,
                password,
                deadline=self._page_deadline,
                urgent=True,
            )
        return placed

    async def render(
        self, path: Path, page: int, scale: float, *, turn: int = 0, password: str | None = None
    ) -> PageImage:
        with as_too_hard(later("Page {page} of “{name}”", page=page, name=path.name)):
            image: PageImage = await self._worker.call(
                "render",
                str(path),
                page,
                scale,
                turn,
                password,
                deadline=self._page_deadline,
                urgent=True,
            )
        return image

    async def aclose(self) -> None:
        await asyncio.gather(self._worker.aclose(), self._second.aclose())
        if self._recogniser is not None:
            await self._recogniser.aclose()

    async def _open(self, method: str, path: Path, password: str | None) -> Any:
        with as_too_hard(f"“{path.name}”"):
            return await self._reading.free().call(
                method, str(path), password, deadline=self._open_deadline
            )

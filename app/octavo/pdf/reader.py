"""The PDF reader of the program: a worker process over PDFium, and words for what goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from array import array
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from octavo.errors import (
    PdfTooHardError,
    WorkerDiedError,
    WorkerError,
    WorkerTimeoutError,
)
from octavo.pdf.page import (
    DocumentFacts,
    Finding,
    Heading,
    PageImage,
    PageState,
    PageText,
    Rect,
    Segment,
)
from octavo.pdf.page_queue import PageQueue
from octavo.pdf.patience import Patience
from octavo.pdf.placed import PlacedText
from octavo.pdf.recogniser import Recogniser
from octavo.pdf.recognition import RecognitionSetting
from octavo.worker import WorkerInterruptedError, WorkerMemoryError, WorkerProcess

_log = logging.getLogger(__name__)

MEMORY_LIMIT = 2 << 30
"""Bytes of address space; PDFium starts with 0.2 GB of it."""

_PAGES_AT_ONCE = 256
"""Pages of one stream: behind each the process may be replaced."""

_RECYCLE_AFTER = 2_000
"""Results after which the process is replaced: what leaked goes with it."""

_GIVE_UP_AFTER = 5
"""Pages in a row that break the process; then the rest of the file is not tried."""

_INTERRUPTED_AT_MOST = 3

_ACTIVE_DEADLINE = 10.0
"""Seconds to look for scripts and such."""

TOO_LONG = "Reading this page took too long."
TOO_LARGE = "Reading this page took too much memory."
BROKEN = "This page is broken: it stopped the reader."
QUARANTINED = "Not read, because the file has stopped the reader twice."
OUT_OF_TIME = "Not read, because the pages before took all the time that this file may have."
NOT_TRIED = "Not read, because the pages before could not be read."


class PdfiumReader:
    """Reads PDFs in a worker process of its own; implements `octavo.pdf.port.PdfReader`.

    Args:
        name: For log and threads.
        page_deadline: Seconds for the text, picture or rectangles of one page.
        open_deadline: Seconds to open a file and list its pages and outline.
        memory_limit: Bytes that the process may use.
        find_recognition: Tells how pages without readable text are recognised, in a second
            process; asked again for each file until it knows, for a person may install it
            meanwhile. Where nothing is known they are failed pages, whose reason says so.
    """

    def __init__(
        self,
        *,
        name: str = "reader",
        page_deadline: float = 20.0,
        open_deadline: float = 60.0,
        memory_limit: int = MEMORY_LIMIT,
        find_recognition: Callable[[], RecognitionSetting | None] = lambda: None,
    ) -> None:
        self._page_deadline = page_deadline
        self._open_deadline = open_deadline
        self._worker = WorkerProcess(
            "octavo.pdf.inside:serve",
            name=name,
            memory_limit=memory_limit,
            recycle_after=_RECYCLE_AFTER,
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

    async def facts(self, path: Path, *, password: str | None = None) -> DocumentFacts:
        facts: DocumentFacts = await self._open("facts", path, password)
        try:
            findings = await self._worker.call(
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
        with _as_too_hard(f"“{path.name}”"):
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
        queue = PageQueue(numbers)
        broken = interrupted = 0
        gives_up = False
        while queue and broken < _GIVE_UP_AFTER:
            if (failed := queue.next_failed()) is not None:
                broken += 1
                yield _failed(*failed)
                continue
            if not gives_up and (reason := _over(patience)) is not None:
                # What was read and is not done yet is read once more, to be kept.
                gives_up = True
                queue.give_up(reason)
                continue
            await self._open("open", path, password)
            try:
                steps = self._steps(path, queue, password, patience, gives_up=gives_up)
                async with aclosing(steps) as pages:
                    async for page in pages:
                        queue.done()
                        broken = interrupted = 0
                        yield page
            except WorkerInterruptedError:
                interrupted += 1
                if interrupted > _INTERRUPTED_AT_MOST:
                    raise
            except WorkerError as error:
                patience.crashes -= not isinstance(error, WorkerTimeoutError)
                queue.fail(_reason(error))
        for number, reason in queue.rest(NOT_TRIED):
            yield _failed(number, reason)

    async def _steps(
        self,
        path: Path,
        queue: PageQueue,
        password: str | None,
        patience: Patience,
        *,
        gives_up: bool,
    ) -> AsyncGenerator[PageText, None]:
        """Yield pages as they are done, until the patience is over unless it is given up anyway."""
        asked = queue.ask(_PAGES_AT_ONCE)
        async with aclosing(
            self._worker.stream("pages", str(path), asked, password, deadline=self._page_deadline)
        ) as steps:
            while gives_up or patience.seconds > 0:
                with patience.reading():
                    step = await anext(steps, None)
                if step is None:
                    return
                read, page = step
                if read is not None:
                    queue.read()
                if page is not None:
                    yield await self._recognised(path, _page_text(*page), password, patience)

    async def _recognised(
        self, path: Path, page: PageText, password: str | None, patience: Patience
    ) -> PageText:
        if self._recogniser is None or patience.recognition_seconds <= 0:
            return page
        with patience.recognising():
            return await self._recogniser.recognised(path, page, password)

    async def rectangles(
        self,
        path: Path,
        page: int,
        spans: Sequence[tuple[int, int]],
        *,
        password: str | None = None,
    ) -> list[list[Rect]]:
        with _as_too_hard(f"Page {page} of “{path.name}”"):
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
        with _as_too_hard(f"Page {page} of “{path.name}”"):
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
        with _as_too_hard(f"Page {page} of “{path.name}”"):
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
        with _as_too_hard(f"Page {page} of “{path.name}”"):
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
        await self._worker.aclose()
        if self._recogniser is not None:
            await self._recogniser.aclose()

    async def _open(self, method: str, path: Path, password: str | None) -> Any:
        with _as_too_hard(f"“{path.name}”"):
            return await self._worker.call(
                method, str(path), password, deadline=self._open_deadline
            )


@contextlib.contextmanager
def _as_too_hard(what: str) -> Iterator[None]:
    """Say of a file what the worker says of itself."""
    try:
        yield
    except WorkerInterruptedError:
        raise
    except WorkerTimeoutError as error:
        raise PdfTooHardError(f"{what} took too long to read.") from error
    except WorkerMemoryError as error:
        raise PdfTooHardError(f"{what} took too much memory to read.") from error
    except WorkerDiedError as error:
        raise PdfTooHardError(f"{what} is broken in a way that stopped the reader.") from error


def _reason(error: WorkerError) -> str:
    if isinstance(error, WorkerTimeoutError):
        return TOO_LONG
    return TOO_LARGE if isinstance(error, WorkerMemoryError) else BROKEN


def _over(patience: Patience) -> str | None:
    """Say why the rest of a file is not read, if it is not."""
    if patience.crashes <= 0:
        return QUARANTINED
    return OUT_OF_TIME if patience.seconds <= 0 else None


def _failed(number: int, reason: str) -> PageText:
    return PageText(number, str(number), "failed", "", "", (), reason)


def _page_text(
    number: int,
    label: str,
    state: PageState,
    raw: str,
    clean: str,
    packed: bytes,
    reason: str | None,
    headings: Sequence[tuple[int, int, float]],
    findings: tuple[Finding, ...],
) -> PageText:
    numbers = array("I", packed)
    triples = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    return PageText(
        number,
        label,
        state,
        raw,
        clean,
        tuple(Segment(*triple) for triple in triples),
        reason,
        tuple(Heading(*values) for values in headings),
        findings,
    )

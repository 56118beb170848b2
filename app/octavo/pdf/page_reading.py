"""Reads the pages of one file in order, with one worker process or with two that take turns.

A page that breaks a process or its deadline is a failed page, and the rest goes on, as long as the
patience for the file lasts.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from array import array
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from itertools import chain, pairwise, starmap
from pathlib import Path

from octavo.errors import PdfTooHardError, WorkerDiedError, WorkerError, WorkerTimeoutError
from octavo.pdf.page import Finding, Heading, PageState, PageText, Segment
from octavo.pdf.page_queue import PageQueue
from octavo.pdf.patience import Patience
from octavo.pdf.reasons import (
    BROKEN,
    NOT_TRIED,
    OUT_OF_TIME,
    TOO_LARGE,
    TOO_LONG,
)
from octavo.pdf.recogniser import Recogniser, is_picture
from octavo.words import Later, later
from octavo.worker import WorkerInterruptedError, WorkerMemoryError, WorkerProcess

BLOCK = 64
"""Pages that a process is asked for in one go."""

HEAD = 3 * BLOCK
"""Pages of a long file that the first process reads alone, while the second one starts."""

TURN = 4 * BLOCK
"""Pages that the processes read in turn: at each turn those before it are read once more, for what
they tell about the next."""

_LONG = HEAD + BLOCK
"""Pages from which on a second process is worth its start."""

TOGETHER = 8
"""Pages that are read in one step while nothing is known against any of a file's pages."""

_GIVE_UP_AFTER = 5
"""Pages in a row that break the process; then the rest of the file is not tried."""

_INTERRUPTED_AT_MOST = 3


class PageReading:
    """Reads the pages of files.

    Args:
        worker: The process that reads.
        second: Takes every other turn of a long file, so that they are read side by side; None
            if there is to be one process only.
        open_deadline: Seconds to open a file.
        page_deadline: Seconds for one page.
        recogniser: Tells what recognises the pages that are pictures, if anything does.
    """

    def __init__(
        self,
        worker: WorkerProcess,
        second: WorkerProcess | None,
        *,
        open_deadline: float,
        page_deadline: float,
        recogniser: Callable[[], Recogniser | None],
    ) -> None:
        self._worker = worker
        self._second = second
        self._open_deadline = open_deadline
        self._page_deadline = page_deadline
        self._recogniser = recogniser

    def free(self) -> WorkerProcess:
        """Return the first process, or the second while that is at a page of a file that was left.

        Such a page is read to its end, and known when its file is gone on with.
        """
        if self._second is None or self._second.is_occupied or not self._worker.is_occupied:
            return self._worker
        return self._second

    def expect(self, pages: int) -> None:
        """Start the second process if a file of so many pages, read in a moment, needs it."""
        if (second := self._beside(pages)) is not None:
            second.start()

    def _beside(self, pages: int) -> WorkerProcess | None:
        """Return the process that takes turns at so many pages, if any does."""
        return self._second if pages >= _LONG and (os.cpu_count() or 1) > 1 else None

    async def pages(
        self, path: Path, numbers: Sequence[int], password: str | None, patience: Patience
    ) -> AsyncGenerator[PageText, None]:
        """Yield the pages with these numbers (from 1), in that order.

        Raises:
            PdfError: the file cannot be opened.
            WorkerError: no process can be started.
        """
        if (second := self._beside(len(numbers))) is None:
            reading = self._read(self.free(), path, numbers, password, patience)
        else:
            starts = [0, *range(HEAD, len(numbers), TURN), len(numbers)]
            turns = [numbers[start:end] for start, end in pairwise(starts)]
            reading = _in_turn(
                self._read(self._worker, path, [*chain(*turns[::2])], password, patience),
                self._read(second, path, [*chain(*turns[1::2])], password, patience),
                [len(turn) for turn in turns],
            )
        async with aclosing(reading) as pages:
            async for page in pages:
                # The other process may have crashed over pages before it, which came later.
                reason = patience.why_not(page.number)
                yield page if reason is None else _failed(page.number, reason)

    async def _read(
        self,
        worker: WorkerProcess,
        path: Path,
        numbers: Sequence[int],
        password: str | None,
        patience: Patience,
    ) -> AsyncGenerator[PageText, None]:
        queue = PageQueue(numbers, patience)
        together = TOGETHER
        broken = interrupted = 0
        gives_up = False
        while queue and broken < _GIVE_UP_AFTER:
            if (failed := queue.next_failed()) is not None:
                broken += 1
                yield _failed(*failed)
                continue
            if not gives_up and patience.seconds <= 0:
                # What was read and is not done yet is read once more, to be kept.
                gives_up = True
                queue.give_up(OUT_OF_TIME)
                continue
            with as_too_hard(f"“{path.name}”"):
                await worker.call("open", str(path), password, deadline=self._open_deadline)
            try:
                steps = self._steps(
                    worker, path, queue, together, password, patience, gives_up=gives_up
                )
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
                if together > 1:
                    together = 1  # only then it is known which page it is
                    continue
                queue.fail(_reason(error))
        for number, reason in queue.rest(NOT_TRIED):
            yield _failed(number, reason)

    async def _steps(
        self,
        worker: WorkerProcess,
        path: Path,
        queue: PageQueue,
        together: int,
        password: str | None,
        patience: Patience,
        *,
        gives_up: bool,
    ) -> AsyncGenerator[PageText, None]:
        """Yield pages as they are done, until the patience is over unless it is given up anyway."""
        asked = queue.ask(BLOCK)
        async with aclosing(
            worker.stream(
                "pages",
                str(path),
                asked,
                together,
                sorted(patience.broken),
                patience.last_page,
                password,
                deadline=self._page_deadline,
            )
        ) as steps:
            while gives_up or patience.seconds > 0:
                with patience.reading():
                    step = await anext(steps, None)
                if step is None:
                    return
                read, done, then = step
                queue.read(read, then)
                for page in done:
                    yield await self._recognised(path, _page_text(*page), password, patience)

    async def _recognised(
        self, path: Path, page: PageText, password: str | None, patience: Patience
    ) -> PageText:
        recogniser = self._recogniser()
        if recogniser is None or patience.recognition_seconds <= 0 or not is_picture(page):
            return page
        with patience.recognising(page.number):
            return await recogniser.recognised(path, page, password)


async def _in_turn(
    first: AsyncGenerator[PageText, None],
    second: AsyncGenerator[PageText, None],
    lengths: Sequence[int],
) -> AsyncGenerator[PageText, None]:
    """Yield these numbers of pages from both in turn, while each works one turn ahead."""
    ahead = [_Ahead(first), _Ahead(second)]
    try:
        for index, length in enumerate(lengths):
            for _ in range(length):
                yield await ahead[index % 2].get()
    finally:
        await asyncio.gather(*(one.aclose() for one in ahead))


class _Ahead:
    """Takes pages from a generator ahead of the one who wants them."""

    def __init__(self, pages: AsyncGenerator[PageText, None]) -> None:
        self._ready: asyncio.Queue[PageText | Exception] = asyncio.Queue(TURN)
        self._task = asyncio.create_task(self._fill(pages), name="read ahead")

    async def get(self) -> PageText:
        """Return the next page, or raise what the reading ended with."""
        one = await self._ready.get()
        if isinstance(one, Exception):
            raise one
        return one

    async def aclose(self) -> None:
        self._task.cancel()
        await asyncio.wait({self._task})

    async def _fill(self, pages: AsyncGenerator[PageText, None]) -> None:
        try:
            async with aclosing(pages):
                async for page in pages:
                    await self._ready.put(page)
        except Exception as error:  # noqa: BLE001 - raised where the page is waited for
            await self._ready.put(error)


@contextlib.contextmanager
def as_too_hard(what: str | Later) -> Iterator[None]:
    """Say of a file or page what the worker says of itself.

    Raises:
        PdfTooHardError: the worker ended over it.
    """
    try:
        yield
    except WorkerInterruptedError:
        raise
    except WorkerTimeoutError as error:
        raise PdfTooHardError(later("{what} took too long to read.", what=what)) from error
    except WorkerMemoryError as error:
        raise PdfTooHardError(later("{what} took too much memory to read.", what=what)) from error
    except WorkerDiedError as error:
        raise PdfTooHardError(
            later("{what} is broken in a way that stopped the reader.", what=what)
        ) from error


def _reason(error: WorkerError) -> str:
    if isinstance(error, WorkerTimeoutError):
        return TOO_LONG
    return TOO_LARGE if isinstance(error, WorkerMemoryError) else BROKEN


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
    segments = starmap(Segment, zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    return PageText(
        number,
        label,
        state,
        raw,
        clean,
        tuple(segments),
        reason,
        tuple(Heading(*values) for values in headings),
        findings,
    )

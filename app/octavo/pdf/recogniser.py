"""Text recognition as the reader sees it: one worker process for it, started when first needed."""

from __future__ import annotations

import asyncio
import dataclasses
from array import array
from pathlib import Path

from octavo.errors import PdfError, WorkerError, WorkerTimeoutError
from octavo.pdf.page import PageText, Segment, Word
from octavo.pdf.reasons import NOT_RECOGNISED, SLOW_RECOGNITION
from octavo.pdf.recognition import NEEDS_RECOGNITION, SCANNED, RecognitionSetting
from octavo.worker import WorkerInterruptedError, WorkerProcess

_ATTEMPTS = 3


def is_picture(page: PageText) -> bool:
    """Tell whether text recognition is what a page needs."""
    return page.state == "failed" and page.reason in NEEDS_RECOGNITION


class Recogniser:
    """Turns failed pages that are pictures into pages with text.

    Args:
        setting: How.
        name: For log and threads.
        memory_limit: Bytes that the process may use, and as many the engine that it starts.
    """

    def __init__(self, setting: RecognitionSetting, *, name: str, memory_limit: int) -> None:
        self._setting = setting
        self._name = name
        self._memory_limit = memory_limit
        self._closed = False
        self._worker = self._new_worker()

    def _new_worker(self) -> WorkerProcess:
        return WorkerProcess(
            "octavo.pdf.recognising:serve",
            name=self._name,
            nice=15,
            memory_limit=self._memory_limit,
            recycle_after=500,
        )

    async def recognised(self, path: Path, page: PageText, password: str | None) -> PageText:
        """Return a page that is a picture with recognised text.

        A page that cannot be recognised stays failed, with the reason. Cancelling ends the
        process at once, with the engine that it started.
        """
        try:
            raw, clean, packed, words = await self._recognise(path, page.number, password)
        except WorkerInterruptedError:
            raise
        except WorkerTimeoutError:
            return dataclasses.replace(page, reason=SLOW_RECOGNITION)
        except WorkerError:
            return dataclasses.replace(page, reason=NOT_RECOGNISED)
        except PdfError as error:
            return dataclasses.replace(page, reason=error.english)
        if not clean:
            # A picture without words is nothing to read; glyphs without meaning still are.
            empty = page.reason == SCANNED
            return dataclasses.replace(page, state="empty", reason=None) if empty else page
        numbers = array("I", packed)
        triples = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
        segments = tuple(Segment(*triple) for triple in triples)
        return dataclasses.replace(
            page,
            state="ocr",
            raw=raw,
            clean=clean,
            segments=segments,
            reason=None,
            words=words,
        )

    async def _recognise(
        self, path: Path, number: int, password: str | None
    ) -> tuple[str, str, bytes, tuple[Word, ...]]:
        arguments = (str(path), number, password, self._setting)
        for attempt in range(_ATTEMPTS):
            worker = self._worker
            try:
                found: tuple[str, str, bytes, tuple[Word, ...]] = await worker.call(
                    "recognise", *arguments, deadline=self._setting.page_deadline
                )
            except asyncio.CancelledError:
                # Nobody wants it any longer: seconds of work are not finished for nothing.
                if worker is self._worker and not self._closed:
                    self._worker = self._new_worker()
                await worker.aclose()
                raise
            except WorkerInterruptedError:
                # Ended for another page, or because another was cancelled.
                if self._closed or attempt == _ATTEMPTS - 1:
                    raise
            else:
                return found
        raise AssertionError

    async def aclose(self) -> None:
        """End the worker process."""
        self._closed = True
        await self._worker.aclose()

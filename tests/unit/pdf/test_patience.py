"""What one file may cost: the second crash ends it, and so does time; what was read is kept."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.pdf.page_queue import PageQueue
from octavo.pdf.patience import Patience
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.reasons import BROKEN, OUT_OF_TIME, QUARANTINED
from octavo.pdf.recognition import SCANNED, RecognitionSetting
from support.pdfs import make_many, make_scan
from support.recognising import stand_in


@pytest.fixture
async def falling() -> AsyncIterator[PdfiumReader]:
    """A reader whose process ends at pages 3, 6 and 9."""
    made = PdfiumReader(target="support.crashing:serve")
    yield made
    await made.aclose()


async def test_the_second_crash_ends_a_file_and_keeps_what_was_read(
    falling: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 11 of the security list: good pages between them forgive nothing."""
    path = make_many(tmp_path / "a.pdf", 12)
    pages = [page async for page in falling.pages(path, range(1, 13))]
    assert [page.number for page in pages] == list(range(1, 13))
    told = [page.reason or page.state for page in pages]
    assert told == ["text", "text", BROKEN, "text", "text", BROKEN, *[QUARANTINED] * 6]


async def test_crashes_count_over_several_goes(falling: PdfiumReader, tmp_path: Path) -> None:
    path = make_many(tmp_path / "a.pdf", 12)
    patience = Patience.for_pages(12)
    first = [page async for page in falling.pages(path, range(1, 5), patience=patience)]
    rest = [page async for page in falling.pages(path, range(5, 13), patience=patience)]
    assert [page.state for page in first] == ["text", "text", "failed", "text"]
    assert [page.reason for page in rest] == [None, BROKEN, *[QUARANTINED] * 6]


async def test_a_file_of_slow_pages_ends_when_its_time_is_over(
    falling: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 11 of the security list."""
    path = make_many(tmp_path / "slow.pdf", 40)
    patience = Patience(seconds=2.5, recognition_seconds=0)
    pages = [page async for page in falling.pages(path, range(1, 41), patience=patience)]
    assert [page.number for page in pages] == list(range(1, 41))
    kept = [page.number for page in pages if page.state == "text"]
    assert kept
    assert kept == list(range(1, len(kept) + 1))
    assert {page.reason for page in pages[len(kept) :]} == {OUT_OF_TIME}


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
async def test_pages_need_recognition_when_its_time_is_over(tmp_path: Path) -> None:
    program = stand_in(tmp_path, ["The", "heron", "stands"])
    reader = PdfiumReader(find_recognition=lambda: RecognitionSetting(str(program)))
    path = make_scan(tmp_path / "a.pdf", ("A", "B", "C"))
    patience = Patience(seconds=60, recognition_seconds=0.001)
    pages = [page async for page in reader.pages(path, [1, 2, 3], patience=patience)]
    assert [page.state for page in pages] == ["ocr", "failed", "failed"]
    assert {page.reason for page in pages[1:]} == {SCANNED}
    await reader.aclose()


def test_a_large_file_is_given_more() -> None:
    small, large = Patience.for_pages(1), Patience.for_pages(1000)
    assert small.seconds < 61
    assert large.seconds == pytest.approx(560)


def test_pages_that_were_read_ahead_are_asked_for_again() -> None:
    queue = PageQueue(range(1, 8), Patience.for_pages(7))
    assert queue.ask(5) == [1, 2, 3, 4, 5]
    queue.read([1, 2, 3, 4], 1)
    queue.done()
    queue.give_up("over")
    assert queue.ask(9) == [2, 3, 4]
    for _ in range(3):
        queue.done()
    assert queue.next_failed() == (5, "over")
    assert list(queue.rest("else")) == [(6, "over"), (7, "over")]
    assert not queue


def test_a_crash_over_a_page_that_was_not_asked_for_counts() -> None:
    """Those around it are read, too."""
    patience = Patience.for_pages(40)
    queue = PageQueue(range(20, 30), patience)
    queue.ask(10)
    queue.read([4], 5)
    queue.fail(BROKEN)
    queue.ask(10)
    queue.read([19, 20, 21, 22], 23)
    queue.fail(BROKEN)
    assert queue.ask(10) == [20, 21, 22]
    assert patience.last_page == 23
    assert [patience.why_not(page) for page in (5, 6, 23, 24)] == [
        BROKEN,
        None,
        BROKEN,
        QUARANTINED,
    ]


async def test_what_was_begun_when_a_file_was_left_costs_it_nothing() -> None:
    patience = Patience(seconds=10.0, recognition_seconds=10.0)
    for counting in (patience.reading, lambda: patience.recognising(1)):
        with pytest.raises(asyncio.CancelledError), counting():
            raise asyncio.CancelledError
    assert (patience.seconds, patience.recognition_seconds) == (10.0, 10.0)
    assert not patience.recognised_now
    for counting in (patience.reading, lambda: patience.recognising(1)):
        with pytest.raises(ValueError, match="broken"), counting():
            raise ValueError("broken")
    assert patience.seconds < 10.0
    assert patience.recognition_seconds < 10.0

"""A page comes out the same however fast, from where and by whom its file is read."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from octavo.engine.ingest.chunks import chunk_page
from octavo.pdf import ahead, page_reading
from octavo.pdf.ahead import Range, WirePage, read_ahead
from octavo.pdf.files import OpenPdf, OpenPdfs
from octavo.pdf.page import PageText
from octavo.pdf.page_reading import PageReading
from octavo.pdf.patience import Patience
from octavo.worker import WorkerProcess

COUNT = 90


def make_changing(path: Path) -> Path:
    """Write pages whose headers, sizes of type and broken words change along the document."""
    chance = random.Random(4)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(1, COUNT + 1):
        chapter = number if number % 6 < 2 else number // 20  # some have a header of their own
        size = 9 + chapter % 3
        canvas.setFont("Helvetica", size)
        canvas.drawString(72, A4[1] - 40, f"Chapter {chapter} of it")
        canvas.drawString(72, 40, f"{number} of {COUNT}")
        canvas.drawString(72, 700, f"On page {number} one can re-")
        canvas.drawString(
            72, 688, f"{chance.choice(['read', 'new', 'build'])} all of it, by and by."
        )
        if chance.random() < 0.2:
            canvas.drawString(
                72, 660, chance.choice(["A re-build.", "They rebuild.", "Re-read it."])
            )
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 620, f"Remark {chapter}")
        canvas.setFont("Helvetica", size)
        canvas.drawString(72, 600, "What is remarked here is no more than some words in a row.")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_changing(tmp_path_factory.mktemp("same") / "changing.pdf")


def read(
    path: Path, numbers: Sequence[int], *, together: int = 8, forgetful: bool = False
) -> dict[int, WirePage]:
    """Read pages in this process; if ``forgetful``, the file is closed and opened at each step."""
    files = [OpenPdfs()]

    def opened() -> OpenPdf:
        if forgetful:
            files[0] = OpenPdfs()
        return files[0].get(path, None)

    steps = read_ahead(opened, numbers, together, Range())
    return {page[0]: page for _, done, _ in steps for page in done}


@pytest.fixture(scope="module")
def whole(path: Path) -> dict[int, WirePage]:
    return read(path, range(1, COUNT + 1))


def test_the_document_tells_different_things_at_different_places(
    whole: dict[int, WirePage],
) -> None:
    """Else the others here would prove nothing."""
    texts = " ".join(page[4] for page in whole.values())
    assert "Chapter" in texts
    assert sum("Chapter" in page[4] for page in whole.values()) < COUNT / 2
    assert "re-read" in texts
    assert "reread" in texts
    headed = {bool(page[7]) for page in whole.values()}
    assert headed == {True, False}  # not every page has a heading


@pytest.mark.parametrize("within", [0.0, 0.002, 60.0])
def test_speed_changes_nothing(
    path: Path, whole: dict[int, WirePage], within: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_TOGETHER_WITHIN", within)
    assert read(path, range(1, COUNT + 1)) == whole
    assert read(path, range(1, COUNT + 1), together=1) == whole


def test_where_the_reading_begins_and_breaks_off_changes_nothing(
    path: Path, whole: dict[int, WirePage]
) -> None:
    for cuts in ([1, 2, 9, 10, 31, 64, 65, 88, COUNT + 1], [5, 6, 7, 50, 71]):
        for first, end in pairwise(cuts):
            expected = {number: whole[number] for number in range(first, end)}
            assert read(path, range(first, end)) == expected


def test_pages_picked_out_are_those_of_the_whole(path: Path, whole: dict[int, WirePage]) -> None:
    picked = [1, 4, 5, 40, 41, 60, COUNT]
    assert read(path, picked) == {number: whole[number] for number in picked}


def test_a_file_that_is_opened_anew_at_each_step_reads_the_same(
    path: Path, whole: dict[int, WirePage]
) -> None:
    picked = range(30, 34)
    assert read(path, picked, forgetful=True) == {number: whole[number] for number in picked}


def test_what_was_read_of_a_file_that_is_left_is_not_read_again(
    path: Path, whole: dict[int, WirePage]
) -> None:
    files = OpenPdfs()
    first = read_ahead(lambda: files.get(path, None), range(1, COUNT + 1), 8, Range())
    before: set[int] = set()
    done: list[WirePage] = []
    while not done:
        read, done, _ = next(first)
        before |= set(read)
    first.close()
    number = done[-1][0] + 1
    after: set[int] = set()
    rest: dict[int, WirePage] = {}
    numbers = range(number, COUNT + 1)
    for read, done, _ in read_ahead(lambda: files.get(path, None), numbers, 8, Range()):
        after |= set(read)
        rest |= {page[0]: page for page in done}
    assert rest == {one: whole[one] for one in numbers}
    assert not before & after


@pytest.fixture
async def workers() -> AsyncIterator[tuple[WorkerProcess, WorkerProcess]]:
    both = tuple(
        WorkerProcess("octavo.pdf.inside:serve", name=f"reader {index}") for index in range(2)
    )
    yield both[0], both[1]
    for one in both:
        await one.aclose()


async def test_two_processes_and_several_goes_give_the_pages_of_one(
    path: Path,
    workers: tuple[WorkerProcess, WorkerProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_reading, "BLOCK", 5)
    monkeypatch.setattr(page_reading, "HEAD", 10)
    monkeypatch.setattr(page_reading, "TURN", 13)
    monkeypatch.setattr(page_reading, "_LONG", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)

    async def pages(second: WorkerProcess | None, numbers: Sequence[int]) -> list[PageText]:
        reading = PageReading(
            workers[0], second, open_deadline=60, page_deadline=60, recogniser=lambda: None
        )
        patience = Patience.for_pages(COUNT)
        async with aclosing(reading.pages(path, numbers, None, patience)) as found:
            return [page async for page in found]

    numbers = range(1, COUNT + 1)
    alone = await pages(None, numbers)
    assert await pages(workers[1], numbers) == alone
    parts = [await pages(workers[1], part) for part in (numbers[:37], numbers[37:52], numbers[52:])]
    resumed = [page for part in parts for page in part]
    assert resumed == alone
    cut = [[dataclasses.astuple(one) for one in chunk_page(page, context="")] for page in alone]
    again = [[dataclasses.astuple(one) for one in chunk_page(page, context="")] for page in resumed]
    assert again == cut

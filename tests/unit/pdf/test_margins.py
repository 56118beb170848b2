"""Headers and footers are left out of the clean text, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.pdf.page import PageText
from octavo.pdf.reader import PdfiumReader
from support.pdfs import make_lines, make_running

BODIES = [
    ["The first page tells how it began,", "which was long ago and far away."],
    ["On the second page somebody comes,", "and asks who lives in the old house."],
    ["Nobody answers on the third page,", "for everyone has gone to the market."],
    ["So the fourth page is about apples,", "and what they cost in those days."],
    ["In the end all of them come home,", "and the fifth page is the last one."],
]


async def pages(reader: PdfiumReader, path: Path, count: int = len(BODIES)) -> list[PageText]:
    return [page async for page in reader.pages(path, range(1, count + 1))]


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("A Report on Apples", "Page {number} of 5"),
        ("", "{number}"),
        ("Chapter 1 · {number}", "Confidential"),
        ("{number} A Report on Apples", ""),
    ],
)
async def test_repeated_lines_are_in_the_raw_text_only(
    reader: PdfiumReader, tmp_path: Path, header: str, footer: str
) -> None:
    path = make_running(tmp_path / "a.pdf", BODIES, header=header, footer=footer)
    for body, page in zip(BODIES, await pages(reader, path), strict=True):
        assert page.clean == " ".join(body)
        for line in (header, footer):
            assert line.format(number=page.number) in page.raw


async def test_left_and_right_pages_may_have_headers_of_their_own(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_running(tmp_path / "a.pdf", BODIES, sides=("A Report", "On Apples"))
    found = await pages(reader, path)
    assert [page.clean for page in found][0::2] == [" ".join(body) for body in BODIES[0::2]]


async def test_the_map_leads_past_what_is_left_out(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_running(tmp_path / "a.pdf", BODIES, header="A Report on Apples", footer="{number}")
    page = (await pages(reader, path))[3]
    start = page.clean.index("apples")
    first, last = page.raw_span(start, start + len("apples"))
    assert page.raw[first:last] == "apples"
    (rects,) = await reader.rectangles(path, 4, [(first, last)])
    assert len(rects) == 1


async def test_a_single_page_read_again_loses_its_header_too(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_running(tmp_path / "a.pdf", BODIES, header="A Report on Apples")
    found = [page async for page in reader.pages(path, [2, 3, 4])]
    assert [page.clean for page in found] == [" ".join(body) for body in BODIES[1:4]]


async def test_lines_that_repeat_inside_the_page_stay(reader: PdfiumReader, tmp_path: Path) -> None:
    bodies = [[*body, "Signed by the clerk."] for body in BODIES]
    found = await pages(reader, make_lines(tmp_path / "a.pdf", bodies))
    assert all("Signed by the clerk." in page.clean for page in found)


async def test_amounts_that_do_not_grow_as_the_pages_stay(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_running(tmp_path / "a.pdf", BODIES, header="Total 1{number}0")
    assert all("Total" in page.clean for page in await pages(reader, path))


async def test_a_page_of_nothing_else_keeps_its_line(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_running(tmp_path / "a.pdf", [[]] * 5, header="Page {number} of 5")
    assert [page.clean for page in await pages(reader, path)] == [
        f"Page {number} of 5" for number in range(1, 6)
    ]

"""Files made to hang, fill or crash a reader (names line 11 of the security list)."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from octavo.errors import PdfEmptyError, PdfTooHardError
from octavo.pdf.reader import NOT_TRIED, TOO_LONG, PdfiumReader
from support.pdfs import make_bomb, make_heavy, make_many, make_pdf, write_pdf

PLAIN = b"BT /F1 11 Tf 72 760 Td (A plain page.) Tj ET"


async def test_a_page_that_takes_too_long_is_failed_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = make_heavy(tmp_path / "a.pdf", before=1, after=2)
    reader = PdfiumReader(page_deadline=0.5)
    pages = [page async for page in reader.pages(path, [1, 2, 3, 4])]
    assert [page.state for page in pages] == ["text", "failed", "text", "text"]
    assert pages[1].reason == TOO_LONG
    with pytest.raises(PdfTooHardError, match="Page 2"):
        await reader.rectangles(path, 2, [(0, 1)])
    await reader.aclose()


async def test_a_file_of_pages_that_take_too_long_is_given_up(tmp_path: Path) -> None:
    heavy = b"BT /F1 4 Tf 72 760 Td " + b"(word ) Tj 0 -1 Td " * 2_000_000 + b"ET"
    path = write_pdf(tmp_path / "a.pdf", [PLAIN, *[heavy] * 7])
    reader = PdfiumReader(page_deadline=0.2)
    pages = [page async for page in reader.pages(path, range(1, 9))]
    assert [page.state for page in pages] == ["text", *["failed"] * 7]
    assert [page.reason for page in pages[-3:]] == [TOO_LONG, NOT_TRIED, NOT_TRIED]
    await reader.aclose()


async def test_a_bomb_stays_within_its_memory(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_bomb(tmp_path / "a.pdf", megabytes=1200)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.state in {"failed", "empty"}
    other = make_pdf(tmp_path / "b.pdf", ["Still here."])
    assert [page.clean async for page in reader.pages(other, [1])] == ["Still here."]
    if psutil.LINUX:
        soft, _ = psutil.Process(reader.pid).rlimit(psutil.RLIMIT_AS)
        assert soft == 2 << 30


async def test_a_page_tree_that_lies_is_counted(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_many(tmp_path / "a.pdf", 3)
    path.write_bytes(path.read_bytes().replace(b"/Count 3", b"/Count 90000"))
    assert (await reader.facts(path)).page_count == 3


async def test_too_many_pages_are_refused(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_many(tmp_path / "many.pdf", 20_001, "x")
    with pytest.raises(PdfTooHardError, match=r"“many\.pdf” has more than 20,000 pages"):
        await reader.facts(path)


async def test_a_file_without_pages_is_empty(reader: PdfiumReader, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [])
    with pytest.raises(PdfEmptyError, match=r"“a\.pdf” has no pages"):
        await reader.facts(path)


async def test_a_cyclic_outline_ends(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_many(tmp_path / "a.pdf", 1)
    data = path.read_bytes()
    extra = (
        b"90 0 obj\n<< /First 91 0 R /Last 91 0 R /Count 1 >>\nendobj\n"
        b"91 0 obj\n<< /Title (Round) /Parent 90 0 R /Next 91 0 R /First 91 0 R >>\nendobj\n"
    )
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog /Outlines 90 0 R")
    # Without a table of objects the file is repaired, which finds them all.
    path.write_bytes(data[: data.index(b"xref")] + extra + b"trailer\n<< /Root 1 0 R >>\n")
    facts = await reader.facts(path)
    assert 1 <= len(facts.outline) <= 10


async def test_deep_nesting_does_not_crash(reader: PdfiumReader, tmp_path: Path) -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    path = write_pdf(tmp_path / "a.pdf", [deep + PLAIN, PLAIN])
    pages = [page async for page in reader.pages(path, [1, 2])]
    assert pages[1].clean == "A plain page."

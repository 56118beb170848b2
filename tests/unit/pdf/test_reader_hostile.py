"""Files made to hang, fill or crash a reader (names line 11 of the security list)."""

from __future__ import annotations

import asyncio
import math
import re
from pathlib import Path

import psutil
import pytest

from octavo.errors import PdfEmptyError, PdfEncryptedError, PdfError, PdfTooHardError
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.reasons import NOT_TRIED, TOO_LONG
from support.pdfs import (
    encrypt,
    make_bomb,
    make_forms,
    make_giant,
    make_heavy,
    make_many,
    make_pdf,
    write_pdf,
)

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


async def test_forms_that_expand_without_end_are_failed_in_time(tmp_path: Path) -> None:
    """Names line 11 of the security list."""
    path = make_forms(tmp_path / "a.pdf")
    reader = PdfiumReader(page_deadline=2, memory_limit=1 << 30)
    async with asyncio.timeout(40):
        (page,) = [page async for page in reader.pages(path, [1])]
        # PDFium stops at a depth of its own; if it did not, its time would be over.
        assert page.state in {"failed", "empty"}
        other = make_pdf(tmp_path / "b.pdf", ["Still here."])
        assert [page.clean async for page in reader.pages(other, [1])] == ["Still here."]
    await reader.aclose()


async def test_giant_pages_and_pictures_are_read_and_drawn_small(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 11 of the security list."""
    path = make_giant(tmp_path / "a.pdf")
    async with asyncio.timeout(60):
        (page,) = [page async for page in reader.pages(path, [1])]
        assert page.clean == "A large page."
        try:
            image = await reader.render(path, 1, 1.0)
        except PdfTooHardError:
            pass  # it may take too much memory, and then says so
        else:
            assert image.width * image.height <= 25_000_000


@pytest.mark.parametrize(
    "box", ["1000000000 1000000000", "1000000000 1", "1 1000000000", "1000000000 0.001", "1e30 -5"]
)
async def test_a_page_box_beyond_measure_is_bounded(
    reader: PdfiumReader, tmp_path: Path, box: str
) -> None:
    """Names line 11 of the security list."""
    path = write_pdf(tmp_path / "a.pdf", [PLAIN])
    data = re.sub(rb"/MediaBox \[[^\]]*\]", b"/MediaBox [0 0 %s]" % box.encode(), path.read_bytes())
    path.write_bytes(data)
    ((width, height),) = (await reader.facts(path)).sizes
    assert math.isfinite(width * height)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean == "A plain page."
    image = await reader.render(path, 1, 2.0)
    assert max(image.width, image.height) <= 16_001
    assert image.width * image.height <= 25_000_000


@pytest.mark.parametrize("cut_off", [0, 150])
async def test_a_broken_table_of_objects_is_repaired(
    reader: PdfiumReader, tmp_path: Path, cut_off: int
) -> None:
    """Names line 11 of the security list."""
    path = make_many(tmp_path / "a.pdf", 3)
    data = path.read_bytes().replace(b"xref\n0 ", b"xref\n7 ").replace(b"00000 n", b"0000Q n")
    data = data.replace(b"startxref", b"startxref 99999999")
    # A cut end takes the trailer with it; it is written once more, as by a tool that mends files.
    path.write_bytes(data[: len(data) - cut_off] + b"\ntrailer\n<< /Root 1 0 R >>\n")
    facts = await reader.facts(path)
    assert facts.page_count == 3
    pages = [page async for page in reader.pages(path, [1, 3])]
    assert [page.clean for page in pages] == ["Page 1 of 3.", "Page 3 of 3."]


async def test_a_page_tree_that_contains_itself_ends(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 11 of the security list."""
    path = make_many(tmp_path / "a.pdf", 2)
    data = path.read_bytes().replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [4 0 R 2 0 R]")
    path.write_bytes(data)
    async with asyncio.timeout(30):
        facts = await reader.facts(path)
        pages = [page async for page in reader.pages(path, range(1, facts.page_count + 1))]
    assert pages[0].clean == "Page 1 of 2."
    assert all(page.state in {"text", "failed"} for page in pages)


async def test_a_hundred_thousand_pages_are_refused_in_time(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 11 of the security list."""
    path = make_many(tmp_path / "many.pdf", 100_000, "x")
    async with asyncio.timeout(60):
        with pytest.raises(PdfTooHardError, match="more than 20,000 pages"):
            await reader.facts(path)
    if psutil.LINUX:
        assert psutil.Process(reader.pid).memory_info().rss < 1 << 30


async def test_an_endless_password_is_refused_at_once(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 11 of the security list: making the key hashes the password many times."""
    plain = make_pdf(tmp_path / "a.pdf", ["Secret text."])
    path = encrypt(plain, tmp_path / "locked.pdf", user="open")
    async with asyncio.timeout(8):
        with pytest.raises(PdfEncryptedError):
            await reader.facts(path, password="x" * 5_000_000)


async def test_an_expensive_key_takes_bounded_time(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 11 of the security list."""
    plain = make_pdf(tmp_path / "a.pdf", ["Secret text."])
    path = encrypt(plain, tmp_path / "locked.pdf", user="open")
    data = path.read_bytes()
    # A key of two thousand million bits, and checks that nothing meets.
    data = data.replace(b"/Length 256", b"/Length 2147483640").replace(b"/R 6", b"/R 9")
    path.write_bytes(data)
    async with asyncio.timeout(20):
        with pytest.raises(PdfError):
            await reader.facts(path, password="open")
    assert (await reader.facts(plain)).page_count == 1


async def test_pages_read_before_the_reader_broke_are_kept(tmp_path: Path) -> None:
    """Names line 11 of the security list."""
    path = make_heavy(tmp_path / "a.pdf", before=3, after=0)
    reader = PdfiumReader(page_deadline=0.5)
    pages = [page async for page in reader.pages(path, range(1, 5))]
    assert [page.state for page in pages] == ["text", "text", "text", "failed"]
    await reader.aclose()


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

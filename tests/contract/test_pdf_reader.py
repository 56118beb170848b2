"""Every reader of PDFs behaves as these tests say; so far there is one."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from octavo.errors import AppError, NotAPdfError, PdfEncryptedError, PdfError
from octavo.pdf.port import PdfReader
from octavo.pdf.reader import PdfiumReader
from support.pdfs import encrypt, make_pdf, turn

ADAPTERS: dict[str, Callable[[], PdfReader]] = {"pdfium": PdfiumReader}
WORDS = "three months of written notice"
PAGES = ("# Lease\n\nThe landlord lets the flat.", f"It ends after {WORDS}.", "The deposit.")
A5 = (420.0, 595.0)


@pytest.fixture(params=sorted(ADAPTERS))
async def reader(request: pytest.FixtureRequest) -> AsyncIterator[PdfReader]:
    made = ADAPTERS[request.param]()
    yield made
    await made.aclose()


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "lease.pdf", PAGES, title="Lease", size=A5)


async def test_the_facts_are_those_of_the_file(reader: PdfReader, lease: Path) -> None:
    facts = await reader.facts(lease)
    assert (facts.page_count, facts.title, facts.encryption) == (3, "Lease", None)
    assert facts.sizes == (A5,) * 3


async def test_pages_come_in_the_order_asked_for(reader: PdfReader, lease: Path) -> None:
    pages = [page async for page in reader.pages(lease, [3, 1, 2])]
    assert [page.number for page in pages] == [3, 1, 2]
    assert all(page.state == "text" for page in pages)
    assert "deposit" in pages[0].clean


async def test_clean_text_leads_back_to_raw_text(reader: PdfReader, lease: Path) -> None:
    (page,) = [page async for page in reader.pages(lease, [2])]
    start = page.clean.index(WORDS)
    begin, end = page.raw_span(start, start + len(WORDS))
    assert page.raw[begin:end] == WORDS


async def test_the_rectangles_of_a_span_hold_its_words(reader: PdfReader, lease: Path) -> None:
    (page,) = [page async for page in reader.pages(lease, [2])]
    start = page.raw.index(WORDS)
    both = await reader.rectangles(lease, 2, [(start, start + len(WORDS)), (0, 2)])
    assert len(both) == 2
    with pdfium.PdfDocument(lease) as document:
        loaded = document[1]
        text = loaded.get_textpage()
        held = " ".join(text.get_text_bounded(*rect) for rect in both[0])
        text.close()
        loaded.close()
    assert " ".join(held.split()) == WORDS


async def test_a_rectangle_is_displayed_on_the_page_as_it_is_turned(
    reader: PdfReader, lease: Path, tmp_path: Path
) -> None:
    upright: tuple[float, float, float, float] = (10, 20, 110, 40)
    (same,) = await reader.displayed(lease, 1, [upright])
    assert same == pytest.approx(upright, abs=0.5)
    turned = turn(lease, tmp_path / "turned.pdf", 90)
    (shown,) = await reader.displayed(turned, 1, [upright])
    width, height = (await reader.facts(turned)).sizes[0]
    assert (width, height) == A5[::-1]
    assert shown == pytest.approx((20, height - 110, 40, height - 10), abs=0.5)


async def test_a_picture_has_the_size_of_the_page(reader: PdfReader, lease: Path) -> None:
    image = await reader.render(lease, 1, 1.5)
    assert image.width == pytest.approx(A5[0] * 1.5, abs=1)
    assert image.height == math.ceil(A5[1] * 1.5)
    assert image.stride >= 4 * image.width
    assert len(image.pixels) == image.stride * image.height
    blue = image.pixels[0::4]
    assert min(blue) < 100, "there is ink"
    assert max(blue) > 250, "on paper"


async def test_a_page_that_is_not_there_is_failed_and_the_rest_goes_on(
    reader: PdfReader, lease: Path
) -> None:
    pages = [page async for page in reader.pages(lease, [1, 9, 3])]
    assert [page.state for page in pages] == ["text", "failed", "text"]
    assert pages[1].reason


async def test_leaving_in_the_middle_leaves_a_reader_that_works(
    reader: PdfReader, lease: Path
) -> None:
    async with aclosing(reader.pages(lease, [1, 2, 3])) as pages:
        assert (await anext(pages)).number == 1
    assert (await reader.facts(lease)).page_count == 3


async def test_what_is_no_pdf_is_told_by_every_method(reader: PdfReader, tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    path.write_text("These are notes.")
    with pytest.raises(NotAPdfError):
        await reader.facts(path)
    with pytest.raises(NotAPdfError):
        [page async for page in reader.pages(path, [1])]
    with pytest.raises(NotAPdfError):
        await reader.rectangles(path, 1, [(0, 1)])
    with pytest.raises(NotAPdfError):
        await reader.displayed(path, 1, [(0, 0, 1, 1)])
    with pytest.raises(NotAPdfError):
        await reader.render(path, 1, 1.0)


async def test_a_page_that_is_not_there_is_no_picture(reader: PdfReader, lease: Path) -> None:
    with pytest.raises(PdfError):
        await reader.render(lease, 9, 1.0)


async def test_a_locked_file_needs_its_password(
    reader: PdfReader, lease: Path, tmp_path: Path
) -> None:
    locked = encrypt(lease, tmp_path / "locked.pdf", user="open sesame")
    with pytest.raises(PdfEncryptedError):
        await reader.facts(locked)
    assert (await reader.facts(locked, password="open sesame")).page_count == 3
    image = await reader.render(locked, 1, 0.5, password="open sesame")
    assert image.width > 0


async def test_a_closed_reader_refuses(reader: PdfReader, lease: Path) -> None:
    await reader.facts(lease)
    await reader.aclose()
    with pytest.raises(AppError):
        await reader.facts(lease)


async def test_a_password_is_tried(reader: PdfReader, lease: Path, tmp_path: Path) -> None:
    locked = encrypt(lease, tmp_path / "locked.pdf", user="a heron")
    assert await reader.unlock(locked, "a heron")
    with pytest.raises(PdfEncryptedError) as wrong:
        await reader.unlock(locked, "a crane")
    assert wrong.value.state == "wrong"
    assert "crane" not in str(wrong.value) + wrong.value.hint
    assert not await reader.unlock(lease, "a crane")

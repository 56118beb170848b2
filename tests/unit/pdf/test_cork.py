"""Fonts without names of glyphs are read by TeX's codes, where they have its ligatures."""

from __future__ import annotations

from pathlib import Path

from octavo.pdf.reader import PdfiumReader
from support.bitmap_fonts import make_bitmap

LINES = [
    b"The \x10e\x1bect\x11 is signi\x1ccant for ages 50\x1559, and so is the in\x1duence.",
    b"\x12Die Stra\xffe\x10 hei\xfft Nelson\x15Aalen, su\x1eciently wa\x1fe. Sz\xaele h\xb6s.",
]
READ = (
    "The “effect” is significant for ages 50–59, and so is the influence. "
    "„Die Straße“ heißt Nelson–Aalen, sufficiently waffle. Szőle hűs."
)


async def text_of(reader: PdfiumReader, path: Path) -> str:
    (page,) = [page async for page in reader.pages(path, [1])]
    return " ".join(page.clean.split())


async def test_codes_are_read_as_what_they_stand_for(reader: PdfiumReader, tmp_path: Path) -> None:
    drawn = make_bitmap(tmp_path / "a.pdf", LINES)
    assert await text_of(reader, drawn) == READ
    (page,) = [page async for page in reader.pages(drawn, [1])]
    start = page.clean.index("effect")
    raw = page.raw[slice(*page.raw_span(start, start + len("effect")))]
    assert raw.startswith("e")
    assert raw.endswith("ect")


async def test_signs_of_mathematics_and_other_fonts_stay_as_they_are(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    drawn = make_bitmap(tmp_path / "a.pdf", [b"An e\x1bect of x \x15 3 and n\x15k \x10 2 there."])
    assert await text_of(reader, drawn) == "An effect of x 3 and nk 2 there."
    without = make_bitmap(
        tmp_path / "b.pdf", [b"Some 50\x1559 and \xff stay, \x10as\x11 they are."]
    )
    assert "–" not in await text_of(reader, without)
    named = make_bitmap(tmp_path / "c.pdf", LINES, name="Helvetica")
    assert "ÿ" in await text_of(reader, named)


async def test_a_ligature_of_which_the_file_says_nothing_is_not_left_out_in_silence(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    lines = [b"An o\x1cce de\x1bnes an e\x1dect and an in\x1euence."]
    named = make_bitmap(tmp_path / "a.pdf", lines, name="SomeOther")
    assert await text_of(reader, named) == "An o�ce de�nes an e�ect and an in�uence."
    libertine = make_bitmap(tmp_path / "b.pdf", lines, name="LinLibertineTB")
    assert await text_of(reader, libertine) == "An office defines an effect and an influence."

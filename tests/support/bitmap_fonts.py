"""PDFs in fonts that name neither themselves nor their glyphs, as the bitmap fonts of TeX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from support.pdfs import write_pdf

_GLYPH = b"500 0 0 0 450 600 d1 0 0 450 600 re f"


def make_bitmap(path: Path, lines: Sequence[bytes], *, name: str = "") -> Path:
    """Write a page of lines.

    Args:
        path: Where to.
        lines: Their codes, in any encoding.
        name: Of the font, if it is to be another one, which has names of glyphs but not of these.
    """
    shown = b" ".join(b"1 0 0 1 72 %d Tm <%s> Tj" % (760 - 20 * at, line.hex().encode())
                      for at, line in enumerate(lines))  # fmt: skip
    write_pdf(path, [b"BT /F1 11 Tf %s ET" % shown])
    writer = PdfWriter(clone_from=PdfReader(path))
    font = writer.pages[0]["/Resources"]["/Font"]["/F1"].get_object()  # type: ignore[index]
    if name:
        font[NameObject("/BaseFont")] = NameObject(f"/{name}")
        writer.write(path)
        return path
    glyph = StreamObject()
    glyph.set_data(_GLYPH)
    drawn = writer._add_object(glyph)
    names = [NameObject(f"/a{code}") for code in range(256)]
    font.clear()
    font.update(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type3"),
            NameObject("/FontBBox"): ArrayObject(map(NumberObject, (0, 0, 500, 700))),
            NameObject("/FontMatrix"): ArrayObject(map(FloatObject, (0.001, 0, 0, 0.001, 0, 0))),
            NameObject("/FirstChar"): NumberObject(0),
            NameObject("/LastChar"): NumberObject(255),
            NameObject("/Widths"): ArrayObject([NumberObject(500)] * 256),
            NameObject("/CharProcs"): DictionaryObject(dict.fromkeys(names, drawn)),
            NameObject("/Encoding"): DictionaryObject(
                {NameObject("/Differences"): ArrayObject([NumberObject(0), *names])}
            ),
        }
    )
    writer.write(path)
    return path

"""What a file would do elsewhere is reported, and done nowhere (line 15 of the security list)."""

from __future__ import annotations

from pathlib import Path

import psutil
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

from octavo.pdf.page import Finding
from octavo.pdf.reader import PdfiumReader
from support.pdfs import make_active, make_pdf


async def test_scripts_programs_and_files_are_reported(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 15 of the security list."""
    facts = await reader.facts(make_active(tmp_path / "a.pdf"))
    assert facts.findings == (
        Finding("javascript", 1, "app.alert('from the names');"),
        Finding("launch", 1, "calculator.exe"),
        Finding("embedded files", 1, "inside.txt"),
    )


async def test_a_form_whose_pages_are_made_on_opening_is_reported(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 15 of the security list: what such a file has on its pages is “Please wait…”."""
    writer = PdfWriter(clone_from=make_pdf(tmp_path / "a.pdf", ["Please wait…"]))
    packets = StreamObject()
    packets.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(packets)}
    )
    for is_dynamic in (False, True):
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(is_dynamic)
        path = tmp_path / f"{is_dynamic}.pdf"
        writer.write(path)
        found = (await reader.facts(path)).findings
        assert found == ((Finding("dynamic form", 1, ""),) if is_dynamic else ())


async def test_links_are_reported_with_their_page(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 15 of the security list."""
    path = make_active(tmp_path / "a.pdf")
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.findings == (Finding("links", 2, "https://example.org/one"),)
    await reader.render(path, 1, 1.0)
    assert psutil.Process(reader.pid).children() == []


async def test_a_plain_file_has_nothing_to_report(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 15 of the security list."""
    assert (await reader.facts(make_pdf(tmp_path / "a.pdf", ["Text."]))).findings == ()

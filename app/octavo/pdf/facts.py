"""What is known of a file as a whole: pages, sizes, outline, metadata, encryption."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.errors import PdfEmptyError, PdfTooHardError
from octavo.pdf.boxes import open_page
from octavo.pdf.files import OpenPdf, UnreadableError
from octavo.pdf.page import DocumentFacts, OutlineEntry
from octavo.words import later

MOST_PAGES = 20_000
_MOST_ENTRIES = 3_000
_DEEPEST = 8
_END_OF_TEXT = 2
"""Bytes of the zero at the end of PDFium's texts."""

_LONGEST = 1_000
"""Characters of a heading or of a piece of metadata."""

Size = tuple[float, float]

_USUAL: Size = (612.0, 792.0)
"""What PDFium takes a page for whose box makes no sense."""


def document_facts(file: OpenPdf, path: Path) -> DocumentFacts:
    """Tell what is known of an open file.

    Raises:
        PdfEmptyError: if it has no page.
        PdfTooHardError: if it has too many.
    """
    sizes = page_sizes(file)
    if file.pdfium is not None:
        metadata = file.pdfium.get_metadata_dict(skip_empty=True)
        outline = tuple(itertools.islice(_outline(file.pdfium, len(sizes)), _MOST_ENTRIES))
        encryption = _encryption(file.pdfium, path)
    else:
        assert file.pypdf is not None  # noqa: S101 - one of both is open
        metadata, outline, encryption = file.pypdf.metadata(), (), file.pypdf.encryption()
    metadata = {key: text for key, value in metadata.items() if (text := plain(value))}
    return DocumentFacts(
        page_count=len(sizes),
        title=metadata.get("Title", ""),
        outline=outline,
        encryption=encryption,
        metadata=metadata,
        sizes=tuple(sizes),
        labels=page_labels(file, len(sizes)),
    )


def page_sizes(file: OpenPdf) -> list[Size]:
    """Return the pages' sizes as displayed; as many as there really are.

    Some files say that they have more pages than they have.

    Raises:
        PdfEmptyError: if there is no page.
        PdfTooHardError: if there are more than `MOST_PAGES`.
    """
    if file.pdfium is not None:
        sizes = list(_sizes(file.pdfium))
    else:
        assert file.pypdf is not None  # noqa: S101 - one of both is open
        sizes = [file.pypdf.size(index) for index in range(min(file.pypdf.page_count, MOST_PAGES))]
    while sizes and sizes[-1] == (0.0, 0.0):
        sizes.pop()
    if not sizes:
        raise PdfEmptyError(later("“{name}” has no pages.", name=file.name))
    if len(sizes) > MOST_PAGES:
        raise PdfTooHardError(
            later(
                "“{name}” has more than {most_pages:,} pages.",
                name=file.name,
                most_pages=MOST_PAGES,
            ),
            hint=later("Split it into several files."),
        )
    return [_sane(*size) for size in sizes]


def _sane(width: float, height: float) -> Size:
    """Return a size that can be reckoned with, whatever the file says."""
    return (width, height) if math.isfinite(width) and math.isfinite(height) else _USUAL


def page_labels(file: OpenPdf, count: int) -> tuple[str, ...]:
    """Return what is printed on the pages; nothing if that is their numbers."""
    if file.pdfium is None:
        return ()
    labels = [page_label(file.pdfium, index) or str(index + 1) for index in range(count)]
    if all(label == str(number) for number, label in enumerate(labels, 1)):
        return ()
    return tuple(labels)


def page_label(document: pdfium.PdfDocument, index: int) -> str:
    """Return what is printed on a page, counted from 0; empty if the file does not say."""
    if pdfium_c.FPDF_GetPageLabel(document, index, None, 0) <= _END_OF_TEXT:
        return ""  # nearly always
    return plain(document.get_page_label(index))


def _sizes(document: pdfium.PdfDocument) -> Iterator[Size]:
    size = pdfium_c.FS_SIZEF()
    for index in range(min(len(document), MOST_PAGES + 1)):
        if not pdfium_c.FPDF_GetPageSizeByIndexF(document, index, size):
            yield (0.0, 0.0)
        elif size.width and size.height:
            yield (float(size.width), float(size.height))
        else:
            yield _mended_size(document, index)


def _mended_size(document: pdfium.PdfDocument, index: int) -> Size:
    try:
        page = open_page(document, index)
    except pdfium.PdfiumError:
        return (0.0, 0.0)
    try:
        return (float(page.get_width()), float(page.get_height()))
    finally:
        page.close()


def _outline(document: pdfium.PdfDocument, page_count: int) -> Iterator[OutlineEntry]:
    for entry in document.get_toc(max_depth=_DEEPEST):
        try:
            title = plain(entry.get_title())
        except UnicodeDecodeError:
            continue
        destination = entry.get_dest()
        index = None if destination is None else destination.get_index()
        if title:
            known = index is not None and 0 <= index < page_count
            yield OutlineEntry(
                entry.level, title, index + 1 if known and index is not None else None
            )


def _encryption(document: pdfium.PdfDocument, path: Path) -> str | None:
    if pdfium_c.FPDF_GetSecurityHandlerRevision(document) < 0:
        return None
    from octavo.pdf.second_try import encryption_kind  # noqa: PLC0415 - rare, slow

    try:
        return encryption_kind(path) or "unknown"
    except UnreadableError:
        return "unknown"


def plain(text: str) -> str:
    """Return text from a file as one line without controls, of bounded length."""
    shown = text[: 4 * _LONGEST]
    if not shown.isprintable():
        shown = "".join(one if one.isprintable() else " " for one in shown)
    return " ".join(shown.split())[:_LONGEST]

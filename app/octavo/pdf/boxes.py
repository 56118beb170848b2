"""Loads pages so that each has a size, whatever its file says of the part to be shown."""

from __future__ import annotations

import pypdfium2 as pdfium

_EVERYTHING = (-1e6, -1e6, 1e6, 1e6)
"""Left, bottom, right, top in points; of it, PDFium shows what is within the page."""


def open_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Load a page, counted from 0; one of which nothing would be shown is shown whole.

    Some tools write a crop box that lies beside the page. PDFium then takes the page to have no
    width and no height; others pass over the box. In the document, too, it is mended from then on.

    Raises:
        PdfiumError: if the page cannot be loaded.
    """
    page = document[index]
    if not all(page.get_size()):
        page.set_cropbox(*_EVERYTHING)
    return page

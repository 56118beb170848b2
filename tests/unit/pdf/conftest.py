"""One reader for each test, closed behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from octavo.pdf.reader import PdfiumReader


@pytest.fixture
async def reader() -> AsyncIterator[PdfiumReader]:
    reader = PdfiumReader(name="test reader")
    yield reader
    await reader.aclose()

"""A page view on screen, and a desk around it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from octavo.pdf.reader import PdfiumReader
from octavo.ui.pdf.view import PageView
from support.page_desk import Desk


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Put the desk in order before pytest-qt handles the last events, without a running loop."""
    try:
        return (yield)
    finally:
        desk = getattr(item, "funcargs", {}).get("desk")
        if isinstance(desk, Desk):
            desk.presenter.clear()


@pytest.fixture
def view() -> Iterator[PageView]:
    made = PageView()
    made.resize(440, 800)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
async def desk(view: PageView) -> AsyncIterator[Desk]:
    reader = PdfiumReader(name="viewer")
    made = Desk(view, reader)
    yield made
    await made.tasks.aclose()
    await reader.aclose()
    assert made.errors == []

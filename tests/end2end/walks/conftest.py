"""What walks through the window share: short pauses, and nothing of Qt's left behind."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from octavo.program import Program
from support.qt import application
from support.window import open_window


@pytest.fixture(autouse=True)
def _nothing_of_qt_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End here what a walk left over, the clipboard's content too."""
    monkeypatch.setattr("octavo.session.watch.POLL_SECONDS", 0.02)
    yield
    application().clipboard().clear()
    gc.collect()


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    """Open a window on an empty data folder."""
    async with open_window(tmp_path / "data") as opened:
        yield opened

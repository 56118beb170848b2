"""What walks through the window share: a look, short pauses, and nothing of Qt's left behind."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from octavo.program import Program
from support import looks
from support.languages import spoken
from support.looks import Look
from support.qt import application, until
from support.window import open_window

SMALL = Look(("dark", "german", "small"))
"""In which some walks are done besides: words are longest, room is scarcest, colours are others."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "also_small: a walk that is done small, dark and German, too"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    asked = looks.asked_for()
    also = (
        [SMALL]
        if "also_small" in {mark.name for mark in metafunc.definition.iter_markers()}
        else []
    )
    wanted = [asked] if asked.words else [asked, *also]
    metafunc.parametrize("look", wanted, indirect=True, ids=[one.name or "usual" for one in wanted])


@pytest.fixture(autouse=True)
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Open the windows of a walk in its look."""
    worn: Look = request.param
    with looks.wear(worn), spoken(worn.language):
        if worn.is_mirrored:
            application().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        yield worn
        application().setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def _nothing_of_qt_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End here what a walk left over, the clipboard's content too."""
    monkeypatch.setattr("octavo.session.watch.POLL_SECONDS", 0.02)
    yield
    application().clipboard().clear()
    gc.collect()


@pytest.fixture
async def program(look: Look, tmp_path: Path) -> AsyncIterator[Program]:
    """Open a window on an empty data folder."""
    async with open_window(tmp_path / "data") as opened:
        opened.frame.activateWindow()  # where there is no window manager, nobody else does
        await until(opened.frame.isActiveWindow, "the window has the keys")
        yield opened

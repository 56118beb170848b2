"""Tests of the window run on Qt's loop; all others on asyncio's own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt

from octavo.ui import theme
from octavo.ui.loop import QtLoop
from support.qt import application, make_loop


@pytest.hookimpl
def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], QtLoop]]:
    return {"qt": make_loop}


@pytest.fixture(scope="session", autouse=True)
def _application() -> Iterator[None]:
    app = application()
    yield
    # The offscreen platform keeps the clipboard longer than the interpreter lives: what a test
    # copied would be destroyed when no Python is left to do it.
    app.clipboard().clear()


@pytest.fixture(scope="module", autouse=True)
def _what_is_there_is_kept(_application: None) -> None:
    """Spare the collector the modules and tests that are there before a file's first test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_of_qt_is_left() -> Iterator[None]:
    """End here what a test of the window left over.

    Else the collector may find it while another test runs, in a thread that Qt does not bear.
    """
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _documents_are_looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.session.watch.POLL_SECONDS", 0.02)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Let pytest-qt use the same application."""
    return type(application())


@pytest.fixture
def dark() -> Iterator[None]:
    """Wear the dark theme for one test."""
    theme.apply(application(), theme.DARK)
    yield
    theme.apply(application(), theme.LIGHT)


@pytest.fixture
def mirrored() -> Iterator[None]:
    """Lay all out from right to left for one test."""
    application().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    application().setLayoutDirection(Qt.LayoutDirection.LeftToRight)

"""A transcript and a chat panel on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from octavo.ui.chat import highlighting
from octavo.ui.chat.languages import all_languages
from octavo.ui.chat.panel import ChatPanel
from support.chat_view import WatchedTranscript


@pytest.fixture(scope="package", autouse=True)
def languages() -> None:
    """Code is told apart, as it is once the first was shown."""
    highlighting.know(all_languages())


@pytest.fixture
def transcript() -> Iterator[WatchedTranscript]:
    made = WatchedTranscript()
    made.resize(700, 600)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def panel() -> Iterator[ChatPanel]:
    made = ChatPanel()
    made.resize(700, 700)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()

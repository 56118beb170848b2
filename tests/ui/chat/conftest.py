"""A transcript and a chat panel on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from octavo.ui.chat.panel import ChatPanel
from support.chat_view import WatchedTranscript


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

"""What a transcript shows, and everything that it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from octavo.ui.chat import styles
from octavo.ui.chat.places import Place, places, rectangles
from octavo.ui.chat.sealed import SealedDocument
from octavo.ui.chat.transcript import Transcript


class WatchedTranscript(Transcript):
    """Notes every request of the widget or its document for something outside."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__()

    def setDocument(self, document: QTextDocument) -> None:  # noqa: N802
        super().setDocument(_WatchedDocument(self, self.asked))

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, N802
        self.asked.append(QUrl(name).toString())
        return super().loadResource(type, name)


class _WatchedDocument(SealedDocument):
    def __init__(self, parent: QObject, asked: list[str]) -> None:
        super().__init__(parent)
        self._asked = asked

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, N802
        self._asked.append(QUrl(name).toString())
        return super().loadResource(type, name)


def lines(document: QTextDocument) -> list[str]:
    """Return the text of each block that has any, without what belongs to the window."""
    return [
        block.text()
        for block in blocks(document)
        if block.text() and not block.blockFormat().boolProperty(styles.ASIDE)
    ]


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def dump(document: QTextDocument) -> list[tuple[object, ...]]:
    """Return everything that the messages of a document show, for comparison."""
    shown: list[tuple[object, ...]] = []
    for block in blocks(document):
        if block.blockFormat().boolProperty(styles.ASIDE):
            continue
        made = block.blockFormat()
        shown.append((block.text(), made.leftMargin(), made.bottomMargin(), made.lineHeight()))
        iterator = block.begin()
        while not iterator.atEnd():
            look = iterator.fragment().charFormat()
            shown.append((iterator.fragment().text(), look.font().key(), look.foreground().color()))
            iterator += 1
    return shown


def own_places(document: QTextDocument) -> list[Place]:
    """Return the places of what can be clicked in the messages themselves."""
    return [
        place
        for place in places(document)
        if not document.findBlock(place.start).blockFormat().boolProperty(styles.ASIDE)
    ]


def click_chips(transcript: Transcript) -> None:
    """Click the middle of each chip that is in view, from the top down."""
    document = transcript.document()
    offset = QPoint(0, transcript.verticalScrollBar().value())
    for place in places(document):
        cursor = QTextCursor(document)
        cursor.setPosition(place.stop)
        if cursor.charFormat().objectType() == styles.CHIP_OBJECT:
            middle = rectangles(document, place)[0].center().toPoint() - offset
            QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=middle)

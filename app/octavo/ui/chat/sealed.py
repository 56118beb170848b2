"""A text document, and a view of it, that nothing can be loaded into."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget


class SealedDocument(QTextDocument):
    """Answers every request for a resource with nothing.

    It is not enough that the widget around a document returns nothing: the document would then
    read ``file:`` and ``data:`` addresses itself.
    """

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's name
        """Return nothing."""
        return None


class SealedBrowser(QTextBrowser):
    """Shows a sealed document, opens nothing and goes nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(SealedDocument(self))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's name
        """Answer every request of the document with nothing."""
        return None

    def doSetSource(
        self,
        name: QUrl | str,  # noqa: ARG002
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002, ARG002
    ) -> None:
        """Never go anywhere."""
        return

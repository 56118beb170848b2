"""A text document that nothing can be loaded into."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument


class SealedDocument(QTextDocument):
    """Answers every request for a resource with nothing.

    It is not enough that the widget around a document returns nothing: the document would then
    read ``file:`` and ``data:`` addresses itself.
    """

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's name
        """Return nothing."""
        return None

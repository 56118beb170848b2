"""The pages of a document in small, drawn only while they are in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from octavo.pdf.page import DocumentFacts, PageImage
from octavo.ui import theme
from octavo.ui.pdf.geometry import PageLayout
from octavo.ui.pdf.images import PageImages
from octavo.ui.pdf.painting import dim
from octavo.ui.widgets.rows import draw_row_focus
from octavo.words import say

CACHE_BYTES: Final = 12 * 1024 * 1024
"""Of small pages: about 200 of them on an ordinary screen, 50 on one of twice its sharpness."""

_WIDTH: Final = 92
_MOST_HIGH: Final = 150
_FOOT: Final = 22
_SETTLE_MS: Final = 80

_Index = QModelIndex | QPersistentModelIndex


class ThumbnailsModel(QAbstractListModel):
    """One row for each page; what it looks like is kept beside, within a limit."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = PageLayout(())
        self._labels: tuple[str, ...] = ()
        self.images = PageImages(CACHE_BYTES)
        self.tallest = 0.0
        self.turn = 0

    def show_document(self, facts: DocumentFacts | None, turn: int = 0) -> None:
        """List the pages of a document, or of none."""
        self.beginResetModel()
        self._layout = PageLayout(facts.sizes if facts is not None else (), turn)
        self._labels = facts.labels if facts is not None else ()
        self.images.clear()
        self.turn = turn
        pages = range(1, len(self._layout) + 1)
        self.tallest = max((self.size(page)[1] for page in pages), default=0.0)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._layout)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            label = self.label(index.row() + 1)
            shown = role == Qt.ItemDataRole.DisplayRole
            return label if shown else say("Page {number}", number=label)
        return None

    def label(self, page: int) -> str:
        """Return what is printed on a page, else its number."""
        return self._labels[page - 1] if page <= len(self._labels) else str(page)

    def size(self, page: int) -> tuple[float, float]:
        """Return how large a page is shown, in logical pixels."""
        wide, high = self._layout.given(page)
        scale = min(_WIDTH / wide, _MOST_HIGH / high)
        return max(2.0, wide * scale), max(2.0, high * scale)

    def scale(self, page: int, ratio: float) -> float:
        """Return the pixels per point at which a page is drawn for a screen of this sharpness."""
        wide, high = self._layout.given(page)
        return float(f"{min(_WIDTH / wide, _MOST_HIGH / high) * ratio:.5g}")

    def show_image(self, page: int, scale: float, image: PageImage) -> None:
        """Show a page in small."""
        self.images.put(page, scale, image)
        index = self.index(page - 1)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: ThumbnailsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        # one height for all: thousands of rows are laid out without a look at each
        return QSize(_WIDTH + 2 * theme.SPACE_S, round(self._model.tallest) + _FOOT + theme.SPACE_S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        worn = theme.current()
        page = index.row() + 1
        room = QRectF(option.rect)
        wide, high = self._model.size(page)
        top = room.top() + theme.SPACE_S + (self._model.tallest - high) / 2
        paper = QRectF(room.center().x() - wide / 2, top, wide, high)
        drawn = self._model.images.get(page)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if drawn is None:
            painter.fillRect(paper, QColor(theme.PAPER))
        else:
            painter.drawImage(paper, drawn.image)
        dim(painter, paper)
        painter.setPen(QPen(QColor(worn.accent if chosen else worn.line), 2 if chosen else 1))
        painter.drawRect(paper.adjusted(-1, -1, 1, 1))
        painter.setPen(QColor(worn.ink if chosen else worn.soft_ink))
        painter.setFont(theme.font(theme.SMALL_PX))
        foot = QRectF(room.left(), room.bottom() - _FOOT, room.width(), _FOOT)
        elided = Qt.TextElideMode.ElideMiddle
        label = painter.fontMetrics().elidedText(self._model.label(page), elided, _WIDTH)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), label)
        draw_row_focus(painter, option, room)
        painter.restore()


class ThumbnailList(QListView):
    """The list of small pages.

    Signals:
        page_chosen: With the number of a page that the person wants to see.
        pages_wanted: With the pages in sight (tuple of int, from the top).
    """

    page_chosen = Signal(int)
    pages_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = ThumbnailsModel()
        self.setModel(self.pages)
        self.setItemDelegate(_Delegate(self.pages, self))
        self.setAccessibleName(say("Pages"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_document(self, facts: DocumentFacts | None, turn: int = 0) -> None:
        """List the pages of a document, or of none."""
        self.pages.show_document(facts, turn)
        self._on_moved()

    def show_page(self, page: int) -> None:
        """Mark the page that is looked at."""
        index = self.pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def in_sight(self) -> tuple[int, ...]:
        """Return the numbers of the pages that are at least partly in sight."""
        if not self.isVisible():
            return ()
        area = self.viewport().rect()
        first = self.indexAt(QPoint(area.center().x(), 0))
        found: list[int] = []
        row = first.row() if first.isValid() else 0
        while row < self.pages.rowCount():
            if self.visualRect(self.pages.index(row)).top() > area.bottom():
                break
            found.append(row + 1)
            row += 1
        return tuple(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scrollTo(self.currentIndex())
        self._on_moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_moved()

    def _on_moved(self) -> None:
        if not self._settled.isActive():
            self._settled.start()

    def _ask(self) -> None:
        seen = self.in_sight()
        self.pages.images.pinned = seen
        if seen:
            self.pages_wanted.emit(seen)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.page_chosen.emit(index.row() + 1)

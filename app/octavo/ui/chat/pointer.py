"""The pointer over a transcript: what is under it is shown, explained, and activated by a click."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip

from octavo.session.state import Citation
from octavo.ui.chat.chips import ChipObject
from octavo.ui.chat.preview import CitationPreview
from octavo.ui.chat.spoken import target_tip
from octavo.ui.chat.styles import TARGET
from octavo.ui.chat.targets import CitationTarget, Target


class Pointer:
    """Follows the pointer; the view hands it its events.

    Args:
        view: The transcript.
        chips: Draws chips, one of them as hovered.
        preview: Shows the passage of the chip that the pointer rests on.
        target: Finds a target by its key.
        activate: Does what a target is there for, by its key.
        previewed: Told of the citation whose passage is shown.
    """

    def __init__(
        self,
        view: QTextBrowser,
        chips: ChipObject,
        preview: CitationPreview,
        target: Callable[[int | None], Target | None],
        activate: Callable[[int | None], None],
        previewed: Callable[[Citation], object],
    ) -> None:
        self._view = view
        self._chips = chips
        self._preview = preview
        self._target = target
        self._activate = activate
        self._previewed = previewed
        self._pressed: int | None = None

    def key_at(self, point: QPoint) -> int | None:
        """Return the key of what can be clicked at a point of the viewport."""
        place = QPointF(point) + QPointF(0, self._view.verticalScrollBar().value())
        made = self._view.document().documentLayout().formatAt(place)
        return made.intProperty(TARGET) or None

    def move(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(self.key_at(event.position().toPoint()))

    def leave(self) -> None:
        """Forget what was under it."""
        self._hover(None)

    def explain(self, event: QHelpEvent) -> None:
        """Show the passage of the chip that it rests on, or say what a click would do."""
        target = self._target(self.key_at(event.pos()))
        if isinstance(target, CitationTarget):
            self._preview.show_citation(target.citation, event.globalPos())
            self._previewed(target.citation)
        elif tip := target_tip(target):
            QToolTip.showText(event.globalPos(), html.escape(tip), self._view.viewport())
        else:
            QToolTip.hideText()

    def press(self, event: QMouseEvent) -> None:
        """Remember what is pressed by the left button."""
        self._pressed = self.key_at(event.position().toPoint())

    def release(self, event: QMouseEvent) -> None:
        """Activate what was pressed and released, unless text was selected meanwhile."""
        pressed, self._pressed = self._pressed, None
        same = pressed is not None and pressed == self.key_at(event.position().toPoint())
        if same and not self._view.textCursor().hasSelection():
            self._activate(pressed)

    def _hover(self, key: int | None) -> None:
        shape = Qt.CursorShape.IBeamCursor if key is None else Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)
        if key != self._chips.hovered:
            self._preview.hide()
            self._chips.hovered = key
            self._view.viewport().update()

"""What of the transcript can be clicked, for those who hear it: named, reachable, to be pressed.

To assistive programs a text is one thing, and a chip in it a character without a name. While such
a program runs, each thing in view has an unseen button over it, which they find and press.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QTextEdit, QWidget

from octavo.ui.chat.chips import chip_label, one_line
from octavo.ui.chat.message_actions import ACTION_LABELS, RATINGS
from octavo.ui.chat.places import places, rectangles
from octavo.ui.chat.targets import (
    ActionTarget,
    CitationTarget,
    CopyTarget,
    EarlierTarget,
    LinkTarget,
    RetryTarget,
    Target,
)
from octavo.words import say

_SETTLED_MS: Final = 100
"""After the last change of the text or the view, the buttons are placed anew."""


def target_name(target: Target) -> str:
    """Return what a clickable thing of the transcript is called."""
    match target:
        case CitationTarget(citation):
            name = say("Citation: {place}", place=chip_label(citation))
            return name if citation.verified else say("{name}, not checked", name=name)
        case LinkTarget(href, label):
            return say("Link: {name}", name=one_line(label) or href)
        case ActionTarget(action, _):
            return str(ACTION_LABELS[action])
        case RetryTarget(_):
            return say("Try again")
        case CopyTarget():
            return say("Copy code")
        case EarlierTarget():
            return say("Show earlier messages")


def target_tip(target: Target | None) -> str:
    """Return what the pointer is told of a thing that does not say it itself; perhaps nothing."""
    match target:
        case LinkTarget(href, _):
            return href
        case ActionTarget(action, _) if action in RATINGS:
            return str(ACTION_LABELS[action])
        case _:
            return ""


class SpokenTargets(QObject):
    """Keeps a button over each clickable thing in view, while an assistive program runs.

    Args:
        view: Shows the text.
        target: Returns what a key of the text stands for.
        activate: Does what a click on a thing does, given its key.
    """

    def __init__(
        self,
        view: QTextEdit,
        target: Callable[[int], Target | None],
        activate: Callable[[int], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._target = target
        self._activate = activate
        self._buttons: list[_UnseenButton] = []
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._timer.timeout.connect(self.place)
        view.document().contentsChanged.connect(self._on_changed)
        view.verticalScrollBar().valueChanged.connect(self._on_changed)
        view.viewport().installEventFilter(self)

    def announce(self, key: int | None) -> None:
        """Tell what the keys have chosen."""
        target = None if key is None else self._target(key)
        self.tell("" if target is None else target_name(target))

    def tell(self, name: str) -> None:
        """Tell what the keys have, by its name; nothing any more if that is empty."""
        self._view.setAccessibleDescription(name)
        if name and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, name))

    def place(self) -> None:
        """Put a button over each thing in view, and take away those of others."""
        seen = self._view.viewport().rect()
        down = self._view.verticalScrollBar().value()
        wanted = list[tuple[int, str, QRect]]()
        first = self._view.cursorForPosition(seen.topLeft()).position()
        last = self._view.cursorForPosition(seen.bottomRight()).position()
        for place in places(self._view.document(), first, last):
            areas = rectangles(self._view.document(), place)
            area = areas[0].translated(0, -down).toAlignedRect() if areas else QRect()
            target = self._target(place.key)
            if target is not None and area.intersects(seen):
                wanted.append((place.key, target_name(target), area))
        while len(self._buttons) < len(wanted):
            self._buttons.append(_UnseenButton(self._view.viewport(), self._activate))
        while len(self._buttons) > len(wanted):
            gone = self._buttons.pop()
            gone.hide()
            gone.deleteLater()
        for button, (key, name, area) in zip(self._buttons, wanted, strict=True):
            button.stand_for(key, name, area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the view."""
        if event.type() == QEvent.Type.Resize:
            self._on_changed()
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        if QAccessible.isActive():
            self._timer.start()


class _UnseenButton(QPushButton):
    """Found and pressed by assistive programs only: the mouse and the keys pass it by."""

    def __init__(self, parent: QWidget, activate: Callable[[int], None]) -> None:
        super().__init__(parent)
        self._key = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: activate(self._key))

    def stand_for(self, key: int, name: str, area: QRect) -> None:
        """Take the place of a thing in the text."""
        self._key = key
        self.setAccessibleName(name)
        self.setGeometry(area)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the text shows what it stands for."""

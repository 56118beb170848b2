"""Buttons whose icons follow the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from octavo.ui import icons, theme

_CHANGES: Final = frozenset({QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange})
_OPPOSITE: Final = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}


class IconButton(QToolButton):
    """A small button with nothing but an icon.

    Args:
        name: The icon.
        label: What it does: tooltip and accessible name.
        color: Field of the theme that the icon wears.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        color: str = "soft_ink",
        size: int = icons.SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._color = color
        self._size = size
        self.setAutoRaise(True)
        self.setToolTip(label)
        self.setAccessibleName(label)
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._refresh_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _CHANGES:
            self._refresh_icon()
        super().changeEvent(event)

    def _refresh_icon(self) -> None:
        worn = theme.current()
        name = _mirrored(self._name, self.layoutDirection())
        self.setIcon(icons.icon(name, getattr(worn, self._color), self._size, active=worn.ink))


class TextButton(QPushButton):
    """A button with a text and perhaps an icon.

    Args:
        kind: ``primary``, ``quiet``, ``danger``, ``link`` or empty for the plain one.
        icon_name: The icon before the text.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: str = "",
        icon_name: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self._refresh_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _CHANGES:
            self._refresh_icon()
        super().changeEvent(event)

    def _refresh_icon(self) -> None:
        if self._icon_name is None:
            return
        name = _mirrored(self._icon_name, self.layoutDirection())
        worn = theme.current()
        color = {
            "primary": worn.on_accent,
            "link": worn.accent,
            "quiet": worn.soft_ink,
            "danger": worn.bad,
        }.get(self._kind, worn.ink)
        self.setIcon(icons.icon(name, color))


def _mirrored(name: str, direction: Qt.LayoutDirection) -> str:
    """Return the icon that points the way a window of this direction is read."""
    return _OPPOSITE.get(name, name) if direction is Qt.LayoutDirection.RightToLeft else name

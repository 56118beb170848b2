"""The line above the chat: the thread's title, the assistant that answers, the menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from octavo.ui import icons, theme
from octavo.ui.assistants.menu import AssistantMenu
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say

HEADER_HEIGHT = 48
_NAME_WIDTH = 200
_ARROW = 12


class ThreadHeader(QWidget):
    """Title at the left, the assistant's button and the menu at the right.

    Args:
        menu: The window's menu.

    Attributes:
        assistants: The menu of the assistant's button.
    """

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self.assistants = AssistantMenu(self)
        self._assistant = ""
        self._title = ElidedLabel()
        self._button = QPushButton()
        self._button.setProperty("kind", "quiet")
        self._button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setIconSize(QSize(_ARROW, _ARROW))
        self._button.setAccessibleName(say("Assistant"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more = IconButton("more", say("More"))
        self.setFixedHeight(HEADER_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(theme.SPACE_XL, 0, theme.SPACE_L, 0))
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(self._title, 1)
        row.addSpacing(theme.SPACE_M)
        row.addWidget(self._button)
        row.addWidget(self._more)
        self._button.clicked.connect(self._on_assistants_asked)
        # popup, not setMenu: a button's own menu runs a nested loop
        self._more.clicked.connect(self._on_menu_asked)
        self._refresh()

    @property
    def assistant(self) -> str:
        """The name of the assistant."""
        return self._assistant

    @property
    def title(self) -> str:
        """The title of the thread."""
        return self._title.text()

    def show_thread(self, title: str, assistant: str) -> None:
        """Show another thread."""
        self._assistant = assistant
        self._title.setText(title)
        metrics = QFontMetrics(self._button.font())
        name = metrics.elidedText(assistant, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        self._button.setText(name.replace("&", "&&"))
        self._button.setToolTip(say("Who answers here"))
        self._button.setAccessibleDescription(assistant)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()
        super().changeEvent(event)

    def _on_assistants_asked(self) -> None:
        width = self.assistants.sizeHint().width()
        corner = QPoint(self._button.width() - width, self._button.height())
        self.assistants.popup(self._button.mapToGlobal(corner))

    def _on_menu_asked(self) -> None:
        corner = QPoint(self._more.width() - self._menu.sizeHint().width(), self._more.height())
        self._menu.popup(self._more.mapToGlobal(corner))

    def _refresh(self) -> None:
        self._title.setFont(theme.font(theme.CHAT_PX, QFont.Weight.DemiBold))
        self._button.setIcon(icons.icon("chevron-down", theme.current().soft_ink, _ARROW))

"""The settings dialog: subjects at the left, the page of one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.commands import Command
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.preferences.appearance import AppearancePage
from octavo.ui.preferences.data import DataPage
from octavo.ui.preferences.keys import KeysPage
from octavo.ui.preferences.models import ModelsPage
from octavo.ui.preferences.privacy import PrivacyPage
from octavo.ui.preferences.recognition import RecognitionPage
from octavo.ui.preferences.state import Preferences
from octavo.ui.preferences.usage import UsagePage
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.scrolling import Scrolling
from octavo.words import say

_SUBJECTS_WIDTH = 160


class SettingsDialog(QDialog):
    """What is chosen has effect at once; there is nothing to accept.

    Args:
        parent: The window.
        shown: The settings as they are.
        commands: What can be done, with its keys.
    """

    def __init__(
        self, parent: QWidget | None, shown: Preferences, commands: Sequence[Command]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Settings"))
        self.appearance = AppearancePage(shown)
        self.data = DataPage(shown.data_dir, shown.backups, shown.portability)
        self.recognition = RecognitionPage()
        self.models = ModelsPage(shown.destinations)
        self.privacy = PrivacyPage(shown.destinations)
        self.usage = UsagePage()
        self.keys = KeysPage(commands)
        self.subjects = QListWidget()
        self.subjects.setProperty("kind", "field")
        self.subjects.setAccessibleName(say("Subjects"))
        self.subjects.setFixedWidth(_SUBJECTS_WIDTH)
        self.pages = QStackedWidget()
        for name, page in (
            (say("Appearance"), self.appearance),
            (say("Data"), self.data),
            (say("Text recognition"), self.recognition),
            (say("Models"), self.models),
            (say("Privacy"), self.privacy),
            (say("Usage"), self.usage),
            (say("Keys"), self.keys),
        ):
            self.subjects.addItem(name)
            self.pages.addWidget(Scrolling(page))
        self.close_button = TextButton(say("Close"), kind="primary")
        middle = QHBoxLayout()
        middle.setSpacing(theme.SPACE_XL)
        middle.addWidget(self.subjects)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("Settings"), role="heading"))
        column.addLayout(middle, 1)
        column.addLayout(button_row(self.close_button))
        self.subjects.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        self.subjects.setCurrentRow(0)
        self.resize(680, 520)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the subjects out anew: only now they are dressed, and know how high they are."""
        super().showEvent(event)
        self.subjects.doItemsLayout()


async def show_settings(
    parent: QWidget | None,
    shown: Preferences,
    commands: Sequence[Command],
    serve: Callable[[SettingsDialog], None],
) -> None:
    """Show the settings until the person closes them; ``serve`` connects them before."""
    dialog = SettingsDialog(parent, shown, commands)
    serve(dialog)
    await finished(dialog)

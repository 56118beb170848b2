"""Other languages fit: no button cuts its German text off, and right to left mirrors the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from octavo.session.assistant_templates import templates
from octavo.session.state import AssistantItem, AssistantSettings, CollectionItem, ThreadItem
from octavo.ui.assistants.dialog import AssistantDialog, AssistantDraft
from octavo.ui.assistants.manager import ManagerDialog
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.documents.password_dialog import PasswordDialog
from octavo.ui.language import Language
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.view import PageView
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import Preferences
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.settings import Scheme, WindowSettings
from octavo.ui.sidebar.deleted_dialog import DeletedDialog
from support.languages import spoken
from support.qt import application

SETTINGS = AssistantSettings(name="Verträge", description="Findet Klauseln.")


def _assistant() -> QWidget:
    made = AssistantDialog(
        None, AssistantDraft(SETTINGS, None), (CollectionItem("v", "Mieten", 2),), templates()
    )
    made.fold.setChecked(True)
    return made


def _manager() -> QWidget:
    made = ManagerDialog(None)
    made.show_assistants([AssistantItem("a", SETTINGS, None)], "a")
    return made


def _password() -> QWidget:
    made = PasswordDialog(None, "KWallet")
    made.show_document("Geschützt.", more=2)
    return made


DIALOGS: dict[str, Callable[[], QWidget]] = {
    "assistant": _assistant,
    "assistants": _manager,
    "deleted": lambda: DeletedDialog(None, [ThreadItem("t", "Miete", 1, "a", deleted_at=2)]),
    "edit": lambda: EditQuestionDialog(None, "Wann?"),
    "hosts": lambda: ProviderDialog(None, None),
    "password": _password,
    "settings": lambda: SettingsDialog(
        None, Preferences(Scheme.LIGHT, Language.GERMAN, 100, Path("/daten")), ()
    ),
}


@pytest.fixture
def _german() -> Iterator[None]:
    with spoken(Language.GERMAN):
        yield


@pytest.fixture
def _right_to_left() -> Iterator[None]:
    application().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    application().setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def cut_off(widget: QWidget) -> list[str]:
    """Return the texts of buttons that are narrower than they ask for."""
    return [
        button.text()
        for button in widget.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width()
    ]


def main_window(folder: Path) -> MainWindow:
    window = MainWindow(WindowSettings(folder))
    window.place(ChatPanel(), PageView())
    window.resize(900, 600)
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


@pytest.mark.usefixtures("_german")
@pytest.mark.parametrize("name", DIALOGS)
def test_no_button_of_a_dialog_is_too_narrow_for_german(name: str) -> None:
    dialog = DIALOGS[name]()
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    assert cut_off(dialog) == []
    dialog.close()
    dialog.deleteLater()


@pytest.mark.usefixtures("_german")
def test_no_button_of_a_small_window_is_too_narrow_for_german(tmp_path: Path) -> None:
    window = main_window(tmp_path)
    assert window.sidebar.new_thread.text() == "Neues Gespräch"
    assert cut_off(window) == []
    window.close()
    window.deleteLater()


@pytest.mark.usefixtures("_right_to_left")
def test_right_to_left_mirrors_the_window_and_keeps_everything_inside(tmp_path: Path) -> None:
    window = main_window(tmp_path)
    sidebar, header = window.sidebar, window.header
    assert sidebar.mapTo(window, sidebar.rect().center()).x() > window.width() / 2
    assert header.mapTo(window, header.rect().center()).x() < window.width() / 2
    outside = [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.parentWidget() is not None
        and not part.isWindow()
        and isinstance(part, QAbstractButton)
        and not window.rect().contains(part.mapTo(window, part.rect().center()))
    ]
    assert outside == []
    assert not window.grab().isNull()  # whatever paints itself does so without a warning
    window.close()
    window.deleteLater()


@pytest.mark.usefixtures("_right_to_left")
@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_open_from_right_to_left(name: str) -> None:
    dialog = DIALOGS[name]()
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    assert cut_off(dialog) == []
    assert not dialog.grab().isNull()
    dialog.close()
    dialog.deleteLater()

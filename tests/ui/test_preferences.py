"""Settings and command palette: what is chosen is kept, what is offered is done."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from octavo.ui import application as module
from octavo.ui.command_palette import KEYS_ROLE, CommandPalette
from octavo.ui.commands import commands_of
from octavo.ui.language import Language
from octavo.ui.local_models.dialog import LocalModelsDialog
from octavo.ui.main_window import MainWindow
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.privacy import statements
from octavo.ui.preferences.state import Destination, Portability, Preferences
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.settings import Scheme, WindowSettings, keep_qt_settings_in
from octavo.ui.theme import Scheme as ThemeScheme
from support.qt import application, until
from support.shots import keep
from support.window import open_window

SHOWN = Preferences(Scheme.DARK, Language.GERMAN, 125, Path("/data"))


@pytest.fixture
def menu(qtbot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    inner = made.addMenu("&Thread")
    inner.addAction("Rename").setShortcut(QKeySequence("F2"))
    made.addSeparator()
    made.addAction("Salt && pepper")
    return made


def test_commands_are_all_that_menus_offer(menu: QMenu) -> None:
    found = [(one.text, one.keys) for one in commands_of([menu, menu])]
    assert found == [("Thread › Rename", "F2"), ("Salt & pepper", "")]


def test_the_window_names_each_command_once(qtbot, tmp_path: Path) -> None:
    window = MainWindow(WindowSettings(tmp_path))
    qtbot.addWidget(window)
    commands = commands_of([window.menu])
    names = [one.text for one in commands]
    assert len(names) == len(set(names)) > 20
    keys = [one.keys for one in commands if one.keys]
    assert len(keys) == len(set(keys))


def test_the_palette_finds_by_parts_of_words_and_chooses_with_the_keys(qtbot, menu: QMenu) -> None:
    palette = CommandPalette(None, commands_of([menu]))
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClicks(palette.field, "REN thr")
    assert palette.list.count() == 1
    palette.field.clear()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.result() == int(palette.DialogCode.Accepted)
    assert palette.chosen is not None
    assert palette.chosen.text() == "Salt && pepper"


def test_the_palette_has_the_keys_apart_from_the_names_and_reads_out_both(
    qtbot, menu: QMenu
) -> None:
    palette = CommandPalette(None, commands_of([menu]))
    qtbot.addWidget(palette)
    row = palette.list.item(0)
    assert (row.text(), row.data(KEYS_ROLE)) == ("Thread › Rename", "F2")
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Thread › Rename, F2"


def test_the_palette_offers_nothing_that_cannot_be_done(qtbot, menu: QMenu) -> None:
    for action in menu.findChildren(QAction):
        action.setEnabled(action.text() != "Rename")
    palette = CommandPalette(None, commands_of([menu]))
    qtbot.addWidget(palette)
    assert [palette.list.item(row).text() for row in range(palette.list.count())] == [
        "Salt & pepper"
    ]
    QTest.keyClicks(palette.field, "nothing like it")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.result() == 0
    assert palette.chosen is None


def test_settings_show_what_is_chosen_and_tell_what_is_chosen_then(qtbot) -> None:
    dialog = SettingsDialog(None, SHOWN, ())
    qtbot.addWidget(dialog)
    page = dialog.appearance
    assert (page.scheme.currentData(), page.text_size.currentData()) == (Scheme.DARK, 125)
    assert page.language.currentText() == "Deutsch"
    told: list[object] = []
    page.scheme_chosen.connect(told.append)
    page.text_size_chosen.connect(told.append)
    page.language_chosen.connect(told.append)
    for field, value in (
        (page.scheme, Scheme.LIGHT),
        (page.text_size, 200),
        (page.language, Language.SYSTEM),
    ):
        field.setCurrentIndex(field.findData(value))
        field.activated.emit(field.currentIndex())
    assert told == [Scheme.LIGHT, 200, Language.SYSTEM]
    assert page.note.text()
    assert dialog.data.folder.text() == str(Path("/data"))


def test_privacy_says_that_nothing_leaves_until_somebody_agrees() -> None:
    asked = Destination("ollama", "http://127.0.0.1:11434", allowed=False)
    assert statements([])[0] == "Your documents and questions do not leave this computer."
    assert statements([asked])[0] == "Your documents and questions do not leave this computer."
    assert "Nothing is sent to ollama before you agree." in statements([asked])
    agreed = Destination("ollama", "http://127.0.0.1:11434", allowed=True)
    said = statements([agreed])
    assert "Your documents and questions do not leave this computer." not in said
    assert "ollama: http://127.0.0.1:11434" in said
    embeds = Destination("ollama", "http://127.0.0.1:11434", allowed=False, embeds=True)
    said = statements([embeds])
    assert said[0] == "Text leaves this computer only for the hosts named here."
    assert any("the whole text" in line for line in said)
    assert not any("before you agree" in line for line in said)
    assert said.count("ollama: http://127.0.0.1:11434") == 1
    keeps = Destination("openai", "https://api.openai.com", allowed=False, keeps_files=True)
    said = statements([asked, keeps])
    assert said[0] == "Text and documents leave this computer only for the hosts named here."
    assert any("sent to it whole and kept there" in line for line in said)
    assert "openai: https://api.openai.com" in said
    assert "Nothing is sent to ollama before you agree." in said
    assert not any("Whole files are never sent." in line for line in said)
    assert any("Whole files are never sent." in line for line in statements([embeds]))
    reads = Destination("far", "https://far.example", allowed=False, summarises=True)
    said = statements([asked, reads])
    assert said[0] == "Text leaves this computer only for the hosts named here."
    where = said.index("far: https://far.example")
    assert "the whole text of that document is sent to it" in said[where - 1]
    assert "Nothing is sent to ollama before you agree." in said
    assert any("Whole files are never sent." in line for line in said)
    everything = Destination("all", "https://all.example", True, True, True, True)
    assert statements([everything]).count("all: https://all.example") == 4


def test_text_size_is_given_to_qt_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "Application", lambda _arguments: application())
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    module.make_application("1", text_size=100)
    assert "QT_SCALE_FACTOR" not in module.os.environ
    module.make_application("1", text_size=125)
    assert module.os.environ["QT_SCALE_FACTOR"] == "1.25"
    module.make_application("1", text_size=200)
    assert module.os.environ["QT_SCALE_FACTOR"] == "1.25"


async def test_the_window_opens_settings_and_palette_and_keeps_what_is_chosen(
    tmp_path: Path,
) -> None:
    async with open_window(tmp_path / "data") as program:
        window = program.window
        window.settings_asked.emit()
        await until(lambda: window.findChild(SettingsDialog), "the settings")
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        assert dialog.keys.list.topLevelItemCount() > 30
        dialog.appearance.scheme_chosen.emit(Scheme.DARK)
        dialog.appearance.language_chosen.emit(Language.GERMAN)
        dialog.appearance.text_size_chosen.emit(150)
        dialog.accept()
        await until(lambda: window.findChild(SettingsDialog) is None, "it has gone")
        window.commands_asked.emit()
        await until(lambda: window.findChild(CommandPalette), "the palette")
        palette = window.findChild(CommandPalette)
        assert palette is not None
        palette.field.setText("assistants")
        palette.accept()
        await until(lambda: window.findChild(CommandPalette) is None, "it has gone")
        await until(lambda: application().activeModalWidget(), "what was chosen")
        application().activeModalWidget().reject()
    kept = WindowSettings(tmp_path / "data")
    assert (kept.scheme, kept.language, kept.text_size) == (
        ThemeScheme.DARK,
        Language.GERMAN,
        150,
    )


async def test_the_settings_lead_to_hosts_and_to_models_on_this_computer(tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        window = program.window
        for name, kind in (("hosts", ProviderDialog), ("local", LocalModelsDialog)):
            window.settings_asked.emit()
            await until(lambda: window.findChild(SettingsDialog), "the settings")
            dialog = window.findChild(SettingsDialog)
            assert dialog is not None
            row = dialog.subjects.findItems("Models", Qt.MatchFlag.MatchExactly)[0]
            dialog.subjects.setCurrentItem(row)
            assert dialog.models.known.text() == "No host is known."
            keep(dialog, "settings-models")
            QTest.mouseClick(getattr(dialog.models, name), Qt.MouseButton.LeftButton)
            await until(lambda wanted=kind: window.findChild(wanted), name)
            shown = window.findChild(kind)
            assert shown is not None
            await until(lambda: window.findChild(SettingsDialog) is None, "the settings are gone")
            shown.reject()
            await until(lambda wanted=kind: window.findChild(wanted) is None, "it is gone")


def test_qts_own_dialogs_remember_in_the_data_folder_of_a_portable_program(
    qtbot, tmp_path: Path
) -> None:
    user, native = QSettings.Scope.UserScope, QSettings.Format.NativeFormat
    usual = QSettings(native, user, "QtProject").fileName()
    keep_qt_settings_in(tmp_path)
    try:
        assert QSettings(native, user, "QtProject").fileName().startswith(str(tmp_path))
    finally:
        QSettings.setPath(native, user, str(Path(usual).parent))


@pytest.mark.parametrize(
    ("name", "portability", "words", "offers", "moves"),
    [
        ("portable", Portability(is_portable=True), "do not travel", False, False),
        (
            "not-portable",
            Portability(reason="It is installed."),
            "here. It is installed.",
            False,
            True,
        ),
        ("may-be-portable", Portability(folder=Path("/stick/Octavo data")), "/stick/", True, True),
    ],
)
def test_the_data_page_says_whether_octavo_is_portable_and_offers_it_where_it_can_be(
    qtbot, name: str, portability: Portability, words: str, offers: bool, moves: bool
) -> None:
    dialog = SettingsDialog(None, dataclasses.replace(SHOWN, portability=portability), [])
    qtbot.addWidget(dialog)
    dialog.subjects.setCurrentRow(1)
    dialog.show()
    keep(dialog, name)
    assert words in dialog.data.portable.text()
    assert dialog.data.make_portable.isVisible() is offers
    assert dialog.data.move_folder.isEnabled() is moves

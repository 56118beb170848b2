"""A whole piece of work by keys alone: every key goes to what has the focus, nothing is helped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from octavo.program import Program
from octavo.session.state import DocumentState, MessageState
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.command_palette import CommandPalette
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.settings import Motion, WindowSettings
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, pages_of, panel_of

_PAGES = (
    "This lease is between the landlord and the tenant.",
    "The rent is due on the third working day of the month. The deposit is three rents.",
)


class Hands:
    """Presses keys in a window, wherever its focus is."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def here(self) -> QWidget:
        """What has the keys."""
        found = QApplication.focusWidget()
        assert found is not None, "the keys are nowhere"
        return found

    async def press(self, *keys: str) -> None:
        for one in keys:
            QCoreApplication.processEvents()
            await until(QApplication.focusWidget, "the keys are somewhere")
            QTest.keySequence(self.here, one)

    async def type(self, text: str, end: str = "") -> None:
        await until(QApplication.focusWidget, "the keys are somewhere")
        QTest.keyClicks(self.here, text)
        if end:
            await self.press(end)

    async def dialog(self, kind: type[QDialog]) -> None:
        """Wait for a dialog that has the keys."""
        await until(
            lambda: isinstance(QApplication.activeWindow(), kind) and QApplication.focusWidget(),
            f"a {kind.__name__}",
        )

    async def back(self) -> None:
        """Wait until the window has the keys again."""
        await until(lambda: not self._program.frame.findChildren(QDialog), "the dialog is gone")
        self._program.frame.activateWindow()  # what a window manager does, and offscreen does not
        await until(self._program.frame.isActiveWindow, "the window has the keys")


async def _answered(program: Program, asked: str) -> None:
    panel = panel_of(program)
    await until(
        lambda: (
            [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED]
            and panel.messages[0].text == asked
        ),
        f"the answer to “{asked}”",
    )


async def _add(program: Program, hands: Hands, path: Path) -> None:
    await hands.press("Ctrl+O")
    await hands.dialog(QFileDialog)
    assert isinstance(hands.here, QLineEdit)
    await hands.press("Ctrl+A")
    await hands.type(str(path), "Return")
    await hands.back()
    model = program.window.sidebar.documents_model
    await until(
        lambda: model.rowCount() and model.index(0).data(ITEM_ROLE).state is DocumentState.READY,
        "it is read",
    )


async def _follow_a_citation(program: Program, hands: Hands) -> None:
    await hands.press("Alt+Up", "Tab", "Return")
    canvas = pages_of(program).canvas
    await until(lambda: canvas.marks, "the marked page")
    assert hands.here is canvas
    assert canvas.property("reached")
    await hands.press("Alt+3", "Alt+4")
    assert hands.here is canvas
    await hands.press("Ctrl++", "Home", "End")
    keep(program.frame, "by-keys-page")
    await hands.press("Alt+3")
    assert hands.here is panel_of(program).composer.edit


async def _edit_the_question(program: Program, hands: Hands, text: str) -> None:
    panel = panel_of(program)
    await hands.press("Alt+Up", "Alt+Up")
    assert panel.transcript.message_in_hand is panel.messages[0]
    keep(program.frame, "by-keys-question")
    await hands.press("Return")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    await hands.back()
    assert panel.transcript.message_in_hand is panel.messages[0]
    await hands.press("Ctrl+Shift+E")
    await hands.dialog(EditQuestionDialog)
    await hands.press("Ctrl+A")
    await hands.type(text, "Ctrl+Return")
    await hands.back()


async def _rename_delete_and_undo(program: Program, hands: Hands) -> None:
    model = program.window.sidebar.threads_model

    def is_there() -> bool:
        return "Rent" in {model.index(row).data() for row in range(model.rowCount())}

    await hands.press("F2")
    await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the title's field")
    await hands.press("Ctrl+A")
    await hands.type("Rent", "Return")
    await until(is_there, "its title")
    await hands.press("Ctrl+Shift+Backspace")
    await until(lambda: not is_there(), "it is deleted")
    await hands.press("Ctrl+Z")
    await until(is_there, "it is back")


async def _from_the_palette(hands: Hands, typed: str) -> None:
    await hands.press("Ctrl+Shift+P")
    await hands.dialog(CommandPalette)
    await hands.type(typed, "Return")


async def test_a_piece_of_work_is_done_by_keys_alone(tmp_path: Path) -> None:
    lease = make_pdf(tmp_path / "lease.pdf", _PAGES)
    async with open_window(tmp_path / "data") as program:
        hands, window = Hands(program), program.window
        await hands.back()
        await hands.press("Alt+3")
        assert hands.here is window.empty_state.add_files
        await _add(program, hands, lease)
        await hands.type("When is the rent du?", "Return")
        await _answered(program, "When is the rent du?")
        await _follow_a_citation(program, hands)
        await _edit_the_question(program, hands, "When is the rent due?")
        await _answered(program, "When is the rent due?")
        await _rename_delete_and_undo(program, hands)

        await hands.press("Ctrl+,")
        await hands.dialog(SettingsDialog)
        await hands.press("Tab", "Tab", "Down")
        assert WindowSettings(tmp_path / "data").motion is not Motion.SYSTEM
        await hands.press("Esc")
        await hands.back()

        await _from_the_palette(hands, "new assistant")
        await hands.dialog(AssistantDialog)
        await hands.press("Ctrl+A")
        await hands.type("Reader", "Ctrl+Return")
        await hands.back()
        await until(lambda: window.header.assistant == "Reader", "it answers here")
        await _from_the_palette(hands, "assistant octavo")
        await hands.back()
        await until(lambda: window.header.assistant == "Octavo", "the first one again")
        keep(program.frame, "by-keys-end")

"""What the middle of the window shows until the engine is up, or why it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from octavo.session.state import Problem
from octavo.ui import icons, theme
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say

_PATIENCE_MS = 800
_WIDTH = 460
_BAR_HEIGHT = 6


class StartPage(QWidget):
    """Empty at first; says that it is opening if that takes long; shows a problem with ways on.

    Signals:
        retry_asked: The person wants to try again.
        go_back_asked: The person wants the data of before the upgrade.
        other_data_asked: The person knows where the data is.
        new_data_asked: The person wants to go on without the data.
        other_folder_asked: The person wants the data to be kept in another folder.
        cancel_asked: The person does not want what is being done any more.
        quit_asked: The person wants to leave.
    """

    retry_asked = Signal()
    go_back_asked = Signal()
    other_data_asked = Signal()
    new_data_asked = Signal()
    other_folder_asked = Signal()
    cancel_asked = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._title = _label("title")
        self._message = _label("")
        self._hint = _label("soft")
        self._retry = TextButton(say("Try again"), kind="primary")
        self._go_back = TextButton(say("Go back to the copy"))
        self._other_data = TextButton(say("Choose the folder…"))
        self._other_folder = TextButton(say("Choose another folder…"))
        self._new_data = TextButton(say("Go on without it…"))
        self._quit = TextButton(say("Quit"))
        self._cancel = TextButton(say("Cancel"))
        self._all_buttons = (
            self._retry,
            self._go_back,
            self._other_data,
            self._new_data,
            self._other_folder,
            self._cancel,
            self._quit,
        )
        self._bar = QProgressBar()
        self._buttons = QWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._problem: Problem | None = None
        self._lay_out()
        self._patience.timeout.connect(lambda: _say(self._hint, say("Opening…")))
        self._retry.clicked.connect(self.retry_asked)
        self._go_back.clicked.connect(self.go_back_asked)
        self._other_data.clicked.connect(self.other_data_asked)
        self._other_folder.clicked.connect(self.other_folder_asked)
        self._new_data.clicked.connect(self.new_data_asked)
        self._cancel.clicked.connect(self._on_cancel)
        self._quit.clicked.connect(self.quit_asked)
        self.show_opening()

    @property
    def problem(self) -> Problem | None:
        """Why the program cannot start, if it cannot."""
        return self._problem

    def show_opening(self) -> None:
        """Show nothing yet, and that it is opening after a while."""
        self._problem = None
        for part in (self._icon, self._title, self._message, self._bar, self._buttons):
            part.hide()
        _say(self._hint, "")
        self._patience.start()

    def show_problem(
        self,
        problem: Problem,
        *,
        can_go_back: bool = False,
        is_missing: bool = False,
        other_folder: bool = False,
    ) -> None:
        """Show why the program cannot start.

        Args:
            problem: The reason.
            can_go_back: Whether there is a copy of before an upgrade to go back to.
            is_missing: Whether the data is not where it was moved to, and may be elsewhere.
            other_folder: Whether the data could be kept in another folder.
        """
        self._problem = problem
        self._patience.stop()
        self._icon.setPixmap(
            icons.pixmap("warning", theme.current().warn, 32, self.devicePixelRatio())
        )
        _say(self._title, problem.title)
        _say(self._message, problem.message)
        _say(self._hint, problem.hint)
        for part in (self._icon, self._title, self._message, self._buttons):
            part.show()
        self._bar.hide()
        ways = [self._go_back] if can_go_back else []
        if is_missing:
            ways += [self._other_data, self._new_data]
        if other_folder:
            ways.append(self._other_folder)
        self._show_buttons(self._retry, *ways, self._quit)
        self.setAccessibleName(f"{problem.title}. {problem.message} {problem.hint}")
        self._retry.setFocus()

    def show_progress(self, title: str, message: str, *, can_cancel: bool = True) -> None:
        """Show something that takes a while; then see `show_share`.

        Args:
            title: What is done.
            message: What it is about.
            can_cancel: Whether it can be cancelled.
        """
        self._problem = None
        self._patience.stop()
        _say(self._title, title)
        _say(self._message, message)
        _say(self._hint, "")
        self._icon.hide()
        for part in (self._title, self._message, self._bar, self._buttons):
            part.show()
        self._bar.setValue(0)
        self._bar.setAccessibleName(title)
        self._cancel.setEnabled(True)
        self._show_buttons(*([self._cancel] if can_cancel else []))
        self.setAccessibleName(f"{title}. {message}")
        if can_cancel:
            self._cancel.setFocus()

    def show_share(self, share: float, words: str) -> None:
        """Show how far it is, from 0 to 1 and in words."""
        self._bar.setValue(round(share * self._bar.maximum()))
        _say(self._hint, words)

    def _show_buttons(self, *shown: TextButton) -> None:
        for button in self._all_buttons:
            button.setVisible(button in shown)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)  # it may take a moment
        self.cancel_asked.emit()

    def _lay_out(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_WIDTH, _BAR_HEIGHT)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, theme.SPACE_L, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addStretch(1)
        for button in self._all_buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self._title, self._message, self._bar, self._hint, self._buttons):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFixedWidth(_WIDTH)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setProperty("role", role)
    return label


def _say(label: QLabel, text: str) -> None:
    """Let a label of the page say something, with room for all of its lines."""
    label.setText(text)
    label.ensurePolished()  # its font counts
    label.setFixedHeight(max(0, label.heightForWidth(_WIDTH)))

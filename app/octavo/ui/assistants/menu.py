"""The menu of the assistant's button: who answers here, and what can be done with assistants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from octavo.session.state import AssistantItem
from octavo.words import say


class AssistantMenu(QMenu):
    """Shows all assistants with the one that answers marked.

    Signals:
        assistant_chosen: Id of the assistant that shall answer here from now on.
        edit_asked: The person wants to change the one that answers here.
        test_asked: The person wants to put it to the test.
        new_asked: The person wants another one.
        manage_asked: The person wants to see them all.
    """

    assistant_chosen = Signal(str)
    edit_asked = Signal()
    test_asked = Signal()
    new_asked = Signal()
    manage_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(say("Assistant"))
        self._group: QActionGroup | None = None

    def show_assistants(self, assistants: Sequence[AssistantItem], chosen: str) -> None:
        """Show these, with one marked by its id."""
        self.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        for item in assistants:
            action = self.addAction(item.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(item.id == chosen)
            action.triggered.connect(
                lambda _checked=False, key=item.id: self.assistant_chosen.emit(key)
            )
            self._group.addAction(action)
        self.addSeparator()
        for text, wanted in (
            (say("Edit…"), self.edit_asked),
            (say("Test…"), self.test_asked),
            (say("New assistant…"), self.new_asked),
            (say("All assistants…"), self.manage_asked),
        ):
            self.addAction(text).triggered.connect(wanted)

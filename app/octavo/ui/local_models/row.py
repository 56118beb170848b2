"""One model of the dialog: what it is, how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from octavo.session.local_models import ModelItem, ModelState
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_LEAST_TEXT = 160
_STEPS = 1000
_GB = 1e9


class ModelRow(QWidget):
    """Shows one model.

    Args:
        item: The model.
        why_not: Why none is to be fetched now and what to do; empty if they can run.

    Signals:
        get_asked, pause_asked, remove_asked: With the model's name.
    """

    get_asked = Signal(str)
    pause_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, item: ModelItem, *, why_not: str = "") -> None:
        super().__init__()
        self._name = item.name
        self._can_run = not why_not
        self.title = plain_label("")
        self.facts = plain_label("", role="soft")
        self.status = plain_label("", role="soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.get = TextButton("")
        self.pause = TextButton(say("Pause"))
        self.remove = TextButton(say("Remove"), kind="danger")
        for button in (self.get, self.pause, self.remove):
            button.setAutoDefault(False)
        if why_not:
            self.get.setEnabled(False)
            explain(self.get, why_not)
        texts = QVBoxLayout()
        texts.setSpacing(theme.SPACE_XS)
        for part in (self.title, self.facts, self.bar, self.status):
            part.setMinimumWidth(_LEAST_TEXT)  # two buttons need their room beside it
            texts.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        row.setSpacing(theme.SPACE_M)
        row.addLayout(texts, 1)
        for button in (self.get, self.pause, self.remove):
            row.addWidget(button)
        self.get.clicked.connect(lambda: self.get_asked.emit(self._name))
        self.pause.clicked.connect(lambda: self.pause_asked.emit(self._name))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._name))
        self.show_item(item)

    def show_item(self, item: ModelItem) -> None:
        """Show the model as it is now."""
        state = item.state
        self.title.setText(item.title)
        self.facts.setText(_facts(item))
        self.status.setText(_status(item, can_run=self._can_run))
        self.status.setVisible(bool(self.status.text()))
        self.status.setProperty("role", "bad" if item.problem else "soft")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        paused = state is ModelState.PAUSED
        self.bar.setVisible(state is ModelState.FETCHING or (paused and item.done > 0))
        self.bar.setValue(int(_STEPS * item.done / item.size) if item.size else 0)
        self.bar.setAccessibleName(self.status.text())
        self.get.setText(_verb(item))
        self.get.setAccessibleName(f"{self.get.text()}: {item.title}")
        self.get.setVisible(state in {ModelState.OFFERED, ModelState.PAUSED})
        self.pause.setAccessibleName(f"{self.pause.text()}: {item.title}")
        self.pause.setVisible(state is ModelState.FETCHING)
        self.remove.setAccessibleName(f"{self.remove.text()}: {item.title}")
        self.remove.setVisible(state in {ModelState.PAUSED, ModelState.HERE})


def _verb(item: ModelItem) -> str:
    if item.problem is not None:
        return say("Try again")
    return say("Go on") if item.state is ModelState.PAUSED else say("Get")


def _facts(item: ModelItem) -> str:
    parts = [item.licence] if item.licence else []
    if item.size:
        parts.append(say("{size:.1f} GB", size=item.size / _GB))
    if item.memory:
        parts.append(say("needs {size:.1f} GB of memory", size=item.memory / _GB))
    facts = " · ".join(parts)
    return f"{facts}\n{item.good_at}" if item.good_at else facts


def explain(part: QWidget, why_not: str) -> None:
    """Let something that cannot be used say why, to the pointer and to assistive programs."""
    part.setToolTip(plain_tooltip(why_not))
    part.setAccessibleDescription(why_not)


def _status(item: ModelItem, *, can_run: bool) -> str:
    if not can_run and item.state in {ModelState.OFFERED, ModelState.PAUSED}:
        return say("It could not run here yet: see above.")
    if item.problem is not None:
        return f"{item.problem.message} {item.problem.hint}".strip()
    done, size = item.done / _GB, item.size / _GB
    words = {
        ModelState.OFFERED: "",
        ModelState.FETCHING: say("{done:.2f} of {size:.2f} GB", done=done, size=size),
        ModelState.PAUSED: say("Paused at {done:.2f} GB", done=done),
        ModelState.HERE: say("On this computer; its checksum is right.")
        if item.checked
        else say("On this computer. Nobody said what its checksum has to be."),
    }
    return words[item.state]

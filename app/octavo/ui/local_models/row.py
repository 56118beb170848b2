"""One model of the dialog: what it is, how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from octavo.session.model_items import ModelItem, ModelState
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_LEAST_TEXT = 160
_STEPS = 1000
_MB, _GB = 1e6, 1e9


class ModelRow(QWidget):
    """Shows one model.

    Args:
        item: The model.
        why_not: Why none is to be fetched now and what to do; empty if they can run.
        one_in_use: Whether at most one of its kind is in use, which is chosen here.

    Signals:
        get_asked, pause_asked, remove_asked: With the model's name.
        use_asked: With its name, or empty to use none.
    """

    get_asked = Signal(str)
    pause_asked = Signal(str)
    remove_asked = Signal(str)
    use_asked = Signal(str)

    def __init__(self, item: ModelItem, *, why_not: str = "", one_in_use: bool = False) -> None:
        super().__init__()
        self._name = item.name
        self._can_run = not why_not
        self._one_in_use = one_in_use
        self._in_use = False
        self.title = plain_label("")
        self.facts = plain_label("", role="soft")
        self.status = plain_label("", role="soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.get = TextButton("")
        self.pause = TextButton(say("Pause"))
        self.use = TextButton("")
        self.remove = TextButton(say("Remove"), kind="danger")
        for button in (self.get, self.pause, self.use, self.remove):
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
        for button in (self.get, self.pause, self.use, self.remove):
            row.addWidget(button)
        self.get.clicked.connect(lambda: self.get_asked.emit(self._name))
        self.pause.clicked.connect(lambda: self.pause_asked.emit(self._name))
        self.use.clicked.connect(lambda: self.use_asked.emit("" if self._in_use else self._name))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._name))
        self.show_item(item)

    def show_item(self, item: ModelItem) -> None:
        """Show the model as it is now."""
        state = item.state
        self.title.setText(item.title)
        self.facts.setText(_facts(item))
        self.facts.setVisible(bool(self.facts.text()))
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
        not_here = {ModelState.OFFERED, ModelState.PAUSED, ModelState.BROKEN}
        self.get.setVisible(item.can_get and state in not_here)
        self.pause.setAccessibleName(f"{self.pause.text()}: {item.title}")
        self.pause.setVisible(state is ModelState.FETCHING)
        self._in_use = item.in_use
        self.use.setText(say("Do not use") if item.in_use else say("Use"))
        self.use.setAccessibleName(f"{self.use.text()}: {item.title}")
        can_use = state is ModelState.HERE or (state is ModelState.BROKEN and item.in_use)
        self.use.setVisible(self._one_in_use and can_use)
        self.remove.setAccessibleName(f"{self.remove.text()}: {item.title}")
        self.remove.setVisible(state not in {ModelState.OFFERED, ModelState.FETCHING})


def _verb(item: ModelItem) -> str:
    if item.state is ModelState.BROKEN:
        return say("Get")
    if item.problem is not None:
        return say("Try again")
    return say("Go on") if item.state is ModelState.PAUSED else say("Get")


def _facts(item: ModelItem) -> str:
    parts = [item.licence] if item.licence else []
    if item.size:
        parts.append(_size(item.size))
    if item.memory:
        parts.append(say("needs {size} of memory", size=_size(item.memory)))
    facts = " · ".join(parts)
    return f"{facts}\n{item.good_at}" if item.good_at else facts


def _size(size: int) -> str:
    """Return a size in the unit in which it is a number of few digits."""
    if size < _GB:
        return say("{size:.0f} MB", size=size / _MB)
    return say("{size:.1f} GB", size=size / _GB)


def explain(part: QWidget, why_not: str) -> None:
    """Let something that cannot be used say why, to the pointer and to assistive programs."""
    part.setToolTip(plain_tooltip(why_not))
    part.setAccessibleDescription(why_not)


def _status(item: ModelItem, *, can_run: bool) -> str:
    if not can_run and item.state in {ModelState.OFFERED, ModelState.PAUSED}:
        return say("It could not run here yet: see above.")
    if item.problem is not None:
        return f"{item.problem.message} {item.problem.hint}".strip()
    words = {
        ModelState.OFFERED: "",
        ModelState.FETCHING: _way(item.done, item.size),
        ModelState.PAUSED: _paused(item),
        ModelState.HERE: say("On this computer; its checksum is right.")
        if item.checked
        else say("On this computer. Nobody said what its checksum has to be."),
        ModelState.BROKEN: "",
    }
    said = words[item.state]
    return f"{say('In use.')} {said}" if item.in_use else said


def _way(done: int, size: int) -> str:
    if size < _GB:
        return say("{done:.0f} of {size:.0f} MB", done=done / _MB, size=size / _MB)
    return say("{done:.2f} of {size:.2f} GB", done=done / _GB, size=size / _GB)


def _paused(item: ModelItem) -> str:
    if item.size < _GB:
        return say("Paused at {done:.0f} MB", done=item.done / _MB)
    return say("Paused at {done:.2f} GB", done=item.done / _GB)

"""The settings' lines about backups that are made by themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from octavo.days import with_time
from octavo.session.backup_plan import BackupPlan, Every
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import later, say

_NAMES = {
    Every.NEVER: later("No automatic backups"),
    Every.DAY: later("Every day"),
    Every.WEEK: later("Every week"),
}
_KEPT = (3, 5, 10, 30)


class AutomaticBackups(QWidget):
    """How often, where to, how many; and what became of the last one.

    Signals:
        changed: The person wants something else.
        folder_asked: The person wants to choose where they go.
    """

    changed = Signal()
    folder_asked = Signal()

    def __init__(self, plan: BackupPlan) -> None:
        super().__init__()
        self._folder: Path | None = None
        self.every_field = QComboBox()
        for every, name in _NAMES.items():
            self.every_field.addItem(str(name), every)
        self.every_field.setAccessibleName(say("Automatic backups"))
        self.keep_field = QComboBox()
        for count in _KEPT:
            self.keep_field.addItem(say("Keep {count}", count=count), count)
        self.keep_field.setAccessibleName(say("How many backups are kept"))
        self.choose = TextButton(say("Folder…"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(say("Folder for automatic backups"))
        self.status = plain_label("", role="soft")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.every_field, 1)
        row.addWidget(self.keep_field)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(row)
        column.addWidget(self.status)
        self.every_field.activated.connect(self.changed)
        self.keep_field.activated.connect(self.changed)
        self.choose.clicked.connect(self.folder_asked)
        self.show_plan(plan)

    @property
    def every(self) -> Every:
        """How often the person wants them."""
        return Every(self.every_field.currentData())

    @property
    def keep(self) -> int:
        """How many the person wants to keep."""
        return int(self.keep_field.currentData())

    @property
    def folder(self) -> Path | None:
        """Where they go; None if none was chosen yet."""
        return self._folder

    def show_plan(self, plan: BackupPlan) -> None:
        """Show what is wanted, and what was done."""
        self._folder = plan.folder
        self.every_field.setCurrentIndex(self.every_field.findData(plan.every))
        if self.keep_field.findData(plan.keep) < 0:
            self.keep_field.addItem(say("Keep {count}", count=plan.keep), plan.keep)
        self.keep_field.setCurrentIndex(self.keep_field.findData(plan.keep))
        wanted = plan.every is not Every.NEVER
        self.keep_field.setVisible(wanted)
        self.choose.setVisible(wanted)
        self.show_status(_words(plan), bad=bool(wanted and plan.failure))

    def show_status(self, text: str, *, bad: bool = False) -> None:
        """Say what became of the last one, or why something cannot be chosen."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.status.setProperty("role", "bad" if bad else "soft")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)


def _words(plan: BackupPlan) -> str:
    if plan.every is Every.NEVER or plan.folder is None:
        return ""
    said = [say("They go to “{folder}”.", folder=plan.folder)]
    if plan.failure:
        said.append(say("The last one was not made: {reason}", reason=plan.failure))
    if plan.made:
        made = dt.datetime.fromtimestamp(int(plan.made), dt.UTC).astimezone()
        said.append(say("The last one was made {when} and checked.", when=with_time(made)))
    elif not plan.failure:
        said.append(say("The first one is made in a moment, while Octavo is open."))
    return " ".join(said)

"""The dialog that says where a collection is searched, and what lies at hosts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from octavo.days import in_words
from octavo.protocol.hosting import HostedFileObject
from octavo.protocol.phrases import retold
from octavo.session.engine_words import quoted
from octavo.session.hosting import Hosting, amount_words, hosting_words, is_at_host, size_words
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import later, say

_STATES = {
    "waiting": later("is sent next"),
    "sending": later("is being sent"),
    "reading": later("is being read there"),
    "ready": later("is searched there"),
    "failed": later("cannot be searched there"),
    "leaving": later("is to be deleted there"),
    "kept": later("was left there"),
}

_LIST_HEIGHT = 132
"""Pixels: four rows and a half, so that more of them are seen to be there."""


class HostingDialog(QDialog):
    """Shows where a collection is searched; a host, or this computer, can be chosen.

    Signals:
        chosen: With the name of a provider, or empty for this computer, and whether what lies at
            the host is deleted there.
        deletion_asked: What was left at hosts, or could not be deleted, is to be deleted.
    """

    chosen = Signal(str, bool)
    deletion_asked = Signal()

    def __init__(self, parent: QWidget | None, collection: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Where it is searched"))
        self.state = plain_label("")
        self.problem = plain_label("", role="bad")
        self.list = QComboBox()
        self.list.setAccessibleName(say("Where the collection is searched"))
        self.list.addItem(say("On this computer"), "")
        self.delete = QCheckBox(say("&Delete at the host what lies there"))
        self.delete.setChecked(True)
        self.sum = plain_label("", role="soft")
        self.files = QListWidget()
        self.files.setProperty("kind", "field")
        self.files.setWordWrap(True)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setMaximumHeight(_LIST_HEIGHT)
        self.files.setAccessibleName(say("What lies at hosts"))
        self.clear = TextButton(say("Delete what was left"), kind="danger")
        self.use = TextButton(say("Use"), kind="primary")
        self.leave = TextButton(say("Close"))
        self.use.setDefault(True)
        for button in (self.clear, self.leave):
            button.setAutoDefault(False)
        self._provider: str | None = None
        self._lies_there = False
        self._lay_out(collection)
        self.use.clicked.connect(lambda: self.chosen.emit(self.named, self.delete.isChecked()))
        self.clear.clicked.connect(self.deletion_asked)
        self.leave.clicked.connect(self.reject)
        self.list.currentIndexChanged.connect(self._refresh)
        self.list.setFocus()
        self.show_problem("")
        self.show_files(())

    @property
    def named(self) -> str:
        """The provider that the list names now; empty for this computer."""
        return str(self.list.currentData())

    def show_providers(self, providers: Sequence[tuple[str, str]]) -> None:
        """Offer hosts, by the providers' names and the places; what is chosen by then stays."""
        for name, place in providers:
            if self.list.findData(name) < 0:
                self.list.addItem(f"{name} ({place})", name)

    def show_hosting(self, hosting: Hosting) -> None:
        """Show what of the collection lies at hosts; at first, the list shows what is chosen."""
        if self._provider is None and hosting.provider:
            self.show_providers([(hosting.provider, hosting.place)])
            self.list.setCurrentIndex(self.list.findData(hosting.provider))
        self._provider = hosting.provider
        self._lies_there = hosting.lies_there
        self.state.setText(hosting_words(hosting))
        self.show_problem(hosting.problem)

    def show_files(self, files: Sequence[HostedFileObject]) -> None:
        """Show all that lies at hosts, or is about to."""
        self.files.clear()
        for one in files:
            item = QListWidgetItem(_line(one), self.files)
            problem = retold(one.problem or "", one.problem_phrases)
            item.setToolTip(plain_tooltip(f"{one.origin}\n{problem}".strip()))
        there = [one for one in files if is_at_host(one)]
        amount = amount_words(len(there), sum(one.bytes for one in there))
        self.sum.setText(say("At hosts, of all collections: {amount}", amount=amount))
        self.sum.setVisible(bool(files))
        self.files.setVisible(bool(files))
        self.clear.setVisible(any(one.state in {"kept", "leaving"} for one in files))

    def show_problem(self, problem: str) -> None:
        """Show what failed, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Keep the dialog as high as its texts, which come and go."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and (layout := self.layout()) is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        return done

    def _lay_out(self, collection: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        title = say("Where “{name}” is searched", name=collection)
        column.addWidget(plain_label(title, role="heading"))
        column.addWidget(self.state)
        column.addWidget(self.problem)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(self.list)
        column.addWidget(self.delete)
        hint = say(
            "A host that speaks OpenAI’s files and vector stores gets the documents whole and"
            " keeps them. What it finds is shown on the page of the copy here. What is removed"
            " here is deleted there. Hosts are added under “Model hosts”."
        )
        column.addWidget(plain_label(hint, role="soft"))
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.sum)
        column.addWidget(self.files, 1)
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.clear, self.leave, self.use))
        self.setMinimumWidth(520)

    def _refresh(self) -> None:
        """Let the same be chosen again only where it failed."""
        named, failed = self.named, bool(self.problem.text())
        self.use.setEnabled(named != (self._provider or "") or (failed and bool(named)))
        self.delete.setVisible(self._lies_there and not named and bool(self._provider))


def _line(one: HostedFileObject) -> str:
    parts = [one.filename, size_words(one.bytes), str(_STATES[one.state])]
    if one.sent_at is not None:
        sent = dt.datetime.fromtimestamp(one.sent_at, dt.UTC).astimezone()
        parts.append(say("since {day}", day=in_words(sent.date())))
    return " · ".join([*parts, quoted(one.vector_store_name)] if one.vector_store_name else parts)


async def show_hosting(
    parent: QWidget | None, collection: str, serve: Callable[[HostingDialog], None]
) -> None:
    """Show the dialog of a collection until it is closed; ``serve`` fills and connects it."""
    dialog = HostingDialog(parent, collection)
    serve(dialog)
    await finished(dialog)

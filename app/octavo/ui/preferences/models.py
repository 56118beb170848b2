"""The settings' page about models: what writes answers, and the ways to hosts and local models."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.preferences.state import Destination
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class ModelsPage(QWidget):
    """Says which hosts are known, and leads to where models are seen to.

    Signals:
        hosts_asked: The person wants to see the model hosts.
        local_asked: The person wants to see the models on this computer.
    """

    hosts_asked = Signal()
    local_asked = Signal()

    def __init__(self, hosts: Sequence[Destination]) -> None:
        super().__init__()
        names = ", ".join(one.name for one in hosts)
        self.known = plain_label(
            say("Hosts: {names}.", names=names) if names else say("No host is known."), role="soft"
        )
        self.hosts = TextButton(say("Model hosts…"))
        self.local = TextButton(say("Models on this computer…"))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for button in (self.hosts, self.local):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Models"), role="heading"))
        column.addWidget(
            plain_label(
                say(
                    "Without a model, answers are quotes from your documents, and nothing is sent. "
                    "Which model writes is chosen in each assistant: one of a host, or one that "
                    "runs on this computer."
                ),
                role="soft",
            )
        )
        column.addWidget(self.known)
        column.addLayout(row)
        column.addStretch(1)
        self.hosts.clicked.connect(self.hosts_asked)
        self.local.clicked.connect(self.local_asked)

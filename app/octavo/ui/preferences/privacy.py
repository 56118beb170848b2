"""The settings' page that says what leaves the machine, and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.preferences.state import Destination
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class PrivacyPage(QWidget):
    """Nothing, or where to.

    Signals:
        hosts_asked: The person wants to see the model hosts.
    """

    hosts_asked = Signal()

    def __init__(self, destinations: Sequence[Destination]) -> None:
        super().__init__()
        self.lines = statements(destinations)
        self.hosts = TextButton(say("Model hosts…"))
        self.hosts.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        for number, line in enumerate(self.lines):
            column.addWidget(plain_label(line, role="" if number else "heading"))
        column.addWidget(self.hosts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.hosts.clicked.connect(self.hosts_asked)


def statements(destinations: Sequence[Destination]) -> list[str]:
    """Return what leaves the machine and when, the sum of it first."""
    answering = [one for one in destinations if one.allowed]
    embedding = [one for one in destinations if one.embeds]
    keeping = [one for one in destinations if one.keeps_files]
    summarising = [one for one in destinations if one.summarises]
    if not (answering or embedding or keeping or summarising):
        said = [say("Your documents and questions do not leave this computer.")]
    elif keeping:
        said = [say("Text and documents leave this computer only for the hosts named here.")]
    else:
        said = [say("Text leaves this computer only for the hosts named here.")]
    if answering:
        said.append(
            say(
                "When you ask an assistant whose answers one of them writes, the question, the "
                "thread so far, and passages of your documents that fit the question are sent to "
                "it."
            )
        )
        said += [say("{name}: {origin}", name=one.name, origin=one.origin) for one in answering]
    if embedding:
        said.append(
            say(
                "Where one of the following compares meanings in a collection, the whole text of "
                "its documents and each question that is put to it are sent to it."
            )
        )
        said += [say("{name}: {origin}", name=one.name, origin=one.origin) for one in embedding]
    if keeping:
        said.append(
            say(
                "Where a collection is searched at one of the following, its documents are sent to "
                "it whole and kept there until they are deleted, and each question that is put to "
                "the collection is sent to it. “Search at a host…” in the menu of collections "
                "lists what lies there."
            )
        )
        said += [say("{name}: {origin}", name=one.name, origin=one.origin) for one in keeping]
    if summarising:
        said.append(
            say(
                "Where you have one of the following summarise a document, the whole text of that "
                "document is sent to it."
            )
        )
        said += [say("{name}: {origin}", name=one.name, origin=one.origin) for one in summarising]
    agreed = {one.name for one in (*answering, *embedding, *keeping, *summarising)}
    waiting = [one.name for one in destinations if one.name not in agreed]
    if waiting:
        names = ", ".join(waiting)
        said.append(say("Nothing is sent to {names} before you agree.", names=names))
    said += [
        say(
            "Documents, threads and everything that is read of them lie in the data folder, "
            "readable for you alone. Whole files are never sent."
        )
        if not keeping
        else say(
            "Documents, threads and everything that is read of them lie in the data folder, "
            "readable for you alone. Whole files are sent only as said above."
        ),
        say(
            "Octavo reports nothing. The tokens that models used are counted for you, and errors "
            "are written to a log: both are in the data folder and stay there. New versions are "
            "looked for only if you turn that on in the menu, where it is said what is asked."
        ),
        say("A web page or a mail is opened only after you have seen its address and agreed."),
    ]
    return said

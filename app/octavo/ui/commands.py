"""Everything that the menus offer, as one list: for the command palette and the list of keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu


@dataclasses.dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Args:
        text: What the menu calls it, with the names of the menus above it.
        keys: What can be pressed instead, as the system writes it; may be empty.
        action: What does it.
    """

    text: str
    keys: str
    action: QAction


def commands_of(menus: Iterable[QMenu]) -> list[Command]:
    """Return all commands of some menus and of the menus in them, in the menus' order.

    What can be done is in a command's action; one that is in several menus is named once. The
    title of a menu stands before what it offers.
    """
    found: dict[QAction, Command] = {}
    for menu in menus:
        title = menu.title()
        for command in _commands(menu, f"{title} › " if title else ""):
            found.setdefault(command.action, command)
    return list(found.values())


def _commands(menu: QMenu, above: str) -> Iterator[Command]:
    menu.aboutToShow.emit()  # for those that are filled when they open
    for action in menu.actions():
        text = above + action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _commands(inner, f"{text} › ")
        elif not action.isSeparator():
            native = QKeySequence.SequenceFormat.NativeText
            yield Command(text, action.shortcut().toString(native), action)

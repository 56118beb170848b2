"""The menu of collections: choose one, make, rename, delete; pause reading, watch folders."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from octavo.session.names import display_name
from octavo.session.state import CollectionItem, FolderItem
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say, say_many

_NAMED: Final = 5
"""Documents that are named at most."""


class CollectionCommand(StrEnum):
    """What a person can do with the collection in view."""

    NEW = "new"
    RENAME = "rename"
    EMBEDDER = "compare meanings of"
    HOSTING = "choose where to search a"
    DELETE = "delete"
    PAUSE = "pause"
    GO_ON = "go on"
    WATCH = "watch"


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionChoice:
    """What the menu shows.

    Args:
        collections: All, by name.
        current: The assistant's.
        besides: What the thread in view looks into besides.
        has_thread: Whether a thread is in view.
        is_paused: Whether all reading is paused.
        folders: That the current collection follows.
    """

    collections: Sequence[CollectionItem]
    current: str | None
    besides: str | None
    has_thread: bool
    is_paused: bool
    folders: Sequence[FolderItem] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionAnswers:
    """Who is told what was chosen.

    Args:
        choose: Called with the id of the collection that the assistant shall look into.
        look_into: Called with the id of the one that the thread shall look into besides, or with
            an empty text for none.
        unwatch: Called with a folder that is not to be watched any more.
        missing: Called with a folder, and whether the documents whose PDFs are missing there are to
            be kept; else they are to be removed.
        do: Called with what else is wanted.
    """

    choose: Callable[[str], None]
    look_into: Callable[[str], None]
    unwatch: Callable[[FolderItem], None]
    missing: Callable[[FolderItem, bool], None]
    do: Callable[[CollectionCommand], None]


def collection_menu(parent: QWidget, choice: CollectionChoice, to: CollectionAnswers) -> QMenu:
    """Return the menu.

    Args:
        parent: Owns it.
        choice: What it shows.
        to: Told what was chosen.
    """
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for item in choice.collections:
        action = _choice(menu, group, _label(item), item.id == choice.current)
        action.triggered.connect(lambda _on=False, key=item.id: to.choose(key))
    menu.addSeparator()
    has_one = choice.current is not None
    for text, command, possible in (
        (say("New collection…"), CollectionCommand.NEW, True),
        (say("Rename…"), CollectionCommand.RENAME, has_one),
        (say("Compare meanings by…"), CollectionCommand.EMBEDDER, has_one),
        (say("Search at a host…"), CollectionCommand.HOSTING, has_one),
        (say("Delete"), CollectionCommand.DELETE, has_one),
    ):
        action = menu.addAction(text)
        action.setEnabled(possible)
        action.triggered.connect(lambda _on=False, c=command: to.do(c))
    menu.addSeparator()
    _add_besides(menu, choice, to.look_into)
    watched = menu.addMenu(say("Watched folders"))
    for folder in choice.folders:
        name = display_name(Path(folder.path)).replace("&", "&&")
        action = watched.addAction(say("Stop watching “{name}”", name=name))
        action.setToolTip(plain_tooltip(f"{folder.path}\n{folder.problem}".strip()))
        action.triggered.connect(lambda _on=False, f=folder: to.unwatch(f))
        if folder.missing:
            _add_missing(watched, folder, name, to.missing)
    watched.setToolTipsVisible(True)
    watched.addSeparator()
    watch = watched.addAction(say("Watch a folder…"))
    watch.triggered.connect(lambda: to.do(CollectionCommand.WATCH))
    pausing = CollectionCommand.GO_ON if choice.is_paused else CollectionCommand.PAUSE
    words = say("Go on reading") if choice.is_paused else say("Pause all reading")
    menu.addAction(words).triggered.connect(lambda: to.do(pausing))
    return menu


def _add_missing(
    menu: QMenu, folder: FolderItem, name: str, decide: Callable[[FolderItem, bool], None]
) -> None:
    count = len(folder.missing)
    names = list(folder.missing[:_NAMED])
    if (more := count - len(names)) > 0:
        names.append(say_many("and {n:,} more", "and {n:,} more", more))
    for text, keeps in (
        (
            say_many(
                "Remove the document missing in “{name}”",
                "Remove the {n:,} documents missing in “{name}”",
                count,
                name=name,
            ),
            False,
        ),
        (
            say_many(
                "Keep the document missing in “{name}”",
                "Keep the {n:,} documents missing in “{name}”",
                count,
                name=name,
            ),
            True,
        ),
    ):
        action = menu.addAction(text)
        action.setToolTip(plain_tooltip("\n".join(names)))
        action.triggered.connect(lambda _on=False, k=keeps: decide(folder, k))


def _add_besides(menu: QMenu, choice: CollectionChoice, look_into: Callable[[str], None]) -> None:
    besides = menu.addMenu(say("This thread looks also into"))
    others = [item for item in choice.collections if item.id != choice.current]
    besides.setEnabled(choice.has_thread and bool(others))
    group = QActionGroup(besides)
    none = _choice(besides, group, say("No other collection"), choice.besides is None)
    none.triggered.connect(lambda: look_into(""))
    for item in others:
        action = _choice(besides, group, _label(item), item.id == choice.besides)
        action.triggered.connect(lambda _on=False, key=item.id: look_into(key))


def _choice(menu: QMenu, group: QActionGroup, text: str, checked: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action


def _label(item: CollectionItem) -> str:
    count = say_many("{n} document", "{n:,} documents", item.documents)
    return f"{item.name or UNNAMED} · {count}".replace("&", "&&")

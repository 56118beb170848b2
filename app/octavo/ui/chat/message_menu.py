"""Menus that offer what can be done with a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from octavo.session.state import ChatMessage, Citation
from octavo.ui.chat.message_actions import (
    ACTION_KEYS,
    ACTION_LABELS,
    RATINGS,
    MessageAction,
    actions_for,
)
from octavo.ui.chat.targets import CitationTarget, LinkTarget, Target
from octavo.words import later, say

_IN_THREAD = {
    MessageAction.COPY: later("Copy last answer"),
    MessageAction.AGAIN: later("Answer again"),
    MessageAction.WHY: later("Why these passages?"),
    MessageAction.DETAILS: later("Details of the answer"),
    MessageAction.BRANCH: later("Branch from the last answer"),
    MessageAction.EDIT: later("Edit last question…"),
    MessageAction.GOOD: later("Rate last answer as good"),
    MessageAction.POOR: later("Rate last answer as poor"),
}

_CHOSEN = {
    MessageAction.COPY: later("Copy this message"),
    MessageAction.BRANCH: later("Branch from this message"),
    MessageAction.EDIT: later("Edit this question…"),
    MessageAction.GOOD: later("Rate this answer as good"),
    MessageAction.POOR: later("Rate this answer as poor"),
}
"""What is said otherwise while the keys have chosen a message."""


def text_menu(
    view: QTextEdit, target: Target | None, open_beside: Callable[[Citation], object]
) -> QMenu:
    """Return a menu for the text under the pointer, which is deleted when it closes."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction(say("Copy"), view.copy)
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.setEnabled(view.textCursor().hasSelection())
    if isinstance(target, LinkTarget):
        href = target.href
        menu.addAction(say("Copy link"), lambda: QApplication.clipboard().setText(href))
    if isinstance(target, CitationTarget):
        citation = target.citation
        menu.addAction(say("Open beside"), lambda: open_beside(citation))
    menu.addAction(say("Select all"), view.selectAll)
    return menu


def offer(
    menu: QMenu,
    message: ChatMessage,
    asked: Callable[[MessageAction, str], object],
    *,
    with_keys: bool = False,
) -> None:
    """Put into a menu what can be done with a message.

    Args:
        menu: Is filled.
        message: What it is for.
        asked: Called with what is chosen, and the message's id.
        with_keys: Whether the keys have chosen the message: theirs are shown beside it then.
    """
    menu.addSeparator()
    for kind in actions_for(message):
        text = str(ACTION_LABELS[kind])
        if kind is MessageAction.COPY:
            text = say("Copy question") if message.role == "user" else say("Copy answer")
        action = menu.addAction(text)
        if with_keys:
            action.setShortcut(QKeySequence(ACTION_KEYS[kind]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # only to be seen
        if kind in RATINGS:
            action.setCheckable(True)
            action.setChecked(message.rating is RATINGS[kind])
        action.triggered.connect(lambda _checked=False, kind=kind: asked(kind, message.id))


def fill_menu(
    menu: QMenu, asked: Callable[[MessageAction], object], is_chosen: Callable[[], bool]
) -> list[QAction]:
    """Put into a menu what can be done with a message of the thread in view, with its keys.

    Args:
        menu: Is filled; what it says is set anew whenever it opens.
        asked: Called with what is chosen.
        is_chosen: Tells whether the keys have chosen a message; else the end of the thread is
            meant.
    """
    made: dict[MessageAction, QAction] = {}
    for kind, text in _IN_THREAD.items():
        action = menu.addAction(str(text))
        action.setShortcut(QKeySequence(ACTION_KEYS[kind]))
        action.triggered.connect(lambda _checked=False, kind=kind: asked(kind))
        made[kind] = action

    def suit() -> None:
        words = _IN_THREAD | _CHOSEN if is_chosen() else _IN_THREAD
        for kind, action in made.items():
            action.setText(str(words[kind]))

    menu.aboutToShow.connect(suit)
    return list(made.values())

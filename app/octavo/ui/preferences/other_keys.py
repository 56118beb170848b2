"""The keys that no menu shows: those of lists, text fields, the conversation, the pages."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence

from octavo.ui.documents.words import ACTION_KEYS, ACTION_LABELS, DocumentAction
from octavo.words import Later, later

_LISTS: Final = later("Lists")
_THREADS: Final = later("Threads")
_DOCUMENTS: Final = later("Documents")
_QUESTION: Final = later("Question")
_CHAT: Final = later("Conversation")
_PAGES: Final = later("Pages")
_FINDING: Final = later("Finding")

_DONE_BY_KEYS: Final = (
    DocumentAction.OPEN,
    DocumentAction.BESIDE,
    DocumentAction.DETAILS,
    DocumentAction.RETRY,
    DocumentAction.REMOVE,
)

_ROWS: Final[tuple[tuple[Later, Later, tuple[str, ...]], ...]] = (
    (_LISTS, later("Row before, next row"), ("Up", "Down")),
    (_LISTS, later("Choose several rows (both arrows)"), ("Shift+Down",)),
    (_THREADS, later("Delete"), ("Del",)),
    *((_DOCUMENTS, ACTION_LABELS[one], (ACTION_KEYS[one],)) for one in _DONE_BY_KEYS),
    (_QUESTION, later("Ask"), ("Return",)),
    (_QUESTION, later("New line"), ("Shift+Return",)),
    (_QUESTION, later("Add the copied files"), ("Ctrl+V",)),
    (_CHAT, later("Citation or button before, next one"), ("Shift+Tab", "Tab")),
    (_CHAT, later("Open the citation, or do what the button says"), ("Return", "Space")),
    (_CHAT, later("Menu of the chosen message"), ("Return",)),
    (_CHAT, later("Move a caret through the text"), ("Left", "Right")),
    (_CHAT, later("Select text (all arrows)"), ("Shift+Right",)),
    (_CHAT, later("Copy the selected text"), ("Ctrl+C",)),
    (_CHAT, later("Choose nothing any more"), ("Esc",)),
    (_PAGES, later("Scroll"), ("Up", "Down")),
    (_PAGES, later("A screen back, a screen on"), ("PgUp", "PgDown")),
    (_PAGES, later("First page, last page"), ("Home", "End")),
    (_PAGES, later("Change what is selected (both arrows)"), ("Shift+Right",)),
    (_PAGES, later("Select nothing"), ("Esc",)),
    (_FINDING, later("Choose among what was found"), ("Up", "Down")),
    (_FINDING, later("Go to what was found"), ("Return",)),
    (_FINDING, later("Place before, in the document"), ("Shift+Return",)),
    (_FINDING, later("Close"), ("Esc",)),
)


def other_keys() -> list[tuple[str, str]]:
    """Return what the keys do and which they are, as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (f"{where} › {what}", ", ".join(QKeySequence(one).toString(native) for one in keys))
        for where, what, keys in _ROWS
    ]

"""What a document's state is called, how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QLocale

from octavo.protocol.language_names import LANGUAGE_NAMES
from octavo.session.state import DocumentItem, DocumentState
from octavo.words import later, say, say_many


class DocumentAction(StrEnum):
    """What a person can do with a document of the list."""

    OPEN = "open"
    BESIDE = "open beside"
    SUMMARISE = "summarise"
    COMPARE = "compare"
    PAUSE = "pause"
    GO_ON = "go on"
    CANCEL = "cancel"
    UNLOCK = "unlock"
    RETRY = "retry"
    DETAILS = "details"
    REVEAL = "reveal"
    COPY_TO = "copy"
    MOVE_TO = "move"
    REMOVE = "remove"


ACTION_LABELS = {
    DocumentAction.OPEN: later("Show"),
    DocumentAction.BESIDE: later("Open beside"),
    DocumentAction.SUMMARISE: later("Summary"),
    DocumentAction.COMPARE: later("Compare…"),
    DocumentAction.PAUSE: later("Pause"),
    DocumentAction.GO_ON: later("Go on reading"),
    DocumentAction.CANCEL: later("Cancel"),
    DocumentAction.UNLOCK: later("Enter password…"),
    DocumentAction.RETRY: later("Try again"),
    DocumentAction.DETAILS: later("Properties…"),
    DocumentAction.REVEAL: later("Show in folder"),
    DocumentAction.COPY_TO: later("Copy to"),
    DocumentAction.MOVE_TO: later("Move to"),
    DocumentAction.REMOVE: later("Remove"),
}

ACTION_LABELS_MANY = {
    DocumentAction.COMPARE: later("Compare {n:,} documents"),
    DocumentAction.PAUSE: later("Pause {n:,} documents"),
    DocumentAction.GO_ON: later("Go on reading {n:,} documents"),
    DocumentAction.CANCEL: later("Cancel {n:,} documents"),
    DocumentAction.RETRY: later("Try {n:,} documents again"),
    DocumentAction.REMOVE: later("Remove {n:,} documents"),
}

ACTION_KEYS = {
    DocumentAction.OPEN: "Return",
    DocumentAction.BESIDE: "Ctrl+Return",
    DocumentAction.CANCEL: "Del",
    DocumentAction.UNLOCK: "Return",
    DocumentAction.RETRY: "F5",
    DocumentAction.DETAILS: "Alt+Return",
    DocumentAction.REMOVE: "Del",
}
"""They work in the list of documents."""

ACTION_ICONS = {
    DocumentAction.PAUSE: "pause",
    DocumentAction.GO_ON: "play",
    DocumentAction.CANCEL: "close",
    DocumentAction.UNLOCK: "lock",
    DocumentAction.RETRY: "retry",
    DocumentAction.DETAILS: "info",
    DocumentAction.REMOVE: "trash",
}

_ACTIVE = {
    "javascript": later("scripts"),
    "launch": later("actions that start programs"),
    "embedded files": later("files inside"),
    "dynamic form": later("a form that only Adobe’s programs show whole"),
}

_MEGABYTE = 1_000_000

_NOT_THERE_YET = frozenset({DocumentState.WAITING, DocumentState.UPLOADING})
_TOGETHER = (
    DocumentAction.COMPARE,
    DocumentAction.PAUSE,
    DocumentAction.GO_ON,
    DocumentAction.CANCEL,
    DocumentAction.RETRY,
    DocumentAction.COPY_TO,
    DocumentAction.MOVE_TO,
    DocumentAction.REMOVE,
)
_ENDED_EARLY = frozenset({DocumentState.FAILED, DocumentState.CANCELLED})


def actions(item: DocumentItem) -> tuple[DocumentAction, ...]:
    """Return what can be done with a document, the most wanted first."""
    reveal = () if item.source is None else (DocumentAction.REVEAL,)
    between = (DocumentAction.COPY_TO, DocumentAction.MOVE_TO)
    # Its pages can be looked at as soon as it is known how many there are.
    show = (DocumentAction.OPEN, DocumentAction.BESIDE) if item.pages_total else ()
    if item.state is DocumentState.PAUSED:
        return (*show, DocumentAction.GO_ON, DocumentAction.CANCEL, *reveal)
    if item.state is DocumentState.READING:
        return (*show, DocumentAction.PAUSE, DocumentAction.CANCEL, *reveal)
    if item.state in _NOT_THERE_YET:
        return (DocumentAction.CANCEL, *reveal)
    if item.state is DocumentState.LOCKED:
        return (DocumentAction.UNLOCK, *reveal, *between, DocumentAction.REMOVE)
    if item.state in _ENDED_EARLY:
        told = item.state is DocumentState.FAILED or item.pages_done
        known = (DocumentAction.DETAILS,) if told else ()
        show = show if item.pages_done else ()
        return (DocumentAction.RETRY, *known, *show, *reveal, DocumentAction.REMOVE)
    return (
        DocumentAction.OPEN,
        DocumentAction.BESIDE,
        DocumentAction.SUMMARISE,
        DocumentAction.COMPARE,
        DocumentAction.DETAILS,
        *reveal,
        *between,
        DocumentAction.REMOVE,
    )


def common_actions(items: Sequence[DocumentItem]) -> tuple[DocumentAction, ...]:
    """Return what can be done with several documents at once: what fits some of them."""
    possible = {action for item in items for action in actions(item)}
    return tuple(action for action in _TOGETHER if action in possible)


def state_line(item: DocumentItem) -> str:  # noqa: PLR0911 - one per case
    """Return the second line of a document's row."""
    match item.state:
        case DocumentState.WAITING:
            return say("waiting")
        case DocumentState.UPLOADING:
            return say("adding · {share:.0%}", share=item.uploaded)
        case DocumentState.READING:
            return _page_line(item) or say("reading")
        case DocumentState.PAUSED:
            return " · ".join(filter(None, (say("paused"), _page_line(item))))
        case DocumentState.SEARCHABLE:
            return say("searchable · refining {share:.0%}", share=item.embedded)
        case DocumentState.LOCKED:
            return say("locked · needs its password")
        case DocumentState.CANCELLED:
            return say("cancelled")
        case DocumentState.FAILED:
            return _reason(item)
        case DocumentState.READY:
            return _ready_line(item)


def progress(item: DocumentItem) -> float | None:
    """Return how much of the bar is filled, 0 to 1; None for no bar.

    It is gone once all words can be searched: what follows only refines, and is said in words.
    """
    match item.state:
        case DocumentState.UPLOADING | DocumentState.WAITING:
            return 0.0
        case DocumentState.READING | DocumentState.PAUSED:
            return item.pages_done / item.pages_total if item.pages_total else 0.0
        case _:
            return None


def description(item: DocumentItem) -> str:
    """Return all there is to say about a document: the tooltip, in plain text."""
    lines = [item.name, state_line(item)]
    if item.title and item.title != item.name:
        lines.insert(1, item.title)
    if known := [part for part in (size_words(item.bytes), language_name(item.language)) if part]:
        lines.append(" · ".join(known))
    if item.problem:
        lines += [text for text in (item.problem.message, item.problem.hint) if text]
    elif item.state is DocumentState.READY and item.pages_empty:
        lines.append(say("Pages without text cannot be searched."))
    lines += warnings(item)
    return "\n".join(lines)


def warnings(item: DocumentItem) -> list[str]:
    """Return what people should know of a document; its details say more."""
    said = []
    if item.needs_recognition:
        said.append(
            say_many(
                "{n:,} page needs text recognition. Details say how to get it.",
                "{n:,} pages need text recognition. Details say how to get it.",
                item.needs_recognition,
            )
        )
    if item.hidden_text:
        said.append(
            say_many(
                "{n:,} page has text that people do not see.",
                "{n:,} pages have text that people do not see.",
                item.hidden_text,
            )
        )
    if item.active:
        kinds = active_words(item.active)
        said.append(
            say("It has active content, with which Octavo does nothing: {kinds}.", kinds=kinds)
        )
    return said


def is_flagged(item: DocumentItem) -> bool:
    """Tell whether something was found in a document that people should look at."""
    return bool(item.hidden_text or item.active)


def is_double(item: DocumentItem) -> bool:
    """Tell whether a document was not added since its content is there already."""
    return item.problem is not None and item.problem.is_double


def active_words(kinds: Sequence[str]) -> str:
    """Return kinds of active content in words for people."""
    return ", ".join(str(_ACTIVE.get(kind, kind)) for kind in kinds)


def size_words(size: int) -> str:
    """Return a size in words, such as ``3.4 MB``; nothing for a size that is not known."""
    if size <= 0:
        return ""
    if size < _MEGABYTE:
        return say("{size:,} KB", size=max(1, round(size / 1000)))
    return say("{size:,.1f} MB", size=size / _MEGABYTE)


def language_name(code: str) -> str:
    """Return a language by its name in the language of the window, else by its own one.

    A code that is not known stays as it is.
    """
    if code in LANGUAGE_NAMES:
        return str(LANGUAGE_NAMES[code])
    return (QLocale(code).nativeLanguageName() if code else "") or code


def spoken(item: DocumentItem) -> str:
    """Return a row's accessible text."""
    return f"{item.name}, {state_line(item)}"


def _page_line(item: DocumentItem) -> str:
    if not item.pages_total:
        return ""
    if item.recognising and item.state is DocumentState.READING:
        return say(
            "recognising page {page:,} of {total:,}",
            page=item.recognising,
            total=item.pages_total,
        )
    return say("page {page:,} of {total:,}", page=item.pages_done, total=item.pages_total)


def _reason(item: DocumentItem) -> str:
    """Return why a document failed, in as few words as there are; the name stands above it."""
    if item.needs_recognition:
        return say("needs text recognition")
    if item.problem is None:
        return say("could not be read")
    if item.problem.is_double:
        return say("is there already")
    if item.pages_total and not item.pages_text and not item.pages_failed:
        return say_many("has only a blank page", "has only blank pages", item.pages_total)
    first, _, _ = _without_name(item.problem.message, item.name).partition(". ")
    return first.removesuffix(".") or item.problem.title


def _without_name(message: str, name: str) -> str:
    """Return a message without the name that it may begin with, in any language's quotes."""
    return message[len(name) + 3 :] if message.startswith(name, 1) else message


def _ready_line(item: DocumentItem) -> str:
    pages = say_many("{n} page", "{n:,} pages", item.pages_total)
    unreadable = item.pages_failed - item.needs_recognition
    counted = [
        what.say(n=count)
        for count, what in (
            (item.needs_recognition, later("{n:,} not recognised")),
            (unreadable, later("{n:,} unreadable")),
            (item.pages_empty, later("{n:,} without text")),
            (item.pages_recognised, later("{n:,} recognised")),
        )
        if count
    ]
    found = [
        *([say("hidden text")] if item.hidden_text else []),
        *([say("active content")] if item.active else []),
    ]
    return " · ".join([pages, *found, *counted])

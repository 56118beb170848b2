"""What a document's state is called, how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from octavo.session.state import DocumentItem, DocumentState


class DocumentAction(StrEnum):
    """What a person can do with a document of the list."""

    OPEN = "open"
    SUMMARISE = "summarise"
    COMPARE = "compare"
    CANCEL = "cancel"
    UNLOCK = "unlock"
    RETRY = "retry"
    DETAILS = "details"
    REMOVE = "remove"


ACTION_LABELS = {
    DocumentAction.OPEN: "Show",
    DocumentAction.SUMMARISE: "Summary",
    DocumentAction.COMPARE: "Compare…",
    DocumentAction.CANCEL: "Cancel",
    DocumentAction.UNLOCK: "Enter password…",
    DocumentAction.RETRY: "Try again",
    DocumentAction.DETAILS: "Details…",
    DocumentAction.REMOVE: "Remove…",
}

ACTION_ICONS = {
    DocumentAction.CANCEL: "close",
    DocumentAction.UNLOCK: "lock",
    DocumentAction.RETRY: "retry",
    DocumentAction.DETAILS: "info",
    DocumentAction.REMOVE: "trash",
}

_ACTIVE = {
    "javascript": "scripts",
    "launch": "actions that start programs",
    "embedded files": "files inside",
}

_UNDER_WAY = frozenset({DocumentState.WAITING, DocumentState.UPLOADING, DocumentState.READING})
_ENDED_EARLY = frozenset({DocumentState.FAILED, DocumentState.CANCELLED})


def actions(item: DocumentItem) -> tuple[DocumentAction, ...]:
    """Return what can be done with a document, the most wanted first."""
    if item.state in _UNDER_WAY:
        return (DocumentAction.CANCEL,)
    if item.state is DocumentState.LOCKED:
        return (DocumentAction.UNLOCK, DocumentAction.REMOVE)
    if item.state in _ENDED_EARLY:
        known = (DocumentAction.DETAILS,) if item.pages_done else ()
        return (DocumentAction.RETRY, *known, DocumentAction.REMOVE)
    return (
        DocumentAction.OPEN,
        DocumentAction.SUMMARISE,
        DocumentAction.COMPARE,
        DocumentAction.DETAILS,
        DocumentAction.REMOVE,
    )


def state_line(item: DocumentItem) -> str:  # noqa: PLR0911 - one per case
    """Return the second line of a document's row."""
    match item.state:
        case DocumentState.WAITING:
            return "waiting"
        case DocumentState.UPLOADING:
            return f"adding · {item.uploaded:.0%}".replace("%", " %")
        case DocumentState.READING if item.pages_total:
            return f"page {item.pages_done:,} of {item.pages_total:,}"
        case DocumentState.READING:
            return "reading"
        case DocumentState.SEARCHABLE:
            return f"searchable · refining {item.embedded:.0%}".replace("%", " %")
        case DocumentState.LOCKED:
            return "locked · needs its password"
        case DocumentState.CANCELLED:
            return "cancelled"
        case DocumentState.FAILED:
            return _reason(item)
        case DocumentState.READY:
            return _ready_line(item)


def progress(item: DocumentItem) -> float | None:
    """Return how much of the bar is filled, 0 to 1; None for no bar.

    The bar is full when all words can be searched, and gone when nothing is left to do.
    """
    match item.state:
        case DocumentState.UPLOADING | DocumentState.WAITING:
            return 0.0
        case DocumentState.READING:
            return item.pages_done / item.pages_total if item.pages_total else 0.0
        case DocumentState.SEARCHABLE:
            return 1.0
        case _:
            return None


def description(item: DocumentItem) -> str:
    """Return all there is to say about a document: the tooltip, in plain text."""
    lines = [item.name, state_line(item)]
    if item.problem:
        lines += [text for text in (item.problem.message, item.problem.hint) if text]
    elif item.state is DocumentState.READY and item.pages_empty:
        lines.append("Pages without text cannot be searched.")
    lines += warnings(item)
    return "\n".join(lines)


def warnings(item: DocumentItem) -> list[str]:
    """Return what people should know of a document; its details say more."""
    said = []
    if item.needs_recognition:
        what = (
            "1 page needs"
            if item.needs_recognition == 1
            else f"{item.needs_recognition:,} pages need"
        )
        said.append(f"{what} text recognition. Details say how to get it.")
    if item.hidden_text:
        where = "1 page has" if item.hidden_text == 1 else f"{item.hidden_text:,} pages have"
        said.append(f"{where} text that people do not see.")
    if item.active:
        kinds = active_words(item.active)
        said.append(f"It has active content, with which Octavo does nothing: {kinds}.")
    return said


def is_flagged(item: DocumentItem) -> bool:
    """Tell whether something was found in a document that people should look at."""
    return bool(item.hidden_text or item.active)


def active_words(kinds: Sequence[str]) -> str:
    """Return kinds of active content in words for people."""
    return ", ".join(_ACTIVE.get(kind, kind) for kind in kinds)


def spoken(item: DocumentItem) -> str:
    """Return a row's accessible text."""
    return f"{item.name}, {state_line(item)}"


def _reason(item: DocumentItem) -> str:
    """Return why a document failed, in as few words as there are; the name stands above it."""
    if item.needs_recognition:
        return "needs text recognition"
    if item.problem is None:
        return "could not be read"
    first, _, _ = item.problem.message.removeprefix(f"“{item.name}” ").partition(". ")
    return first.removesuffix(".") or item.problem.title


def _ready_line(item: DocumentItem) -> str:
    pages = "1 page" if item.pages_total == 1 else f"{item.pages_total:,} pages"
    unreadable = item.pages_failed - item.needs_recognition
    counted = [
        f"{count:,} {what}"
        for count, what in (
            (item.needs_recognition, "not recognised"),
            (unreadable, "unreadable"),
            (item.pages_empty, "without text"),
            (item.pages_recognised, "recognised"),
        )
        if count
    ]
    found = [
        *(["hidden text"] if item.hidden_text else []),
        *(["active content"] if item.active else []),
    ]
    return " · ".join([pages, *found, *counted])

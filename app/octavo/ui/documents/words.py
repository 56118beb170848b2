"""What a document's state is called, how far it is, and what can be done with it."""

from __future__ import annotations

from enum import StrEnum

from octavo.session.state import DocumentItem, DocumentState


class DocumentAction(StrEnum):
    """What a person can do with a document of the list."""

    OPEN = "open"
    CANCEL = "cancel"
    UNLOCK = "unlock"
    RETRY = "retry"
    REMOVE = "remove"


ACTION_LABELS = {
    DocumentAction.OPEN: "Show",
    DocumentAction.CANCEL: "Cancel",
    DocumentAction.UNLOCK: "Enter password…",
    DocumentAction.RETRY: "Try again",
    DocumentAction.REMOVE: "Remove…",
}

ACTION_ICONS = {
    DocumentAction.CANCEL: "close",
    DocumentAction.UNLOCK: "lock",
    DocumentAction.RETRY: "retry",
    DocumentAction.REMOVE: "trash",
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
        return (DocumentAction.RETRY, DocumentAction.REMOVE)
    return (DocumentAction.OPEN, DocumentAction.REMOVE)


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
        lines.append("Pages without text are pictures or blank; they cannot be searched.")
    return "\n".join(lines)


def spoken(item: DocumentItem) -> str:
    """Return a row's accessible text."""
    return f"{item.name}, {state_line(item)}"


def _reason(item: DocumentItem) -> str:
    """Return why a document failed, in as few words as there are; the name stands above it."""
    if item.problem is None:
        return "could not be read"
    first, _, _ = item.problem.message.removeprefix(f"“{item.name}” ").partition(". ")
    return first.removesuffix(".") or item.problem.title


def _ready_line(item: DocumentItem) -> str:
    pages = "1 page" if item.pages_total == 1 else f"{item.pages_total:,} pages"
    flaws = [
        f"{count:,} {what}"
        for count, what in ((item.pages_empty, "without text"), (item.pages_failed, "unreadable"))
        if count
    ]
    return " · ".join([pages, *flaws])

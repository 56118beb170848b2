"""From the engine's progress of a file to the state of a document in the list."""

from __future__ import annotations

import dataclasses
from typing import Any

from octavo.protocol.files import FileObject
from octavo.protocol.phrases import retold
from octavo.protocol.vector_stores import (
    FileAbout,
    FileNotes,
    Progress,
    StoreFileError,
    VectorStoreFileObject,
)
from octavo.session.names import told
from octavo.session.state import DocumentItem, DocumentState, Problem
from octavo.words import later, say

_TITLES = {
    "server_error": later("Reading failed"),
    "unsupported_file": later("This kind of file cannot be read"),
    "invalid_file": later("This file cannot be read"),
}


_NO_PROGRESS = Progress()
_NO_NOTES = FileNotes()
_NO_ABOUT = FileAbout()


def loaded_item(
    listing: VectorStoreFileObject, file: FileObject | None, source: str | None = None
) -> DocumentItem:
    """Make the row of a document that an earlier session added.

    Args:
        listing: What the engine says of it in the store.
        file: What it says of its file.
        source: Where it came from, if that is known.
    """
    name = file.filename if file else listing.id
    return DocumentItem(
        key=listing.id,
        file_id=listing.id,
        name=name,
        path=None,
        source=source,
        bytes=file.bytes if file else 0,
        **_told(name, listing),
    )


def progressed(item: DocumentItem, listing: VectorStoreFileObject) -> DocumentItem:
    """Return the row with what the engine says now."""
    return dataclasses.replace(item, **_told(item.name, listing))


def _told(name: str, listing: VectorStoreFileObject) -> dict[str, Any]:
    """Return the fields of the row of a document of this name that the engine tells."""
    progress = listing.progress or _NO_PROGRESS
    notes = listing.notes or _NO_NOTES
    about = listing.about or _NO_ABOUT
    problem = _problem(name, listing, progress)
    return {
        "state": _state(listing, progress, problem),
        "uploaded": 1.0,
        "pages_total": progress.pages_total,
        "pages_done": progress.pages_done,
        "pages_text": progress.text + progress.ocr,
        "pages_empty": progress.empty,
        "pages_failed": progress.failed,
        "recognising": progress.recognising,
        "pages_recognised": progress.ocr,
        "needs_recognition": notes.needs_recognition,
        "hidden_text": notes.hidden_text,
        "active": tuple(notes.active),
        "passages": progress.passages,
        "embedded": progress.passages_embedded / progress.passages if progress.passages else 0.0,
        "title": told(about.title),
        "language": about.language,
        "needs_password": listing.lock is not None,
        "problem": problem,
    }


def _state(
    listing: VectorStoreFileObject, progress: Progress, problem: Problem | None
) -> DocumentState:
    if _is_locked(listing):
        return DocumentState.LOCKED
    if problem is not None:
        return DocumentState.FAILED
    if listing.status == "completed":
        whole = progress.passages_embedded >= progress.passages
        return DocumentState.READY if whole else DocumentState.SEARCHABLE
    if listing.status == "cancelled":
        return DocumentState.CANCELLED
    return DocumentState.PAUSED if listing.paused else DocumentState.READING


def _is_locked(listing: VectorStoreFileObject) -> bool:
    return listing.status == "failed" and listing.lock == "closed"


def _problem(name: str, listing: VectorStoreFileObject, progress: Progress) -> Problem | None:
    if _is_locked(listing):
        return None
    if listing.status == "failed":
        error = listing.last_error or StoreFileError(
            code="server_error", message=say("“{name}” could not be read.", name=name)
        )
        return Problem(str(_TITLES[error.code]), retold(error.message, error.phrases))
    silent = progress.pages_done > 0 and progress.text + progress.ocr == 0
    if listing.status == "completed" and silent:  # never silently empty
        return Problem(
            say("No text"),
            say("No page of “{name}” has text; they may be pictures.", name=name),
            say("Run a text recognition (OCR) over it and add it again."),
        )
    return None

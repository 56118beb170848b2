"""From the engine's progress of a file to the state of a document in the list."""

from __future__ import annotations

import dataclasses

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
    "unsupported_file": later("This is not a PDF that can be read"),
    "invalid_file": later("This file cannot be read"),
}


def loaded_item(listing: VectorStoreFileObject, file: FileObject | None) -> DocumentItem:
    """Make the row of a document that an earlier session added."""
    item = DocumentItem(
        key=listing.id,
        file_id=listing.id,
        name=file.filename if file else listing.id,
        path=None,
        bytes=file.bytes if file else 0,
        state=DocumentState.READING,
        uploaded=1.0,
    )
    return progressed(item, listing)


def progressed(item: DocumentItem, listing: VectorStoreFileObject) -> DocumentItem:
    """Return the row with what the engine says now."""
    progress = listing.progress or Progress()
    notes = listing.notes or FileNotes()
    about = listing.about or FileAbout()
    problem = _problem(item, listing, progress)
    return dataclasses.replace(
        item,
        state=_state(listing, progress, problem),
        uploaded=1.0,
        pages_total=progress.pages_total,
        pages_done=progress.pages_done,
        pages_text=progress.text + progress.ocr,
        pages_empty=progress.empty,
        pages_failed=progress.failed,
        recognising=progress.recognising,
        pages_recognised=progress.ocr,
        needs_recognition=notes.needs_recognition,
        hidden_text=notes.hidden_text,
        active=tuple(notes.active),
        passages=progress.passages,
        embedded=(progress.passages_embedded / progress.passages if progress.passages else 0.0),
        title=told(about.title),
        language=about.language,
        needs_password=listing.lock is not None,
        problem=problem,
    )


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


def _problem(
    item: DocumentItem, listing: VectorStoreFileObject, progress: Progress
) -> Problem | None:
    if _is_locked(listing):
        return None
    if listing.status == "failed":
        error = listing.last_error or StoreFileError(
            code="server_error", message=say("“{name}” could not be read.", name=item.name)
        )
        return Problem(str(_TITLES[error.code]), retold(error.message, error.phrases))
    silent = progress.pages_done > 0 and progress.text + progress.ocr == 0
    if listing.status == "completed" and silent:  # never silently empty
        return Problem(
            say("No text"),
            say("No page of “{name}” has text; they may be pictures.", name=item.name),
            say("Run a text recognition (OCR) over it and add it again."),
        )
    return None

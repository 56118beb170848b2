"""What people are told of a file that was read: its pages by what became of them, its findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast

from octavo.engine.store.records import Document, Remark
from octavo.errors import AppError, Text
from octavo.pdf.page import HIDDEN_TEXT, ORDINARY, DocumentFacts, Finding
from octavo.pdf.reasons import REASONS
from octavo.pdf.recognition import NEEDS_RECOGNITION, install_command
from octavo.protocol.files import FileObject
from octavo.protocol.phrases import phrases_of
from octavo.protocol.reports import (
    MOST_HEADINGS,
    FileReport,
    FoundInFile,
    OutlineHeading,
    PageRange,
    PageRemark,
    Recognition,
)
from octavo.protocol.vector_stores import FileNotes, LockState, Progress, StoreFileError
from octavo.words import Later, later, later_many

_MOST_RANGES = 100
"""Ranges of pages told of one kind; what is beyond is in the counts."""


def needs_recognition(state: str, reason: str | None) -> bool:
    """Tell whether text recognition would help with a page."""
    return state == "failed" and reason in NEEDS_RECOGNITION


def file_notes(document: Document, remarks: Sequence[Remark]) -> FileNotes | None:
    """Return the summary that goes with a file in a store, or None if there is nothing to say."""
    active = {one.kind for one in _active(document.facts.findings)}
    for remark in remarks:
        active.update(one.kind for one in _active(remark.findings))
    notes = FileNotes(
        needs_recognition=sum(needs_recognition(one.state, one.reason) for one in remarks),
        hidden_text=sum(any(f.kind in HIDDEN_TEXT for f in one.findings) for one in remarks),
        active=sorted(active),
    )
    return None if notes == FileNotes() else notes


def file_report(
    file: FileObject, document: Document | None, remarks: Sequence[Remark], *, recognises: bool
) -> FileReport:
    """Return all that is to be said of a file.

    Args:
        file: The file.
        document: Its content, if reading it has begun.
        remarks: Of its pages.
        recognises: Whether text recognition is there.
    """
    facts = None if document is None else document.facts
    return FileReport(
        id=file.id,
        filename=file.filename,
        pages_total=0 if facts is None else facts.page_count,
        pages_read=0 if document is None else document.pages_read,
        encryption=None if facts is None else facts.encryption,
        remarks=_page_remarks(remarks),
        findings=_findings(() if facts is None else facts.findings, remarks),
        recognition=Recognition(
            available=recognises, install=None if recognises else install_command()
        ),
        metadata={} if facts is None else dict(facts.metadata),
        outline=[] if facts is None else _outline(facts),
    )


def _outline(facts: DocumentFacts) -> list[OutlineHeading]:
    return [
        OutlineHeading(title=one.title, depth=one.level, page=one.page)
        for one in facts.outline[:MOST_HEADINGS]
    ]


def _active(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.kind not in HIDDEN_TEXT | ORDINARY]


def _page_remarks(remarks: Sequence[Remark]) -> list[PageRemark]:
    pages: dict[tuple[str, str | None], list[int]] = {}
    for one in remarks:
        if one.state != "text":
            pages.setdefault((one.state, one.reason), []).append(one.page)
    return [
        PageRemark(
            state=cast("Literal['ocr', 'empty', 'failed']", state),
            reason=reason,
            needs_recognition=needs_recognition(state, reason),
            pages=ranges(numbers),
        )
        for (state, reason), numbers in pages.items()
    ]


def _findings(of_file: Sequence[Finding], remarks: Sequence[Remark]) -> list[FoundInFile]:
    found: dict[str, tuple[list[Finding], list[int]]] = {}
    for one in of_file:
        found.setdefault(one.kind, ([], []))[0].append(one)
    for remark in remarks:
        for one in remark.findings:
            findings, pages = found.setdefault(one.kind, ([], []))
            findings.append(one)
            pages.append(remark.page)
    return [
        FoundInFile(
            kind=findings[0].kind,
            count=sum(one.count for one in findings),
            sample=findings[0].sample,
            pages=ranges(dict.fromkeys(pages)),
        )
        for findings, pages in found.values()
    ]


def ranges(pages: Iterable[int]) -> list[PageRange]:
    """Return ascending pages as ranges of those that follow each other."""
    found: list[PageRange] = []
    for page in pages:
        if found and found[-1][1] == page - 1:
            found[-1] = (found[-1][0], page)
        elif len(found) < _MOST_RANGES:
            found.append((page, page))
        else:
            break
    return found


def failed_fields(
    code: str, error: AppError, lock: LockState | None, notes: FileNotes | None
) -> dict[str, object]:
    """Return what is kept of a file in a store that could not be read."""
    told = {"code": code, "message": error.english, "phrases": phrases_of(error)}
    failed: dict[str, object] = {
        "status": "failed",
        "last_error": StoreFileError.model_validate(told),
    }
    if lock is not None:
        failed["lock"] = lock
    if notes is not None:
        failed["notes"] = notes
    return failed


def without_text(progress: Progress) -> Later:
    """Say why nothing can be found in a file that was read."""
    count = progress.pages_total
    if progress.failed == 0:
        return later_many("Its only page is blank.", "All of its {n} pages are blank.", count)
    return later_many(
        "There is no readable text on its only page.",
        "There is no readable text on any of its {n} pages.",
        count,
    )


def why_unread(remarks: Sequence[Remark]) -> Text:
    """Say why the pages of a file without text could not be read; nothing if all are blank."""
    reasons = [one.reason or "" for one in remarks if one.state == "failed"]
    if not reasons:
        return ""
    if len(remarks) > 1:
        return later("Its properties say why.")
    return REASONS.get(reasons[0], reasons[0])

"""Answers about files, as the command line gets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from octavo.protocol.messages import MessageObject
from octavo.session.ask_files import FilesAnswer
from octavo.session.state import DocumentItem, DocumentState
from octavo.session.taking_in import AskedFile


def file(path: str, file_id: str, **changed: Any) -> AskedFile:
    name = Path(path).name
    item = DocumentItem(
        key=file_id, file_id=file_id, name=name, path=path, bytes=9, state=DocumentState.READY
    )
    values: dict[str, Any] = {"item": item, "same_as": None, "problem": None} | changed
    return AskedFile(path=Path(path), name=name, **values)


def answer(*parts: tuple[str, dict[str, Any]], tail: str = "", files: Any = None) -> FilesAnswer:
    text, notes = "", []
    for number, (piece, cited) in enumerate(parts, 1):
        text += piece
        marker = f"【{number}†x p. 1】"
        note = {
            "type": "file_citation",
            "text": marker,
            "start_index": len(text),
            "end_index": len(text) + len(marker),
            "file_citation": {"file_id": "file-1", "verified": True, "page": 1} | cited,
        }
        notes.append(note)
        text += marker
    message = {
        "id": "msg_1",
        "created_at": 1,
        "thread_id": "thread_1",
        "status": "completed",
        "incomplete_details": None,
        "completed_at": None,
        "incomplete_at": None,
        "role": "assistant",
        "content": [{"type": "text", "text": {"value": text + tail, "annotations": notes}}],
        "assistant_id": None,
        "run_id": None,
        "attachments": None,
        "metadata": {},
        "answer_kind": "quotes",
    }
    files = (file("/d/lease.pdf", "file-1"),) if files is None else files
    return FilesAnswer(files, MessageObject.model_validate(message))

"""The state of a document by what the engine says of it."""

from __future__ import annotations

from typing import Any

import pytest

from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.progress import loaded_item
from octavo.session.state import DocumentState


def listing(status: str, **changed: Any) -> VectorStoreFileObject:
    values = {
        "id": "file-1",
        "usage_bytes": 0,
        "created_at": 1,
        "vector_store_id": "vs_1",
        "status": status,
        "last_error": None,
    }
    return VectorStoreFileObject.model_validate(values | changed)


@pytest.mark.parametrize(
    ("status", "progress", "state"),
    [
        ("in_progress", {"pages_total": 10, "pages_done": 4, "text": 4}, DocumentState.READING),
        ("completed", {"pages_done": 10, "text": 10, "passages": 20}, DocumentState.SEARCHABLE),
        (
            "completed",
            {"pages_done": 10, "text": 10, "passages": 20, "passages_embedded": 20},
            DocumentState.READY,
        ),
        ("completed", None, DocumentState.READY),  # another server tells no progress
        ("completed", {"pages_done": 3, "empty": 3}, DocumentState.FAILED),  # never silently empty
        ("cancelled", None, DocumentState.CANCELLED),
        ("failed", None, DocumentState.FAILED),
    ],
)
def test_the_state_follows_status_and_progress(
    status: str, progress: dict[str, int] | None, state: DocumentState
) -> None:
    item = loaded_item(listing(status, progress=progress), None)
    assert item.state == state
    assert (item.problem is not None) == (state == DocumentState.FAILED)


def test_pages_by_picture_recognition_count_as_text() -> None:
    progress = {"pages_total": 9, "pages_done": 8, "text": 3, "ocr": 2, "empty": 2, "failed": 1}
    item = loaded_item(listing("in_progress", progress=progress), None)
    assert (item.pages_total, item.pages_done) == (9, 8)
    assert (item.pages_text, item.pages_empty, item.pages_failed) == (5, 2, 1)


def test_the_engines_words_are_the_problem() -> None:
    error = {"code": "invalid_file", "message": "a.pdf needs a password."}
    item = loaded_item(listing("failed", last_error=error), None)
    assert item.problem is not None
    assert item.problem.message == "a.pdf needs a password."


def test_the_share_of_vectors_is_told() -> None:
    progress = {"pages_done": 1, "text": 1, "passages": 8, "passages_embedded": 2}
    assert loaded_item(listing("completed", progress=progress), None).embedded == 0.25


@pytest.mark.parametrize("title", ["(anonymous)", "(unspecified)", "Untitled", "unknown"])
def test_what_a_program_wrote_since_nobody_gave_a_title_is_none(title: str) -> None:
    assert loaded_item(listing("completed", about={"title": title}), None).title == ""
    named = loaded_item(listing("completed", about={"title": f"{title} letters"}), None)
    assert named.title == f"{title} letters"

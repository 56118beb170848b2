"""What stands below a document's name is not cut off in its row, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from octavo.engine.ingest.text_files import find_encoding
from octavo.errors import AppError
from octavo.pdf.files import OpenPdfs
from octavo.session.files import MAX_FILE_BYTES, look_at
from octavo.session.problems import problem_of
from octavo.session.state import DocumentItem, DocumentState, Problem
from octavo.ui import theme
from octavo.ui.documents.delegate import _state_color
from octavo.ui.documents.words import description, state_line
from octavo.ui.language import Language
from support.languages import spoken
from support.pdfs import damage, make_pdf

ROOM = 202
"""Pixels of a row's second line in a sidebar as wide as at first, beside its scroll bar."""


@pytest.fixture(params=[Language.ENGLISH, Language.GERMAN])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    with spoken(request.param):
        yield request.param


@pytest.fixture(scope="module")
def useless(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of which each is refused for another reason."""
    folder = tmp_path_factory.mktemp("useless")
    damaged = damage(make_pdf(folder / "damaged.pdf", ["Some words."]))
    other, empty = folder / "other.pdf", folder / "empty.pdf"
    other.write_bytes(b"\x89PNG, not a document")
    empty.write_bytes(b"")
    return [damaged, other, empty, folder]


def width(line: str) -> int:
    return QFontMetrics(theme.font(theme.SMALL_PX)).horizontalAdvance(line)


def failed(problem: Problem, name: str) -> DocumentItem:
    return DocumentItem("1", "file-1", name, None, 1000, DocumentState.FAILED, problem=problem)


@pytest.mark.usefixtures("language", "qapp")
def test_how_far_a_document_is_refined_fits() -> None:
    item = DocumentItem("1", "file-1", "x.pdf", None, 9, DocumentState.SEARCHABLE, embedded=1.0)
    line = state_line(item)
    assert "100" in line
    assert width(line) <= ROOM, line


@pytest.mark.usefixtures("language", "qapp")
def test_why_a_pdf_is_not_read_fits(useless: list[Path]) -> None:
    for path in useless:
        with pytest.raises(AppError) as refused:
            OpenPdfs().get(path, None)
        item = failed(problem_of(refused.value), path.name)
        assert width(state_line(item)) <= ROOM, state_line(item)
        assert refused.value.message in description(item)


@pytest.mark.usefixtures("language", "qapp")
def test_that_a_document_is_there_already_fits_and_is_no_fault() -> None:
    name = "a lease with quite a long name.pdf"
    words = f"“{name}” has the same content as “another lease with a long name.pdf”."
    item = failed(Problem("Already there", words, is_double=True), name)
    assert width(state_line(item)) <= ROOM, state_line(item)
    assert words in description(item)
    assert _state_color(item, theme.LIGHT) == theme.LIGHT.soft_ink
    assert _state_color(failed(Problem("Damaged", words), name), theme.LIGHT) == theme.LIGHT.bad


@pytest.mark.usefixtures("language", "qapp")
def test_why_a_text_is_not_read_fits(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(bytes(range(32)) * 8)
    with pytest.raises(AppError) as refused:
        list(find_encoding(path, path.name))
    line = state_line(failed(problem_of(refused.value), path.name))
    assert width(line) <= ROOM, line


@pytest.mark.usefixtures("language", "qapp")
def test_that_a_file_is_too_large_fits(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # a hole: takes no room
    problem = look_at(path).problem
    assert problem is not None
    line = state_line(failed(problem, path.name))
    assert width(line) <= ROOM, line

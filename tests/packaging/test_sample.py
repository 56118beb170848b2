"""The sample guide in the repository is what its script builds, and has what a good PDF has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

import sample
from octavo.resources import resource


@pytest.fixture(scope="module")
def guide() -> PdfReader:
    return PdfReader(resource("samples", "guide.pdf"))


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def test_the_script_builds_the_guide(tmp_path: Path, guide: PdfReader) -> None:
    again = tmp_path / "again.pdf"
    sample.build(again)
    assert texts(PdfReader(again)) == texts(guide), "run: python packaging/sample.py"


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    sample.build(first)
    sample.build(second)
    assert first.read_bytes() == second.read_bytes()


def test_it_has_title_outline_and_labels(guide: PdfReader) -> None:
    assert guide.metadata is not None
    assert guide.metadata.title == "A short guide to Octavo"
    chapters = [entry["/Title"] for entry in guide.outline if not isinstance(entry, list)]
    assert chapters[0] == "What Octavo does"
    assert len(chapters) == len(guide.pages) - 1  # one a page, after the cover
    assert guide.page_labels[:3] == ["Cover", "1", "2"]


def test_it_answers_the_question_of_the_terminal(guide: PdfReader) -> None:
    """dev.py asks this where there is no display."""
    assert "A PDF file may be up to 512 MB large." in " ".join(texts(guide)[2].split())

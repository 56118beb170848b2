"""Telling the files from the question, and saying what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.cli.ask import files_and_question
from octavo.errors import InputError


@pytest.fixture
def pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "papers").mkdir()
    return "a.pdf"


def test_the_last_argument_is_the_question(pdf: str) -> None:
    assert files_and_question((pdf, "papers", " Why? ")) == ([Path(pdf), Path("papers")], "Why?")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no file and no question"),
        (("Why?",), "no file to ask about"),
        (("a.pdf",), "“a.pdf” is a file"),
        (("a.pdf", "papers"), "“papers” is a folder"),
        (("a.pdf", "b.pdf"), "“b.pdf” looks like a file"),
        (("a.pdf", "  "), "question is empty"),
        (("a.pdf", ""), "question is empty"),  # as a path it would be the present folder
        (("a.pdf", "When", "does", "it", "end?"), "no file “When”, nor “does”"),
    ],
)
def test_mixed_up_words_are_explained(pdf: str, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        files_and_question(words)
    assert 'octavo ask FILE... "QUESTION"' in caught.value.hint


def test_a_long_question_is_no_file_name(pdf: str) -> None:
    question = "Why is this so? " * 400
    assert files_and_question((pdf, question))[1] == question.strip()


def test_a_question_may_name_a_pdf(pdf: str) -> None:
    assert files_and_question((pdf, "What is said in b.pdf"))[1] == "What is said in b.pdf"


def test_missing_pdfs_are_left_to_be_reported_one_by_one(pdf: str) -> None:
    assert files_and_question((pdf, "gone.pdf", "Why?"))[0] == [Path(pdf), Path("gone.pdf")]

"""Files of questions: what is read, and what is said of bad ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from octavo.engine.evaluation.questions import Question, read_questions
from octavo.errors import InputError


def write(folder: Path, value: Any) -> Path:
    path = folder / "questions.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


def test_questions_are_read_and_those_on_pictures_left_out(tmp_path: Path) -> None:
    value = [
        {"pdf": "a.pdf", "question": "Why?", "gold_pages": [1, 3], "answer": "because", "task": 1},
        {"pdf": "a.pdf", "question": "Who?", "answerable": False, "answer": None},
        {"pdf": "b.pdf", "question": "What?", "image_only": True},
    ]
    asked = [
        Question("Why?", "a.pdf", frozenset({("a.pdf", 1), ("a.pdf", 3)}), ("because",)),
        Question("Who?", "a.pdf", answerable=False),
    ]
    assert read_questions(write(tmp_path, value)) == asked
    assert read_questions(write(tmp_path, {"questions": value})) == asked


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[", "not JSON: line 1 is wrong at character 2"),
        ("", "not JSON: line 1 is wrong at character 1"),
        ("[" * 100_000, "not JSON"),
        ({}, "no list of questions"),
        ([], "no list of questions"),
        (["Why?"], "question 1 is not an object"),
        ([{"pdf": "a.pdf"}], "question is missing"),
        ([{"question": "Why?"}], "pdf is missing"),
        ([{"question": "Why?", "pdf": "../a.pdf"}], "without a folder"),
        ([{"question": "Why?", "pdf": "a.pdf", "gold_pages": [0]}], "pages from 1"),
        ([{"question": "Why?", "pdf": "a.pdf", "gold_pages": [True]}], "pages from 1"),
        ([{"question": "Why?", "pdf": "a.pdf", "gold_page": [1]}], "“gold_page”; .* gold_pages"),
        ([{"question": "Why?", "PDF": "a.pdf"}], "“PDF”; it has to be called pdf"),
        ([{"question": "Why?", "pdf": "a.pdf", "answers": ["x"]}], "“answers”; .* answer"),
        ([{"question": "Why?", "pdf": "a.pdf", "answerable": "no"}], "true or false"),
        ([{"question": "Why?", "pdf": "a.pdf", "answer": {}}], "a text or a list"),
        ([{"question": "Why?", "pdf": "a.pdf", "image_only": True}], "image_only"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, value: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_questions(write(tmp_path, value))


def test_a_field_beside_the_one_that_is_nearly_called_so_is_passed_over(tmp_path: Path) -> None:
    value = [{"pdf": "a.pdf", "question": "Why?", "answer": "x", "answers": ["y"], "Question": 1}]
    assert read_questions(write(tmp_path, value)) == [Question("Why?", "a.pdf", answers=("x",))]


def test_pages_that_a_pdf_does_not_have_are_told() -> None:
    question = Question("Why?", "a.pdf", frozenset({("a.pdf", 9), ("a.pdf", 2), ("a.pdf", 3)}))
    assert question.beyond(2) == [3, 9]
    assert question.beyond(9) == question.beyond(0) == []


def test_what_is_no_text_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "guide.pdf").write_bytes(b"%PDF-1.7\n\x93\x8c\xff")
    with pytest.raises(InputError, match=r"guide\.pdf is not JSON: it is no text in UTF-8\."):
        read_questions(tmp_path / "guide.pdf")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        read_questions(tmp_path / "none.json")

"""``octavo eval`` as a process: figures, left-out files, bad input."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import octavo
from octavo.assembly import rerankers_in
from octavo.providers.rerankers.folder import MODEL_FILE
from support.judging_models import make_judging_model
from support.pdfs import make_pdf, make_scan

LEASE = ["The rent is 900 euros a month.", "The tenant may end the lease with three months notice."]
WIND = ["Wind turbines turn the wind into current.", "Their blades are made of glass fibre."]


def run(folder: Path, *words: str | Path) -> tuple[int, str, str]:
    environment = os.environ | {
        "OCTAVO_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(Path(octavo.__file__).parents[1]),
        "PATH": str(folder),  # the same everywhere: no program for text recognition
    }
    done = subprocess.run(
        [sys.executable, "-m", "octavo", "eval", *map(str, words)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pdfs = tmp_path / "pdfs"
    pdfs.mkdir()
    make_pdf(pdfs / "lease.pdf", LEASE)
    make_pdf(pdfs / "wind.pdf", WIND)
    make_scan(pdfs / "scan.pdf")
    questions: list[dict[str, Any]] = [
        {"pdf": "lease.pdf", "question": "How much is the rent?", "gold_pages": [1],
         "answer": "900 euros"},
        {"pdf": "wind.pdf", "question": "What are the blades made of?", "gold_pages": [2],
         "answer": ["glass fibre", "fibreglass"]},
        {"pdf": "lease.pdf", "question": "Who discovered penicillin?", "answerable": False},
        {"pdf": "scan.pdf", "question": "What is in the picture?", "gold_pages": [1]},
    ]  # fmt: skip
    (tmp_path / "questions.json").write_text(json.dumps(questions))
    return tmp_path


@pytest.mark.parametrize("shared", [(), ("--shared-store",)])
def test_right_pages_answers_refusals_and_quotes_are_counted(
    folder: Path, shared: tuple[str, ...]
) -> None:
    code, out, err = run(folder, "questions.json", "--pdfs", "pdfs", "--json", *shared)
    assert code == 0, err
    report = json.loads(out)
    values = {name: one["value"] for name, one in report["figures"].items()}
    assert values["page hit@1"] == values["answer in first 1 quotes"] == 1.0
    assert values["refused, unanswerable"] == values["quotes verbatim on their page"] == 1.0
    assert values["refused, though answerable"] == 0.0
    assert report["asked"] == 3
    assert list(report["left_out"]) == ["scan.pdf"]
    assert "scan.pdf" in err


def test_requests_are_answered_as_a_person_is_answered(folder: Path) -> None:
    questions: list[dict[str, Any]] = [
        {"pdf": "lease.pdf", "question": "Summarise this", "gold_pages": [2],
         "answer": "three months notice"},
        {"pdf": "lease.pdf", "question": "Which documents do I have?", "answer": "lease.pdf"},
        {"pdf": "wind.pdf", "question": "Worum geht es?", "gold_pages": [1]},
    ]  # fmt: skip
    (folder / "requests.json").write_text(json.dumps(questions))
    code, out, err = run(folder, "requests.json", "--pdfs", "pdfs", "--json")
    assert code == 0, err
    report = json.loads(out)
    values = {name: one and one["value"] for name, one in report["figures"].items()}
    assert values["refused, though answerable"] == 0.0
    assert values["answer in first 3 quotes"] == values["page hit@5"] == 1.0
    assert values["right page in first 3 quotes"] == values["quotes verbatim on their page"] == 1.0
    summary, listed, about = report["questions"]
    assert [quote["quote"] for quote in summary["quotes"]] == LEASE[1:]
    assert (summary["rank"], about["rank"]) == (1, 1)
    assert (listed["quotes"], listed["rank"]) == ([], None)


def test_figures_are_printed_as_a_table(folder: Path) -> None:
    code, out, _ = run(folder, "questions.json", "--pdfs", "pdfs", "--compare")
    assert code == 0
    assert "page hit@5" in out
    for way in ("words", "vectors", "rank fusion"):
        assert f"{way} alone: page hit@1" in out
    assert "100.0 [100.0, 100.0]   n=2" in out
    assert "ms" in out


def test_a_page_that_is_not_there_is_told(folder: Path) -> None:
    value = [{"pdf": "wind.pdf", "question": "What are the blades made of?", "gold_pages": [2, 7]}]
    (folder / "one.json").write_text(json.dumps(value))
    code, out, err = run(folder, "one.json", "--pdfs", "pdfs")
    assert code == 0
    assert out.startswith("1 question, 2 pages\n")
    assert "“What are the blades made of?” names page 7 of “wind.pdf”, which has 2 pages." in err


def test_bad_input_is_said_and_ends_with_2(folder: Path) -> None:
    for words, said in (
        (["questions.json"], "--pdfs"),
        (["none.json", "--pdfs", "pdfs"], "none.json"),
        (["questions.json", "--pdfs", "nowhere"], "nowhere"),
        (["questions.json", "--pdfs", "data"], "data"),
    ):
        code, out, err = run(folder, *words)
        assert (code, out) == (2, "")
        assert said in err


def test_the_reranker_in_use_puts_passages_in_order_unless_another_is_named(folder: Path) -> None:
    async def add(name: str) -> None:
        model = make_judging_model(folder / name)
        await rerankers_in(folder / "data").from_files(model, lambda _done, _total: None)

    for name in ("first", "second"):
        asyncio.run(add(name))
    for words, used in (((), "first"), (("--reranker", "second"), "second")):
        code, out, err = run(folder, "questions.json", "--pdfs", "pdfs", "--json", *words)
        assert code == 0, err
        report = json.loads(out)
        assert (report["reranker"], report["reranked"]) == (used, 3)
        assert report["figures"]["page hit@1"]["value"] == 1.0
    code, out, _ = run(folder, "questions.json", "--pdfs", "pdfs", "--reranker", "none")
    assert code == 0
    assert "put in order" not in out
    code, _, err = run(folder, "questions.json", "--pdfs", "pdfs", "--reranker", "third")
    assert code == 2
    assert "There is no reranker “third” on this computer." in err
    (folder / "data/models/rerankers/first" / MODEL_FILE).write_bytes(b"nothing")
    code, out, err = run(folder, "questions.json", "--pdfs", "pdfs")
    assert code == 0
    assert "The reranker could not be asked." in err
    assert "model.onnx is damaged" in err
    assert "put in order" not in out

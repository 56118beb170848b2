"""The self-test fails, and says by what, where a part of the program does not work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from octavo.cli.self_test import self_test
from octavo.resources import resource


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own files, of which a test may exchange some."""
    folder = tmp_path / "octavo" / "_resources"
    whole = resource("models", "minilm-int8")
    (folder / "models" / "minilm-int8").mkdir(parents=True)
    for path in whole.iterdir():
        (folder / "models" / "minilm-int8" / path.name).symlink_to(path)
    (folder / "samples").symlink_to(resource("samples"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    return folder


def _tested(folder: Path) -> dict[str, object]:
    result = folder / "result.json"
    code = self_test(result)
    report: dict[str, object] = json.loads(result.read_text(encoding="utf-8"))
    assert (code == 0) == report["ok"]
    return report


def test_a_damaged_model_fails_it_though_words_alone_would_find_the_answer(
    parts: Path, tmp_path: Path
) -> None:
    model = parts / "models" / "minilm-int8" / "model.onnx"
    model.unlink()
    model.write_bytes(b"x")
    report = _tested(tmp_path)
    assert report["problem"] == (
        "The search model does not work: The language model's file model.onnx is damaged."
    )


def test_a_missing_model_fails_it(parts: Path, tmp_path: Path) -> None:
    (parts / "models" / "minilm-int8" / "tokenizer.json").unlink()
    report = _tested(tmp_path)
    assert "tokenizer.json cannot be read" in str(report["problem"])


def test_a_sample_that_is_no_pdf_fails_it(parts: Path, tmp_path: Path) -> None:
    (parts / "samples").unlink()
    (parts / "samples").mkdir()
    (parts / "samples" / "guide.pdf").write_bytes(b"no pdf")
    report = _tested(tmp_path)
    assert "guide.pdf" in str(report["problem"])

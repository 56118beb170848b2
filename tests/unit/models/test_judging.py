"""Models that read a question and a text together: those that are, and files that are not."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, numpy_helper

from octavo.errors import ResourceError
from octavo.models.judging import MODEL_FILE, TOKENIZER_FILE, JudgingModel
from support.judging_models import make_judging_model

QUESTION = "When is the monthly rent due?"
TEXTS = [
    "Cats eat fish.",
    "The monthly rent is due on the first.",
    "",
    "The rent is paid by the tenant.",
    "The monthly rent is due. " * 400,
]


@pytest.mark.parametrize("kind", ["number", "pair", "reader"])
def test_what_answers_has_more_than_what_does_not(tmp_path: Path, kind: str) -> None:
    model = JudgingModel(make_judging_model(tmp_path, kind=kind), {})
    found = model.relevances(QUESTION, TEXTS)
    assert found.shape == (5,)
    assert ((found >= 0) & (found <= 1)).all()
    assert found[1] > found[3] > found[0] >= found[2]
    assert found[4] > found[3]  # what is too long is cut, not refused


def test_a_text_has_the_same_number_whatever_is_beside_it(tmp_path: Path) -> None:
    model = JudgingModel(make_judging_model(tmp_path), {})
    together = model.relevances(QUESTION, TEXTS, at_once=3)
    alone = [model.relevances(QUESTION, [text])[0] for text in TEXTS]
    assert together.tolist() == alone
    assert model.relevances(QUESTION, []).shape == (0,)


def test_any_text_can_be_asked_about(tmp_path: Path) -> None:
    model = JudgingModel(make_judging_model(tmp_path), {})
    found = model.relevances("?" * 5_000 + "\ud800", ["\ud800 \0", "rent " * 400_000, "日本語"])
    assert np.isfinite(found).all()


def test_files_are_compared_with_what_they_have_to_be(tmp_path: Path) -> None:
    make_judging_model(tmp_path)
    right = {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        for name in (MODEL_FILE, TOKENIZER_FILE)
    }
    JudgingModel(tmp_path, right)
    for name in right:
        with pytest.raises(ResourceError, match=f"{name} is damaged"):
            JudgingModel(tmp_path, right | {name: "0" * 64})
    (tmp_path / TOKENIZER_FILE).unlink()
    with pytest.raises(ResourceError, match=r"tokenizer\.json cannot be read"):
        JudgingModel(tmp_path, right)


@pytest.mark.parametrize("content", [b"", b"\0" * 99, b"%PDF-1.7", b"\x08\x09" * 400])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    make_judging_model(tmp_path)
    (tmp_path / MODEL_FILE).write_bytes(content)
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(tmp_path, {})


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"model": {"type": "Nix"}}', b"\xff"])
def test_what_is_no_tokenizer_is_refused(tmp_path: Path, content: bytes) -> None:
    make_judging_model(tmp_path)
    (tmp_path / TOKENIZER_FILE).write_bytes(content)
    with pytest.raises(ResourceError, match="is not the tokenizer"):
        JudgingModel(tmp_path, {})


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(make_judging_model(tmp_path / "a", kind="vectors"), {})
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(make_judging_model(tmp_path / "b", needs=("pixel_values",)), {})
    # "not a number" is no answer
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(make_judging_model(tmp_path / "c", steep=float("nan")), {})


def test_outputs_that_are_words_are_refused(tmp_path: Path) -> None:
    graph = (model := onnx.load(make_judging_model(tmp_path) / MODEL_FILE)).graph
    (last,) = (one for one in graph.node if "logits" in one.output)
    last.input[0] = "word"
    word = numpy_helper.from_array(np.array([["certainly"]], dtype=object), "word")
    graph.initializer.append(word)
    graph.output[0].type.tensor_type.elem_type = TensorProto.STRING
    (tmp_path / MODEL_FILE).write_bytes(model.SerializeToString())
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(tmp_path, {})


@pytest.mark.parametrize("way", ["{name}", "../{folder}/{name}", "{path}"])
def test_a_model_reads_no_other_file_of_the_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """ONNX may keep its numbers in other files, named by the model: those are not opened."""
    make_judging_model(tmp_path)
    secret = tmp_path / "secret.bin"
    location = way.format(name=secret.name, folder=tmp_path.name, path=secret)
    secret.write_bytes(np.ones(30_522, dtype=np.float32).tobytes())
    model = onnx.load(tmp_path / MODEL_FILE, load_external_data=False)
    weight = next(one for one in model.graph.initializer if one.name == "weight")
    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", "0")):
        weight.external_data.add(key=key, value=value)
    (tmp_path / MODEL_FILE).write_bytes(model.SerializeToString())
    monkeypatch.chdir(tmp_path)  # where it would lie beside the program
    with pytest.raises(ResourceError, match="is no model that judges"):
        JudgingModel(tmp_path, {})


def test_it_runs_without_writing_or_listening_anywhere(tmp_path: Path) -> None:
    folder = make_judging_model(tmp_path / "model")
    script = (
        "import pathlib, sys, psutil\n"
        "from octavo.models.judging import Service\n"
        "Service().relevances(sys.argv[1], (), 1, 'When?', ['Now.'])\n"
        "assert not psutil.Process().net_connections()\n"
    )
    home = tmp_path / "home"
    home.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "CI"}
    environment |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    subprocess.run(
        [sys.executable, "-c", script, str(folder)], env=environment, check=True, timeout=60
    )
    assert list(home.iterdir()) == []

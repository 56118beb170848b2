"""``octavo models``, and answers of a model on this computer, with right and wrong input."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from octavo.extras import how_to_add
from octavo.providers.local import catalog, runner
from octavo.providers.local.folder import ModelFolder
from octavo.providers.model_files.beginning import Begun
from octavo.providers.rerankers import catalog as reranker_catalog
from octavo.providers.rerankers.folder import MODEL_FILE, RerankerFolder
from support.asking import LEASE
from support.gguf import make_gguf
from support.judging_models import make_judging_model
from support.model_toys import TARGET
from support.pdfs import make_pdf
from unit.cli.conftest import Octavo


@pytest.fixture(autouse=True)
def _answers_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that answers without a model: the rest of the way is the real one."""
    monkeypatch.setitem(runner.LocalRunner.__init__.__kwdefaults__, "target", TARGET)
    monkeypatch.setattr(runner, "can_run", lambda: True)


def test_what_can_be_fetched_is_listed_with_its_facts(octavo: Octavo) -> None:
    code, out, _ = octavo("models")
    assert code == 0
    assert out.startswith("There is no model on this computer yet.\n")
    assert "smollm2-1.7b-instruct\t1.1 GB, 1.9 GB of memory," in out
    assert "MIT. " in out
    offered = json.loads(octavo("models", "--json")[1])["offered"]
    assert all(one["url"].startswith("https://huggingface.co/") for one in offered)


def test_a_file_is_added_listed_and_removed(octavo: Octavo, tmp_path: Path) -> None:
    source = make_gguf(tmp_path / "Tiny.gguf")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    code, out, err = octavo("models", "add", source, "--sha256", digest.upper())
    assert (code, err) == (0, "")
    assert digest in out
    assert "  tiny\t1 MB, mit, checked\n" in octavo("models")[1]
    code, _, err = octavo("models", "add", source)
    assert code == 2
    assert "There is a model “tiny” already." in err
    code, out, err = octavo("models", "add", source, "--name", "other")
    assert code == 0
    assert "was not checked" in err
    assert octavo("models", "remove", "tiny")[1] == "tiny is deleted: 1 MB.\n"
    assert [one["name"] for one in json.loads(octavo("models", "--json")[1])["here"]] == ["other"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("get", "gpt-5"), "No model is offered by the name “gpt-5”."),
        (("get",), "get needs the NAME"),
        (("add",), "add needs the FILE, FOLDER or URL"),
        (("add", "nothing.gguf"), "nothing.gguf”."),
        (("add", "."), "There is no model in the folder"),
        (("add", "http://models.example/a.gguf"), "is not encrypted"),
        (("add", "ftp://models.example/a.gguf"), "is not the address of a file"),
        (("add", "a", "--sha256", "12"), "is not a sha256"),
        (("remove", "gone"), "There is no model “gone” on this computer."),
        (("list", "all"), "list takes no words"),
        (("get", "a", "--name", "b"), "are for add"),
        (("remove", "a", "--anyway"), "--anyway is for get and add"),
    ],
)
def test_wrong_input_is_named(octavo: Octavo, words: tuple[str, ...], said: str) -> None:
    code, _, err = octavo("models", *words)
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    "words",
    [
        ("get", "smollm2-1.7b-instruct"),
        ("add", "https://127.0.0.1:9/a.gguf"),
    ],
)
def test_no_model_is_fetched_that_nothing_here_could_run(
    octavo: Octavo, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(runner, "can_run", lambda: False)
    code, out, err = octavo("models", *words)
    assert (code, out) == (3, "")
    assert f"not installed, so “{words[1]}” could not answer here. Nothing was fetched" in err
    assert f"\n  {how_to_add('local').english}\n" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("get", "nix"), "octavo: No model is offered by the name “nix”.\n"),
        (("add", "nothing.gguf"), "octavo: There is no file “{here}/nothing.gguf”.\n"),
        (("add", "."), "octavo: There is no model in the folder “{here}”.\n  Name the file of"),
    ],
)
def test_what_is_no_model_is_told_before_the_part_that_is_missing(
    octavo: Octavo,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setattr(runner, "can_run", lambda: False)
    monkeypatch.chdir(tmp_path)
    code, out, err = octavo("models", *words)
    assert (code, out) == (2, "")
    assert err.startswith(said.format(here=tmp_path))
    assert "not installed" not in err


def test_a_model_that_nothing_here_could_run_is_brought_here_anyway(
    octavo: Octavo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(runner, "can_run", lambda: False)
    source = make_gguf(tmp_path / "Tiny.gguf")
    assert octavo("models", "add", source)[0] == 3
    code, out, _ = octavo("models", "add", source, "--anyway")
    assert code == 0
    assert out.startswith("tiny is here: 1 MB")


def test_a_model_on_this_computer_writes_the_answer_without_an_agreement(
    octavo: Octavo, tmp_path: Path
) -> None:
    file = make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")
    question = "How much is the deposit?"
    code, _, err = octavo("ask", "--provider", "local", file, question)
    assert code == 2
    assert "local has no models" in err
    make_gguf(tmp_path / "data" / "models" / "good.gguf")
    code, out, _ = octavo("ask", "--provider", "local", file, question)
    assert code == 0
    assert out == (
        "The deposit amounts to 2,400 euros.\n    lease.pdf, page 3\n\n"
        "— written by local/good, checked against the documents\n"
    )
    asked = json.loads((tmp_path / "data" / "models" / "asked.json").read_text())
    assert "tools" not in asked  # in so small a context there is no room to search again
    code, _, err = octavo("ask", "--provider", "local", "--model", "gone", file, question)
    assert code == 2
    assert "There is no model “gone” on this computer." in err


def test_the_name_of_the_models_here_can_be_no_providers(octavo: Octavo) -> None:
    code, _, err = octavo("providers", "add", "local", "http://127.0.0.1:1/v1")
    assert code == 2
    assert "“local” stands for the models on this computer" in err


def test_a_reranker_is_added_used_and_removed(octavo: Octavo, tmp_path: Path) -> None:
    code, out, _ = octavo("models")
    assert "  ms-marco-minilm-l6-v2\t24 MB, 200 MB of memory,\n  \tApache-2.0. English" in out
    known = json.loads(octavo("models", "--json")[1])["rerankers"]
    assert (known["here"], known["in_use"]) == ([], None)
    assert all(len(one["sha256"]) == 64 for one in known["offered"])

    folder = make_judging_model(tmp_path / "Mine")
    digest = hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest()
    code, out, err = octavo("models", "add", folder, "--sha256", digest)
    assert (code, err) == (0, "")
    assert f"mine is here: 1 MB, sha256 {digest}\n" in out
    assert "It is asked about questions in: en\nIt puts passages in order from now on" in out
    assert "  mine\tin use, 1 MB, licence not named, checked; en\n" in octavo("models")[1]
    other = ("models", "add", folder / MODEL_FILE, "--name", "other", "--languages", "de, en")
    code, out, err = octavo(*other)
    assert "was not checked" in err
    assert "mine is in use. To use this one: octavo models use other" in out
    assert octavo("models", "use", "other")[1] == "other puts passages in order from now on.\n"
    known = json.loads(octavo("models", "--json")[1])["rerankers"]
    assert known["in_use"] == "other"
    assert known["here"][1]["languages"] == ["de", "en"]
    assert octavo("models", "use", "none")[1].startswith("No reranker is in use")
    assert json.loads(octavo("models", "--json")[1])["rerankers"]["in_use"] is None
    assert octavo("models", "remove", "other")[1] == "other is deleted: 1 MB.\n"
    code, _, err = octavo("models", "use", "other")
    assert code == 2
    assert "There is no reranker “other” on this computer." in err
    assert "There are: mine." in err


def test_a_reranker_whose_files_are_gone_is_told_of_and_mended_or_removed(
    octavo: Octavo, tmp_path: Path
) -> None:
    folder = make_judging_model(tmp_path / "Mine")
    place = tmp_path / "data" / "models" / "rerankers" / "mine"
    octavo("models", "add", folder)
    (place / MODEL_FILE).unlink()
    listed = octavo("models")[1]
    assert f"  mine\tin use, but its files are gone, or some of them: {place}\n" in listed
    assert "To mend it: octavo models add, once more, or octavo models remove mine" in listed
    known = json.loads(octavo("models", "--json")[1])["rerankers"]
    assert (known["here"], known["broken"], known["in_use"]) == ([], ["mine"], "mine")
    assert octavo("models", "add", folder)[0] == 0
    assert "  mine\tin use, 1 MB" in octavo("models")[1]
    shutil.rmtree(place)
    assert "mine\tin use, but its files are gone" in octavo("models")[1]
    assert octavo("models", "remove", "mine") == (0, "What was left of mine is gone.\n", "")
    known = json.loads(octavo("models", "--json")[1])["rerankers"]
    assert (known["broken"], known["in_use"]) == ([], None)


def test_a_model_whose_file_is_rubbish_is_told_of_and_removed(
    octavo: Octavo, tmp_path: Path
) -> None:
    source = make_gguf(tmp_path / "Tiny.gguf")
    octavo("models", "add", source)
    (tmp_path / "data" / "models" / "tiny.gguf").write_bytes(b"rubbish")
    listed = octavo("models")[1]
    assert "  \tThe file of the model “tiny” is damaged: “tiny.gguf” is not a model" in listed
    assert octavo("models", "remove", "tiny")[0] == 0
    assert octavo("models", "add", source)[0] == 0
    assert "is damaged" not in octavo("models")[1]


def test_what_did_not_come_whole_is_listed_with_how_to_go_on(
    octavo: Octavo, tmp_path: Path
) -> None:
    models = ModelFolder(tmp_path / "data" / "models")
    judging = RerankerFolder(models.path / "rerankers")
    models.path.mkdir(parents=True)
    models.begin("big", Begun(file="/far/My Big.gguf"))
    models.part("old").write_bytes(b"x" * 2_000_000)
    judging.begin("mine", Begun(file="/far/mine"))
    listed = octavo("models")[1]
    assert "  big\tnot whole: none of it is here\n" in listed
    again = "octavo models add '/far/My Big.gguf' --name big, or octavo models remove big"
    assert f"  \tTo go on: {again}\n" in listed
    assert (
        "  old\tnot whole: 2 MB of it is here\n  \tTo go on: octavo models remove old\n" in listed
    )
    assert "octavo models add /far/mine --name mine" in listed
    known = json.loads(octavo("models", "--json")[1])
    assert [one["source"] for one in known["begun"]] == ["/far/My Big.gguf", ""]
    assert known["rerankers"]["begun"] == [{"name": "mine", "size": 0, "source": "/far/mine"}]
    for name in ("big", "old", "mine"):
        assert octavo("models", "remove", name)[1].startswith(f"What was fetched of {name}")
    assert octavo("models", "remove", "big")[0] == 2
    assert "not whole" not in octavo("models")[1]


@pytest.mark.parametrize("what", ["get", "add"])
def test_a_name_that_a_model_has_already_is_told_for_both_kinds(
    octavo: Octavo, tmp_path: Path, what: str
) -> None:
    writes, judges = catalog.OFFERED[0].name, reranker_catalog.OFFERED[0].name
    gguf, onnx = make_gguf(tmp_path / "a.gguf"), make_judging_model(tmp_path / "b")
    octavo("models", "add", gguf, "--name", writes)
    octavo("models", "add", onnx, "--name", judges)
    for name, source in ((writes, gguf), (judges, onnx)):
        words = ("get", name) if what == "get" else ("add", source, "--name", name)
        code, out, err = octavo("models", *words)
        assert (code, out) == (2, "")
        assert err.startswith(f"octavo: There is a model “{name}” already.\n")
        assert f"Remove it first: octavo models remove {name}" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "{tmp}"), "There is no model in the folder"),
        (("add", "{tmp}/vectors"), "“vectors” cannot be used: model.onnx is no model that judges"),
        (("add", "{tmp}/vectors", "--languages", "german"), "are no codes of languages"),
        (("add", "https://a.example/b.gguf", "--languages", "de"), "--languages is for rerankers"),
        (("use",), "use needs the NAME"),
        (("add", "https://a.example/model.onnx"), "is no model that writes, which is a GGUF file"),
        (("add", "{tmp}/vectors/tokenizer.json"), "is no model that writes, which is a GGUF file"),
        (("list", "--languages", "de"), "--name, --sha256 and --languages are for add"),
    ],
)
def test_what_is_no_reranker_is_refused(
    octavo: Octavo, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    make_judging_model(tmp_path / "vectors", kind="vectors")
    code, _, err = octavo("models", *(word.format(tmp=tmp_path) for word in words))
    assert code == 2
    assert said in err

"""``octavo collections`` and ``octavo ask --embedder``: other embedders, from the terminal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.session import taking_in
from support.embedding_host import EmbeddingServer
from support.model_server import refuses
from support.model_server_thread import threaded_model_server
from support.pdfs import make_pdf
from unit.cli.conftest import Octavo, fill

LEASE = ("The rent is due on the first day of each month.", "Pets may stay near the fire.")


@pytest.fixture
def host() -> Iterator[EmbeddingServer]:
    with threaded_model_server() as made:
        yield EmbeddingServer(made)


def test_a_collection_is_embedded_by_a_host_and_back(
    octavo: Octavo, host: EmbeddingServer, data: Path
) -> None:
    assert octavo("collections")[1].startswith("There are no collections.")

    asyncio.run(fill(data, LEASE[0]))
    assert octavo("collections")[1] == "Leases\t1 document\tthe model that comes with Octavo\n"
    octavo("providers", "add", "host", host.url)

    code, _, err = octavo("collections", "embedder", "leases", "host/words")
    assert code == 2
    assert "the whole text of the collection’s documents" in err
    assert "octavo providers allow host embeddings" in err
    assert host.requests == []

    octavo("providers", "allow", "host", "embeddings")
    code, out, _ = octavo("collections", "embedder", "leases", "host/words")
    assert code == 0
    first, model = out.splitlines()
    assert first == "Meanings are compared by host/words."
    assert model.startswith("host/words (")
    assert model.endswith(" · 48 · sentences-1 200/30")
    (listed,) = json.loads(octavo("collections", "--json")[1])
    assert (listed["embedder"], listed["is_made"], listed["documents"]) == ("host/words", True, 1)

    assert octavo("collections", "embedder", "Leases", "octavo")[0] == 0
    out = octavo("collections", "embedder", "Leases")[1]
    assert out.startswith("Meanings are compared by the model that comes with Octavo.\nall-MiniLM")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["embedder"], 2, "needs the name of a COLLECTION"),
        (["embedder", "Nobody"], 2, "There is no collection “Nobody”."),
        (["embedder", "a", "b", "c"], 2, "takes 2 words"),
        (["list", "a"], 2, "takes no words"),
        (["embedder", "Leases", "words"], 2, "Name both: PROVIDER/MODEL"),
        (["embedder", "Leases", "nobody/words"], 2, "There is no provider “nobody”."),
    ],
)
def test_what_makes_no_sense_is_said(
    octavo: Octavo, words: list[str], code: int, said: str
) -> None:
    got, out, err = octavo("collections", *words)
    assert (got, out) == (code, "")
    assert said in err


def test_a_question_names_the_embedder_of_its_files(
    octavo: Octavo, host: EmbeddingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "VECTORS_STALL_SECONDS", 300.0)  # on a busy computer
    path = make_pdf(tmp_path / "lease.pdf", LEASE)
    question = "When is the rent due?"
    octavo("providers", "add", "host", host.url)
    octavo("providers", "allow", "host", "embeddings")
    code, out, err = octavo("ask", "--embedder", "host/words", str(path), question)
    assert code == 0
    assert "first day of each month" in out
    assert "Meanings were not" not in err
    assert question in host.texts
    assert any(LEASE[1] in text for text in host.texts)

    # A question that does not name it goes nowhere, not even about the same files.
    del host.texts[:]
    assert octavo("ask", str(path), question)[0] == 0
    assert host.texts == []

    host.fault = refuses(401, "No key.")
    code, out, err = octavo("ask", "--embedder", "host/words", str(path), question)
    assert code == 3
    assert "needs a key" in err

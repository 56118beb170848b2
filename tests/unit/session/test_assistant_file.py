"""Assistants as files; security 12: what is imported is checked, and nothing changes if refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from octavo.errors import InputError
from octavo.session.assistant_file import MOST_BYTES, exported, imported, read_assistant
from octavo.session.assistant_templates import templates
from octavo.session.state import AssistantSettings

WHOLE = AssistantSettings(
    name="Vertragsleser",
    description="Findet Klauseln.",
    instructions="Zitiere.\nKurz.",
    language="German",
    temperature=0.3,
    top_p=0.8,
    passages=12,
    threshold=0.25,
    chunk_tokens=400,
    chunk_overlap=100,
)


def _file(**values: Any) -> bytes:
    return json.dumps({"format": "octavo-assistant", "version": 1, "name": "A", **values}).encode()


@pytest.mark.parametrize("settings", [WHOLE, *templates()], ids=lambda one: one.name)
def test_what_is_exported_comes_back(settings: AssistantSettings) -> None:
    assert imported(exported(settings), "a.json") == settings


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x80\x04\x95pickle", "not a JSON file"),
        (b"{" * 100_000, "not a JSON file"),
        (b"[1]", "does not hold an assistant"),
        (b'{"name": "A"}', "does not hold an assistant"),
        (_file(version=2), "newer Octavo"),
        (_file(version="1"), "version"),
        (b'{"format": "octavo-assistant", "version": 1}', "lacks “name”"),
        (_file(name=""), "needs a name"),
        (_file(name=7), "name"),
        (_file(name="x" * 300), "name"),
        (_file(base_url="https://evil.example"), "has “base_url”, which is not part"),
        (_file(model="gpt", api_key="k"), "model"),
        (_file(temperature=9), "“temperature” does not fit: 9"),
        (_file(temperature=float("nan")), "temperature"),
        (_file(retrieval={"passages": 1_000_000}), "passages"),
        (_file(retrieval={"chunk_tokens": 200, "chunk_overlap": 200}), "overlap"),
        (_file(retrieval={"vector_store_ids": ["vs_1"]}), "vector_store_ids"),
        (_file(instructions="x" * 256_001), "instructions"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        imported(content, "a.json")


def test_characters_that_deceive_are_made_visible() -> None:
    made = imported(_file(name="A\u202egpj", instructions="a\U000e0041b"), "a.json")
    assert (made.name, made.instructions) == ("A\ufffdgpj", "a\ufffdb")


async def test_files_are_read_with_a_limit(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(InputError, match="larger than"):
        await read_assistant(huge)
    with pytest.raises(InputError, match="cannot be read"):
        await read_assistant(tmp_path / "nowhere.json")
    with pytest.raises(InputError):
        await read_assistant(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
async def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="not a file"):
        await read_assistant(pipe)

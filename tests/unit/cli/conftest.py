"""The command line as somebody uses it at a terminal, on a data folder of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.assembly import open_client
from octavo.cli import run
from octavo.protocol.vector_stores import CreateVectorStoreRequest

Octavo = Callable[..., tuple[int, str, str]]
"""Runs a command; returns its exit code and what it wrote to both outputs."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def octavo(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Octavo:
    def call(*words: str | Path, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        code = run([str(word) for word in words], open_window=lambda files, data_dir: 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


async def fill(data: Path, text: str) -> str:
    """Make a collection “Leases” of one document, wait until it is read, and return its id."""
    async with open_client(data) as client:
        file = await client.upload_file(text.encode(), filename="lease.txt")
        request = CreateVectorStoreRequest(name="Leases", file_ids=[file.id])
        store = await client.create_vector_store(request)
        await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
        return store.id

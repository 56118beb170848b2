"""Two programs that fetch a model of the same name: one does, the other is told."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.errors import InputError, StorageFullError
from octavo.file_locks import try_lock
from octavo.providers.local.folder import ModelFolder
from octavo.providers.local.getting import Getting
from octavo.providers.model_files.alone import alone
from octavo.providers.model_files.beginning import forget
from octavo.providers.rerankers.folder import RerankerFolder
from octavo.providers.rerankers.getting import GettingRerankers
from support.file_server import FileServer, file_server
from support.gguf import gguf_bytes
from support.judging_models import make_judging_model

CONTENT = gguf_bytes(weights=60_000)


def nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
async def host() -> AsyncIterator[FileServer]:
    async with file_server(CONTENT) as made:
        yield made


async def octavo(data: Path, *words: object) -> asyncio.subprocess.Process:
    """Start the command line in a process of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "octavo", "--data-dir", str(data), "models", *map(str, words)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


async def test_a_second_program_is_told_and_harms_nothing(host: FileServer, tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path / "models")
    host.stalls_after = 150_000
    fetching = asyncio.create_task(Getting(folder).from_address(host.url, nothing, name="big"))
    await host.stalled.wait()
    host.stalls_after = None
    for words in (("add", host.url, "--name", "big", "--anyway"), ("remove", "big")):
        other = await octavo(tmp_path, *words)
        _, said = await other.communicate()
        assert other.returncode == 2
        assert said.decode().startswith("octavo: The model “big” is being fetched already.")
        assert "stop it where it was begun" in said.decode()
    assert host.seen == [""]
    assert folder.part("big").exists()
    fetching.cancel()
    await asyncio.wait({fetching})
    other = await octavo(tmp_path, "add", host.url, "--name", "big", "--anyway")
    out, _ = await other.communicate()
    assert hashlib.sha256(CONTENT).hexdigest() in out.decode()
    assert sorted(one.name for one in folder.path.iterdir()) == ["big.gguf", "big.json"]


async def test_one_that_was_killed_keeps_nobody_out_and_is_gone_on_with(
    host: FileServer, tmp_path: Path
) -> None:
    """Line 16 of what is to be survived: what came before a kill is gone on with."""
    folder = ModelFolder(tmp_path / "models")
    getting = Getting(folder)
    host.cuts = [100_000]  # which is written then, and gone on with
    host.stalls_after = 50_000
    other = await octavo(tmp_path, "add", host.url, "--name", "big", "--anyway")
    await host.stalled.wait()
    with pytest.raises(InputError, match="is being fetched already"):
        await getting.from_address(host.url, nothing, name="big")
    other.kill()
    await other.communicate()
    (half,) = folder.unfinished()
    assert (half.name, half.begun.url) == ("big", host.url)
    host.stalls_after = None
    kept = await getting.from_address(host.url, nothing, name="big")
    assert kept.origin.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert host.seen[-1] == (f"bytes={half.size}-" if half.size else "")
    assert sorted(one.name for one in folder.path.iterdir()) == ["big.gguf", "big.json"]


async def test_a_reranker_that_is_tried_out_is_not_copied_by_another(tmp_path: Path) -> None:
    folder = RerankerFolder(tmp_path / "models" / "rerankers")
    source = make_judging_model(tmp_path / "mine")
    trying, may_end = asyncio.Event(), asyncio.Event()

    async def wait(_folder: Path, _digests: object) -> int:
        trying.set()
        await may_end.wait()
        return 30_522

    first = asyncio.create_task(GettingRerankers(folder, wait).from_files(source, nothing))
    await trying.wait()
    other = await octavo(tmp_path, "add", source)
    _, said = await other.communicate()
    assert other.returncode == 2
    assert "The model “mine” is being fetched already." in said.decode()
    with pytest.raises(InputError, match="is being fetched already"):
        await forget(folder, "mine")
    may_end.set()
    assert (await first).name == "mine"


def test_a_lock_whose_file_was_taken_away_a_moment_before_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lock"
    gone: list[int] = []

    def late(descriptor: int) -> bool:
        if not gone:  # its holder lets go between the opening of the file and the lock
            gone.append(descriptor)
            path.unlink()
        return try_lock(descriptor)

    monkeypatch.setattr("octavo.providers.model_files.alone.try_lock", late)
    with alone(tmp_path, "a"):
        assert [one.name for one in tmp_path.iterdir()] == ["a.lock"]
        with pytest.raises(InputError), alone(tmp_path, "a"):
            pass
        with alone(tmp_path, "b"):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with (
        pytest.raises(StorageFullError, match="The model cannot be kept"),
        alone(tmp_path / "file", "a"),
    ):
        pass

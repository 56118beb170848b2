"""Kill −9 in the middle of everything: nothing acknowledged is lost, nothing is half.

Security 16.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import apsw
import pytest

from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.protocol.messages import MessageObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from support import stores
from support.stores import MODEL

WRITER = Path(__file__).with_name("killed_writer.py")
KILLS = 20
PAGES = 8


def _word(file_id: str, number: int) -> str:
    return f"only{file_id.replace('-', '')}page{number}"


class Acknowledged:
    """What the killed processes said that they had kept."""

    def __init__(self) -> None:
        self.pages: dict[str, int] = defaultdict(int)
        self.vectors: dict[str, int] = defaultdict(int)
        self.sealed: set[str] = set()
        self.messages: set[int] = set()
        self.blobs: set[str] = set()

    def hear(self, line: str) -> None:
        match line.split():
            case ["page", key, number]:
                self.pages[key] = int(number)
            case ["vectors", key, number]:
                self.vectors[key] = int(number)
            case ["sealed", key]:
                self.sealed.add(key)
            case ["messages", number]:
                self.messages.add(int(number))
            case ["blob", sha256]:
                self.blobs.add(sha256)
            case ["ready"]:
                pass
            case _:
                pytest.fail(f"the writer said {line!r}")


def _write_until_killed(folder: Path, heard: Acknowledged, number: int, rng: random.Random) -> None:
    first = 1_000_000 * number  # a kill may have kept more than was heard of: never the same twice
    with subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), str(first), str(number)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # The moment is the thing tested, so this is a time and not a condition; longer while the
        # machine is so slow that no process has come to its last steps yet.
        time.sleep(rng.uniform(0.0, 0.3 if heard.messages and heard.blobs else 1.5))
        process.kill()
        for line in process.stdout.read().splitlines(keepends=True):
            # The last line may have been cut off.
            if line.endswith("\n"):
                heard.hear(line)


def _check_file(path: Path) -> None:
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        assert connection.execute("PRAGMA integrity_check").get == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def _check_store(path: Path, heard: Acknowledged) -> None:
    store = await SqliteStore.open(path)
    for key, acknowledged in heard.pages.items():
        entry = await store.get(VectorStoreFileObject, key, parent="vs_1")
        assert entry is not None
        assert entry.progress is not None
        done = entry.progress.pages_done
        assert done >= acknowledged
        assert entry.progress.passages == done
        assert len(await store.pages(stores.digest(key), 1, 99)) == done
        for number in (1, acknowledged, done):
            assert len(await store.search_words(["vs_1"], [_word(key, number)], 9)) == 1
        assert await store.search_words(["vs_1"], [_word(key, done + 1)], 9) == []
        waiting = len(await store.unembedded("vs_1", key, MODEL, 99))
        assert done - waiting >= heard.vectors[key]
        if key in heard.sealed:
            assert entry.progress.passages_embedded == done
    hits = await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 10**6)
    searched: dict[str, int] = defaultdict(int)
    for chunk in await store.chunks([hit.chunk_id for hit in hits]):
        searched[chunk.file_id] += 1
    assert heard.sealed <= searched.keys()
    for key, count in searched.items():
        # Sealed are whole files only.
        assert count == PAGES, key
    ids: set[str] = set()
    cursor: str | None = None
    while True:
        page = await store.select(MessageObject, parent="thread_1", limit=100, after=cursor)
        ids |= {item.id for item in page.data}
        cursor = page.last_id
        if not page.has_more:
            break
    assert ids >= {f"msg_{number}a" for number in heard.messages}
    # Both of a pair or none.
    assert {key[:-1] for key in ids if key.endswith("a")} == {
        key[:-1] for key in ids if key.endswith("b")
    }
    await store.aclose()


def _check_blobs(folder: Path, heard: Acknowledged) -> None:
    blobs = FolderBlobs(folder)
    found = [path for path in folder.rglob("*") if path.is_file()]
    for path in found:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.parent.name + path.name
    assert {blobs.path(sha256) for sha256 in heard.blobs} <= set(found)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    rng = random.Random(seed)
    heard = Acknowledged()
    for number in range(KILLS):
        _write_until_killed(tmp_path, heard, number, rng)
        if number % 2:
            # Every other time the next process recovers by itself.
            _check_file(tmp_path / "octavo.sqlite")
            await _check_store(tmp_path / "octavo.sqlite", heard)
            _check_blobs(tmp_path / "blobs", heard)
    assert len(heard.pages) > 5
    assert heard.sealed
    assert heard.messages
    assert heard.blobs

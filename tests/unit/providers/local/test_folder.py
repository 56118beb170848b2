"""Model files: what they say about themselves, where they are kept, and what is no model."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import struct
from pathlib import Path
from typing import Any

import pytest

from octavo.errors import InputError, ProviderError
from octavo.providers.local.folder import ModelFolder
from octavo.providers.local.getting import Getting
from octavo.providers.local.gguf import read_gguf
from octavo.providers.local.memory import check_memory, needed
from octavo.providers.model_files.beginning import Begun, forget
from octavo.providers.model_files.keeping import name_from
from octavo.providers.model_files.part_file import PartFile
from support.file_server import file_server
from support.gguf import gguf_bytes, make_gguf


def nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_tells_what_it_needs(tmp_path: Path) -> None:
    facts = read_gguf(make_gguf(tmp_path / "a.gguf"))
    assert (facts.architecture, facts.title, facts.licence) == ("tiny", "Tiny", "mit")
    assert facts.context_tokens == 4096
    # 2 layers, 2 heads of 64 / 4 numbers each for keys and for values, 2 bytes a number
    assert facts.cache_bytes == 2 * 2 * (16 + 16) * 2
    assert facts.chats
    assert facts.size == (tmp_path / "a.gguf").stat().st_size


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GGUF",
        b"%PDF-1.7 and so on",
        gguf_bytes(version=1),
        gguf_bytes()[:200],
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1 << 40),
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 60),
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"a" + struct.pack("<I", 77),
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"a" + struct.pack("<IIQ", 9, 4, 1 << 61),
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"a" + struct.pack("<IIQ", 9, 9, 1),
    ],
)
def test_what_is_no_whole_model_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.gguf").write_bytes(content)
    with pytest.raises(InputError, match=r"“a\.gguf” is not a model"):
        read_gguf(tmp_path / "a.gguf")


def test_memory_that_is_short_is_told_with_figures(tmp_path: Path) -> None:
    facts = read_gguf(make_gguf(tmp_path / "a.gguf"))
    check_memory("tiny", facts, 2 * needed(facts))
    with pytest.raises(ProviderError, match="100 MB can be had now") as caught:
        check_memory("tiny", facts, 100_000_000)
    assert "smaller model" in caught.value.hint


async def test_a_file_is_copied_listed_and_removed(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path / "models")
    assert folder.all() == []
    source = make_gguf(tmp_path / "My Model (Q4).gguf")
    kept = await Getting(folder).from_file(source, nothing)
    assert kept.name == "my-model-q4"
    assert [one.name for one in folder.all()] == ["my-model-q4"]
    assert kept.origin.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (kept.origin.licence, kept.origin.checked) == ("mit", False)
    with pytest.raises(InputError, match="already"):
        await Getting(folder).from_file(source, nothing)
    folder.remove("my-model-q4")
    assert list((tmp_path / "models").iterdir()) == []
    with pytest.raises(ProviderError, match="no model “my-model-q4”"):
        folder.remove("my-model-q4")
    assert source.exists()


async def test_models_that_do_not_chat_and_other_files_leave_nothing_behind(
    tmp_path: Path,
) -> None:
    folder = ModelFolder(tmp_path / "models")
    base = make_gguf(tmp_path / "base.gguf", tokenizer__chat_template=None)
    with pytest.raises(InputError, match="does not chat"):
        await Getting(folder).from_file(base, nothing)
    whole = make_gguf(tmp_path / "whole.gguf")
    with pytest.raises(InputError, match="another file"):
        await Getting(folder).from_file(whole, nothing, sha256="0" * 64)
    assert list((tmp_path / "models").iterdir()) == []


async def test_what_comes_from_an_address_but_is_no_model_is_thrown_away(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path / "models")
    async with file_server(b"<html>Please log in</html>") as host:
        with pytest.raises(InputError, match="“model” is not a model"):
            await Getting(folder).from_address(host.url, nothing)
    assert list((tmp_path / "models").iterdir()) == []


async def test_a_model_from_an_address_says_whether_it_was_checked(tmp_path: Path) -> None:
    content = gguf_bytes()
    folder = ModelFolder(tmp_path / "models")
    async with file_server(content) as host:
        getting = Getting(folder)
        free = await getting.from_address(host.url, nothing, name="free")
        bound = await getting.from_address(
            host.url, nothing, name="bound", sha256=hashlib.sha256(content).hexdigest()
        )
    assert (free.origin.checked, bound.origin.checked) == (False, True)
    assert bound.origin.source == host.url


async def test_what_was_begun_is_counted_and_forgotten(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path)
    part = PartFile(folder.part("half"))
    part.open("https://a/b")
    part.write(b"x" * 1234)
    part.close()
    assert folder.begun("half") == 1234
    assert folder.all() == []
    await forget(folder, "half")
    assert folder.begun("half") == 0
    assert folder.unfinished() == []


def test_names_are_made_of_addresses_and_files() -> None:
    assert name_from("https://h/x/Qwen2.5-1.5B-Instruct-Q4_K_M.gguf?download=true") == (
        "qwen2.5-1.5b-instruct-q4_k_m"
    )
    assert name_from("Ünser Modell.gguf") == "unser-modell"
    assert name_from("https://h/") == "h"
    assert name_from("***") == "model"


async def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    source = make_gguf(tmp_path / "a.gguf")
    for name in ("../b", "a/b", "A", "", ".hidden"):
        if name:
            with pytest.raises(InputError, match="cannot name"):
                await Getting(ModelFolder(tmp_path / "models")).from_file(
                    source, nothing, name=name
                )


async def test_a_file_that_the_disk_does_not_give_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_gguf(tmp_path / "mine.gguf")
    real = Path.open
    opened = 0

    def refuse_later(self: Path, *args: Any, **more: Any) -> Any:
        nonlocal opened
        opened += self == source
        if self == source and opened > 1:  # the first looks at what it is
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *args, **more)

    monkeypatch.setattr(Path, "open", refuse_later)
    folder = ModelFolder(tmp_path / "models")
    with pytest.raises(InputError, match=r"mine\.gguf” cannot be read: Permission denied"):
        await Getting(folder).from_file(source, nothing)
    assert names_in(folder.path) == []


async def test_what_stops_on_the_way_says_where_it_came_from_and_is_brought_again(
    tmp_path: Path,
) -> None:
    folder = ModelFolder(tmp_path / "models")
    getting = Getting(folder)
    source = make_gguf(tmp_path / "mine.gguf")
    copying = asyncio.Event()
    loop = asyncio.get_running_loop()
    task = loop.create_task(getting.from_file(source, lambda _done, _of: copying.set()))
    await copying.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with file_server(gguf_bytes(weights=60_000)) as host:
        host.stalls_after = 100_000
        task = loop.create_task(
            getting.from_address(host.url, nothing, name="far", sha256="1" * 64)
        )
        await host.stalled.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        far, mine = folder.unfinished()
        assert (far.name, far.begun) == ("far", Begun(url=host.url, sha256="1" * 64))
        assert (mine.name, mine.begun, mine.size) == ("mine", Begun(file=str(source)), 0)
    await getting.from_file(source, nothing)
    await forget(folder, "far")
    assert folder.unfinished() == []
    assert names_in(folder.path) == ["mine.gguf", "mine.json"]


async def test_what_never_began_to_come_is_not_told_of_later(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path / "models")
    async with file_server(b"") as host:
        host.status = 404
        with pytest.raises(ProviderError, match="status 404"):
            await Getting(folder).from_address(host.url, nothing)
    assert folder.unfinished() == []
    assert names_in(folder.path) == []

"""A model on its way: cut off, wrong, moved, without parts, and onto a full disk."""

from __future__ import annotations

import asyncio
import errno
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from octavo.errors import InputError, ProviderError, StorageFullError
from octavo.providers.model_files.download import Download, check_address
from octavo.providers.model_files.part_file import PartFile
from octavo.wire.timing import Clock
from support.file_server import FileServer, file_server
from support.gguf import gguf_bytes

CONTENT = gguf_bytes(weights=60_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
QUICK = httpx.Timeout(5.0)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def no_wait(_: float) -> None:
    await asyncio.sleep(0)


@pytest.fixture
async def host() -> AsyncIterator[FileServer]:
    async with file_server(CONTENT) as made:
        yield made


def download(host: FileServer, path: Path, **fields: object) -> Download:
    clock = Clock(sleep=no_wait)
    return Download(host.url, path, **{"clock": clock, "timeout": QUICK, **fields})  # type: ignore[arg-type]


async def test_a_file_comes_whole_with_progress_and_nothing_else_stays(
    host: FileServer, tmp_path: Path
) -> None:
    seen: list[tuple[int, int | None]] = []
    fetched = await download(
        host, tmp_path / "a", sha256=SHA256, on_progress=lambda done, of: seen.append((done, of))
    ).run()
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert (fetched.sha256, fetched.checked) == (SHA256, True)
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert names_in(tmp_path) == ["a"]


async def test_what_is_cut_off_again_and_again_is_gone_on_with(
    host: FileServer, tmp_path: Path
) -> None:
    host.cuts = [100_000] * 4
    fetched = await download(host, tmp_path / "a", sha256=SHA256).run()
    assert fetched.checked
    assert host.seen == ["", *(f"bytes={n}00000-" for n in range(1, 5))]


async def test_a_host_that_never_gets_further_is_given_up_and_what_came_stays(
    host: FileServer, tmp_path: Path
) -> None:
    host.cuts = [100_000] + [0] * 9
    with pytest.raises(ProviderError, match="broke") as caught:
        await download(host, tmp_path / "a", sha256=SHA256).run()
    assert "gone on with next time" in caught.value.hint
    assert (tmp_path / "a").stat().st_size == 100_000
    host.cuts = []
    assert (await download(host, tmp_path / "a", sha256=SHA256).run()).checked
    assert host.seen[-1] == "bytes=100000-"


async def test_another_file_than_it_has_to_be_is_thrown_away(
    host: FileServer, tmp_path: Path
) -> None:
    with pytest.raises(ProviderError, match="another file") as caught:
        await download(host, tmp_path / "a", sha256="0" * 64).run()
    assert SHA256 in caught.value.message
    assert names_in(tmp_path) == []


async def test_a_host_without_parts_sends_all_of_it_again(host: FileServer, tmp_path: Path) -> None:
    host.ranges, host.cuts = False, [200_000]
    fetched = await download(host, tmp_path / "a", sha256=SHA256).run()
    assert fetched.checked
    assert (tmp_path / "a").read_bytes() == CONTENT


async def test_a_file_that_changed_meanwhile_begins_anew(host: FileServer, tmp_path: Path) -> None:
    host.cuts = [100_000] + [0] * 9
    with pytest.raises(ProviderError):
        await download(host, tmp_path / "a").run()
    host.cuts, host.content, host.tag = [], CONTENT[::-1], '"two"'
    fetched = await download(host, tmp_path / "a").run()
    assert (tmp_path / "a").read_bytes() == CONTENT[::-1]
    assert not fetched.checked


async def test_what_was_there_whole_already_is_not_fetched_again(
    host: FileServer, tmp_path: Path
) -> None:
    part = PartFile(tmp_path / "a")
    part.open(host.url)
    part.note(host.url, host.tag)
    part.write(CONTENT)
    part.close()
    assert (await download(host, tmp_path / "a", sha256=SHA256).run()).checked
    assert host.seen == [f"bytes={len(CONTENT)}-"]


async def test_paused_it_keeps_what_came_and_goes_on_from_there(
    host: FileServer, tmp_path: Path
) -> None:
    host.stalls_after = 150_000
    task = asyncio.create_task(download(host, tmp_path / "a", sha256=SHA256).run())
    async with asyncio.timeout(10):
        await host.stalled.wait()
    # what lies in the client's buffers may be lost, so that it came is not waited for
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    there = (tmp_path / "a").stat().st_size
    host.stalls_after = None
    assert (await download(host, tmp_path / "a", sha256=SHA256).run()).checked
    assert host.seen[-1] == (f"bytes={there}-" if there else "")


async def test_the_hubs_word_for_the_checksum_counts_also_before_a_redirect(
    host: FileServer, tmp_path: Path
) -> None:
    host.elsewhere = lambda url: url.replace("model.gguf", "store/4711")
    host.headers = {"x-linked-etag": f'"{SHA256}"'}
    assert (await download(host, tmp_path / "a", must_check=True).run()).checked
    host.headers = {"x-linked-etag": f'"{"1" * 64}"'}
    with pytest.raises(ProviderError, match="another file"):
        await download(host, tmp_path / "b", must_check=True).run()


async def test_where_nobody_says_the_checksum_nothing_is_fetched_if_it_must_be_checked(
    host: FileServer, tmp_path: Path
) -> None:
    with pytest.raises(ProviderError, match="cannot be checked"):
        await download(host, tmp_path / "a", must_check=True).run()
    assert (tmp_path / "a").stat().st_size == 0


async def test_a_redirect_to_an_open_address_is_not_followed(
    host: FileServer, tmp_path: Path
) -> None:
    host.elsewhere = lambda _: "http://models.example/model.gguf"
    with pytest.raises(ProviderError, match="not encrypted"):
        await download(host, tmp_path / "a").run()
    host.elsewhere = lambda _: "file:///etc/passwd"
    with pytest.raises(ProviderError, match="not encrypted"):
        await download(host, tmp_path / "a").run()


async def test_redirects_in_a_circle_end(host: FileServer, tmp_path: Path) -> None:
    host.elsewhere = lambda url: url
    with pytest.raises(ProviderError, match="in circles"):
        await download(host, tmp_path / "a").run()


async def test_a_refusal_names_host_and_status(host: FileServer, tmp_path: Path) -> None:
    host.status = 404
    with pytest.raises(ProviderError, match="status 404"):
        await download(host, tmp_path / "a").run()


async def test_a_disk_that_has_no_room_refuses_before_anything_is_written(
    host: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = (10**9, 10**9, 100_000)
    monkeypatch.setattr(
        "octavo.providers.model_files.part_file.shutil.disk_usage",
        lambda _: type("Usage", (), {"free": usage[2]}),
    )
    with pytest.raises(StorageFullError, match="are free"):
        await download(host, tmp_path / "a", sha256=SHA256).run()
    assert (tmp_path / "a").stat().st_size == 0


async def test_a_disk_that_fills_up_on_the_way_is_named_and_what_came_is_gone_on_with(
    host: FileServer, tmp_path: Path
) -> None:
    class FullDisk(PartFile):
        def write(self, piece: bytes) -> None:
            super().write(piece[:1000])
            with _full():
                raise OSError(errno.ENOSPC, "No space left on device")

    from octavo.providers.model_files.part_file import told as _full

    wanted = download(host, tmp_path / "a", sha256=SHA256)
    wanted._part = FullDisk(tmp_path / "a")
    with pytest.raises(StorageFullError, match="the disk is full"):
        await wanted.run()
    assert (tmp_path / "a").stat().st_size == 1000
    assert (await download(host, tmp_path / "a", sha256=SHA256).run()).checked


@pytest.mark.parametrize(
    "url", ["ftp://a/b", "model.gguf", "http://models.example/a", "https://me:secret@a/b", ""]
)
def test_addresses_that_are_none_or_not_safe_are_refused(url: str) -> None:
    with pytest.raises(InputError):
        check_address(url)

"""Uploads and downloads in pieces; the uploads are parsed with python-multipart."""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from octavo.client import Client, HttpTransport, InProcessTransport
from octavo.client import upload as upload_module
from octavo.errors import ApiConnectionError, ApiReplyError, ApiStatusError, InputError
from octavo.protocol.files import FileExpiration

Serve = Callable[[Any], Awaitable[str]]


class Shelf:
    """Takes files and tells what arrived."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.headers: list[dict[str, str]] = []
        self.media_type: str | None = None
        self.statuses: list[int] = []
        routes = [
            Route("/v1/files", self._take, methods=["POST"]),
            Route("/v1/files/{id}/content", self._give),
        ]
        self.app = Starlette(routes=routes)

    async def _take(self, request: Request) -> Response:
        self.headers.append(dict(request.headers))
        if self.statuses:
            return JSONResponse({"error": {"message": "no", "type": "x"}}, self.statuses.pop(0))
        async with request.form() as form:
            self.fields = {k: v for k, v in form.items() if isinstance(v, str)}
            file = form["file"]
            assert isinstance(file, UploadFile)
            self.media_type = file.content_type
            content = await file.read()
            return JSONResponse(
                {
                    "id": "file-1",
                    "object": "file",
                    "bytes": len(content),
                    "created_at": 1,
                    "filename": file.filename,
                    "purpose": "assistants",
                    "status": "uploaded",
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
            )

    async def _give(self, request: Request) -> Response:
        async def produce() -> AsyncIterator[bytes]:
            yield b"%PDF"
            yield b"-1.7"
            if request.path_params["id"] == "file-broken":
                raise ValueError("disk gone")
            while request.path_params["id"] == "file-endless":
                yield b"x" * 2**20
                await asyncio.sleep(0)  # uvicorn's send does not wait once the reader has gone

        return StreamingResponse(produce())


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(params=["in process", "http"])
async def client(
    request: pytest.FixtureRequest, shelf: Shelf, serve: Serve
) -> AsyncIterator[Client]:
    transport = (
        InProcessTransport(shelf.app)
        if request.param == "in process"
        else HttpTransport(await serve(shelf.app))
    )
    async with Client(transport, max_retries=0) as client:
        yield client


CONTENT = os.urandom(1_000_003)
DIGEST = hashlib.sha256(CONTENT).hexdigest()


async def pieces() -> AsyncIterator[bytes]:
    yield b""
    for start in range(0, len(CONTENT), 77_777):
        yield CONTENT[start : start + 77_777]


async def test_a_path_is_uploaded_whole(client: Client, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / 'Мой "lease" \\ 1 ü 文.PDF'
    path.write_bytes(CONTENT)
    steps: list[tuple[int, int | None]] = []
    file = await client.upload_file(path, on_progress=lambda *step: steps.append(step))
    assert (file.bytes, file.sha256, file.filename) == (len(CONTENT), DIGEST, path.name)
    assert shelf.fields == {"purpose": "assistants"}
    assert shelf.media_type == "application/pdf"
    assert "content-length" in shelf.headers[0]
    assert steps[0] == (0, len(CONTENT))
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert steps == sorted(set(steps))
    assert len(steps) >= 4


async def test_bytes_are_uploaded_whole(client: Client, shelf: Shelf) -> None:
    expires = FileExpiration(anchor="created_at", seconds=3600)
    file = await client.upload_file(
        CONTENT, filename="a.txt", purpose="user_data", expires_after=expires
    )
    assert (file.sha256, file.filename) == (DIGEST, "a.txt")
    assert shelf.media_type == "text/plain"
    assert shelf.fields == {
        "purpose": "user_data",
        "expires_after[anchor]": "created_at",
        "expires_after[seconds]": "3600",
    }


async def test_pieces_are_uploaded_as_they_come(client: Client, shelf: Shelf) -> None:
    steps: list[tuple[int, int | None]] = []
    file = await client.upload_file(
        pieces(), filename="a.xyz", on_progress=lambda *step: steps.append(step)
    )
    assert (file.bytes, file.sha256) == (len(CONTENT), DIGEST)
    assert shelf.media_type == "application/octet-stream"
    assert "content-length" not in shelf.headers[0]
    assert steps[-1] == (len(CONTENT), None)


async def test_pieces_that_block_are_fetched_off_the_loop(client: Client, shelf: Shelf) -> None:
    threads: set[int] = set()

    def blocking() -> Iterator[bytes]:
        for start in range(0, len(CONTENT), 100_000):
            threads.add(threading.get_ident())
            yield b""  # an empty piece is not the end
            yield CONTENT[start : start + 100_000]

    steps: list[int] = []
    file = await client.upload_file(
        blocking(), filename="a.xyz", on_progress=lambda sent, _: steps.append(sent)
    )
    assert (file.bytes, file.sha256) == (len(CONTENT), DIGEST)
    assert steps == sorted(steps)
    assert steps[-1] == len(CONTENT)
    assert threads
    assert threading.get_ident() not in threads


async def test_an_open_file_is_uploaded_from_where_it_is(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"left out" + CONTENT)
    with path.open("rb") as source:
        source.seek(len(b"left out"))
        file = await client.upload_file(source, filename="a.pdf")
        assert not source.closed
    assert (file.bytes, file.sha256) == (len(CONTENT), DIGEST)


async def test_pieces_in_a_list_are_uploaded(client: Client) -> None:
    file = await client.upload_file([b"one", b"", b"two"], filename="a.txt")
    assert file.bytes == 6


@pytest.mark.parametrize("source", [b"", "path"])
async def test_nothing_is_uploaded_too(client: Client, tmp_path: Path, source: bytes | str) -> None:
    (tmp_path / "empty.pdf").touch()
    given = tmp_path / "empty.pdf" if source == "path" else b""
    file = await client.upload_file(given, filename="empty.pdf")
    assert file.bytes == 0


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        ("a\r\nContent-Type: x\r\n\r\nb.pdf", "a��Content-Type: x����b.pdf"),
        ("nul\x00.pdf", "nul�.pdf"),
        ("lone\udcff.pdf", "lone�.pdf"),
        ("../../up.pdf", "../../up.pdf"),
        ('"; name="purpose', '"; name="purpose'),
        ("%22%0a.pdf", "%22%0a.pdf"),
        ("\u202efdp.exe", "\u202efdp.exe"),
    ],
)
async def test_a_file_name_cannot_break_out_of_its_place(
    client: Client, shelf: Shelf, name: str, arrives: str
) -> None:
    """security.md 10: what a name means is the engine's to judge; here it arrives as one name."""
    file = await client.upload_file(b"x", filename=name)
    assert file.filename == arrives
    assert shelf.fields == {"purpose": "assistants"}


@pytest.fixture
def no_read_on_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    main = threading.get_ident()

    def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            assert threading.get_ident() != main
            return function(*args)

        return call

    monkeypatch.setattr(upload_module, "_open", guarded(upload_module._open))
    monkeypatch.setattr(upload_module, "_read", guarded(upload_module._read))


@pytest.mark.usefixtures("no_read_on_the_loop")
async def test_a_file_is_opened_and_read_off_the_loop(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(CONTENT)
    assert (await client.upload_file(str(tmp_path / "a.pdf"))).sha256 == DIGEST


async def test_a_file_is_closed_however_it_ends(
    client: Client, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    really_open = upload_module._open

    def remembering(path: Path) -> Any:
        opened.append(really_open(path)[0])
        return opened[-1], path.stat().st_size

    monkeypatch.setattr(upload_module, "_open", remembering)
    path = tmp_path / "a.pdf"
    path.write_bytes(CONTENT)
    await client.upload_file(path)
    shelf.statuses = [413]
    with pytest.raises(ApiStatusError):
        await client.upload_file(path)

    def fail(sent: int, _: int | None) -> None:
        if sent:
            raise ValueError("listener broke")

    with pytest.raises(ValueError, match="listener broke"):
        await client.upload_file(path, on_progress=fail)
    started = asyncio.Event()
    task = asyncio.create_task(client.upload_file(path, on_progress=lambda *_: started.set()))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(opened) == 4
    assert all(file.closed for file in opened)


async def test_pieces_that_nobody_reads_are_closed(shelf: Shelf) -> None:
    closed = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 10_000
        finally:
            closed.set()

    async def early(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await receive()
        await Response(status_code=413)(scope, receive, send)

    async with Client(InProcessTransport(early)) as client:
        with pytest.raises(ApiStatusError):
            await client.upload_file(endless(), filename="a.pdf")
        assert closed.is_set()


async def test_a_file_that_was_just_being_opened_is_closed(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    began, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    really_open = upload_module._open

    def slowly(path: Path) -> Any:
        loop.call_soon_threadsafe(began.set)
        go_on.wait(10)
        opened.append(really_open(path)[0])
        return opened[0], 0

    monkeypatch.setattr(upload_module, "_open", slowly)
    (tmp_path / "a.pdf").touch()
    async with Client(InProcessTransport(shelf.app)) as client:
        task = asyncio.create_task(client.upload_file(tmp_path / "a.pdf"))
        await began.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        go_on.set()
        async with asyncio.timeout(10):
            while not (opened and opened[0].closed):  # noqa: ASYNC110 - closed in a thread
                await asyncio.sleep(0.005)


async def test_what_is_no_file_is_refused_and_nothing_hangs(
    client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    """security.md 10: folders, named pipes, devices, symlink loops, impossible names."""
    pipe, loop = tmp_path / "pipe.pdf", tmp_path / "loop.pdf"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    (tmp_path / "folder.pdf").mkdir()
    missing = tmp_path / "missing.pdf"
    names = [pipe, loop, tmp_path / "folder.pdf", missing, Path("/dev/zero"), tmp_path / "a\0b"]
    names += [tmp_path / ("x" * 300)]
    async with asyncio.timeout(10):
        for path in names:
            with pytest.raises(InputError):
                await client.upload_file(path)
    assert shelf.headers == []


async def test_content_without_a_name_is_refused(client: Client) -> None:
    with pytest.raises(InputError, match="file name"):
        await client.upload_file(b"x")


async def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(512 * 2**20 + 1)
    with pytest.raises(InputError, match="larger than 512 MB"):
        await client.upload_file(path)
    assert shelf.headers == []


async def test_pieces_that_become_too_many_are_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_module, "MAX_FILE_BYTES", 500_000)
    with pytest.raises(InputError, match="larger than"):
        await client.upload_file(pieces(), filename="a.pdf")


@pytest.mark.parametrize("change", ["grow", "shrink"])
async def test_a_file_that_changes_meanwhile_is_an_error(
    client: Client, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(CONTENT)

    def on_progress(sent: int, _: int | None) -> None:
        if 0 < sent < len(CONTENT):
            os.truncate(path, 2 * len(CONTENT) if change == "grow" else sent)

    with pytest.raises(InputError, match="changed while it was read"):
        await client.upload_file(path, on_progress=on_progress)


async def test_an_upload_is_tried_again_from_its_start(
    client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(CONTENT)
    patient = client.with_options(max_retries=2)
    for source in (path, CONTENT):
        shelf.statuses = [429]
        file = await patient.upload_file(source, filename="a.pdf")
        assert file.sha256 == DIGEST


async def test_pieces_are_not_sent_twice(serve: Serve) -> None:
    attempts = 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal attempts
        attempts += 1
        await Request(scope, receive).body()
        await Response(status_code=500)(scope, receive, send)

    async with Client(InProcessTransport(app)) as client:
        with pytest.raises(ApiStatusError):
            await client.upload_file(pieces(), filename="a.pdf")
    assert attempts == 1


async def read_all(client: Client, file_id: str) -> bytes:
    async with client.file_content(file_id) as content:
        return b"".join([piece async for piece in content])


async def test_a_download_comes_whole(client: Client) -> None:
    assert await read_all(client, "file-1") == b"%PDF-1.7"


async def test_a_download_that_breaks_is_an_error(client: Client) -> None:
    with pytest.raises(ApiConnectionError):
        await read_all(client, "file-broken")


async def test_a_download_may_be_left(client: Client) -> None:
    async with client.file_content("file-endless") as content:
        await anext(content)


async def test_a_download_without_end_is_ended(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.client.resources.files.MAX_FILE_BYTES", 3 * 2**20)
    with pytest.raises(ApiReplyError, match="larger than"):
        await read_all(client, "file-endless")


async def test_a_download_of_nothing_there_is_a_status_error(client: Client) -> None:
    with pytest.raises(ApiStatusError):
        async with client.file_content("file-1/x"):
            pass

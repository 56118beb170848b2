"""A host of one large file: whole, in parts, cut off, moved, or another one than before."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Callable


@dataclasses.dataclass
class FileServer:
    """Serves ``content``; the attributes tell how well.

    Attributes:
        cuts: How many bytes of its reply each of the next requests gets before a break.
        ranges: Whether it can go on in the middle.
        tag: Of the content.
        headers: That it sends besides, such as the hub's.
        elsewhere: Where it leads instead of giving the file.
        stalls_after: Bytes after which it sends nothing more and waits.
        seen: The ranges that were asked for, "" for the whole.
    """

    content: bytes = b""
    cuts: list[int] = dataclasses.field(default_factory=list)
    ranges: bool = True
    tag: str = '"one"'
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    elsewhere: Callable[[str], str] | None = None
    status: int = 0
    stalls_after: int | None = None
    seen: list[str] = dataclasses.field(default_factory=list)
    stalled: asyncio.Event = dataclasses.field(default_factory=asyncio.Event)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                path = head[0].split(" ")[1]
                asked = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
                await self._answer(path, asked, writer)
            writer.close()
        except asyncio.CancelledError:
            writer.transport.abort()  # what is not sent yet would keep it open
            raise
        finally:
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, path: str, asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        if self.elsewhere is not None and path == "/model.gguf":
            more = {"location": self.elsewhere(self.url), **self.headers}
            writer.write(_head(302, 0, more))
            await writer.drain()
            return
        self.seen.append(asked.get("range", ""))
        if self.status:
            writer.write(_head(self.status, 0, {}))
            await writer.drain()
            return
        start = int(asked.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        if not self.ranges or asked.get("if-range", self.tag) != self.tag:
            start = 0
        body = self.content[start:]
        more = {"etag": self.tag, **(self.headers if self.elsewhere is None else {})}
        size = len(self.content)
        if start and not body:
            writer.write(_head(416, 0, {"content-range": f"bytes */{size}"}))
        elif start:
            more["content-range"] = f"bytes {start}-{size - 1}/{size}"
            writer.write(_head(206, len(body), more))
        else:
            writer.write(_head(200, len(body), more))
        if self.cuts:
            body = body[: self.cuts.pop(0)]
        if self.stalls_after is not None:
            writer.write(body[: self.stalls_after])
            await writer.drain()
            self.stalled.set()
            await asyncio.Event().wait()
        writer.write(body)
        await writer.drain()


def _head(status: int, length: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"content-length: {length}", "connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@contextlib.asynccontextmanager
async def file_server(content: bytes) -> AsyncIterator[FileServer]:
    """Serve until the block ends; ``url`` is the file's."""
    made = FileServer(content)
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(made.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/model.gguf"
    try:
        yield made
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

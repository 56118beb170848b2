"""A session over the real engine in process, and a recorder of its events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.page import Rect
from octavo.pdf.reader import PdfiumReader
from octavo.session.drops import JOURNAL_NAME
from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.secrets import SessionSecrets
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from octavo.wire.timing import Clock
from support.desktop_bus import desktop_bus
from support.embedding import HashEmbedder
from support.pdfs import make_pdf

E = TypeVar("E")

DEADLINE = 30.0

LEASE = [
    "# Lease\n\nThis lease is made between the landlord and the tenant of the mill at Overton.",
    "# Termination\n\nThe tenant may terminate this lease with three months' notice in writing.",
    "# Rent\n\nThe rent of 950 pounds is payable on the first day of every month.",
]


class Recorder:
    """Keeps the events of a session, and waits for some of them."""

    def __init__(self, session: Session) -> None:
        self.events: list[SessionEvent] = []
        self._more = asyncio.Event()
        session.events.subscribe(self._on_event)

    def _on_event(self, event: SessionEvent) -> None:
        self.events.append(event)
        self._more.set()

    def of(self, kind: type[E]) -> list[E]:
        """Return the events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds that events bring about."""
        async with asyncio.timeout(DEADLINE):
            while not condition():
                self._more.clear()
                await self._more.wait()

    def states(self, key: str) -> list[DocumentState]:
        """Return the states that a document went through, as told."""
        told: list[DocumentItem] = []
        for event in self.events:
            if isinstance(event, DocumentChanged):
                told.append(event.document)
            elif isinstance(event, DocumentsChanged):
                told.extend(event.documents)
        states = [item.state for item in told if item.key == key]
        return [s for i, s in enumerate(states) if i == 0 or states[i - 1] != s]


class HeldReader(PdfiumReader):
    """Lets a test hold an answer just before its first citation."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def rectangles(
        self,
        path: Path,
        page: int,
        spans: Sequence[tuple[int, int]],
        *,
        password: str | None = None,
    ) -> list[list[Rect]]:
        await self.gate.wait()
        return await super().rectangles(path, page, spans, password=password)


class CutTransport(InProcessTransport):
    """Breaks event streams off after some chunks while the engine goes on."""

    cut_after: int | None = None
    refuse_runs = False
    refuse_lists = False
    refuse_files = False
    refuse_stores = False
    refuse_deletes = False
    deletes_left: int | None = None
    refuse_listings = False
    refused_listings = 0
    deletes_while_listing = False
    before_refusals: tuple[Callable[[], Awaitable[None]], ...] = ()
    batches = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_run = request.method == "POST" and request.url.path.endswith("/runs")
        is_list = request.method == "GET" and request.url.path.endswith(("/runs", "/messages"))
        is_file = request.method == "POST" and request.url.path.endswith("/files")
        is_listing = request.method == "GET" and request.url.path.endswith("/files")
        self.refused_listings += is_listing and self.refuse_listings
        self.batches += request.url.path.endswith("/file_batches")
        if (
            (is_run and self.refuse_runs)
            or (is_list and self.refuse_lists)
            or (is_file and self.refuse_files)
            or (request.url.path.endswith("/vector_stores") and self.refuse_stores)
            or (is_listing and self.refuse_listings)
            or (request.method == "DELETE" and self.refuse_deletes)
        ):
            raise httpx.ConnectError("refused", request=request)
        if request.method == "DELETE" and self.deletes_left is not None:
            if self.deletes_left == 0:
                raise httpx.ConnectError("cut off", request=request)
            self.deletes_left -= 1
        if is_listing and self.deletes_while_listing:
            return await self._listed_while_deleted(request)
        response = await super().handle_async_request(request)
        if response.status_code == 404 and request.method == "POST" and self.before_refusals:
            first, *rest = self.before_refusals
            self.before_refusals = tuple(rest)
            await first()
        if is_run and self.cut_after is not None:
            response.stream = _CutStream(response.stream, self.cut_after)
        return response

    async def _listed_while_deleted(self, request: httpx.Request) -> httpx.Response:
        """Let the store go between the engine's look for it and its look for its files."""
        self.deletes_while_listing = False
        response = await super().handle_async_request(request)
        await response.aread()
        store = request.url.copy_with(raw_path=request.url.raw_path.rpartition(b"/files")[0])
        gone = await super().handle_async_request(
            httpx.Request("DELETE", store, headers={"host": request.headers["host"]})
        )
        await gone.aread()
        assert gone.status_code == 200, gone.text
        nothing = {"object": "list", "data": [], "first_id": None, "last_id": None}
        return httpx.Response(200, json=nothing | {"has_more": False}, request=request)


class _CutStream(httpx.AsyncByteStream):
    def __init__(self, whole: httpx.AsyncByteStream, chunks: int) -> None:
        self._whole = whole
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = self._chunks
        async for chunk in self._whole:
            if left == 0:
                raise httpx.ReadError("cut")
            left -= 1
            yield chunk

    async def aclose(self) -> None:
        await self._whole.aclose()


async def _soon(seconds: float) -> None:
    """Wait before a retry only as long as others need to take their turn."""
    await asyncio.sleep(min(seconds, 0.01))


class World:
    """A data folder with its workers; engines and sessions come and go."""

    engine: Engine
    transport: CutTransport
    client: Client
    session: Session
    recorder: Recorder

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reader = HeldReader()
        self.embedder = HashEmbedder()
        self.secrets = SessionSecrets()  # outlasts the sessions, as a keychain does

    @property
    def assistant_id(self) -> str:
        return self.session.assistants.default.id

    def item(self, key: str) -> DocumentItem:
        return next(i for i in self.session.library.items(self.assistant_id) if i.key == key)

    async def add(self, *paths: Path) -> list[DocumentItem]:
        """Drop files and wait until each is ready or has failed."""
        added = await self.session.library.add(self.assistant_id, paths)
        return [await self.settled(item.key) for item in added]

    async def settled(self, key: str, *states: DocumentState) -> DocumentItem:
        wanted = states or (DocumentState.READY, DocumentState.FAILED, DocumentState.LOCKED)
        await self.recorder.until(lambda: self.item(key).state in wanted)
        return self.item(key)

    async def eventually(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait until a condition holds that no event tells of."""
        async with asyncio.timeout(DEADLINE):
            while True:
                if await condition():
                    return
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        await self.session.aclose()
        await self.client.aclose()
        await self.engine.aclose()

    async def open(self) -> None:
        self.engine = await Engine.open(self.folder, reader=self.reader, embedder=self.embedder)
        self.transport = CutTransport(self.engine.app)
        self.client = Client(self.transport, clock=Clock(sleep=_soon))
        self.session = await Session.open(
            self.client,
            self.reader,
            cache=self.folder / "cache",
            drops=self.folder / JOURNAL_NAME,
            secrets=self.secrets,
        )
        self.recorder = Recorder(self.session)

    async def restart(self) -> None:
        """End the session and the engine, and open both again."""
        await self.close()
        await self.open()


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr("octavo.session.watch.POLL_SECONDS", 0.01)
    monkeypatch.setattr("octavo.session.answer.POLL_SECONDS", 0.01)
    world = World(tmp_path / "data")
    try:
        await world.open()
        yield world
        await world.close()
    finally:
        await world.reader.aclose()


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")


@pytest.fixture
def bus(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a bus without any service, and let this process use it."""
    with desktop_bus(tmp_path_factory.mktemp("bus")) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address

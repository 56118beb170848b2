"""``octavo serve`` as a process (security line 9)."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from octavo.client import Client, HttpTransport
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.completion_messages import SystemMessage, UserMessage
from octavo.protocol.completions import CreateCompletionRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, CreateThreadAndRunRequest, RunObject
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchResourcesRequest, FileSearchTool, ToolResourcesRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.providers.registry import Providers
from octavo.providers.settings import Provider
from support.model_server import model_server, sends
from support.pdfs import make_pdf
from support.serving import TOKEN, Server

QUESTION = CreateMessageRequest(role="user", content="How may the lease end?")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for tests that neither end it nor look at all that it holds."""
    server = Server(tmp_path_factory.mktemp("shared") / "data", OCTAVO_TOKEN=TOKEN)
    yield server
    assert server.stop() == (0, "", "")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data", OCTAVO_TOKEN=TOKEN)
    yield server
    server.stop()


def get(server: Server, headers: dict[str, str]) -> httpx.Response:
    return httpx.get(f"{server.url}/models", headers=headers)


def test_it_listens_on_loopback_only_and_lists_its_models(shared: Server) -> None:
    """Security 9: the server's default."""
    assert shared.url.startswith("http://127.0.0.1:")
    answer = get(shared, {"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert EXTRACTIVE_MODEL in [model["id"] for model in answer.json()["data"]]
    listening = [
        c.laddr.ip
        for c in psutil.Process(shared.process.pid).net_connections()
        if c.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_a_reply_on_an_open_connection_is_not_held_back(shared: Server) -> None:
    """Without TCP_NODELAY each reply would wait 40 ms for the receipt of its own head."""
    taken = []
    with httpx.Client(headers={"authorization": f"Bearer {TOKEN}"}) as client:
        for _ in range(20):
            began = time.perf_counter()
            client.get(f"{shared.url}/models").raise_for_status()
            taken.append(time.perf_counter() - began)
    assert min(taken[1:]) < 0.03


def test_without_the_token_nothing_is_answered(shared: Server) -> None:
    """Security 9: a token always."""
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = get(shared, headers)
        assert answer.status_code == 401
        assert answer.json()["error"]["type"] == "invalid_request_error"


def test_another_host_name_is_refused(shared: Server) -> None:
    """Security 9: the Host header is checked."""
    headers = {"authorization": f"Bearer {TOKEN}", "host": "evil.example"}
    assert get(shared, headers).status_code == 421


async def test_a_client_asks_over_http(shared: Server, tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "lease.pdf", ["The tenant may terminate the lease in writing."])
    async with Client(HttpTransport(shared.url, TOKEN)) as client:
        file = await client.upload_file(pdf)
        store = await client.create_vector_store_and_wait_to_complete(
            CreateVectorStoreRequest(file_ids=[file.id])
        )
        search = FileSearchResourcesRequest(vector_store_ids=[store.id])
        assistant = await client.create_assistant(
            CreateAssistantRequest(
                model=EXTRACTIVE_MODEL,
                tools=[FileSearchTool(type="file_search")],
                tool_resources=ToolResourcesRequest(file_search=search),
            )
        )
        thread = await client.create_thread(
            CreateThreadRequest(
                messages=[CreateMessageRequest(role="user", content="How may the lease end?")]
            )
        )
        request = CreateRunRequest(assistant_id=assistant.id)
        async with client.stream_run(thread.id, request) as events:
            names = [event.event async for event in events]
    assert names[0] == "thread.run.created"
    assert names[-1] == "thread.run.completed"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order(server: Server, number: int) -> None:
    workers = psutil.Process(server.process.pid).children(recursive=True)
    assert server.stop(number) == (0, "", "")
    _, alive = psutil.wait_procs(workers, timeout=5)
    assert alive == []


def test_a_token_is_made_up_and_printed_if_none_is_given(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        assert server.process.stdout is not None
        token = server.process.stdout.readline().split()[-1]
        assert len(token) >= 40
        assert get(server, {"authorization": f"Bearer {token}"}).status_code == 200
    finally:
        server.stop()


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    (tmp_path / "token").chmod(0o600)
    server = Server(tmp_path / "data", "--token-file", str(tmp_path / "token"), OCTAVO_TOKEN="x")
    try:
        assert get(server, {"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert server.process.args[-1] == str(tmp_path / "token")  # type: ignore[index]
    finally:
        assert server.stop() == (0, "", "")


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (("--host", "0.0.0.0"), {"OCTAVO_TOKEN": TOKEN}, "nothing would be encrypted"),  # noqa: S104
        (("--host", "octavo.example"), {"OCTAVO_TOKEN": TOKEN}, "not an address"),
        ((), {"OCTAVO_TOKEN": ""}, "no usable token"),
        ((), {"OCTAVO_TOKEN": "short"}, "no usable token"),
        (("--token-file", "/nowhere/token"), {}, "cannot be read"),
    ],
)
def test_what_would_not_be_safe_is_refused(
    tmp_path: Path, words: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    server = Server(tmp_path / "data", *words, **environment)
    code, _, err = server.stop()
    assert code == 2
    assert said in err
    assert "Traceback" not in err


def test_a_folder_or_port_that_is_taken_is_told(server: Server, tmp_path: Path) -> None:
    """Security 17: a second process on the same data folder refuses with a reason."""
    same_folder = Server(tmp_path / "data", OCTAVO_TOKEN=TOKEN)
    code, _, err = same_folder.stop()
    assert code == 2
    assert "Another Octavo" in err
    port = server.url.rpartition(":")[2].partition("/")[0]
    same_port = Server(tmp_path / "other", "--port", port, OCTAVO_TOKEN=TOKEN)
    code, _, err = same_port.stop()
    assert code == 3
    assert "cannot listen" in err


async def test_several_clients_are_served_at_once(shared: Server) -> None:
    async def visit(number: int) -> str | None:
        async with Client(HttpTransport(shared.url, TOKEN)) as client:
            thread = await client.create_thread()
            text = f"The code of door {number} is {number}{number}."
            said = [
                SystemMessage(role="system", content=text),
                UserMessage(role="user", content=f"What is the code of door {number}?"),
            ]
            request = CreateCompletionRequest(model=EXTRACTIVE_MODEL, messages=said)
            async with client.stream_completion(request) as chunks:
                choices = [choice async for chunk in chunks for choice in chunk.choices]
            assert (await client.get_thread(thread.id)).id == thread.id
            return "".join(choice.delta.content or "" for choice in choices)

    async with asyncio.timeout(60):
        answers = await asyncio.gather(*map(visit, range(10, 20)))
    assert answers == [f"“The code of door {n} is {n}{n}.”" for n in range(10, 20)]


async def test_a_host_is_told_when_whoever_asked_goes_away_before_its_first_word(
    tmp_path: Path,
) -> None:
    async def no_key(_: str) -> None:
        return None

    async with model_server() as host:
        host.script = [sends(close=False)]
        providers = Providers(tmp_path / "data" / "providers.json", key_of=no_key)
        await providers.put(Provider(name="desk", base_url=host.url))
        await providers.allow("desk")
        await providers.aclose()
        server = await asyncio.to_thread(Server, tmp_path / "data", OCTAVO_TOKEN=TOKEN)
        said = UserMessage(role="user", content="Hello")
        request = CreateCompletionRequest(model="desk/tiny", messages=[said])

        async def ask() -> None:
            async with (
                Client(HttpTransport(server.url, TOKEN)) as client,
                client.stream_completion(request),
            ):
                pass

        try:
            asking = asyncio.create_task(ask())
            async with asyncio.timeout(60):
                while not host.seen:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                asking.cancel()
                await host.gone.wait()
        finally:
            code, _, err = await asyncio.to_thread(server.stop)
        assert (code, err) == (0, "")


async def test_an_upload_under_way_is_cut_off_and_leaves_nothing(
    server: Server, tmp_path: Path
) -> None:
    head = (
        "POST /v1/files HTTP/1.1\r\n"
        f"Host: {server.url.split('/')[2]}\r\n"
        f"Authorization: Bearer {TOKEN}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n"
        "Content-Length: 90000000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.split(":")[2][:-3]))
    writer.write(head.encode() + b"%PDF" * 1_000_000)
    await writer.drain()
    partial = tmp_path / "data" / "files" / "partial"
    async with asyncio.timeout(20):
        while not any(file.stat().st_size for file in partial.iterdir()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    code, _, err = await asyncio.to_thread(server.stop)
    assert (code, err) == (0, "")
    assert list(partial.iterdir()) == []
    with contextlib.suppress(ConnectionError):
        assert b"200 OK" not in await reader.read()
    writer.close()


async def test_a_run_that_does_not_end_is_cancelled_and_its_readers_are_told(
    server: Server, tmp_path: Path
) -> None:
    pdf = make_pdf(tmp_path / "lease.pdf", ["The tenant may terminate the lease in writing."])
    async with Client(HttpTransport(server.url, TOKEN)) as client:
        file = await client.upload_file(pdf)
        store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        names: list[str] = []
        stopping: asyncio.Task[tuple[int, str, str]] | None = None
        async with held_up(server):
            request = await run_on(client, store.id)
            async with client.stream_thread_and_run(request) as events:
                async for event in events:
                    names.append(event.event)
                    if event.event == "thread.run.in_progress":
                        assert isinstance(event.data, RunObject)
                        thread_id, run_id = event.data.thread_id, event.data.id
                        stopping = asyncio.create_task(asyncio.to_thread(server.stop))
        assert names[-1] == "thread.run.cancelled"
        assert stopping is not None
        code, _, err = await stopping
        assert (code, err) == (0, "")
    again = Server(tmp_path / "data", OCTAVO_TOKEN=TOKEN)
    try:
        async with Client(HttpTransport(again.url, TOKEN)) as client:
            assert (await client.get_run(thread_id, run_id)).status == "cancelled"
            assert (await client.create_thread_message(thread_id, QUESTION)).id  # not locked
    finally:
        again.stop()


@contextlib.asynccontextmanager
async def held_up(server: Server) -> AsyncIterator[None]:
    """Stop the server's workers, which are starting: who waits for them has to wait."""
    process = psutil.Process(server.process.pid)
    async with asyncio.timeout(20):
        while not (workers := process.children(recursive=True)):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    for worker in workers:
        worker.suspend()
    try:
        yield
    finally:
        for worker in workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.resume()


async def run_on(client: Client, store_id: str) -> CreateThreadAndRunRequest:
    """Return a run on a new thread that has the store as its own."""
    search = FileSearchResourcesRequest(vector_store_ids=[store_id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(model=EXTRACTIVE_MODEL, tools=[FileSearchTool(type="file_search")])
    )
    thread = CreateThreadRequest(
        messages=[QUESTION], tool_resources=ToolResourcesRequest(file_search=search)
    )
    return CreateThreadAndRunRequest(assistant_id=assistant.id, thread=thread)

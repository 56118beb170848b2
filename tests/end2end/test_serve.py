"""``octavo serve`` as a process (security line 9)."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from octavo.client import Client, HttpTransport
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchResourcesRequest, FileSearchTool, ToolResourcesRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_pdf
from support.serving import TOKEN, Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data", OCTAVO_TOKEN=TOKEN)
    yield server
    server.stop()


def get(server: Server, headers: dict[str, str]) -> httpx.Response:
    return httpx.get(f"{server.url}/models", headers=headers)


def test_it_listens_on_loopback_only_and_lists_its_models(server: Server) -> None:
    """Security 9: the server's default."""
    assert server.url.startswith("http://127.0.0.1:")
    answer = get(server, {"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert EXTRACTIVE_MODEL in [model["id"] for model in answer.json()["data"]]
    listening = [
        c.laddr.ip
        for c in psutil.Process(server.process.pid).net_connections()
        if c.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_without_the_token_nothing_is_answered(server: Server) -> None:
    """Security 9: a token always."""
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = get(server, headers)
        assert answer.status_code == 401
        assert answer.json()["error"]["type"] == "invalid_request_error"


def test_another_host_name_is_refused(server: Server) -> None:
    """Security 9: the Host header is checked."""
    headers = {"authorization": f"Bearer {TOKEN}", "host": "evil.example"}
    assert get(server, headers).status_code == 421


async def test_a_client_asks_over_http(server: Server, tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "lease.pdf", ["The tenant may terminate the lease in writing."])
    async with Client(HttpTransport(server.url, TOKEN)) as client:
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


async def test_a_stream_under_way_does_not_hold_the_server_up(server: Server) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.split(":")[2][:-3]))
    writer.write(b"POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n")
    await writer.drain()
    code, _, err = await asyncio.to_thread(server.stop)
    writer.close()
    assert (code, err) == (0, "")
    assert reader is not None

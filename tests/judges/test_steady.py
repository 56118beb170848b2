"""Judge 4: Steady, a mock server that checks requests by the published document."""

from __future__ import annotations

import contextlib
import inspect
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

import judges
from octavo.client import Client, HttpTransport
from octavo.errors import ApiError
from octavo.protocol.base import Request
from support.full_requests import CALLS, NEWER, WHOLE
from support.published import document_path

OURS = {
    "list_threads",
    "copy_thread",
    "follow_run",
    "get_openapi",
    "unlock_file",
    "get_file_report",
    "get_file_pages",
    "search_everything",
    "get_page_place",
    "get_file_summary",
    "compare_files",
    "get_written_summary",
    "write_file_summary",
    "stream_file_summary",
    "get_reading",
    "pause_reading",
    "get_usage",
    "pause_vector_store_file",
    "get_vector_store_embedding",
    "choose_vector_store_embedder",
    "get_vector_store_hosting",
    "host_vector_store",
    "list_hosted_files",
}
"""Calls that the published document lacks."""

MISTAKEN: dict[str, tuple[str, str]] = {
    "search_vector_store with a group": (
        'body.filters.filters.0.type: Invalid discriminator value "in" for property "type"',
        "a discriminator without a mapping takes names of schemas, which no member's type is",
    ),
}
"""Calls that Steady rejects by a mistake of the document: what it says, and why it is wrong."""


@pytest.fixture(scope="module")
def steady() -> Iterator[str]:
    """Start Steady; its address."""
    program = judges.steady()
    if program is None:
        pytest.skip("Node and npm are missing: the requests are not judged by Steady")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    brackets = [
        f"--validator-{place}-{kind}-format=brackets"
        for place in ("query", "form")
        for kind in ("array", "object")
    ]
    process = subprocess.Popen(
        [program, "--host", "127.0.0.1", "-p", str(port), "-q", *brackets, document_path()],
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None, "Steady has ended"
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{port}/models")
                break
            assert time.monotonic() < deadline, "Steady does not begin"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


class Noting(httpx.AsyncBaseTransport):
    """Carries requests over HTTP and keeps the headers of the replies."""

    def __init__(self, inner: HttpTransport) -> None:
        self._inner = inner
        self.replies: list[httpx.Headers] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        self.replies.append(response.headers)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


@pytest.fixture
async def noting(steady: str) -> AsyncIterator[tuple[Client, Noting]]:
    transport = Noting(HttpTransport(steady, "a-token"))
    async with Client(transport, base_url=steady, max_retries=0) as client:
        yield client, transport


@pytest.mark.parametrize("name", CALLS)
async def test_steady_accepts_what_the_client_sends(
    noting: tuple[Client, Noting], name: str
) -> None:
    client, transport = noting
    template, call = CALLS[name]
    with contextlib.suppress(ApiError):  # the reply is made up; only the request is judged
        await call(client)
    [verdict] = transport.replies
    blamed = [
        f"{verdict[f'x-steady-error-{n}-path']}: {verdict[f'x-steady-error-{n}-message']}"
        for n in range(1, int(verdict["x-steady-error-count"]) + 1)
    ]
    if name in MISTAKEN:
        assert blamed == [MISTAKEN[name][0]]
        return
    assert verdict["x-steady-request-valid"] == "true", blamed
    assert verdict["x-steady-matched-path"] == template
    assert not blamed


async def test_steady_rejects_what_is_wrong(noting: tuple[Client, Noting]) -> None:
    _, transport = noting
    async with httpx.AsyncClient(transport=transport) as plain:
        address = f"{transport._inner.base_url}/threads"
        await plain.post(address, json={"metadata": {}, "colour": "red"})
    [verdict] = transport.replies
    assert verdict["x-steady-request-valid"] == "false"


@pytest.mark.parametrize("request_", WHOLE, ids=lambda request: type(request).__name__)
def test_the_requests_that_are_judged_have_every_field(request_: Request) -> None:
    newer = NEWER.get(type(request_).__name__, set())
    assert request_.model_fields_set | newer == set(type(request_).model_fields)


def test_every_call_of_the_client_is_judged() -> None:
    calls = {
        name
        for name, member in inspect.getmembers(Client, inspect.isfunction)
        if not name.startswith(("_", "wait_", "with_", "run_and_")) and not name.endswith("_wait")
    }
    others = {"aclose", "create_vector_store_and_wait_to_complete"}
    assert calls - others - OURS == {name.split()[0] for name in CALLS}

"""The server's guard: token, Host and Origin header (security line 9)."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from octavo.cli.guard import Guard

TOKEN = "a-token-of-many-characters"
GOOD = {"authorization": f"Bearer {TOKEN}"}


async def _hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


APP = Starlette(routes=[Route("/v1/hello", _hello)])


async def ask(
    headers: dict[str, str] | list[tuple[str, str]],
    *,
    base: str = "http://127.0.0.1:8080",
    method: str = "GET",
    public_name: str | None = None,
) -> httpx.Response:
    guard = Guard(APP, TOKEN, port=8080, public_name=public_name)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url=base) as client:
        return await client.request(method, "/v1/hello", headers=headers)


async def test_the_right_token_passes() -> None:
    assert (await ask(GOOD)).text == "hello"


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
async def test_the_scheme_is_not_case_sensitive(scheme: str) -> None:
    assert (await ask({"authorization": f"{scheme} {TOKEN}"})).status_code == 200


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer wrong",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
    ],
)
async def test_any_other_token_gets_the_error_envelope(value: str) -> None:
    answer = await ask({"authorization": value})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "invalid_api_key"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["x-request-id"].startswith("req_")


async def test_no_token_or_two_are_refused() -> None:
    assert (await ask({})).status_code == 401
    assert (await ask([*GOOD.items(), *GOOD.items()])).status_code == 401


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LocalHost:8080"]
)
async def test_our_own_names_pass(host: str) -> None:
    assert (await ask(GOOD | {"host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:1", "localhost.evil:8080", ""],
)
async def test_another_name_is_refused_even_with_the_token(host: str) -> None:
    answer = await ask(GOOD | {"host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "wrong_host"


async def test_the_public_name_of_a_proxy_passes_once_it_was_said() -> None:
    headers = GOOD | {"host": "Octavo.example.org"}
    assert (await ask(headers, public_name="octavo.example.org")).status_code == 200
    assert (await ask(headers)).status_code == 421


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://evil.example:8080",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://192.168.0.2",
        "https://octavo.example.org",
        "chrome-extension://abcdef",
        "file://",
        "null",
        "http://[::1",
        "",
    ],
)
async def test_a_page_from_elsewhere_is_refused_even_with_the_token(origin: str) -> None:
    answer = await ask(GOOD | {"origin": origin})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "foreign_origin"
    near = ("origin", "http://localhost:3000")
    two = await ask([*GOOD.items(), near, ("origin", origin)])
    assert two.status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["http://127.0.0.1:8080", "http://localhost:3000", "https://LocalHost", "http://[::1]:8080"],
)
async def test_a_page_from_this_computer_needs_the_token_only(origin: str) -> None:
    assert (await ask(GOOD | {"origin": origin})).text == "hello"
    assert (await ask({"origin": origin})).status_code == 401


async def test_a_page_from_the_name_of_the_proxy_passes() -> None:
    headers = GOOD | {"host": "octavo.example.org", "origin": "https://octavo.example.org"}
    assert (await ask(headers, public_name="octavo.example.org")).status_code == 200


async def test_no_origin_is_allowed_to_read() -> None:
    wanted = {"access-control-request-method": "GET"}
    for origin, status in (("https://evil.example", 403), ("http://localhost:3000", 401)):
        answer = await ask(wanted | {"origin": origin}, method="OPTIONS")
        assert answer.status_code == status
        for one in (answer, await ask(GOOD | {"origin": origin})):
            assert not [name for name in one.headers if name.startswith("access-control")]

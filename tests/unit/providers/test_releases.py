"""The list of releases says nothing of anybody, and is believed only if it is signed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from octavo import __version__
from octavo.errors import UpdateError
from octavo.providers.releases import Release, believed, newest_release
from octavo.publisher import Feed
from support.model_server import ModelServer, replies
from support.release_feed import KEY, NEWER, envelope


def feed(host: ModelServer) -> Feed:
    return Feed(f"{host.url}/releases.json", KEY)


async def test_a_signed_list_is_fetched(host: ModelServer) -> None:
    host.models_answer = replies(200, envelope(NEWER))
    release = await newest_release(feed(host))
    assert (release.version, release.page) == ("9.0.0", "https://octavo.example/9.0.0")


async def test_the_request_names_the_program_and_nobody(host: ModelServer) -> None:
    host.models_answer = replies(200, envelope(NEWER))
    await newest_release(feed(host))
    (seen,) = host.others
    assert (seen.method, seen.path, seen.body) == ("GET", "/v1/releases.json", b"")
    assert seen.headers == {
        "host": seen.headers["host"],
        "accept": "application/json",
        "accept-encoding": "identity",
        "connection": "keep-alive",
        "user-agent": f"octavo/{__version__}",
    }


@pytest.mark.parametrize(
    "changed",
    [
        {**envelope(NEWER), "signed": json.dumps({**NEWER, "version": "9.9.9"})},
        envelope(NEWER, Ed25519PrivateKey.generate()),
        {**envelope(NEWER), "signature": ""},
        {**envelope(NEWER), "signature": "!!"},
        {**envelope(NEWER), "signed": 7},
        {"signed": json.dumps(NEWER)},
        [],
        None,
    ],
    ids=["changed", "another's", "empty", "no base64", "no text", "unsigned", "a list", "nothing"],
)
def test_what_the_publisher_has_not_signed_is_not_believed(changed: Any) -> None:
    with pytest.raises(UpdateError, match="not signed"):
        believed(changed, KEY)


@pytest.mark.parametrize(
    "inner",
    [
        "no json",
        "[" * 100_000,
        {**NEWER, "page": "http://octavo.example/"},
        {**NEWER, "page": "https://octavo.example/ javascript:"},
        {**NEWER, "page": "file:///etc/passwd"},
        {**NEWER, "version": "9.0\n"},
        {"version": "9.0"},
    ],
)
def test_even_signed_it_must_make_sense(inner: Any) -> None:
    with pytest.raises(UpdateError, match="understood"):
        believed(envelope(inner), KEY)


async def test_a_host_that_does_not_answer_well_is_told(host: ModelServer) -> None:
    host.models_answer = replies(404, {"error": {"message": "no such file"}})
    with pytest.raises(UpdateError) as told:
        await newest_release(feed(host))
    assert "another day" in told.value.hint


async def test_a_list_without_end_is_cut_off(host: ModelServer) -> None:
    host.models_answer = replies(200, envelope({**NEWER, "more": "x" * 70_000}))
    with pytest.raises(UpdateError, match="too large"):
        await newest_release(feed(host))


@pytest.mark.parametrize(
    ("release", "program", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.0", True),
        ("0.1.0", "0.1.0", False),
        ("0.1", "0.1.0", False),
        ("0.1.0", "0.2.0", False),
        ("0.2.0", "0.2.0rc1", True),
        ("0.2.0", "0.2.1.dev3", False),
    ],
)
def test_versions_are_compared_by_number(release: str, program: str, newer: bool) -> None:
    found = Release(version=release, date="2026-12-24", page="https://octavo.example/")
    assert found.is_newer_than(program) is newer

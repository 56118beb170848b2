"""Providers as they are kept, tried out and found."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.errors import InputError, ProviderError
from octavo.providers.names import split
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from support.model_server import ModelServer, model_server, refuses, replies, says


@pytest.fixture
async def keys() -> dict[str, str]:
    return {}


@pytest.fixture
async def providers(tmp_path: Path, keys: dict[str, str]) -> AsyncIterator[Providers]:
    async def key_of(origin: str) -> str | None:
        return keys.get(origin)

    made = Providers(tmp_path / FILE_NAME, key_of)
    yield made
    await made.aclose()


async def test_a_provider_is_kept_and_found_by_the_next_one(
    providers: Providers, tmp_path: Path
) -> None:
    kept = await providers.put(Provider(name="Ollama", base_url="http://127.0.0.1:11434/v1/"))
    assert kept.name == "ollama"
    assert kept.base_url == "http://127.0.0.1:11434/v1"

    async def no_key(origin: str) -> str | None:
        return None

    assert await Providers(tmp_path / FILE_NAME, no_key).all() == (kept,)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
async def test_the_file_is_its_owners_alone(providers: Providers, tmp_path: Path) -> None:
    await providers.put(Provider(name="a", base_url="http://127.0.0.1:1/v1"))
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [FILE_NAME]  # noqa: PTH208 - a test may wait for the disk


async def test_an_older_version_can_read_what_it_knows(
    providers: Providers, tmp_path: Path
) -> None:
    """It refuses fields that it does not know; those that nobody set are not in the file."""
    await providers.put(Provider(name="mine", base_url="http://127.0.0.1:11434/v1"))
    (kept,) = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["providers"]
    assert kept == {"name": "mine", "base_url": "http://127.0.0.1:11434/v1"}


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 2, "providers": []}', '{"version": 1, "x": 1}', "\xff"]
)
async def test_a_file_that_cannot_be_read_is_said_and_stays(
    providers: Providers, tmp_path: Path, content: str
) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ProviderError, match="cannot be read") as caught:
        await providers.put(Provider(name="a", base_url="http://127.0.0.1:1/v1"))
    assert caught.value.part == "settings"
    assert file.read_bytes() == content.encode("latin-1")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("", "http://127.0.0.1:1/v1"),
        ("a/b", "http://127.0.0.1:1/v1"),
        ("a b", "http://127.0.0.1:1/v1"),
        ("-a", "http://127.0.0.1:1/v1"),
        ("a" * 33, "http://127.0.0.1:1/v1"),
        ("a", "ftp://127.0.0.1/v1"),
        ("a", "127.0.0.1:1"),
        ("a", "http://key@127.0.0.1:1/v1"),
        ("a", "http://127.0.0.1:1/v1?key=1"),
        ("a", ""),
    ],
)
async def test_wrong_names_and_addresses_are_refused(
    providers: Providers, name: str, url: str
) -> None:
    with pytest.raises(InputError):
        await providers.put(Provider(name=name, base_url=url))
    assert await providers.all() == ()


async def test_nothing_is_sent_before_somebody_agrees(
    providers: Providers, host: ModelServer
) -> None:
    await providers.put(Provider(name="test", base_url=host.url))
    with pytest.raises(ProviderError, match="nobody has agreed") as caught:
        await providers.find("test/tiny")
    assert caught.value.part == "consent"
    assert not host.connections
    await providers.allow("test")
    model = await providers.find("test/tiny")
    assert model is not None
    assert model.name == "test/tiny"


async def test_a_changed_address_asks_again_and_gets_no_key(
    providers: Providers, host: ModelServer, keys: dict[str, str]
) -> None:
    """Security 6."""
    await providers.put(Provider(name="test", base_url=host.url))
    allowed = await providers.allow("test")
    keys[allowed.origin] = "sk-secret"
    await providers.models("test")
    assert host.others[0].headers["authorization"] == "Bearer sk-secret"
    async with model_server() as other:
        changed = await providers.put(allowed.model_copy(update={"base_url": other.url}))
        assert not changed.is_allowed
        with pytest.raises(ProviderError, match="nobody has agreed"):
            await providers.find("test/tiny")
        await providers.models("test")
        assert "authorization" not in other.others[0].headers


async def test_names_that_are_no_providers_are_none(providers: Providers) -> None:
    assert await providers.find("octavo-extractive") is None
    assert await providers.find("gpt-4o") is None
    assert split("a/b/c:d") == ("a", "b/c:d")
    assert split("a/") is None


async def test_a_provider_that_is_not_there_is_an_error_that_names_those_that_are(
    providers: Providers, host: ModelServer
) -> None:
    await providers.put(Provider(name="test", base_url=host.url))
    with pytest.raises(ProviderError, match="no provider “gone”") as caught:
        await providers.find("gone/tiny")
    assert "test" in caught.value.hint
    await providers.remove("test")
    with pytest.raises(ProviderError, match="no provider “test”"):
        await providers.remove("test")


async def test_the_context_is_the_users_then_the_hosts_then_a_safe_one(
    providers: Providers, host: ModelServer
) -> None:
    host.models = [{"id": "told", "max_model_len": 32768}, {"id": "silent"}]
    kept = await providers.put(Provider(name="test", base_url=host.url))
    await providers.allow("test")
    told, silent = await providers.find("test/told"), await providers.find("test/silent")
    assert told is not None
    assert silent is not None
    assert (told.context_tokens, silent.context_tokens) == (32768, 4096)
    assert len(host.others) == 1  # the list is asked for once
    await providers.put(kept.model_copy(update={"context_tokens": 9999, "allowed": kept.origin}))
    set_by_user = await providers.find("test/told")
    assert set_by_user is not None
    assert set_by_user.context_tokens == 9999


async def test_a_host_without_a_list_of_models_can_be_asked_all_the_same(
    providers: Providers, host: ModelServer
) -> None:
    host.models_answer = replies(404, b"not found", "text/plain")
    await providers.put(Provider(name="test", base_url=host.url))
    await providers.allow("test")
    assert await providers.find("test/tiny") is not None


async def test_trying_a_model_tells_what_is_wrong_with_it(
    providers: Providers, host: ModelServer
) -> None:
    await providers.put(Provider(name="test", base_url=host.url))
    host.script = [says("ready"), refuses(404, "model 'tiny' not found")]
    await providers.try_model("test", "tiny")
    sent = json.dumps(host.seen[0].json)
    assert "ready" in sent
    with pytest.raises(ProviderError) as caught:
        await providers.try_model("test", "tiny")
    assert caught.value.part == "model"

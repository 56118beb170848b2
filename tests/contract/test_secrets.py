"""Every keeper of secrets behaves as these tests say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from octavo.session.keychain import KeyringSecrets, open_secrets
from octavo.session.late_secrets import LateSecrets
from octavo.session.secrets import KeychainError, Secrets, SessionSecrets
from support.keychains import MemoryKeychain


async def in_memory() -> Secrets:
    return KeyringSecrets(MemoryKeychain(), "the test’s keyring")


ADAPTERS: dict[str, Callable[[], Secrets]] = {
    "session": SessionSecrets,
    "keyring": lambda: KeyringSecrets(MemoryKeychain(), "the test’s keyring"),
    "late": lambda: LateSecrets(in_memory),
}


@pytest.fixture(params=sorted(ADAPTERS))
def secrets(request: pytest.FixtureRequest) -> Secrets:
    return ADAPTERS[request.param]()


async def test_a_secret_is_kept_by_its_name(secrets: Secrets) -> None:
    assert await secrets.get("PDF 1") is None
    await secrets.set("PDF 1", "a heron")
    await secrets.set("PDF 2", "ein Käuzchen – 🦉")
    assert await secrets.get("PDF 1") == "a heron"
    assert await secrets.get("PDF 2") == "ein Käuzchen – 🦉"


async def test_the_last_one_of_a_name_counts(secrets: Secrets) -> None:
    await secrets.set("PDF 1", "a heron")
    await secrets.set("PDF 1", "a crane")
    assert await secrets.get("PDF 1") == "a crane"


async def test_a_secret_can_be_removed_and_then_is_gone(secrets: Secrets) -> None:
    await secrets.set("PDF 1", "a heron")
    await secrets.delete("PDF 1")
    await secrets.delete("PDF 1")
    assert await secrets.get("PDF 1") is None


async def test_secrets_show_themselves_to_nobody(secrets: Secrets) -> None:
    await secrets.set("PDF 1", "a heron")
    assert "a heron" not in repr(secrets)


async def test_what_the_keychain_says_is_not_passed_on(caplog: pytest.LogCaptureFixture) -> None:
    keychain = MemoryKeychain()
    keychain.locked = True
    secrets = KeyringSecrets(keychain, "the test’s keyring")
    for call in (secrets.get("PDF 1"), secrets.set("PDF 1", "x"), secrets.delete("PDF 1")):
        with pytest.raises(KeychainError, match="The test’s keyring does not answer") as refused:
            await call
        assert refused.value.__cause__ is None
    assert "could stand here" not in caplog.text


async def test_the_keychain_is_looked_for_once_and_only_when_it_is_wanted() -> None:
    asked: list[str] = []

    async def find() -> Secrets:
        asked.append("once")
        await asyncio.sleep(0)
        return await in_memory()

    secrets = LateSecrets(find)
    assert asked == []
    found = await asyncio.gather(secrets.get("PDF 1"), secrets.find_place(), secrets.get("PDF 2"))
    assert found == [None, "the test’s keyring", None]
    assert asked == ["once"]


async def test_where_no_keychain_is_secrets_last_for_the_session() -> None:
    """`tests/conftest.py` chooses the backend that stands for none."""
    found = await open_secrets()
    assert isinstance(found, SessionSecrets)
    assert await found.find_place() is None

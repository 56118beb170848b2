"""Locked documents in a collection: opened, remembered, forgotten, and never written down."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import PdfEncryptedError
from octavo.session.keychain import KeyringSecrets
from octavo.session.passwords import Passwords, WrongPasswordError
from octavo.session.secrets import KeychainError
from octavo.session.state import DocumentState
from support.keychains import MemoryKeychain
from support.pdfs import encrypt

if TYPE_CHECKING:
    from conftest import World

SECRET = "a gravel-grey heron"


@pytest.fixture
def locked(lease: Path) -> Path:
    return encrypt(lease, lease.with_name("locked.pdf"), user=SECRET)


def _name(path: Path) -> str:
    return f"PDF {hashlib.sha256(path.read_bytes()).hexdigest()}"


async def test_a_locked_document_waits_and_is_read_with_its_password(
    world: World, locked: Path
) -> None:
    (item,) = await world.add(locked)
    assert (item.state, item.problem) == (DocumentState.LOCKED, None)
    library = world.session.library
    with pytest.raises(WrongPasswordError, match="is not right"):
        await library.unlock(world.assistant_id, item.key, "a crane")
    assert world.item(item.key).state is DocumentState.LOCKED
    await library.unlock(world.assistant_id, item.key, SECRET)
    read = await world.settled(item.key, DocumentState.READY)
    assert read.needs_password
    document = await world.session.pages.open(read.file_id or "")
    assert document.facts.page_count == 3
    image = await world.session.pages.render(read.file_id or "", 1, 0.2)
    assert image.width > 0
    assert await world.secrets.get(_name(locked)) is None  # nobody wished that


async def test_a_remembered_password_is_used_after_a_restart(world: World, locked: Path) -> None:
    (item,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, item.key, SECRET, remember=True)
    await world.settled(item.key, DocumentState.READY)
    await world.restart()
    await world.session.library.load(world.assistant_id)
    (item,) = world.session.library.items(world.assistant_id)
    assert item.state is DocumentState.READY
    assert (await world.session.pages.open(item.file_id or "")).facts.page_count == 3
    known = world.engine._services.passwords

    async def handed_over() -> bool:
        return known.of(_name(locked).removeprefix("PDF ")) == SECRET

    await world.eventually(handed_over)  # so that places in it are found


async def test_what_waits_at_a_restart_is_opened_with_a_remembered_password(
    world: World, locked: Path
) -> None:
    (item,) = await world.add(locked)
    await world.secrets.set(_name(locked), SECRET)
    await world.restart()
    await world.session.library.load(world.assistant_id)
    (item,) = world.session.library.items(world.assistant_id)
    assert (await world.settled(item.key, DocumentState.READY)).pages_text == 3


async def test_what_is_remembered_and_wrong_is_forgotten(world: World, locked: Path) -> None:
    await world.secrets.set(_name(locked), "a crane")
    await world.add(locked)

    async def forgotten() -> bool:
        return await world.secrets.get(_name(locked)) is None

    await world.eventually(forgotten)
    (item,) = world.session.library.items(world.assistant_id)
    assert item.state is DocumentState.LOCKED


async def test_a_removed_document_takes_its_password_along(world: World, locked: Path) -> None:
    (item,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, item.key, SECRET, remember=True)
    await world.settled(item.key, DocumentState.READY)
    assert await world.secrets.get(_name(locked)) == SECRET
    await world.session.library.remove(world.assistant_id, item.key)
    assert await world.secrets.get(_name(locked)) is None


async def test_the_same_locked_file_is_there_already(
    world: World, locked: Path, tmp_path: Path
) -> None:
    await world.add(locked)
    copy = tmp_path / "copy.pdf"
    shutil.copy(locked, copy)
    (again,) = await world.add(copy)
    assert again.state is DocumentState.FAILED
    assert again.problem is not None
    assert "same content as “locked.pdf”" in again.problem.message


async def test_pages_of_a_locked_document_need_its_password(world: World, locked: Path) -> None:
    (item,) = await world.add(locked)
    with pytest.raises(PdfEncryptedError, match="is locked with a password"):
        await world.session.pages.open(item.file_id or "")
    await world.session.pages.unlock(item.file_id or "", SECRET)
    assert (await world.session.pages.open(item.file_id or "")).facts.page_count == 3


async def test_a_keychain_that_refuses_does_not_keep_the_document_shut(
    world: World, locked: Path
) -> None:
    keychain = MemoryKeychain()
    passwords = Passwords(world.client, KeyringSecrets(keychain, "the test’s keyring"))
    file = await world.client.upload_file(locked)
    keychain.locked = True
    with pytest.raises(KeychainError):
        await passwords.give(file.id, file.sha256 or "", SECRET, remember=True)
    assert await passwords.of(file.sha256 or "") == SECRET


async def test_passwords_of_others_are_tried(world: World, locked: Path, lease: Path) -> None:
    (first,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, first.key, SECRET)
    other = encrypt(lease, lease.with_name("later.pdf"), user=SECRET, owner="another")
    added = await world.session.library.add(world.assistant_id, [other])
    assert (await world.settled(added[0].key, DocumentState.READY)).needs_password


async def test_the_journal_and_the_folder_keep_no_password(world: World, locked: Path) -> None:
    """security.md 8."""
    (item,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, item.key, SECRET, remember=True)
    await world.settled(item.key, DocumentState.READY)
    await world.session.pages.open(item.file_id or "")
    for path in world.folder.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    assert SECRET not in repr(world.session.library.items(world.assistant_id))

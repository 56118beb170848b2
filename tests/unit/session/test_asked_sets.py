"""What the command line keeps of files that were asked about: nothing that needs a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.client import Client
from octavo.session import asked_sets
from octavo.session.ask_files import ask_files
from octavo.session.passwords import Passwords
from octavo.session.secrets import SessionSecrets
from octavo.session.state import DocumentState
from octavo.session.taking_in import taken_in
from octavo.session.told_files import compare_files, summarise_files
from support.pdfs import encrypt

if TYPE_CHECKING:
    from conftest import World

QUESTION = "When may the tenant terminate the lease?"
SECRET = "a gravel-grey heron"


@pytest.fixture
def locked(lease: Path) -> Path:
    return encrypt(lease, lease.with_name("locked.pdf"), user=SECRET)


def _knowing(client: Client) -> Passwords:
    passwords = Passwords(client, SessionSecrets())
    passwords.suggest([SECRET])
    return passwords


async def _kept(client: Client) -> tuple[int, int]:
    """Return how many files and vector stores there are."""
    return len((await client.get_files()).data), len((await client.get_vector_stores()).data)


async def test_a_file_that_a_password_opened_is_locked_again_after_the_answer(
    world: World, locked: Path, lease: Path
) -> None:
    answer = await ask_files(
        world.client, [locked, lease], QUESTION, passwords=_knowing(world.client)
    )
    assert [one.item and one.item.state for one in answer.files] == [DocumentState.READY] * 2
    assert await _kept(world.client) == (0, 0)
    answer = await ask_files(world.client, [locked], QUESTION)
    assert answer.message is None
    assert [one.item and one.item.state for one in answer.files] == [DocumentState.LOCKED]


async def test_comparing_and_summarising_keep_nothing_of_it_either(
    world: World, locked: Path
) -> None:
    told = await compare_files(world.client, [locked], QUESTION, passwords=_knowing(world.client))
    assert [one.kind for _, one in told.about] == ["quotes"]
    assert await _kept(world.client) == (0, 0)
    summaries = await summarise_files(world.client, [locked], passwords=_knowing(world.client))
    assert len(summaries.about) == 1
    assert await _kept(world.client) == (0, 0)


async def test_nothing_of_it_is_kept_after_an_error(world: World, locked: Path) -> None:
    async def fail() -> None:
        async with taken_in(world.client, [locked], passwords=_knowing(world.client)) as taken:
            assert len(taken.usable) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _kept(world.client) == (0, 0)


async def test_what_a_kill_left_goes_before_the_next_question(
    world: World, locked: Path, lease: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_given: object) -> None:
        """End before anything is removed."""

    with monkeypatch.context() as patched:
        patched.setattr(asked_sets, "_remove_if_locked", killed)
        await ask_files(world.client, [locked], QUESTION, passwords=_knowing(world.client))
    assert await _kept(world.client) == (1, 1)
    answer = await ask_files(world.client, [locked], QUESTION)
    assert answer.message is None
    await ask_files(world.client, [lease], QUESTION)
    assert await _kept(world.client) == (1, 1)  # the lease alone


async def test_the_window_keeps_its_document_when_the_same_file_is_asked_about(
    world: World, locked: Path
) -> None:
    (item,) = await world.add(locked)
    await world.session.library.unlock(world.assistant_id, item.key, SECRET)
    await world.settled(item.key, DocumentState.READY)
    await ask_files(world.client, [locked], QUESTION, passwords=_knowing(world.client))
    assert await _kept(world.client) == (1, 1)
    assert world.item(item.key).state is DocumentState.READY


async def test_a_set_without_locked_files_is_looked_through_once(world: World, lease: Path) -> None:
    await ask_files(world.client, [lease], QUESTION)
    (store,) = (await world.client.get_vector_stores()).data
    assert asked_sets.UNLOCKED in store.metadata

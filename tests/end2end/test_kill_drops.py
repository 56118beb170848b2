"""kill -9 at any moment of what a person does in a session (security line 16).

After each kill the next life goes on; in the end every document has reached an end, no file is on
disk that no row shows, and what was promised holds.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.session.lists import every
from octavo.session.state import DocumentItem, DocumentState
from support.drops_victim import open_session
from support.killing import Victims
from support.pdfs import make_many

FILES = 30
KILLS = 8

ENDED = {DocumentState.READY, DocumentState.CANCELLED, DocumentState.FAILED}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims("support.drops_victim") as victims:
        yield victims


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    for number in range(FILES):
        text = f"Paper {number} says on page {{number}} of {{count}} that stones are hard."
        make_many(made / f"paper-{number:02}.pdf", 5, text)
    return made


async def orphans(client: Client) -> set[str]:
    """Return the names of files that no vector store holds."""
    held = {
        entry.id
        for store in await every(client.get_vector_stores)
        for entry in await every(client.get_vector_store_files, store.id)
    }
    return {file.filename for file in await every(client.get_files) if file.id not in held}


async def outcome(data: Path) -> dict[str, DocumentItem]:
    """Open the folder for a last time; return the rows by name when nothing is under way."""
    async with open_session(data) as (client, session):
        assistant_id = session.assistants.default.id
        await session.library.load(assistant_id)
        deadline = time.monotonic() + 60
        while True:
            items = session.library.items(assistant_id)
            left = await orphans(client)
            files = sorted([file.filename for file in await every(client.get_files)])
            shown = sorted(item.name for item in items if item.file_id is not None)
            if all(item.state in ENDED for item in items) and not left and files == shown:
                break
            # What was being removed is in no row, but held and on disk for a moment longer.
            states = {item.name: item.state for item in items if item.state not in ENDED}
            assert time.monotonic() < deadline, (states, left, files, shown)
            await asyncio.sleep(0.1)
        rows = {item.name: item for item in items}
        assert len(rows) == len(items), "a document is there twice"
        return rows


def states(rows: dict[str, DocumentItem]) -> dict[str, DocumentState]:
    return {name: item.state for name, item in rows.items()}


@pytest.mark.timeout(300)
async def test_killed_while_dropping(tmp_path: Path, folder: Path, victims: Victims) -> None:
    """Security 16: kill during upload."""
    chance = random.Random(18)
    data = tmp_path / "data"
    await victims.live("drop", data, folder, chance.uniform(0, 0.3), "dropped", 1)
    for _ in range(KILLS):
        promises = await victims.live("resume", data, folder, chance.uniform(0, 0.3), "loaded", 1)
        assert promises[0] == ["loaded", str(FILES)], "a row is gone"
    rows = await outcome(data)
    assert states(rows) == {f"paper-{n:02}.pdf": DocumentState.READY for n in range(FILES)}


@pytest.mark.timeout(300)
async def test_killed_while_cancelling_and_retrying(
    tmp_path: Path, folder: Path, victims: Victims
) -> None:
    """Security 16."""
    chance = random.Random(19)
    data = tmp_path / "data"
    promises = await victims.live("cancel", data, folder, chance.uniform(0, 0.2), "cancelled", 9)
    cancelled = {promise[1] for promise in promises if promise[0] == "cancelled"}
    rows = await outcome(data)
    assert len(rows) == FILES
    assert cancelled <= {n for n, i in rows.items() if i.state is DocumentState.CANCELLED}
    retried: set[str] = set()
    for _ in range(KILLS):
        promises = await victims.live("retry", data, folder, chance.uniform(0, 0.1), "loaded", 1)
        retried |= {promise[1] for promise in promises if promise[0] == "retried"}
    rows = await outcome(data)
    assert len(rows) == FILES
    assert retried, "no life came to retry: the moments are badly chosen"
    assert retried <= {n for n, i in rows.items() if i.state is DocumentState.READY}


@pytest.mark.timeout(300)
async def test_killed_while_removing(tmp_path: Path, folder: Path, victims: Victims) -> None:
    """Security 16."""
    chance = random.Random(20)
    data = tmp_path / "data"
    async with open_session(data) as (_, session):
        await session.library.add(session.assistants.default.id, [folder])
    assert len(await outcome(data)) == FILES
    removed: set[str] = set()
    for _ in range(KILLS):
        promises = await victims.live("remove", data, folder, chance.uniform(0, 0.1), "loaded", 1)
        removed |= {promise[1] for promise in promises if promise[0] == "removed"}
    rows = await outcome(data)
    assert removed, "no life came to remove: the moments are badly chosen"
    assert not removed & set(rows)
    assert set(states(rows).values()) <= {DocumentState.READY}


@pytest.mark.timeout(300)
async def test_killed_while_asking(tmp_path: Path, folder: Path, victims: Victims) -> None:
    """Security 16: no question is left without an answer or a word on what became of it."""
    chance = random.Random(21)
    data = tmp_path / "data"
    for _ in range(KILLS):
        await victims.live("ask", data, folder, chance.uniform(0, 0.2), "answered", 2)
    async with open_session(data) as (_, session):
        (thread,) = session.threads.items
        messages = await session.conversation.messages(thread.id)
    assert len(messages) >= 4 * KILLS
    assert [m.role for m in messages] == ["user", "assistant"] * (len(messages) // 2)
    assert thread.title == "What does paper 1 say?"

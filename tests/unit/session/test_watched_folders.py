"""Watched folders: what comes, changes, gets another name, goes, and a folder that is away."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError
from octavo.session.state import DocumentItem, DocumentState, FolderItem
from octavo.session.watched import folders as watched_folders
from octavo.session.watched.scan import Scan, Stamp, difference, looks_replaced, missing, scan
from support.pdfs import make_pdf

if TYPE_CHECKING:
    from conftest import World

OLD = time.time() - 3600


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(watched_folders, "AWAY_SECONDS", 0.05)
    return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def _put(path: Path, text: str) -> Path:
    """Make a PDF that nobody writes to any more."""
    draft = make_pdf(path.with_suffix(".draft"), [text])
    os.utime(draft, (OLD, OLD))
    draft.replace(path)
    return path


def _move(folder: Path, name: str) -> None:
    folder.rename(folder.with_name(name))


def _make(folder: Path) -> None:
    folder.mkdir()


def _unmake(folder: Path) -> None:
    folder.rmdir()


def _ready(world: World) -> list[str]:
    items = world.session.library.items(world.assistant_id)
    return [item.name for item in items if item.state is DocumentState.READY]


def _folder(world: World) -> FolderItem:
    (found,) = world.session.folders.items(world.session.assistants.default.vector_store_id)
    return found


def _missing(world: World) -> tuple[str, ...]:
    return _folder(world).missing


async def _shows(world: World, *names: str) -> None:
    await world.recorder.until(lambda: sorted(_ready(world)) == sorted(names))


async def test_a_folder_is_followed_over_a_restart(world: World, folder: Path) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    _put(folder / "b.pdf", "The second paper.")
    await _shows(world, "a.pdf", "b.pdf")
    (folder / "deep").mkdir()
    _put(folder / "deep" / "c.pdf", "The third paper.")
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")
    (folder / "b.pdf").rename(folder / "renamed.pdf")
    await _shows(world, "a.pdf", "c.pdf", "renamed.pdf")
    (folder / "a.pdf").unlink()
    await _shows(world, "c.pdf", "renamed.pdf")

    await world.close()
    _put(folder / "while away.pdf", "What came while nobody looked.")
    await world.open()
    await _shows(world, "c.pdf", "renamed.pdf", "while away.pdf")
    _put(folder / "renamed.pdf", "The second paper in other words.")
    await world.recorder.until(
        lambda: (
            sorted(_ready(world)) == ["c.pdf", "renamed.pdf", "while away.pdf"]
            and world.session.library.items(world.assistant_id)[-1].name == "renamed.pdf"
        )
    )


async def test_a_folder_that_is_away_is_said_and_loses_nothing(world: World, folder: Path) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    store_id = world.session.assistants.default.vector_store_id

    def problem() -> str:
        return world.session.folders.items(store_id)[0].problem

    _move(folder, "elsewhere")
    await world.recorder.until(lambda: "not there now" in problem())
    assert _ready(world) == ["a.pdf"]
    _make(folder)  # as the place of a drive that is not plugged in
    await world.recorder.until(lambda: _missing(world) == ("a.pdf",))
    assert _ready(world) == ["a.pdf"]
    _unmake(folder)
    await world.recorder.until(lambda: "not there now" in problem())
    _move(folder.with_name("elsewhere"), folder.name)
    await world.recorder.until(lambda: problem() == "")
    _put(folder / "b.pdf", "The second paper.")
    await _shows(world, "a.pdf", "b.pdf")
    assert _missing(world) == ()


async def _replaced(world: World, folder: Path) -> Path:
    """Have a folder with two papers replaced by one with a third; return where the two are."""
    _put(folder / "a.pdf", "The first paper.")
    _put(folder / "b.pdf", "The second paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf", "b.pdf")
    elsewhere = folder.with_name("elsewhere")
    _move(folder, elsewhere.name)
    _make(folder)
    await world.recorder.until(lambda: _missing(world) == ("a.pdf", "b.pdf"))
    _put(folder / "c.pdf", "The third paper.")
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")
    return elsewhere


async def test_a_folder_that_was_replaced_loses_nothing_and_is_followed(
    world: World, folder: Path
) -> None:
    elsewhere = await _replaced(world, folder)
    _put(folder / "d.pdf", "The fourth paper.")  # now there is something of what is known
    await _shows(world, "a.pdf", "b.pdf", "c.pdf", "d.pdf")
    assert _missing(world) == ("a.pdf", "b.pdf")
    await world.restart()
    await world.session.library.load(world.assistant_id)
    _put(folder / "c.pdf", "The third paper in other words.")
    (folder / "d.pdf").unlink()
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")
    assert _missing(world) == ("a.pdf", "b.pdf")

    (elsewhere / "a.pdf").rename(folder / "a.pdf")  # one of them alone: the other stays missing
    await world.recorder.until(lambda: _missing(world) == ("b.pdf",))
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")
    (folder / "a.pdf").unlink()
    await _shows(world, "b.pdf", "c.pdf")
    (elsewhere / "b.pdf").rename(folder / "b.pdf")
    await world.recorder.until(lambda: _missing(world) == ())
    (folder / "b.pdf").unlink()
    await _shows(world, "c.pdf")


async def test_what_is_missing_can_be_removed_and_comes_back_with_its_files(
    world: World, folder: Path
) -> None:
    elsewhere = await _replaced(world, folder)
    back = await world.session.folders.remove_missing(_folder(world))
    await _shows(world, "c.pdf")
    await world.recorder.until(lambda: _missing(world) == ())
    await back()
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")
    await world.recorder.until(lambda: _missing(world) == ("a.pdf", "b.pdf"))
    await world.session.folders.remove_missing(_folder(world))
    await _shows(world, "c.pdf")
    for name in ("a.pdf", "b.pdf"):
        (elsewhere / name).rename(folder / name)
    await _shows(world, "a.pdf", "b.pdf", "c.pdf")


async def test_what_is_missing_can_be_kept_for_good(world: World, folder: Path) -> None:
    elsewhere = await _replaced(world, folder)
    await world.session.folders.keep_missing(_folder(world))
    await world.recorder.until(lambda: _missing(world) == ())
    (folder / "c.pdf").rename(folder / "d.pdf")
    await _shows(world, "a.pdf", "b.pdf", "d.pdf")
    (elsewhere / "a.pdf").rename(folder / "a.pdf")  # its document is there already
    _put(folder / "e.pdf", "The fifth paper.")
    await _shows(world, "a.pdf", "b.pdf", "d.pdf", "e.pdf")
    assert len(world.session.library.items(world.assistant_id)) == 4


async def test_what_the_person_removes_is_missing_no_more(world: World, folder: Path) -> None:
    await _replaced(world, folder)
    items = world.session.library.items(world.assistant_id)
    key = next(item.key for item in items if item.name == "a.pdf")
    await world.session.library.put_away(world.assistant_id, [key])
    await world.recorder.until(lambda: _missing(world) == ("b.pdf",))


async def test_what_the_person_removed_stays_removed_until_it_changes(
    world: World, folder: Path
) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    (item,) = world.session.library.items(world.assistant_id)
    await world.session.library.put_away(world.assistant_id, [item.key])
    _put(folder / "b.pdf", "The second paper.")
    await _shows(world, "b.pdf")
    _put(folder / "a.pdf", "The first paper in other words.")
    await _shows(world, "a.pdf", "b.pdf")


async def test_what_comes_back_is_followed_again_and_not_taken_in_twice(
    world: World, folder: Path
) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    (item,) = world.session.library.items(world.assistant_id)
    await world.session.library.put_away(world.assistant_id, [item.key])
    await _shows(world)
    await world.session.library.bring_back(world.assistant_id, [item.key])
    await _shows(world, "a.pdf")
    _put(folder / "b.pdf", "The second paper.")
    await _shows(world, "a.pdf", "b.pdf")
    await world.restart()
    await _shows(world, "a.pdf", "b.pdf")
    (folder / "a.pdf").unlink()
    await _shows(world, "b.pdf")


async def test_what_comes_back_makes_way_for_what_lies_there_by_now(
    world: World, folder: Path
) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    (old,) = world.session.library.items(world.assistant_id)
    await world.session.library.put_away(world.assistant_id, [old.key])
    _put(folder / "a.pdf", "The first paper in other words.")
    await _shows(world, "a.pdf")
    (new,) = world.session.library.items(world.assistant_id)
    assert new.key != old.key
    await world.session.library.bring_back(world.assistant_id, [old.key])

    def keys() -> list[str]:
        return [item.key for item in world.session.library.items(world.assistant_id)]

    await world.recorder.until(lambda: keys() == [new.key])


async def test_a_collection_that_comes_back_has_what_came_into_its_folder_meanwhile(
    world: World, folder: Path
) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    await _shows(world, "a.pdf")
    store_id = world.session.assistants.default.vector_store_id or ""
    await world.session.collections.put_away(store_id)
    _put(folder / "b.pdf", "The second paper.")
    await world.session.collections.bring_back(store_id)
    await _shows(world, "a.pdf", "b.pdf")


async def test_duplicates_in_a_folder_are_said_once(world: World, folder: Path) -> None:
    _put(folder / "a.pdf", "The first paper.")
    shutil.copy2(folder / "a.pdf", folder / "copy.pdf")
    await world.session.folders.watch(world.assistant_id, folder)

    def refused() -> list[DocumentItem]:
        items = world.session.library.items(world.assistant_id)
        return [item for item in items if item.state is DocumentState.FAILED]

    await world.recorder.until(lambda: len(_ready(world)) == 1 and len(refused()) == 1)
    (first,) = _ready(world)
    _put(folder / "b.pdf", "The second paper.")
    await _shows(world, first, "b.pdf")
    (copy,) = refused()
    assert copy.problem is not None
    assert f"same content as “{first}”" in copy.problem.message


async def test_a_folder_is_let_go_with_its_documents_staying(world: World, folder: Path) -> None:
    _put(folder / "a.pdf", "The first paper.")
    await world.session.folders.watch(world.assistant_id, folder)
    with pytest.raises(InputError, match="watched already"):
        await world.session.folders.watch(world.assistant_id, folder.parent)
    with pytest.raises(InputError, match="cannot be looked into"):
        await world.session.folders.watch(world.assistant_id, folder / "none")
    await _shows(world, "a.pdf")
    store_id = world.session.assistants.default.vector_store_id
    (item,) = world.session.folders.items(store_id)
    await world.session.folders.unwatch(item)
    assert world.session.folders.items(store_id) == ()
    await world.restart()
    assert world.session.folders.items(store_id) == ()
    await world.session.library.load(world.assistant_id)
    assert _ready(world) == ["a.pdf"]
    assert world.session.library.items(world.assistant_id)[0].source == str(folder / "a.pdf")


def test_what_may_still_be_written_to_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    found = scan(tmp_path)
    assert difference(found, {}, (), now=path.stat().st_mtime + 1).unsettled
    later = difference(found, {}, (), now=path.stat().st_mtime + 10)
    assert (later.new, later.unsettled) == ((path,), False)
    assert difference(found, {}, [path], now=path.stat().st_mtime + 10).new == ()


def test_nothing_goes_that_lies_in_a_folder_that_cannot_be_looked_into() -> None:
    inside, outside = Path("/papers/shut/a.pdf"), Path("/papers/b.pdf")
    known = {inside: Stamp(1, 1), outside: Stamp(2, 2)}
    found = Scan(True, {}, (Path("/papers/shut"),))
    assert difference(found, known, known).old == (outside,)
    assert looks_replaced(found, known)
    renamed = Scan(True, {Path("/papers/c.pdf"): Stamp(2, 2)})
    assert not looks_replaced(renamed, known)


def test_each_that_went_with_all_others_is_missing_until_itself_is_there() -> None:
    a, b, c = Path("/papers/a.pdf"), Path("/papers/b.pdf"), Path("/papers/c.pdf")
    known = {a: Stamp(1, 1), b: Stamp(2, 2)}
    assert missing(Scan(True, {c: Stamp(3, 3)}), known, ()) == {a, b}
    assert missing(Scan(True, {a: Stamp(1, 1)}), known, ()) == frozenset()
    known[c] = Stamp(3, 3)
    assert missing(Scan(True, {c: Stamp(3, 3)}), known, {a, b}) == {a, b}
    assert missing(Scan(True, {a: Stamp(9, 9), c: Stamp(2, 2)}), known, {a, b}) == {b}
    assert missing(Scan(True, {}), known, {a, b}) == {a, b, c}

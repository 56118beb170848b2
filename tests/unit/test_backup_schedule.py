# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Backups that are made by themselves: when due, checked, and only as many as are wanted."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import apsw
import pytest

from octavo.backup import BackupSchedule, check, schedule
from octavo.errors import AppError, InputError
from octavo.session.backup_plan import AFTER_FAILURE, BackupPlan, Every, read_plan, write_plan
from support.waiting import until

DAY = 24 * 3600.0
NOW = 1_800_000_000.0


class Clock:
    """Tells the time that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with contextlib.closing(apsw.Connection(str(folder / "octavo.sqlite"))) as database:
        database.execute("CREATE TABLE kept (text)")
    (tmp_path / "backups").mkdir()
    return folder


@contextlib.asynccontextmanager
async def running(
    made: BackupSchedule, on_failure: Callable[[AppError], None] | None = None
) -> AsyncIterator[None]:
    def unexpected(error: AppError) -> None:
        raise AssertionError(error)

    task = asyncio.create_task(made.run(on_failure or unexpected))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
    assert task.cancelled()


@pytest.mark.parametrize(
    ("plan", "left"),
    [
        ({}, None),
        ({"every": "day"}, None),
        ({"every": "day", "folder": "/b"}, 0),
        ({"every": "day", "folder": "/b", "made": NOW - 3600}, DAY - 3600),
        ({"every": "week", "folder": "/b", "made": NOW - 3600}, 7 * DAY - 3600),
        ({"every": "day", "folder": "/b", "made": NOW - 3 * DAY}, 0),
        ({"every": "day", "folder": "/b", "made": NOW + 3 * DAY}, 0),
        (
            {"every": "day", "folder": "/b", "made": 0, "tried": NOW - 60, "failure": "full"},
            AFTER_FAILURE - 60,
        ),
    ],
)
def test_when_the_next_one_is_due(plan: dict[str, object], left: float | None) -> None:
    assert BackupPlan.model_validate(plan).seconds_left(NOW) == left


async def test_none_is_made_until_somebody_wants_it(data: Path, tmp_path: Path) -> None:
    made = BackupSchedule(data, patience=0)
    async with running(made):
        await until(lambda: made._changed._waiters, "it waits without an end")
        assert not list((tmp_path / "backups").iterdir())
        await made.change(Every.DAY, tmp_path / "backups", 3)
        await until(lambda: read_plan(data / "backups.json").made, "one is made")
    (backup,) = (tmp_path / "backups").iterdir()
    assert check(backup).documents == 0
    assert not list(data.glob("backup-*"))


async def test_a_missed_one_is_made_up_and_the_oldest_are_removed(
    data: Path, tmp_path: Path
) -> None:
    folder, clock = tmp_path / "backups", Clock()
    (folder / "octavo-mine.octavo-backup").write_text("the person's own", encoding="utf-8")
    for _ in range(4):
        made = BackupSchedule(data, clock=clock, patience=0)
        await made.change(Every.WEEK, folder, 2)
        async with running(made):
            await until(lambda: read_plan(data / "backups.json").made == clock.now, "one is made")
        clock.now += 30 * DAY
    plan = read_plan(data / "backups.json")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*plan.files, "octavo-mine.octavo-backup"]
    )
    assert len(plan.files) == 2


async def test_a_failure_is_told_once_and_the_next_try_is_put_off(
    data: Path, tmp_path: Path
) -> None:
    folder, clock, told = tmp_path / "backups", Clock(), list[AppError]()
    made = BackupSchedule(data, clock=clock, patience=0)
    await made.change(Every.DAY, folder, 2)
    folder.rmdir()
    async with running(made, told.append):
        await until(lambda: told, "it is told")
        assert "is not there" in told[0].message
        assert (await made.plan()).seconds_left(clock.now) == AFTER_FAILURE

        clock.now += AFTER_FAILURE
        made._changed.set()  # an hour has passed
        await until(lambda: read_plan(data / "backups.json").tried == clock.now, "it is tried")
        assert len(told) == 1

        folder.mkdir()
        clock.now += AFTER_FAILURE
        made._changed.set()
        await until(lambda: read_plan(data / "backups.json").made == clock.now, "it is made")
    assert (await made.plan()).failure == ""


async def test_closing_the_program_ends_it_without_half_a_backup(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    write = schedule.back_up

    def held(data_dir: Path, path: Path, progress: Callable[[int, int], None]) -> object:
        def slow(done: int, total: int) -> None:
            begun.set()
            assert go_on.wait(60)
            progress(done, total)

        return write(data_dir, path, slow)

    monkeypatch.setattr(schedule, "back_up", held)
    made = BackupSchedule(data, patience=0)
    await made.change(Every.DAY, tmp_path / "backups", 2)
    task = asyncio.create_task(made.run(lambda _: None))
    await until(begun.is_set, "it is being made")
    task.cancel()
    asyncio.get_running_loop().call_soon(go_on.set)  # after it was told to stop
    await asyncio.wait({task})
    assert task.cancelled()
    assert not list((tmp_path / "backups").iterdir())
    assert (await made.plan()).made == 0


async def test_closing_the_program_ends_it_as_something_else_is_wanted(data: Path) -> None:
    made = BackupSchedule(data, patience=3600)
    task = asyncio.create_task(made.run(pytest.fail))
    await asyncio.sleep(0)
    await made.change(Every.NEVER, None, 1)
    task.cancel()
    await asyncio.wait({task}, timeout=10)
    assert task.cancelled()


async def test_backups_do_not_go_into_the_data_folder(data: Path, tmp_path: Path) -> None:
    made = BackupSchedule(data)
    (data / "files").mkdir()
    for folder, words in ((data / "files", "in the data folder"), (tmp_path / "no", "no folder")):
        with pytest.raises(InputError, match=words):
            await made.change(Every.DAY, folder, 2)
    assert not (data / "backups.json").exists()


async def test_another_folder_is_not_cleared_of_names_that_were_made_elsewhere(
    data: Path, tmp_path: Path
) -> None:
    write_plan(
        data / "backups.json",
        BackupPlan(every=Every.DAY, folder=tmp_path / "backups", files=("a", "b")),
    )
    plan = await BackupSchedule(data).change(Every.DAY, tmp_path, 1)
    assert plan.files == ()


def test_a_damaged_plan_makes_none(tmp_path: Path) -> None:
    (tmp_path / "backups.json").write_text('{"every": "hour"}', encoding="utf-8")
    assert read_plan(tmp_path / "backups.json") == BackupPlan()

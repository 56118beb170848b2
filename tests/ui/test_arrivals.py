"""What comes to the window from outside."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QWidget

from octavo.handover import HandOver, enter, make_folder
from octavo.ui.arrivals import Arrivals, apart, come_forward, not_there
from octavo.ui.tasks import TaskOwner
from octavo.window_lock import WindowLock
from support.qt import application, until


def fail(error: BaseException) -> None:
    raise error


async def test_what_other_starts_hand_over_comes_once_each(tmp_path: Path) -> None:
    """Security 17: also what lay there before the window looked, and many at once."""
    wanted = [HandOver((tmp_path / f"{number}.pdf",)) for number in range(3)]
    tasks = TaskOwner(fail)
    arrivals = Arrivals(application(), tmp_path, tasks)
    came: list[HandOver] = []
    arrivals.came.connect(came.append)
    with WindowLock.take(tmp_path) as lock:
        assert lock is not None
        starts = [
            asyncio.create_task(asyncio.to_thread(enter, tmp_path, one, patience=60))
            for one in wanted
        ]
        await until(lambda: list(make_folder(tmp_path).glob("*.json")), "one has handed over")
        assert came == [], "nobody looked yet"
        arrivals.open()
        assert await asyncio.gather(*starts) == [None] * len(wanted)
        await until(lambda: len(came) == len(wanted), "all have come")
        assert {one.paths for one in came} == {one.paths for one in wanted}
        arrivals.close()
        await tasks.aclose()


async def test_a_folder_that_cannot_be_made_hinders_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file where the folder should be")
    tasks = TaskOwner(fail)
    arrivals = Arrivals(application(), in_the_way, tasks)
    arrivals.open()
    arrivals.close()
    assert not tasks.busy


async def test_a_data_folder_that_is_not_there_is_left_alone_until_it_is_made(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data, wanted = tmp_path / "data", HandOver((tmp_path / "a.pdf",))
    tasks = TaskOwner(fail)
    arrivals = Arrivals(application(), data, tasks)
    came: list[HandOver] = []
    arrivals.came.connect(came.append)
    arrivals.open()
    assert not data.exists(), "a disk that is not connected is no empty folder"
    with WindowLock.take(data) as lock:
        assert lock is not None
        arrivals.use(data)
        assert await asyncio.to_thread(enter, data, wanted, patience=60) is None
        await until(lambda: came == [wanted], "it has come")
        arrivals.close()
        await tasks.aclose()
    assert caplog.text == ""


async def test_what_the_system_asks_to_open_comes_also_from_before_the_window(
    tmp_path: Path,
) -> None:
    """As macOS does, for each file by an event to the application."""
    app = application()
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    QCoreApplication.sendEvent(app, QFileOpenEvent(str(before)))
    tasks = TaskOwner(fail)
    arrivals = Arrivals(app, tmp_path, tasks)
    came: list[HandOver] = []
    arrivals.came.connect(came.append)
    arrivals.open()
    assert came == [HandOver((before,))]
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/a.pdf")))
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(after))))
    assert came == [HandOver((before,)), HandOver((after,))]
    arrivals.close()
    await tasks.aclose()


def test_a_minimised_window_comes_forward_as_large_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    frame = QWidget()
    frame.showMaximized()
    frame.setWindowState(frame.windowState() | Qt.WindowState.WindowMinimized)
    come_forward(frame, "token-1")
    assert not frame.isMinimized()
    assert frame.isMaximized()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-1"
    frame.close()


async def test_files_that_are_not_there_are_told_by_name(tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.touch()
    gone = [tmp_path / f"gone-{number}.pdf" for number in range(4)]
    assert await apart([gone[0], there, *gone[1:]]) == ([there], gone)
    one = not_there(gone[:1])
    assert one.title == "This file is not there"
    assert "“gone-0.pdf”" in one.message
    assert tmp_path.name in one.message
    four = not_there(gone)
    assert four.title == "4 files are not there"
    assert four.message == "“gone-0.pdf”, “gone-1.pdf”, “gone-2.pdf” …."

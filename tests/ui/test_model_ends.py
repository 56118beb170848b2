"""Who chose a model long ago is told in time that its host will switch it off."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.session.state import Problem
from octavo.ui.language import Language
from octavo.ui.problems import Trouble
from support.languages import spoken
from support.model_server import Seen, replies
from support.qt import until
from support.shots import keep
from support.window import type_question
from support.written_window import QUESTION, answered, written_window


def day_in(days: int) -> str:
    return (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days)).isoformat()


async def test_the_end_of_a_model_is_told_after_an_answer_of_it_and_not_again(
    tmp_path: Path,
) -> None:
    with spoken(Language.GERMAN):
        async with written_window(tmp_path, agreed=True) as (program, host, _):
            host.models = [{"id": "tiny", "shutdown_date": day_in(20)}]
            bar = program.window.problem_bar
            assert bar.problem is None
            type_question(program, QUESTION)
            await answered(program, 1)
            await until(lambda: bar.problem is not None, "the warning")
            assert bar.problem is not None
            assert bar.problem.title == "tiny/tiny wird abgeschaltet"
            assert bar.problem.message.startswith("Der Dienst schaltet es am ")
            keep(program.frame, "model-ends")
            QTest.mouseClick(bar._close, Qt.MouseButton.LeftButton)
            assert bar.problem is None
            ends = program.presenter._sources._ends
            assert ends is not None
            await ends.answered(program.presenter._session.threads.items[0].id)
            assert bar.problem is None


async def test_what_the_bar_says_by_the_time_the_host_has_answered_stays(tmp_path: Path) -> None:
    asked, may_answer = asyncio.Event(), asyncio.Event()
    listed = {"object": "list", "data": [{"id": "tiny", "shutdown_date": day_in(20)}]}

    async def late(writer: asyncio.StreamWriter, seen: Seen) -> None:
        asked.set()
        await may_answer.wait()
        await replies(200, listed)(writer, seen)

    async with written_window(tmp_path, agreed=True) as (program, host, _):
        host.models_answer = late
        ends = program.presenter._sources._ends
        assert ends is not None
        bar = program.window.problem_bar
        type_question(program, QUESTION)
        await answered(program, 1)
        await until(asked.is_set, "the host is asked")
        program.window.show_trouble(Trouble(Problem("Something else", "It went wrong.")))
        may_answer.set()
        await until(lambda: not ends._looked_at, "it is put off")
        assert bar.problem is not None
        assert bar.problem.title == "Something else"
        bar.clear()
        await ends.answered(program.presenter._session.threads.items[0].id)
        assert bar.problem is not None
        assert bar.problem.title == "tiny/tiny will be switched off"

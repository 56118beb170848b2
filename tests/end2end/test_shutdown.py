"""Closing the window ends everything soon, loses nothing and leaves nothing behind."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

import octavo.program
from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from support.pdfs import make_pdf
from support.qt import until
from support.window import drag, drop, open_window, panel_of

pytestmark = pytest.mark.window

ROOT = Path(__file__).parents[2]
LIMIT = 2.0
"""Seconds from the closing of the window to the end of its process."""


@pytest.fixture
def long_pdf(tmp_path):
    words = "The survey of plot {0} found clay to a depth of {0} metres and water below it. "
    pages = [f"# Plot {n}\n\n" + (words * 25).format(n) for n in range(1, 401)]
    return make_pdf(tmp_path / "survey.pdf", pages)


async def test_closing_in_the_middle_of_an_answer_and_of_reading(tmp_path, long_pdf):
    """Security 16: what was accepted goes on at the next start."""
    data_dir = tmp_path / "data"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "tests" / "support" / "closing_window.py"),
        str(data_dir),
        str(long_pdf),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "app", ROOT / "tests")))},
    )
    async with asyncio.timeout(90):
        line = await process.stdout.readline()
        assert line, (await process.stderr.read()).decode()
        report = json.loads(line)
        code = await process.wait()
    took = time.time() - report["time"]
    errors = (await process.stderr.read()).decode()

    assert code == 0, errors
    assert report["state"] in {DocumentState.READING, DocumentState.SEARCHABLE}
    assert report["answering"]
    assert report["children"], "no worker was at work"
    assert not [pid for pid in report["children"] if psutil.pid_exists(pid)]
    assert took < LIMIT
    assert "Traceback" not in errors

    async with open_window(data_dir) as program:
        model = program.window.sidebar.documents_model
        index = model.index(0)
        await until(
            lambda: model.data(index, ITEM_ROLE).state is not DocumentState.READING,
            "reading goes on and ends",
            seconds=60,
        )
        item = model.data(index, ITEM_ROLE)
        assert item.state in {DocumentState.SEARCHABLE, DocumentState.READY}
        assert item.pages_done == item.pages_total == 400
        assert panel_of(program).messages[0].text == "What is said on page seven?"


async def test_what_was_dropped_just_before_closing_is_there_again(tmp_path):
    """Security 16: a row that was shown is never lost."""
    paths = [
        make_pdf(tmp_path / f"paper-{n:02}.pdf", [f"Paper {n} is about stones."]) for n in range(30)
    ]
    async with open_window(tmp_path / "data") as program:
        model = program.window.sidebar.documents_model
        drop(program.window, drag(program.window, paths))
        await until(lambda: model.rowCount() == 30, "all rows are shown")
    async with open_window(tmp_path / "data") as program:
        model = program.window.sidebar.documents_model

        def items():
            return [model.data(model.index(row), ITEM_ROLE) for row in range(model.rowCount())]

        await until(lambda: model.rowCount() == 30, "all rows are there again")
        usable = {DocumentState.SEARCHABLE, DocumentState.READY}
        await until(lambda: {i.state for i in items()} <= usable, "all are read", seconds=60)
        assert {item.name for item in items()} == {path.name for path in paths}


async def test_a_second_window_on_the_same_folder_says_why_it_cannot_open(tmp_path):
    """Security 17."""
    async with open_window(tmp_path / "data"), open_window(tmp_path / "data") as second:
        problem = second.window.start_page.problem
        assert problem.title == "Octavo is already open"
        assert not second.window.is_ready


async def test_a_failed_start_can_be_tried_again(tmp_path):
    async with open_window(tmp_path / "data"):
        second = open_window(tmp_path / "data")
        program = await second.__aenter__()
    program.window.start_page._retry.click()
    await until(lambda: program.window.is_ready, "it opens when the folder is free", seconds=30)
    await second.__aexit__(None, None, None)


async def test_what_does_not_end_in_time_loses_its_workers(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(octavo.program, "_LAST_CHANCE", 0.2)
    sleep = "import time; time.sleep(60)"
    worker = await asyncio.create_subprocess_exec(sys.executable, "-c", sleep)

    async def serve():
        try:
            await asyncio.Event().wait()
        finally:
            await worker.wait()  # an end that hangs on its worker

    async with open_window(tmp_path / "data") as program:
        serving = asyncio.create_task(serve())
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            await program._end(serving)

    assert worker.returncode != 0
    assert "killing the workers" in caplog.text


async def test_closing_while_it_opens_ends_it(tmp_path):
    started = time.monotonic()
    async with open_window(tmp_path / "data") as program:
        program.frame.close()
    assert time.monotonic() - started < 30

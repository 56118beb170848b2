"""A server or a script must not load the window's libraries, nor the first frame the server's.

Qt alone costs a third of a second and needs libraries that a server lacks. The window, in turn, is
on the screen before what fills it is loaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[1] / "app"
WINDOW_ONLY = ("PySide6", "shiboken6", "qasync")


@pytest.mark.parametrize(
    "module",
    ["octavo.session.session", "octavo.client", "octavo.engine.app", "octavo.cli"],
)
def test_import_loads_no_qt(module: str) -> None:
    probe = (
        f"import sys, {module}; "
        f"print(*sorted({set(WINDOW_ONLY)!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    # a fresh interpreter: this one has Qt loaded for the tests of the window
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", probe],
        env={**os.environ, "PYTHONPATH": str(APP)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


NOT_BEFORE_THE_FRAME = ("asyncio", "httpx", "pydantic", "qasync", "socket", "sqlite3")

FIRST_FRAME = """
import os, sys
from octavo.ui import frame

class Frame(frame.WindowFrame):
    def __init__(self, settings):
        super().__init__(settings)
        self.painted.connect(self.report)

    def report(self):
        print(*sys.modules)
        print("Qt" in vars(sys.modules["PySide6.QtCore"]), flush=True)
        os._exit(0)

frame.WindowFrame = Frame
from octavo.__main__ import main

sys.argv = ["octavo", "--data-dir", sys.argv[1]]
main()
"""


def test_the_first_frame_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST_FRAME, str(tmp_path / "data")],
        env={**os.environ, "PYTHONPATH": str(APP), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    loaded, namespace_made = done.stdout.splitlines()
    assert {*NOT_BEFORE_THE_FRAME} & {*loaded.split()} == set()
    # the namespace "Qt" is made when it is first used, which takes a fifth of a bare start
    assert namespace_made == "False"
    assert (tmp_path / "data" / "octavo.window.lock").is_file()  # first of all came the lock

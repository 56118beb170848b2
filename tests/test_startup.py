"""What a server or a script imports must not load the window's libraries.

Qt alone costs a third of a second and needs libraries that a server lacks.
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

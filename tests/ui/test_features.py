"""PySide keeps no sources of the modules that are imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"

PROBE = """
import linecache
import octavo.ui
before = len(linecache.cache)  # what came with PySide itself
import octavo.ui.pdf.pane, octavo.ui.settings, json.tool
print(len(linecache.cache) - before)
"""


def test_importing_modules_keeps_no_sources_in_memory() -> None:
    """A fresh interpreter, since this one has loaded all that the tests need."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE],
        env={**os.environ, "PYTHONPATH": str(APP), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert done.stdout == "0\n"

"""A second start on the same data folder hands its files to the window that is open."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from octavo.ui.documents.model import ITEM_ROLE
from octavo.window_lock import WindowLock
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import open_window

pytestmark = pytest.mark.window

ROOT = Path(__file__).parents[2]


async def test_a_second_start_hands_over_its_files_and_ends_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Security 17; what is not there is said in the window that is open."""
    lease = make_pdf(tmp_path / "lease.pdf", ["# Lease\n\nThe rent is due on the third day."])
    data_dir = tmp_path / "data"
    alerted: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, ms=0: alerted.append(window))
    with WindowLock.take(data_dir) as lock:
        assert lock is not None
        async with open_window(data_dir) as program:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "octavo",
                f"--data-dir={data_dir}",
                "lease.pdf",
                "gone.pdf",
                cwd=tmp_path,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={
                    **{k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
                    "PYTHONPATH": str(ROOT / "app"),
                    # it must end before it needs one
                    "QT_QPA_PLATFORM": "no-such-platform",
                },
            )
            async with asyncio.timeout(90):
                out, err = await process.communicate()
            assert process.returncode == 0, err.decode()
            assert out == b""
            assert err.decode().splitlines() == [f"octavo: There is no file “{tmp_path}/gone.pdf”."]

            documents = program.window.sidebar.documents_model
            await until(lambda: documents.rowCount() == 1, "the file is in the list")
            assert documents.data(documents.index(0), ITEM_ROLE).source == str(lease)
            bar = program.window.problem_bar
            await until(lambda: bar.problem is not None, "the missing file is said")
            assert bar.problem is not None
            assert "“gone.pdf”" in bar.problem.message
            assert program.frame.isActiveWindow() or alerted == [program.frame]
            record(program.window, "second-start")

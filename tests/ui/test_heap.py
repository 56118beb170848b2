"""The window's memory stays together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
PROBE = """
import ctypes, sys, threading
from octavo.ui.heap import keep_together

keep_together()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes, libc.fflush.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
all_there = threading.Barrier(8)

def work():
    all_there.wait()
    libc.malloc(1000)
    all_there.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, file)
libc.fflush(file)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="about glibc")
def test_eight_threads_share_two_heaps(tmp_path: Path) -> None:
    report = tmp_path / "heaps.xml"
    subprocess.run(
        [sys.executable, "-c", PROBE, str(report)],
        env={**os.environ, "PYTHONPATH": str(APP)},
        check=True,
        timeout=60,
    )
    assert 1 <= report.read_text().count("<heap nr=") <= 2

"""Methods for worker processes in tests: each does one good or bad thing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from octavo.errors import InputError

GROUP = Path("/proc/self/autogroup")


class Toys:
    def __init__(self) -> None:
        self.log: list[str] = []

    def add(self, a: int, b: int) -> int:
        return a + b

    def note(self, text: str) -> list[str]:
        self.log.append(text)
        return self.log

    def refuse(self, message: str) -> None:
        raise InputError(message, hint="Do something else.")

    def stumble(self) -> None:
        raise ZeroDivisionError("by nothing")

    def unpicklable(self) -> object:
        return threading.Lock()

    def die(self) -> None:
        os.abort()

    def hang(self) -> None:
        threading.Event().wait()

    def wait_for(self, path: str) -> str:
        """Be busy until a file is there: lets a test decide how long."""
        pause = threading.Event()
        while not Path(path).exists():
            pause.wait(0.005)
        return path

    def eat(self, size: int) -> int:
        return len(bytearray(size))

    def facts(self) -> dict[str, object]:
        return {
            "pid": os.getpid(),
            "session": os.getsid(0) if hasattr(os, "getsid") else None,
            "nice": os.nice(0) if hasattr(os, "nice") else None,
            "group": GROUP.read_text() if GROUP.exists() else None,
            "blas": os.environ.get("OPENBLAS_NUM_THREADS"),
            "modules": sorted(sys.modules),
        }

    def spawn(self) -> int:
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid

    def speak(self, text: str) -> str:
        print(text, flush=True)
        return text

    def count(self, stop: int, mark: str = "") -> Iterator[int]:
        """Yield numbers; with ``mark``, a file's name, write down each one that was made."""
        try:
            for number in range(stop):
                if mark:
                    Path(mark).write_text(str(number))
                yield number
        finally:
            if mark:
                Path(mark).write_text("closed")

    def count_then(self, stop: int, end: str) -> Iterator[int]:
        yield from range(stop)
        getattr(self, end)()


def toys() -> Toys:
    return Toys()


def table() -> dict[str, object]:
    return {"double": lambda number: 2 * number}


def broken() -> Toys:
    raise ImportError("a part is missing")


def silent_printers() -> dict[str, object]:
    return {"printers": Toys().hang}

"""A process that a bench starts and whose lines it waits for: never longer than until a deadline.

What the process says of its errors is kept and goes along when it did not do what it should.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

REPORTED = """
import asyncio, os, traceback

def report_end(task):
    "End the whole process when a task of the bench failed: who waits for a line would not know."
    if not task.cancelled() and (error := task.exception()) is not None:
        traceback.print_exception(error)
        os._exit(1)
"""
"""Code that a child begins with whose work is in a task: ``task.add_done_callback(report_end)``."""

_KEPT = 3000
"""Characters of a child's error text that are shown, from its end."""


class ChildError(Exception):
    """A child ended, or said nothing in time; the message has its error text."""


class Child:
    """A Python process with lines in and out; used as a context, at whose end it is killed.

    Args:
        arguments: What comes after the interpreter, as ``["-c", code]``.
        environment: All of its environment; ``None``: ours.
    """

    def __init__(
        self, arguments: Sequence[str | Path], environment: Mapping[str, str] | None = None
    ) -> None:
        self._errors = tempfile.TemporaryFile(  # noqa: SIM115 - closed with this context
            "w+", encoding="utf-8", errors="replace"
        )
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()
        self._errors.close()

    def say(self, text: str) -> None:
        """Send a line.

        Raises:
            ChildError: it reads nothing more.
        """
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{text}\n")
            self.process.stdin.flush()
        except OSError as error:
            raise self._failed("it reads nothing more") from error

    def line(self, seconds: float) -> str:
        """Return its next line without its end.

        Raises:
            ChildError: it ended, or was ended since no line came within these seconds.
        """
        stdout = self.process.stdout
        assert stdout is not None
        line = self._in_time(stdout.readline, seconds)
        if not line:
            raise self._failed("it ended before it had said all")
        return line.rstrip("\n")

    def rest(self, seconds: float) -> str:
        """Return what it says until it has closed its output.

        Raises:
            ChildError: it was ended since it took longer than these seconds.
        """
        stdout = self.process.stdout
        assert stdout is not None
        return self._in_time(stdout.read, seconds)

    def _in_time(self, read: Callable[[], str], seconds: float) -> str:
        """Read; a process that takes longer is killed, which ends the reading on any system."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            text = read()
        finally:
            timer.cancel()
        if is_late.is_set():
            raise self._failed(f"it took longer than {seconds:g} s")
        return text

    def _failed(self, what: str) -> ChildError:
        self._errors.seek(0)
        said = self._errors.read().strip()[-_KEPT:]
        return ChildError(f"a process of the bench: {what}\n{said or '(it named no error)'}")

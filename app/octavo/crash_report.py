"""Reports of crashes and faults: a file in the data folder, which is sent nowhere.

A report says which version ran where, which kind of error it was and at which lines of the program;
the error's own words are left out, since they may repeat a document, a question or a path. While
the program runs, the report is a file with nothing but its head; at an orderly end without a fault
it is removed. What is still there at the next start is told once, under a name of its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

from octavo.data_folder import make_data_folder
from octavo.errors import AppError

_FOLDER: Final = "logs"
_OPEN: Final = "crash.txt"
_HEAD_ENDS: Final = "-- what happened --\n"
_KEPT: Final = 10
"""Reports that are kept; the oldest one goes."""

_MOST_FAULTS: Final = 20
"""Faults in one report; what happens again and again does not fill the disk."""

_PATH_PARTS: Final = 3
"""Of a source file's path; more would tell where on the computer it lies."""

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class LeftReport:
    """A report that an earlier run has left.

    Args:
        path: The file.
        is_crash: Whether that run did not come to an orderly end.
    """

    path: Path
    is_crash: bool


class CrashReports:
    """Writes down what goes wrong in this process, from `open` to `close`.

    One process at a time may do so in a data folder.

    Args:
        data_dir: The data folder; where it cannot be written to, nothing is reported.
        version: The program's.

    Attributes:
        left: The report of an earlier run, to be told; None if all went well.
    """

    def __init__(self, data_dir: Path, version: str) -> None:
        self._data_dir = data_dir
        self._version = version
        self._file: TextIO | None = None
        self._faults: set[str] = set()
        self._writing = threading.Lock()
        self._hook_before = threading.excepthook
        self.left: LeftReport | None = None

    def open(self, data_dir: Path | None = None) -> None:
        """Take what an earlier run left, and begin the report of this one.

        Args:
            data_dir: Another data folder than before: the data was moved.
        """
        self._data_dir = data_dir or self._data_dir
        folder = self._data_dir / _FOLDER
        try:
            make_data_folder(self._data_dir)
            folder.mkdir(exist_ok=True)
            self.left = _take_left(folder)
            self._file = (folder / _OPEN).open("w", encoding="utf-8")
            self._file.write(_head(self._version))
            self._file.flush()
        except OSError as error:
            _log.warning("no crash report can be written: %s", error)
            return
        faulthandler.enable(self._file, all_threads=True)
        self._hook_before = threading.excepthook
        threading.excepthook = self._on_thread_error

    def note(self, error: BaseException) -> None:
        """Write an error down that nobody expected; each kind and place once; from any thread."""
        if self._file is None or isinstance(error, AppError):
            return
        fault = "\n".join(_described(error))
        with self._writing:
            if fault not in self._faults and len(self._faults) < _MOST_FAULTS:
                self._faults.add(fault)
                with contextlib.suppress(OSError):  # a full disk is told elsewhere
                    self._file.write(f"{_now()}\n{fault}\n\n")
                    self._file.flush()

    def close(self) -> None:
        """Come to an orderly end: without a fault, no report stays."""
        if self._file is None:
            return
        threading.excepthook = self._hook_before
        faulthandler.disable()
        with contextlib.suppress(OSError):
            if self._faults:
                self._file.write("The program came to an orderly end.\n")
        with contextlib.suppress(OSError):
            self._file.close()
        if not self._faults:  # Windows has some written down that do no harm
            (self._data_dir / _FOLDER / _OPEN).unlink(missing_ok=True)
        self._file = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            self.note(error)
        self.close()

    def _on_thread_error(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.note(given.exc_value)
        self._hook_before(given)


def _take_left(folder: Path) -> LeftReport | None:
    """Give the report of an earlier run its own name; remove it if it tells of nothing."""
    left = folder / _OPEN
    try:
        text = left.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    happened = text.partition(_HEAD_ENDS)[2].strip()
    if not happened:  # the process was killed, or the computer was switched off
        left.unlink()
        return None
    when = dt.datetime.fromtimestamp(left.stat().st_mtime, dt.UTC).astimezone()
    path = left.replace(folder / f"crash-{when:%Y-%m-%d-%H%M%S}.txt")
    reports = sorted(folder.glob("crash-*.txt"))
    for old in reports[:-_KEPT]:
        old.unlink(missing_ok=True)
    return LeftReport(path, not happened.endswith("orderly end."))


def _head(version: str) -> str:
    # the module platform would tell more, and takes long for it on some systems
    release = os.uname().release if hasattr(os, "uname") else ""
    return (
        f"Octavo {version}, Python {sys.version.split()[0]}, {sys.platform} {release}\n"
        f"started {_now()}\n"
        "This file was not sent anywhere. It has no text of documents, no questions and no keys.\n"
        f"{_HEAD_ENDS}"
    )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _described(error: BaseException) -> Iterator[str]:
    """Describe an error by its kind and places, and those that it came from."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        for frame, line in traceback.walk_tb(one.__traceback__):
            code = frame.f_code
            place = "/".join(Path(code.co_filename).parts[-_PATH_PARTS:])
            yield f"  {place}:{line} {code.co_qualname}"
        waiting += [cause for cause in (one.__cause__ or one.__context__,) if cause is not None]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions

"""One worker process as its owner sees it: two threads that start it, feed it and hear it.

The event loop never waits for the process: starting, writing, reading and reaping happen in the
threads, what arrives is handed to the loop in batches.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO

from octavo.awake import awake
from octavo.errors import WorkerDiedError
from octavo.frozen import WORKER_ARGUMENT, is_frozen
from octavo.words import Later, later
from octavo.worker.child import MEMORY_EXIT, Setting
from octavo.worker.frames import (
    Began,
    Done,
    Failed,
    Idle,
    Item,
    Ready,
    Reply,
    Request,
    Result,
    Unpacker,
    pack,
    write_all,
)

_log = logging.getLogger(__name__)

STARTING = 0
"""Stands for the import of the target where else the id of a request stands."""

START_DEADLINE = 60.0
"""Seconds for the start: generous, since a cold disk and a virus scanner are slow."""

_READ_AT_ONCE = 1 << 18
_TAIL = 4_000

_ENVIRONMENT = {
    # Threads of the linear algebra under numpy only cost memory here.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # Each arena reserves 64 MB of address space, which the memory limit counts.
    "MALLOC_ARENA_MAX": "2",
}


class WorkerMemoryError(WorkerDiedError):
    """The process needed more memory than it may have."""


class WorkerInterruptedError(WorkerDiedError):
    """The process ended while it worked on something else; the same request may be made again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Work:
    """What the process is at: the request's id, since when (seconds of `awake`), for how long."""

    id: int
    since: float
    deadline: float

    def overdue(self) -> bool:
        """Tell whether the deadline is over."""
        return awake() - self.since > self.deadline


@dataclasses.dataclass(frozen=True, slots=True)
class End:
    """How a process ended.

    Args:
        work: What it was at.
        overdue: What it was killed for, if its deadline was over.
        code: The exit code; negative for a signal; None if it could not be started.
        errors: The last lines of its standard error.
    """

    work: Work | None
    overdue: Work | None
    code: int | None
    errors: str

    @property
    def guilty(self) -> int | None:
        """The id of the request that brought the end about, if one did."""
        if self.work is None or self.overdue not in {None, self.work}:
            return None  # killed for one that was done a moment before the kill
        return self.work.id

    def reason(self) -> Later:
        """Say in a few words why the process ended."""
        if self.code is None:
            return later("it could not be started")
        if self.code == MEMORY_EXIT:
            return later("it needed too much memory")
        if self.code < 0:
            with contextlib.suppress(ValueError):
                return later("it was ended by {signal}", signal=signal.Signals(-self.code).name)
        return later("it ended with code {code}", code=self.code)


class ChildProcess:
    """Starts a process and speaks with it; made and used on the event loop's thread.

    Args:
        name: For the threads' names and the log.
        setting: How the process is to be.
        on_frames: Called on the loop with what arrived.
        on_end: Called on the loop once, when the process is gone.
    """

    def __init__(
        self,
        name: str,
        setting: Setting,
        on_frames: Callable[[ChildProcess, list[Result]], None],
        on_end: Callable[[ChildProcess, End], None],
    ) -> None:
        self.pid: int | None = None
        self.ended = asyncio.Event()
        self._name = name
        self._setting = setting
        self._on_frames = on_frames
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._outgoing: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._overdue: Work | None = None
        self._work: Work | None = Work(STARTING, awake(), START_DEADLINE)
        # Daemons: an owner that forgets to close us must still be able to exit.
        threading.Thread(target=self._write, name=f"{name}: write", daemon=True).start()

    @property
    def work(self) -> Work | None:
        """What the process is at, or None."""
        return self._work

    def send(self, request: Request) -> None:
        """Send a request; never waits."""
        self._outgoing.put(request)

    def kill(self, overdue: Work | None = None) -> None:
        """End the process and whatever it started, at once."""
        with self._lock:
            self._overdue = overdue
            if not self._killed:
                self._killed = True
                self._kill()

    def _kill(self) -> None:
        if self._process is None:
            return  # the thread that starts it will see the flag
        if sys.platform == "win32":
            self._process.kill()
        else:
            # A session of its own: its process group goes as a whole.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    # -- the thread that starts and writes ---------------------------------------------------

    def _write(self) -> None:
        with _errors_file() as errors:
            try:
                process = _start(self._setting, errors)
            except OSError as error:
                _log.error("worker %s cannot be started: %s", self._name, error)
                self._tell_end(None, str(error))
                return
            with self._lock:
                self._process = process
                self.pid = process.pid
                if self._killed:
                    self._kill()
            reader = threading.Thread(
                target=self._read, args=(process, errors), name=f"{self._name}: read", daemon=True
            )
            reader.start()
            assert process.stdin is not None  # noqa: S101 - a pipe was asked for
            with process.stdin as pipe:
                while (request := self._outgoing.get()) is not None:
                    try:
                        write_all(pipe.fileno(), pack(request))
                    except OSError:
                        break  # the reading thread sees the end too and tells of it
            reader.join()

    # -- the thread that reads and reaps -----------------------------------------------------

    def _read(self, process: subprocess.Popen[bytes], errors: IO[bytes] | None) -> None:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        unpacker = Unpacker()
        try:
            with process.stdout as pipe:
                while piece := os.read(pipe.fileno(), _READ_AT_ONCE):
                    frames = unpacker.feed(piece)
                    self._follow(frames)
                    self._tell(frames)
        except Exception:  # noqa: BLE001
            # A reply that cannot be read, or a loop that is closed: no use for the process.
            _log.debug("worker %s is given up", self._name, exc_info=True)
        with self._lock:
            self._killed = True
            self._kill()
        code = process.wait()
        self.pid = None
        self._outgoing.put(None)
        self._tell_end(code, _tail(errors))

    def _follow(self, frames: list[Reply]) -> None:
        for frame in frames:
            match frame:
                case Began(id=id_, deadline=deadline):
                    self._work = Work(id_, awake(), deadline)
                case Ready() | Idle():
                    self._work = None

    def _tell(self, frames: list[Reply]) -> None:
        told: list[Result] = [one for one in frames if isinstance(one, (Item, Done, Failed))]
        if told:
            self._loop.call_soon_threadsafe(self._on_frames, self, told)

    def _tell_end(self, code: int | None, errors: str) -> None:
        end = End(self._work, self._overdue, code, errors)
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to be told
            self._loop.call_soon_threadsafe(self._finish, end)

    def _finish(self, end: End) -> None:
        self.ended.set()
        self._on_end(self, end)


def _start(setting: Setting, errors: IO[bytes] | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        _command(setting),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if errors is None else errors,
        bufsize=0,
        env=os.environ | _ENVIRONMENT,
        start_new_session=sys.platform != "win32",
        creationflags=_windows_flags(setting),
    )


def _command(setting: Setting) -> list[str]:
    if is_frozen():
        return [sys.executable, WORKER_ARGUMENT, setting.text()]
    # Isolated, with our own path: nothing is imported from the current folder, and nothing of the
    # program that owns us (its main module may not be guarded) runs again.
    path = [entry for entry in sys.path if entry]
    code = (
        f"import sys; sys.path[:] = {path!r}; "
        "from octavo.worker.child import run_worker; run_worker(sys.argv[1])"
    )
    return [sys.executable, "-I", "-c", code, setting.text()]


def _windows_flags(setting: Setting) -> int:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        if setting.nice > 0:
            flags |= subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return flags


@contextlib.contextmanager
def _errors_file() -> Iterator[IO[bytes] | None]:
    """Keep what the process says before it dies; without a writable folder, do without."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
    except OSError:
        yield None
        return
    with file:
        yield file


def _tail(errors: IO[bytes] | None) -> str:
    if errors is None:
        return ""
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - _TAIL))
    return errors.read().decode(errors="replace").strip()

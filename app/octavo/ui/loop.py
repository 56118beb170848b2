"""asyncio on Qt's event loop: qasync's sockets and pipes, our own callbacks, timers and ends.

qasync 0.28 keeps the Qt timer of a cancelled handle until its deadline, uses coarse timers, which
may fire early, makes one Qt timer per callback, starts ten threads for its executor, installs no
hooks for asynchronous generators and loses KeyboardInterrupt. Here callbacks wait in one queue
that a zero timer empties, a timer lives as long as its handle, and all else is asyncio's own.
"""

from __future__ import annotations

import asyncio
import collections
import contextvars
import math
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVarTuple, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication

from octavo.awake import awake
from octavo.ui.garbage import Collector, collected_here
from octavo.ui.heap import GivingBack

os.environ["QT_API"] = "pyside6"  # qasync would take any other binding that is installed
import qasync

_TURN: Final = 0.001
"""Seconds that another thread keeps Python's lock when the loop wants it.

The engine works in several threads, each of which may be given the lock first: with Python's own
5 ms the loop waited for 100 ms at worst, now for 30 (``tests/bench/lateness_bench.py``).
"""

_ROUND: Final = 0.003
"""Seconds after which a round of callbacks leaves the others to the next one.

A timer that comes due meanwhile, a key or a paint waits for the round, and then asyncio's part of
it once more for the next: a 10 ms timer came 10 ms late by rounds of 5.
"""

if TYPE_CHECKING:

    class _QasyncLoop(asyncio.SelectorEventLoop):
        """What qasync's loop and asyncio's own have beyond their published types."""

        _debug: bool
        _stopping: bool
        _timer: object

        def __init__(self, app: QApplication) -> None: ...
        def _check_closed(self) -> None: ...
        def _check_thread(self) -> None: ...
        def _check_callback(self, callback: object, method: str) -> None: ...
        def _before_run_forever(self) -> None: ...
        def _after_run_forever(self) -> None: ...
        def _add_reader(self, fd: int, callback: object, *args: object) -> None: ...
        def _remove_reader(self, fd: int) -> object: ...
        def _add_writer(self, fd: int, callback: object, *args: object) -> None: ...
        def _remove_writer(self, fd: int) -> object: ...

else:
    _QasyncLoop = qasync.QEventLoop

_LONGEST_TIMER_MS: Final = 24 * 3600 * 1000
"""Qt counts milliseconds in 32 bits; a longer wait is started again when this is over."""

_Ts = TypeVarTuple("_Ts")
_WAKE: Final = QEvent.Type(QEvent.registerEventType())


class _HasNumber(Protocol):
    def fileno(self) -> int: ...


_FileLike = int | _HasNumber


class _TimerHandle(asyncio.TimerHandle):
    """A timer that knows its Qt timer, so that cancelling ends both."""

    __slots__ = ("qt_timer",)

    qt_timer: int | None
    _scheduled: bool


class _Callbacks(QObject):
    """Runs handles: the ready ones first in first out, the others at their time."""

    def __init__(
        self,
        clock: Callable[[], float],
        is_running: Callable[[], bool],
        is_stopping: Callable[[], bool],
        on_fatal: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._clock = clock
        self._is_running = is_running
        self._is_stopping = is_stopping
        self._on_fatal = on_fatal
        self._ready: collections.deque[asyncio.Handle] = collections.deque()
        self._ready_timer: int | None = None
        self._timers: dict[int, _TimerHandle] = {}
        self._collector = Collector(self)
        self._giving_back = GivingBack(self)

    @property
    def timer_count(self) -> int:
        """Qt timers that wait for a time (not the one that empties the queue)."""
        return len(self._timers)

    def add(self, handle: asyncio.Handle) -> None:
        """Queue a handle; from the loop's own thread."""
        self._ready.append(handle)
        if self._ready_timer is None:
            self._ready_timer = self.startTimer(0)

    def add_threadsafe(self, handle: asyncio.Handle) -> None:
        """Queue a handle from any thread."""
        self._ready.append(handle)
        QCoreApplication.postEvent(self, QEvent(_WAKE))

    def add_timer(self, handle: _TimerHandle) -> None:
        """Start the Qt timer of a handle."""
        wait = math.ceil(max(0.0, handle.when() - self._clock()) * 1000)
        handle.qt_timer = self.startTimer(min(wait, _LONGEST_TIMER_MS), Qt.TimerType.PreciseTimer)
        self._timers[handle.qt_timer] = handle

    def remove_timer(self, handle: _TimerHandle) -> None:
        """End the Qt timer of a handle that was cancelled; one that has fired has none."""
        timer, handle.qt_timer = handle.qt_timer, None
        if timer is not None and self._timers.pop(timer, None) is not None:
            self.killTimer(timer)

    def resume(self) -> None:
        """Go on with what came due while the loop did not run."""
        if self._ready and self._ready_timer is None:
            self._ready_timer = self.startTimer(0)

    def stop(self) -> None:
        """End all timers and forget what was queued: the loop is closed."""
        self._collector.stop()
        self._giving_back.stop()
        for timer in tuple(self._timers):
            self.killTimer(timer)
        if self._ready_timer is not None:
            self.killTimer(self._ready_timer)
        self._timers.clear()
        self._ready.clear()

    def event(self, event: QEvent) -> bool:
        """Wake up for what another thread has queued."""
        if event.type() == _WAKE:
            self.resume()
            return True
        return super().event(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Run what is due."""
        timer = event.timerId()
        if timer == self._ready_timer:
            if self._is_running():
                self._run_ready()
            else:
                # Whoever works off Qt's events outside of the loop (a test's end does) must not
                # run tasks: they would find no running loop. They wait until it runs again.
                self._rest()
            return
        self.killTimer(timer)
        handle = self._timers.pop(timer, None)
        if handle is None:
            return
        # Qt gives the number to another timer now, which a later cancel of this handle (sleep()
        # always makes one) must not end.
        handle.qt_timer = None
        if handle.when() - self._clock() > 0.001:
            self.add_timer(handle)
        elif self._is_running():
            self._run(handle)
        else:
            self._ready.append(handle)

    def _rest(self) -> None:
        if self._ready_timer is not None:
            self.killTimer(self._ready_timer)
            self._ready_timer = None

    def _run_ready(self) -> None:
        # What the handles add waits for the next round, so that Qt's own events come between.
        end = self._clock() + _ROUND
        for _ in range(len(self._ready)):
            self._run(self._ready.popleft())
            if self._clock() > end and not self._is_stopping():
                break
        if not self._ready:
            self._rest()
        self._collector.end_round()
        self._giving_back.end_round()

    def _run(self, handle: asyncio.Handle) -> None:
        if handle.cancelled():
            return
        try:
            handle._run()  # noqa: SLF001 - as asyncio's own loops do
        except (KeyboardInterrupt, SystemExit) as error:
            # Qt cannot carry an exception out of its loop: the loop takes it and raises it again.
            self._on_fatal(error)


class QtLoop(_QasyncLoop):
    """asyncio's event loop inside Qt's.

    Args:
        app: The application; the one that exists if None.
    """

    # What qasync replaces for no need, back to asyncio's own: these know executors that end with
    # the loop, exception handlers that can be asked for, and generators left half-run.
    is_running = asyncio.BaseEventLoop.is_running
    run_until_complete = asyncio.BaseEventLoop.run_until_complete
    call_later = asyncio.BaseEventLoop.call_later
    run_in_executor = asyncio.BaseEventLoop.run_in_executor
    set_default_executor = asyncio.BaseEventLoop.set_default_executor  # type: ignore[assignment]
    set_exception_handler = asyncio.BaseEventLoop.set_exception_handler
    default_exception_handler = asyncio.BaseEventLoop.default_exception_handler
    call_exception_handler = asyncio.BaseEventLoop.call_exception_handler
    get_debug = asyncio.BaseEventLoop.get_debug
    set_debug = asyncio.BaseEventLoop.set_debug

    def __init__(self, app: QApplication | None = None) -> None:
        application = app or QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("make a QApplication before its loop")
        self._application = application
        self._fatal: BaseException | None = None
        super().__init__(application)
        self._callbacks = _Callbacks(
            self.time, self.is_running, lambda: self._stopping, self._on_fatal
        )
        self._timer = self._callbacks  # the name under which qasync's close() stops it

    def run_forever(self) -> None:
        """Run until the loop is stopped; garbage is collected in its thread only."""
        with collected_here(), _short_turns():
            asyncio.BaseEventLoop.run_forever(self)

    def time(self) -> float:
        """Return the seconds of a clock that stands still while the computer sleeps."""
        return awake()

    @property
    def timer_count(self) -> int:
        """Qt timers that live for `call_later` and `call_at`."""
        return self._callbacks.timer_count

    def call_soon(
        self,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Run a callback in the next round of the loop."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
        handle = asyncio.Handle(callback, args, self, context)
        self._callbacks.add(handle)
        return handle

    def call_soon_threadsafe(
        self,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Run a callback in the loop's thread; from any thread."""
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = asyncio.Handle(callback, args, self, context)
        self._callbacks.add_threadsafe(handle)
        return handle

    def call_at(
        self,
        when: float,
        callback: Callable[[*_Ts], object],
        *args: *_Ts,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        """Run a callback at a time of the loop's clock, in seconds."""
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        handle = _TimerHandle(when, callback, args, self, context)
        handle._scheduled = True  # noqa: SLF001 - so that cancelling tells the loop
        self._callbacks.add_timer(handle)
        return handle

    def stop(self) -> None:
        """End `run_forever` after the callbacks that are due now."""
        self._stopping = True
        if self.is_running():
            self._application.exit()

    def _add_callback(self, handle: asyncio.Handle) -> None:
        self._callbacks.add(handle)

    def _add_reader(self, fd: _FileLike, callback: object, *args: object) -> None:
        super()._add_reader(_number(fd), callback, *args)

    def _remove_reader(self, fd: _FileLike) -> bool:
        return bool(super()._remove_reader(_number(fd)))

    def _add_writer(self, fd: _FileLike, callback: object, *args: object) -> None:
        super()._add_writer(_number(fd), callback, *args)

    def _remove_writer(self, fd: _FileLike) -> bool:
        return bool(super()._remove_writer(_number(fd)))

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._callbacks.remove_timer(cast("_TimerHandle", handle))

    def _run_once(self) -> None:
        """Run Qt's loop until something stops it; asyncio's run_forever calls this in a loop."""
        if self._stopping:
            self.call_soon(self._application.exit)
        self._callbacks.resume()
        self._before_run_forever()
        try:
            with _signals_wake(getattr(self, "_csock", None)):
                self._application.exec()
        finally:
            self._after_run_forever()
        if self._fatal is not None:
            error, self._fatal = self._fatal, None
            raise error

    def _on_fatal(self, error: BaseException) -> None:
        self._fatal = error
        self.stop()


def _number(fd: _FileLike) -> int:
    """Return a file's number: qasync keeps readers under what it was given."""
    return fd if isinstance(fd, int) else fd.fileno()


@contextmanager
def _signals_wake(sock: socket.socket | None) -> Iterator[None]:
    """Let a signal wake Qt up, so that Python's handler for it runs at once."""
    if sock is None or os.name == "nt" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.set_wakeup_fd(sock.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run the program's one coroutine on an application's loop and return its exit code.

    Tasks, generators and threads that it left behind are ended before this returns.
    """
    app.setQuitOnLastWindowClosed(False)  # main decides when the program ends
    with asyncio.Runner(loop_factory=lambda: QtLoop(app)) as runner:
        return runner.run(main())

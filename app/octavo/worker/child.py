"""What runs inside a worker process: takes requests one at a time, streams item by item.

Order of things: leave the terminal and the owner's priority → bound the memory → listen (the pipe's
end is the owner's end, and then this process ends too) → import the target → serve.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import importlib
import itertools
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from octavo.errors import AppError, WorkerError
from octavo.worker.frames import (
    Began,
    Credit,
    Done,
    Failed,
    Idle,
    Item,
    Open,
    Ready,
    Reply,
    Request,
    Stop,
    Unpacker,
    pack,
    write_all,
)

MEMORY_EXIT = 86
"""Exit code of a process that went over its memory limit."""

_CHECK_MEMORY_EVERY = 0.2
_READ_AT_ONCE = 1 << 18

_STACK = 16 << 20
"""Bytes of stack of the thread that works: nested files take PDFium deep."""

_COLLECT_AFTER = 20_000
"""Objects that are left over before the garbage collector looks at them; usually 700."""


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """How a worker process is to be.

    Args:
        target: ``module:function``, called once; what it returns has the methods.
        nice: Added to the priority number (on POSIX; elsewhere the owner sets the priority).
        memory_limit: Bytes, or None for no limit.
    """

    target: str
    nice: int
    memory_limit: int | None

    def text(self) -> str:
        """Return the setting as a command-line argument."""
        return json.dumps(dataclasses.asdict(self))


def run_worker(setting: str) -> NoReturn:
    """Serve on standard input and output until the owner is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    chosen = Setting(**json.loads(setting))
    incoming, outgoing = _take_pipes()
    _behave(chosen)
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()
    # The main thread's stack is what the system likes, on some a sixteenth of this.
    threading.stack_size(_STACK)
    serving = threading.Thread(target=_serve, args=(chosen.target, requests, outgoing))
    serving.start()
    threading.stack_size(0)
    serving.join()
    os._exit(0)


def _serve(target: str, requests: queue.SimpleQueue[Request], outgoing: int) -> NoReturn:
    replies = _Replies(outgoing)
    try:
        module, _, function = target.partition(":")
        methods = getattr(importlib.import_module(module), function)()
        _collect_rarely()
        replies.put(Ready())
        _Server(methods, replies).serve(requests)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except BrokenPipeError:
        pass  # the owner is gone
    except BaseException:  # noqa: BLE001 - the owner reads standard error after the end
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _collect_rarely() -> None:
    """Spare the work a tenth of its time.

    What is imported stays, and what is made goes without the collector's help, but for the little
    that refers to itself.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def _take_pipes() -> tuple[int, int]:
    """Keep both pipes for frames, so that nothing printed by a library gets between them."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def _behave(setting: Setting) -> None:
    if sys.platform != "win32":
        os.nice(setting.nice)
    if sys.platform == "linux":
        # Each session is a group to the scheduler, and within its group alone counts what a process
        # calls itself: as the only one of its session it would get as much as the whole program.
        # Groups are given half the number, with which they get a quarter of a processor that
        # another program wants; with all of it a tenth, and reading nearly stood still beside one.
        with contextlib.suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(setting.nice // 2))
    if setting.memory_limit is None:
        return
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (setting.memory_limit, setting.memory_limit))
    else:
        threading.Thread(target=watch_memory, args=(setting.memory_limit,), daemon=True).start()


def watch_memory(limit: int) -> NoReturn:
    """End this process when it uses more than ``limit`` bytes, where the system does not."""
    import psutil  # noqa: PLC0415 - needed on some systems only

    me = psutil.Process()
    pause = threading.Event()
    while me.memory_info().rss <= limit:
        pause.wait(_CHECK_MEMORY_EVERY)
    os._exit(MEMORY_EXIT)


def _listen(incoming: int, requests: queue.SimpleQueue[Request]) -> NoReturn:
    unpacker = Unpacker()
    with contextlib.suppress(OSError):
        while piece := os.read(incoming, _READ_AT_ONCE):
            for frame in unpacker.feed(piece):
                requests.put(frame)
    os._exit(0)


class _Replies:
    """Holds frames back until there is something to wait for: fewer, larger writes."""

    _ENOUGH = 1 << 16

    def __init__(self, outgoing: int) -> None:
        self._outgoing = outgoing
        self._held: list[bytes] = []
        self._size = 0

    def put(self, frame: Reply) -> None:
        data = pack(frame)
        self._held.append(data)
        self._size += len(data)
        if self._size > self._ENOUGH:
            self.flush()

    def flush(self) -> None:
        if self._held:
            data = self._held[0] if len(self._held) == 1 else b"".join(self._held)
            self._held.clear()
            self._size = 0
            write_all(self._outgoing, data)


class _Stream:
    def __init__(self, request: Open, items: Iterator[Any]) -> None:
        self.id = request.id
        self.deadline = request.deadline
        self.items = items
        self.credit = request.window or 0


class _Server:
    """Answers for ever; between two items of a stream, whatever else was asked comes first."""

    def __init__(self, methods: Any, replies: _Replies) -> None:
        self._methods = methods
        self._replies = replies
        self._streams: dict[int, _Stream] = {}

    def serve(self, requests: queue.SimpleQueue[Request]) -> NoReturn:
        while True:
            stream = next((one for one in self._streams.values() if one.credit > 0), None)
            try:
                request = requests.get_nowait()
            except queue.Empty:
                if stream is not None:
                    self._advance(stream)
                    continue
                self._replies.put(Idle())
                self._replies.flush()
                request = requests.get()
            self._take(request)

    def _take(self, request: Request) -> None:
        match request:
            case Open(id=id_, window=None):
                with self._working(id_, request.deadline):
                    self._replies.put(Done(id_, self._run(request)))
            case Open(id=id_):
                self._streams[id_] = _Stream(request, self._lazily(request))
            case Credit(id=id_, items=items) if id_ in self._streams:
                self._streams[id_].credit += items
            case Stop(id=id_) if id_ in self._streams:
                stream = self._streams.pop(id_)
                with self._working(id_, stream.deadline):
                    getattr(stream.items, "close", lambda: None)()
                    self._replies.put(Done(id_))

    def _advance(self, stream: _Stream) -> None:
        """Make one item of a stream; then it is the next one's turn."""
        del self._streams[stream.id]
        stream.credit -= 1
        with self._working(stream.id, stream.deadline):
            for item in itertools.islice(stream.items, 1):
                self._replies.put(Item(stream.id, item))
                self._streams[stream.id] = stream
                return
            self._replies.put(Done(stream.id))

    def _run(self, request: Open) -> Any:
        if isinstance(self._methods, Mapping):
            return self._methods[request.method](*request.args)
        return getattr(self._methods, request.method)(*request.args)

    def _lazily(self, request: Open) -> Iterator[Any]:
        # Nothing runs, and nothing can fail, before the first item is asked for.
        yield from self._run(request)

    @contextlib.contextmanager
    def _working(self, id_: int, deadline: float) -> Iterator[None]:
        """Let the clock run, and send what goes wrong to the owner."""
        self._replies.put(Began(id_, deadline))
        self._replies.flush()
        try:
            yield
        except AppError as error:
            self._replies.put(Failed(id_, error))
        except (MemoryError, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - a bug in the target; its owner logs it
            wrapped = WorkerError(f"{type(error).__name__}: {error}")
            self._replies.put(Failed(id_, wrapped, traceback.format_exc()))

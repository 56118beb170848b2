"""Kills a process with SIGKILL at a chosen moment, and tells what it had promised."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]


class Victims:
    """Processes that work on a data folder and print what they promise, each to be killed.

    Args:
        module: The module whose ``main`` is what they do; it is loaded once for all of them.
    """

    def __init__(self, module: str) -> None:
        self._asking, theirs = socket.socketpair()
        path = os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])
        with theirs:
            self._mother = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "support" / "forking.py"), module],
                env={**os.environ, "PYTHONPATH": path},
                stdin=theirs,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._asking.close()
        assert self._mother.wait(timeout=60) == 0

    async def live(
        self, task: str, data: Path, given: Path, seconds: float, wanted: str, count: int
    ) -> list[list[str]]:
        """Let one make ``count`` promises and go on for some seconds; kill it; tell them all.

        Args:
            task: What it does.
            data: Its data folder.
            given: The file or folder that it works on.
            seconds: How long it lives on.
            wanted: The promise that is counted.
            count: How many of them are awaited.
        """
        async with asyncio.timeout(60):
            process, said = await self._start([task, str(data), str(given)])
            promises: list[list[str]] = []
            while sum(promise[0] == wanted for promise in promises) < count:
                line = await said.readline()
                assert line, "the victim ended before it had promised enough"
                promises.append(line.decode().split())
        workers = process.children(recursive=True)
        await asyncio.sleep(seconds)  # the moment of the kill is what this test varies
        with contextlib.suppress(psutil.NoSuchProcess):  # it came to its end
            # Standing still it starts no other: one that it has just begun holds what it holds.
            process.send_signal(signal.SIGSTOP)
            workers = process.children(recursive=True)
            process.send_signal(signal.SIGKILL)
        rest = await said.read()
        # What follows the last line end is a promise that the kill cut short: it does not count.
        promises += [line.split() for line in rest.decode().split("\n")[:-1]]
        family = [process, *workers]
        _, alive = await asyncio.to_thread(psutil.wait_procs, family, timeout=10)
        assert not alive, "a worker outlived its owner"
        return promises

    async def _start(self, words: list[str]) -> tuple[psutil.Process, asyncio.StreamReader]:
        """Return a new process and what it says."""
        ours, theirs = os.pipe()
        socket.send_fds(self._asking, [json.dumps(words).encode()], [theirs])
        os.close(theirs)
        said = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), os.fdopen(ours))
        pid = await asyncio.to_thread(self._asking.recv, 32)
        return psutil.Process(int(pid)), said

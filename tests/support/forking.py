"""Loads a module once and forks a process for each task: ``python forking.py MODULE``.

Tests that kill dozens of processes would else wait for each of them to load the whole program.
Standard input is a socket: each message is JSON with what ``MODULE.main`` is called with, and comes
with the descriptor that becomes the process's standard output; the answer is the process's id.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import NoReturn

LONGEST = 1 << 16
"""Bytes of a message."""


def main(name: str) -> None:
    """Fork until the socket's other end is closed."""
    module = importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that nobody has to wait for them
    with socket.socket(fileno=os.dup(0)) as asked:
        while True:
            message, (*given,), _, _ = socket.recv_fds(asked, LONGEST, 1)
            if not message:
                return
            pid = os.fork()
            if pid == 0:
                asked.close()
                _work(module, json.loads(message), given[0])
            os.close(given[0])
            asked.send(str(pid).encode())


def _work(module: ModuleType, words: list[str], output: int) -> NoReturn:
    """Be the process that was asked for."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(output, 1)
        os.close(output)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        task, *paths = words
        asyncio.run(module.main(task, *map(Path, paths)))
    except BaseException:  # noqa: BLE001 - nothing of the server's own goes on here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])

"""Kills a child process with SIGKILL at a chosen moment, and tells what it had promised."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


async def live(
    script: str, task: str, data: Path, given: Path, seconds: float, wanted: str, count: int
) -> list[list[str]]:
    """Let a victim make ``count`` promises and go on for some seconds; kill it; tell them all.

    Args:
        script: The victim's file in this folder.
        task: What it does.
        data: Its data folder.
        given: The file or folder that it works on.
        seconds: How long it lives on.
        wanted: The promise that is counted.
        count: How many of them are awaited.
    """
    environment = dict(
        os.environ, PYTHONPATH=os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "tests" / "support" / script),
        task,
        str(data),
        str(given),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    family = psutil.Process(process.pid)
    promises: list[list[str]] = []
    async with asyncio.timeout(60):
        while sum(promise[0] == wanted for promise in promises) < count:
            line = await process.stdout.readline()
            assert line, "the victim ended before it had promised enough"
            promises.append(line.decode().split())
    workers = family.children(recursive=True)
    await asyncio.sleep(seconds)  # the moment of the kill is what this test varies
    if process.returncode is None:
        process.send_signal(signal.SIGKILL)
    rest = await process.stdout.read()
    await process.wait()
    # What follows the last line end is a promise that the kill cut short: it does not count.
    promises += [line.split() for line in rest.decode().split("\n")[:-1]]
    _, alive = await asyncio.to_thread(psutil.wait_procs, workers, timeout=10)
    assert not alive, "a worker outlived its owner"
    return promises

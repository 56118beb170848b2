"""Opens a window on an X display of its own: ``try_window.py [--runs N] PROGRAM [ARGUMENT...]``.

Keeps a picture in build/shots, and says how long the first paint took, by the clock and by the
processor's time, in the median of the runs. With ``--against OTHER`` another program, such as the
unfrozen one, is started in turns with it, and the ratio is said too: a busy machine slows both
down. Each starts once before it is timed; ``--cold PATH``, which may be given more than once, has
the system forget what it has read of a file or folder before each start. Fails if a program ends by
itself or shows nothing. Linux only; standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from installers.layout import BUILD
from trial.display import Display
from trial.program import Program

_WITHIN = 180.0
"""Seconds until the first paint: a machine that has just unpacked the program may be busy."""


class NoWindowError(Exception):
    """A program ended by itself, or showed nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class Start:
    """How long a start took until the first paint.

    Args:
        clock: Seconds by the clock.
        processor: Seconds of the processor's time, of all threads of the process.
    """

    clock: float
    processor: float


def main() -> int:
    """Try the program; return 0 if its window opened each time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="how often (%(default)s)")
    parser.add_argument("--against", metavar="OTHER", help="another program, and its arguments")
    parser.add_argument(
        "--cold", action="append", default=[], type=Path, metavar="PATH", help="read it anew"
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="PROGRAM")
    given = parser.parse_args()
    commands = [given.command, *([shlex.split(given.against)] if given.against else [])]
    with tempfile.TemporaryDirectory() as folder:
        programs = [
            Program(command, Path(folder, f"home{at}")) for at, command in enumerate(commands)
        ]
        try:
            for program in programs:
                _start(program, picture=program is programs[0])
            turns = [
                [_start(program, forgetting=given.cold) for program in programs]
                for _ in range(given.runs)
            ]
        except NoWindowError as error:
            print(error, file=sys.stderr)
            return 1
    middles = [_middle(starts) for starts in zip(*turns, strict=True)]
    for command, middle in zip(commands, middles, strict=True):
        print(
            f"{command[0]}: first paint after {middle.clock:.2f} s, "
            f"{middle.processor:.2f} s of the processor ({given.runs} runs)"
        )
    if given.against:
        first, other = middles
        print(
            f"ratio: {first.clock / other.clock:.2f} by the clock, "
            f"{first.processor / other.processor:.2f} by the processor"
        )
    return 0


def _middle(starts: Sequence[Start]) -> Start:
    return Start(
        statistics.median(start.clock for start in starts),
        statistics.median(start.processor for start in starts),
    )


def _start(program: Program, *, picture: bool = False, forgetting: Sequence[Path] = ()) -> Start:
    """Open the window, wait until it is painted, and end it.

    Args:
        program: What to start.
        picture: Whether to wait until the window is still, and to keep a picture of it.
        forgetting: Files and folders that are to be read from the disk again.

    Raises:
        NoWindowError: it was never painted.
    """
    with tempfile.TemporaryDirectory() as folder, Display(Path(folder)) as display:
        _forget(forgetting)
        began = time.monotonic()
        with program.window(display.name) as process:
            while not display.is_painted():
                if (code := process.poll()) is not None:
                    raise NoWindowError(f"{program.command[0]} ended by itself, with {code}.")
                if time.monotonic() > began + _WITHIN:
                    raise NoWindowError(f"{program.command[0]} showed nothing in {_WITHIN:g} s.")
                time.sleep(0.002)
            start = Start(time.monotonic() - began, _processor_time(process.pid))
            if picture:
                display.wait(display.is_still, "a still window")
                display.save(BUILD / "shots" / "window.png")
            if process.poll() is not None:
                raise NoWindowError(f"{program.command[0]} ended by itself.")
            return start


def _forget(paths: Sequence[Path]) -> None:
    """Have the system drop what it holds in memory of files that nobody uses."""
    for path in paths:
        for file in [path] if path.is_file() else path.rglob("*"):
            if file.is_file():
                with file.open("rb") as opened:
                    os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _processor_time(pid: int) -> float:
    """Return the seconds that the threads of a process have run."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # it ended meanwhile
            total += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
    return total / 1e9


if __name__ == "__main__":
    sys.exit(main())

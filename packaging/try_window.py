"""Opens a window on an X display of its own and keeps a picture: ``try_window.py PROGRAM``.

Fails if the program ends by itself or shows nothing. Linux only; standard library only.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from installers.layout import BUILD
from trial.display import Display
from trial.program import Program


def main(command: list[str]) -> int:
    """Try the program; return 0 if its window opened."""
    with tempfile.TemporaryDirectory() as folder, Display(Path(folder)) as display:
        program = Program(command, Path(folder, "home"))
        with program.window(display.name) as process:
            display.wait(lambda: display.colours() > 200 or process.poll() is not None, "a window")
            if process.poll() is not None:
                print(f"The program ended with {process.returncode}.", file=sys.stderr)
                return 1
            display.save(BUILD / "shots" / "window.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Runs a command with a window of Qt's on an X display of its own: ``xvfb.py COMMAND...``.

The display is Xvfb's, in memory; it takes a number that is free and ends with the command.
Standard library only.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys

import system

START_WITHIN = 20
"""Seconds for the display to be there."""


def missing() -> str | None:
    """Return why no display can be started, or None where one can."""
    if not sys.platform.startswith("linux"):
        return "X displays are for Linux"
    if shutil.which("Xvfb") is None:
        return "Xvfb is not installed"
    libraries = ", ".join(library.soname for library in system.missing_libraries(system.WINDOW))
    return f"missing {libraries}" if libraries else None


def main(command: list[str]) -> int:
    """Run the command on a display of its own; return its exit code."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as numbers:
        screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *screen],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            # it writes the number when it can be used; the pipe ends if it could not start
            there = select.select([numbers], [], [], START_WITHIN)[0]
            number = numbers.readline().decode().strip() if there else ""
            if not number:
                print("Xvfb did not start.", file=sys.stderr)
                return 1
            environ = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            environ.pop("WAYLAND_DISPLAY", None)
            return subprocess.run(command, env=environ, check=False).returncode
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``octavo serve`` as a process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import octavo

TOKEN = "a-token-for-tests-only"


class Server:
    """A running server; ``url`` is where it said to be."""

    def __init__(self, data: Path, *words: str, **environment: str) -> None:
        keep = {n: v for n, v in os.environ.items() if not n.startswith("OCTAVO_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "octavo", "serve", "--data-dir", str(data), *words],
            env=keep | {"PYTHONPATH": str(Path(octavo.__file__).parents[1])} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()
        found = re.fullmatch(r"Octavo is ready at (http://\S+/v1)\n", self.first_line)
        self.url = found[1] if found else ""

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """End it; return code and the rest of what it said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err

"""A program that stands for Tesseract where none is installed: it finds the same words anywhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

_SCRIPT = """#!{python}
import os
import sys
import time
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\neng")
    sys.exit()
sys.stdin.buffer.read()
gate = {gate!r}
while gate is not None:
    try:
        os.unlink(gate)
        break
    except FileNotFoundError:
        time.sleep(0.01)
print("level\\tpage\\tblock\\tpar\\tline\\tword\\tleft\\ttop\\twidth\\theight\\tconf\\ttext")
print("4\\t1\\t1\\t1\\t1\\t0\\t100\\t100\\t900\\t40\\t-1\\t")
for number, word in enumerate({words!r}):
    left = 100 + 120 * number
    print(f"5\\t1\\t1\\t1\\t1\\t{{number + 1}}\\t{{left}}\\t100\\t110\\t40\\t96\\t{{word}}")
"""


def stand_in(folder: Path, words: Sequence[str], gate: Path | None = None) -> Path:
    """Write a program ``tesseract`` that recognises these words on every page.

    Args:
        folder: Where to.
        words: What it finds.
        gate: A file without which it does not go on; it takes it away, so each page wants another.
    """
    program = folder / "tesseract"
    held = None if gate is None else str(gate)
    program.write_text(_SCRIPT.format(python=sys.executable, words=list(words), gate=held))
    program.chmod(0o755)
    return program

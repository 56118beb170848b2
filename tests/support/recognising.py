"""A program that stands for Tesseract where none is installed: it finds the same words anywhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

_SCRIPT = """#!{python}
import sys
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\neng")
    sys.exit()
sys.stdin.buffer.read()
print("level\\tpage\\tblock\\tpar\\tline\\tword\\tleft\\ttop\\twidth\\theight\\tconf\\ttext")
print("4\\t1\\t1\\t1\\t1\\t0\\t100\\t100\\t900\\t40\\t-1\\t")
for number, word in enumerate({words!r}):
    left = 100 + 120 * number
    print(f"5\\t1\\t1\\t1\\t1\\t{{number + 1}}\\t{{left}}\\t100\\t110\\t40\\t96\\t{{word}}")
"""


def stand_in(folder: Path, words: Sequence[str]) -> Path:
    """Write a program ``tesseract`` that recognises these words on every page."""
    program = folder / "tesseract"
    program.write_text(_SCRIPT.format(python=sys.executable, words=list(words)))
    program.chmod(0o755)
    return program

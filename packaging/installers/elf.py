"""Reads what Linux libraries need from each other and from the system."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF"


@dataclasses.dataclass(frozen=True, slots=True)
class Needs:
    """What a library or program needs.

    Args:
        path: The file.
        sonames: The libraries that it names.
        glibc: The newest version of glibc's symbols that it uses, (0, 0) if none.
    """

    path: Path
    sonames: frozenset[str]
    glibc: tuple[int, int]


def needs(folder: Path) -> Iterator[Needs]:
    """Yield what each library and program in a folder needs; links are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                continue
        listed = subprocess.run(
            ["objdump", "-p", path], capture_output=True, text=True, check=True
        ).stdout
        versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", listed)
        yield Needs(
            path,
            frozenset(re.findall(r"^\s*NEEDED\s+(\S+)", listed, re.MULTILINE)),
            max(((int(major), int(minor)) for major, minor in versions), default=(0, 0)),
        )


def can_be_loaded(library: Path) -> bool:
    """Tell whether the parts of a library lie where the system's loader can map them."""
    listed = subprocess.run(
        ["objdump", "-p", library], capture_output=True, text=True, check=True
    ).stdout
    parts = re.findall(r"LOAD off +(\w+) vaddr (\w+) .* align 2\*\*(\d+)", listed)
    return bool(parts) and all(
        (int(offset, 16) - int(address, 16)) % (1 << int(power)) == 0
        for offset, address, power in parts
    )

"""Reads what Linux libraries need from each other and from the system."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from installers.layout import BuildError

_MAGIC = b"\x7fELF"
_PLACES = re.compile(r"^\s*(?:RUNPATH|RPATH)\s+(\S+)", re.MULTILINE)
_OWN = "$ORIGIN"


@dataclasses.dataclass(frozen=True, slots=True)
class Needs:
    """What a library or program needs.

    Args:
        path: The file.
        sonames: The libraries that it names.
        glibc: The newest version of glibc's symbols that it uses, (0, 0) if none.
        places: Where it has the loader look for them; ``$ORIGIN`` is its own folder.
    """

    path: Path
    sonames: frozenset[str]
    glibc: tuple[int, int]
    places: tuple[str, ...]


def needs(folder: Path) -> Iterator[Needs]:
    """Yield what each library and program in a folder needs; links are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(4) != _MAGIC:
                continue
        listed = _told(path)
        versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", listed)
        yield Needs(
            path,
            frozenset(re.findall(r"^\s*NEEDED\s+(\S+)", listed, re.MULTILINE)),
            max(((int(major), int(minor)) for major, minor in versions), default=(0, 0)),
            tuple(place for found in _PLACES.findall(listed) for place in found.split(":")),
        )


def can_be_loaded(library: Path) -> bool:
    """Tell whether the parts of a library lie where the system's loader can map them."""
    parts = re.findall(r"LOAD off +(\w+) vaddr (\w+) .* align 2\*\*(\d+)", _told(library))
    return bool(parts) and all(
        (int(offset, 16) - int(address, 16)) % (1 << int(power)) == 0
        for offset, address, power in parts
    )


def look_inside_only(library: Path) -> bool:
    """Have the loader look for what a library needs beside it, and in no folder of the builder's.

    The Python that builds may be linked so that each of its parts names where it was installed:
    whoever could write there on another computer would have the program load their code.

    Returns:
        Whether the library was changed.

    Raises:
        BuildError: it names such a folder in a way that cannot be taken out.
    """
    before = _told(library, "-T")
    content = library.read_bytes()
    for found in set(_PLACES.findall(before)):
        kept = [place for place in found.split(":") if place.startswith(_OWN)]
        old, new = found.encode(), (":".join(kept) or _OWN).encode()
        if found.split(":") == kept:
            continue
        if len(new) > len(old):
            raise BuildError(f"{library.name} looks into {found}, which is too short to replace.")
        content = content.replace(old + b"\0", new.ljust(len(old), b"\0") + b"\0")
    if content == library.read_bytes():
        return False
    library.write_bytes(content)
    # the end of one name may be another name: see that nothing else has changed
    if _PLACES.sub("", _told(library, "-T")) != _PLACES.sub("", before):
        raise BuildError(f"{library.name} cannot be told to look into its own folder only.")
    return True


def _told(path: Path, *more: str) -> str:
    return subprocess.run(
        ["objdump", "-p", *more, path], capture_output=True, text=True, check=True
    ).stdout

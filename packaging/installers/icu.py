"""Leaves out of ICU's data what Octavo cannot reach: Qt brings all of it along on Linux.

ICU finds its data, 32 MB, as one object in a library without code: a head, a sorted table of
contents and the items. Another library of the same name with fewer items does as well. Qt compares
text with ICU, in every language, and asks it for names of time zones, which Octavo shows in none:
they are kept in the languages that it speaks. Names of languages, units and currencies, word
breaking, spelled-out numbers and transliteration are there for other programs. Qt could convert old
encodings with it, too, but is asked for Unicode and Latin-1 only, which it converts by itself.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from installers.layout import BuildError, run

_REACHED: Final = ("ucal_", "ucnv_", "UCNV_", "ucol_", "u_strToLower", "u_strToUpper")
"""How the functions of ICU begin that the rest was chosen for."""

LANGUAGES: Final = ("de", "en")
"""Those that Octavo speaks."""

_LEFT_OUT: Final = re.compile(
    r"[^/]+/((brkitr|curr|lang|rbnf|region|translit|unit)/.*|.*\.(cfu|cnv|spp)|unames\.icu"
    rf"|(zone/)?(?!({'|'.join(LANGUAGES)}|res_index)\.)[a-z]{{2,3}}(_\w+)?\.res)"
)
"""Items that are not read: folders of their own in ICU's data, look-alike letters, encodings, rules
for domain names, and names of characters; how other languages than Octavo's write dates, and what
they call time zones. How they order text is in a folder of its own, ``coll``, which stays."""

_HEAD: Final = struct.Struct("<HBB")
_MAGIC: Final = (0xDA, 0x27)
_KIND: Final = b"CmnD"
_ENTRY: Final = struct.Struct("<II")
_ALIGNED: Final = 16


def reduce(folder: Path) -> None:
    """Replace the library with ICU's data by one with what can be reached.

    Args:
        folder: Where Qt's libraries lie.

    Raises:
        BuildError: Qt uses more of ICU than is known here, or the library is another than expected.
    """
    for library in sorted(folder.glob("libQt6*.so.*")):
        refuse_unknown(_functions(library))
    (library,) = folder.glob("libicudata.so.*")
    found = re.search(r" R (icudt\d+_dat)$", _symbols("--defined-only", library), re.MULTILINE)
    if found is None:
        raise BuildError(f"{library.name} is not laid out as it was.")
    with tempfile.TemporaryDirectory() as work:
        data = Path(work, "data")
        run(["objcopy", "-O", "binary", "--only-section=.rodata", library, data])
        data.write_bytes(without(data.read_bytes()))
        _link(data, found[1], library)


def refuse_unknown(functions: Iterable[str]) -> None:
    """Stop the build over a function of ICU that the choice of data does not know.

    Raises:
        BuildError: there is one; the message names all of them.
    """
    unknown = sorted(name for name in functions if not name.startswith(_REACHED))
    if unknown:
        raise BuildError(f"Qt calls {', '.join(unknown)}: see which data it needs, in icu.py.")


def without(package: bytes) -> bytes:
    """Return ICU's data without the items that are left out.

    Raises:
        BuildError: it is not such data.
    """
    size, *magic = _HEAD.unpack_from(package)
    if tuple(magic) != _MAGIC or package[12:16] != _KIND:
        raise BuildError("ICU's data does not begin as it should.")
    contents = package[size:]
    (count,) = struct.unpack_from("<I", contents)
    entries = [_ENTRY.unpack_from(contents, 4 + at * _ENTRY.size) for at in range(count)]
    ends = [start for _, start in entries[1:]] + [len(contents)]
    kept = [
        (name, contents[start:end])
        for (label, start), end in zip(entries, ends, strict=True)
        if not _LEFT_OUT.fullmatch(name := _text(contents, label))
    ]
    return package[:size] + _table(kept)


def _table(items: list[tuple[str, bytes]]) -> bytes:
    """Return the table of contents of some items, and the items."""
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in items)
    label = 4 + len(items) * _ENTRY.size
    start = _round_up(label + len(names))
    table, body = [struct.pack("<I", len(items))], []
    for name, item in items:
        padded = item.ljust(_round_up(len(item)), b"\0")
        table.append(_ENTRY.pack(label, start))
        body.append(padded)
        label += len(name) + 1
        start += len(padded)
    head = b"".join(table) + names
    return head.ljust(_round_up(len(head)), b"\0") + b"".join(body)


def _link(data: Path, symbol: str, library: Path) -> None:
    """Make a library that holds nothing but data under one name."""
    source, compiled = data.with_suffix(".s"), data.with_suffix(".o")
    source.write_text(
        f'.section .rodata\n.balign {_ALIGNED}\n.globl {symbol}\n.type {symbol}, "object"\n'
        f'{symbol}:\n.incbin "{data.name}"\n.size {symbol}, . - {symbol}\n'
        '.section .note.GNU-stack, ""\n',
        encoding="ascii",
    )
    run(["as", "-I", data.parent, "-o", compiled, source])
    linked = ["-soname", library.name, "-z", "noexecstack", "-z", "relro", "--hash-style=gnu"]
    run(["ld", "-shared", "--build-id=none", *linked, "-o", library, compiled])


def _functions(library: Path) -> set[str]:
    """Return the functions of ICU that a library calls, without ICU's version at their ends."""
    asked = re.findall(r" U (\w+?)_\d+$", _symbols("--undefined-only", library), re.MULTILINE)
    return {name for name in asked if re.match(r"(u[a-z]*_|UCNV_)", name)}


def _symbols(which: str, library: Path) -> str:
    asked = ["nm", "--dynamic", "--without-symbol-versions", which, str(library)]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def _text(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode("ascii")


def _round_up(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED

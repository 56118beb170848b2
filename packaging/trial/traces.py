"""What a program does to the rest of the machine, as strace sees it: sockets, changed files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

CALLS = ",".join(
    (
        *("socket", "connect", "bind", "open", "openat", "creat", "mkdir", "mkdirat"),
        *("rename", "renameat", "renameat2", "unlink", "unlinkat", "symlink", "symlinkat"),
        *("link", "linkat", "truncate"),
    )
)
"""The system calls that are to be watched."""

_SOCKET = re.compile(r"\bsocket\((AF_\w+)")
_CONNECT = re.compile(r"\bconnect\(\d+, \{sa_family=AF_UNIX, sun_path=(@?\"[^\"]*\")")
_CHANGES = re.compile(
    r"\b(?:open(?:at)?\((?:AT_FDCWD, |\d+(?:<[^>]*>)?, )?\"(?P<opened>[^\"]*)\", [^)]*?"
    r"(?:O_WRONLY|O_RDWR|O_CREAT)"
    r"|(?:creat|mkdir|mkdirat|unlink|unlinkat|truncate)\((?:AT_FDCWD, )?\"(?P<one>[^\"]*)\""
    r"|(?:rename|renameat|renameat2|symlink|symlinkat|link|linkat)\("
    r"(?:AT_FDCWD, )?\"[^\"]*\", (?:AT_FDCWD, )?\"(?P<other>[^\"]*)\")"
)
_UNFINISHED = re.compile(r"^(\d+)\s+(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")


class Trace:
    """What strace wrote down of a program and all that it started.

    Args:
        file: Its output, made with ``-f`` and the calls in ``CALLS``.
    """

    def __init__(self, file: Path) -> None:
        self.lines = _whole(file.read_text(encoding="utf-8", errors="replace").splitlines())

    def families(self) -> set[str]:
        """Return the kinds of sockets that were opened."""
        return {match[1] for line in self.lines for match in _SOCKET.finditer(line)}

    def unix_peers(self) -> set[str]:
        """Return the local sockets that were connected to; ``@`` begins an abstract name."""
        return {
            match[1].replace('"', "") for line in self.lines for match in _CONNECT.finditer(line)
        }

    def changed(self) -> set[str]:
        """Return the paths that were written, made, renamed to or removed, and the call worked."""
        changed = set()
        for line in self.lines:
            found = _CHANGES.search(line)
            if found is not None and " = -1 " not in line:
                changed.add(next(filter(None, found.groups())))
        return changed


def _whole(lines: Iterable[str]) -> list[str]:
    """Put calls together again that were written in two pieces."""
    begun: dict[str, str] = {}
    whole = []
    for line in lines:
        if first := _UNFINISHED.match(line):
            begun[first[1]] = line.removesuffix(" <unfinished ...>")
        elif (rest := _RESUMED.match(line)) and rest[1] in begun:
            whole.append(begun.pop(rest[1]) + rest[2])
        else:
            whole.append(line)
    return whole + list(begun.values())

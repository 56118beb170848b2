"""Writes the table of operations into the client's README: ``python packaging/operations.py``."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "app" / "octavo" / "client" / "README.md"

_BEGIN = "<!-- the table of operations: written by packaging/operations.py -->\n"
_END = "<!-- the end of the table -->\n"


def table() -> str:
    """Return the table of operations, a part for each family."""
    from octavo.client import Client  # noqa: PLC0415 - the path is set when this is a script
    from octavo.protocol.operations import FAMILIES, Operation  # noqa: PLC0415

    lines: list[str] = []
    for family, entries in FAMILIES.items():
        lines += [
            f"### {family}",
            "",
            "| the interface's | `Client` | request | what it does |",
            "|---|---|---|---|",
        ]
        for entry in entries:
            names = [f"`{entry.name}`"]
            if isinstance(entry, Operation):
                if entry.streamed_by not in {None, entry.name}:
                    names.append(f"`{entry.streamed_by}`")
                where = f"`{entry.method} {entry.path}`"
            else:
                where = "uses " + ", ".join(f"`{name}`" for name in entry.uses)
            said = inspect.getdoc(getattr(Client, entry.name)) or ""
            first = " ".join(said.partition("\n\n")[0].split())
            named = "Octavo’s own" if entry.interface is None else f"`{entry.interface}`"
            lines.append(f"| {named} | {', '.join(names)} | {where} | {first} |")
        lines.append("")
    return "\n".join(lines)


def written(text: str) -> str:
    """Return a README's text with the table in its place.

    Raises:
        ValueError: the marks of the place are missing.
    """
    begin, end = text.index(_BEGIN) + len(_BEGIN), text.index(_END)
    return f"{text[:begin]}\n{table()}\n{text[end:]}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "app"))
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")

"""Notes whose works are in Qt: ``python packaging/qt_parts.py SOURCES...``, for a new series of Qt.

SOURCES are the unpacked sources of Qt's modules, qtbase first, then qtsvg. What their
``qt_attribution.json`` files say of the modules that Octavo carries is written to
``packaging/licences/qt``: a list, and each text once. Standard library only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent / "licences" / "qt"

_MODULES = {"qtcore", "qtgui", "qtwidgets", "qtprintsupport", "qtsvg", "qtdbus"}
_WAYLAND = {"qtwaylandcompositor", "qtwaylandclient"}
"""Under which modules' names the protocols of Wayland's plug-in stand; Linux only."""

_ELSEWHERE = {"android-native-style", "dejayvu"}
"""What is for systems that Octavo is not made for: Android, the web."""

_SYSTEMS = {
    "cocoa-platform-plugin": ["darwin"],
    "qeventdispatcher_cf": ["darwin"],
    "d3d12memoryallocator": ["win32"],
    "rhi-miniengine-d3d12-mipmap": ["win32"],
    "iaccessible2": ["win32"],
    "wintab": ["win32"],
    "forkfd": ["darwin", "linux"],
    "libdbus-1-headers": ["linux"],
    "xcb-xinput": ["linux"],
}
"""Where a work is in Qt's libraries, if not on each system."""


def main(sources: list[str]) -> int:
    """Write the list and the texts; return the exit code."""
    if not sources:
        print(__doc__)
        return 2
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    texts: dict[str, str] = {}
    found = []
    for root in map(Path, sources):
        for file in sorted(root.rglob("qt_attribution.json")):
            found += [_part(one, file, root, texts) for one in _used(file)]
    for text, name in texts.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    found.sort(key=lambda part: str(part["name"]).lower())
    listed = json.dumps({"qt": _version(sources[0]), "works": found}, indent=1, ensure_ascii=False)
    (TARGET / "parts.json").write_text(listed + "\n", encoding="utf-8")
    print(f"{len(found)} works, {len(texts)} texts")
    return 0


def _version(source: str) -> str:
    """Return the version of a module's sources."""
    told = Path(source, ".cmake.conf").read_text(encoding="utf-8")
    return told.partition('QT_REPO_MODULE_VERSION "')[2].partition('"')[0]


def _used(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the works of a list that are compiled into what Octavo carries of Qt."""
    listed = json.loads(file.read_text(encoding="utf-8"), strict=False)
    for one in listed if isinstance(listed, list) else [listed]:
        module = one["QDocModule"]
        compiled_in = "libs" in one.get("QtParts", ["libs"]) and one["Id"] not in _ELSEWHERE
        if compiled_in and module in _MODULES | _WAYLAND:
            yield one


def _part(one: dict[str, Any], file: Path, root: Path, texts: dict[str, str]) -> dict[str, Any]:
    """Return what is kept of a work, and put its licence's text among the texts."""
    names = one.get("LicenseFiles") or one.get("LicenseFile") or []
    paths = [file.parent / name for name in ([names] if isinstance(names, str) else names)]
    kept = f"{one['Id']}.txt"
    if not paths:  # those that are under a licence as it stands
        paths = [root / "LICENSES" / f"{name}.txt" for name in one["LicenseId"].split(" AND ")]
        kept = paths[0].name
    told = one.get("Copyright", "")
    if "CopyrightFile" in one:
        told = (file.parent / one["CopyrightFile"]).read_text(encoding="utf-8")
    lines = told if isinstance(told, list) else told.splitlines()
    text = "\n\n".join(_text(path) for path in paths)
    wayland = one["QDocModule"] in _WAYLAND
    if wayland:  # most of its protocols have one text in common
        kept = f"wayland-{paths[0].name}"
    return {
        "name": one["Name"],
        "version": one.get("Version", ""),
        "licence": one["LicenseId"],
        "systems": ["linux"] if wayland else _SYSTEMS.get(one["Id"], []),
        "purl": _address(one, "PURL"),
        "cpe": _address(one, "CPE"),
        "copyright": [line.strip() for line in lines if line.strip()],
        "text": texts.setdefault(text, kept),
    }


def _address(one: dict[str, Any], kind: str) -> str:
    """Return the first address of a work among packages, or in lists of faults, or ""."""
    version = one.get("Version", "")
    told = one.get(kind, "")
    told = told if isinstance(told, str) else next(iter(told), "")
    told = told.partition("?")[0].replace("$<VERSION>", version)
    return str(told.replace("$<VERSION_DASHED>", version.replace(".", "-")))


def _text(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

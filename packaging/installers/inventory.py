"""Finds out whose files are in the bundle: packages, Python itself, libraries of the machine.

Runs within PyInstaller, in the environment that builds. Notices and the bill of materials are made
from what it returns.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from installers import compiled_in
from installers.contents import Entry
from installers.layout import ROOT, BuildError

_LICENCE_FILE = re.compile(
    r"(?i)(^|/)(licen[cs]es?|copying|notices?|copyright|thirdpartynotices)([.\-_/][^/]*|/.*)?$"
)
_NAMESPACE: Final = "-"
"""What PyInstaller gives as path of a package that has no file of its own."""

_NATIVE: Final = {"BINARY", "EXTENSION"}

_LICENCES: Final = {
    "octavo": "Apache-2.0",
    "onnxruntime": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pystemmer": "MIT AND BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
"""Where a package offers a choice, or does not name its licence in SPDX's words."""

_FURTHER_TEXTS: Final = {"xllamacpp": ROOT / "packaging" / "licences" / "llama.cpp.txt"}
"""For packages that name only their own licence, and not those of what is compiled into them."""

_CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """What is compiled into a library of a package, such as a crate of Rust's.

    Args:
        name, version: As its makers call it.
        licence: An SPDX expression.
        purl: Its address among packages, or "".
    """

    name: str
    version: str
    licence: str
    purl: str


@dataclasses.dataclass(frozen=True, slots=True)
class Component:
    """Something that others made, and that is in the bundle.

    Args:
        name, version: As its makers call it.
        kind: ``python`` for a package of the index, ``system`` for one of the building machine's
            distribution, ``runtime`` for Python and PyInstaller's bootloader.
        licence: An SPDX expression, or "" where only its texts tell.
        texts: Its licence texts and notices, on this machine.
        native: Names in the bundle of its native libraries.
        files: How many files or modules of it are in the bundle.
        parts: What its makers tell to be compiled into its native libraries.
    """

    name: str
    version: str
    kind: str
    licence: str
    texts: tuple[Path, ...]
    native: tuple[str, ...]
    files: int
    parts: tuple[Part, ...] = ()


def take(entries: Iterable[Entry]) -> list[Component]:
    """Return the components that the entries of a bundle come from, by name.

    Raises:
        BuildError: the owner of a file is not known, or has no licence text.
    """
    owners = _owners()
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry[2] == "SYMLINK" or entry[1] in {"", _NAMESPACE}:
            continue
        groups.setdefault(_owner(Path(entry[1]), owners), []).append(entry)
    groups.setdefault(("python", "pyinstaller"), [])  # the executable is its bootloader
    found = [_component(kind, name, entries) for (kind, name), entries in groups.items() if name]
    return sorted(found, key=lambda component: component.name.lower())


def _owners() -> dict[Path, str]:
    """Return the package of each file that pip has installed."""
    return {
        Path(str(distribution.locate_file(file))): _normal(distribution.name)
        for distribution in importlib.metadata.distributions()
        for file in distribution.files or ()
    }


def _owner(path: Path, owners: dict[Path, str]) -> tuple[str, str]:
    if path in owners:
        return "python", owners[path]
    if path.is_relative_to(sys.prefix):
        raise BuildError(f"No package has installed {path}.")
    if path.resolve().is_relative_to(Path(sys.base_prefix).resolve()) and (
        sys.base_prefix != "/usr" or "python" in path.as_posix()
    ):
        return "runtime", "CPython"
    if _is_generated(path):
        return "", ""
    return "system", _system_package(path.resolve())


def _is_generated(path: Path) -> bool:
    """Tell whether PyInstaller made the file while building."""
    return "build" in path.parts and "pyinstaller" in path.parts


@functools.cache
def _system_package(path: Path) -> str:
    """Return the Debian package of a library of this machine."""
    for name in (path, Path("/", *path.parts[2:])):  # /usr/lib is /lib on merged systems
        asked = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.partition(": ")[0].partition(",")[0].partition(":")[0]
    raise BuildError(f"No package of this system has installed {path}.")


def _component(kind: str, name: str, entries: list[Entry]) -> Component:
    parts: tuple[Part, ...] = ()
    names = {entry[0].replace("\\", "/"): entry[2] for entry in entries}
    native = tuple(sorted(name for name, kind_ in names.items() if kind_ in _NATIVE))
    if kind == "python":
        distribution = importlib.metadata.distribution(name)
        version, licence = distribution.version, _licence(name, distribution)
        texts = tuple(
            Path(str(distribution.locate_file(file)))
            for file in distribution.files or ()
            if _LICENCE_FILE.search(file.as_posix())
            and not file.as_posix().endswith((".py", ".pyc"))
        )
        texts += (_FURTHER_TEXTS[name],) if name in _FURTHER_TEXTS else ()
        parts = _parts(distribution) if native else ()
    elif kind == "runtime":
        version, licence = platform.python_version(), "PSF-2.0"
        texts = _python_licence()
    else:
        asked = ["dpkg-query", "-W", "-f", "${Version}", name]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        licence = ""
        texts = (Path("/usr/share/doc", name, "copyright"),)
    if licence == "Apache-2.0" and not texts:
        texts = (ROOT / "resources" / "licences" / "Apache-2.0.txt",)
    if licence != "LGPL-3.0-only" and not any(text.is_file() for text in texts):
        raise BuildError(f"There is no licence text of {name}.")
    return Component(name, version, kind, licence, texts, native, len(names), parts)


def _parts(distribution: importlib.metadata.Distribution) -> tuple[Part, ...]:
    """Return what the bills of materials in a wheel list (PEP 770; CycloneDX, JSON)."""
    found = set()
    for file in distribution.files or ():
        if file.parent.name != "sboms" or file.suffix != ".json":
            continue
        bill = json.loads(Path(str(distribution.locate_file(file))).read_text(encoding="utf-8"))
        for one in bill.get("components", []):
            # what follows tells where on their machine it was built
            purl = one.get("purl", "").partition("?")[0]
            if purl.startswith("pkg:pypi/") and _normal(one["name"]) == _normal(distribution.name):
                continue
            told = [
                choice.get("expression") or choice["license"].get("id", "")
                for choice in one.get("licenses", [])
            ]
            licence = " AND ".join(filter(None, told)).replace("/", " OR ")
            licence = compiled_in.licence(one["name"], licence)
            found.add(Part(one["name"], one.get("version", ""), licence, purl))
    return tuple(sorted(found, key=dataclasses.astuple))


def _python_licence() -> tuple[Path, ...]:
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    places = (
        Path(sys.base_prefix, "lib", version, "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path("/usr/share/doc", version, "copyright"),
    )
    own = tuple(path for path in places if path.is_file())[:1]
    return (*own, ROOT / "packaging" / "licences" / "CPython.txt") if own else ()


def _licence(name: str, distribution: importlib.metadata.Distribution) -> str:
    if name in _LICENCES:
        return _LICENCES[name]
    fields = distribution.metadata
    for field in ("License-Expression", "License"):
        told = str(next(iter(fields.get_all(field) or ()), ""))
        if told and len(told) < 60 and "," not in told:  # else it is a text, or two licences
            return told
    for classifier in fields.get_all("Classifier") or ():
        known = _CLASSIFIERS.get(classifier.rpartition(" :: ")[2])
        if classifier.startswith("License :: ") and known is not None:
            return known
    raise BuildError(f"The licence of {name} is not known: add it to installers/inventory.py.")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

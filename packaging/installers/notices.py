"""The licences that go with the bundle: one folder per component, and a list of all of them."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from installers import compiled_in
from installers.inventory import Component, Part
from installers.layout import BUILD, PACKAGING, ROOT

FOLDER: Final = "licences"
"""Where they are in the bundle, below ``_internal``."""

INNER: Final = "parts"
"""The folder below it with the texts of what is compiled into libraries."""

INVENTORY: Final = BUILD / "inventory.json"
"""The components of the bundle that was built last, for the bill of materials."""

_STAGING: Final = BUILD / "notices"
_TEXTS: Final = PACKAGING / "licences"
_BY_THEMSELVES: Final = {"octavo", "pyside6-essentials", "shiboken6"}
"""Components whose texts are laid down by name below."""


def write(components: Sequence[Component]) -> list[tuple[str, str, str]]:
    """Lay the texts down; return the bundle's entries for them.

    Args:
        components: All that is in the bundle.
    """
    shutil.rmtree(_STAGING, ignore_errors=True)
    _STAGING.mkdir(parents=True)
    for component in components:
        _copy(component)
    _copy_inner(components)
    shutil.copyfile(ROOT / "LICENSE", _STAGING / "LICENSE.txt")
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt"):
        shutil.copyfile(_TEXTS / name, _STAGING / name)
    versions = importlib.metadata.version
    qt = versions("PySide6-Essentials")
    text = (_TEXTS / "Qt.txt").read_text(encoding="utf-8")
    series = qt.rpartition(".")[0]
    text = text.format(qt=qt, pyside=versions("shiboken6"), series=series)
    (_STAGING / "Qt.txt").write_text(text, encoding="utf-8")
    (_STAGING / "NOTICES.txt").write_text(_list(components), encoding="utf-8")
    INVENTORY.write_text(
        json.dumps([dataclasses.asdict(one) for one in components], default=str, indent=1),
        encoding="utf-8",
    )
    return [
        (f"{FOLDER}/{path.relative_to(_STAGING).as_posix()}", str(path), "DATA")
        for path in sorted(_STAGING.rglob("*"))
        if path.is_file()
    ]


def _copy(component: Component) -> None:
    """Copy the texts of a component under their own names, or numbered where two are alike."""
    if component.name in _BY_THEMSELVES:
        return
    folder = _STAGING / component.name
    folder.mkdir()
    for text in filter(Path.is_file, component.texts):
        place = folder / text.name
        number = 1
        while place.exists():
            number += 1
            place = folder / f"{text.stem}-{number}{text.suffix}"
        shutil.copyfile(text, place)


def _copy_inner(components: Sequence[Component]) -> None:
    """Copy the texts of what is compiled into libraries, each once, and those of Qt's works."""
    folder = _STAGING / INNER
    folder.mkdir()
    for text in {text for one in components for part in one.parts for text in _texts(part)}:
        shutil.copyfile(text, folder / text.name)
    folder = _STAGING / "Qt"
    folder.mkdir()
    for work in compiled_in.of_qt():
        shutil.copyfile(work.text, folder / work.text.name)


def _texts(part: Part) -> tuple[Path, ...]:
    return compiled_in.texts(part.name, part.licence)


def _list(components: Sequence[Component]) -> str:
    lines = [
        "Octavo is licensed under the Apache License 2.0: LICENSE.txt. It comes with works of",
        "others, listed here. The text of each licence is in the folder of the same name; of Qt,",
        "PySide6 and Shiboken, in Qt.txt, LGPL-3.0.txt, GPL-3.0.txt and ICU.txt. What is compiled",
        "into a library is listed below it, as far as its makers tell: with its licences, and the",
        "file with the text of the one that it is used under.",
        "",
    ]
    for one in components:
        if one.name != "octavo":
            lines.append(f"{one.name} {one.version}")
            lines.append(f"    {one.licence or f'see {one.name}/copyright'}")
            lines += [
                f"    with {part.name} {part.version}, {part.licence}: "
                + ", ".join(f"{INNER}/{text.name}" for text in _texts(part))
                for part in one.parts
            ]
        if one.name == "pyside6-essentials":
            lines += _of_qt()
    return "\n".join(lines) + "\n"


def _of_qt() -> list[str]:
    """Return lines about the works in Qt's libraries, with who made them."""
    lines = []
    for work in compiled_in.of_qt():
        named = f"{work.name} {work.version}".strip()
        lines.append(f"    with {named}, {work.licence}: Qt/{work.text.name}")
        lines += [f"        {line}" for line in work.copyright]
    return lines

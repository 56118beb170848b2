"""The licences that works inside libraries are used under, and that their texts are there."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

import pytest

from installers import compiled_in, inventory
from installers.layout import BuildError

ROOT = Path(__file__).resolve().parents[2]
SYSTEMS = ("linux", "win32", "darwin")


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("MIT", ("MIT",)),
        ("MIT OR Apache-2.0", ("Apache-2.0",)),
        ("Unlicense OR MIT", ("Unlicense",)),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", ("Apache-2.0", "Unicode-3.0")),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", ("Apache-2.0",)),
        ("MIT OR Zlib", ("MIT",)),
    ],
)
def test_where_there_is_a_choice_one_is_taken(expression: str, chosen: tuple[str, ...]) -> None:
    assert compiled_in.chosen(expression) == chosen


@pytest.mark.parametrize(
    "package", ["cryptography", "pydantic-core", "simsimd", "tokenizers", "watchfiles"]
)
def test_each_part_that_a_package_lists_has_its_text(package: str) -> None:
    parts = inventory._parts(importlib.metadata.distribution(package))
    assert parts
    for part in parts:
        for text in compiled_in.texts(part.name, part.licence):
            assert text.stat().st_size > 100, part


def test_a_work_whose_text_is_not_here_stops_the_build() -> None:
    with pytest.raises(BuildError, match=r"parts/unheard-of\.txt"):
        compiled_in.texts("unheard-of", "MIT")
    with pytest.raises(BuildError, match="licence of unheard-of is not known"):
        compiled_in.licence("unheard-of", "")


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_work_in_qt_has_a_licence_and_its_text(system: str) -> None:
    works = compiled_in.of_qt(system)
    assert len(works) > 40
    for work in works:
        assert work.licence
        assert work.copyright, work
        assert work.text.stat().st_size > 30, work


def test_a_work_for_one_system_is_named_there_only() -> None:
    names = {system: {work.name for work in compiled_in.of_qt(system)} for system in SYSTEMS}
    assert "XCB-XInput" in names["linux"] - names["win32"] - names["darwin"]
    assert "Wintab API" in names["win32"] - names["linux"]
    assert "Cocoa Platform Plugin" in names["darwin"] - names["linux"]


def test_no_text_is_kept_for_nothing() -> None:
    listed = {work.text.name for system in SYSTEMS for work in compiled_in.of_qt(system)}
    assert listed == {path.name for path in compiled_in.QT.glob("*.txt")}


def test_the_works_were_noted_of_the_series_of_qt_that_is_locked() -> None:
    """Else run ``packaging/qt_parts.py`` on the sources of the new one."""
    noted = json.loads((compiled_in.QT / "parts.json").read_text(encoding="utf-8"))["qt"]
    lock = (ROOT / "packaging" / "lock.txt").read_text(encoding="utf-8")
    locked = re.search(r"^pyside6-essentials==(\d+\.\d+)\.", lock, re.MULTILINE)
    assert locked is not None
    assert noted.startswith(f"{locked[1]}.")

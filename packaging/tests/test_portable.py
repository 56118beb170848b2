"""A portable program keeps everything beside itself, and finds it again where it was carried to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import apsw
import pytest

from installers.layout import executable, internal
from trial.program import Program

QUESTION = "How large may a PDF file be?"


@pytest.fixture
def carried(bundle: Path, tmp_path: Path) -> Path:
    """The bundle in a folder that may be written to, without the time that copying takes."""
    folder = tmp_path / "stick" / "Octavo"
    shutil.copytree(bundle, folder, symlinks=True, copy_function=os.link)
    return folder


def reading(folder: Path) -> dict[str, list[Any]]:
    """Return what a portable program has read, by the numbers that reading it anew would change."""
    database = apsw.Connection(str(folder / "Octavo data" / "octavo.sqlite"))
    try:
        return {
            table: list(database.execute(f"SELECT rowid FROM {table}"))  # noqa: S608 - named here
            for table in ("files", "vector_stores", "documents", "chunks")
        }
    finally:
        database.close()


def test_it_keeps_everything_beside_itself_and_can_be_carried_on(
    carried: Path, tmp_path: Path
) -> None:
    here = Program([str(executable(carried))], tmp_path / "home")
    guide = internal(carried) / "octavo" / "_resources" / "samples" / "guide.pdf"
    paper = str(shutil.copy(guide, tmp_path / "paper.pdf"))
    assert here.run("data", "portable").returncode == 0
    first = here.run("ask", paper, QUESTION)
    assert first.returncode == 0, first.stderr
    assert any((carried / "Octavo data" / "files").rglob("*"))
    read = reading(carried)
    assert all(read.values())
    assert not any(here.home.iterdir())

    elsewhere = carried.rename(tmp_path / "another place – ü")
    there = Program([str(executable(elsewhere))], tmp_path / "another home")
    assert str(elsewhere / "Octavo data") in there.run("data").stdout
    again = there.run("ask", paper, QUESTION)
    assert again.stdout == first.stdout
    assert reading(elsewhere) == read  # nothing was read anew after it was carried
    assert not any(there.home.iterdir())

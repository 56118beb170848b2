"""Who may look into the data folder."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.cli.faults import log_to
from octavo.data_folder import make_data_folder
from octavo.engine.lock import DataFolder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    before = logging.root.handlers[:]
    yield
    for handler in logging.root.handlers:
        if handler not in before:
            handler.close()
    logging.root.handlers[:] = before


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def held(path: Path, *names: str) -> Path:
    """Make a folder as open as most are, with these in it."""
    path.mkdir()
    path.chmod(0o755)
    for name in names:
        (path / name).touch()
    return path


def test_whoever_writes_to_the_log_first_leaves_the_folder_closed_to_others(
    tmp_path: Path, logging_as_before: None
) -> None:
    log_to(tmp_path / "a" / "data")
    assert mode(tmp_path / "a" / "data") == 0o700
    assert (tmp_path / "a" / "data" / "logs").is_dir()


def test_the_engine_closes_a_folder_that_an_earlier_version_left_open(tmp_path: Path) -> None:
    data = held(tmp_path / "data", "octavo.sqlite", "octavo.sqlite-wal", "logs", "window.ini")
    DataFolder(data).release()
    assert mode(data) == 0o700


def test_a_folder_made_beforehand_for_octavo_alone_is_closed(tmp_path: Path) -> None:
    data = held(tmp_path / "data")
    make_data_folder(data)
    assert mode(data) == 0o700


@pytest.mark.parametrize("names", [("octavo.sqlite", "thesis.odt"), ("files",), ("octavo.lock",)])
def test_a_folder_that_may_be_used_for_other_things_stays_as_it_is(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    data = held(tmp_path / "data", *names)
    make_data_folder(data)
    assert mode(data) == 0o755

"""The frozen program gives back what its start has borrowed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from octavo import __main__, frozen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about Linux's loader")


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment as the first stages leave it."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/octavo/_internal")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/opt/octavo/octavo")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/opt/octavo/_internal/PySide6/Qt/plugins")


def test_the_loader_path_of_before_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/theirs")
    frozen.restore_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/theirs"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_a_loader_path_that_was_not_there_is_gone() -> None:
    frozen.restore_environment()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_other_programs_are_not_pointed_to_the_bundle() -> None:
    frozen.restore_environment()
    assert not [name for name in os.environ if name.startswith("_PYI_") or name == "QT_PLUGIN_PATH"]


def test_the_bundle_tells_what_it_has_for_systems_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert frozen.fallbacks() == {}
    folder = tmp_path / "fallback"
    folder.mkdir()
    (folder / "order").write_text("libone.so.1\nlibtwo.so.2\n", encoding="ascii")
    assert list(frozen.fallbacks().items()) == [
        ("libone.so.1", folder / "libone.so.1"),
        ("libtwo.so.2", folder / "libtwo.so.2"),
    ]


def test_a_start_that_is_no_worker_loads_nothing_of_workers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["octavo", "--version"])
    for name in [name for name in sys.modules if name.startswith("octavo.worker")]:
        monkeypatch.delitem(sys.modules, name)
    assert __main__.main() == 0
    assert capsys.readouterr().out
    assert not [name for name in sys.modules if name.startswith("octavo.worker")]


def test_a_worker_is_told_what_it_is_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["octavo", frozen.WORKER_ARGUMENT, '{"target": "m:f"}'])
    assert frozen.worker_setting() == '{"target": "m:f"}'
    monkeypatch.setattr(sys, "argv", ["octavo", frozen.WORKER_ARGUMENT])
    assert frozen.worker_setting() is None

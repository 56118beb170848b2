"""The Windows installer, built here around stand-ins, and run under Wine where that is installed.

Wine cannot start the real program: that, and its window, are tried on a Windows runner.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from installers import icons, windows

pytestmark = pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")

WINE = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
needs_wine = pytest.mark.skipif(not Path(WINE).exists(), reason="Wine is not installed")


def stand_in(folder: Path, content: bytes) -> Path:
    """Make what a bundle frozen on Windows consists of, without its weight."""
    (folder / "_internal" / "octavo").mkdir(parents=True)
    for name in ("octavo.exe", "octavo-window.exe", "_internal/octavo/code.bin"):
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(autouse=True)
def _icon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if not (icons.FOLDER / "octavo.ico").is_file():
        monkeypatch.setattr(icons, "FOLDER", tmp_path / "icons")
        icons.draw()


@pytest.fixture
def setup(tmp_path: Path) -> Path:
    return built(tmp_path / "bundle", b"first")


def built(folder: Path, content: bytes) -> Path:
    return windows.installer(fast=True, bundle=stand_in(folder, content), stub="amd64-unicode")


class Prefix:
    """A Windows of Wine's."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            **os.environ,
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": "",
        }
        self.folder = folder
        self.run("wineboot", "--init")

    @property
    def local(self) -> Path:
        (user,) = (
            path for path in (self.folder / "drive_c/users").iterdir() if path.name != "Public"
        )
        return user / "AppData" / "Local"

    @property
    def program(self) -> Path:
        return self.local / "Programs" / "Octavo"

    def run(self, *words: str, code: int = 0) -> None:
        done = subprocess.run(
            [WINE, *words], env=self.environ, capture_output=True, timeout=180, check=False
        )
        assert done.returncode == code, done.stderr.decode(errors="replace")

    def registry(self) -> str:
        subprocess.run(["wineserver", "--wait"], env=self.environ, check=False, timeout=60)
        return (self.folder / "user.reg").read_text(encoding="utf-8", errors="replace")


@needs_wine
@pytest.mark.timeout(600)
def test_a_silent_life(setup: Path, tmp_path: Path) -> None:
    """Install, upgrade over it, uninstall; the person's documents stay."""
    prefix = Prefix(tmp_path / "wine")
    prefix.run(str(setup), "/S")
    assert (prefix.program / "octavo-window.exe").read_bytes() == b"first"
    registry = prefix.registry()
    assert "OpenWithProgids" in registry
    assert "Uninstall\\\\Octavo" in registry
    data = prefix.local / "Octavo"
    data.mkdir()
    (data / "octavo.sqlite").write_bytes(b"kept")
    own = prefix.program / "notes.txt"
    own.write_text("a person's own file", encoding="utf-8")
    (prefix.program / "_internal" / "gone.bin").write_bytes(b"of the version before")

    newer = built(tmp_path / "newer", b"second")
    prefix.run(str(newer), "/S")
    assert (prefix.program / "octavo.exe").read_bytes() == b"second"
    assert not (prefix.program / "_internal" / "gone.bin").exists()

    place = f"C:\\users\\{prefix.local.parents[1].name}\\AppData\\Local\\Programs\\Octavo"
    prefix.run(f"{place}\\uninstall.exe", "/S", f"_?={place}")
    left = {path.name for path in prefix.program.iterdir()} - {"uninstall.exe"}
    assert left == {"notes.txt"}
    assert (data / "octavo.sqlite").read_bytes() == b"kept"
    registry = prefix.registry()
    assert "Software\\\\Octavo" not in registry
    assert "Octavo.pdf" not in registry


def test_the_installer_is_made_for_each_windows(tmp_path: Path) -> None:
    setup = windows.installer(fast=True, bundle=stand_in(tmp_path / "bundle", b"first"))
    assert setup.read_bytes()[:2] == b"MZ"
    assert setup.name.endswith("-setup.exe")

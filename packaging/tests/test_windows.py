"""The Windows installer, built here around stand-ins, and run under Wine where that is installed.

Wine cannot start the real program: that, and its window, are tried on a Windows runner.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from installers import layout, windows
from trial.stand_ins import StandIns

needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
needs_bash = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere mktemp has folders of its own"
)

FOLDER = layout.PACKAGING / "windows"
WINE = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
needs_wine = pytest.mark.skipif(not Path(WINE).exists(), reason="Wine is not installed")


def stand_in(folder: Path, content: bytes) -> Path:
    """Make what a bundle frozen on Windows consists of, without its weight."""
    (folder / "_internal" / "octavo").mkdir(parents=True)
    for name in ("octavo.exe", "octavo-window.exe", "_internal/octavo/code.bin"):
        (folder / name).write_bytes(content)
    return folder


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
            [WINE, *words], env=self.environ, capture_output=True, timeout=600, check=False
        )
        assert done.returncode == code, done.stderr.decode(errors="replace")

    def registry(self) -> str:
        subprocess.run(["wineserver", "--wait"], env=self.environ, check=False, timeout=60)
        return (self.folder / "user.reg").read_text(encoding="utf-8", errors="replace")


@needs_nsis
@needs_wine
@pytest.mark.timeout(3000)
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


SLEEPER = r"""
SilentInstall silent
RequestExecutionLevel user
Target amd64-unicode
OutFile "octavo.exe"
Section
  FileOpen $0 "$EXEDIR\started" w
  FileClose $0
  wait:
    Sleep 100
    IfFileExists "$EXEDIR\end" 0 wait
SectionEnd
"""
"""A program that says that it runs, and runs until it is told to end."""


@needs_nsis
@needs_wine
@pytest.mark.timeout(3000)
def test_an_upgrade_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = stand_in(tmp_path / "bundle", b"first")
    (tmp_path / "sleeper.nsi").write_text(SLEEPER, encoding="utf-8")
    subprocess.run(["makensis", "-V1", "sleeper.nsi"], cwd=tmp_path, check=True)
    shutil.copyfile(tmp_path / "octavo.exe", folder / "octavo.exe")
    first = windows.installer(fast=True, bundle=folder, stub="amd64-unicode")
    first = first.rename(tmp_path / "first.exe")
    newer = built(tmp_path / "newer", b"second")
    prefix = Prefix(tmp_path / "wine")
    prefix.run(str(first), "/S")
    before = content(prefix.program)

    place = f"C:\\users\\{prefix.local.parents[1].name}\\AppData\\Local\\Programs\\Octavo"
    running = subprocess.Popen([WINE, f"{place}\\octavo.exe"], env=prefix.environ)
    try:
        deadline = time.monotonic() + 300
        while not (prefix.program / "started").exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        prefix.run(str(newer), "/S", code=2)
        assert content(prefix.program) == before
        prefix.run(f"{place}\\uninstall.exe", "/S", f"_?={place}", code=2)
        assert content(prefix.program) == before
    finally:
        (prefix.program / "end").touch()
        running.wait(timeout=300)

    # a file of the new version cannot be written, since a folder is in its place
    more = stand_in(tmp_path / "more", b"third")
    (more / "zz.bin").write_bytes(b"third")
    (prefix.program / "zz.bin").mkdir()
    prefix.run(str(windows.installer(fast=True, bundle=more, stub="amd64-unicode")), "/S", code=2)
    assert content(prefix.program) == before

    prefix.run(str(built(tmp_path / "newest", b"second")), "/S")
    assert (prefix.program / "octavo.exe").read_bytes() == b"second"
    assert not list(prefix.program.glob("*.old"))


def content(folder: Path) -> dict[str, bytes]:
    """Return what an installer has put into a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"started", "end"}
    }


@needs_nsis
@needs_bash
def test_the_uninstaller_is_signed_too(
    tools: StandIns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CERTIFICATE", "YSBjZXJ0aWZpY2F0ZQ==")
    monkeypatch.setenv("PASSWORD", "hidden")
    monkeypatch.setenv("SIGNTOOL", str(tools.folder / "signtool"))
    monkeypatch.setenv("PATH", str(tools.folder), prepend=os.pathsep)
    windows.installer(fast=True, bundle=stand_in(tmp_path / "bundle", b"first"))
    signed = [call[-1] for call in tools.calls() if call[0] == "signtool"]
    assert len(signed) == 1
    assert Path(signed[0]).name != "octavo.exe"


@needs_nsis
def test_the_installer_is_made_for_each_windows(tmp_path: Path) -> None:
    setup = windows.installer(fast=True, bundle=stand_in(tmp_path / "bundle", b"first"))
    assert setup.read_bytes()[:2] == b"MZ"
    assert setup.name.endswith("-setup.exe")


@needs_nsis
@pytest.mark.parametrize("version", ["1.0.0rc1", "1.0", "2.1.0"])
def test_each_kind_of_version_can_be_released(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (windows, layout):
        monkeypatch.setattr(module, "version", lambda: version)
    setup = windows.installer(fast=True, bundle=stand_in(tmp_path / "bundle", b"first"))
    assert version.encode("utf-16-le") in setup.read_bytes()
    assert layout.version_numbers() == ((2, 1, 0, 0) if version == "2.1.0" else (1, 0, 0, 0))


@needs_nsis
def test_a_warning_of_the_installers_maker_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "packaging" / "windows" / "octavo.nsi"
    script.parent.mkdir(parents=True)
    text = (FOLDER / "octavo.nsi").read_text(encoding="utf-8")
    script.write_text(f"{text}\nFunction unused\nFunctionEnd\n", encoding="utf-8")
    monkeypatch.setattr(windows, "PACKAGING", tmp_path / "packaging")
    with pytest.raises(layout.BuildError, match="makensis"):
        windows.installer(fast=True, bundle=stand_in(tmp_path / "bundle", b"first"))


def test_what_the_installer_writes_into_the_registry_is_removed_with_it() -> None:
    text = (FOLDER / "octavo.nsi").read_text(encoding="utf-8")
    install, _, uninstall = text.partition('Section "Uninstall"')
    key = r'HKCU "([^"]+)"'
    written = set(re.findall(rf'WriteReg\w+ {key} "([^"]*)"', install))
    keys = set(re.findall(rf"DeleteRegKey {key}", uninstall))
    values = set(re.findall(rf'DeleteRegValue {key} "([^"]*)"', uninstall))
    assert len(written) > 10
    left = [
        (place, name)
        for place, name in written
        if (place, name) not in values
        and not any(place == gone or place.startswith(f"{gone}\\") for gone in keys)
    ]
    assert not left


def test_everything_that_is_tried_on_windows_is_what_the_installer_puts_there() -> None:
    definition = (FOLDER / "octavo.nsi").read_text(encoding="utf-8")
    trial = (FOLDER / "try.ps1").read_text(encoding="utf-8")
    folder = r"LOCALAPPDATA\Programs\Octavo"
    assert f"${folder}" in definition
    assert f"$env:{folder}" in trial
    for name in ("octavo-window.exe", "uninstall.exe"):
        assert f"$INSTDIR\\{name}" in definition
        assert f"$folder\\{name}" in trial
    assert r"$SMPROGRAMS\Octavo.lnk" in definition
    assert r"Start Menu\Programs\Octavo.lnk" in trial


@pytest.fixture
def tools(tmp_path: Path) -> StandIns:
    made = StandIns(tmp_path / "tools")
    made.add("cygpath", does='cp "$2" "$2.seen"; echo "C:\\\\key"')
    made.add("signtool")
    return made


@needs_bash
def test_without_a_certificate_nothing_is_signed_and_that_is_said(tools: StandIns) -> None:
    done = tools.run(FOLDER / "sign.sh", "octavo.exe")
    assert done.returncode == 0
    assert "::warning::Not signed: WINDOWS_CERTIFICATE is not set" in done.stdout
    assert "octavo.exe" in done.stdout
    assert not tools.calls()


@needs_bash
def test_with_one_all_programs_are_signed_and_its_file_is_removed(
    tools: StandIns, tmp_path: Path
) -> None:
    secrets = {"CERTIFICATE": "YSBjZXJ0aWZpY2F0ZQ==", "PASSWORD": "hidden"}
    where = {"SIGNTOOL": str(tools.folder / "signtool"), "TMPDIR": str(tmp_path)}
    done = tools.run(FOLDER / "sign.sh", "octavo.exe", "octavo-window.exe", **secrets, **where)
    assert done.returncode == 0, done.stdout
    assert "hidden" not in done.stdout
    _, sign = tools.calls()
    assert sign[:6] == ["signtool", "sign", "/f", r"C:\key", "/p", "hidden"]
    assert sign[-2:] == ["octavo.exe", "octavo-window.exe"]
    (seen,) = (path for path in tmp_path.iterdir() if path.is_file())
    assert seen.suffix == ".seen"  # the file itself is gone
    assert seen.read_bytes() == b"a certificate"


@needs_bash
def test_a_certificate_that_cannot_be_used_stops_the_release(tools: StandIns) -> None:
    done = tools.run(FOLDER / "sign.sh", "octavo.exe", CERTIFICATE="eA==")
    assert done.returncode == 1
    assert "::error::Not signed: this machine has no signtool" in done.stdout

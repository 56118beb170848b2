"""What Qt loads from a Linux system is looked for before, and a lack of it is said in words."""

from __future__ import annotations

import ctypes
import socket
import sys
from pathlib import Path

import pytest

from octavo import system_libraries
from octavo.system_libraries import (
    DisplayUnreachableError,
    Library,
    MissingLibraryError,
    known_libraries,
    refuse_missing,
    require_for_window,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")

ABSENT = Library("x11", "libabsent.so.7", ("libabsent7", "absent", "absent", "libabsent"))
NOWHERE = ":4097"
THERE = Library("any", "libc.so.6", ("libc6", "glibc", "glibc", "glibc"))


def test_the_table_has_a_package_for_each_manager() -> None:
    libraries = known_libraries()
    assert {library.use for library in libraries} == {"any", "x11", "wayland"}
    assert {len(library.packages) for library in libraries} == {4}
    assert "libxcb-cursor.so.0" in {library.soname for library in libraries}


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "sudo apt-get install libabsent7"),
        ("dnf", "sudo dnf install absent"),
        ("zypper", "sudo zypper install libabsent"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_brings_it(
    program: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / program).write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingLibraryError, match=r"lacks: libabsent\.so\.7\.") as caught:
        refuse_missing([THERE, ABSENT])
    assert caught.value.hint == f"Install them with: {command}"


def test_an_unknown_system_is_told_in_general(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingLibraryError) as caught:
        refuse_missing([ABSENT])
    assert caught.value.hint == "Install them with the system's package manager."


def test_the_library_that_the_loader_does_not_find_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not the one that needs it, which is there."""

    def load(name: str) -> None:
        lacks = "libabsent.so.7: cannot open shared object file: No such file or directory"
        if name == ABSENT.soname:
            raise OSError(lacks)
        raise OSError(f"{name} was not packed") from OSError(lacks)  # as in a packaged program

    monkeypatch.setattr(system_libraries.ctypes, "CDLL", load)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingLibraryError, match=r"lacks: libabsent\.so\.7\.$"):
        refuse_missing([THERE, ABSENT])


def test_what_the_system_lacks_comes_from_the_bundle(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.so"
    damaged.write_bytes(b"no library")
    with pytest.raises(MissingLibraryError, match=r"lacks: libabsent\.so\.7\.$"):
        refuse_missing([ABSENT], {ABSENT.soname: damaged})
    carried = tmp_path / "carried.so"
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    carried.symlink_to(next(line.split()[-1] for line in lines if "/libc.so.6" in line))
    refuse_missing([ABSENT], {ABSENT.soname: carried})


@pytest.fixture
def _whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lacks nothing, as far as can be seen."""
    for soname in ("libxcb.so.1", "libwayland-client.so.0"):
        try:
            ctypes.CDLL(soname)
        except OSError:
            pytest.skip(f"{soname} is not installed")
    monkeypatch.setattr(system_libraries, "known_libraries", lambda: [THERE])
    monkeypatch.delenv("WAYLAND_SOCKET", raising=False)


@pytest.mark.parametrize(
    "environ",
    [
        {"DISPLAY": NOWHERE},
        {"WAYLAND_DISPLAY": "/nowhere/wayland-7"},
        {"DISPLAY": NOWHERE, "WAYLAND_DISPLAY": "/nowhere/wayland-7"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": NOWHERE},
        {"QT_QPA_PLATFORM": "xcb"},
    ],
)
@pytest.mark.usefixtures("_whole")
def test_a_display_that_does_not_answer_is_said(environ: dict[str, str]) -> None:
    with pytest.raises(DisplayUnreachableError) as caught:
        require_for_window(environ)
    assert "DISPLAY" in caught.value.message
    assert "octavo ask" in caught.value.hint


@pytest.mark.usefixtures("_whole")
def test_one_display_that_answers_is_enough(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        require_for_window(
            {"DISPLAY": NOWHERE, "WAYLAND_DISPLAY": str(tmp_path / "wayland-0")},
        )


def test_all_that_a_display_needs_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = [ABSENT._replace(use="any"), ABSENT._replace(soname="libgone.so.1")]
    monkeypatch.setattr(system_libraries, "known_libraries", lambda: libraries)
    with pytest.raises(MissingLibraryError, match=r"lacks: libabsent\.so\.7, libgone\.so\.1\.$"):
        require_for_window({"DISPLAY": NOWHERE})


@pytest.mark.parametrize(
    ("use", "environ", "refused"),
    [
        ("x11", {"DISPLAY": NOWHERE}, True),
        ("x11", {"QT_QPA_PLATFORM": "xcb"}, True),
        ("x11", {"DISPLAY": NOWHERE, "QT_QPA_PLATFORM": "offscreen"}, False),
        ("wayland", {"WAYLAND_DISPLAY": "wayland-7"}, True),
        ("wayland", {"WAYLAND_DISPLAY": "wayland-7", "DISPLAY": NOWHERE}, True),
        ("wayland", {}, False),
    ],
)
def test_libraries_for_a_display_are_needed_only_there(
    use: str, environ: dict[str, str], refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = ABSENT._replace(use=use)
    monkeypatch.setattr(system_libraries, "known_libraries", lambda: [THERE, absent])
    if refused:
        with pytest.raises(MissingLibraryError):
            require_for_window(environ)
    else:
        require_for_window(environ)

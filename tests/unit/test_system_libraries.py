"""What Qt loads from a Linux system is looked for before, and a lack of it is said in words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from octavo import system_libraries
from octavo.system_libraries import (
    Library,
    MissingLibraryError,
    known_libraries,
    refuse_missing,
    require_for_window,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")

ABSENT = Library("x11", "libabsent.so.7", ("libabsent7", "absent", "absent", "libabsent"))
THERE = Library("any", "libc.so.6", ("libc6", "glibc", "glibc", "glibc"))


def test_the_table_has_a_package_for_each_manager() -> None:
    libraries = known_libraries()
    assert {library.use for library in libraries} == {"any", "x11"}
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


@pytest.mark.parametrize(
    ("environ", "refused"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_libraries_for_x11_are_needed_only_there(
    environ: dict[str, str], refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries, "known_libraries", lambda: [THERE, ABSENT])
    if refused:
        with pytest.raises(MissingLibraryError):
            require_for_window(environ)
    else:
        require_for_window(environ)

"""The set-up script finds what the system lacks and says how to get it."""

from __future__ import annotations

import ast
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment
import judges
import system
import xvfb

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
ABSENT = system.Library("libabsent.so.7", "libabsent7", "absent", "absent-libs", "libabsent")

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.mark.parametrize(
    "name",
    ["dev.py", "environment.py", "judges.py", "locks.py", "system.py", "unsteady.py", "xvfb.py"],
)
def test_an_old_python_can_read_the_script(name: str) -> None:
    """So that it can say that it is too old."""
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_message_to_an_old_python_names_the_version() -> None:
    assert "needs Python 3.11 or newer" in environment.too_old()


@linux_only
def test_a_missing_library_is_found_missing() -> None:
    there = system.Library("libc.so.6", *["libc6"] * 4)
    assert system.missing_libraries([there, ABSENT]) == [ABSENT]


@linux_only
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("dnf", "dnf install -y absent"),
        ("pacman", "pacman -S --needed --noconfirm absent-libs"),
        ("zypper", "zypper install -y libabsent"),
    ],
)
def test_the_exact_command_is_named(
    name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / name
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(system.SetupError) as caught:
        system.ensure_libraries([ABSENT], "The window")
    assert "libabsent.so.7" in str(caught.value)
    assert command in str(caught.value)


@linux_only
def test_apt_is_not_used_without_the_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "apt-get"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    assert not system.apt_install(["libabsent7"])
    with pytest.raises(system.SetupError, match=r"sudo apt-get install -y .*libabsent7"):
        system.ensure_libraries([ABSENT], "The window")


@linux_only
@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":9871"}, "no X server answers there"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"QT_QPA_PLATFORM": "offscreen"}, None),
        ({"DISPLAY": "far.example:10.0"}, None),  # a forwarded one: Qt finds out
    ],
)
def test_why_there_is_no_window(environ: dict[str, str], reason: str | None) -> None:
    found = system.no_display(environ)
    assert (found is None) if reason is None else (found is not None and reason in found)


@linux_only
def test_a_listening_x_server_is_a_display() -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X9872")
        server.listen(1)
        assert system.no_display({"DISPLAY": ":9872"}) is None


def test_the_exit_code_of_the_program_is_ours() -> None:
    assert dev._pass_through([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@pytest.mark.skipif(xvfb.missing() is not None, reason=f"needs Xvfb: {xvfb.missing()}")
def test_a_command_gets_a_display_of_its_own_that_ends_with_it() -> None:
    script = "import os, system; print(os.environ['DISPLAY'], system.no_display({**os.environ}))"
    told = [sys.executable, str(PACKAGING / "xvfb.py"), sys.executable, "-c"]
    environ = {**os.environ, "DISPLAY": ":other", "PYTHONPATH": str(PACKAGING)}
    done = subprocess.run(
        [*told, "import os; os.environ.pop('QT_QPA_PLATFORM');" + script],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    display, _, why_not = done.stdout.strip().partition(" ")
    assert re.fullmatch(r":\d+", display)
    assert why_not == "None"
    assert system.no_display({"DISPLAY": display}) is not None
    assert subprocess.run([*told, "raise SystemExit(7)"], check=False, timeout=60).returncode == 7


def test_a_judge_that_needs_more_is_run_only_where_it_is_asked_for() -> None:
    for variable, judge in dev.ASKED_FOR.items():
        assert (PACKAGING.parent / dev.JUDGES / judge[1]).is_file()
        assert dev.asked_for({variable: "1"}) == [judge]
        assert dev.asked_for({variable: "0"}) == []
    assert dev.asked_for({}) == []


def test_a_judge_without_a_python_that_is_new_enough_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(judges.ENVIRONMENTS, judges.OGX, "3.999")
    with pytest.raises(system.SetupError, match=r"OGX needs Python 3\.999 or newer"):
        judges.ogx()

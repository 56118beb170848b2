"""What ``build.py`` does beside what the installers do: it holds them to their size."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import build


@pytest.mark.parametrize(
    ("command", "more", "code"), [("dmg", 0, 0), ("dmg", 1, 1), ("appdir", 1, 1), ("feed", 1, 0)]
)
def test_an_installer_that_is_too_large_stops_the_release(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    more: int,
    code: int,
) -> None:
    made = tmp_path / "made"
    with made.open("wb") as file:
        file.truncate(int(build.LIMIT) + more)
    monkeypatch.setattr(build.layout, "ROOT", tmp_path)
    table = build._BUNDLED if command in build._BUNDLED else build._OTHERS
    monkeypatch.setitem(table, command, lambda _given: [made])
    monkeypatch.setattr(sys, "argv", ["build.py", command, "--bundle", str(tmp_path)])
    assert build.main() == code
    if code:
        assert "made has 95.0 MB; a download may have 95." in capsys.readouterr().err


@pytest.mark.parametrize("named", [True, False], ids=["a bundle that is there", "none"])
def test_the_installers_are_tried_with_one_bundle_that_is_frozen_before_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    done: list[str] = []

    def freeze() -> Path:
        done.append("freeze")
        return tmp_path

    def run(command: list[object], **environ: str) -> None:
        done.append(f"{command[2]} {environ['OCTAVO_BUNDLE']}")

    monkeypatch.setattr(build.shutil, "which", lambda _tool: "here")
    monkeypatch.setattr(build.environment, "set_up", lambda *, dev: None)
    monkeypatch.setattr(build.freeze, "freeze", freeze)
    monkeypatch.setattr(build.layout, "run", run)
    monkeypatch.delenv("OCTAVO_BUNDLE", raising=False)
    if named:
        monkeypatch.setenv("OCTAVO_BUNDLE", str(tmp_path))
    build._check(build._parser().parse_args(["check"]))
    assert done == [*([] if named else ["freeze"]), f"pytest {tmp_path}"]

"""Wheel and source archive: the same program for pip, pipx and uv."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from installers import layout, tools
from trial.program import Program


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not tools.PYTHON.exists():
        tools.prepare()
    folder = tmp_path_factory.mktemp("dist")
    return tools.wheel(folder), tools.sdist(folder)


def test_both_have_the_programs_own_files(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        names = set(wheel.namelist())
    assert "octavo/_resources/models/minilm-int8/model.onnx" in names
    assert "octavo/engine/store/migrations/0001.sql" in names
    assert "octavo/_resources/translations/octavo_de.qm" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]
    with tarfile.open(built[1]) as sdist:
        inside = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "packaging/octavo.spec", "packaging/lock-build.txt"} <= inside
    assert "resources/models/minilm-int8/model.onnx" in inside


def test_the_index_can_be_sent_it(built: tuple[Path, Path]) -> None:
    """The tools that send it, those of the release workflow too, refuse metadata they do not know.

    pypa/gh-action-pypi-publish v1.14.2 knows 2.5.
    """
    with zipfile.ZipFile(built[0]) as wheel:
        metadata = wheel.read(f"octavo-{layout.version()}.dist-info/METADATA").decode()
    found = re.search(r"^Metadata-Version: (\d+)\.(\d+)$", metadata, re.MULTILINE)
    assert found is not None
    assert (int(found[1]), int(found[2])) <= (2, 4)


def test_there_is_a_command_with_a_console_and_one_without(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        name = f"octavo-{layout.version()}.dist-info/entry_points.txt"
        text = wheel.read(name).decode()
    assert "[console_scripts]\noctavo = octavo.__main__:main" in text
    assert "[gui_scripts]\noctavo-window = octavo.__main__:main" in text


def test_the_wheel_is_the_same_each_time(built: tuple[Path, Path], tmp_path: Path) -> None:
    assert tools.wheel(tmp_path).read_bytes() == built[0].read_bytes()


def test_it_works_in_an_environment_of_its_own(built: tuple[Path, Path], tmp_path: Path) -> None:
    """As pipx and ``uv tool`` make one: here with the packages of the environment that builds."""
    folder = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    script = "Scripts" if os.name == "nt" else "bin"
    python = folder / script / tools.PYTHON.name
    site = "import sysconfig; print(sysconfig.get_path('purelib'))"
    ask = [str(python), "-c", site]
    target = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    Path(target, "packages.pth").write_text(tools.output("-c", site), encoding="utf-8")
    pip = [str(tools.PYTHON), "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--ignore-installed", str(built[0])], check=True)
    for name in ("octavo", "octavo-window"):
        assert Program([str(folder / script / name)], tmp_path / "home").self_test()["ok"]

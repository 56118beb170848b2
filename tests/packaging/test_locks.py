"""The locks agree with pyproject.toml and with each other, and hold what must be held."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("lock.txt", "lock-dev.txt", "lock-build.txt")
JUDGES = sorted(path.name for path in (ROOT / "packaging").glob("lock-judges-*.txt"))


def read_lock(name: str) -> dict[str, list[tuple[Requirement, frozenset[str]]]]:
    """Return the entries of a lock by distribution: what is pinned, and its hashes."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries: dict[str, list[tuple[Requirement, frozenset[str]]]] = {}
    for entry in re.findall(r"^[A-Za-z0-9].*(?:\n[ \t].*)*", text, re.MULTILINE):
        pin = Requirement(entry.partition("\\")[0].strip())
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        entries.setdefault(canonicalize_name(pin.name), []).append((pin, hashes))
    return entries


def declared(*groups: str) -> list[Requirement]:
    """Return the project's dependencies and those of the named groups."""
    texts = list(PROJECT["project"]["dependencies"])
    for group in groups:
        texts += [text for text in PROJECT["dependency-groups"][group] if isinstance(text, str)]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("lock.txt", ["build"]),
        ("lock-dev.txt", ["build", "dev"]),
        ("lock-build.txt", ["build", "installers"]),
    ],
)
def test_a_lock_has_each_declared_dependency(lock: str, groups: list[str]) -> None:
    entries = read_lock(lock)
    for requirement in declared(*groups):
        pins = entries.get(canonicalize_name(requirement.name))
        assert pins, f"{requirement} is not in {lock}: python packaging/dev.py lock"
        for pin, _ in pins:
            assert requirement.specifier.contains(version(pin)), f"{pin} is not {requirement}"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_is_exact_and_has_hashes(lock: str) -> None:
    entries = read_lock(lock)
    assert len(entries) > 30
    for pins in entries.values():
        for pin, hashes in pins:
            assert version(pin), pin
            assert hashes, pin


@pytest.mark.parametrize("lock", JUDGES)
def test_each_pin_of_a_judge_is_exact_and_has_hashes(lock: str) -> None:
    for pins in read_lock(lock).values():
        for pin, hashes in pins:
            assert version(pin), pin
            assert hashes, pin


def test_the_judges_of_one_sdk_have_the_same_version_of_it() -> None:
    [mine] = [r for r in declared("dev") if canonicalize_name(r.name) == "openai"]
    for lock in ("lock-judges-sdk-suite.txt", "lock-judges-sdk-sources.txt"):
        [(pin, _)] = read_lock(lock)["openai"]
        assert pin.specifier == mine.specifier


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_all_locks_install_the_same_program(lock: str) -> None:
    larger = read_lock(lock)
    for name, pins in read_lock("lock.txt").items():
        wanted = {(version(pin), hashes) for pin, hashes in pins}
        assert {(version(pin), hashes) for pin, hashes in larger[name]} == wanted


@pytest.mark.parametrize(
    ("name", "kept_out", "reason"),
    [
        ("pyside6-essentials", "6.12.0", "loses references to None on CPython 3.11"),
        ("pyside6-essentials", "6.11.2", "is not the release that was found sound"),
        ("onnxruntime", "1.31.0", "was not yet watched with its telemetry turned off"),
    ],
)
def test_known_bad_releases_are_kept_out(name: str, kept_out: str, reason: str) -> None:
    (found,) = [r for r in declared() if canonicalize_name(r.name) == name]
    assert not found.specifier.contains(kept_out), f"{name} {kept_out} {reason}"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_part_of_qt_beyond_essentials(lock: str) -> None:
    assert not {"pyside6", "pyside6-addons"} & set(read_lock(lock))


def version(pin: Requirement) -> Version:
    """Return the one version that a pin allows."""
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)

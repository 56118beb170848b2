"""A release needs a publisher: what is still a placeholder is named, and stops the workflow."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from installers.layout import ROOT, Publisher
from installers.ready import unset

OWNED = Publisher("B. Ook", "B. Ook <b@books.net>", "https://books.net/octavo", "net.books.Octavo")
NO_NOTICE = {"feed": "", "key": ""}


def test_an_owners_entries_are_enough() -> None:
    assert unset(OWNED, NO_NOTICE) == []
    assert unset(OWNED, {"feed": "https://books.net/releases.json", "key": "AAAA"}) == []


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("name", " "),
        ("maintainer", "The Octavo developers <octavo@example.invalid>"),
        ("maintainer", "B. Ook <b@mail.example.com>"),
        ("maintainer", "B. Ook"),
        ("homepage", ""),
        ("homepage", "http://books.net"),
        ("homepage", "https://octavo.example/"),
        ("id", "io.github.octavo.Octavo"),
        ("id", "Octavo"),
    ],
)
def test_a_placeholder_is_named(entry: str, value: str) -> None:
    (told,) = unset(dataclasses.replace(OWNED, **{entry: value}), NO_NOTICE)
    assert f"“{entry}”" in told


@pytest.mark.parametrize(
    "notice",
    [
        {"feed": "https://books.net/releases.json", "key": ""},
        {"feed": "", "key": "AAAA"},
        {"feed": "http://books.net/releases.json", "key": "AAAA"},
    ],
)
def test_half_a_notice_of_newer_versions_is_none(notice: dict[str, str]) -> None:
    (told,) = unset(OWNED, notice)
    assert "“feed”" in told


def test_this_repository_belongs_to_nobody_and_says_so() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "build.py", "ready"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "“maintainer”" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_release_begins_with_it() -> None:
    text = Path(ROOT, ".github/workflows/release.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert "python3 packaging/build.py ready" in [
        step.get("run") for step in jobs["version"]["steps"]
    ]
    for name in ("python", "linux", "windows", "macos"):
        assert jobs[name]["needs"] == "version"

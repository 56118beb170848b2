"""A release needs a publisher: what is still a placeholder is named, and stops the workflow."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from installers.layout import ROOT, BuildError, Publisher
from installers.ready import notes, unlinked, unset

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


CHANGES = """# Changelog

## [Unreleased]

- later

## [1.1.0] - 2027-01-02

### Added

- this

## [1.0.0]

- before
"""


def test_the_page_of_a_release_tells_of_that_release_only() -> None:
    assert notes(CHANGES, "1.1.0") == "### Added\n\n- this\n"
    assert notes(CHANGES, "1.0.0") == "- before\n"


@pytest.mark.parametrize("release", ["1.1", "2.0.0"])
def test_a_release_of_which_the_changes_say_nothing_is_none(release: str) -> None:
    with pytest.raises(BuildError, match=r"CHANGELOG\.md has no part"):
        notes(CHANGES, release)


def test_the_index_is_to_link_to_the_publishers_page() -> None:
    project = '[project]\nname = "octavo"\n'
    assert unlinked(project, "") == []
    (told,) = unlinked(project, OWNED.homepage)
    assert OWNED.homepage in told
    urls = f'[project.urls]\nHomepage = "{OWNED.homepage}"\n'
    assert unlinked(project + urls, OWNED.homepage) == []


def test_what_the_index_shows_leads_nowhere_but_out() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / project["readme"]).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert [link for link in links if not link.startswith("https://")] == []


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

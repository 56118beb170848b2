"""The workflows take nothing that can change under them, and may do no more than they must."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
import dev

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def workflows() -> list[Path]:
    return sorted(FOLDER.glob("*.yml"))


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_each_action_is_pinned_by_commit_and_names_its_release(path: Path) -> None:
    uses = [line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines()]
    uses = [line for line in uses if line.startswith("uses:")]
    assert uses
    assert [line for line in uses if not PINNED.match(line)] == []


def test_the_table_of_actions_is_what_the_workflows_use() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in workflows())
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (v[\d.]+)", text))
    listed = re.findall(r"^\| ([\w/-]+) \| (v[\d.]+) \| `([0-9a-f]{40})` \|$", table, re.MULTILINE)
    assert {(name, commit, release) for name, release, commit in listed} == used


def test_no_action_is_older_than_what_its_runners_and_our_wheel_need() -> None:
    """Node 20 has left the runners; the tool in the publishing action has to know our metadata."""
    text = "".join(path.read_text(encoding="utf-8") for path in workflows())
    used = {
        name: tuple(map(int, release.split(".")))
        for name, release in re.findall(r"uses: ([\w/-]+)@[0-9a-f]{40} # v([\d.]+)", text)
    }
    assert used["actions/upload-artifact"] >= (6,)
    assert used["actions/download-artifact"] >= (7,)
    assert used["pypa/gh-action-pypi-publish"] >= (1, 14, 2)


def test_what_windows_packages_are_built_with_is_pinned() -> None:
    text = (FOLDER / "release.yml").read_text(encoding="utf-8")
    assert re.findall(r"choco install (\S+) (\S+)", text) == [("nsis", "--version=3.11.0")]


def test_nothing_is_sent_to_the_index_that_was_not_checked() -> None:
    workflow: dict[str, Any] = yaml.safe_load((FOLDER / "release.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["index"]
    fetch, send = job["steps"]
    assert send["uses"].startswith("pypa/gh-action-pypi-publish@")
    assert "sha256sum --check --strict" in fetch["run"]
    assert "gh attestation verify" in fetch["run"]
    assert job["permissions"]["attestations"] == "read"


def test_a_key_is_removed_whatever_becomes_of_its_step() -> None:
    workflow: dict[str, Any] = yaml.safe_load((FOLDER / "release.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    (run,) = [script for script in steps if "releases.pem" in script]
    lines = [line.strip() for line in run.splitlines() if "releases.pem" in line]
    assert lines[0].startswith("trap 'rm -f ")


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_each_job_says_what_it_may_do(path: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"].get("contents") in {"read", "write"}, name
        writes = {scope for scope, right in job["permissions"].items() if right == "write"}
        assert not writes or name in {"draft", "index"}, name


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_nothing_from_outside_is_put_into_a_script(path: Path) -> None:
    """Expressions are filled in before the shell reads the script: a tag's name could be code."""
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    scripts = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    assert not [script for script in scripts if "${{" in script]


def commands() -> list[str]:
    """Return each command of the workflows and of ``.ci/run`` that runs a script of ours."""
    scripts = [(ROOT / ".ci" / "run").read_text(encoding="utf-8")]
    for path in workflows():
        workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        scripts += [step["run"] for step in steps if "run" in step]
    lines = [
        line.strip() for script in scripts for line in script.replace("\\\n", " ").splitlines()
    ]
    return [line for line in lines if re.search(r"(packaging|\.ci)/", line) and line[0] != "#"]


def refuse(_parser: argparse.ArgumentParser, message: str) -> None:
    raise ValueError(message)


@pytest.mark.parametrize("command", commands())
def test_each_script_that_is_run_is_there_and_knows_its_arguments(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argparse.ArgumentParser, "error", refuse)
    (found,) = re.findall(r"(?:packaging|\.ci)/[\w/]+(?:\.\w+)?(?=\s|;|$)", command)[:1]
    assert (ROOT / found).is_file(), command
    arguments = shlex.split(command.partition(found)[2].partition(";")[0])
    parsers = {"packaging/build.py": build._parser, "packaging/dev.py": dev._parser}
    if found in parsers:
        parsers[found]().parse_args(arguments)

"""Who publishes Octavo stands in one file, so that its owner has one to change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installers import desktop, icons, layout

ROOT = Path(__file__).resolve().parents[2]
HERE = "resources/publisher.toml"
ELSEWHERE = {
    "packaging/installers/ready.py",  # the placeholder that it looks for
    "packaging/sample.py",  # the author of the guides
    "pyproject.toml",  # the author in the wheel, which must stand there
    "resources/samples/guide.pdf",
    "resources/samples/leitfaden.pdf",
}


def test_no_other_file_names_the_publisher() -> None:
    told = layout.publisher()
    address = told.maintainer.partition("<")[2].rstrip(">")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "packaging", "app", "resources", ".github", "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    naming = {
        name
        for name in filter(None, tracked)
        if any(
            text.encode() in (ROOT / name).read_bytes() for text in (told.name, told.id, address)
        )
    }
    assert naming - ELSEWHERE == {HERE}


def test_software_centres_are_told_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def png(size: int) -> Path:
        path = tmp_path / f"{size}.png"
        path.touch()
        return path

    monkeypatch.setattr(icons, "png", png)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795876852")
    owner = layout.Publisher("Books & Co", "B <b@c.example>", "https://a.b/?c&d", "a.b.Book")
    monkeypatch.setattr(desktop, "publisher", lambda: owner)
    desktop.write(tmp_path / "share")
    text = (tmp_path / "share/metainfo/octavo.metainfo.xml").read_text(encoding="utf-8")
    assert "<id>a.b.Book</id>" in text
    assert '<developer id="a.b">' in text
    assert "<name>Books &amp; Co</name>" in text
    assert '<url type="homepage">https://a.b/?c&amp;d</url>' in text
    assert "@" not in text

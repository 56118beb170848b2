"""What `packaging/build.py feed` signs is what the program believes, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from installers import feed, layout
from octavo import __version__
from octavo.errors import UpdateError
from octavo.providers.releases import believed

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

PAGE = "https://octavo.example/releases/1"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(layout, "DIST", tmp_path / "dist")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795876852")
    return made(tmp_path / "key.pem", "ed25519")


def made(path: Path, kind: str) -> Path:
    subprocess.run(["openssl", "genpkey", "-algorithm", kind, "-out", path], check=True)
    return path


def test_the_program_believes_it(key: Path) -> None:
    envelope = json.loads(feed.write(key, PAGE).read_text(encoding="utf-8"))
    release = believed(envelope, feed.public_key(key))
    assert (release.version, release.date, release.page) == (__version__, "2026-11-28", PAGE)


def test_with_another_key_it_does_not(key: Path, tmp_path: Path) -> None:
    envelope = json.loads(feed.write(key, PAGE).read_text(encoding="utf-8"))
    other = feed.public_key(made(tmp_path / "other.pem", "ed25519"))
    with pytest.raises(UpdateError, match="not signed"):
        believed(envelope, other)


def test_a_key_of_another_kind_and_an_open_address_are_refused(key: Path, tmp_path: Path) -> None:
    with pytest.raises(layout.BuildError, match="no Ed25519 key"):
        feed.public_key(made(tmp_path / "other.pem", "x25519"))
    with pytest.raises(layout.BuildError, match="https"):
        feed.write(key, "http://octavo.example/")
    with pytest.raises(layout.BuildError, match="openssl"):
        feed.public_key(tmp_path / "absent.pem")


def test_a_list_that_no_program_would_believe_is_not_written(key: Path, tmp_path: Path) -> None:
    told = tmp_path / "resources" / "publisher.toml"
    told.parent.mkdir()
    other = feed.public_key(made(tmp_path / "other.pem", "ed25519"))
    told.write_text(f'[updates]\nfeed = "{PAGE}"\nkey = "{other}"\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "ROOT", tmp_path)
        with pytest.raises(layout.BuildError, match="no Octavo would believe"):
            feed.refuse_unknown(key)
        told.write_text('[updates]\nfeed = ""\nkey = ""\n', encoding="utf-8")
        feed.refuse_unknown(key)  # this build tells of no updates: whoever signs may begin

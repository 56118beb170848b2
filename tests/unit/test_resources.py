"""Resources are found in the source tree, in a wheel and in a frozen bundle, and are whole."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET  # the files parsed are our own

import pytest

from octavo import resources, words
from octavo.errors import ResourceError
from octavo.resources import guide, resource

ICONS = (
    *("chat", "check", "chevron-down", "chevron-left", "chevron-right", "close", "fit-width"),
    *("folder", "info", "lock", "more", "page", "pause", "pencil", "play", "plus", "retry"),
    *("search", "send", "side-panel", "sort", "stop", "thumb-down", "thumb-up", "trash"),
    *("warning", "zoom-in", "zoom-out"),
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("code", "name"), [("en", "guide.pdf"), ("de", "leitfaden.pdf"), ("fr", "guide.pdf")]
)
def test_the_guide_is_in_the_language_that_is_spoken(code: str, name: str) -> None:
    try:
        words.install(None, code=code)
        found = guide()
    finally:
        words.install(None)
    assert found.name == name
    assert found.read_bytes().startswith(b"%PDF-")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ResourceError, match=r"models/none\.onnx") as caught:
        resource("models", "none.onnx")
    assert caught.value.hint


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("/etc", "passwd")])
def test_a_path_that_leads_out_is_a_bug(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="below the resources folder"):
        resource(*parts)


def test_an_installed_package_uses_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "octavo" / "_resources" / "icons"
    inside.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "octavo")
    assert resource("icons") == inside


def test_a_frozen_bundle_uses_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "octavo" / "_resources" / "icons"
    inside.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons") == inside
    with pytest.raises(ResourceError, match="samples"):
        resource("samples")


def test_the_model_is_the_one_that_the_notice_describes() -> None:
    notice = resource("models", "minilm-int8", "NOTICE").read_text(encoding="utf-8")
    described = dict(re.findall(r"^  (\S+) +sha256 ([0-9a-f]{64})$", notice, re.MULTILINE))
    assert set(described) == {"model.onnx", "tokenizer.json"}
    for name, sha256 in described.items():
        content = resource("models", "minilm-int8", name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256


def test_the_weights_licence_comes_along() -> None:
    licence = resource("licences", "Apache-2.0.txt").read_text(encoding="utf-8")
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in licence


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_of_one_family(name: str) -> None:
    icon = ET.parse(resource("icons", f"{name}.svg")).getroot()  # noqa: S314 - our own file
    assert icon.tag == f"{SVG}svg"
    assert icon.get("viewBox") == "0 0 20 20"
    assert icon.get("stroke-width") == "1.5"
    colours = {element.get(key) for element in icon.iter() for key in ("stroke", "fill")}
    assert colours <= {"#000000", "none", None}


def test_there_is_an_application_icon_and_no_stray_one() -> None:
    found = {file.stem for file in resource("icons").glob("*.svg")}
    assert found == {*ICONS, "octavo"}

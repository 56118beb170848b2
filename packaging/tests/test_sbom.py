"""The bill of materials lists what is in the bundle, file by file where it is machine code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from installers import layout, notices, sbom
from installers.layout import internal


@pytest.fixture(scope="module")
def bill(bundle: Path) -> dict[str, Any]:
    if not notices.INVENTORY.is_file():
        pytest.skip("this bundle was frozen elsewhere")
    document: dict[str, Any] = json.loads(sbom.write(bundle).read_text(encoding="utf-8"))
    return document


def files(component: dict[str, Any]) -> list[dict[str, Any]]:
    inner = component.get("components", [])
    return [one for one in inner if one["type"] == "file"]


def test_it_names_the_program_and_its_version(bill: dict[str, Any]) -> None:
    assert bill["specVersion"] == "1.6"
    assert bill["metadata"]["component"]["name"] == "octavo"
    assert bill["metadata"]["component"]["version"] == layout.version()


def test_each_component_has_version_and_licence(bill: dict[str, Any]) -> None:
    for component in bill["components"]:
        assert component["version"], component
        assert component.get("licenses") or component["purl"].startswith("pkg:deb/"), component


def test_what_is_compiled_in_is_listed_too(bill: dict[str, Any]) -> None:
    inside = {
        inner["name"]: inner["version"]
        for component in bill["components"]
        for inner in component.get("components", [])
        if inner["type"] == "library"
    }
    assert inside["Qt"].startswith("6.11.")
    assert {"SQLite", "PDFium", "OpenSSL", "llama.cpp"} <= inside.keys()


def test_each_native_library_is_there_with_its_checksum(bill: dict[str, Any], bundle: Path) -> None:
    listed = {
        one["name"]: one["hashes"][0]["content"]
        for component in bill["components"]
        for one in files(component)
    }
    folder = internal(bundle)
    for path in folder.rglob("*.so*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            assert listed[name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_references_are_unique(bill: dict[str, Any]) -> None:
    references = [component["bom-ref"] for component in bill["components"]]
    references += [one["bom-ref"] for component in bill["components"] for one in files(component)]
    assert len(references) == len(set(references))

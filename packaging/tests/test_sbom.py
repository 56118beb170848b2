"""The bill of materials lists what is in the bundle, file by file where it is machine code."""

from __future__ import annotations

import hashlib
import json
import platform
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
    inside = {part["name"]: part.get("version", "") for part in parts(bill)}
    assert inside["Qt"].startswith("6.11.")
    assert {"SQLite", "PDFium", "OpenSSL", "llama.cpp"} <= inside.keys()


MACHINE_CODE = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How native files begin on Linux, on Windows and on macOS."""


def test_each_native_file_is_there_with_its_checksum(bill: dict[str, Any], bundle: Path) -> None:
    listed = {
        one["name"]: one["hashes"][0]["content"]
        for component in (*bill["components"], bill["metadata"]["component"])
        for one in files(component)
    }
    found = 0
    for path in bundle.rglob("*"):
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        if data.startswith(MACHINE_CODE):
            inner = path.is_relative_to(internal(bundle))
            name = path.relative_to(internal(bundle)).as_posix() if inner else path.name
            assert listed[name] == hashlib.sha256(data).hexdigest()
            found += 1
    assert found > 80


def test_what_wheels_list_themselves_is_there(bill: dict[str, Any]) -> None:
    purls = {part.get("purl", "") for part in parts(bill)}
    for crate in ("asn1", "jiter", "onig", "notify"):
        assert any(purl.startswith(f"pkg:cargo/{crate}@") for purl in purls), crate
    assert "/home/" not in json.dumps(bill)


def test_the_works_in_qt_are_there_with_their_licences(bill: dict[str, Any]) -> None:
    inside = {part["name"]: part for part in parts(bill)}
    for name in ("Freetype 2", "HarfBuzz-NG", "LibPNG", "PCRE2", "MD4C"):
        assert inside[name]["version"], name
        assert inside[name]["licenses"], name
    assert inside["LibPNG"]["cpe"].startswith("cpe:2.3:a:libpng:libpng:1.")


def test_each_part_has_a_licence(bill: dict[str, Any]) -> None:
    assert not [part["bom-ref"] for part in parts(bill) if "licenses" not in part]


def test_what_is_known_to_have_faults_now_and_then_can_be_looked_up(bill: dict[str, Any]) -> None:
    """Lists of faults know libraries by these names, not by the package that carries them."""
    named = {part["name"].lower(): part for part in parts(bill)}
    wanted = ["qt", "sqlite", "pdfium", "openssl", "llama.cpp", "openblas"]
    for name in wanted:
        assert name == "pdfium" or named[name]["cpe"].startswith("cpe:2.3:a:"), name
        assert named[name]["purl"], name
        assert named[name]["version"], name
    assert {"curl", "mbed tls", "libgfortran", "libquadmath", "libgomp"} <= named.keys()


def test_libraries_of_the_system_are_of_the_system_that_builds(bill: dict[str, Any]) -> None:
    system = platform.freedesktop_os_release()["ID"]
    purls = [component.get("purl", "") for component in bill["components"]]
    debs = [purl for purl in purls if purl.startswith("pkg:deb/")]
    assert debs
    assert all(purl.startswith(f"pkg:deb/{system}/") for purl in debs)


def parts(bill: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is compiled into libraries."""
    return [
        inner
        for component in bill["components"]
        for inner in component.get("components", [])
        if inner["type"] == "library"
    ]


def test_references_are_unique(bill: dict[str, Any]) -> None:
    references = [component["bom-ref"] for component in bill["components"]]
    references += [
        one["bom-ref"]
        for component in (*bill["components"], bill["metadata"]["component"])
        for one in component.get("components", [])
    ]
    assert len(references) == len(set(references))

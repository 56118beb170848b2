"""The bill of materials of the bundle, in CycloneDX's JSON (1.6)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import uuid
from pathlib import Path
from typing import Any, Final

from installers import notices, tools
from installers.layout import (
    BUNDLE,
    BuildError,
    epoch,
    executable,
    internal,
    machine,
    result,
)

_NAMESPACE: Final = uuid.UUID("6a5e2d52-6f6e-5d0c-9a3f-0c7a4c0f0c7a")

_INSIDE: Final = """
import apsw, importlib.metadata, json, pathlib, pypdfium2_raw, ssl, sys
from cryptography.hazmat.backends.openssl.backend import backend
pdfium = json.loads((pathlib.Path(pypdfium2_raw.__file__).parent / "version.json").read_text())
qt = importlib.metadata.version("PySide6-Essentials")
build = importlib.metadata.version("xllamacpp").rpartition(".")[2]
icu = [path.name.rpartition(".")[2] for path in pathlib.Path(sys.argv[1]).glob("libicuuc.so.*")]
print(json.dumps([
    *(["pyside6-essentials", "ICU", version, "Unicode-3.0"] for version in icu),
    ["xllamacpp", "llama.cpp", f"b{build}", "MIT"],
    ["pyside6-essentials", "Qt", qt, "LGPL-3.0-only"],
    ["apsw", "SQLite", apsw.sqlite_lib_version(), "blessing"],
    ["pypdfium2", "PDFium", str(pdfium["build"]), "BSD-3-Clause AND Apache-2.0"],
    ["cryptography", "OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0"],
    ["CPython", "OpenSSL", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0"],
]))
"""
"""Asks the environment that built for the versions of what is compiled into libraries."""


def write(bundle: Path = BUNDLE) -> Path:
    """Write the bill of materials of the bundle that was frozen last; return the file.

    Raises:
        BuildError: nothing was frozen yet.
    """
    if not notices.INVENTORY.is_file() or not executable(bundle).is_file():
        raise BuildError("There is no bundle: run build.py freeze first.")
    inventory = json.loads(notices.INVENTORY.read_text(encoding="utf-8"))
    own, components = None, []
    for one in inventory:
        component = _component(one, internal(bundle))
        if one["name"] == "octavo":
            own = component
        else:
            components.append(component)
    inside: dict[str, list[Any]] = {}
    qt = internal(bundle) / "PySide6" / "Qt" / "lib"
    for owner, name, release, licence in json.loads(tools.output("-c", _INSIDE, str(qt))):
        part = {"type": "library", "name": name, "version": release, "bom-ref": f"{owner}/{name}"}
        inside.setdefault(owner, []).append({**part, "licenses": [{"expression": licence}]})
    for component in components:
        component.setdefault("components", []).extend(inside.get(component["name"], []))
        if not component["components"]:
            del component["components"]
    components.append(_model(internal(bundle)))
    target = result(f"{_system()}-{machine()}.cdx.json")
    made = dt.datetime.fromtimestamp(epoch(), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{target.name} {made}')}",
        "version": 1,
        "metadata": {"timestamp": made, "component": {**(own or {}), "type": "application"}},
        "components": components,
        "dependencies": [
            {"ref": "octavo", "dependsOn": [component["bom-ref"] for component in components]}
        ],
    }
    target.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return target


def _component(one: dict[str, Any], folder: Path) -> dict[str, Any]:
    name, release = one["name"], one["version"]
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": name,
        "name": name,
        "version": release,
        "components": [_file(name, file, folder) for file in one["native"]],
    }
    if one["licence"]:
        component["licenses"] = [{"expression": one["licence"]}]
    if one["kind"] == "python":
        component["purl"] = f"pkg:pypi/{name}@{release}"
    elif one["kind"] == "system":
        component["purl"] = f"pkg:deb/debian/{name}@{release}"
    else:
        component["purl"] = f"pkg:generic/{name.lower()}@{release}"
    return component


def _file(owner: str, name: str, folder: Path) -> dict[str, Any]:
    data = (folder / name).read_bytes()
    return {
        "type": "file",
        "bom-ref": f"{owner}:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}],
    }


def _model(folder: Path) -> dict[str, Any]:
    model = "octavo/_resources/models/minilm-int8/model.onnx"
    return {
        "type": "machine-learning-model",
        "bom-ref": "all-MiniLM-L6-v2",
        "name": "all-MiniLM-L6-v2",
        "version": "1110a243",
        "licenses": [{"expression": "Apache-2.0"}],
        "components": [_file("all-MiniLM-L6-v2", model, folder)],
    }


def _system() -> str:
    return {"Darwin": "macos"}.get(platform.system(), platform.system().lower())

"""The bill of materials of the bundle, in CycloneDX's JSON (1.6)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import uuid
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from installers import compiled_in, notices, tools
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
import apsw, importlib.metadata, json, numpy, pathlib, pypdfium2_raw, re, ssl, sys
from cryptography.hazmat.backends.openssl.backend import backend
pdfium = json.loads((pathlib.Path(pypdfium2_raw.__file__).parent / "version.json").read_text())
qt = importlib.metadata.version("PySide6-Essentials")
build = importlib.metadata.version("xllamacpp").rpartition(".")[2]
bundle = pathlib.Path(sys.argv[1])
icu = [path.name.rpartition(".")[2] for path in bundle.glob("PySide6/Qt/lib/libicuuc.so.*")]
blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
openblas = [["numpy", "OpenBLAS", blas["version"], "BSD-3-Clause"]]
gcc = "GPL-3.0-or-later WITH GCC-exception-3.1"
beside = [
    ["numpy", name, version, gcc if name == "libgfortran" else "LGPL-2.1-or-later"]
    for path in sorted(bundle.glob("numpy.libs/lib*"))
    for name, version in re.findall(r"^(libgfortran|libquadmath)-.*[.]so[.]([0-9.]+)$", path.name)
]
print(json.dumps([
    *(["pyside6-essentials", "ICU", version, "Unicode-3.0"] for version in icu),
    *(openblas if "openblas" in blas["name"] else []),
    *beside,
    # its telemetry, turned off: onnxruntime does not tell their versions
    *([] if sys.platform == "win32" else [
        ["onnxruntime", "curl", "", "curl"],
        ["onnxruntime", "Mbed TLS", "", "Apache-2.0 OR GPL-2.0-or-later"],
    ]),
    ["xllamacpp", "llama.cpp", f"b{build}", "MIT"],
    ["pyside6-essentials", "Qt", qt, "LGPL-3.0-only"],
    ["apsw", "SQLite", apsw.sqlite_lib_version(), "blessing"],
    ["pypdfium2", "PDFium", str(pdfium["build"]), "BSD-3-Clause AND Apache-2.0"],
    ["cryptography", "OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0"],
    ["CPython", "OpenSSL", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0"],
]))
"""
"""Asks the environment that built for the versions of what is compiled into libraries, where the
packages have no bills of materials of their own."""

_ADDRESSES: Final = {
    "icu": "cpe:2.3:a:icu-project:international_components_for_unicode:{}:*:*:*:*:*:*:*",
    "mbed tls": "cpe:2.3:a:arm:mbed_tls:{}:*:*:*:*:*:*:*",
    "openblas": "cpe:2.3:a:openblas_project:openblas:{}:*:*:*:*:*:*:*",
    "openssl": "cpe:2.3:a:openssl:openssl:{}:*:*:*:*:*:*:*",
    "qt": "cpe:2.3:a:qt:qt:{}:*:*:*:*:*:*:*",
    "sqlite": "cpe:2.3:a:sqlite:sqlite:{}:*:*:*:*:*:*:*",
    "curl": "cpe:2.3:a:haxx:curl:{}:*:*:*:*:*:*:*",
    "llama.cpp": "cpe:2.3:a:ggml:llama.cpp:{}:*:*:*:*:*:*:*",
}
"""Under which names lists of known faults have them; theirs are in small letters here."""


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
    for found in json.loads(tools.output("-c", _INSIDE, str(internal(bundle)))):
        inside.setdefault(found[0], []).append(_part(*found))
    inside["pyside6-essentials"] += [
        _part("Qt", work.name, work.version, work.licence, work.purl)
        | ({"cpe": work.cpe} if work.cpe else {})
        for work in compiled_in.of_qt()
    ]
    for component in components:
        known = {part["name"].lower() for part in component["components"]}
        component["components"] += [
            part for part in inside.get(component["name"], []) if part["name"].lower() not in known
        ]
        if not component["components"]:
            del component["components"]
    components.append(_model(internal(bundle)))
    if own is not None:
        own["components"] = [_file("octavo", path.name, path.parent) for path in _programs(bundle)]
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
    component["components"] += [
        _part(name, part["name"], part["version"], part["licence"], part["purl"])
        for part in one["parts"]
    ]
    if one["licence"]:
        component["licenses"] = [{"expression": one["licence"]}]
    if one["kind"] == "python":
        component["purl"] = f"pkg:pypi/{name}@{release}"
    elif one["kind"] == "system":
        component["purl"] = f"pkg:deb/{_distribution()}/{name}@{release}"
    else:
        component["purl"] = f"pkg:generic/{name.lower()}@{release}"
    return component


def _part(owner: str, name: str, release: str, licence: str, purl: str = "") -> dict[str, Any]:
    """Return what is compiled into a library, under the names by which faults of it are known."""
    part: dict[str, Any] = {"type": "library", "name": name}
    # of crates, a library may have two versions
    part["bom-ref"] = f"{owner}/{name}@{release}" if purl else f"{owner}/{name}"
    if release:
        part["version"] = release
    if licence:
        part["licenses"] = [{"expression": licence}]
    plain = purl or f"pkg:generic/{quote(name.lower())}"
    part["purl"] = plain if "@" in plain or not release else f"{plain}@{quote(release)}"
    if name.lower() in _ADDRESSES:
        part["cpe"] = _ADDRESSES[name.lower()].format(release or "*")
    return part


def _distribution() -> str:
    """Return the system whose libraries are in the bundle: the one that builds it."""
    return platform.freedesktop_os_release()["ID"]


def _programs(bundle: Path) -> list[Path]:
    """Return the programs of a bundle: one, on Windows one more, without a console."""
    program = executable(bundle)
    found = program.parent.glob(f"octavo*{program.suffix}")
    return sorted(path for path in found if path.is_file())


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

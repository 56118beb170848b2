"""What is compiled into the libraries of packages is known, and named with its licence."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from installers import inventory, notices


def parts(name: str) -> dict[str, inventory.Part]:
    return {part.name: part for part in inventory._parts(importlib.metadata.distribution(name))}


def test_the_crates_and_libraries_that_a_wheel_lists_are_its_parts() -> None:
    found = parts("cryptography")
    assert found["openssl"].version
    assert found["asn1"].licence == "BSD-3-Clause"
    assert found["asn1"].purl == f"pkg:cargo/asn1@{found['asn1'].version}"
    assert len(parts("tokenizers")) > 50


def test_nothing_tells_where_its_makers_built_it() -> None:
    for name in ("cryptography", "pydantic-core", "tokenizers", "watchfiles", "simsimd"):
        assert parts(name)
        assert not [part for part in parts(name).values() if "?" in part.purl]


def test_a_package_is_no_part_of_itself() -> None:
    assert "simsimd" not in parts("simsimd")


def test_a_package_without_a_list_has_no_parts() -> None:
    assert not parts("idna")


def test_the_notices_name_each_part_below_its_package() -> None:
    part = inventory.Part("asn1", "0.24.1", "BSD-3-Clause", "pkg:cargo/asn1@0.24.1")
    untold = inventory.Part("libgomp", "8.5.0", "", "")
    component = inventory.Component(
        "cryptography", "50.0", "python", "Apache-2.0", (Path("LICENSE"),), ("a.so",), 1,
        (part, untold),
    )  # fmt: skip
    lines = notices._list([component]).splitlines()
    at = lines.index("cryptography 50.0")
    assert lines[at + 1 :] == [
        "    Apache-2.0",
        "    with asn1 0.24.1, BSD-3-Clause",
        "    with libgomp 8.5.0, licence not told",
    ]

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


def test_what_a_wheel_leaves_out_of_its_list_is_known_here() -> None:
    assert parts("cryptography")["openssl"].licence == "Apache-2.0"
    assert "GCC-exception" in parts("simsimd")["libgomp"].licence


def test_the_notices_name_each_part_and_the_file_with_its_licence() -> None:
    part = inventory.Part("asn1", "0.24.1", "BSD-3-Clause", "pkg:cargo/asn1@0.24.1")
    either = inventory.Part("cc", "1.4.0", "MIT OR Apache-2.0", "pkg:cargo/cc@1.4.0")
    component = inventory.Component(
        "cryptography", "50.0", "python", "Apache-2.0", (Path("LICENSE"),), ("a.so",), 1,
        (part, either),
    )  # fmt: skip
    lines = notices._list([component]).splitlines()
    at = lines.index("cryptography 50.0")
    assert lines[at + 1 :] == [
        "    Apache-2.0",
        "    with asn1 0.24.1, BSD-3-Clause: parts/asn1.txt",
        "    with cc 1.4.0, MIT OR Apache-2.0: parts/Apache-2.0.txt",
    ]


def test_the_notices_say_who_made_the_works_in_qt() -> None:
    component = inventory.Component(
        "pyside6-essentials", "6.11", "python", "LGPL-3.0-only", (), ("a.so",), 1
    )
    text = notices._list([component])
    for name in ("Freetype 2 ", "HarfBuzz-NG ", "LibPNG ", "PCRE2 ", "MD4C ", "TinyCBOR "):
        assert f"    with {name}" in text
    assert "        Copyright © 2016-2024 Martin Mitáš" in text

"""Which licences what is compiled into libraries is used under, and where their texts lie.

Where a choice is left, one is taken that asks for its own text and for no more. A text that names
its author is kept for each work.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from pathlib import Path
from typing import Final, NamedTuple

from installers.layout import PACKAGING, ROOT, BuildError

TEXTS: Final = PACKAGING / "licences" / "parts"
"""One text for each work, by its name, or for each licence, by the name that SPDX has for it."""

QT: Final = PACKAGING / "licences" / "qt"
"""What ``packaging/qt_parts.py`` has noted of Qt's sources."""

_PREFERRED: Final = ("Apache-2.0", "Unlicense", "CC0-1.0", "MIT")

_WHOLE: Final = {
    "Apache-2.0": ROOT / "resources" / "licences" / "Apache-2.0.txt",
    **{
        name: TEXTS / f"{name}.txt"
        for name in ("CC0-1.0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense")
    },
    "GPL-3.0-or-later WITH GCC-exception-3.1": TEXTS / "GCC-exception-3.1.txt",
}
"""Licences whose texts name no author of a single work."""

_TOLD_NOWHERE: Final = {
    "openssl": "Apache-2.0",
    "libgomp": "GPL-3.0-or-later WITH GCC-exception-3.1",
}
"""Licences of works whose makers leave them out of their lists."""

_OF_ANOTHER: Final = {
    "asn1_derive": "asn1",
    "darling_core": "darling",
    "darling_macro": "darling",
    "strum_macros": "strum",
    "tokio-macros": "tokio",
}
"""Works that are parts of others and have their text."""

_ICU4X: Final = re.compile(r"(icu_\w+|litemap|tinystr|writeable|yoke|zerofrom|zerovec)(-derive)?")


class Work(NamedTuple):
    """A work in Qt's libraries.

    Args:
        name, version: As its makers call it; there may be no version.
        licence: An SPDX expression.
        purl: Its address among packages, or "".
        cpe: Its address in lists of faults, or "".
        copyright: Lines, as its makers wrote them.
        text: The file with its licence.
    """

    name: str
    version: str
    licence: str
    purl: str
    cpe: str
    copyright: tuple[str, ...]
    text: Path


def licence(name: str, told: str) -> str:
    """Return the licence of what is compiled in, as an SPDX expression.

    Args:
        name: The work.
        told: What the library's makers say, or "".

    Raises:
        BuildError: they say nothing, and it is not known here.
    """
    found = told or _TOLD_NOWHERE.get(name, "")
    if not found:
        raise BuildError(f"The licence of {name} is not known: see installers/compiled_in.py.")
    return found


def texts(name: str, expression: str) -> tuple[Path, ...]:
    """Return the texts that go with what is compiled in.

    Args:
        name: The work.
        expression: Its licence in SPDX's words.

    Raises:
        BuildError: one is not here.
    """
    return tuple(dict.fromkeys(_text(name, one) for one in chosen(expression)))


def chosen(expression: str) -> tuple[str, ...]:
    """Return the licences that something is used under, of those that an SPDX expression offers."""
    together = [part.strip(" ()") for part in expression.split(" AND ")]
    return tuple(_one(part) for part in together)


def _one(alternatives: str) -> str:
    offered = [one.strip() for one in alternatives.split(" OR ")]
    return next((one for one in _PREFERRED if one in offered), offered[0])


def _text(name: str, one: str) -> Path:
    own = "icu4x" if _ICU4X.fullmatch(name) else _OF_ANOTHER.get(name, name)
    path = _WHOLE.get(one) if own != "icu4x" else None
    path = path or TEXTS / f"{own}.txt"
    if not path.is_file():
        raise BuildError(
            f"There is no text of the licence {one} of {name}: put it into {TEXTS.name}/{own}.txt "
            "in packaging/licences."
        )
    return path


@functools.cache
def of_qt(system: str = sys.platform) -> tuple[Work, ...]:
    """Return the works in Qt's libraries, by name.

    Args:
        system: As ``sys.platform`` calls it.
    """
    listed = json.loads((QT / "parts.json").read_text(encoding="utf-8"))
    return tuple(
        Work(
            one["name"],
            one["version"],
            one["licence"],
            one["purl"],
            one["cpe"],
            tuple(one["copyright"]),
            QT / one["text"],
        )
        for one in listed["works"]
        if not one["systems"] or system in one["systems"]
    )

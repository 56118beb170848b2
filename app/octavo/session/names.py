"""Names of files as they are shown: harmless in every line, however the file is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, those that turn the direction of reading, and halves of surrogates."""


def display_name(path: Path) -> str:
    """Return a file's name for lists and uploads: composed, without characters that deceive."""
    name = _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", unicodedata.normalize("NFC", path.name))
    return name or str(path)


_NOTHING: Final = frozenset({"anonymous", "unspecified", "untitled", "unknown"})


def told(text: str) -> str:
    """Return a piece of a document's metadata; empty where a program wrote that nobody gave one."""
    return "" if text.strip(" ()[]").casefold() in _NOTHING else text

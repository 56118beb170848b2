"""Makes the name of a file of a title, which may be any sentence that a person wrote."""

from __future__ import annotations

import re
from typing import Final

from octavo.ui.sidebar.threads_model import UNTITLED

_NO_FILE_NAME: Final = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*.\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)
"""What some system refuses in a name, and dots: what follows one looks like an ending. So does what
marks that turn the direction of writing show at the end."""

_DEVICE: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever their ending."""

_LONGEST: Final = 80
"""Characters of a name."""

_MOST_BYTES: Final = 200
"""Bytes of a name: most systems take 255, its ending and a number behind it included."""


def file_name(title: str) -> str:
    """Return a title as the name of a file, without an ending or what looks like one."""
    name = " ".join(_NO_FILE_NAME.sub(" ", title).split())[:_LONGEST]
    name = name.encode(errors="ignore")[:_MOST_BYTES].decode(errors="ignore").strip(" -")
    if _DEVICE.fullmatch(name):
        name += "_"
    return name or str(UNTITLED)

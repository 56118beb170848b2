"""Makes the name of a file of a title, which may be any sentence that a person wrote."""

from __future__ import annotations

import re
from typing import Final

from octavo.ui.sidebar.threads_model import UNTITLED

_NO_FILE_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*.]+')
"""What some system refuses in a name, and dots: what follows one looks like an ending."""

_LONGEST: Final = 80
"""Characters of a name."""


def file_name(title: str) -> str:
    """Return a title as the name of a file, without an ending or what looks like one."""
    name = " ".join(_NO_FILE_NAME.sub(" ", title).split())[:_LONGEST].strip(" -")
    return name or str(UNTITLED)

"""Has PySide read no module's source.

Whenever a module is imported, PySide looks in its source for its own name, to know whether the
module could have asked for snake_case names, which Octavo never does. The sources of a thousand
modules then stay in memory, 25 MB of them, and reading them takes half a second of the start. In a
frozen program there are no sources, and PySide goes by the same answer as here.
"""

from __future__ import annotations

import sys
from typing import Final

import PySide6.QtCore  # noqa: F401 - brings what is changed here

_ASKED: Final = "_mod_uses_pyside"
"""PySide's own name of the question, up to 6.11; where it has another, nothing is changed."""


def read_no_sources() -> None:
    """Answer for PySide that no module asks for other names; call it before others are imported."""
    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, _ASKED):
        setattr(features, _ASKED, _asks_for_none)


def _asks_for_none(_: object) -> bool:
    return False

"""Why a page was not read. A page keeps the English; people see it in their language."""

from __future__ import annotations

from typing import Final

from octavo.words import Later, later

REASONS: Final[dict[str, Later]] = {}
"""The reasons by what a page keeps."""


def _kept(reason: Later) -> str:
    REASONS[reason.english] = reason
    return reason.english


DAMAGED: Final = _kept(later("This page is damaged."))
ENDLESS: Final = _kept(later("This page has more text than can be read."))
TOO_LONG: Final = _kept(later("Reading this page took too long."))
TOO_LARGE: Final = _kept(later("Reading this page took too much memory."))
BROKEN: Final = _kept(later("This page is broken: it stopped the reader."))
QUARANTINED: Final = _kept(later("Not read, because the file has stopped the reader twice."))
OUT_OF_TIME: Final = _kept(
    later("Not read, because the pages before took all the time that this file may have.")
)
NOT_TRIED: Final = _kept(later("Not read, because the pages before could not be read."))
SLOW_RECOGNITION: Final = _kept(later("Recognising the text of this page took too long."))
NOT_RECOGNISED: Final = _kept(later("Recognising the text of this page failed."))

"""Copies of documents for other programs: under their own names, gone when the session ends."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from pathlib import Path
from typing import Final

from octavo.session.pages import Pages
from octavo.session.state import OpenDocument

_UNFIT: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]+'
)
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names of devices on Windows, whatever their ending."""

_LONGEST: Final = 120
_FOLDER: Final = "outside"


class OutsideCopies:
    """Hands documents over as files.

    Args:
        pages: Where their content is.
        cache: Folder that belongs to this session alone.
    """

    def __init__(self, pages: Pages, cache: Path) -> None:
        self._pages = pages
        self._folder = cache / _FOLDER

    async def load(self) -> None:
        """Remove what an earlier session left."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def make(self, document: OpenDocument) -> Path:
        """Make a copy that the person may do anything with; it is not the document that is kept.

        Raises:
            StorageFullError: there is no room for it.
            AppError: as ``Pages.open``.
        """
        target = self._folder / secrets.token_hex(8) / outside_name(document.filename)
        await self._pages.copy(document.file_id, target)
        return target

    async def aclose(self) -> None:
        """Remove the copies; one that another program holds open goes at the next start."""
        await self.load()


def outside_name(name: str) -> str:
    """Return a name that every system takes for a file, and every program for a PDF."""
    stem = _UNFIT.sub("_", name)
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE)[:_LONGEST].strip(". ")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"{stem or 'document'}_"
    return f"{stem}.pdf"

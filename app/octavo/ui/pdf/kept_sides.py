"""What is open in the page view, as text that is kept until the next start."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.ui.pdf.scrolling import MAX_ZOOM


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class KeptDocument(_Kept):
    """A document that has a tab: its file, its name, and the page it was left at."""

    file_id: str
    name: str
    page: int = Field(default=1, ge=1)


class KeptSide(_Kept):
    """One side.

    Args:
        documents: In the order of the tabs.
        current: The file of the one that was shown.
        fit: What the zoom follows, by the names of `octavo.ui.pdf.scrolling.Fit`.
        zoom: 1.0 for actual size; of use where it follows nothing.
    """

    documents: tuple[KeptDocument, ...] = Field(min_length=1)
    current: str
    fit: str = "WIDTH"
    zoom: float = Field(default=1.0, gt=0, le=MAX_ZOOM)


class KeptSides(_Kept):
    """All sides in the order of reading; which one led, and whether they scrolled together."""

    sides: tuple[KeptSide, ...] = Field(default=(), max_length=2)
    leading: int = 0
    together: bool = False


def packed(kept: KeptSides) -> str:
    """Return it as text."""
    return kept.model_dump_json()


def unpacked(text: str) -> KeptSides:
    """Return what was kept; nothing if somebody has edited the text."""
    try:
        return KeptSides.model_validate_json(text) if text else KeptSides()
    except ValidationError:
        return KeptSides()

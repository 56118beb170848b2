"""What is open in the page view, as text that is kept until the next start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.session.state import Citation
from octavo.ui.pdf.scrolling import MAX_ZOOM


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class KeptDocument(_Kept):
    """A document that has a tab: its file, its name, and the page it was left at."""

    file_id: str
    name: str
    page: int = Field(default=1, ge=1)


class KeptCitation(_Kept):
    """A citation, as `octavo.session.state.Citation` has it, without its quote."""

    start: int
    end: int
    file_id: str
    filename: str
    page: int | None
    label: str
    rects: tuple[tuple[float, float, float, float], ...]
    verified: bool
    score: float | None


class KeptCitations(_Kept):
    """The citations through which the foot led, and which of them was shown."""

    shown: int = Field(ge=0)
    citations: tuple[KeptCitation, ...] = Field(min_length=1)

    @classmethod
    def of(cls, shown: Citation, all_of_it: Sequence[Citation]) -> Self:
        """Return what is kept of a citation among those of its answer."""
        named = KeptCitation.model_fields
        return cls(
            shown=shown.among(all_of_it) or 0,
            citations=tuple(
                KeptCitation(**{name: getattr(one, name) for name in named}) for one in all_of_it
            ),
        )

    def again(self) -> tuple[Citation, tuple[Citation, ...]]:
        """Return the citation that was shown, and all of its answer."""
        cited = tuple(Citation(quote="", **one.model_dump()) for one in self.citations)
        return cited[min(self.shown, len(cited) - 1)], cited


class KeptSide(_Kept):
    """One side.

    Args:
        documents: In the order of the tabs.
        current: The file of the one that was shown.
        fit: What the zoom follows, by the names of `octavo.ui.pdf.scrolling.Fit`.
        zoom: 1.0 for actual size; of use where it follows nothing.
        cited: The citations of which one was marked on the page in view.
    """

    documents: tuple[KeptDocument, ...] = Field(min_length=1)
    current: str
    fit: str = "WIDTH"
    zoom: float = Field(default=1.0, gt=0, le=MAX_ZOOM)
    cited: KeptCitations | None = None


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

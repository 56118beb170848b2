"""Drawn pages: how large one may be, and all of them within a limit of memory.

The one used longest ago goes first.
"""

from __future__ import annotations

import dataclasses
import math
from collections import OrderedDict
from collections.abc import Container
from typing import Final

from PySide6.QtGui import QImage

from octavo.pdf.page import PageImage

MAX_PIXELS: Final = 8_000_000
MAX_EDGE: Final = 16_000
"""Of one page's image, in all and along a side; beyond that the image is stretched."""

PAINTABLE: Final = 32_767
"""Pixels along a side that Qt's painter can address."""


def bounded_scale(size: tuple[float, float], wanted: float) -> float:
    """Return the pixels per point at which a page of this size in points is drawn.

    The product of the sides says nothing of a thin page: its image is never less than a pixel wide.
    """
    width, height = size
    most = min(math.sqrt(MAX_PIXELS / width / height), MAX_EDGE / max(size))
    return float(f"{min(wanted, most):.5g}")  # rounded: a zoom and back finds its image again


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """A page as an image; ``scale`` in pixels per point. ``pixels`` must live as long."""

    scale: float
    image: QImage
    pixels: bytes


class PageImages:
    """The images of one document, at most one per page.

    Args:
        limit: Most bytes of pixels that are kept.

    Attributes:
        pinned: Pages in view: their images are kept whatever the limit says.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._drawn: OrderedDict[int, Drawn] = OrderedDict()
        self.pinned: Container[int] = ()

    def __len__(self) -> int:
        return len(self._drawn)

    @property
    def size(self) -> int:
        """Bytes of pixels that are kept."""
        return self._size

    def get(self, page: int) -> Drawn | None:
        """Return a page's image, which counts as used now."""
        drawn = self._drawn.get(page)
        if drawn is not None:
            self._drawn.move_to_end(page)
        return drawn

    def has(self, page: int, scale: float) -> bool:
        """Whether the page is there at exactly this scale."""
        drawn = self._drawn.get(page)
        return drawn is not None and drawn.scale == scale

    def put(self, page: int, scale: float, image: PageImage) -> None:
        """Keep a page's image in place of an older one."""
        old = self._drawn.pop(page, None)
        if old is not None:
            self._size -= len(old.pixels)
        made = QImage(
            image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32
        )
        self._drawn[page] = Drawn(scale, made, image.pixels)
        self._size += len(image.pixels)
        for old_page in [number for number in self._drawn if number not in self.pinned]:
            if self._size <= self._limit:
                break
            self._size -= len(self._drawn.pop(old_page).pixels)

    def clear(self) -> None:
        """Forget all images."""
        self._drawn.clear()
        self._size = 0

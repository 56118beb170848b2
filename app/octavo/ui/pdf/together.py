"""Two views of pages that are scrolled together, at the distance at which they were when it began.

So two versions of a document can be read side by side although one has a page more at the front.
"""

from __future__ import annotations

from octavo.ui.pdf.scrolling import ScrollingPages


class ScrollTogether:
    """Moves one of two views when the other is moved.

    Args:
        first, second: The views.
    """

    def __init__(self, first: ScrollingPages, second: ScrollingPages) -> None:
        self._views = (first, second)
        self._apart = 0.0
        self._is_on = False
        self._is_paused = False
        self._moves = False
        for view in self._views:
            view.verticalScrollBar().valueChanged.connect(lambda _, view=view: self._follow(view))

    @property
    def is_on(self) -> bool:
        """Whether they move together."""
        return self._is_on

    def turn(self, *, on: bool) -> None:
        """Let them move together from now on, or each by itself."""
        self._is_on = on
        self._measure()

    def pause(self) -> None:
        """Move nothing until one of them shows something else."""
        self._is_paused = True

    def go_on(self) -> None:
        """Keep the distance that they have now, if one of them shows something else."""
        if self._is_paused:
            self._measure()

    def _measure(self) -> None:
        self._is_paused = False
        self._apart = self._views[1].place - self._views[0].place

    def _follow(self, moved: ScrollingPages) -> None:
        if not self._is_on or self._is_paused or self._moves:
            return
        first, second = self._views
        self._moves = True
        try:
            if moved is first:
                second.go_to_place(first.place + self._apart)
            else:
                first.go_to_place(second.place - self._apart)
        finally:
            self._moves = False

"""Keeps which documents are open in the page view, and where each was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.view import PageView

MOST_OPEN: Final = 8
"""Tabs; with another one, the tab opened longest ago goes."""


class TabsPresenter:
    """Between the tabs and the presenter of the pages.

    Args:
        view: The page view.
        show: Called with a file id and the page at which that document was left.
        leave: Called when the last document was closed.
    """

    def __init__(
        self, view: PageView, *, show: Callable[[str, int], object], leave: Callable[[], object]
    ) -> None:
        self._view = view
        self._show = show
        self._leave = leave
        self._names: dict[str, str] = {}  # in the order of the tabs
        self._pages: dict[str, int] = {}
        self._current: str | None = None
        view.tabs.document_chosen.connect(self._on_chosen)
        view.tabs.close_asked.connect(self._on_close_asked)
        view.tab_wanted.connect(self._on_tab_wanted)
        view.tab_close_asked.connect(lambda: self._on_close_asked(self._current))

    def opened(self, file_id: str, name: str) -> None:
        """Take note that a document is shown."""
        self._names[file_id] = name
        self._current = file_id
        while len(self._names) > MOST_OPEN:
            self.forget(next(one for one in self._names if one != file_id))
        self._refresh()

    def left(self, file_id: str | None, page: int) -> None:
        """Take note of the page at which a document is left."""
        if file_id is not None and page:
            self._pages[file_id] = page

    def page_of(self, file_id: str) -> int:
        """Return the page at which a document was left, the first one if it was not."""
        return self._pages.get(file_id, 1)

    @property
    def open_documents(self) -> dict[str, str]:
        """The names of the documents that have tabs, by their files, in the order of the tabs."""
        return dict(self._names)

    def restore(self, names: Mapping[str, str], pages: Mapping[str, int]) -> None:
        """Have tabs again for documents that are not shown yet; both arguments by their files."""
        self._names = {**names, **self._names}
        self._pages = {**pages, **self._pages}
        self._refresh()

    def clear(self) -> None:
        """Have no tabs any more."""
        self._names.clear()
        self._pages.clear()
        self._current = None
        self._refresh()

    def forget(self, file_id: str) -> None:
        """Close the tab of a document that is not there any more."""
        self._names.pop(file_id, None)
        self._pages.pop(file_id, None)
        if self._current == file_id:
            self._current = None
        self._refresh()

    def _on_chosen(self, file_id: str) -> None:
        self._show(file_id, self.page_of(file_id))

    def _on_tab_wanted(self, by: int) -> None:
        ids = list(self._names)
        if self._current in ids and len(ids) > 1:
            self._on_chosen(ids[(ids.index(self._current) + by) % len(ids)])

    def _on_close_asked(self, file_id: str | None) -> None:
        if file_id is None or file_id not in self._names:
            return
        ids = list(self._names)
        was_current, index = file_id == self._current, ids.index(file_id)
        self.forget(file_id)
        ids.remove(file_id)
        if not ids:
            self._leave()
        elif was_current:
            self._on_chosen(ids[min(index, len(ids) - 1)])

    def _refresh(self) -> None:
        self._view.tabs.show_documents(self._names, self._current)
        several = len(self._names) > 1
        self._view.doable.enable(PageAction.NEXT_DOCUMENT, several)
        self._view.doable.enable(PageAction.DOCUMENT_BEFORE, several)

"""Under which title and heading each page of a document stands."""

from __future__ import annotations

from bisect import bisect_right

from octavo.pdf.page import DocumentFacts

_LONGEST = 160


class Headings:
    """The document's title and, for each page, the outline's last heading up to it."""

    def __init__(self, facts: DocumentFacts, filename: str) -> None:
        stem = filename.rsplit(".", 1)[0]
        self._title = _short(facts.title) or _short(stem.replace("_", " ").replace("-", " "))
        entries = sorted(
            ((entry.page, entry.title) for entry in facts.outline if entry.page is not None),
            key=lambda pair: pair[0],
        )
        self._pages = [page for page, _ in entries]
        self._titles = [title for _, title in entries]

    def above(self, page: int) -> str:
        """Return title and heading for a page counted from 1.

        A heading that begins on the page itself counts from its first line on: most of the page
        stands under it.
        """
        found = bisect_right(self._pages, page)
        heading = _short(self._titles[found - 1]) if found else ""
        return f"{self._title} · {heading}" if heading else self._title


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]

"""Fetches the strip of a page while the pointer rests on a citation."""

from __future__ import annotations

import logging
from typing import Final

from octavo.errors import AppError
from octavo.session.session import Session
from octavo.session.state import Citation
from octavo.ui.chat.preview import WIDTH
from octavo.ui.chat.transcript import Transcript
from octavo.ui.pdf.images import bounded_scale
from octavo.ui.pdf.strip import strip
from octavo.ui.tasks import TaskOwner

_log = logging.getLogger(__name__)

_SHARP: Final = 2.0
"""Pixels that are drawn for each one of the strip: enough for a screen of twice the density."""


class PreviewPresenter:
    """Listens to the transcript.

    Args:
        session: Where the pages come from.
        transcript: Shows the preview.
        tasks: Owner of what is fetched.
    """

    def __init__(self, session: Session, transcript: Transcript, tasks: TaskOwner) -> None:
        self._session = session
        self._transcript = transcript
        self._tasks = tasks
        transcript.citation_hovered.connect(self._on_citation_hovered)

    def _on_citation_hovered(self, citation: Citation) -> None:
        if citation.page is not None and citation.rects:
            self._tasks.start(self._draw(citation, citation.page), name="preview a citation")

    async def _draw(self, citation: Citation, page: int) -> None:
        pages = self._session.pages
        try:
            document = await pages.open(citation.file_id, citation.filename)
            sizes = document.facts.sizes
            if not 1 <= page <= len(sizes):
                return
            size = sizes[page - 1]
            rects = await pages.displayed(citation.file_id, page, citation.rects)
            scale = bounded_scale(size, _SHARP * WIDTH / max(1.0, size[0]))
            image = await pages.render(citation.file_id, page, scale)
        except AppError as error:  # the quote is there all the same
            _log.info("no preview: %s", error)
            return
        self._transcript.preview.show_strip(citation, strip(image, size, rects))

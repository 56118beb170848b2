"""Why these passages: all that were found for an answer, how well each fits, and by what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from octavo.protocol.steps import StepSearchResult
from octavo.session.insight import place_of_passage
from octavo.session.state import Citation
from octavo.session.threads import shortened
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.insight.column import CentredColumn
from octavo.ui.insight.parts import ShareBar, chip_button, text_label
from octavo.words import later, say

EXPLAINED = later(
    "These are the passages that were found for the question, best first; the answer quotes from "
    "them. “Fits” is how well a passage fits as a whole, “words” how well its words do against the "
    "best passage’s, “meaning” how near its meaning is to the question’s."
)
READ = later(
    "“Read” is how surely a passage answers the question by the model that reads the best of them"
    " together with it and puts them in order."
)
NOTHING = later("No passages were looked for, or none were found.")
_EXCERPT = 320


class PassagesView(CentredColumn):
    """Shows the results of a run's search.

    Signals:
        place_asked: With the `Citation` to show, and all of them.
    """

    place_asked = Signal(object, object)

    def __init__(self, passages: Sequence[StepSearchResult]) -> None:
        super().__init__()
        self.body.addWidget(text_label(str(EXPLAINED if passages else NOTHING), role="soft"))
        if any(passage.relevance is not None for passage in passages):
            self.body.addWidget(text_label(str(READ), role="soft"))
        places = tuple(place_of_passage(passage) for passage in passages)
        for number, (passage, place) in enumerate(zip(passages, places, strict=True), 1):
            self.body.addSpacing(theme.SPACE_M)
            self.body.addLayout(self._head(number, passage, place, places))
            excerpt = shortened(one_line(passage.quote or ""), _EXCERPT)
            self.body.addWidget(text_label(excerpt))
            if why := _why(passage):
                self.body.addWidget(text_label(why, role="soft", pixels=theme.SMALL_PX))
        self.body.addStretch(1)

    def _head(
        self,
        number: int,
        passage: StepSearchResult,
        place: Citation,
        places: tuple[Citation, ...],
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(QLabel(f"{number}."))
        row.addWidget(chip_button(place, lambda one: self.place_asked.emit(one, places)))
        row.addStretch(1)
        row.addWidget(_bars(passage))
        return row


def _bars(passage: StepSearchResult) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SPACE_S)
    grid.setVerticalSpacing(1)
    parts = [
        (say("fits"), passage.score),
        (say("words"), passage.words),
        (say("meaning"), passage.meaning),
    ]
    if passage.relevance is not None:  # where a reranker is in use
        parts.append((say("read"), passage.relevance))
    for column, (name, share) in enumerate(parts):
        said = "–" if share is None else say("{share:.0%}", share=max(0.0, share))
        label = QLabel(f"{name} {said}")
        label.setProperty("role", "soft")
        label.setFont(theme.font(theme.CAPTION_PX))
        grid.addWidget(label, 0, column)
        grid.addWidget(ShareBar(share or 0.0), 1, column, Qt.AlignmentFlag.AlignLeft)
    return holder


def _why(passage: StepSearchResult) -> str:
    if passage.matched is None:
        return ""  # the answer is older than what is told here
    matched = [one_line(word) for word in passage.matched]
    if matched:
        return say("Has the question’s words: {matched}", matched=", ".join(matched))
    if passage.meaning is not None:
        return say("Has none of the question’s words; found by its meaning.")
    return say("Has none of the question’s words.")

"""A document's summary: what it says as a whole and by section, key terms, questions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from octavo.protocol.insight import FileSummary, PageQuote
from octavo.protocol.labels import extent, in_full
from octavo.session.insight import place_of_quote, sections_told
from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.insight.column import CentredColumn
from octavo.ui.insight.flow import FlowLayout
from octavo.ui.insight.parts import QuoteRow, text_label
from octavo.ui.insight.written_view import WrittenView
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.ui.widgets.wrapped_button import WrappedButton
from octavo.words import later, say, say_many

PROMISE = later("Sentences of the document itself. Nothing here was written by a model.")
OWN = later("Sentences of the document itself")
NOTHING = later("There are no whole sentences in this document to quote.")


class SummaryView(CentredColumn):
    """Shows a `FileSummary`.

    Args:
        summary: What the document says in its own sentences.
        written: What a model writes of it, or may; None where there is no model.

    Signals:
        place_asked: With the `Citation` to show, and all citations of its part.
        question_asked: With a question that the person wants answered.
    """

    place_asked = Signal(object, object)
    question_asked = Signal(str)

    def __init__(self, summary: FileSummary, written: WrittenView | None = None) -> None:
        super().__init__()
        self._summary = summary
        self.written = written
        self.body.addWidget(text_label(_title(summary), role="title"))
        if written is None:
            self.body.addWidget(text_label(f"{_extent(summary)} · {PROMISE}", role="soft"))
        else:
            self.body.addWidget(text_label(_extent(summary), role="soft"))
            self._add_heading(say("In a model’s words"))
            self.body.addWidget(written)
            written.place_asked.connect(self.place_asked)
            self._add_heading(str(OWN))
        self.body.addSpacing(theme.SPACE_M)
        if not summary.quotes:
            self.body.addWidget(text_label(str(NOTHING)))
        self._add_quotes(summary.quotes)
        if summary.key_terms:
            self._add_heading(say("Key terms"))
            self.body.addWidget(self._terms())
        if summary.questions:
            self._add_heading(say("Questions that it answers"))
            for one in summary.questions:
                self._add_question(one.question)
        if summary.sections or summary.sections_left:
            self._add_heading(say("By section"))
        if (told := sections_told(summary)) is not None:
            self.body.addWidget(text_label(one_line(str(told)), role="soft"))
        for section in summary.sections:
            pages = str(extent(section.page_label, section.last_page_label))
            title = one_line(section.title) or pages[:1].upper() + pages[1:]
            label = text_label(title, role="heading")
            self.body.addSpacing(theme.SPACE_XS)
            self.body.addWidget(label)
            self._add_quotes(section.quotes)
        self.body.addStretch(1)

    def _add_heading(self, text: str) -> None:
        label = text_label(text.upper(), role="caption")
        self.body.addSpacing(theme.SPACE_L)
        self.body.addWidget(label)

    def _add_quotes(self, quotes: list[PageQuote]) -> None:
        places = tuple(self._place(quote) for quote in quotes)
        for place in places:
            self.body.addWidget(QuoteRow(place, lambda one: self._open(one, places), short=True))

    def _add_question(self, question: str) -> None:
        button = WrappedButton(one_line(question), kind="link")
        button.setProperty("align", "left")
        button.setProperty("dense", "true")
        button.setToolTip(plain_tooltip(say("Ask this in the thread")))
        button.clicked.connect(lambda: self.question_asked.emit(question))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _terms(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        for term in self._summary.key_terms:
            place = self._place(term.quote)
            chip = QPushButton(one_line(term.term).replace("&", "&&"))
            chip.setProperty("kind", "chip")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setToolTip(
                plain_tooltip(
                    say(
                        "Seen {count:,} times, first: {place}",
                        count=term.count,
                        place=in_full(one_line(place.label)),
                    )
                )
            )
            chip.clicked.connect(lambda _=False, one=place: self._open(one, (one,)))
            flow.addWidget(chip)
        return holder

    def _place(self, quote: PageQuote) -> Citation:
        return place_of_quote(quote, self._summary.file_id, self._summary.filename)

    def _open(self, place: Citation, beside: tuple[Citation, ...]) -> None:
        self.place_asked.emit(place, beside)


def _title(summary: FileSummary) -> str:
    if summary.part is not None:
        return one_line(summary.part.title)
    return one_line(summary.title or summary.filename)


def _extent(summary: FileSummary) -> str:
    if (part := summary.part) is not None:
        pages = extent(one_line(part.page_label), one_line(part.last_page_label))
        return say("“{name}”, {pages}", name=one_line(summary.filename), pages=pages)
    if summary.pages < summary.pages_total:
        return say(
            "The first {pages:,} of {pages_total:,} pages",
            pages=summary.pages,
            pages_total=summary.pages_total,
        )
    return say_many("{n} page", "{n:,} pages", summary.pages)

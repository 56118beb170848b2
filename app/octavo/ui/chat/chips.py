"""Citation chips: how they are named, explained and drawn in the text."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from octavo.protocol.labels import in_short
from octavo.session.state import Citation
from octavo.ui import theme as look
from octavo.ui.chat.source import clean
from octavo.ui.chat.styles import CHIP, CHIP_VERIFIED, TARGET
from octavo.words import say

_STEM: Final = 24
_QUOTE: Final = 700
_PAD: Final = 9.0
_GAP: Final = 3.0
"""Right of a chip, in pixels: a full stop does not stick to it."""

_ABOVE: Final = 14.5
_BELOW: Final = 5.5
"""How far a chip reaches from the line's baseline, in pixels."""

_MARKS: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def one_line(text: str) -> str:
    """Return a text of unknown origin fit for a line: no breaks, no direction marks."""
    return " ".join(_MARKS.sub("", clean(text)).split())


def page_label(label: str) -> str:
    """Return a page, or a text file's lines, in words as short as can be."""
    return str(in_short(label))


def page_words(citation: Citation) -> str:
    """Return the page of a citation in words: the printed label where there is one."""
    label = one_line(citation.label) or (str(citation.page) if citation.page else "")
    return page_label(label) if label else ""


def chip_label(citation: Citation) -> str:
    """Return what stands on a chip: ``lease · p. 12``."""
    name = _stem(citation)
    if len(name) > _STEM:
        name = f"{name[: _STEM - 9].rstrip()}…{name[-8:].lstrip()}"
    return " · ".join(part for part in (name, page_words(citation)) if part)


def table_chip(citation: Citation, *, is_tight: bool) -> str:
    """Return what stands on a chip in a table: only its page where room is short."""
    return (is_tight and page_words(citation)) or chip_label(citation)


def copied_chip(citation: Citation) -> str:
    """Return what a chip becomes when its text is copied: ``[lease, p. 12]``."""
    return f"[{', '.join(part for part in (_stem(citation), page_words(citation)) if part)}]"


def tooltip(citation: Citation) -> str:
    """Return a citation's explanation, as HTML in which everything is escaped."""
    place = ", ".join(p for p in (one_line(citation.filename), page_words(citation)) if p)
    lines = [f"<b>{html.escape(place)}</b>"]
    quote = clean(citation.quote).strip()
    if len(quote) > _QUOTE:
        quote = quote[:_QUOTE].rstrip() + " …"
    if quote:
        lines.append(html.escape(quote).replace("\n", "<br>"))
    if not citation.verified:
        lines.append(say("Not checked: these words were not found on the page as they stand here."))
    return "".join(f"<p style='margin: 2px 0'>{line}</p>" for line in lines)


def chip_room(label: str) -> float:
    """Return how wide a chip is with what stands on it, in pixels, with the gap behind it."""
    return QFontMetricsF(_font()).horizontalAdvance(label) + 2 * _PAD + _GAP


def _font() -> QFont:
    return look.font(look.SMALL_PX, QFont.Weight.DemiBold)


def chip_body(line: QRectF) -> QRectF:
    """Return where a chip is drawn whose line takes this room: its ground, without the gaps."""
    metrics = QFontMetricsF(look.font(look.CHAT_PX))
    return _around(line, line.top() + metrics.ascent())


def _around(room: QRectF, baseline: float) -> QRectF:
    return QRectF(room.left(), baseline - _ABOVE, room.width() - _GAP, _ABOVE + _BELOW)


def _stem(citation: Citation) -> str:
    name = one_line(citation.filename)
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    return stem or "document"


class ChipObject(QPyTextObject):
    """Draws the chips of a document; what is on them comes with their character format."""

    def __init__(self, parent: QObject, theme: look.Theme) -> None:
        super().__init__(parent)
        self._font = _font()
        self.theme = theme
        self.hovered: int | None = None

    def intrinsicSize(
        self,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002
    ) -> QSizeF:
        """Return the room that a chip takes: as high as the text, so that clicks find it."""
        width = chip_room(str(format.property(CHIP)))
        return QSizeF(width, QFontMetricsF(look.font(look.CHAT_PX)).ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | object,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """Draw a chip around the baseline at the foot of ``rect``."""
        room = QRectF(rect)  # type: ignore[arg-type]
        body = _around(room, room.bottom())
        verified = bool(format.property(CHIP_VERIFIED))
        hovered = self.hovered is not None and format.property(TARGET) == self.hovered
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, body, verified=verified, hovered=hovered)
        painter.setPen(QColor(self.theme.accent if verified else self.theme.soft_ink))
        painter.setFont(self._font)
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, str(format.property(CHIP)))
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, body: QRectF, *, verified: bool, hovered: bool
    ) -> None:
        ground = self.theme.chip_hover if hovered else self.theme.chip
        if verified:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
        else:
            pen = QPen(QColor(self.theme.soft_ink), 1)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.setBrush(QColor(ground) if hovered else Qt.BrushStyle.NoBrush)
            body = body.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, look.CHIP_RADIUS, look.CHIP_RADIUS)

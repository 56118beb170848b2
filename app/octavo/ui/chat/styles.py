"""How blocks and characters of the transcript look: text formats made from a theme."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from octavo.ui import theme as look
from octavo.ui.chat.highlighting import Tone
from octavo.ui.chat.markdown import Block, Run
from octavo.ui.chat.widths import Widths

TARGET: Final = int(QTextFormat.Property.UserProperty) + 1
"""Character property: the key of what a click on it does."""

CHIP: Final = TARGET + 1
"""Character property of a chip: its label."""

CHIP_VERIFIED: Final = TARGET + 2
"""Character property of a chip: whether the quote was found on the page."""

GROUND: Final = TARGET + 3
"""Block property: the `Ground` that is painted behind it."""

STARTS: Final = TARGET + 4
"""Block property: the ground begins here, though the block above may have the same kind."""

ASIDE: Final = TARGET + 5
"""Property: not part of the message but of the window; such a block is not copied."""

CHIP_OBJECT: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
"""The object type of chips."""

ICON: Final = TARGET + 6
"""Character property of an icon: its name."""

ICON_CHOSEN: Final = TARGET + 7
"""Character property of an icon: whether what it stands for is chosen."""

ICON_OBJECT: Final = CHIP_OBJECT + 1
"""The object type of icons."""

BAR: Final = TARGET + 8
"""Block property of a quote: how far from the left its bar stands, in pixels."""

CONTINUES: Final = TARGET + 9
"""Property of a table: it is the rest of the one before."""

TABLE: Final = TARGET + 10
"""Property of a table: the key of what it needs."""

TABLE_LOOK: Final = TARGET + 11
"""Property of a table: which of its looks it has, by number."""

OF_TABLE: Final = TARGET + 12
"""Character property: as large as the table's look wants it."""

TABLE_STACKED: Final = TARGET + 13
"""Property of a table that is stacked: the key of what it needs in that shape."""

LINE: Final = round(look.CHAT_PX * look.CHAT_LINE_HEIGHT + 0.1)
TOP: Final = 32
"""Above the first line of a thread, in pixels; Qt leaves out the first block's own margin."""

LOOSE: Final = 16
"""Between the quotes of an answer, in pixels."""

TIGHT: Final = 4
"""Between blocks that belong closely together, in pixels."""

BUBBLE_PAD_X: Final = 18
BUBBLE_PAD_Y: Final = 8
BOX_PAD_X: Final = 14
BOX_PAD_Y: Final = 10
INDENT: Final = 28
_BETWEEN: Final = 6
"""Pixels between code and another ground below it, such as more code or a problem."""

_SEAM: Final = 4
"""Pixels between two parts of a table: the empty blocks that Qt needs, and a second line."""

_BAR_LEFT: Final = 14
"""Pixels between the text of a quote and the left edge of its bar."""

_CODE_PX: Final = 13
TABLE_LINE: Final = 18
_HEADINGS: Final = {1: look.TITLE_PX, 2: 17}


class Ground(IntEnum):
    """What is painted behind a block."""

    QUESTION = 1
    CODE = 2
    PROBLEM = 3
    QUOTE = 4
    RULE = 5


class Styles:
    """The formats of one theme, and how wide texts are in it."""

    def __init__(self, theme: look.Theme) -> None:
        self.theme = theme
        self.widths = Widths()
        self.mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.body = _characters(look.font(look.CHAT_PX), theme.ink)
        self.small = _characters(look.font(look.BASE_PX), theme.soft_ink)
        self.small_ink = _characters(look.font(look.BASE_PX), theme.ink)
        self.small_bold = _characters(look.font(look.BASE_PX, QFont.Weight.DemiBold), theme.bad)
        self.doubt = _characters(look.font(look.BASE_PX), theme.bad)
        self.doubt.setProperty(ASIDE, True)
        self.action = _characters(look.font(look.BASE_PX, QFont.Weight.Medium), theme.accent)
        self._tones = {
            Tone.KEYWORD: theme.accent,
            Tone.NAME: theme.ink,
            Tone.STRING: theme.code_text,
            Tone.NUMBER: theme.code_number,
            Tone.COMMENT: theme.soft_ink,
        }

    def run(
        self, run: Run, *, base: QTextCharFormat | None = None, inline: bool = True
    ) -> QTextCharFormat:
        """Return the format of a run on top of a base format; inline code has its own ground."""
        made = QTextCharFormat(base or self.body)
        if run.code:
            made.setFontFamilies(self.mono.families())
            made.setFontFixedPitch(True)
            made.setProperty(QTextFormat.Property.FontPixelSize, _CODE_PX)
            made.clearProperty(OF_TABLE)
        if run.code and inline:
            made.setBackground(QBrush(QColor(self.theme.question)))
        if run.tone in self._tones:
            made.setForeground(QBrush(QColor(self._tones[run.tone])))
        if run.bold or run.tone is Tone.NAME:
            made.setFontWeight(QFont.Weight.DemiBold)
        if run.italic or run.tone is Tone.COMMENT:
            made.setFontItalic(True)
        if run.strike:
            made.setFontStrikeOut(True)
        if run.script:
            place = QTextCharFormat.VerticalAlignment
            raised = place.AlignSuperScript if run.script > 0 else place.AlignSubScript
            made.setVerticalAlignment(raised)
        if run.href:
            made.setForeground(QBrush(QColor(self.theme.accent)))
            made.setFontUnderline(True)
        return made

    def cell(self, size: int, *, is_name: bool = False) -> QTextCharFormat:
        """Return the characters of a table, so many pixels high; names beside cells are soft."""
        made = _characters(look.font(size), self.theme.soft_ink if is_name else self.theme.ink)
        made.setProperty(OF_TABLE, True)
        return made

    def icon(self, name: str, *, chosen: bool) -> QTextCharFormat:
        """Return the format of an icon of ``resources/icons``; one that is chosen stands out."""
        made = QTextCharFormat(self.action if chosen else self.small)
        made.setObjectType(ICON_OBJECT)
        made.setProperty(ICON, name)
        made.setProperty(ICON_CHOSEN, chosen)
        return made

    def heading(self, level: int) -> QTextCharFormat:
        """Return the characters of a heading, level from 1."""
        size = _HEADINGS.get(level, look.CHAT_PX)
        return _characters(look.font(size, QFont.Weight.DemiBold), self.theme.ink)

    def table(self, block: Block) -> QTextTableFormat:
        """Return the format of a table; its columns take what they need."""
        continues, goes_on = block.continues, block.goes_on
        made = QTextTableFormat()
        made.setProperty(CONTINUES, continues)
        made.setBorder(1)
        made.setBorderBrush(QBrush(QColor(self.theme.line)))
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderCollapse(True)
        made.setCellSpacing(0)
        made.setTopMargin(-_SEAM if continues else 4)
        made.setBottomMargin(0 if goes_on else 12)
        made.setHeaderRowCount(0 if continues else 1)
        return made


def paragraph(
    *,
    line: float = LINE,
    above: float = 0,
    below: float = 10,
    left: float = 0,
    right: float = 0,
) -> QTextBlockFormat:
    """Return a block format, all lengths in pixels; neighbouring margins collapse."""
    made = QTextBlockFormat()
    made.setLineHeight(line, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
    made.setTopMargin(above)
    made.setBottomMargin(below)
    made.setLeftMargin(left)
    made.setRightMargin(right)
    return made


def grounded(made: QTextBlockFormat, ground: Ground, *, starts: bool = True) -> QTextBlockFormat:
    """Mark a block format for a painted ground; one that does not start continues the last."""
    made.setProperty(GROUND, int(ground))
    made.setProperty(STARTS, starts)
    return made


def heading_block(level: int) -> QTextBlockFormat:
    """Return the block format of a heading."""
    size = _HEADINGS.get(level, look.CHAT_PX)
    return paragraph(line=round(size * 1.4), above=18 if level <= 2 else 14, below=6)


def code_head(left: float) -> QTextBlockFormat:
    """Return the block format of the line above code, on the same ground."""
    made = paragraph(line=20, above=BOX_PAD_Y + 8, below=2, left=left + BOX_PAD_X, right=BOX_PAD_X)
    return aside(grounded(made, Ground.CODE))


def aside(made: QTextBlockFormat) -> QTextBlockFormat:
    """Mark a block format as belonging to the window, not to the message."""
    made.setProperty(ASIDE, True)
    return made


def quoted(made: QTextBlockFormat, lists_around: int) -> QTextBlockFormat:
    """Mark a block format as part of a quote that stands within so many lists."""
    made.setProperty(BAR, float(list_margin(lists_around, 1) - _BAR_LEFT))
    return grounded(made, Ground.QUOTE, starts=False)


def code_block(left: float, *, goes_on: bool = False) -> QTextBlockFormat:
    """Return the block format of code; its padding is room for the ground.

    Below it there is room for the padding of another ground, too, and for a gap between both.
    """
    made = paragraph(
        line=20,
        above=0,
        below=0 if goes_on else 2 * BOX_PAD_Y + _BETWEEN,
        left=left + BOX_PAD_X,
        right=BOX_PAD_X,
    )
    return grounded(made, Ground.CODE, starts=False)


def cell(padding: float) -> QTextTableCellFormat:
    """Return the format of a table's cell, so many pixels left and right free.

    There is less above than below, as text stands low in a line.
    """
    made = QTextTableCellFormat()
    made.setTopPadding(5)
    made.setBottomPadding(8)
    made.setLeftPadding(padding)
    made.setRightPadding(padding)
    return made


def list_margin(depth: int, quoted: int) -> int:
    """Return the left margin of text in lists and block quotes, in pixels."""
    return INDENT * depth + 18 * quoted


def hang(made: QTextBlockFormat) -> None:
    """Let the first line begin with a marker that hangs left of the text, a tab behind it."""
    made.setTextIndent(-INDENT)
    made.setTabPositions([QTextOption.Tab(INDENT, QTextOption.TabType.LeftTab)])


def tail() -> QTextBlockFormat:
    """Return the format of the empty block that ends the document."""
    return paragraph(line=1, above=0, below=20)


def spacer() -> QTextBlockFormat:
    """Return the format of the empty blocks that Qt needs around a table."""
    return paragraph(line=1, below=0)


def alignment(name: str) -> Qt.AlignmentFlag:
    """Return the alignment of a table cell by its name."""
    match name:
        case "right":
            return Qt.AlignmentFlag.AlignRight
        case "center":
            return Qt.AlignmentFlag.AlignHCenter
        case _:
            return Qt.AlignmentFlag.AlignLeft


def _characters(font: QFont, color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
    made.setForeground(QBrush(QColor(color)))
    return made

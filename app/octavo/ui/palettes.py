"""The palettes: colours as text, so that the window's frame can wear one before Qt is warm."""

from __future__ import annotations

import dataclasses
from typing import Final

from PySide6.QtGui import QColor

HIGHLIGHT_ALPHA: Final = 0.45

PAPER: Final = "#ffffff"
DIM_PAPER: Final = "#c4c1ba"
"""Of pages, and of those that are dimmed: what is on them is darkened alike."""


@dataclasses.dataclass(frozen=True, slots=True)
class Theme:
    """A palette; colours as ``#rrggbb``.

    Args:
        dark: Whether it is light text on a dark ground.
        window, panel, raised: Grounds of the sidebar, of the chat, and of what lies above them.
        ink, soft_ink, faint: Text, second text, and marks (``faint`` only for text from 18 px).
        disabled: Text of what cannot be used now.
        line: Borders and tracks.
        accent, on_accent: The one colour, and text on it.
        accent_hover: The accent under the pointer.
        highlight, highlight_outline: A marked passage on a page; fill with `highlight_fill`.
        ok, warn, bad: States.
        question: Ground of a question in the chat.
        chip, chip_hover: Grounds of a citation chip, whose text is the accent.
        selection, hover: Grounds of a chosen row and of one under the pointer.
        desk: Ground behind pages.
        problem: Ground of a problem bar.
        code_text, code_number: Strings and numbers in code.
    """

    dark: bool
    window: str
    panel: str
    raised: str
    ink: str
    soft_ink: str
    faint: str
    disabled: str
    line: str
    accent: str
    on_accent: str
    accent_hover: str
    highlight: str
    highlight_outline: str
    ok: str
    warn: str
    bad: str
    question: str
    chip: str
    chip_hover: str
    selection: str
    hover: str
    desk: str
    problem: str
    code_text: str
    code_number: str

    def highlight_fill(self) -> QColor:
        """Return the highlight with its transparency; it darkens the page below it."""
        color = QColor(self.highlight)
        color.setAlphaF(HIGHLIGHT_ALPHA)
        return color


LIGHT: Final = Theme(
    dark=False,
    window="#f7f6f3",
    panel="#ffffff",
    raised="#ffffff",
    ink="#1d1d1f",
    soft_ink="#5b5b60",
    faint="#8a8a90",
    disabled="#66666b",
    line="#e3e1dc",
    accent="#2b5fab",
    on_accent="#ffffff",
    accent_hover="#244f90",
    highlight="#ffd54a",
    highlight_outline="#b58900",
    ok="#2e7d4f",
    warn="#8a5a00",
    bad="#b3261e",
    question="#efede8",
    chip="#e6edf7",
    chip_hover="#d8e3f4",
    selection="#e9e7e1",
    hover="#f0eee9",
    desk="#eceae5",
    problem="#fbf0ef",
    code_text="#28693f",
    code_number="#7d5100",
)

DARK: Final = Theme(
    dark=True,
    window="#1b1b1d",
    panel="#232326",
    raised="#2b2b2f",
    ink="#ececee",
    soft_ink="#b4b4ba",
    faint="#7e7e86",
    disabled="#9a9aa1",
    line="#38383d",
    accent="#8db4f0",
    on_accent="#10233f",
    accent_hover="#a5c4f4",
    highlight="#ffd54a",
    highlight_outline="#b58900",
    ok="#7ccb9a",
    warn="#f0c068",
    bad="#f2938c",
    question="#2b2b2f",
    chip="#2a3446",
    chip_hover="#334059",
    selection="#2e3340",
    hover="#26262a",
    desk="#161618",
    problem="#362627",
    code_text="#7ccb9a",
    code_number="#f0c068",
)

HIGH_LIGHT: Final = dataclasses.replace(
    LIGHT,
    window="#ffffff",
    ink="#000000",
    soft_ink="#2b2b2e",
    faint="#55555a",
    disabled="#48484c",
    line="#6b6b70",
    accent="#123e80",
    accent_hover="#0c2f63",
    ok="#0f4f2b",
    warn="#5c3b00",
    bad="#8a1209",
    code_text="#0f4f2b",
    code_number="#5c3b00",
)
"""For those who want more contrast: text at 7 : 1 at least, lines at 3 : 1."""

HIGH_DARK: Final = dataclasses.replace(
    DARK,
    window="#000000",
    panel="#000000",
    raised="#0c0c0e",
    ink="#ffffff",
    soft_ink="#dcdce0",
    faint="#a8a8b0",
    disabled="#bcbcc4",
    line="#8a8a92",
    accent="#b9d2f8",
    accent_hover="#d3e3fb",
    on_accent="#06142a",
    ok="#a6e3bf",
    warn="#ffd98a",
    bad="#ffb8b2",
    question="#1a1a1d",
    chip="#16202f",
    chip_hover="#1e2b40",
    selection="#1c2130",
    hover="#17171a",
    desk="#000000",
    problem="#2a1516",
    code_text="#a6e3bf",
    code_number="#ffd98a",
)
"""The same in the dark."""

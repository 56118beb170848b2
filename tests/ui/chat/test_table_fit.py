"""Tables of answers in the narrowest chat: words and chips stay whole where that can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextBlock, QTextTable
from PySide6.QtWidgets import QApplication

from octavo.ui import theme
from octavo.ui.chat.column import column_margins
from octavo.ui.chat.styles import CHIP
from octavo.ui.chat.table_fit import ROOM
from octavo.ui.chat.transcript import Transcript
from support.chat import answer, citation
from support.qt import until
from support.shots import keep

HEAD = """| Place | Termination | Contact | Net rent | Deposit | Beginning | Source |
|---|---|---|--:|--:|---|---|
"""
SEVEN = f"""{HEAD}| Overton | three months before the end of a month | Administration | 950 EUR \
| 2,400 EUR | 1 April 2021 | it stands there 【1】 |
| Basingstoke | six weeks | Mrs Richardson | 1,250 EUR | 3,750 EUR | 15 October 2019 | so |
"""
SMALL = "| a | b |\n|---|---|\n| one | two 【1】 |"
ENDLESS = f"{HEAD}| {'x' * 300} | one | two | three | four | five 【1】 | six |"


@pytest.fixture
def transcript(qtbot) -> Transcript:
    """Return one whose column is as narrow as the chat's can be."""
    made = Transcript()
    qtbot.addWidget(made)
    made.resize(ROOM + 80, 600)
    made.show()
    left, right = column_margins(made.width())
    assert made.width() - left - right == ROOM
    return made


async def _table(transcript: Transcript, text: str) -> QTextTable:
    transcript.show_messages([answer("a", text, citations=(citation(text, "【1】"),))])
    await until(lambda: not transcript.is_filling, "all is written")
    QApplication.processEvents()
    frames = transcript.document().rootFrame().childFrames()
    [table] = [frame for frame in frames if isinstance(frame, QTextTable)]
    return table


def _cells(table: QTextTable) -> Iterator[QTextBlock]:
    for row in range(table.rows()):
        for column in range(table.columns()):
            yield table.cellAt(row, column).firstCursorPosition().block()


def _broken(block: QTextBlock) -> list[str]:
    """Return what stands before the breaks of a block that are within words."""
    layout = block.layout()
    ends = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
    return [block.text()[:end] for end in ends if not block.text()[end - 1].isspace()]


def _chips(table: QTextTable) -> list[tuple[str, float]]:
    """Return what stands on the chips of a table, and how far each is beyond its cell's line."""
    found = []
    for block in _cells(table):
        made = block.begin()
        while not made.atEnd():
            fragment = made.fragment()
            if label := fragment.charFormat().property(CHIP):
                line = block.layout().lineForTextPosition(fragment.position() - block.position())
                found.append((str(label), line.naturalTextWidth() - line.width()))
            made += 1
    return found


async def test_seven_columns_break_no_word_and_cut_off_no_chip(transcript: Transcript) -> None:
    table = await _table(transcript, SEVEN)
    assert [_broken(block) for block in _cells(table) if _broken(block)] == []
    [(label, beyond)] = _chips(table)
    assert label == "p. 12"
    assert beyond <= 0
    first = table.cellAt(0, 0).firstCursorPosition()
    first.movePosition(first.MoveOperation.NextCharacter)
    assert theme.SMALL_PX <= first.charFormat().font().pixelSize() < theme.CHAT_PX - 1


async def test_a_small_table_takes_no_more_room_than_it_needs(transcript: Transcript) -> None:
    table = await _table(transcript, SMALL)
    assert [label for label, _ in _chips(table)] == ["lease · p. 12"]
    width = transcript.document().documentLayout().frameBoundingRect(table).width()
    assert width < ROOM / 2


async def test_an_endless_word_is_broken_and_the_others_are_not(transcript: Transcript) -> None:
    table = await _table(transcript, ENDLESS)
    broken = [block.text()[:1] for block in _cells(table) if _broken(block)]
    assert broken == ["x"]
    width = transcript.document().documentLayout().frameBoundingRect(table).width()
    assert width <= ROOM


async def test_quoted_rows_are_shown_as_a_table_with_their_citation_below(
    transcript: Transcript,
) -> None:
    text = (
        "“Kind of cost\tEach month\tEach year\nHeating and hot water\t120\t1,440\n"
        "Cleaning of the stairs\t25\t300” 【1】\n\n“The lift is free.” 【2】"
    )
    cited = (citation(text, "【1】"), citation(text, "【2】"))
    transcript.show_messages([answer("a", text, kind="quotes", citations=cited)])
    await until(lambda: not transcript.is_filling, "all is written")
    QApplication.processEvents()
    keep(transcript, "quoted-rows")
    frames = transcript.document().rootFrame().childFrames()
    [table] = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert (table.rows(), table.columns()) == (3, 3)
    assert [cell.text() for cell in _cells(table)][3:6] == ["Heating and hot water", "120", "1,440"]
    below = transcript.document().toPlainText()
    assert below.index("300") < below.index("\ufffc") < below.index("“The lift is free.”")

"""Tables of answers in columns of any width: words and chips stay whole where that can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication

from octavo.protocol.messages import AnswerKind
from octavo.session.state import ChatMessage, MessageState
from octavo.ui import theme
from octavo.ui.chat.column import column_margins
from octavo.ui.chat.copying import copied_text
from octavo.ui.chat.styles import CHIP
from octavo.ui.chat.targets import Targets
from octavo.ui.chat.transcript import Transcript
from octavo.ui.language import Language
from support.chat import answer, citation
from support.languages import spoken
from support.qt import until
from support.shots import keep

HEAD = """| Place | Termination | Contact | Net rent | Deposit | Beginning | Source |
|---|---|---|--:|--:|---|---|
"""
SEVEN = f"""{HEAD}| Overton | three months before the end of a month | Administration | 950 EUR \
| 2,400 EUR | 1 April 2021 | it stands there 【1】 |
| Basingstoke | six weeks | Mrs Richardson | 1,250 EUR | 3,750 EUR | 15 October 2019 | so |
"""
GERMAN = (
    "“Bauteil\tMaßnahme\tEinheiten\tFrist (Jahre)\tKosten je Einheit\tZuständig\tBemerkung\n"
    "Heizung\tBrenner reinigen\t3 Stück\t2\t1.250,00 €\tHausverwaltung\tnach Ablesung\n"
    "Aufzug\tSeile prüfen\t1 Stück\t1\t890,00 €\tFachfirma\tProtokoll” 【1】"
)
FOUR = (
    "“Messwert\tEinheiten\tGrenzwert\tGemessen\nNitrat\tmg/l\t50\t12,4\n"
    "Trübung\tNTU\t1,0\t0,21” 【1】"
)
SMALL = "| a | b |\n|---|---|\n| one | two 【1】 |"
LONG = SEVEN + SEVEN.removeprefix(HEAD).replace("【1】", "now") * 9
NARROW = (
    f"| Administrationsgebäude | {'Donaudampfschiff' * 3} |\n|---|---|\n| 1,250 【1】 | 3,750 |"
)
ENDLESS = f"{HEAD}| {'x' * 300} | one | two | three | four | five 【1】 | six |"


ROOM = 490
"""Pixels of the column beside an open page, in a window of the usual size."""


@pytest.fixture
def transcript(qtbot) -> Transcript:
    """Return one as wide as it is beside an open page."""
    made = Transcript()
    qtbot.addWidget(made)
    made.show()
    _widen(made, ROOM)
    return made


def _widen(transcript: Transcript, column: int) -> None:
    """Give the column of text a width in pixels."""
    around = next(2 * margin for margin in (20, 40) if _column(column + 2 * margin) == column)
    transcript.resize(column + around, 600)
    QApplication.processEvents()
    assert transcript.viewport().width() == column


def _column(width: int) -> int:
    left, right = column_margins(width)
    return width - left - right


async def _table(transcript: Transcript, text: str) -> QTextTable:
    kind: AnswerKind = "quotes" if text.startswith("“") else "written"
    cited = (citation(text, "【1】"),)
    transcript.show_messages([answer("a", text, kind=kind, citations=cited)])
    await until(lambda: not transcript.is_filling, "all is written")
    QApplication.processEvents()
    [table] = _tables(transcript)
    return table


def _size(table: QTextTable) -> int:
    """Return how large its letters are, in pixels."""
    first = table.cellAt(0, 0).firstCursorPosition()
    first.movePosition(first.MoveOperation.NextCharacter)
    return first.charFormat().font().pixelSize()


def _shown(table: QTextTable) -> list[object]:
    """Return all that is seen of a table."""
    lengths = [one.rawValue() for one in table.format().columnWidthConstraints()]
    cells = [
        (made.fragment().text(), made.fragment().charFormat().font().key())
        for block in _cells(table)
        for made in _fragments(block)
    ]
    paddings = {
        table.cellAt(row, column).format().toTableCellFormat().leftPadding()
        for row in range(table.rows())
        for column in range(table.columns())
    }
    return [lengths, cells, paddings, _chips(table)]


def _fragments(block: QTextBlock) -> Iterator[QTextBlock.iterator]:
    made = block.begin()
    while not made.atEnd():
        yield made
        made += 1


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
        for made in _fragments(block):
            fragment = made.fragment()
            if label := fragment.charFormat().property(CHIP):
                line = block.layout().lineForTextPosition(fragment.position() - block.position())
                found.append((str(label), line.naturalTextWidth() - line.width()))
    return found


async def test_seven_columns_break_no_word_and_cut_off_no_chip(transcript: Transcript) -> None:
    table = await _table(transcript, SEVEN)
    assert [_broken(block) for block in _cells(table) if _broken(block)] == []
    [(label, beyond)] = _chips(table)
    assert label == "p. 12"
    assert beyond <= 0
    assert theme.CAPTION_PX <= _size(table) < theme.CHAT_PX - 1


@pytest.mark.parametrize(
    ("text", "width"), [(GERMAN, 420), (GERMAN, 490), (FOUR, 300), (SEVEN, 420)]
)
async def test_no_name_of_a_column_is_broken_where_all_names_fit(
    transcript: Transcript, text: str, width: int
) -> None:
    _widen(transcript, width)
    table = await _table(transcript, text)
    heads = [table.cellAt(0, n).firstCursorPosition().block() for n in range(table.columns())]
    assert [_broken(block) for block in heads if _broken(block)] == []
    numbers = [block for block in _cells(table) if any(map(str.isdigit, block.text()))]
    assert [_broken(block) for block in numbers if _broken(block)] == []


STACKED = [
    ("Place", "Overton"),
    ("Termination", "three months before the end of a month"),
    ("Contact", "Administration"),
    ("Net rent", "950 EUR"),
    ("Deposit", "2,400 EUR"),
    ("Beginning", "1 April 2021"),
    ("Source", "it stands there \ufffc"),
    ("Place", "Basingstoke"),
]


async def test_columns_without_room_beside_each_other_are_stacked_each_cell_beside_its_name(
    transcript: Transcript,
) -> None:
    _widen(transcript, 300)
    table = await _table(transcript, SEVEN)
    texts = [block.text() for block in _cells(table)]
    assert table.columns() == 2
    assert list(zip(texts[::2], texts[1::2], strict=True))[: len(STACKED)] == STACKED
    assert len(texts) == 2 * 14
    assert [label for label, _ in _chips(table)] == ["lease · p. 12"]
    bold = [_first_look(block).fontWeight() > QFont.Weight.Medium for block in _cells(table)]
    assert bold == [number in (1, 15) for number in range(28)]
    copied = copied_text(transcript.document(), _all_of(table), Targets())
    assert copied.startswith("Place\tOverton\nTermination\tthree months before")


@pytest.mark.parametrize("width", range(300, ROOM, 19))
@pytest.mark.parametrize("text", [SEVEN, GERMAN])
async def test_seven_columns_break_no_word_and_cut_off_no_chip_at_any_width(
    transcript: Transcript, text: str, width: int
) -> None:
    _widen(transcript, width)
    table = await _table(transcript, text)
    assert [_broken(block) for block in _cells(table) if _broken(block)] == []
    assert all(beyond <= 0 for _, beyond in _chips(table))
    assert transcript.document().documentLayout().frameBoundingRect(table).width() <= width


async def test_an_empty_cell_takes_no_line_where_columns_are_stacked(
    transcript: Transcript,
) -> None:
    _widen(transcript, 300)
    table = await _table(transcript, SEVEN.replace("six weeks", " ").replace("so |", " |"))
    texts = [block.text() for block in _cells(table)]
    assert texts[14:] == [
        *("Place", "Basingstoke", "Contact", "Mrs Richardson", "Net rent", "1,250 EUR"),
        *("Deposit", "3,750 EUR", "Beginning", "15 October 2019"),
    ]


async def test_a_table_without_a_word_below_its_head_stays_one(transcript: Transcript) -> None:
    _widen(transcript, 300)
    table = await _table(transcript, f"{HEAD}|  |  |  |  |  |  |  |\n\n【1】")
    assert (table.rows(), table.columns()) == (2, 7)
    head = await _table(transcript, f"{HEAD}\n\n【1】")
    assert (head.rows(), head.columns()) == (1, 7)


def _first_look(block: QTextBlock) -> QTextCharFormat:
    return block.begin().fragment().charFormat()


def _all_of(table: QTextTable) -> QTextCursor:
    cursor = table.firstCursorPosition()
    cursor.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return cursor


async def test_of_two_columns_without_room_numbers_and_chips_are_whole(
    transcript: Transcript,
) -> None:
    _widen(transcript, 300)
    table = await _table(transcript, NARROW)
    assert [before for block in _cells(table) for before in _broken(block)]
    words = [word for block in _cells(table) for word in _parts(block)]
    assert {"1,250", "3,750"} <= set(words)
    assert all(beyond <= 0 for _, beyond in _chips(table))


async def test_a_long_table_is_stacked_in_all_its_parts_while_it_grows_and_as_a_whole(
    transcript: Transcript,
) -> None:
    _widen(transcript, 300)
    whole = await _grown(transcript, LONG)
    grown = [_looks_of(table) for table in _tables(transcript)]
    assert len(grown) > 1  # it is written in several, and only the first has the head
    transcript.change_message(whole)
    QApplication.processEvents()
    assert [_looks_of(table) for table in _tables(transcript)] == grown
    assert sum(rows for rows, *_ in grown) == 20 * 7
    assert len(set(grown)) == len({rows for rows, *_ in grown})  # columns are as wide in all parts
    assert {columns for _, columns, _ in grown} == {2}
    for table in _tables(transcript):
        assert table.cellAt(0, 0).firstCursorPosition().block().text() == "Place"
        assert [_broken(block) for block in _cells(table) if _broken(block)] == []


async def test_a_long_table_that_grew_is_stacked_when_its_chat_gets_narrow_and_back(
    transcript: Transcript,
) -> None:
    _widen(transcript, 760)
    transcript.change_message(await _grown(transcript, LONG))
    QApplication.processEvents()
    wide = [_shown(table) for table in _tables(transcript)]
    assert {table.columns() for table in _tables(transcript)} == {7}
    _widen(transcript, 300)
    assert {table.columns() for table in _tables(transcript)} == {2}
    _widen(transcript, 760)
    assert [_shown(table) for table in _tables(transcript)] == wide


async def test_a_table_that_grows_changes_its_shape_with_its_chat(transcript: Transcript) -> None:
    _widen(transcript, 760)
    whole = await _grown(transcript, LONG)
    _widen(transcript, 300)
    assert {table.columns() for table in _tables(transcript)} == {2}
    transcript.change_message(whole)
    QApplication.processEvents()
    assert {table.columns() for table in _tables(transcript)} == {2}
    assert sum(table.rows() for table in _tables(transcript)) == 20 * 7


def _looks_of(table: QTextTable) -> tuple[int, int, tuple[float, ...]]:
    """Return rows, columns and the columns' widths."""
    lengths = table.format().columnWidthConstraints()
    return table.rows(), table.columns(), tuple(one.rawValue() for one in lengths)


async def _grown(transcript: Transcript, text: str) -> ChatMessage:
    """Let an answer grow to its end, and return what it is then."""
    whole = answer("a", text, kind="written", citations=(citation(text, "【1】"),))
    begun = dataclasses.replace(whole, text="", citations=(), state=MessageState.STREAMING)
    transcript.show_messages([begun])
    for start in range(0, len(text), 40):
        cited = [one for one in whole.citations if start <= one.end - 1 < start + 40]
        transcript.grow_message("a", text[start : start + 40], cited)
        transcript.flush()
    QApplication.processEvents()
    return whole


def _tables(transcript: Transcript) -> list[QTextTable]:
    frames = transcript.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def _parts(block: QTextBlock) -> list[str]:
    """Return the words of each line of a block."""
    layout = block.layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    texts = [block.text()[one.textStart() :][: one.textLength()] for one in lines]
    return [word for text in texts for word in text.split()]


@pytest.mark.parametrize("text", [SEVEN, GERMAN, FOUR])
async def test_a_table_follows_the_width_of_its_column(transcript: Transcript, text: str) -> None:
    wide, narrow = 760, 360
    there = {}
    for width in (narrow, wide):
        _widen(transcript, width)
        there[width] = _shown(await _table(transcript, text))
    assert there[narrow] != there[wide]
    await _table(transcript, text)
    for width in (narrow, wide, 490, narrow):
        _widen(transcript, width)
        [table] = _tables(transcript)
        assert there.get(width, _shown(table)) == _shown(table)


@pytest.mark.parametrize("text", [SEVEN, GERMAN, FOUR])
async def test_no_word_is_broken_at_any_width_that_has_room_for_all(
    transcript: Transcript, text: str
) -> None:
    table = await _table(transcript, text)
    for width in range(ROOM, 760, 17):
        _widen(transcript, width)
        assert [_broken(block) for block in _cells(table) if _broken(block)] == []


async def test_what_is_selected_stays_selected_when_a_table_follows(
    transcript: Transcript,
) -> None:
    _widen(transcript, 760)
    table = await _table(transcript, SEVEN)
    cursor = table.cellAt(1, 0).firstCursorPosition()
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    transcript.setTextCursor(cursor)
    size = _size(table)
    _widen(transcript, ROOM)
    assert _size(table) < size
    assert transcript.textCursor().selectedText() == "Overton"


async def test_code_in_a_cell_keeps_its_size(transcript: Transcript) -> None:
    _widen(transcript, 760)
    table = await _table(transcript, SEVEN.replace("six weeks", "`six` weeks"))
    _widen(transcript, ROOM)
    block = table.cellAt(2, 1).firstCursorPosition().block()
    sizes = [made.fragment().charFormat().font().pixelSize() for made in _fragments(block)]
    assert sizes == [13, _size(table)]


async def test_a_drag_by_pixels_writes_a_table_anew_every_ten(transcript: Transcript) -> None:
    await _table(transcript, SEVEN)
    changes: list[int] = []
    transcript.document().contentsChange.connect(lambda at, *_: changes.append(at))
    for width in range(ROOM, ROOM + 10):
        _widen(transcript, width)
    assert changes == []
    _widen(transcript, ROOM + 10)
    assert changes


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


ROWS_OF_ONE = (
    "“Year\tRent\n2024\t900” 【1】\n“2025\t950\n2026\t980” 【2】\n\n“The lift is free.” 【3】"
)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
@pytest.mark.parametrize("grown", [False, True])
async def test_rows_of_one_table_are_shown_as_one_each_with_its_citation(
    transcript: Transcript, language: Language, grown: bool
) -> None:
    cited = tuple(
        citation(ROWS_OF_ONE, f"【{page}】", page=page, filename="lease.pdf") for page in (1, 2, 3)
    )
    whole = answer("a", ROWS_OF_ONE, kind="quotes", citations=cited)
    with spoken(language):
        if grown:
            begun = dataclasses.replace(whole, text="", citations=(), state=MessageState.STREAMING)
            transcript.show_messages([begun])
            for at, letter in enumerate(ROWS_OF_ONE):
                ended = [one for one in cited if one.end == at + 1]
                transcript.grow_message("a", letter, ended)
                transcript.flush()
            transcript.change_message(whole)
        else:
            transcript.show_messages([whole])
        await until(lambda: not transcript.is_filling, "all is written")
        QApplication.processEvents()
        sign = "S." if language is Language.GERMAN else "p."
        frames = transcript.document().rootFrame().childFrames()
        [table] = [frame for frame in frames if isinstance(frame, QTextTable)]
        assert [block.text().replace("\ufffc", "*") for block in _cells(table)] == [
            *("Year", "Rent", "2024", "900 *", "2025", "950", "2026", "980 *")
        ]
        assert [label for label, _ in _chips(table)] == [f"lease · {sign} 1", f"lease · {sign} 2"]


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
